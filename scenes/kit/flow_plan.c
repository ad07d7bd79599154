// flow_plan.c — a model laid out in a rectangle, wide, tall or in two rows.
#include "scenes/kit/flow.h"

#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double ROAD = 72, GAP = 20; // units: width of the road, between two cards
static const double GAP_SLOT = 0.34;     // of a card's slot: for those that are left out
static const double RIDER = 64;          // units: side of the tile that rides in front

// A rectangle by shares of another one.
static Rect part_of(Rect rect, double x, double y, double w, double h)
{
    return (Rect){rect.x + x * rect.w, rect.y + y * rect.h, w * rect.w, h * rect.h};
}

// The road from the sum into the norm, units deep, with the cards `before` and `behind` units away from both: side by
// side in slots of one size; fewer than three stand around the middle.
static void place_road(FlowPlan *plan, const Flow *flow, double deep, double before, double behind, double card_y,
                       double card_h)
{
    const double u = plan->unit, first = plan->sum.x + before * u;
    plan->road = (Rect){plan->sum.x, plan->sum.y - ROAD / 2 * u, plan->norm.x + deep * u - plan->sum.x, ROAD * u};
    plan->cards = (Rect){first, card_y, plan->norm.x - behind * u - first, card_h};
    const double filled = flow->n_blocks + (flow->gap_before_last ? GAP_SLOT : 0);
    const double n_slots = fmax(filled, FLOW_MOST_BLOCKS - 1 + GAP_SLOT), pitch = (plan->cards.w + GAP * u) / n_slots;
    for (int i = 0; i < flow->n_blocks; i++) {
        const bool behind_gap = flow->gap_before_last && i == flow->n_blocks - 1;
        const double slot = (n_slots - filled) / 2 + i + (behind_gap ? GAP_SLOT : 0);
        plan->blocks[i] = (Rect){first + slot * pitch, card_y, pitch - GAP * u, card_h};
    }
}

static void plan_wide(FlowPlan *plan, const Flow *flow, Rect r)
{
    const double u = plan->unit = fmin(1, fmin(r.w / 1728, r.h / 760));
    const double body_h = r.h - plan->line_h - SPACE_S * u, middle = r.y + body_h / 2;
    const double half = fmin(0.5 * body_h, 380 * u), side = 0.135 * r.w, card_h = fmin(0.86 * body_h, 620 * u);
    plan->tokens = (Rect){r.x, middle - half, side, half - 16 * u};
    plan->positions = (Rect){r.x, middle + 16 * u, side, half - 16 * u};
    plan->sum_r = 26 * u;
    plan->sum = (Point){r.x + side + 44 * u, middle};
    plan->next = (Rect){r.x + 0.74 * r.w, middle - half, 0.26 * r.w, 2 * half};
    plan->between = (Rect){plan->sum.x + 20 * u, r.y, r.x + r.w - plan->sum.x - 20 * u, r.h};
    plan->head_to = (Point){plan->next.x - 44 * u, middle};
    plan->head_from = (Point){plan->head_to.x - 84 * u, middle};
    plan->narrow = 130 * u;
    plan->wide = fmin(1.6 * half, 540 * u);
    plan->norm = (Rect){plan->head_from.x - 76 * u, middle - 110 * u, 46 * u, 220 * u};
    place_road(plan, flow, 14, 42, GAP, middle - card_h / 2, card_h);
    const double y = r.y + r.h - plan->line_h, head_x = plan->cards.x + plan->cards.w;
    plan->label_input = (Rect){r.x, y, side, plan->line_h};
    plan->label_blocks = (Rect){plan->cards.x, y, plan->cards.w, plan->line_h};
    plan->label_head = (Rect){head_x, y, r.x + r.w - head_x, plan->line_h};
    plan->label_next = plan->next;
    plan->label_next.h = plan->line_h;
    plan->next.y += plan->line_h + SPACE_S * u;
    plan->next.h -= plan->line_h + SPACE_S * u;
}

static void plan_two_rows(FlowPlan *plan, const Flow *flow, Rect r)
{
    const double u = plan->unit = fmin(1, fmin(r.w / 952, r.h / 830)), label_h = plan->label_h;
    const Rect upper = part_of(r, 0, 0, 1, 0.52);
    const double middle = upper.y + upper.h / 2, side = 0.29 * r.w, card_h = fmin(upper.h - 2 * label_h, 360 * u);
    plan->wrapped = true;
    plan->tokens = (Rect){r.x, r.y, side, upper.h / 2 - 12 * u};
    plan->positions = (Rect){r.x, middle + 12 * u, side, upper.h / 2 - 12 * u};
    plan->sum_r = 24 * u;
    plan->sum = (Point){r.x + side + 40 * u, middle};
    plan->norm = (Rect){r.x + r.w - 66 * u, middle - 92 * u, 44 * u, 184 * u};
    place_road(plan, flow, 12, 40, 16, middle - card_h / 2, card_h);
    plan->next = part_of(r, 0.24, 0.68, 0.76, 0.32);
    plan->between = (Rect){plan->sum.x, r.y, r.x + r.w - plan->sum.x, r.h};
    plan->head_from = (Point){r.x + 66 * u, rect_middle(plan->next).y};
    plan->head_to = (Point){r.x + 152 * u, plan->head_from.y};
    plan->narrow = 96 * u;
    plan->wide = fmin(0.9 * plan->next.h, 280 * u);
    plan->label_input = (Rect){r.x, r.y + upper.h + 8 * u, side, label_h};
    plan->label_blocks = (Rect){plan->cards.x, plan->cards.y + card_h + 8 * u, plan->cards.w, label_h};
    plan->label_head = RECT_EMPTY;
    plan->label_next = (Rect){plan->next.x, plan->next.y - label_h, plan->next.w, label_h};
}

// In a rectangle that is turned.
static void plan_tall(FlowPlan *plan, const Flow *flow, Rect r)
{
    const double u = plan->unit = fmin(1, fmin(r.h / 972, r.w / 1500)), label_h = plan->label_h;
    const double middle = r.y + r.h / 2;
    plan->down = true;
    plan->tokens = part_of(r, 0, 0, 0.155, 0.48);
    plan->positions = part_of(r, 0, 0.52, 0.155, 0.48);
    plan->sum_r = 28 * u;
    plan->sum = (Point){r.x + 0.2 * r.w, middle};
    plan->next = part_of(r, 0.745, 0.22, 0.255, 0.78);
    plan->between = part_of(r, 0.19, 0, 0.81, 1);
    plan->head_to = (Point){plan->next.x - label_h - 24 * u, middle};
    plan->head_from = (Point){plan->head_to.x - 72 * u, middle};
    plan->narrow = 150;
    plan->wide = 0.84 * r.h;
    plan->norm = (Rect){plan->head_from.x - 76 * u, middle - 110, 48 * u, 220};
    place_road(plan, flow, 12, label_h + 28, 20, r.y + 0.13 * r.h, 0.68 * r.h); // names over the first card
    const Rect cards = plan->cards;
    const double beside = cards.y + cards.h + 8 * u;
    plan->label_input = (Rect){plan->sum.x + 4 * u, r.y, label_h, middle - r.y - 3 * plan->sum_r};
    plan->label_blocks = (Rect){cards.x + cards.w / 2 - label_h / 2, beside, label_h, r.y + r.h - beside};
    plan->label_next = (Rect){plan->next.x - label_h - 8 * u, plan->next.y, label_h, plan->next.h};
    plan->label_head = RECT_EMPTY;
}

FlowPlan flow_plan(const Scene *s, const Flow *flow, Rect rect)
{
    static const double WIDE = 1.45, TALL = 1.04; // width by height
    const double shape = rect.w / fmax(rect.h, 1);
    FlowPlan plan = {.label_h = 1.3 * type_size(s, TYPE_LABEL), .line_h = 1.3 * type_size(s, TYPE_LEAD)};
    if (shape >= WIDE)
        plan_wide(&plan, flow, rect);
    else if (shape > TALL)
        plan_two_rows(&plan, flow, rect);
    else
        plan_tall(&plan, flow, rect_turned(rect));
    plan.rider = fmax(RIDER * plan.unit, tile_least(s));
    return plan;
}
