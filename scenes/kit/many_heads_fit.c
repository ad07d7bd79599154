// many_heads_fit.c — where the cards of heads stand, and what has room on one.
#include "scenes/kit/many_heads.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double OPEN_SHARE = 3.04;   // of the width of another card in the same row
static const double CLOSED_HEIGHT = 0.8; // of the open one's
static const double OPEN_BESIDE = 0.6;   // of the width, where the others stand beside it in two columns
static const double MOST_TALL = 2.3;     // a card's height in its widths
static const double LEAST_LETTER = 0.6,
                    LEAST_ROW = 1.25; // of the type's size: from one letter to the next, to the next below
static const double VECTOR = 0.07, RIBBON = 0.11;

static double gap_of(Rect rect, int n)
{
    return fmin(SPACE_M, rect.w / (5 * n));
}

// Side by side, with their feet on one line.
static void place_row(Rect *cards, const ManyHeads *data, Rect rect)
{
    const int n = data->heads->n_heads;
    const double gap = gap_of(rect, n), parts = data->open < 0 ? n : n - 1 + OPEN_SHARE;
    const double unit = (rect.w - (n - 1) * gap) / parts;
    const double closed = fmin(data->open < 0 ? rect.h : CLOSED_HEIGHT * rect.h, MOST_TALL * unit);
    double x = rect.x;
    for (int i = 0; i < n; i++) {
        const double w = i == data->open ? OPEN_SHARE * unit : unit, h = i == data->open ? rect.h : closed;
        cards[i] = (Rect){x, rect.y + rect.h - h, w, h};
        x += w + gap;
    }
}

static void place_grid(Rect *cards, int n, Rect rect, int n_columns)
{
    const int n_rows = (n + n_columns - 1) / n_columns;
    const double gap = gap_of(rect, n_columns), w = (rect.w - (n_columns - 1) * gap) / n_columns;
    const double h = (rect.h - (n_rows - 1) * gap) / n_rows;
    for (int i = 0; i < n; i++)
        cards[i] = (Rect){rect.x + i % n_columns * (w + gap), rect.y + i / n_columns * (h + gap), w, h};
}

static void place_others(Rect *cards, const ManyHeads *data, Rect others, int n_columns, Rect open)
{
    const int n = data->heads->n_heads;
    place_grid(cards + 1, n - 1, others, n_columns > 0 ? n_columns : 1);
    for (int i = 0; i < data->open; i++)
        cards[i] = cards[i + 1];
    cards[data->open] = open;
}

// The open one over all others, which stand in a row.
static void place_over(Rect *cards, const ManyHeads *data, Rect rect)
{
    const int n = data->heads->n_heads;
    const double gap = gap_of(rect, n), below = fmin(0.4 * rect.h, MOST_TALL * rect.w / n);
    const Rect others = {rect.x, rect.y + rect.h - below, rect.w, below};
    place_others(cards, data, others, n - 1, (Rect){rect.x, rect.y, rect.w, rect.h - below - gap});
}

// The open one beside all others, which stand in two columns.
static void place_beside(Rect *cards, const ManyHeads *data, Rect rect)
{
    const double gap = gap_of(rect, 3), w = OPEN_BESIDE * rect.w;
    const Rect others = {rect.x + w + gap, rect.y, rect.w - w - gap, rect.h};
    place_others(cards, data, others, 2, (Rect){rect.x, rect.y, w, rect.h});
}

bool many_heads_in_row(Rect rect)
{
    return rect.w > 1.3 * rect.h;
}

HeadsPlace many_heads_place(Layout *layout, const ManyHeads *data, Rect rect)
{
    const int n = data->heads->n_heads;
    const bool wide = many_heads_in_row(rect);
    HeadsPlace place = {.cards = ARENA_ARRAY(layout_arena(layout), Rect, n), .ribbons = wide};
    const double vector = VECTOR * rect.h, ribbon = wide ? RIBBON * rect.h : SPACE_M;
    place.vector = (Rect){rect.x, rect.y + rect.h - vector, rect.w, vector};
    const Rect room = {rect.x, rect.y, rect.w, rect.h - vector - ribbon};
    if (wide)
        place_row(place.cards, data, room);
    else if (data->open < 0)
        place_grid(place.cards, n, room, n < 3 ? n : 3);
    else if (n > 1 && room.h < 1.2 * room.w)
        place_beside(place.cards, data, room);
    else
        place_over(place.cards, data, room);
    return place;
}

// ---- a card ----

static void fit_beside(CardFit *fit, Rect card, int n)
{
    const double side = fmax(6.4 * fit->label, 0.24 * card.w), head = 1.5 * fit->label;
    const double w = card.w - side - 2 * fit->pad - 1.6 * fit->label, h = fit->strip.y - fit->pad;
    const double arcs = fmin(0.24 * h, 0.5 * w);
    fit->pitch = fmin(w / n, (h - fit->pad - head - arcs) / n);
    const double x = card.w - fit->pad - n * fit->pitch - 0.5 * (w - n * fit->pitch),
                 y = fit->strip.y - fit->pad - n * fit->pitch;
    fit->grid = (Rect){x, y, n * fit->pitch, n * fit->pitch};
    fit->letters = (Rect){x, y - head, fit->grid.w, head};
    fit->arcs = (Rect){x, fit->pad, fit->grid.w, fit->letters.y - fit->pad};
    fit->words = (Rect){fit->pad, fit->pad + 1.5 * fit->label, side, 2.6 * fit->label};
}

// The name on top, then arcs, letters, the grid, and the words below it, as far as there is room.
static void fit_below(CardFit *fit, Rect card, int n)
{
    const double name = fit->named ? 1.5 * fit->label : 0, head = 1.2 * fit->label,
                 h = fit->strip.y - fit->pad - fit->pad - name;
    const double words = 2.9 * fit->label;
    fit->lettered = (card.w - 2 * fit->pad) / n >= LEAST_LETTER * fit->label;
    const double least = (fit->lettered ? head : 0) + n * fmin((card.w - 2 * fit->pad) / n, 22);
    double left = h - (fit->lettered ? head : 0);
    if (h - words >= least) {
        left -= words;
        fit->words = (Rect){fit->pad, fit->strip.y - words, card.w - 2 * fit->pad, words};
    }
    fit->pitch = fmin((card.w - 2 * fit->pad) / n, left / n);
    fit->lettered = fit->lettered && fit->pitch >= LEAST_LETTER * fit->label;
    const double arcs = fmin(left - n * fit->pitch, 0.32 * card.w), x = (card.w - n * fit->pitch) / 2;
    const double free = left - n * fit->pitch - arcs, top = fit->pad + name + 0.4 * free;
    fit->arcs = (Rect){x, top, n * fit->pitch, arcs > 0.6 * fit->label && fit->lettered ? arcs : 0};
    fit->letters = (Rect){x, top + arcs, n * fit->pitch, fit->lettered ? head : 0};
    fit->grid = (Rect){x, fit->letters.y + fit->letters.h, n * fit->pitch, n * fit->pitch};
}

CardFit many_heads_fit(Layout *layout, const ManyHeads *data, int head, Rect card)
{
    static const double ROOMY = 7.5; // em of larger type: a card that wide has it
    Scene *s = layout_scene(layout);
    const double body = type_size(s, TYPE_BODY);
    const double label = card.w >= ROOMY * body ? body : type_size(s, TYPE_LABEL);
    const int n = data->heads->n - data->heads->first;
    CardFit fit = {.label = label, .pad = 0.5 * label, .beside = head == data->open && card.w >= 17 * label};
    const double strip = clamp(0.07 * card.h, 20, 40);
    fit.pad = fmin(fit.pad, 0.055 * card.w);
    fit.strip = (Rect){fit.pad, card.h - strip - fit.pad, card.w - 2 * fit.pad, strip};
    const TextStyle style = {.size = label, .weight = 600};
    fit.named = type_box(layout_scene(layout), &style, "head 10").w <= card.w - 2 * fit.pad && card.h >= 5 * label;
    fit.lettered = fit.beside;
    if (fit.beside)
        fit_beside(&fit, card, n);
    else
        fit_below(&fit, card, n);
    fit.pitch = fmax(fit.pitch, 1);
    fit.lettered = fit.lettered && data->heads->texts && fit.pitch >= LEAST_LETTER * label;
    fit.rows = fit.lettered && fit.beside && fit.pitch >= LEAST_ROW * label;
    return fit;
}
