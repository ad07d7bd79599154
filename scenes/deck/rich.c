// rich.c — breaks spans of words into lines, and lays them out.
#include "scenes/deck/rich.h"

#include "scenes/kit/type_scale.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static const double CODE_SIZE = 0.9;      // of mono beside other letters
static const double SERIF_SIZE = 1.1;     // of serifs beside others
static const double CAPITAL_HALF = 0.36;  // half the height of capitals, of the size
static const double CHIP_PAD = 0.18;      // beside code within a line, of the size

static TextStyle span_style(const RichText *text, const RichSpan *span)
{
    TextStyle style = text->style;
    style.align = ALIGN_START;
    style.max_width = 0;
    if (span->bold)
        style.weight = style.weight > 600 ? style.weight : 600;
    style.italic = (style.italic || span->italic) && style.family != FONT_MONO && !span->code;
    if (style.italic) {
        style.size *= style.family == FONT_SANS ? SERIF_SIZE : 1;
        style.family = FONT_SERIF; // the one that has slanting letters, in one weight
        style.weight = 0;
        style.letter_space = 0;
    }
    if (span->code && style.family != FONT_MONO) {
        style.family = FONT_MONO;
        style.size *= CODE_SIZE;
        style.letter_space = 0;
    }
    return style;
}

static double width_of(Scene *s, const RichText *text, const RichSpan *span, int first, int n_bytes)
{
    if (span->formula)
        return span->formula->width;
    const TextStyle style = span_style(text, span);
    const TextRun *run = text_set(s, &style, arena_strndup(scene_arena(s), span->words->text + first, (size_t)n_bytes));
    return run ? run->logical.w : 0;
}

// The figure that covers a byte; NULL: none does.
static const ShownFigure *figure_at(const Words *words, int byte)
{
    for (int i = 0; i < words->shown.n_figures; i++) {
        const ShownFigure *figure = &words->shown.figures[i];
        if (byte >= figure->first_byte && byte < figure->first_byte + figure->n_bytes)
            return figure;
    }
    return NULL;
}

// Words between places where a line may be broken: a part of one span. What has no space behind it goes with the next.
typedef struct Word {
    int span, first, n_bytes;
    double w, space_w; // of the spaces behind it; 0: there are none
    double lead;       // before its letters, where its chip begins
    bool ends_line;
    bool keeps_next; // it is a number, and what it counts stands on its line
} Word;

static bool breaks_at(const RichSpan *span, int byte)
{
    const ShownFigure *figure = figure_at(span->words, byte);
    return span->words->text[byte] == ' ' && !(figure && figure->figure && !figure->figure->words) && !span->formula;
}

// Code within other words stands on a chip, which has room beside it.
static double chip_pad(const RichText *text, const RichSpan *span)
{
    return span->code && !span->plain && text->style.family != FONT_MONO ? CHIP_PAD * text->style.size : 0;
}

// A number and the word that follows it are not parted.
static void keep_units(const RichText *text, Word *words, int n_words)
{
    enum { MOST_UNIT = 12 }; // bytes
    bool number = false; // what stands before the spaces begins and ends with a digit
    for (int i = 0; i < n_words; i++) {
        Word *word = &words[i];
        const char *bytes = text->spans[word->span].words->text + word->first;
        if (word->n_bytes > 0)
            number = isdigit((unsigned char)*bytes) && isdigit((unsigned char)bytes[word->n_bytes - 1]);
        const Word *next = i + 1 < n_words ? word + 1 : NULL;
        const char *unit = next ? text->spans[next->span].words->text + next->first : "";
        word->keeps_next = number && word->space_w > 0 && next && next->n_bytes > 0 && next->n_bytes <= MOST_UNIT &&
                           isalpha((unsigned char)*unit);
    }
}

static Word *split_words(Scene *s, const RichText *text, int *n_words)
{
    Word *words = NULL;
    int capacity = 0;
    *n_words = 0;
    for (int i = 0; i < text->n_spans; i++) {
        const RichSpan *span = &text->spans[i];
        const char *bytes = span->words->text;
        for (int at = 0; bytes[at];) {
            int end = at;
            while (bytes[end] && (span->formula || (bytes[end] != '\n' && !breaks_at(span, end))))
                end++;
            Word word = {.span = i, .first = at, .n_bytes = end - at, .w = width_of(s, text, span, at, end - at)};
            const int behind = end;
            while (bytes[end] == ' ' && !span->formula)
                end++;
            word.space_w = end > behind ? width_of(s, text, span, behind, end - behind) : 0;
            word.ends_line = bytes[end] == '\n' && !span->formula;
            at = end + word.ends_line;
            word.lead = word.first == 0 ? chip_pad(text, span) : 0;
            word.w += word.lead + (bytes[at] ? 0 : chip_pad(text, span));
            words = arena_grow(scene_arena(s), words, *n_words, &capacity, sizeof *words);
            words[(*n_words)++] = word;
        }
    }
    keep_units(text, words, *n_words);
    return words;
}

// The word behind those that stand together from `first` on, and how wide they are.
static int together(const Word *words, int n_words, int first, double *w)
{
    int end = first;
    *w = words[end].w;
    for (; !words[end].ends_line && (words[end].space_w == 0 || words[end].keeps_next) && end + 1 < n_words; end++)
        *w += words[end].space_w + words[end + 1].w;
    return end + 1;
}

typedef struct Breaking {
    RichPiece *pieces;
    int n, capacity;
    double *line_w;
    int n_lines;
    double x;
} Breaking;

static void add_word(Scene *s, Breaking *b, const Word *word, double space_w)
{
    RichPiece *last = b->n > 0 ? &b->pieces[b->n - 1] : NULL;
    if (last && last->line == b->n_lines && last->span == word->span) {
        last->n_bytes = word->first + word->n_bytes - last->first;
        last->w += space_w + word->w;
    } else if (word->n_bytes > 0) {
        b->pieces = arena_grow(scene_arena(s), b->pieces, b->n, &b->capacity, sizeof *b->pieces);
        b->pieces[b->n++] = (RichPiece){word->span, word->first,         word->n_bytes, b->n_lines,
                                         b->x + space_w, word->w, word->lead};
    }
    b->x += space_w + word->w;
}

static void end_line(Breaking *b)
{
    b->line_w[b->n_lines++] = b->x;
    b->x = 0;
}

static double pitch_of(const RichText *text)
{
    return text->style.line_pitch > 0 ? text->style.line_pitch : 1.3 * text->style.size;
}

// Where the lines stand: those with a formula are as high as it is.
static void set_lines(Scene *s, const RichText *text, RichPage *page)
{
    const double above = pitch_of(text) / 2 + CAPITAL_HALF * text->style.size, below = pitch_of(text) - above;
    double *baselines = ARENA_ARRAY(scene_arena(s), double, page->n_lines);
    for (int i = 0, next = 0; i < page->n_lines; i++) {
        double up = above, down = below;
        for (; next < page->n_pieces && page->pieces[next].line == i; next++) {
            const FormulaSet *formula = text->spans[page->pieces[next].span].formula;
            up = formula ? fmax(up, formula->height) : up;
            down = formula ? fmax(down, formula->depth) : down;
        }
        baselines[i] = page->h + up;
        page->h += up + down;
    }
    page->baselines = baselines;
}

RichPage rich_page(Scene *s, const RichText *text, double width)
{
    int n_words = 0;
    const Word *words = split_words(s, text, &n_words);
    Breaking b = {.line_w = ARENA_ARRAY(scene_arena(s), double, n_words + 1)};
    RichPage page = {0};
    double space_w = 0;
    bool line_open = false;
    for (int i = 0; i < n_words;) {
        double w;
        const int end = together(words, n_words, i, &w);
        if (line_open && width > 0 && b.x > 0 && b.x + space_w + w > width + 0.01) {
            end_line(&b);
            space_w = 0;
        }
        page.cut = page.cut || (width > 0 && w > width + 0.01);
        for (line_open = true; i < end; space_w = words[i++].space_w)
            add_word(s, &b, &words[i], space_w);
        if (words[end - 1].ends_line) {
            end_line(&b);
            space_w = 0;
            line_open = false;
        }
    }
    if (line_open)
        end_line(&b);
    for (int i = 0; i < b.n_lines; i++)
        page.w = fmax(page.w, b.line_w[i]);
    page.pieces = b.pieces;
    page.n_pieces = b.n;
    page.n_lines = b.n_lines;
    page.line_w = b.line_w;
    set_lines(s, text, &page);
    return page;
}

// ---- layout ----

static Size measure(Layout *layout, const void *data, Size room)
{
    const RichText *text = data;
    const RichPage page = rich_page(layout_scene(layout), text, room.w);
    return (Size){page.w, page.h};
}

// The figures of a span's words that stand in a piece of them, from its first byte.
static const Shown *piece_shown(Arena *arena, const Words *words, const RichPiece *piece)
{
    Shown *shown = ARENA_NEW(arena, Shown);
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, words->shown.n_figures);
    for (int i = 0; i < words->shown.n_figures; i++) {
        const ShownFigure *from = &words->shown.figures[i];
        const int begin = from->first_byte > piece->first ? from->first_byte : piece->first;
        const int all_end = from->first_byte + from->n_bytes, piece_end = piece->first + piece->n_bytes;
        const int end = all_end < piece_end ? all_end : piece_end;
        if (begin >= end)
            continue;
        figures[shown->n_figures] = *from;
        figures[shown->n_figures].first_byte = begin - piece->first;
        figures[shown->n_figures++].n_bytes = end - begin;
    }
    shown->figures = figures;
    return shown->n_figures > 0 ? shown : NULL;
}

// Digits of a formula that a deck has are the author's, as its letters are.
static const Shown *ink_shown(Arena *arena, const Ink *ink)
{
    if (!ink->mark.words[strcspn(ink->mark.words, "0123456789")])
        return NULL;
    ShownFigure *figure = ARENA_NEW(arena, ShownFigure);
    figure->n_bytes = (int)strlen(ink->mark.words);
    Shown *shown = ARENA_NEW(arena, Shown);
    *shown = (Shown){figure, 1};
    return shown;
}

static void formula_items(Layout *layout, const RichSpan *span, int index, double x, double y)
{
    Arena *arena = layout_arena(layout);
    for (int i = 0; i < span->formula->n_inks; i++) {
        const Ink *ink = &span->formula->inks[i];
        const char *name = arena_printf(arena, "ink %d %d", index, i);
        const double left = x + ink->x, top = y + ink->y;
        switch (ink->kind) {
        case INK_GLYPHS:
            item_text(layout, name, .x = left, .y = top, .text = ink->run->text, .style = ink->run->style,
                      .run = ink->run, .fill = span->color, .shown = ink_shown(arena, ink));
            break;
        case INK_RULE:
            item_rect(layout, name, .x = left, .y = top, .w = ink->w, .h = ink->h, .fill = span->color);
            break;
        case INK_SHAPE:
            item_path(layout, name, .x = left, .y = top, .path = ink->shape, .fill = span->color);
            break;
        }
    }
}

static void piece_items(Layout *layout, const RichText *text, const RichPiece *piece, int index, double x, double y)
{
    const RichSpan *span = &text->spans[piece->span];
    if (span->hidden)
        return;
    if (span->formula) {
        formula_items(layout, span, index, x, y);
        return;
    }
    const Theme *theme = layout_theme(layout);
    Arena *arena = layout_arena(layout);
    TextStyle style = span_style(text, span);
    const double size = text->style.size, rule_w = fmax(2, size / 20);
    const double w = piece->w;
    if (chip_pad(text, span) > 0)
        item_rect(layout, arena_printf(arena, "chip %d", index), .x = x, .y = y - 0.92 * size, .w = w,
                  .h = 1.22 * size, .r = 8, .fill = color_mix(theme->panel, theme->line, 0.45));
    item_text(layout, arena_printf(arena, "words %d", index), .x = x + piece->lead, .y = y,
              .text = arena_strndup(arena, span->words->text + piece->first, (size_t)piece->n_bytes), .style = style,
              .fill = span->color, .shown = piece_shown(arena, span->words, piece), .href = span->href);
    if (span->underlined || span->href)
        item_rect(layout, arena_printf(arena, "rule %d", index), .x = x, .y = y + 0.14 * size, .w = w, .h = rule_w,
                  .fill = color_alpha(span->color, 0.6));
    if (span->struck)
        item_rect(layout, arena_printf(arena, "through %d", index), .x = x, .y = y - 0.3 * size, .w = w, .h = rule_w,
                  .fill = span->color);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const RichText *text = data;
    const RichPage page = rich_page(layout_scene(layout), text, rect.w);
    layout_part(layout, part_named("words"), (Rect){rect.x, rect.y, rect.w, page.h}, 0);
    for (int i = 0; i < page.n_pieces; i++) {
        const RichPiece *piece = &page.pieces[i];
        const double x = align_offset(text->style.align, rect.w - page.line_w[piece->line]);
        piece_items(layout, text, piece, i, x + piece->x, page.baselines[piece->line]);
    }
}

const PictureKind RICH_KIND = {"words", measure, lay_out};
