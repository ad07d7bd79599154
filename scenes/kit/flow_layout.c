// flow_layout.c — a model from its embeddings to the next token: the sum, the norm, the head, and what runs along.
#include "scenes/kit/cards.h"
#include "scenes/kit/flow.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double LANE_PITCH = 8, PULSE = 36, PULSE_THICK = 4, SPARK_R = 9; // units
static const double BORDER = 2, LIT_BORDER = 3, RADIUS = 12;

static void sum_part(Layout *layout, const FlowPlan *plan)
{
    const double r = plan->sum_r;
    layout_part(layout, part_named("sum"), (Rect){plan->sum.x - r, plan->sum.y - r, 2 * r, 2 * r}, 3);
    sum_items(layout, r, r - 1.5, layout_theme(layout)->ink);
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

static void line_item(Layout *layout, const char *name, const Path *line, Color color, double width)
{
    item_path(layout, name, .path = line, .stroke = color, .stroke_width = width, .round_caps = true,
              .drawn = layout_is_seed(layout) ? -1 : 0);
}

static Path *cornered(Layout *layout, const Point *corners, int n_corners, double radius)
{
    Path *line = path_create(layout_arena(layout));
    path_rounded_line(line, corners, n_corners, radius);
    return line;
}

// From the embeddings into the sum.
static void arrow_part(Layout *layout, const FlowPlan *plan, const char *name, Rect from)
{
    static const double TIP = 10, WIDTH = 2.5;
    const Color color = layout_theme(layout)->soft;
    const double y = rect_middle(from).y, side = y < plan->sum.y ? -1 : 1;
    Point corners[] = {
        {from.x + from.w + 6 * plan->unit, y}, {plan->sum.x, y}, {plan->sum.x, plan->sum.y + (plan->sum_r + 4) * side}};
    line_part(layout, name, corners, 3, 2);
    line_item(layout, "line", cornered(layout, corners, 3, 18 * plan->unit), color, WIDTH);
    const Path *tip = tip_path(layout_arena(layout), corners[2], -side * PI / 2, TIP, 0.75 * TIP * side);
    line_item(layout, "tip", tip, color, WIDTH);
}

static TextStyle name_style(Layout *layout)
{
    return (TextStyle){
        .size = type_size(layout_scene(layout), TYPE_LABEL), .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
}

static bool has_room(Layout *layout, const char *words, Size room)
{
    const TextStyle style = name_style(layout);
    const Rect ink = type_box(layout_scene(layout), &style, words);
    return ink.w <= room.w && ink.h <= 1.4 * room.h;
}

// Turned where it has no room as it is; left out where it has none then, either.
static void name_item(Layout *layout, const char *words, Point middle, Size room)
{
    const TextStyle style = name_style(layout);
    const Rect ink = type_box(layout_scene(layout), &style, words);
    const bool turned = ink.w > room.w && ink.h <= 1.4 * room.w;
    if (turned ? ink.w <= room.h : ink.w <= room.w && ink.h <= 1.4 * room.h)
        item_text(layout, "name", .x = middle.x, .y = middle.y, .text = words, .style = style,
                  .turn = turned ? -PI / 2 : 0, .fill = layout_theme(layout)->ink);
}

static void norm_part(Layout *layout, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const Rect box = plan->norm;
    layout_part(layout, part_named("norm"), box, 2);
    item_rect(layout, "box", .w = box.w, .h = box.h, .r = RADIUS * plan->unit, .fill = theme->panel,
              .stroke = theme->line, .stroke_width = BORDER);
    name_item(layout, "norm", (Point){box.w / 2, box.h / 2}, plan->down ? (Size){box.h, box.w} : (Size){box.w, box.h});
}

// From one vector to a number for every token, so it widens along the stream.
static void head_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const double narrow = plan->narrow / 2, wide = plan->wide / 2, length = plan->head_to.x - plan->head_from.x;
    const Point corners[] = {{0, wide - narrow}, {length, 0}, {length, 2 * wide}, {0, wide + narrow}};
    const Size room = plan->down ? (Size){2 * wide, 0.6 * length} : (Size){0.86 * length, 1.2 * wide};
    layout_part(layout, part_named("head"), (Rect){plan->head_from.x, plan->head_from.y - wide, length, 2 * wide}, 1);
    Path *outline = path_create(layout_arena(layout));
    path_polyline(outline, corners, 4);
    path_close(outline);
    item_path(layout, "box", .path = outline, .fill = theme->panel, .stroke = theme->line, .stroke_width = BORDER);
    name_item(layout, has_room(layout, flow->head, room) ? flow->head : "head", (Point){length / 2, wide}, room);
}

// Across the road, from its middle.
static double lane_at(const Flow *flow, const FlowPlan *plan, int lane)
{
    return (lane - (flow->n_lanes - 1) / 2.0) * LANE_PITCH * plan->unit;
}

FlowWay flow_way(const Flow *flow, const FlowPlan *plan)
{
    const double u = plan->unit, x = plan->norm.x + plan->norm.w;
    const double y = plan->sum.y + lane_at(flow, plan, flow->n_lanes - 1);
    const Point head = plan->head_from;
    const double bend = (x + head.x) / 2, row = plan->label_input.y + plan->label_input.h + 12 * u;
    if (!plan->wrapped)
        return (FlowWay){{{x, y}, {bend, y}, {bend, head.y}, head}, 4};
    return (FlowWay){
        {{x, y}, {x + 20 * u, y}, {x + 20 * u, row}, {head.x - 44 * u, row}, {head.x - 44 * u, head.y}, head}, 6};
}

static void way_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    FlowWay way = flow_way(flow, plan);
    line_part(layout, "way", way.corners, way.n, 1);
    line_item(layout, "way", cornered(layout, way.corners, way.n, 14 * plan->unit), layout_theme(layout)->accent, 3);
}

// Dots in the slot of the blocks that are left out, on both sides of the road.
static void more_part(Layout *layout, const FlowPlan *plan)
{
    const Point last = rect_middle(plan->blocks[2]), before = rect_middle(plan->blocks[1]);
    layout_part(layout, part_named("more"), (Rect){(last.x + before.x) / 2, (last.y + before.y) / 2, 0, 0}, 1);
    for (int i = 0; i < 6; i++)
        item_circle(layout, arena_printf(layout_arena(layout), "%d", i), .x = 24 * plan->unit * (i % 3 - 1),
                    .y = (i < 3 ? -0.25 : 0.25) * plan->cards.h, .r = 5 * plan->unit,
                    .fill = layout_theme(layout)->soft);
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

// A short bright dash in every lane, in a halo.
static void pulse_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const double length = PULSE * plan->unit, thick = PULSE_THICK * plan->unit;
    const double reach = flow->n_lanes * LANE_PITCH * plan->unit / 2;
    layout_part(layout, part_named("pulse"), (Rect){plan->sum.x, plan->sum.y, 0, 0}, 1);
    item_halo(layout, "halo", (Rect){-length / 2, -reach, length, 2 * reach}, 8, 20 * plan->unit, 0.7, theme->accent);
    for (int i = 0; i < flow->n_lanes; i++)
        item_rect(layout, arena_printf(layout_arena(layout), "%d", i), .x = -length / 2,
                  .y = lane_at(flow, plan, i) - thick / 2, .w = length, .h = thick, .r = thick / 2,
                  .fill = i == flow->n_lanes - 1 ? theme->ink : theme->accent);
}

// The last token, in front of all.
static void rider_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    const double side = plan->rider;
    layout_part(layout, part_named("rider"), (Rect){plan->sum.x - side / 2, plan->sum.y - side / 2, side, side}, 1);
    item_halo(layout, "glow", (Rect){0, 0, side, side}, 8, 24 * plan->unit, 0.8, layout_theme(layout)->accent);
    tile_items(layout, flow->last, side, side, TILE_IN_FOCUS);
}

// What comes of the last token, which alone goes on into the head.
static void spark_part(Layout *layout, const Flow *flow, const FlowPlan *plan)
{
    const Theme *theme = layout_theme(layout);
    const double r = SPARK_R * plan->unit;
    const Point at = flow_way(flow, plan).corners[0];
    layout_part(layout, part_named("spark"), (Rect){at.x, at.y, 0, 0}, 3);
    item_halo(layout, "halo", (Rect){-r, -r, 2 * r, 2 * r}, r, 20 * plan->unit, 1, theme->accent);
    item_circle(layout, "dot", .r = r, .fill = theme->ink);
}

void flow_lay_out(Layout *layout, const void *given, Rect rect)
{
    const Flow *flow = given;
    const FlowPlan plan = flow_plan(layout_scene(layout), flow, rect);
    layout_turn(layout, plan.down);
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
    head_part(layout, flow, &plan);
    way_part(layout, flow, &plan);
    pulse_part(layout, flow, &plan);
    if (flow->last)
        rider_part(layout, flow, &plan);
    spark_part(layout, flow, &plan);
}
