// flow.c — a model from its embeddings to the next token: the sum, the norm, the head, and what runs along the road;
// with places for the pictures that belong between them.
#include "scenes/pictures/flow_plan.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/pictures/cards.h"
#include "scenes/pictures/kit_verbs.h"
#include "scenes/pictures/run_values.h"
#include "scenes/pictures/type_scale.h"

#include <math.h>
#include <string.h>

enum { MOST_LANES = 7 };

static const double LANE_PITCH = 8, PULSE = 36, PULSE_THICK = 4; // units
static const double BORDER = 2, LIT_BORDER = 3, RADIUS = 12;
static const double FAN_S = 0.3;         // from the first of its lines to the last
static const double ALL_THE_WAY_S = 1.7; // the pulse, from the sum to the norm

typedef struct Flow {
    const RunView *view;
    int n_blocks, layers[FLOW_MOST_BLOCKS]; // that are drawn, from 0
    bool gap_before_last;
    int n_lanes;
    bool positions; // are added, and recorded
} Flow;

static FlowPlan plan_of(const Scene *s, const Flow *flow, Rect rect)
{
    return flow_plan(rect, flow->n_blocks, flow->gap_before_last, 1.3 * type_size(s, TYPE_LABEL));
}

static Point middle_of(Rect box)
{
    return (Point){box.x + box.w / 2, box.y + box.h / 2};
}

// ---- parts ----

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
    if (ink.w > (turned ? box.h : box.w) || ink.h > 1.4 * (turned ? box.w : box.h))
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
    static const char *const NAMES[MOST_LANES] = {"1", "2", "3", "4", "5", "6", "7"};
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

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Flow *flow = given;
    const FlowPlan plan = plan_of(layout_scene(layout), flow, rect);
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

// ---- places ----

// Of a card on one side of the road, with room around it.
static Rect half_card(const FlowPlan *plan, int block, bool first)
{
    const Rect card = plan->blocks[block], road = plan->road;
    const double pad = 0.13 * (plan->down ? card.h : card.w);
    if (plan->down) {
        const double from = first ? card.x : road.x + road.w, to = first ? road.x : card.x + card.w;
        return (Rect){from + pad, card.y + pad, to - from - 2 * pad, card.h - 2 * pad};
    }
    const double from = first ? card.y : road.y + road.h, to = first ? road.y : card.y + card.h;
    return (Rect){card.x + pad, from + pad, card.w - 2 * pad, to - from - 2 * pad};
}

static const char *const PLACES[] = {"tokens",      "positions",    "sum",        "road",  "next",      "between",
                                     "input label", "blocks label", "next label", "block", "attention", "mlp",
                                     NULL};
enum { PLACE_BLOCK = 9, PLACE_ATTENTION, PLACE_MLP };

static void method_place(ScriptCall *call, const ScriptArgs *args)
{
    const Flow *flow = picture_data(call->self);
    const FlowPlan plan = plan_of(call->host, flow, picture_rect(call->self));
    const double r = plan.sum_r;
    const Rect places[] = {plan.tokens,      plan.positions,    {plan.sum.x - r, plan.sum.y - r, 2 * r, 2 * r},
                           plan.road,        plan.next,         plan.between,
                           plan.label_input, plan.label_blocks, plan.label_next};
    const int place = arg_choice(args, "place"), block = (int)arg_integer(args, "block") - 1;
    Rect rect = place < PLACE_BLOCK ? places[place] : RECT_EMPTY;
    if (place >= PLACE_BLOCK && (block < 0 || block >= flow->n_blocks))
        script_fail(call, "this flow shows %d blocks; \"%s\" needs the number of one, from 1", flow->n_blocks,
                    PLACES[place]);
    else if (place >= PLACE_BLOCK)
        rect = place == PLACE_BLOCK ? plan.blocks[block] : half_card(&plan, block, place == PLACE_ATTENTION);
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, rect)));
}

// What stands there before anything runs.
static void method_outline(ScriptCall *call, const ScriptArgs *args)
{
    static const char *const NAMES[] = {"tokens", "positions", "sum", "more", "norm", "head"};
    enum { N_NAMES = sizeof NAMES / sizeof *NAMES };
    ScriptValue parts[N_NAMES];
    int n = 0;
    (void)args;
    for (int i = 0; i < N_NAMES; i++) {
        const int found = picture_part_find(call->self, part_named(NAMES[i]));
        if (found >= 0)
            parts[n++] = script_part(call, call->self, found);
    }
    script_return(call, value_list(parts, n));
}

static void method_layers(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const Flow *flow = picture_data(call->self);
    ScriptValue layers[FLOW_MOST_BLOCKS];
    for (int i = 0; i < flow->n_blocks; i++)
        layers[i] = value_integer(flow->layers[i] + 1);
    script_return(call, value_list(layers, flow->n_blocks));
}

// ---- running ----

static Node *part_node(const Picture *picture, PartKey key)
{
    const int found = picture_part_find(picture, key);
    return found < 0 ? NULL : picture_part_node(picture, found);
}

// What stands on a card comes to full light while the pulse is in it.
static void light_block(Scene *s, Node *rim, ScriptValue things, double from_s, double to_s)
{
    fade_in(s, rim, .dur_s = 0.2, .delay_s = from_s);
    if (to_s > 0)
        fade_out(s, rim, .dur_s = 0.4, .delay_s = to_s);
    for (int i = 0; things.kind == VALUE_LIST && i < things.list.n_items; i++) {
        Node *node = value_object(things.list.items[i], &THING_TYPE);
        Picture *card = value_object(things.list.items[i], &CARD_TYPE);
        const Tween on = {.dur_s = 0.2, .delay_s = from_s}, off = {.dur_s = 0.4, .delay_s = to_s};
        if (card)
            card_light(s, card, true, on);
        else if (node)
            thing_undim(s, node, on);
        if (card && to_s > 0)
            card_light(s, card, false, off);
        else if (node && to_s > 0)
            thing_dim(s, node, off);
    }
}

static void method_run(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const Flow *flow = picture_data(call->self);
    const FlowPlan plan = plan_of(s, flow, picture_rect(call->self));
    int n_lit = 0;
    const ScriptValue *lit = arg_list(args, "lights", &n_lit);
    const int last = arg_given(args, "to") ? (int)arg_integer(args, "to") - 1 : flow->n_blocks;
    const double begin = plan.down ? plan.sum.y + plan.sum_r : plan.sum.x + plan.sum_r;
    const bool through = last >= flow->n_blocks;
    const Rect goal = through ? (Rect){plan.norm.x, plan.norm.y, 0, 0} : plan.blocks[last];
    const double stop = plan.down ? middle_of(goal).y : middle_of(goal).x;
    // As long on every canvas, however much of the way a block takes there.
    const double dur_s = through ? ALL_THE_WAY_S : ALL_THE_WAY_S * (last + 1) / (flow->n_blocks + 1);
    const double speed = (stop - begin) / dur_s;
    const Prop along = plan.down ? PROP_Y : PROP_X;
    Node *pulse = part_node(call->self, part_named("pulse"));
    picture_show_by_parts(s, call->self);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    node_set(s, pulse, along, begin);
    fade_in(s, pulse, .dur_s = 0.2);
    animate(s, pulse, along, stop, .dur_s = dur_s, .ease = EASE_LINEAR);
    for (int i = 0; i < flow->n_blocks && i <= last; i++) {
        const Rect card = plan.blocks[i];
        const double first = plan.down ? card.y : card.x, length = plan.down ? card.h : card.w;
        light_block(s, part_node(call->self, part_index(i)), i < n_lit ? lit[i] : value_nil(),
                    fmax((first - begin) / speed - 0.1, 0), i == last ? 0 : (first + length - begin) / speed);
    }
    if (through)
        fade_out(s, pulse, .dur_s = 0.2, .delay_s = dur_s);
    block_close(s);
}

// Lines from the head to the parts of a picture, such as the bars of next tokens, draw themselves.
static void method_fan(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const Flow *flow = picture_data(call->self);
    const FlowPlan plan = plan_of(s, flow, picture_rect(call->self));
    const Picture *to = arg_object(args, "to", &PICTURE_TYPE);
    const int head = picture_part_find(call->self, part_named("head")), n = picture_part_count(to);
    const Rect own = picture_part_box(call->self, head);
    block_open(s, (BlockSpec){.kind = BLOCK_STAGGER, .amount = FAN_S / n});
    for (int i = 0; i < n; i++) {
        const Rect box = picture_part_box(to, i);
        const Point end = {box.x - 8, box.y + box.h / 2};
        const double share = n > 1 ? (double)i / (n - 1) - 0.5 : 0;
        Path *line = path_create(scene_arena(s));
        if (plan.down) {
            const double x = end.x - (24 + 13 * i) * plan.unit;
            path_rounded_line(line, (Point[]){{x, plan.head_to.y}, {x, end.y}, end}, 3, 14 * plan.unit);
        } else {
            const Point from = {plan.head_to.x, plan.head_to.y + share * 0.9 * plan.wide};
            const double pull = 0.52 * (end.x - from.x);
            path_move(line, from.x, from.y);
            path_cubic(line, from.x + pull, from.y, end.x - pull, end.y, end.x, end.y);
        }
        draw_in(s,
                add_path(s, picture_part_node(call->self, head), .x = -own.x, .y = -own.y, .path = line,
                         .stroke = scene_theme(s)->line, .stroke_width = 2),
                .dur_s = 0.4);
    }
    block_close(s);
}

static const Arg PLACE_ARGS[] = {{"place", ARG_CHOICE, .choices = PLACES, .help = "which one"},
                                 {"block", ARG_INTEGER, .optional = true, .min = 1, .max = FLOW_MOST_BLOCKS,
                                  .help = "of which block that is shown, from 1"},
                                 {0}};
static const Arg RUN_OPTIONS[] = {
    {"to", ARG_INTEGER, .min = 1, .max = FLOW_MOST_BLOCKS, .help = "the block it stops in; without it, the norm"},
    {"lights", ARG_LIST, .items = ARG_ANY, .help = "a list of things for each block: lit while it is in there"},
    {0}};
static const Arg FAN_ARGS[] = {
    {"to", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "beside or below the head: to each of its parts"}, {0}};
static const Verb METHODS[] = {
    {"place", SHAPE_FUNCTION, "Where a picture is to stand, as an area.", PLACE_ARGS, .call = method_place,
     .returns = "area"},
    {"outline", SHAPE_FUNCTION, "The parts that are there before anything runs: the sum, the norm, the head.",
     .call = method_outline, .returns = "part[]"},
    {"layers", SHAPE_FUNCTION, "Which blocks are shown, by their numbers in the model.", .call = method_layers,
     .returns = "number[]"},
    {"run", SHAPE_VERB, "A pulse runs along the road, and what it passes lights up.", .options = RUN_OPTIONS,
     .call = method_run},
    {"fan", SHAPE_FUNCTION, "Lines from the head to a picture draw themselves.", FAN_ARGS, .call = method_fan},
    {0},
};

const ScriptType FLOW_TYPE = {
    .name = "flow", .help = "A model from end to end.", .parent = &PICTURE_TYPE, .methods = METHODS};
static const ScriptKind FLOW = {{"flow", NULL, lay_out}, &FLOW_TYPE, NULL};

// ---- the verb ----

static int count_lanes(const Run *run)
{
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    const int64_t n = tokens ? tokens->n_items : run->generation ? run->generation->n_prompt : MOST_LANES;
    return (int)fmax(1, fmin((double)n, MOST_LANES));
}

static void verb_flow(ScriptCall *call, const ScriptArgs *args)
{
    Flow *flow = ARENA_NEW(scene_arena(call->host), Flow);
    const RunView *view = arg_object(args, "run", &RUN_TYPE);
    const int64_t n_layer = view->run->n_layer;
    *flow = (Flow){.view = view,
                   .gap_before_last = n_layer > FLOW_MOST_BLOCKS,
                   .n_lanes = count_lanes(view->run),
                   .positions = run_tensor(view->run, PROBE_EMBED_POSITION) != NULL};
    flow->n_blocks = flow->gap_before_last ? FLOW_MOST_BLOCKS - 1 : (int)n_layer;
    for (int i = 0; i < flow->n_blocks; i++)
        flow->layers[i] = i;
    if (flow->gap_before_last)
        flow->layers[flow->n_blocks - 1] = (int)n_layer - 1;
    script_picture(call, args, &FLOW, flow);
}

static const Arg ARGS[] = {{"run", ARG_HANDLE, .type = &RUN_TYPE, .help = "whose model it is"}, {0}};

const Verb FLOW_VERBS[] = {
    {"flow", SHAPE_PICTURE, "A model from its embeddings to the next token, with places for what belongs between.",
     ARGS, NULL, PICTURE_OPTIONS, .call = verb_flow, .returns = "flow"},
    {0},
};
