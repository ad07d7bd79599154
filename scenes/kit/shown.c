// shown.c — words that end with a figure, quotations, words of others character by character.
#include "scenes/kit/shown.h"

#include "engine/base/utf8.h"

#include <string.h>

const Figure *figure_mixed(Arena *arena, const Figure *from, const Figure *to, double share)
{
    const Figure *weights[] = {figure_leaf(arena, FIGURE_CONSTANT, 1 - share, (FigureSource){.field = "share"}),
                               figure_leaf(arena, FIGURE_CONSTANT, share, (FigureSource){.field = "share"})};
    return figure_op2(arena, FIGURE_ADD, figure_op2(arena, FIGURE_MUL, from, weights[0]),
                      figure_op2(arena, FIGURE_MUL, to, weights[1]));
}

const Words *words_with_figure(Arena *arena, const Words *words, const Figure *figure, const char *format)
{
    static const Words NONE = {.text = ""};
    words = words ? words : &NONE;
    if (!figure)
        return words;
    const int n_before = words->shown.n_figures;
    const char *before = *words->text ? arena_printf(arena, "%s ", words->text) : "";
    const char *number = figure_text(arena, figure->value, format);
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, n_before + 1);
    for (int i = 0; i < n_before; i++)
        figures[i] = words->shown.figures[i];
    figures[n_before] = (ShownFigure){
        .figure = figure, .format = format, .first_byte = (int)strlen(before), .n_bytes = (int)strlen(number)};
    Words *with = ARENA_NEW(arena, Words);
    *with = (Words){.text = arena_printf(arena, "%s%s", before, number), .shown = {figures, n_before + 1}};
    return with;
}

static const Shown *all_of(Arena *arena, const char *words, const Figure *figure)
{
    ShownFigure *quotation = ARENA_NEW(arena, ShownFigure);
    *quotation = (ShownFigure){.figure = figure, .n_bytes = (int)strlen(words)};
    Shown *shown = ARENA_NEW(arena, Shown);
    *shown = (Shown){quotation, 1};
    return shown;
}

const Shown *words_quoted(Arena *arena, const char *words)
{
    return all_of(arena, words, NULL);
}

const Shown *words_quoted_from(Arena *arena, const char *words, FigureSource source)
{
    return all_of(arena, words, figure_words(arena, FIGURE_QUOTE, words, source));
}

const char *words_shown(Scene *s, const char *words)
{
    char *shown = arena_alloc(scene_arena(s), strlen(words) + 1); // no character grows
    size_t n_shown = 0;
    for (const char *c = words; *c;) {
        uint32_t code_point;
        const int n = utf8_next(c, &code_point);
        char one[5] = "";
        memcpy(one, c, (size_t)n);
        c += n;
        const bool control = code_point < ' ' || code_point == 0x7f;
        if (control && code_point != '\n' && code_point != '\t')
            continue;
        if (code_point > 0x7f && (utf8_is_harmful(code_point) || !text_can_show(s, one)))
            strcpy(one, "?");
        memcpy(shown + n_shown, one, strlen(one));
        n_shown += strlen(one);
    }
    shown[n_shown] = '\0';
    return shown;
}
