// guess_strip.c — what was expected at a guess, as cells side by side; the right one is lit.
#include "scenes/kit/guess_card.h"

#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { MOST_CELLS = 96 };

static const double SIGN_SIZE = 1.25;  // em
static const double LEAST_LIT = 8;     // units: width of the right one's cell
static const double SIGN_BELOW = 0.75; // of its size: from the strip to the middle of a symbol under it

// How likely a symbol is; one that it did not record is left to the last cell.
static double expected_p(const RunToken *expected, int32_t id)
{
    for (int i = 0; i < expected->n_top; i++)
        if (expected->top[i].id == id)
            return expected->top[i].p;
    return id == expected->id ? expected->p : 0;
}

static Rect cell_box(const GuessFrame *frame, double from, double to, bool lit)
{
    static const double GAP = 4;
    const Rect strip = frame->strip;
    const double gap = fmin(GAP, (to - from) * strip.w / 3), w = fmax((to - from) * strip.w - gap, lit ? LEAST_LIT : 0);
    const double middle = strip.x + (from + to) / 2 * strip.w;
    return (Rect){fmax(strip.x, fmin(middle - w / 2, strip.x + strip.w - w)), strip.y, w, strip.h};
}

// The symbol in the middle of its cell, or under it where that is too narrow.
static bool sign_item(Layout *layout, const GuessCard *card, int32_t id, const GuessFrame *frame, Rect box, bool lit)
{
    static const double PAD = 0.5, OUT = 0.7; // em; how far it may stand out of the strip
    const Theme *theme = layout_theme(layout);
    const char *words = tile_words(layout_scene(layout), card->guess->view->run->vocab[id]);
    const TextStyle style = {.family = FONT_MONO,
                             .size = fmax(SIGN_SIZE * frame->em, frame->words),
                             .align = ALIGN_MIDDLE,
                             .valign = VALIGN_MIDDLE};
    const double w = type_box(layout_scene(layout), &style, words).w;
    const double least_w = w + PAD * frame->em;
    const bool inside = least_w < box.w, below = !inside && lit && frame->shape->below;
    Item sign = {.kind = ITEM_TEXT, .x = box.w / 2, .z = 1, .text = words, .style = style, .along = true,
                 .fill = lit ? theme->good : theme->ink, .shown = words_quoted(layout_arena(layout), words)};
    if (inside) {
        sign.name = "sign";
        sign.y = box.h / 2;
        sign.least_w = least_w;
    } else {
        sign.name = "below";
        sign.x = fmax(box.w / 2, w / 2 - (box.x - frame->box.x) - OUT * frame->em);
        sign.y = box.h + SIGN_BELOW * style.size;
        sign.most_w = least_w;
    }
    if (inside || below)
        layout_item(layout, sign);
    return below;
}

static void cell_items(Layout *layout, const GuessFrame *frame, Rect box, bool lit)
{
    static const double RADIUS = 0.22, BORDER = 2, LIT_BORDER = 3; // em; units
    const Theme *theme = layout_theme(layout);
    const double radius = fmin(RADIUS * frame->em, box.w / 3);
    if (lit)
        item_halo(layout, "halo", (Rect){0, 0, box.w, box.h}, radius, 0.4 * frame->em, 0.5, theme->good);
    item_rect(layout, "cell", .w = box.w, .h = box.h, .r = radius,
              .fill = color_mix(theme->panel, lit ? theme->good : theme->soft, lit ? 0.2 : 0.3),
              .stroke = lit ? theme->good : color_mix(theme->panel, theme->soft, 0.6),
              .stroke_width = lit ? LIT_BORDER : fmax(fmin(BORDER, box.w / 4), 0.01));
}

Rect guess_strip_parts(Layout *layout, const GuessCard *card, const GuessFrame *frame)
{
    const RunToken *trained = &card->guess->view->run->guess->token, *expected = card->guess->token;
    Rect lit_box = RECT_EMPTY;
    double from = 0;
    for (int i = 0, n = 0; i < trained->n_top; i++) {
        const int32_t id = trained->top[i].id;
        if (n >= MOST_CELLS && id != trained->id)
            continue;
        const bool lit = card->state >= GUESS_ANSWERED && id == trained->id;
        const double to = fmin(from + expected_p(expected, id), 1);
        const Rect box = cell_box(frame, from, to, lit);
        layout_part(layout, part_id(id), box, lit ? 2 : 1);
        cell_items(layout, frame, box, lit);
        const bool below = sign_item(layout, card, id, frame, box, lit);
        if (lit)
            lit_box = box;
        if (below)
            lit_box.h += 2 * SIGN_BELOW * fmax(SIGN_SIZE * frame->em, frame->words);
        from = to;
        n++;
    }
    if (from < 1 - 1e-4) {
        const Rect box = cell_box(frame, from, 1, false);
        layout_part(layout, part_named("others"), box, 1);
        cell_items(layout, frame, box, false);
    }
    return lit_box;
}
