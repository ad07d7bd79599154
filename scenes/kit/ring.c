// ring.c — a loop of four stations, and how it is gone round.
#include "scenes/kit/ring.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double STROKE = 4, HEAD_LENGTH = 14, HEAD_HALF_WIDTH = 11; // of arcs and their arrows
static const double GO_S = 0.5, REACH_S = 0.5, RIDE_S = 0.9;

// ---- layout ----

// An arc and its arrow's head, from the corner of what the loop goes around.
static void arc_items(Layout *layout, const RingPlan *plan, int arc, const char *name, const char *head_name,
                      Color color, double drawn)
{
    Path *path = path_create(layout_arena(layout));
    path_append(path, plan->arcs[arc], matrix_translate(-plan->loop.x, -plan->loop.y));
    double angle;
    const Point middle = path_point_at(path, 0.5, &angle);
    const Point tip = {middle.x + 0.5 * HEAD_LENGTH * cos(angle), middle.y + 0.5 * HEAD_LENGTH * sin(angle)};
    const Path *head = tip_path(layout_arena(layout), tip, angle, HEAD_LENGTH, HEAD_HALF_WIDTH);
    item_path(layout, name, .path = path, .stroke = color, .stroke_width = STROKE, .drawn = drawn);
    item_path(layout, head_name, .path = head, .stroke = color, .stroke_width = STROKE, .round_caps = true,
              .drawn = drawn);
}

static void arc_part(Layout *layout, const Ring *ring, const RingPlan *plan, int arc)
{
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_cell(1, arc), plan->loop, -1);
    arc_items(layout, plan, arc, "rail", "rail head", theme->line, layout_is_seed(layout) ? -1 : 1);
    arc_items(layout, plan, arc, "arc", "head", theme->accent, ring->gone[arc] ? 1 : -1);
}

static void station_part(Layout *layout, const Ring *ring, const RingPlan *plan, int station)
{
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const bool reached = station < ring->n_reached;
    const double r = plan->station_r;
    const Point at = plan->stations[station];
    const Figure *number = figure_leaf(arena, FIGURE_ORDINAL, station + 1, (FigureSource){.field = "station"});
    const Words *words = words_with_figure(arena, NULL, number, "d");
    layout_part(layout, part_named(ring->names[station]), (Rect){at.x - r, at.y - r, 2 * r, 2 * r}, 1);
    item_circle(layout, "circle", .x = r, .y = r, .r = layout_is_seed(layout) ? 0 : r, .fill = theme->bg,
                .stroke = reached ? theme->accent : theme->line, .stroke_width = STROKE);
    item_text(layout, "number", .x = r, .y = r, .text = words->text,
              .style = {.family = FONT_MONO,
                        .size = type_size(layout_scene(layout), TYPE_LABEL),
                        .align = ALIGN_MIDDLE,
                        .valign = VALIGN_MIDDLE},
              .fill = reached ? theme->ink : theme->soft, .shown = &words->shown);
}

static void words_part(Layout *layout, const Ring *ring, const RingPlan *plan, int station)
{
    const Theme *theme = layout_theme(layout);
    const bool reached = station < ring->n_reached;
    const Point at = plan->name_at[station], line_at = plan->line_at[station];
    TextStyle name = plan->name, line = plan->line;
    name.align = line.align = plan->align[station];
    layout_part(layout, part_cell(2, station), (Rect){at.x, at.y, 0, 0}, 1);
    item_text(layout, "name", .text = ring->names[station], .style = name, .fill = reached ? theme->ink : theme->soft);
    if (ring->lines[station] && reached)
        item_text(layout, "line", .x = line_at.x - at.x, .y = line_at.y - at.y, .text = ring->lines[station]->text,
                  .style = line, .fill = theme->soft, .shown = &ring->lines[station]->shown);
}

// In the line that closes the loop, which makes room for it.
static void again_part(Layout *layout, const Ring *ring, const RingPlan *plan)
{
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const TextStyle style = {
        .size = type_size(s, TYPE_LABEL), .weight = 600, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
    const double w = type_box(s, &style, ring->again).w, h = style.size;
    layout_part(layout, part_named("again"), (Rect){rect_middle(plan->loop).x, plan->loop.y, 0, 0}, 1);
    item_rect(layout, "gap", .x = -w / 2 - SPACE_S, .y = -h / 2, .w = w + 2 * SPACE_S, .h = h, .fill = theme->bg);
    item_text(layout, "words", .text = ring->again, .style = style, .fill = theme->accent);
}

// The words that have come by now.
static void must_show(Layout *layout, const Ring *ring)
{
    for (int i = 0; i < RING_STATIONS; i++)
        layout_must_show(layout, ring->names[i]);
    for (int i = 0; i < ring->n_reached; i++)
        layout_must_show(layout, ring->lines[i] ? ring->lines[i]->text : NULL);
    if (ring->gone[0])
        layout_must_show(layout, ring->again);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Ring *ring = data;
    const RingPlan plan = ring_plan(layout_scene(layout), ring, rect);
    must_show(layout, ring);
    for (int i = 0; i < RING_STATIONS; i++) {
        station_part(layout, ring, &plan, i);
        arc_part(layout, ring, &plan, (i + 1) % RING_STATIONS);
    }
    for (int i = 0; i < RING_STATIONS && plan.has_words; i++)
        words_part(layout, ring, &plan, i);
    if (ring->again && ring->gone[0])
        again_part(layout, ring, &plan);
}

// ---- going round ----

static int station_arg(ScriptCall *call, const ScriptArgs *args, const char *arg)
{
    const Ring *ring = picture_data(call->self);
    const char *name = arg_string(args, arg);
    for (int i = 0; i < RING_STATIONS; i++)
        if (strcmp(ring->names[i], name) == 0)
            return i;
    script_fail(call, "this ring has no station \"%s\"; it has %s, %s, %s and %s", name, ring->names[0], ring->names[1],
                ring->names[2], ring->names[3]);
    return -1;
}

static Ring *changed(ScriptCall *call)
{
    return arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof(Ring));
}

// Beyond the first station a ring that was gone round begins anew: what comes behind this station is as it was, but for
// the word in the last arc.
static void begin_anew(Ring *ring, int station)
{
    if (station == 0 || ring->n_reached < RING_STATIONS || !ring->gone[0])
        return;
    ring->n_reached = station + 1;
    for (int i = 1; i < RING_STATIONS; i++)
        ring->gone[i] = false;
}

// The station lights up, its line appears.
static void reach(ScriptCall *call, int station)
{
    Scene *s = call->host;
    Ring *ring = changed(call);
    if (ring->n_reached <= station)
        ring->n_reached = station + 1;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    picture_change(s, call->self, ring, (Tween){.dur_s = REACH_S});
    const int part = picture_part_find(call->self, part_named(ring->names[station]));
    thing_pulse(s, picture_part_node(call->self, part), (Tween){.dur_s = REACH_S});
    block_close(s);
}

static void draw_arc(ScriptCall *call, int arc)
{
    Ring *ring = changed(call);
    begin_anew(ring, arc);
    ring->gone[arc] = true;
    picture_change(call->host, call->self, ring, (Tween){.dur_s = GO_S});
}

static void method_go(ScriptCall *call, const ScriptArgs *args)
{
    const int station = station_arg(call, args, "station");
    if (station < 0)
        return;
    block_open(call->host, (BlockSpec){.kind = BLOCK_LAG, .amount = 0.8});
    draw_arc(call, station);
    reach(call, station);
    block_close(call->host);
}

// Whether something waits on the arc to a station.
static bool waits(const Picture *picture, int station)
{
    return ((const Ring *)picture_data(picture))->rides[station].trail[0] != NULL;
}

// All the way, or on from the middle; the station lights up when the thing leaves the arc.
static void carry_home(ScriptCall *call, Node *thing, int station, Rect to)
{
    Scene *s = call->host;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    const double left_s =
        ring_carry(s, call->self, thing, station, &to, waits(call->self, station) ? RIDE_S : 1.4 * RIDE_S);
    block_open(s, (BlockSpec){.kind = BLOCK_MEANWHILE, .delay_s = left_s});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    draw_arc(call, station);
    reach(call, station);
    block_close(s);
    block_close(s);
    block_close(s);
    block_open(s, (BlockSpec){.kind = BLOCK_MEANWHILE});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    ring_carry_end(s, call->self, station, GO_S);
    block_close(s);
    block_close(s);
}

static void method_carry(ScriptCall *call, const ScriptArgs *args)
{
    Node *thing = arg_object(args, "thing", &THING_TYPE);
    const int station = station_arg(call, args, "station");
    if (station < 0)
        return;
    if (arg_given(args, "to"))
        carry_home(call, thing, station, thing_box(call->host, arg_object(args, "to", &THING_TYPE)));
    else if (!waits(call->self, station))
        ring_carry(call->host, call->self, thing, station, NULL, RIDE_S);
    else
        script_fail(call, "something waits on the arc to \"%s\" already; say where it goes",
                    arg_string(args, "station"));
}

static void method_place(ScriptCall *call, const ScriptArgs *args)
{
    const int station = station_arg(call, args, "station");
    const int last = arg_given(args, "to") ? station_arg(call, args, "to") : station;
    const RingPlan plan = ring_plan(call->host, picture_data(call->self), picture_rect(call->self));
    if (station >= 0 && last >= 0)
        script_return(call,
                      value_handle(&AREA_TYPE, area_make(call->host, rect_union(plan.room[station], plan.room[last]))));
}

static void method_say(ScriptCall *call, const ScriptArgs *args)
{
    const int station = station_arg(call, args, "station");
    if (station < 0)
        return;
    Ring *ring = changed(call);
    if (!ring->lines[station]) {
        script_fail(call, "this ring has no lines in which something could be said; give it some with `lines`");
        return;
    }
    ring->lines[station] = arg_text(args, "words");
    picture_change(call->host, call->self, ring, (Tween){0});
}

static void method_arc(ScriptCall *call, const ScriptArgs *args)
{
    const int station = station_arg(call, args, "station");
    const RingPlan plan = ring_plan(call->host, picture_data(call->self), picture_rect(call->self));
    if (station >= 0)
        script_return(call, value_handle(&WAY_TYPE, (Path *)plan.arcs[station]));
}

static const Arg STATION_ARGS[] = {{"station", ARG_STRING, .help = "its name"}, {0}};
static const Arg PLACE_ARGS[] = {
    {"station", ARG_STRING, .help = "its name"},
    {"to", ARG_STRING, .optional = true, .help = "another one: all that both have together"},
    {0}};
static const Arg SAY_ARGS[] = {{"station", ARG_STRING, .help = "its name"}, {"words", ARG_TEXT, .help = "a few"}, {0}};
static const Arg CARRY_ARGS[] = {
    {"thing", ARG_HANDLE, .type = &THING_TYPE, .help = "what rides along the arc"},
    {"station", ARG_STRING, .help = "where the arc leads"},
    {"to", ARG_HANDLE, .type = &THING_TYPE, .optional = true,
     .help = "the place it leaves the arc for; without it, it stops half way and waits to be carried on"},
    {0}};

static const Verb RING_METHODS[] = {
    {"go", SHAPE_FUNCTION,
     "The arc to a station draws itself, and the station lights up; a ring that was gone round begins anew.",
     STATION_ARGS, .call = method_go},
    {"carry", SHAPE_FUNCTION, "A thing rides along the arc to a station, which draws itself behind it.", CARRY_ARGS,
     .call = method_carry},
    {"say", SHAPE_FUNCTION, "Other words in the line of a station.", SAY_ARGS, .call = method_say},
    {"place", SHAPE_FUNCTION, "The area of a station, below its words.", PLACE_ARGS, .call = method_place,
     .returns = "area"},
    {"arc", SHAPE_FUNCTION, "The arc to a station, to travel along.", STATION_ARGS, .call = method_arc,
     .returns = "way"},
    {0},
};

static const ScriptType RING_TYPE = {
    .name = "ring", .help = "A loop of four stations.", .parent = &PICTURE_TYPE, .methods = RING_METHODS};
static const ScriptKind RING = {{"ring", NULL, lay_out}, &RING_TYPE, NULL};

// ---- the verb ----

// A list of words, one for each station, or none.
static bool take_words(ScriptCall *call, const ScriptArgs *args, const char *name, const Words **words)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, name, &n);
    for (int i = 0; i < n && n == RING_STATIONS; i++)
        words[i] = items[i].words;
    if (n != 0 && n != RING_STATIONS)
        script_fail(call, "`%s` of a ring are %d, not %d", name, RING_STATIONS, n);
    return n == 0 || n == RING_STATIONS;
}

static void verb_ring(ScriptCall *call, const ScriptArgs *args)
{
    Ring *ring = ARENA_NEW(scene_arena(call->host), Ring);
    const Words *again = arg_text(args, "again");
    *ring = (Ring){.n_reached = 1,
                   .again = again ? again->text : NULL,
                   .rides = ARENA_ARRAY(scene_arena(call->host), RingRide, RING_STATIONS)};
    const Words *names[RING_STATIONS] = {NULL};
    if (!take_words(call, args, "stations", names) || !take_words(call, args, "lines", ring->lines))
        return;
    for (int i = 0; i < RING_STATIONS && names[i]; i++)
        ring->names[i] = names[i]->text;
    if (!ring->names[0])
        script_fail(call, "a ring has four stations; name them, as in ring { { \"context\", … } }");
    else
        script_picture(call, args, &RING, ring);
}

static const Arg RING_ARGS[] = {
    {"stations", ARG_LIST, .items = ARG_TEXT, .help = "four names: down at the left, then up at the right"}, {0}};
static const Arg RING_OPTIONS[] = {
    {"lines", ARG_LIST, .items = ARG_TEXT, .help = "a few words for each, seen once it is reached"},
    {"again", ARG_TEXT, .help = "a word in the last arc, which closes the ring"},
    {0}};

const Verb RING_VERBS[] = {
    {"ring", SHAPE_PICTURE, "Four stations on a ring, that is gone round.", RING_ARGS, RING_OPTIONS, PICTURE_OPTIONS,
     .call = verb_ring, .makes = &RING_TYPE},
    {0},
};
