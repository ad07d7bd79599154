// picture_verbs.c — what pictures and their parts do, for scripts: they appear, move, change, step back, leave.
#include "engine/verbs/verbs.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/noun.h"

// By name, or a curve of the author's.
static Ease ease_arg(Scene *s, const ScriptArgs *args)
{
    const ScriptEase ease = arg_ease(args, "ease");
    if (ease.index < 0)
        return ease_bezier(scene_arena(s), ease.bezier);
    return ease.index == EASE_AT_DEFAULT ? EASE_DEFAULT : &EASE_CURVES[ease.index];
}

static Tween tween_of(Scene *s, const ScriptArgs *args)
{
    return (Tween){
        .dur_s = arg_seconds(args, "dur"),
        .delay_s = arg_seconds(args, "delay"),
        .ease = ease_arg(s, args),
    };
}

Tween script_tween(Scene *s, const ScriptArgs *args)
{
    Tween tween = tween_of(s, args);
    tween.stagger_s = arg_number(args, "stagger");
    return tween;
}

static Picture *picture_arg(const ScriptArgs *args, const char *name)
{
    return arg_object(args, name, &PICTURE_TYPE);
}

// Where something is to go: an area, or where another thing is.
static Rect place_arg(ScriptCall *call, const ScriptArgs *args, const char *name)
{
    const Area *area = arg_object(args, name, &AREA_TYPE);
    return area ? area_rect(call->host, area) : thing_box(call->host, arg_object(args, name, &THING_TYPE));
}

// ---- for each of some things ----

typedef void OnNode(Scene *s, Node *node, const ScriptArgs *args);

// A verb on things: each is a child of the block around it.
static void for_each(ScriptCall *call, const ScriptArgs *args, OnNode *verb)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "things", &n);
    for (int i = 0; i < n; i++)
        verb(call->host, value_object(items[i], &THING_TYPE), args);
}

// The same for verbs that show: a part shows its picture, a picture is noted as shown.
static void show_each(ScriptCall *call, const ScriptArgs *args, OnNode *verb)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "things", &n);
    for (int i = 0; i < n; i++) {
        Picture *picture = value_object(items[i], &PICTURE_TYPE);
        const ScriptPart *part = value_object(items[i], &PART_TYPE);
        if (picture)
            picture_note_shown(picture);
        if (part)
            picture_show_by_parts(call->host, part->picture);
        verb(call->host, value_object(items[i], &THING_TYPE), args);
    }
}

static Motion motion_of(Scene *s, Node *node, const ScriptArgs *args)
{
    const Tween tween = tween_of(s, args);
    return (Motion){.node = node, .dur_s = tween.dur_s, .delay_s = tween.delay_s, .ease = tween.ease};
}

static void fade_in_node(Scene *s, Node *node, const ScriptArgs *args)
{
    fade_in_with(s, motion_of(s, node, args));
}

static void begin_with_node(Scene *s, Node *node, const ScriptArgs *args)
{
    (void)args;
    node_set(s, node, PROP_OPACITY, 1);
}

static void rise_in_node(Scene *s, Node *node, const ScriptArgs *args)
{
    rise_in_with(s, motion_of(s, node, args));
}

static void drop_in_node(Scene *s, Node *node, const ScriptArgs *args)
{
    drop_in_with(s, motion_of(s, node, args));
}

static void pop_in_node(Scene *s, Node *node, const ScriptArgs *args)
{
    pop_in_with(s, motion_of(s, node, args));
}

static void verb_fade_in(ScriptCall *call, const ScriptArgs *args)
{
    show_each(call, args, fade_in_node);
}

static void verb_begin_with(ScriptCall *call, const ScriptArgs *args)
{
    show_each(call, args, begin_with_node);
}

static void verb_rise_in(ScriptCall *call, const ScriptArgs *args)
{
    show_each(call, args, rise_in_node);
}

static void verb_drop_in(ScriptCall *call, const ScriptArgs *args)
{
    show_each(call, args, drop_in_node);
}

static void verb_pop_in(ScriptCall *call, const ScriptArgs *args)
{
    show_each(call, args, pop_in_node);
}

// A picture grows from its seeds, a part rises.
static void verb_appear(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "things", &n);
    for (int i = 0; i < n; i++) {
        Picture *picture = value_object(items[i], &PICTURE_TYPE);
        const ScriptPart *part = value_object(items[i], &PART_TYPE);
        if (part)
            picture_show_by_parts(call->host, part->picture);
        if (picture)
            picture_reveal(call->host, picture, script_tween(call->host, args));
        else
            rise_in_node(call->host, value_object(items[i], &THING_TYPE), args);
    }
    if (n == 1)
        script_return(call, items[0]);
}

static void leave_node(Scene *s, Node *node, const ScriptArgs *args)
{
    thing_leave(s, node, tween_of(s, args));
}

static void dim_node(Scene *s, Node *node, const ScriptArgs *args)
{
    thing_dim(s, node, tween_of(s, args));
}

static void undim_node(Scene *s, Node *node, const ScriptArgs *args)
{
    thing_undim(s, node, tween_of(s, args));
}

static void pulse_node(Scene *s, Node *node, const ScriptArgs *args)
{
    thing_pulse(s, node, tween_of(s, args));
}

static void verb_leave(ScriptCall *call, const ScriptArgs *args)
{
    if (!arg_given(args, "to")) {
        for_each(call, args, leave_node);
        return;
    }
    int n = 0;
    const ScriptValue *items = arg_list(args, "things", &n);
    const Rect to = place_arg(call, args, "to");
    for (int i = 0; i < n; i++)
        thing_leave_to(call->host, value_object(items[i], &THING_TYPE), to, tween_of(call->host, args));
}

static void verb_dim(ScriptCall *call, const ScriptArgs *args)
{
    for_each(call, args, dim_node);
}

static void verb_undim(ScriptCall *call, const ScriptArgs *args)
{
    for_each(call, args, undim_node);
}

static void verb_pulse(ScriptCall *call, const ScriptArgs *args)
{
    for_each(call, args, pulse_node);
}

static void verb_focus(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "things", &n);
    Node **nodes = ARENA_ARRAY(call->arena, Node *, n);
    for (int i = 0; i < n; i++)
        nodes[i] = value_object(items[i], &THING_TYPE);
    const Focus focus = focus_begin(call->host, nodes, n);
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    if (!script_run(call, arg_value(args, "f"), NULL, 0, NULL))
        return;
    block_close(call->host);
    focus_end(call->host, &focus);
}

// ---- layouts ----

static void verb_settle(ScriptCall *call, const ScriptArgs *args)
{
    picture_settle(call->host, picture_arg(args, "picture"), place_arg(call, args, "place"),
                   script_tween(call->host, args));
    script_return(call, arg_value(args, "picture"));
}

static void verb_change(ScriptCall *call, const ScriptArgs *args)
{
    Picture *picture = picture_arg(args, "picture");
    const ScriptKind *kind = (const ScriptKind *)picture_kind(picture);
    if (!kind->data) {
        script_fail(call, "%s always the same; make another one and let this one become it",
                    noun_this(call->arena, kind->kind.name, "shows", "show"));
        return;
    }
    const void *data = kind->data(call, picture, arg_value(args, "data"));
    Tween tween = script_tween(call->host, args);
    tween.at_once = kind->at_once;
    if (data)
        picture_change(call->host, picture, data, tween);
    script_return(call, arg_value(args, "picture"));
}

static void verb_become(ScriptCall *call, const ScriptArgs *args)
{
    picture_become(call->host, picture_arg(args, "from"), picture_arg(args, "to"), arg_bool(args, "keep"),
                   script_tween(call->host, args));
    script_return(call, arg_value(args, "to"));
}

static void verb_travel(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "avoid", &n);
    Rect *avoid = ARENA_ARRAY(call->arena, Rect, n);
    for (int i = 0; i < n; i++)
        avoid[i] = thing_box(call->host, value_object(items[i], &THING_TYPE));
    Node *node = arg_object(args, "thing", &THING_TYPE);
    const Path *via = arg_object(args, "via", &WAY_TYPE);
    const Rect to = place_arg(call, args, "to");
    if (via)
        thing_travel_along(call->host, node, to, via, tween_of(call->host, args));
    else
        thing_travel(call->host, node, to, avoid, n, tween_of(call->host, args));
}

static void verb_look_at(ScriptCall *call, const ScriptArgs *args)
{
    const Canvas canvas = scene_canvas(call->host);
    const bool any = arg_given(args, "place");
    camera_look_at(call->host, any ? place_arg(call, args, "place") : (Rect){0, 0, canvas.width, canvas.height},
                   arg_number(args, "turn") * PI / 180, tween_of(call->host, args));
}

// ---- the table ----

#define DUR_ROW                                                                                                        \
    {                                                                                                                  \
        "dur", ARG_DURATION, .help = "how long: the name of a duration"                                                \
    }
#define DELAY_ROW                                                                                                      \
    {                                                                                                                  \
        "delay", ARG_DURATION, .help = "begins so much later"                                                          \
    }
#define EASE_ROW                                                                                                       \
    {                                                                                                                  \
        "ease", ARG_EASE, .help = "how it gets from here to there"                                                     \
    }
#define STAGGER_ROW                                                                                                    \
    {                                                                                                                  \
        "stagger", ARG_NUMBER, .min = 0, .max = 60, .unit = "s", .help = "from one part to the next"                   \
    }

static const Arg MOTION_OPTIONS[] = {DUR_ROW, DELAY_ROW, EASE_ROW, {0}};
const Arg TWEEN_OPTIONS[] = {DUR_ROW, DELAY_ROW, EASE_ROW, STAGGER_ROW, {0}};
static const Arg THINGS_ARGS[] = {
    {"things", ARG_LIST, .items = ARG_HANDLE, .type = &THING_TYPE, .help = "a picture, a part, or a list of them"},
    {0}};
static const Arg FOCUS_ARGS[] = {
    {"things", ARG_LIST, .items = ARG_HANDLE, .type = &THING_TYPE, .help = "what stays as it is"},
    {"f", ARG_FUNCTION, .help = "what happens meanwhile"},
    {0}};
static const ScriptType *const OR_THING[] = {&THING_TYPE, NULL};
#define PLACE_ROW(name_, help_)                                                                                        \
    {                                                                                                                  \
        name_, ARG_HANDLE, .type = &AREA_TYPE, .or_types = OR_THING, .help = help_                                     \
    }
static const Arg LEAVE_OPTIONS[] = {PLACE_ROW("to", "in the middle of which they vanish, smaller and smaller"), {0}};
static const Arg SETTLE_ARGS[] = {{"picture", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "what moves"},
                                  PLACE_ROW("place", "the area that it fills then"),
                                  {0}};
static const Arg CHANGE_ARGS[] = {{"picture", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "what changes"},
                                  {"data", ARG_ANY, .help = "what it shows then, as when it was made"},
                                  {0}};
static const Arg BECOME_ARGS[] = {{"from", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "what is there"},
                                  {"to", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "what it becomes, not seen yet"},
                                  {0}};
static const Arg BECOME_OPTIONS[] = {{"keep", ARG_BOOL, .preset = "false", .help = "the first one stays as well"}, {0}};
static const Arg TRAVEL_ARGS[] = {{"thing", ARG_HANDLE, .type = &THING_TYPE, .help = "what moves"},
                                  PLACE_ROW("to", "where its middle comes to rest"),
                                  {0}};
static const Arg TRAVEL_OPTIONS[] = {
    {"via", ARG_HANDLE, .type = &WAY_TYPE, .help = "a line to go along"},
    {"avoid", ARG_LIST, .items = ARG_HANDLE, .type = &THING_TYPE, .help = "what it does not fly over"},
    {0}};
static const Arg LOOK_ARGS[] = {{"place", ARG_HANDLE, .type = &AREA_TYPE, .or_types = OR_THING, .optional = true,
                                 .help = "what fills the canvas; nothing: everything again"},
                                {0}};
static const Arg LOOK_OPTIONS[] = {{"turn", ARG_NUMBER, .preset = "0", .min = -15, .max = 15, .unit = "°",
                                    .help = "the picture leans clockwise by so many degrees, until the next look"},
                                   {0}};

// To add one: a function above, a row here.
const Verb PICTURE_VERBS[] = {
    {"appear", SHAPE_VERB, "Things are there now: bars grow, lines are drawn, the rest rises.", THINGS_ARGS,
     .shared = TWEEN_OPTIONS, .call = verb_appear, .returns = "thing"},
    {"begin_with", SHAPE_FUNCTION, "Things are there at once, as a film's first frame shows them.", THINGS_ARGS,
     .call = verb_begin_with},
    {"fade_in", SHAPE_VERB, "Things appear where they are.", THINGS_ARGS, .shared = MOTION_OPTIONS,
     .call = verb_fade_in},
    {"rise_in", SHAPE_VERB, "Things appear from a little below.", THINGS_ARGS, .shared = MOTION_OPTIONS,
     .call = verb_rise_in},
    {"drop_in", SHAPE_VERB, "Things appear from a little above.", THINGS_ARGS, .shared = MOTION_OPTIONS,
     .call = verb_drop_in},
    {"pop_in", SHAPE_VERB, "Things appear and grow, a little past their size.", THINGS_ARGS, .shared = MOTION_OPTIONS,
     .call = verb_pop_in},
    {"leave", SHAPE_VERB, "Things go.", THINGS_ARGS, LEAVE_OPTIONS, MOTION_OPTIONS, .call = verb_leave},
    {"dim", SHAPE_VERB, "Things step back.", THINGS_ARGS, .shared = MOTION_OPTIONS, .call = verb_dim},
    {"undim", SHAPE_VERB, "Things that stepped back are as before.", THINGS_ARGS, .shared = MOTION_OPTIONS,
     .call = verb_undim},
    {"pulse", SHAPE_VERB, "Things grow a little and are as before.", THINGS_ARGS, .shared = MOTION_OPTIONS,
     .call = verb_pulse},
    {"focus", SHAPE_BLOCK, "Everything but these steps back while something happens.", FOCUS_ARGS, .call = verb_focus},
    {"settle", SHAPE_VERB, "The picture is laid out again in another place.", SETTLE_ARGS, .shared = TWEEN_OPTIONS,
     .call = verb_settle, .returns = "picture"},
    {"change", SHAPE_VERB,
     "The picture is laid out again with other data: what stays the same moves, words that both have travel, "
     "digits roll, shapes turn into others.",
     CHANGE_ARGS, .shared = TWEEN_OPTIONS, .call = verb_change, .returns = "picture"},
    {"become", SHAPE_VERB, "Parts of one picture become the parts of another with the same keys; the rest fades.",
     BECOME_ARGS, BECOME_OPTIONS, TWEEN_OPTIONS, .call = verb_become, .returns = "picture"},
    {"travel", SHAPE_VERB, "A thing goes somewhere, around words.", TRAVEL_ARGS, TRAVEL_OPTIONS, MOTION_OPTIONS,
     .call = verb_travel},
    {"look_at", SHAPE_VERB, "The camera moves until this fills the canvas.", LOOK_ARGS, LOOK_OPTIONS, MOTION_OPTIONS,
     .call = verb_look_at},
    {0},
};
