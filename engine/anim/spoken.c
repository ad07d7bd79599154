// spoken.c — one walk over the line finds the marks; what is between them are the pieces.
#include "engine/anim/spoken.h"

#include <string.h>

typedef struct Line {
    const char *text;
    const Shown *shown;
    SpokenPiece *pieces; // [n]
    int n;
} Line;

// Where the figure ends that covers `at`; `at` itself where none does.
static int behind_figure(const Line *line, int at)
{
    for (int i = 0; line->shown && i < line->shown->n_figures; i++) {
        const ShownFigure *figure = &line->shown->figures[i];
        if (at >= figure->first_byte && at < figure->first_byte + figure->n_bytes)
            return figure->first_byte + figure->n_bytes;
    }
    return at;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\0';
}

static bool spaced_before(const Line *line, int at)
{
    return at == 0 || is_space(line->text[at - 1]);
}

static bool is_pause(const Line *line, int at)
{
    return line->text[at] == '|' && spaced_before(line, at) && is_space(line->text[at + 1]);
}

// Where the stress ends that begins at `at`, its closing asterisk; -1 when none begins there.
static int stress_end(const Line *line, int at)
{
    static const char BEFORE[] = "(\"'-", BEHIND[] = ".,;:!?)\"'-";
    if (line->text[at] != '*' || is_space(line->text[at + 1]) ||
        (!spaced_before(line, at) && !strchr(BEFORE, line->text[at - 1])))
        return -1;
    for (int i = behind_figure(line, at + 1); line->text[i]; i = behind_figure(line, i + 1)) {
        if (is_pause(line, i))
            return -1;
        const char next = line->text[i + 1];
        if (line->text[i] == '*' && i > at + 1 && !is_space(line->text[i - 1]) &&
            (is_space(next) || strchr(BEHIND, next) || (unsigned char)next >= 0x80))
            return i;
    }
    return -1;
}

static void add_piece(Line *line, SpokenKind kind, int first, int end)
{
    if (end > first)
        line->pieces[line->n++] = (SpokenPiece){kind, first, end - first};
}

const SpokenPiece *spoken_pieces(Arena *arena, const char *written, const Shown *shown, int *n_pieces)
{
    Line line = {written, shown, ARENA_ARRAY(arena, SpokenPiece, strlen(written) + 1), 0};
    int first = 0, at = 0;
    while (written[at]) {
        const int behind = behind_figure(&line, at), end = behind > at ? -1 : stress_end(&line, at);
        if (behind > at) {
            at = behind;
        } else if (end >= 0) {
            add_piece(&line, SPOKEN_WORDS, first, at);
            add_piece(&line, SPOKEN_STRESSED, at + 1, end);
            first = at = end + 1;
        } else if (is_pause(&line, at)) {
            add_piece(&line, SPOKEN_WORDS, first, at);
            add_piece(&line, SPOKEN_PAUSE, at, at + 1);
            first = at = at + 1;
        } else {
            at++;
        }
    }
    add_piece(&line, SPOKEN_WORDS, first, at);
    *n_pieces = line.n;
    return line.pieces;
}

// The figures of a piece that stand in it, moved to where it stands now.
static void move_figures(const Shown *from, const SpokenPiece *piece, int to_byte, ShownFigure *figures, int *n)
{
    for (int i = 0; from && i < from->n_figures; i++) {
        const int within = from->figures[i].first_byte - piece->first_byte;
        if (within < 0 || within >= piece->n_bytes)
            continue;
        figures[*n] = from->figures[i];
        figures[(*n)++].first_byte = to_byte + within;
    }
}

const char *spoken_plain(Arena *arena, const char *written, const Shown **shown)
{
    int n_pieces = 0, n_bytes = 0, n_figures = 0;
    const SpokenPiece *pieces = spoken_pieces(arena, written, *shown, &n_pieces);
    char *plain = arena_alloc(arena, strlen(written) + 1);
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, (*shown ? (*shown)->n_figures : 0) + 1);
    for (int i = 0; i < n_pieces; i++) {
        SpokenPiece piece = pieces[i];
        if (piece.kind == SPOKEN_PAUSE)
            continue;
        // Of the two spaces around a pause one is left.
        while (piece.n_bytes > 0 && is_space(written[piece.first_byte]) &&
               (n_bytes == 0 || is_space(plain[n_bytes - 1]))) {
            piece.first_byte++;
            piece.n_bytes--;
        }
        move_figures(*shown, &piece, n_bytes, figures, &n_figures);
        memcpy(plain + n_bytes, written + piece.first_byte, (size_t)piece.n_bytes);
        n_bytes += piece.n_bytes;
    }
    while (n_bytes > 0 && is_space(plain[n_bytes - 1]))
        plain[--n_bytes] = '\0';
    if (*shown) {
        Shown *moved = ARENA_NEW(arena, Shown);
        *moved = (Shown){figures, n_figures};
        *shown = moved;
    }
    return plain;
}
