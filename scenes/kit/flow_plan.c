// flow_plan.c — a model laid out in a rectangle, wide, tall or in two rows.
#include "scenes/kit/flow.h"

#include "scenes/kit/type_scale.h"

#include <math.h>

static const double ROAD = 72, GAP = 24; // units: width of the road, between two cards

// A rectangle by shares of another one.
static Rect part_of(Rect rect, double x, double y, double w, double h)
{
    return (Rect){rect.x + x * rect.w, rect.y + y * rect.h, w * rect.w, h * rect.h};
}

// The road from the sum into the norm, units deep, with the cards `before` and `behind` units away from both: in four
// slots; fewer stand around the middle.
static void place_road(FlowPlan *plan, const Flow *flow, double deep, double before, double behind, double card_y,
                       double card_h)
{
    const double u = plan->unit, first = plan->sum.x + before * u;
    plan->road = (Rect){plan->sum.x, plan->sum.y - ROAD / 2 * u, plan->norm.x + deep * u - plan->sum.x, ROAD * u};
    plan->cards = (Rect){first, card_y, plan->norm.x - behind * u - first, card_h};
    const double pitch = (plan->cards.w + GAP * u) / FLOW_MOST_BLOCKS;
    for (int i = 0; i < flow->n_blocks; i++) {
        double slot = i + (FLOW_MOST_BLOCKS - flow->n_blocks) / 2.0;
        if (flow->gap_before_last)
            slot = i == flow->n_blocks - 1 ? FLOW_MOST_BLOCKS - 1 : i;
        plan->blocks[i] = (Rect){first + slot * pitch, card_y, pitch - GAP * u, card_h};
    }
}

static void plan_wide(FlowPlan *plan, const Flow *flow, Rect r)
{
    const double u = plan->unit = fmin(1, fmin(r.w / 1728, r.h / 760));
    const double body_h = r.h - plan->label_h - SPACE_M * u, middle = r.y + body_h / 2;
    const double half = fmin(0.5 * body_h, 330 * u), side = 0.2 * r.w, card_h = fmin(0.62 * body_h, 420 * u);
    plan->tokens = (Rect){r.x, middle - half, side, half - 20 * u};
    plan->positions = (Rect){r.x, middle + 20 * u, side, half - 20 * u};
    plan->sum_r = 26 * u;
    plan->sum = (Point){r.x + side + 60 * u, middle};
    plan->next = (Rect){r.x + 0.78 * r.w, middle - half, 0.22 * r.w, 2 * half};
    plan->between = (Rect){plan->sum.x + 20 * u, middle - half, r.x + r.w - plan->sum.x - 20 * u,
                           r.y + r.h - middle + half};
    plan->head_to = (Point){plan->next.x - 74 * u, middle};
    plan->head_from = (Point){plan->head_to.x - 84 * u, middle};
    plan->narrow = 140 * u;
    plan->wide = fmin(1.5 * half, 440 * u);
    plan->norm = (Rect){plan->head_from.x - 106 * u, middle - 110 * u, 48 * u, 220 * u};
    place_road(plan, flow, 14, 56, GAP, middle - card_h / 2, card_h);
    const double y = fmin(middle + half + SPACE_M * u, r.y + r.h - plan->label_h);
    plan->label_input = (Rect){r.x, y, side, plan->label_h};
    plan->label_blocks = (Rect){plan->cards.x, y, plan->cards.w, plan->label_h};
    plan->label_next = (Rect){plan->next.x, y, plan->next.w, plan->label_h};
}

static void plan_two_rows(FlowPlan *plan, const Flow *flow, Rect r)
{
    const double u = plan->unit = fmin(1, fmin(r.w / 952, r.h / 830)), label_h = plan->label_h;
    const Rect upper = part_of(r, 0, 0, 1, 0.52);
    const double middle = upper.y + upper.h / 2, side = 0.33 * r.w, card_h = fmin(upper.h - 2 * label_h, 330 * u);
    plan->wrapped = true;
    plan->tokens = (Rect){r.x, r.y, side, upper.h / 2 - 12 * u};
    plan->positions = (Rect){r.x, middle + 12 * u, side, upper.h / 2 - 12 * u};
    plan->sum_r = 24 * u;
    plan->sum = (Point){r.x + side + 40 * u, middle};
    plan->norm = (Rect){r.x + r.w - 66 * u, middle - 92 * u, 44 * u, 184 * u};
    place_road(plan, flow, 12, 40, 16, middle - card_h / 2, card_h);
    plan->next = part_of(r, 0.24, 0.64, 0.7, 0.36);
    plan->next.h -= label_h;
    plan->between = (Rect){plan->sum.x, r.y, r.x + r.w - plan->sum.x, r.h};
    plan->head_from = (Point){r.x + 66 * u, rect_middle(plan->next).y};
    plan->head_to = (Point){r.x + 152 * u, plan->head_from.y};
    plan->narrow = 96 * u;
    plan->wide = fmin(0.9 * plan->next.h, 280 * u);
    plan->label_input = (Rect){r.x, r.y + upper.h + 8 * u, side, label_h};
    plan->label_blocks = (Rect){plan->cards.x, plan->cards.y + card_h + 8 * u, plan->cards.w, label_h};
    plan->label_next = (Rect){plan->next.x, r.y + r.h - label_h, plan->next.w, label_h};
}

// In a rectangle that is turned.
static void plan_tall(FlowPlan *plan, const Flow *flow, Rect r)
{
    const double u = plan->unit = fmin(1, fmin(r.h / 972, r.w / 1500)), label_h = plan->label_h;
    const double middle = r.y + r.h / 2;
    plan->down = true;
    plan->tokens = part_of(r, 0, 0, 0.19, 0.46);
    plan->positions = part_of(r, 0, 0.54, 0.19, 0.46);
    plan->sum_r = 28 * u;
    plan->sum = (Point){r.x + 0.245 * r.w, middle};
    plan->next = part_of(r, 0.765, 0.37, 0.235, 0.57);
    plan->between = part_of(r, 0.22, 0, 0.78, 1);
    plan->head_to = (Point){plan->next.x - 26 * u, middle};
    plan->head_from = (Point){plan->head_to.x - 72 * u, middle};
    plan->narrow = 150 * u;
    plan->wide = 460 * u;
    plan->norm = (Rect){plan->head_from.x - 82 * u, middle - 110 * u, 48 * u, 220 * u};
    place_road(plan, flow, 12, 56, 20, r.y + 0.17 * r.h, 0.61 * r.h);
    const Rect cards = plan->cards;
    const double beside = cards.y + cards.h + 8 * u;
    plan->label_input = (Rect){plan->sum.x + 4 * u, r.y, label_h, middle - r.y - 3 * plan->sum_r};
    plan->label_blocks = (Rect){cards.x + cards.w / 2 - label_h / 2, beside, label_h, r.y + r.h - beside};
    plan->label_next = (Rect){rect_middle(plan->next).x - label_h / 2, r.y, label_h, plan->next.y - r.y - 126 * u};
}

FlowPlan flow_plan(const Scene *s, const Flow *flow, Rect rect)
{
    static const double WIDE = 1.45, TALL = 0.75; // width by height
    const double shape = rect.w / fmax(rect.h, 1);
    FlowPlan plan = {.label_h = 1.3 * type_size(s, TYPE_LABEL)};
    if (shape >= WIDE)
        plan_wide(&plan, flow, rect);
    else if (shape > TALL)
        plan_two_rows(&plan, flow, rect);
    else
        plan_tall(&plan, flow, rect_turned(rect));
    return plan;
}
