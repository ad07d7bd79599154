// residual_road.c — the residual stream as a road with a lane for each token, the last one lit. It runs past the halves
// of a block: a branch leaves it, goes through a norm into the half, and what comes out is added.
#include "scenes/kit/attention.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/road_layout.h"
#include "scenes/kit/shapes.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"

#include <math.h>
#include <string.h>

static const double LANE_PITCH = 8, LANE = 2.5, LIT_LANE = 3.5, EDGE = 2; // units
static const double LINE = 2.5, CORNER = 18, TIP = 10, DOT_R = 6, SENT_R = 11;

// How far a half has come.
typedef enum HalfState {
    HALF_WAITS,
    HALF_BRANCHES, // the line into it is there
    HALF_ENTERED,  // with its tip
    HALF_LEAVES,   // the line out of it as well
    HALF_JOINED,   // with its tip: it was added
} HalfState;

typedef struct Road {
    int n_lanes;
    const char *label; // of the road; NULL: none
    const char *names[ROAD_MOST_HALVES];
    HalfState states[ROAD_MOST_HALVES];
    int active; // the half that is in focus; -1: none
    RoadSpec spec;
} Road;

// ---- the road ----

// How far along the road a point is.
static double along(const RoadLayout *at, Point p)
{
    return at->down ? p.y - at->band.y : p.x - at->band.x;
}

// A strip along the road: `side` and `w` across it, from its left or upper side. It is broken at each half when nothing
// is added: then all there is goes through them.
static void strip_items(Layout *layout, const Road *road, const RoadLayout *at, const char *name, double side, double w,
                        Color fill)
{
    const int n_stretches = road->spec.is_added ? 1 : at->n_halves + 1;
    for (int i = 0; i < n_stretches; i++) {
        const double from = i > 0 ? along(at, at->halves[i - 1].plus) : 0;
        const double to = i < n_stretches - 1 ? along(at, at->halves[i].in.corners[0])
                          : at->down          ? at->band.h
                                              : at->band.w;
        const Rect strip = {from, side, layout_is_seed(layout) ? 0 : to - from, w};
        const Rect box = at->down ? rect_turned(strip) : strip;
        const char *own = i == 0 ? name : arena_printf(layout_arena(layout), "%s, stretch %d", name, i + 1);
        item_rect(layout, own, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .fill = fill);
    }
}

static void band_parts(Layout *layout, const Road *road, const RoadLayout *at)
{
    const Theme *theme = layout_theme(layout);
    const double width = at->down ? at->band.w : at->band.h, pitch = fmin(LANE_PITCH, width / (road->n_lanes + 1));
    layout_part(layout, part_named("road"), at->band, -3);
    strip_items(layout, road, at, "bed", 0, width, theme->panel);
    strip_items(layout, road, at, "edge 1", 0, EDGE, theme->line);
    strip_items(layout, road, at, "edge 2", width - EDGE, EDGE, theme->line);
    for (int i = 0; i < road->n_lanes; i++) {
        const bool lit = i == road->n_lanes - 1;
        const double w = fmin(lit ? LIT_LANE : LANE, pitch),
                     middle = width / 2 + (i - (road->n_lanes - 1) / 2.0) * pitch;
        layout_part(layout, part_index(i), at->band, -2);
        strip_items(layout, road, at, "lane", middle - w / 2, w,
                    lit ? theme->accent : color_mix(theme->line, theme->soft, 0.35));
    }
}

static void note_part(Layout *layout, const Road *road, const RoadLayout *at)
{
    layout_part(layout, part_named("label"), at->note, 0);
    item_text(layout, "label", .y = at->note.h / 2, .text = road->label,
              .style = {.family = FONT_SANS, .size = at->note_size, .valign = VALIGN_MIDDLE},
              .fill = layout_theme(layout)->soft);
}

// ---- its branches ----

static const char *numbered(Layout *layout, const char *name, int half)
{
    return arena_printf(layout_arena(layout), "%s %d", name, half + 1);
}

// Coordinates of a branch are the canvas's: its part's box begins at 0, 0.
static void branch_part(Layout *layout, const char *name, const RoadBranch *branch, bool drawn, bool tip, bool dot,
                        Color color)
{
    Arena *arena = layout_arena(layout);
    const Point end = branch->corners[branch->n_corners - 1], before = branch->corners[branch->n_corners - 2];
    const double angle = atan2(end.y - before.y, end.x - before.x);
    Path *line = path_create(arena);
    path_rounded_line(line, branch->corners, branch->n_corners, CORNER);
    layout_part(layout, part_named(name), (Rect){0, 0, 0, 0}, 0);
    item_path(layout, "line", .path = line, .stroke = color, .stroke_width = LINE, .drawn = drawn ? 1 : -1);
    item_path(layout, "tip", .path = tip_path(arena, end, angle, TIP, 0.75 * TIP), .stroke = color,
              .stroke_width = LINE, .drawn = tip ? 1 : -1);
    if (dot)
        item_circle(layout, "dot", .x = branch->corners[0].x, .y = branch->corners[0].y, .r = drawn ? DOT_R : 0,
                    .fill = color);
}

static void norm_part(Layout *layout, const char *name, Rect box, double size)
{
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named(name), box, 1);
    item_rect(layout, "box", .w = box.w, .h = box.h, .r = 12, .fill = theme->panel, .stroke = theme->line);
    item_text(layout, "words", .x = box.w / 2, .y = box.h / 2, .text = "norm",
              .style = {.family = FONT_SANS, .size = size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE},
              .fill = theme->ink);
}

static void plus_part(Layout *layout, const char *name, Point middle, double r, bool lit)
{
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named(name), (Rect){middle.x - r, middle.y - r, 2 * r, 2 * r}, 2);
    if (lit) {
        Path *disc = path_create(layout_arena(layout));
        path_circle(disc, r, r, r + 4);
        item_glow(layout, "glow", .z = -1, .path = disc, .sigma = 16, .strength = 1, .fill = theme->accent);
    }
    sum_items(layout, r, r, lit ? theme->accent : theme->soft);
}

// A sum shines from when it was joined until a branch has entered the next half.
static bool is_plus_lit(const Road *road, int half)
{
    const bool last = half + 1 == road->spec.n_halves;
    return road->states[half] == HALF_JOINED && (last || road->states[half + 1] < HALF_ENTERED);
}

static void half_parts(Layout *layout, const Road *road, const RoadLayout *at, int i)
{
    const Theme *theme = layout_theme(layout);
    const RoadHalf *half = &at->halves[i];
    const HalfState state = road->states[i];
    const Color color = i == road->active ? theme->ink : theme->soft;
    branch_part(layout, numbered(layout, "in", i), &half->in, state >= HALF_BRANCHES, state >= HALF_ENTERED, true,
                color);
    if (road->spec.has_norm)
        norm_part(layout, numbered(layout, "norm", i), half->norm, at->type_size);
    branch_part(layout, numbered(layout, "out", i), &half->out, state >= HALF_LEAVES, state >= HALF_JOINED, false,
                color);
    if (road->spec.is_added)
        plus_part(layout, numbered(layout, "plus", i), half->plus, at->plus_r, is_plus_lit(road, i));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Road *road = given;
    const RoadLayout at = road_layout(layout_scene(layout), &road->spec, rect);
    band_parts(layout, road, &at);
    if (road->label && !rect_is_empty(at.note))
        note_part(layout, road, &at);
    for (int i = 0; i < at.n_halves; i++)
        half_parts(layout, road, &at, i);
}

// ---- methods ----

static int half_named(ScriptCall *call, const Road *road, const char *name)
{
    for (int i = 0; i < road->spec.n_halves; i++)
        if (strcmp(road->names[i], name) == 0)
            return i;
    script_fail(call, "this road runs past no \"%s\"", name);
    return -1;
}

// What goes into a half, or what comes out of it, along the part that is its branch: below norms and sums.
static void send_along(Scene *s, const Picture *picture, PartKey part, const RoadBranch *branch, double dur_s)
{
    static const double SHORT_S = 0.1;
    const Theme *theme = scene_theme(s);
    Path *way = path_create(scene_arena(s)), *circle = path_create(scene_arena(s));
    path_rounded_line(way, branch->corners, branch->n_corners, CORNER);
    path_circle(circle, 0, 0, SENT_R);
    Node *sent = add_group(s, picture_part_node(picture, picture_part_find(picture, part)), .z = 1);
    add_glow(s, sent, .path = circle, .sigma = 1.5 * SENT_R, .color = theme_light(theme, theme->accent));
    add_circle(s, sent, .r = SENT_R, .fill = theme->ink);
    fade_in(s, sent, .dur_s = SHORT_S);
    move_along(s, sent, way, .dur_s = dur_s, .ease = EASE_IN_OUT);
    fade_out(s, sent, .dur_s = SHORT_S, .delay_s = dur_s - SHORT_S);
}

// Lines draw themselves first, then their tips open.
static void half_goes_on(ScriptCall *call, const ScriptArgs *args, HalfState first)
{
    const double dur_s = arg_seconds(args, "dur");
    Scene *s = call->host;
    const Road *road = picture_data(call->self);
    const int half = half_named(call, road, arg_string(args, "half"));
    if (half < 0)
        return;
    const RoadHalf at = road_layout(s, &road->spec, picture_rect(call->self)).halves[half];
    const bool enters = first == HALF_BRANCHES;
    const char *part = arena_printf(scene_arena(s), "%s %d", enters ? "in" : "out", half + 1);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    send_along(s, call->self, part_named(part), enters ? &at.in : &at.out, dur_s);
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    for (HalfState state = first; state <= first + 1; state++) {
        Road *next = arena_memdup(scene_arena(s), picture_data(call->self), sizeof *next);
        next->active = half;
        next->states[half] = state;
        picture_change(s, call->self, next, (Tween){.dur_s = state == first ? 0.7 * dur_s : 0.3 * dur_s});
    }
    block_close(s);
    block_close(s);
}

static void method_branch(ScriptCall *call, const ScriptArgs *args)
{
    half_goes_on(call, args, HALF_BRANCHES);
}

static void method_join(ScriptCall *call, const ScriptArgs *args)
{
    half_goes_on(call, args, HALF_LEAVES);
}

static void method_place(ScriptCall *call, const ScriptArgs *args)
{
    const Road *road = picture_data(call->self);
    const RoadLayout at = road_layout(call->host, &road->spec, picture_rect(call->self));
    const char *name = arg_string(args, "name");
    Rect place = strcmp(name, "words") == 0 ? at.words : at.remark;
    if (road->spec.n_halves > at.n_halves) {
        script_fail(call, "there is no room for halves beside this road; give it a larger area");
        return;
    }
    if (at.n_halves == 0 || (strcmp(name, "words") != 0 && strcmp(name, "remark") != 0)) {
        const int half = half_named(call, road, name);
        if (half < 0)
            return;
        place = at.halves[half].card;
    }
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, place)));
}

static void method_runs_down(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const Road *road = picture_data(call->self);
    script_return(call, value_bool(road_layout(call->host, &road->spec, picture_rect(call->self)).down));
}

static const Arg HALF_ARGS[] = {{"half", ARG_STRING, .help = "its name"}, {0}};
static const Arg DUR_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "usual", .help = "the name of a duration"}, {0}};
static const Arg PLACE_ARGS[] = {{"name", ARG_STRING, .help = "of a half; \"words\" or \"remark\": the room above all"},
                                 {0}};
static const Verb ROAD_METHODS[] = {
    {"place", SHAPE_FUNCTION, "The area in which a half has its place.", PLACE_ARGS, .call = method_place,
     .returns = "area"},
    {"runs_down", SHAPE_FUNCTION, "Whether it runs down, with its halves on its right, and not below them.",
     .call = method_runs_down, .returns = "boolean"},
    {"branch", SHAPE_VERB, "A branch leaves the road for a half, which is in focus from now on.", HALF_ARGS,
     DUR_OPTIONS, .call = method_branch},
    {"join", SHAPE_VERB, "What comes out of a half is added to the road.", HALF_ARGS, DUR_OPTIONS, .call = method_join},
    {0},
};

// ---- the verb ----

static const ScriptType RESIDUAL_ROAD_TYPE = {
    .name = "residual_road", .help = "The residual stream.", .parent = &PICTURE_TYPE, .methods = ROAD_METHODS};
static const ScriptKind ROAD = {{"residual_road", NULL, lay_out, .least = {36, 36}}, &RESIDUAL_ROAD_TYPE, NULL};

static bool take_halves(ScriptCall *call, const ScriptArgs *args, Road *road)
{
    int n_halves = 0, n_shares = 0;
    const ScriptValue *names = arg_list(args, "halves", &n_halves), *shares = arg_list(args, "shares", &n_shares);
    if (n_halves > ROAD_MOST_HALVES) {
        script_fail(call, "a road runs past %d halves at most, not %d", ROAD_MOST_HALVES, n_halves);
        return false;
    }
    road->spec.n_halves = n_halves;
    for (int i = 0; i < n_halves; i++) {
        road->names[i] = arena_strdup(scene_arena(call->host), names[i].string.bytes);
        road->spec.shares[i] = i < n_shares ? value_real(shares[i]) : 1;
    }
    return true;
}

static void verb_residual_road(ScriptCall *call, const ScriptArgs *args)
{
    Road *road = ARENA_NEW(scene_arena(call->host), Road);
    int n_tokens = 0;
    if (!tokens_of(call, arg_value(args, "tokens"), &n_tokens) || !take_halves(call, args, road))
        return;
    road->n_lanes = n_tokens < ATTENTION_MOST ? n_tokens : ATTENTION_MOST;
    road->active = -1;
    road->label = arg_given(args, "label") ? arena_strdup(scene_arena(call->host), arg_string(args, "label")) : NULL;
    road->spec.edge_to_edge = arg_bool(args, "edge_to_edge");
    road->spec.has_norm = arg_bool(args, "norm");
    road->spec.is_added = arg_bool(args, "added");
    Picture *picture = script_picture(call, args, &ROAD, road);
    if (road->spec.edge_to_edge)
        node_bleeds(call->host, picture_node(picture));
}

static const Arg ROAD_ARGS[] = {
    {"tokens", ARG_ANY, .help = "that run on it, a lane each, the last one lit: run.probe.tokens"}, {0}};
static const Arg ROAD_OPTIONS[] = {
    {"halves", ARG_LIST, .items = ARG_STRING, .help = "what it runs past: { \"attention\", \"MLP\" }"},
    {"shares", ARG_LIST, .items = ARG_NUMBER, .min = 0.1, .max = 10, .help = "of the halves, where it runs down"},
    {"norm", ARG_BOOL, .preset = "true", .help = "whether there is a norm in front of each half"},
    {"added", ARG_BOOL, .preset = "true", .help = "what comes out of a half is added; false: the road is broken there"},
    {"edge_to_edge", ARG_BOOL, .preset = "false", .help = "it comes from one edge of the canvas and goes to the other"},
    {"label", ARG_STRING, .help = "its name, where there is room"},
    {0},
};

const Verb RESIDUAL_ROAD_VERBS[] = {
    {"residual_road", SHAPE_PICTURE, "The residual stream as a road that runs past the halves of a block.", ROAD_ARGS,
     ROAD_OPTIONS, PICTURE_OPTIONS, .call = verb_residual_road, .makes = &RESIDUAL_ROAD_TYPE},
    {0},
};
