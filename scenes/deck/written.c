// written.c — finds the numbers in words that somebody wrote, and says of each that it is no figure.
#include "scenes/deck/written.h"

#include "engine/anim/scene.h"

#include <ctype.h>
#include <string.h>

// Puts a name into the words' figures, which are in their order: the words' bytes from `first` on.
static void add_name(Arena *arena, Words *words, int first, int n_bytes)
{
    const int n = words->shown.n_figures;
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, n + 1);
    int at = 0;
    while (at < n && words->shown.figures[at].first_byte < first)
        at++;
    for (int i = 0; i < n; i++)
        figures[i < at ? i : i + 1] = words->shown.figures[i];
    const char *name = arena_strndup(arena, words->text + first, (size_t)n_bytes);
    figures[at] = (ShownFigure){
        .figure = figure_words(arena, FIGURE_NAME, name, (FigureSource){0}), .first_byte = first, .n_bytes = n_bytes};
    words->shown = (Shown){figures, n + 1};
}

static bool is_covered(const Words *words, int byte)
{
    for (int i = 0; i < words->shown.n_figures; i++)
        if (byte >= words->shown.figures[i].first_byte &&
            byte < words->shown.figures[i].first_byte + words->shown.figures[i].n_bytes)
            return true;
    return false;
}

static bool belongs(const Words *words, int byte)
{
    return words->text[byte] && !isspace((unsigned char)words->text[byte]) && !is_covered(words, byte);
}

const Words *words_written(ScriptCall *call, ScriptValue given)
{
    Arena *arena = scene_arena(call->host);
    int n_pieces = 0, n_bytes = 0;
    const ScriptPiece *pieces = script_pieces(call, given, &n_pieces);
    const Words *joined = pieces ? words_join(call, pieces, n_pieces) : NULL;
    if (!joined)
        return NULL;
    Words *words = arena_memdup(arena, joined, sizeof *words);
    for (int at; (at = shown_first_bare_digit(words->text, &words->shown)) >= 0;) {
        int first = at, end = at + 1;
        while (first > 0 && belongs(words, first - 1))
            first--;
        while (belongs(words, end))
            end++;
        add_name(arena, words, first, end - first);
    }
    for (int at; (at = shown_first_bare_word(words->text, &words->shown, &n_bytes)) >= 0;)
        add_name(arena, words, at, n_bytes);
    return words;
}
