// flow_plan.c — a model laid out in a rectangle, wide, tall or in two rows.
#include "scenes/kit/flow_plan.h"

#include <math.h>

static const double ROAD = 72, GAP = 24; // units: width of the road, between two cards

// A rectangle by shares of another one.
static Rect part_of(Rect rect, double x, double y, double w, double h)
{
    return (Rect){rect.x + x * rect.w, rect.y + y * rect.h, w * rect.w, h * rect.h};
}

// The cards along a stretch of the road, in four slots; fewer stand around its middle.
static void place_cards(FlowPlan *plan, Rect stretch, int n_blocks, bool gap_before_last)
{
    const double gap = GAP * plan->unit, length = plan->down ? stretch.h : stretch.w;
    const double pitch = (length + gap) / FLOW_MOST_BLOCKS;
    for (int i = 0; i < n_blocks; i++) {
        double slot = i + (FLOW_MOST_BLOCKS - n_blocks) / 2.0;
        if (gap_before_last)
            slot = i == n_blocks - 1 ? FLOW_MOST_BLOCKS - 1 : i;
        plan->blocks[i] = plan->down ? (Rect){stretch.x, stretch.y + slot * pitch, stretch.w, pitch - gap}
                                     : (Rect){stretch.x + slot * pitch, stretch.y, pitch - gap, stretch.h};
    }
}

static FlowPlan plan_wide(Rect r, int n_blocks, bool gap_before_last, double label_h)
{
    FlowPlan plan = {.unit = fmin(1, fmin(r.w / 1728, r.h / 760))};
    const double u = plan.unit, body_h = r.h - label_h - SPACE_M * u, middle = r.y + body_h / 2;
    const Rect body = {r.x, r.y, r.w, body_h};
    const double half = fmin(0.5 * body.h, 330 * u), side = 0.2 * r.w, card_h = fmin(0.62 * body.h, 420 * u);
    plan.tokens = (Rect){body.x, middle - half, side, half - 20 * u};
    plan.positions = (Rect){body.x, middle + 20 * u, side, half - 20 * u};
    plan.sum_r = 26 * u;
    plan.sum = (Point){body.x + side + 60 * u, middle};
    plan.next = (Rect){body.x + 0.78 * body.w, middle - half, 0.22 * body.w, 2 * half};
    plan.between = (Rect){plan.sum.x + 20 * u, middle - half, plan.next.x - plan.sum.x - 80 * u, 2 * half};
    plan.head_to = (Point){plan.next.x - 74 * u, middle};
    plan.head_from = (Point){plan.head_to.x - 84 * u, middle};
    plan.narrow = 140 * u;
    plan.wide = fmin(1.5 * half, 440 * u);
    plan.norm = (Rect){plan.head_from.x - 106 * u, middle - 110 * u, 48 * u, 220 * u};
    plan.road = (Rect){plan.sum.x, middle - ROAD / 2 * u, plan.norm.x + 14 * u - plan.sum.x, ROAD * u};
    const double first = plan.sum.x + 56 * u;
    const Rect stretch = {first, middle - card_h / 2, plan.norm.x - GAP * u - first, card_h};
    place_cards(&plan, stretch, n_blocks, gap_before_last);
    const double y = fmin(middle + half + SPACE_M * u, r.y + r.h - label_h);
    plan.label_input = (Rect){body.x, y, side, label_h};
    plan.label_blocks = (Rect){stretch.x, y, stretch.w, label_h};
    plan.label_next = (Rect){plan.next.x, y, plan.next.w, label_h};
    return plan;
}

static FlowPlan plan_two_rows(Rect r, int n_blocks, bool gap_before_last, double label_h)
{
    FlowPlan plan = {.unit = fmin(1, fmin(r.w / 952, r.h / 830)), .wrapped = true};
    const double u = plan.unit;
    const Rect upper = part_of(r, 0, 0, 1, 0.52);
    const double middle = upper.y + upper.h / 2, side = 0.33 * r.w;
    plan.tokens = (Rect){upper.x, upper.y, side, upper.h / 2 - 12 * u};
    plan.positions = (Rect){upper.x, middle + 12 * u, side, upper.h / 2 - 12 * u};
    plan.sum_r = 24 * u;
    plan.sum = (Point){upper.x + side + 40 * u, middle};
    plan.norm = (Rect){upper.x + upper.w - 66 * u, middle - 92 * u, 44 * u, 184 * u};
    plan.road = (Rect){plan.sum.x, middle - ROAD / 2 * u, plan.norm.x + 12 * u - plan.sum.x, ROAD * u};
    const double first = plan.sum.x + 40 * u, card_h = fmin(upper.h - 2 * label_h, 330 * u);
    const Rect stretch = {first, middle - card_h / 2, plan.norm.x - 16 * u - first, card_h};
    place_cards(&plan, stretch, n_blocks, gap_before_last);
    plan.next = part_of(r, 0.24, 0.64, 0.7, 0.36);
    plan.next.h -= label_h;
    plan.between = (Rect){plan.sum.x, r.y, r.x + r.w - plan.sum.x, plan.next.y - 40 * u - r.y};
    const double row = plan.next.y + plan.next.h / 2;
    plan.head_from = (Point){r.x + 66 * u, row};
    plan.head_to = (Point){r.x + 152 * u, row};
    plan.narrow = 96 * u;
    plan.wide = fmin(0.9 * plan.next.h, 280 * u);
    plan.label_input = (Rect){upper.x, upper.y + upper.h + 8 * u, side, label_h};
    plan.label_blocks = (Rect){stretch.x, stretch.y + stretch.h + 8 * u, stretch.w, label_h};
    plan.label_next = (Rect){plan.next.x, r.y + r.h - label_h, plan.next.w, label_h};
    return plan;
}

static FlowPlan plan_tall(Rect r, int n_blocks, bool gap_before_last, double label_h)
{
    FlowPlan plan = {.unit = fmin(1, fmin(r.w / 972, r.h / 1500)), .down = true};
    const double u = plan.unit, middle = r.x + r.w / 2;
    plan.tokens = part_of(r, 0, 0, 0.46, 0.19);
    plan.positions = part_of(r, 0.54, 0, 0.46, 0.19);
    plan.sum_r = 28 * u;
    plan.sum = (Point){middle, r.y + 0.245 * r.h};
    plan.next = part_of(r, 0.37, 0.765, 0.57, 0.235);
    plan.between = part_of(r, 0, 0.22, 1, 0.5);
    plan.head_to = (Point){middle, plan.next.y - 26 * u};
    plan.head_from = (Point){middle, plan.head_to.y - 72 * u};
    plan.narrow = 150 * u;
    plan.wide = 460 * u;
    plan.norm = (Rect){middle - 110 * u, plan.head_from.y - 82 * u, 220 * u, 48 * u};
    plan.road = (Rect){middle - ROAD / 2 * u, plan.sum.y, ROAD * u, plan.norm.y + 12 * u - plan.sum.y};
    const double first = plan.sum.y + 56 * u;
    const Rect stretch = {r.x + 0.17 * r.w, first, 0.61 * r.w, plan.norm.y - 20 * u - first};
    place_cards(&plan, stretch, n_blocks, gap_before_last);
    plan.label_input = (Rect){r.x, plan.sum.y + 4 * u, plan.sum.x - r.x - 3 * plan.sum_r, label_h};
    plan.label_blocks = (Rect){stretch.x + stretch.w + 8 * u, stretch.y + stretch.h / 2 - label_h / 2,
                               r.x + r.w - stretch.x - stretch.w - 8 * u, label_h};
    plan.label_next = (Rect){r.x, plan.next.y + plan.next.h / 2 - label_h / 2, plan.next.x - r.x - 126 * u, label_h};
    return plan;
}

FlowPlan flow_plan(Rect rect, int n_blocks, bool gap_before_last, double label_h)
{
    static const double WIDE = 1.45, TALL = 0.75; // width by height
    const double shape = rect.w / fmax(rect.h, 1);
    if (shape >= WIDE)
        return plan_wide(rect, n_blocks, gap_before_last, label_h);
    return shape > TALL ? plan_two_rows(rect, n_blocks, gap_before_last, label_h)
                        : plan_tall(rect, n_blocks, gap_before_last, label_h);
}
