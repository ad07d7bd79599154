// flow_layout.c — a model from its embeddings to the next token: the sum, the norm, the head, and what runs along.
#include "scenes/kit/cards.h"
#include "scenes/kit/flow.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double LANE_PITCH = 8, PULSE = 36, PULSE_THICK = 4; // units
static const double BORDER = 2, LIT_BORDER = 3, RADIUS = 12;

FlowPlan flow_plan_of(const Scene *s, const Flow *flow, Rect rect)
{
    return flow_plan(rect, flow->n_blocks, flow->gap_before_last, 1.3 * type_size(s, TYPE_LABEL));
}

static void sum_part(Layout *layout, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const double r = plan->sum_r, arm = 0.52 * r;
    layout_part(layout, part_named("sum"), (Rect){plan->sum.x - r, plan->sum.y - r, 2 * r, 2 * r}, 3);
    item_circle(layout, "ring", .x = r, .y = r, .r = r - 1.5, .fill = theme->bg, .stroke = theme->ink,
                .stroke_width = 3);
    Path *cross = path_create(layout_arena(layout));
    path_move(cross, r - arm, r);
    path_line(cross, r + arm, r);
    path_move(cross, r, r - arm);
    path_line(cross, r, r + arm);
    item_path(layout, "cross", .path = cross, .stroke = theme->ink, .stroke_width = 3, .round_caps = true);
}

// Begins a part around a line of corners, which from then on are the part's own.
static void line_part(Layout *layout, const char *name, Point *corners, int n_corners, int z)
{
    Rect box = {corners[0].x, corners[0].y, 0, 0};
    for (int i = 1; i < n_corners; i++)
        box = rect_union(box, (Rect){corners[i].x, corners[i].y, 0.01, 0.01});
    for (int i = 0; i < n_corners; i++)
        corners[i] = (Point){corners[i].x - box.x, corners[i].y - box.y};
    layout_part(layout, part_named(name), box, z);
}

static void line_item(Layout *layout, const char *name, const Point *corners, int n_corners, double radius, Color color,
                      double width)
{
    Path *line = path_create(layout_arena(layout));
    path_rounded_line(line, corners, n_corners, radius);
    item_path(layout, name, .path = line, .stroke = color, .stroke_width = width, .round_caps = true,
              .drawn = layout_is_seed(layout) ? -1 : 0);
}

// From the embeddings into the sum.
static void arrow_part(Layout *layout, const FlowPlan *plan, const char *name, Rect from)
{
    static const double TIP = 10, WIDTH = 2.5;
    const Color color = layout_theme(layout)->soft;
    const bool before = plan->down ? middle_of(from).x < plan->sum.x : middle_of(from).y < plan->sum.y;
    const double side = before ? -1 : 1, away = (plan->sum_r + 4) * side, off = 6 * plan->unit;
    Point corners[3], tip[3];
    if (plan->down) {
        corners[0] = (Point){middle_of(from).x, from.y + from.h + off};
        corners[1] = (Point){corners[0].x, plan->sum.y};
        corners[2] = (Point){plan->sum.x + away, plan->sum.y};
    } else {
        corners[0] = (Point){from.x + from.w + off, middle_of(from).y};
        corners[1] = (Point){plan->sum.x, corners[0].y};
        corners[2] = (Point){plan->sum.x, plan->sum.y + away};
    }
    line_part(layout, name, corners, 3, 2);
    for (int i = 0; i < 3; i++) {
        const double along = i == 1 ? 0 : TIP * side, across = 0.75 * TIP * (i - 1);
        tip[i] = plan->down ? (Point){corners[2].x + along, corners[2].y + across}
                            : (Point){corners[2].x + across, corners[2].y + along};
    }
    line_item(layout, "line", corners, 3, 18 * plan->unit, color, WIDTH);
    line_item(layout, "tip", tip, 3, 0, color, WIDTH);
}

static void name_item(Layout *layout, const char *words, Point middle, Rect box, bool turned, double unit)
{
    TextStyle style = {.size = type_size(layout_scene(layout), TYPE_LABEL) * fmin(1, 1.2 * unit),
                       .align = ALIGN_MIDDLE,
                       .valign = VALIGN_MIDDLE};
    const Rect ink = type_box(layout_scene(layout), &style, words);
    if (style.size < SIZE_LEAST || ink.w > (turned ? box.h : box.w) || ink.h > 1.4 * (turned ? box.w : box.h))
        return;
    item_text(layout, "name", .x = middle.x, .y = middle.y, .text = words, .style = style, .turn = turned ? -PI / 2 : 0,
              .fill = layout_theme(layout)->ink);
}

static void norm_part(Layout *layout, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const Rect box = plan->norm;
    layout_part(layout, part_named("norm"), box, 2);
    item_rect(layout, "box", .w = box.w, .h = box.h, .r = RADIUS * plan->unit, .fill = theme->panel,
              .stroke = theme->line, .stroke_width = BORDER);
    name_item(layout, "norm", (Point){box.w / 2, box.h / 2}, box, !plan->down, plan->unit);
}

// From one vector to a number for every token, so it widens along the stream.
static void head_part(Layout *layout, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const double narrow = plan->narrow / 2, wide = plan->wide / 2;
    const double length = plan->down ? plan->head_to.y - plan->head_from.y : plan->head_to.x - plan->head_from.x;
    const Point corners[] = {{0, wide - narrow}, {length, 0}, {length, 2 * wide}, {0, wide + narrow}};
    const Rect box = plan->down ? (Rect){plan->head_from.x - wide, plan->head_from.y, 2 * wide, length}
                                : (Rect){plan->head_from.x, plan->head_from.y - wide, length, 2 * wide};
    layout_part(layout, part_named("head"), box, 1);
    Path *outline = path_create(layout_arena(layout));
    for (int i = 0; i < 4; i++) {
        const Point p = plan->down ? (Point){corners[i].y, corners[i].x} : corners[i];
        path_line(outline, p.x, p.y);
    }
    path_close(outline);
    item_path(layout, "box", .path = outline, .fill = theme->panel, .stroke = theme->line, .stroke_width = BORDER);
    name_item(layout, "head", (Point){box.w / 2, box.h / 2}, (Rect){0, 0, box.w, 0.6 * box.h}, false, plan->unit);
}

// The last lane's way from the norm to the head.
static void way_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    const double lane = (flow->n_lanes - 1) / 2.0 * LANE_PITCH * plan->unit, u = plan->unit;
    const Rect norm = plan->norm;
    const Point head = plan->head_from;
    const double x = plan->down ? plan->sum.x + lane : norm.x + norm.w;
    const double y = plan->down ? norm.y + norm.h : plan->sum.y + lane;
    const double bend = plan->down ? (y + head.y) / 2 : (x + head.x) / 2;
    Point corners[] = {{x, y}, {bend, y}, {bend, head.y}, head, {0}, {0}};
    int n_corners = 4;
    if (plan->down) {
        corners[1] = (Point){x, bend};
        corners[2] = (Point){head.x, bend};
    } else if (plan->wrapped) {
        const double row = plan->label_input.y + plan->label_input.h + 12 * u, turn = head.x - 44 * u;
        const Point around[] = {{x, y}, {x + 20 * u, y}, {x + 20 * u, row}, {turn, row}, {turn, head.y}, head};
        memcpy(corners, around, sizeof around);
        n_corners = 6;
    }
    line_part(layout, "way", corners, n_corners, 1);
    line_item(layout, "way", corners, n_corners, 14 * u, layout_theme(layout)->accent, 3);
}

// Dots in the slot of the blocks that are left out, on both sides of the road.
static void more_part(Layout *layout, const FlowPlan *plan)
{
    static const char *const NAMES[] = {"a", "b", "c", "d", "e", "f"};
    const Rect last = plan->blocks[2], before = plan->blocks[1];
    const Point middle = {(middle_of(last).x + middle_of(before).x) / 2, (middle_of(last).y + middle_of(before).y) / 2};
    layout_part(layout, part_named("more"), (Rect){middle.x, middle.y, 0, 0}, 1);
    for (int i = 0; i < 6; i++) {
        const double along = 24 * plan->unit * (i % 3 - 1),
                     across = (i < 3 ? -0.25 : 0.25) * (plan->down ? last.w : last.h);
        item_circle(layout, NAMES[i], .x = plan->down ? across : along, .y = plan->down ? along : across,
                    .r = 5 * plan->unit, .fill = layout_theme(layout)->soft);
    }
}

// The border of a lit card, over the road.
static void rim_part(Layout *layout, const FlowPlan *plan, int block)
{
    const Theme *theme = layout_theme(layout);
    const Rect box = plan->blocks[block];
    layout_part(layout, part_index(block), box, 0);
    item_rect(layout, "rim", .w = box.w, .h = box.h, .r = card_radius(box), .fill = color_alpha(theme->panel, 0),
              .stroke = theme->accent, .stroke_width = LIT_BORDER);
}

static Rect stood(Rect box, bool down)
{
    return down ? (Rect){box.y, box.x, box.h, box.w} : box;
}

// A short bright dash in every lane, the last one brightest, in a halo.
static void pulse_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    static const char *const NAMES[FLOW_MOST_LANES] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    const Theme *theme = layout_theme(layout);
    const double pitch = LANE_PITCH * plan->unit, length = PULSE * plan->unit, thick = PULSE_THICK * plan->unit;
    const double reach = flow->n_lanes * pitch / 2;
    const Rect halo = stood((Rect){-length / 2, -reach, length, 2 * reach}, plan->down);
    Path *outline = path_create(layout_arena(layout));
    path_rect(outline, halo.x, halo.y, halo.w, halo.h, 8);
    layout_part(layout, part_named("pulse"), (Rect){plan->sum.x, plan->sum.y, 0, 0}, 1);
    item_glow(layout, "halo", .path = outline, .sigma = 20 * plan->unit, .strength = 0.7, .fill = theme->accent);
    for (int i = 0; i < flow->n_lanes; i++) {
        const double across = (i - (flow->n_lanes - 1) / 2.0) * pitch;
        const Rect dash = stood((Rect){-length / 2, across - thick / 2, length, thick}, plan->down);
        item_rect(layout, NAMES[i], .x = dash.x, .y = dash.y, .w = dash.w, .h = dash.h, .r = thick / 2,
                  .fill = i == flow->n_lanes - 1 ? theme->ink : theme->accent);
    }
}

void flow_lay_out(Layout *layout, const void *given, Rect rect)
{
    const Flow *flow = given;
    const FlowPlan plan = flow_plan_of(layout_scene(layout), flow, rect);
    for (int i = 0; i < flow->n_blocks; i++)
        rim_part(layout, &plan, i);
    if (flow->gap_before_last)
        more_part(layout, &plan);
    if (flow->positions) {
        arrow_part(layout, &plan, "tokens", plan.tokens);
        arrow_part(layout, &plan, "positions", plan.positions);
        sum_part(layout, &plan);
    }
    norm_part(layout, &plan);
    head_part(layout, &plan);
    way_part(layout, flow, &plan);
    pulse_part(layout, flow, &plan);
}
