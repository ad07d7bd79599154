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
static const double INTO_HEAD_S = 0.4;   // the last token, from the norm to the head

// ---- places ----

// Of a card on one side of the road, with room around it.
static Rect half_card(const FlowPlan *plan, int block, bool first)
{
    const Rect card = plan->blocks[block], road = plan->road;
    const double pad = 0.1 * card.w, from = first ? card.y : road.y + road.h, to = first ? road.y : card.y + card.h;
    return (Rect){card.x + pad, from + pad, card.w - 2 * pad, to - from - 2 * pad};
}

// For the name of a half: over the card or below it; over the half where the road runs down.
static Rect half_name(const FlowPlan *plan, int block, bool first)
{
    const Rect card = plan->blocks[block], half = half_card(plan, block, first);
    const double line_h = plan->down || plan->wrapped ? plan->label_h : plan->line_h;
    const double more = 44 * plan->unit, gap = 8 * plan->unit;
    if (plan->down)
        return (Rect){card.x - line_h, half.y, line_h, half.h};
    const double y = first ? card.y - line_h - gap : card.y + card.h + gap;
    return (Rect){card.x - more, y, card.w + 2 * more, line_h};
}

static const char *const PLACES[] = {
    "tokens",     "positions",  "sum",   "road",      "next", "between",         "input label", "blocks label",
    "next label", "head label", "block", "attention", "mlp",  "attention label", "mlp label",   NULL};
enum { PLACE_BLOCK = 10, PLACE_ATTENTION, PLACE_MLP, PLACE_ATTENTION_LABEL };

static void method_place(ScriptCall *call, const ScriptArgs *args)
{
    const Flow *flow = picture_data(call->self);
    const FlowPlan plan = flow_plan(call->host, flow, picture_rect(call->self));
    const double r = plan.sum_r;
    const Rect places[] = {plan.tokens,      plan.positions,    {plan.sum.x - r, plan.sum.y - r, 2 * r, 2 * r},
                           plan.road,        plan.next,         plan.between,
                           plan.label_input, plan.label_blocks, plan.label_next,
                           plan.label_head};
    const int place = arg_choice(args, "place"), block = (int)arg_integer(args, "block") - 1;
    Rect rect = place < PLACE_BLOCK ? places[place] : RECT_EMPTY;
    if (place >= PLACE_BLOCK && (block < 0 || block >= flow->n_blocks))
        script_fail(call, "this flow shows %d blocks; \"%s\" needs the number of one, from 1", flow->n_blocks,
                    PLACES[place]);
    else if (place >= PLACE_BLOCK)
        rect = place == PLACE_BLOCK             ? plan.blocks[block]
               : place >= PLACE_ATTENTION_LABEL ? half_name(&plan, block, place == PLACE_ATTENTION_LABEL)
                                                : half_card(&plan, block, place == PLACE_ATTENTION);
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, plan.down ? rect_turned(rect) : rect)));
}

// What stands there before anything runs.
static const char *const STRETCHES[] = {"input", "sum", "rest", NULL};
static void method_outline(ScriptCall *call, const ScriptArgs *args)
{
    static const char *const NAMES[] = {"tokens", "positions", "sum", "more", "norm", "head"};
    static const int ENDS[] = {0, 2, 3, sizeof NAMES / sizeof *NAMES}; // of the stretches
    enum { N_NAMES = sizeof NAMES / sizeof *NAMES };
    const bool whole = !arg_given(args, "stretch");
    const int from = whole ? 0 : arg_choice(args, "stretch"), to = whole ? 3 : from + 1;
    ScriptValue parts[N_NAMES];
    int n = 0;
    for (int i = ENDS[from]; i < ENDS[to]; i++) {
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

// What stands on a card comes to full light when the pulse comes in.
static void light_block(Scene *s, Node *rim, ScriptValue things, double from_s)
{
    const Tween on = {.dur_s = 0.2, .delay_s = from_s};
    fade_in(s, rim, .dur_s = on.dur_s, .delay_s = from_s);
    for (int i = 0; things.kind == VALUE_LIST && i < things.list.n_items; i++) {
        Node *node = value_object(things.list.items[i], &THING_TYPE);
        Picture *card = value_object(things.list.items[i], &CARD_TYPE);
        if (card)
            card_light(s, card, true, on);
        else if (node)
            thing_undim(s, node, on);
    }
}

// And steps back when it has gone. All is over at `end_s`, wherever the card stands.
static void dim_block(Scene *s, Node *rim, ScriptValue things, double from_s, double end_s)
{
    const Tween off = {.dur_s = fmin(0.4, end_s - from_s), .delay_s = from_s};
    fade_out(s, rim, .dur_s = off.dur_s, .delay_s = from_s);
    for (int i = 0; things.kind == VALUE_LIST && i < things.list.n_items; i++) {
        Node *node = value_object(things.list.items[i], &THING_TYPE);
        Picture *card = value_object(things.list.items[i], &CARD_TYPE);
        if (card)
            card_light(s, card, false, off);
        else if (node)
            thing_dim(s, node, off);
    }
}

// What comes of the last token goes along its way into the head, in which it ends.
static void ride_on(Scene *s, Node *spark, const Flow *flow, const FlowPlan *plan, double from_s)
{
    const FlowWay way = flow_way(flow, plan);
    Path *line = path_create(scene_arena(s));
    for (int i = 0; i < way.n; i++) {
        const Point at = plan->down ? (Point){way.corners[i].y, way.corners[i].x} : way.corners[i];
        if (i == 0)
            path_move(line, at.x, at.y);
        else
            path_line(line, at.x, at.y);
    }
    fade_in(s, spark, .dur_s = 0.05, .delay_s = from_s);
    move_along(s, spark, line, .dur_s = INTO_HEAD_S, .delay_s = from_s, .ease = EASE_LINEAR);
    fade_out(s, spark, .dur_s = 0.2, .delay_s = from_s + INTO_HEAD_S - 0.1);
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
    const double half = plan.rider / 2;
    Node *pulse = part_node(call->self, part_named("pulse")), *rider = part_node(call->self, part_named("rider"));
    picture_show_by_parts(s, call->self);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    if (!goes_on) {
        node_set(s, pulse, along, begin);
        fade_in(s, pulse, .dur_s = 0.2);
    }
    if (!goes_on && rider) {
        node_set(s, rider, along, begin - half);
        node_set(s, rider, plan.down ? PROP_X : PROP_Y, plan.sum.y - half);
        fade_in(s, rider, .dur_s = 0.2);
    }
    animate(s, pulse, along, stop, .dur_s = dur_s, .ease = EASE_LINEAR);
    if (rider) // it ends in front of the norm
        animate(s, rider, along, stop - (through ? 2 : 1) * half, .dur_s = dur_s, .ease = EASE_LINEAR);
    const bool leaves = goes_on && arg_bool(args, "leaves");
    for (int i = leaves ? first_lit - 1 : first_lit; i < flow->n_blocks && i <= last; i++) {
        Node *rim = part_node(call->self, part_index(i));
        const ScriptValue things = i < n_lit ? lit[i] : value_nil();
        const double first = plan.blocks[i].x, length = plan.blocks[i].w;
        if (i >= first_lit)
            light_block(s, rim, things, fmax((first - begin) / speed - 0.1, 0));
        if (i < last)
            dim_block(s, rim, things, (first + length - begin) / speed, end_s);
    }
    if (through)
        fade_out(s, pulse, .dur_s = 0.2, .delay_s = dur_s);
    if (through && rider)
        fade_out(s, rider, .dur_s = 0.2, .delay_s = dur_s - 0.1);
    if (through)
        ride_on(s, part_node(call->self, part_named("spark")), flow, &plan, dur_s);
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
static const Arg OUTLINE_ARGS[] = {
    {"stretch", ARG_CHOICE, .optional = true, .choices = STRETCHES, .help = "before the sum, it alone, or behind it"},
    {0}};
static const Arg RUN_OPTIONS[] = {
    {"from", ARG_INTEGER, .min = 1, .max = FLOW_MOST_BLOCKS,
     .help = "the block in which it stopped, which stays lit; without it, the sum"},
    {"leaves", ARG_BOOL, .preset = "false", .help = "that block does not stay lit"},
    {"to", ARG_INTEGER, .min = 1, .max = FLOW_MOST_BLOCKS, .help = "the block it stops in; without it, the norm"},
    {"lights", ARG_LIST, .items = ARG_ANY, .help = "a list of things for each block: lit while it is in there"},
    {0}};
static const Arg FAN_ARGS[] = {
    {"to", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "beside or below the head: to each of its parts"}, {0}};
static const Verb METHODS[] = {
    {"place", SHAPE_FUNCTION, "Where a picture is to stand, as an area.", PLACE_ARGS, .call = method_place,
     .returns = "area"},
    {"outline", SHAPE_FUNCTION, "The parts that are there before anything runs: the sum, the norm, the head.",
     OUTLINE_ARGS, .call = method_outline, .returns = "part[]"},
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

// Of the text that runs through it.
static const char *last_token(const Run *run)
{
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    if (tokens && tokens->n_items > 0)
        return run->vocab[tokens->i32[tokens->n_items - 1]];
    const RunGeneration *generation = run->generation;
    return generation && generation->n_prompt > 0 ? run->vocab[generation->prompt_ids[generation->n_prompt - 1]] : NULL;
}

static void verb_flow(ScriptCall *call, const ScriptArgs *args)
{
    Flow *flow = ARENA_NEW(scene_arena(call->host), Flow);
    const RunView *view = arg_object(args, "run", &RUN_TYPE);
    const int64_t n_layer = view->run->n_layer;
    *flow = (Flow){.gap_before_last = n_layer > FLOW_MOST_BLOCKS,
                   .n_lanes = count_lanes(view->run),
                   .positions = run_tensor(view->run, PROBE_EMBED_POSITION) != NULL,
                   .last = last_token(view->run),
                   .head = arena_strdup(scene_arena(call->host), arg_string(args, "head"))};
    flow->n_blocks = flow->gap_before_last ? FLOW_MOST_BLOCKS - 1 : (int)n_layer;
    for (int i = 0; i < flow->n_blocks; i++)
        flow->layers[i] = i;
    if (flow->gap_before_last)
        flow->layers[flow->n_blocks - 1] = (int)n_layer - 1;
    script_picture(call, args, &FLOW, flow);
}

static const Arg ARGS[] = {{"run", ARG_HANDLE, .type = &RUN_TYPE, .help = "whose model it is"}, {0}};
static const Arg OPTIONS[] = {
    {"head", ARG_STRING, .preset = "head", .help = "words on the head, where it has room for them; else \"head\""},
    {0}};

const Verb FLOW_VERBS[] = {
    {"flow", SHAPE_PICTURE, "A model from its embeddings to the next token, with places for what belongs between.",
     ARGS, OPTIONS, PICTURE_OPTIONS, .call = verb_flow, .makes = &FLOW_TYPE},
    {0},
};
