// road_layout.c — the road runs below its halves, or down on their left.
#include "scenes/kit/road_layout.h"

#include "scenes/kit/type_scale.h"

#include <math.h>

static const double BAND = 72, PLUS_R = 28, TIP_GAP = 6; // units
static const double LEAST_CARD = 160;                    // where a half would be smaller, the road runs alone
static const double WIDE_CARD = 480;                     // a low half is wider than high, for its words
static const double ROOMY = 720;                         // a half of this width has its branches on its sides
static const double TIP_ROOM = 32;                       // between a norm and the card below it
static const double OUT_ROW = 86; // how far above a card's lower end it is left, where the road runs down

static bool is_roomy(const RoadSpec *spec, Rect rect)
{
    return rect.w / spec->n_halves >= ROOMY;
}

// The place of each half where the road runs to the right: side by side above it.
static void halves_above(RoadLayout *layout, const RoadSpec *spec, Rect rect, Size norm)
{
    const bool roomy = is_roomy(spec, rect);
    const double gap = roomy ? layout->plus_r : SPACE_M;
    const double slot = (rect.w - (spec->n_halves - 1) * gap) / spec->n_halves, road_y = layout->band.y,
                 middle_y = road_y + layout->band.h / 2;
    for (int i = 0; i < spec->n_halves; i++) {
        RoadHalf *half = &layout->halves[i];
        const double x = rect.x + i * (slot + gap), tip = middle_y - (spec->is_added ? layout->plus_r + 2 : 0);
        if (roomy) {
            const double left = norm.w + 2 * SPACE_M, right = 3 * layout->plus_r;
            const double w = fmin(slot - left - right, fmax(rect.h, WIDE_CARD)),
                         begin = x + (slot - left - w - right) / 2;
            half->card = (Rect){begin + left, rect.y, w, rect.h};
            half->norm = (Rect){begin, rect.y + 0.8 * rect.h - norm.h / 2, norm.w, norm.h};
            const double rise_x = begin + norm.w / 2, y = rect.y + rect.h / 2, end_x = half->card.x + w;
            half->plus = (Point){end_x + 2 * layout->plus_r, middle_y};
            half->in = (RoadBranch){{{rise_x, road_y}, {rise_x, y}, {half->card.x - TIP_GAP, y}}, 3};
            half->out = (RoadBranch){{{end_x, y}, {half->plus.x, y}, {half->plus.x, tip}}, 3};
            continue;
        }
        const double w = slot, bottom = rect.y + rect.h - norm.h - SPACE_XL;
        const double rise_x = x + fmax(0.2 * w, norm.w / 2), out_x = x + 0.8 * w;
        half->card = (Rect){x, rect.y, w, bottom - rect.y};
        half->norm = (Rect){rise_x - norm.w / 2, (bottom + road_y - norm.h) / 2, norm.w, norm.h};
        half->plus = (Point){out_x, middle_y};
        half->in = (RoadBranch){{{rise_x, road_y}, {rise_x, bottom + TIP_GAP}}, 2};
        half->out = (RoadBranch){{{out_x, bottom}, {out_x, tip}}, 2};
    }
}

// Where it runs down: one below the other on its right.
static void halves_beside(RoadLayout *layout, const RoadSpec *spec, Rect rect, Size norm)
{
    const double over = spec->has_norm ? norm.h + TIP_ROOM : SPACE_M; // a card
    const double middle_x = layout->band.x + layout->band.w / 2, road_x = layout->band.x + layout->band.w;
    double shares = 0, y = rect.y;
    for (int i = 0; i < spec->n_halves; i++)
        shares += spec->shares[i];
    for (int i = 0; i < spec->n_halves; i++) {
        RoadHalf *half = &layout->halves[i];
        const double room = rect.h - spec->n_halves * over - (spec->n_halves - 1) * SPACE_M;
        const double h = room * spec->shares[i] / shares;
        half->card = (Rect){rect.x, y + over, rect.w, h};
        half->norm = (Rect){rect.x, y, norm.w, norm.h};
        const double out_y = half->card.y + h - fmin(OUT_ROW, h / 2), in_x = rect.x + norm.w / 2;
        half->plus = (Point){middle_x, out_y};
        half->in = (RoadBranch){{{road_x, y + norm.h / 2}, {in_x, y + norm.h / 2}, {in_x, half->card.y - TIP_GAP}}, 3};
        if (!spec->has_norm) {
            const double in_y = half->card.y + fmin(OUT_ROW, h / 4);
            half->in = (RoadBranch){{{road_x, in_y}, {rect.x - TIP_GAP, in_y}}, 2};
        }
        half->out =
            (RoadBranch){{{rect.x, out_y}, {spec->is_added ? middle_x + layout->plus_r + 2 : middle_x, out_y}}, 2};
        y += over + h + SPACE_M;
    }
}

static RoadLayout band_alone(RoadLayout layout, Rect rect)
{
    const double w = fmin(BAND, fmin(rect.w, rect.h));
    layout.down = rect.h > rect.w;
    layout.band = layout.down ? (Rect){rect.x + (rect.w - w) / 2, rect.y, w, rect.h}
                              : (Rect){rect.x, rect.y + (rect.h - w) / 2, rect.w, w};
    return layout;
}

static RoadLayout with_halves(const Scene *s, RoadLayout layout, const RoadSpec *spec, Rect rect, double lead,
                              Size norm)
{
    const double size = layout.type_size;
    layout.n_halves = spec->n_halves;
    layout.down = rect.h > 1.05 * rect.w;
    if (layout.down) {
        const double left = SPACE_L + BAND + SPACE_XXL, words = lead + SPACE_S + 1.4 * size;
        layout.band = (Rect){rect.x + SPACE_L, rect.y, BAND, rect.h};
        layout.words = (Rect){rect.x + left, rect.y, rect.w - left, lead};
        layout.remark = (Rect){rect.x + left, rect.y + lead + SPACE_S, rect.w - left, 1.4 * size};
        halves_beside(
            &layout, spec,
            (Rect){rect.x + left, rect.y + words + SPACE_M, rect.w - left - SPACE_M, rect.h - words - SPACE_M}, norm);
        return layout;
    }
    const bool roomy = is_roomy(spec, rect);
    layout.note_size = type_size(s, TYPE_LEAD);
    const double note = roomy ? 1.3 * layout.note_size + SPACE_S : 0, under = roomy ? SPACE_L : 0;
    layout.band = (Rect){rect.x, rect.y + rect.h - note - BAND, rect.w, BAND};
    layout.words = layout.remark = (Rect){rect.x, rect.y, rect.w, lead};
    if (roomy)
        layout.note = (Rect){rect.x, rect.y + rect.h - 1.3 * layout.note_size, rect.w, 1.3 * layout.note_size};
    const double top = rect.y + lead + SPACE_L;
    halves_above(&layout, spec, (Rect){rect.x, top, rect.w, layout.band.y - under - top}, norm);
    return layout;
}

static bool has_room(const RoadLayout *layout)
{
    for (int i = 0; i < layout->n_halves; i++)
        if (fmin(layout->halves[i].card.w, layout->halves[i].card.h) < LEAST_CARD)
            return false;
    return true;
}

RoadLayout road_layout(Scene *s, const RoadSpec *spec, Rect rect)
{
    const double size = type_size(s, TYPE_LABEL);
    const TextStyle style = {.family = FONT_SANS, .size = size};
    const Size norm = {type_box(s, &style, "norm").w + 1.6 * size, 1.9 * size};
    const RoadLayout nothing = {.plus_r = PLUS_R, .type_size = size, .note = RECT_EMPTY};
    RoadLayout layout = band_alone(nothing, rect);
    if (spec->n_halves > 0) {
        const RoadLayout whole = with_halves(s, nothing, spec, rect, 1.3 * type_size(s, TYPE_LEAD), norm);
        if (has_room(&whole))
            layout = whole;
    }
    const Rect view = scene_view(s);
    if (spec->edge_to_edge)
        layout.band = layout.down ? (Rect){layout.band.x, view.y, layout.band.w, view.h}
                                  : (Rect){view.x, layout.band.y, view.w, layout.band.h};
    return layout;
}
