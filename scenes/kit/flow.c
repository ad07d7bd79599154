// flow.c — a flow's places for other pictures, what runs through it, and its verb.
#include "scenes/kit/flow.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>

static const double FAN_S = 0.3;         // from the first of its lines to the last
static const double ALL_THE_WAY_S = 1.7; // the pulse, from the sum to the norm

// ---- places ----

// Of a card on one side of the road, with room around it.
static Rect half_card(const FlowPlan *plan, int block, bool first)
{
    const Rect card = plan->blocks[block], road = plan->road;
    const double pad = 0.13 * card.w, from = first ? card.y : road.y + road.h, to = first ? road.y : card.y + card.h;
    return (Rect){card.x + pad, from + pad, card.w - 2 * pad, to - from - 2 * pad};
}

// For a card's name: over it; on its left where the road runs down.
static Rect name_place(const FlowPlan *plan, int block)
{
    const Rect card = plan->blocks[block];
    const double line_h = plan->label_h, left = plan->tokens.y, more = 28 * plan->unit, gap = 8 * plan->unit;
    if (plan->down)
        return (Rect){card.x + (card.w - line_h) / 2, left, line_h, card.y - left - gap};
    return (Rect){card.x - more, card.y - line_h - gap, card.w + 2 * more, line_h};
}

static const char *const PLACES[] = {"tokens",    "positions",   "sum",          "road",       "next",
                                     "between",   "input label", "blocks label", "next label", "block",
                                     "attention", "mlp",         "name",         NULL};
enum { PLACE_BLOCK = 9, PLACE_ATTENTION, PLACE_MLP, PLACE_NAME };

static void method_place(ScriptCall *call, const ScriptArgs *args)
{
    const Flow *flow = picture_data(call->self);
    const FlowPlan plan = flow_plan(call->host, flow, picture_rect(call->self));
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
        rect = place == PLACE_BLOCK  ? plan.blocks[block]
               : place == PLACE_NAME ? name_place(&plan, block)
                                     : half_card(&plan, block, place == PLACE_ATTENTION);
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, plan.down ? rect_turned(rect) : rect)));
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

// What stands on a card comes to full light while the pulse is in it. All is over at `end_s`, wherever the card stands.
static void light_block(Scene *s, Node *rim, ScriptValue things, double from_s, double to_s, double end_s)
{
    const double out_s = fmin(0.4, end_s - to_s);
    fade_in(s, rim, .dur_s = 0.2, .delay_s = from_s);
    if (to_s > 0)
        fade_out(s, rim, .dur_s = out_s, .delay_s = to_s);
    for (int i = 0; things.kind == VALUE_LIST && i < things.list.n_items; i++) {
        Node *node = value_object(things.list.items[i], &THING_TYPE);
        Picture *card = value_object(things.list.items[i], &CARD_TYPE);
        const Tween on = {.dur_s = 0.2, .delay_s = from_s}, off = {.dur_s = out_s, .delay_s = to_s};
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
    const FlowPlan plan = flow_plan(s, flow, picture_rect(call->self));
    int n_lit = 0;
    const ScriptValue *lit = arg_list(args, "lights", &n_lit);
    const int last = arg_given(args, "to") ? (int)arg_integer(args, "to") - 1 : flow->n_blocks;
    const int first_lit = arg_given(args, "from") ? (int)arg_integer(args, "from") : 0;
    const bool through = last >= flow->n_blocks, goes_on = first_lit > 0;
    if (first_lit > flow->n_blocks || first_lit > last) {
        script_fail(call, "nothing runs on from block %d of the %d that this flow shows to block %d", first_lit,
                    flow->n_blocks, last + 1);
        return;
    }
    const double begin = goes_on ? rect_middle(plan.blocks[first_lit - 1]).x : plan.sum.x + plan.sum_r,
                 stop = through ? plan.norm.x : rect_middle(plan.blocks[last]).x;
    // As long on every canvas, however much of the way a block takes there.
    const double dur_s = ALL_THE_WAY_S * (fmin(last, flow->n_blocks) + 1 - first_lit) / (flow->n_blocks + 1);
    const double speed = (stop - begin) / dur_s, end_s = through ? dur_s + 0.2 : dur_s;
    const Prop along = plan.down ? PROP_Y : PROP_X;
    Node *pulse = part_node(call->self, part_named("pulse"));
    picture_show_by_parts(s, call->self);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    if (!goes_on) {
        node_set(s, pulse, along, begin);
        fade_in(s, pulse, .dur_s = 0.2);
    }
    animate(s, pulse, along, stop, .dur_s = dur_s, .ease = EASE_LINEAR);
    for (int i = first_lit; i < flow->n_blocks && i <= last; i++) {
        const double first = plan.blocks[i].x, length = plan.blocks[i].w;
        light_block(s, part_node(call->self, part_index(i)), i < n_lit ? lit[i] : value_nil(),
                    fmax((first - begin) / speed - 0.1, 0), i == last ? 0 : (first + length - begin) / speed, end_s);
    }
    if (through)
        fade_out(s, pulse, .dur_s = 0.2, .delay_s = dur_s);
    block_close(s);
}

// From the head to what is beside it, or below it at its left: line i of n, each at a share of 0 to 1 of the head's
// side.
static Path *fan_line(Arena *arena, const FlowPlan *plan, Point end, int i, double share)
{
    Path *line = path_create(arena);
    if (plan->down) {
        const double first = plan->head_to.y - plan->wide / 2 + 8 * plan->unit, last = end.x - 24 * plan->unit;
        const double x = last - fmin(13 * plan->unit * i, share * fmax(last - first, 0));
        path_rounded_line(line, (Point[]){{x, plan->head_to.x}, {x, end.y}, end}, 3, 14 * plan->unit);
        return line;
    }
    const Point from = {plan->head_to.x, plan->head_to.y + (share - 0.5) * 0.9 * plan->wide};
    const double pull = 0.52 * (end.x - from.x);
    path_move(line, from.x, from.y);
    path_cubic(line, from.x + pull, from.y, end.x - pull, end.y, end.x, end.y);
    return line;
}

// Lines from the head to the parts of a picture, such as the bars of next tokens, draw themselves.
static void method_fan(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const FlowPlan plan = flow_plan(s, picture_data(call->self), picture_rect(call->self));
    const Picture *to = arg_object(args, "to", &PICTURE_TYPE);
    const int head = picture_part_find(call->self, part_named("head")), n = picture_part_count(to);
    const Rect own = picture_part_box(call->self, head);
    // However many lines there are, all of them take the same time: canvases differ in how many rows have room.
    block_open(s, (BlockSpec){.kind = BLOCK_STAGGER, .amount = n > 1 ? FAN_S / (n - 1) : 0});
    for (int i = 0; i < n; i++) {
        const Rect box = picture_part_box(to, i);
        const Point end = {box.x - 8, box.y + box.h / 2};
        const Path *line = fan_line(scene_arena(s), &plan, end, i, n > 1 ? (double)i / (n - 1) : 0.5);
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
    {"from", ARG_INTEGER, .min = 1, .max = FLOW_MOST_BLOCKS,
     .help = "the block in which it stopped, which stays lit; without it, the sum"},
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

static const ScriptType FLOW_TYPE = {
    .name = "flow", .help = "A model from end to end.", .parent = &PICTURE_TYPE, .methods = METHODS};
static const ScriptKind FLOW = {{"flow", NULL, flow_lay_out, .least = {320, 240}}, &FLOW_TYPE, NULL};

// ---- the verb ----

static int count_lanes(const Run *run)
{
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    const int64_t n = tokens ? tokens->n_items : run->generation ? run->generation->n_prompt : FLOW_MOST_LANES;
    return (int)fmax(1, fmin((double)n, FLOW_MOST_LANES));
}

static void verb_flow(ScriptCall *call, const ScriptArgs *args)
{
    Flow *flow = ARENA_NEW(scene_arena(call->host), Flow);
    const RunView *view = arg_object(args, "run", &RUN_TYPE);
    const int64_t n_layer = view->run->n_layer;
    *flow = (Flow){.gap_before_last = n_layer > FLOW_MOST_BLOCKS,
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
     ARGS, NULL, PICTURE_OPTIONS, .call = verb_flow, .makes = &FLOW_TYPE},
    {0},
};
