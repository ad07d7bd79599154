// place_verbs.c — things that are made already find their place, for scripts.
#include "engine/verbs/verbs.h"

#include "engine/anim/identity.h"
#include "engine/anim/place.h"

#include <math.h>

static Node **nodes_arg(ScriptCall *call, const ScriptArgs *args, int *n_nodes)
{
    const ScriptValue *items = arg_list(args, "things", n_nodes);
    Node **nodes = ARENA_ARRAY(call->arena, Node *, *n_nodes);
    for (int i = 0; i < *n_nodes; i++)
        nodes[i] = value_object(items[i], &THING_TYPE);
    return nodes;
}

static Rect area_arg(ScriptCall *call, const ScriptArgs *args, const char *name)
{
    const Area *area = arg_object(args, name, &AREA_TYPE);
    return area ? area_rect(call->host, area) : scene_page(call->host);
}

static Align align_arg(const ScriptArgs *args)
{
    static const Align ALIGNS[] = {ALIGN_START, ALIGN_MIDDLE, ALIGN_END};
    return ALIGNS[arg_choice(args, "align")];
}

static void verb_next_to(ScriptCall *call, const ScriptArgs *args)
{
    static const Side SIDES[] = {SIDE_TOP, SIDE_BOTTOM, SIDE_LEFT, SIDE_RIGHT};
    thing_next_to(call->host, arg_object(args, "thing", &THING_TYPE), arg_object(args, "other", &THING_TYPE),
                  SIDES[arg_choice(args, "side")], script_gap(call, args), align_arg(args),
                  script_tween(call->host, args));
    script_return(call, arg_value(args, "thing"));
}

static void verb_align(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    Node **nodes = nodes_arg(call, args, &n);
    things_align(call->host, nodes, n, (AlignEdge)arg_choice(args, "edge"), script_tween(call->host, args));
}

static void verb_arrange(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    Node **nodes = nodes_arg(call, args, &n);
    static const AreaWay WAYS[] = {AREA_LONG, AREA_ROW, AREA_COLUMN};
    const Rect room = area_arg(call, args, "into");
    const ScriptSpace gap = arg_space(args, "gap");
    const Arrangement arrangement = {
        .way = WAYS[arg_choice(args, "way")],
        .n_columns = (int)arg_integer(args, "columns"),
        .gap = gap.kind == SPACE_SHARE ? gap.amount * fmin(room.w, room.h) : gap.amount,
        .across = align_arg(args),
    };
    things_arrange(call->host, nodes, n, arrangement, room, script_tween(call->host, args));
}

static void verb_fit(ScriptCall *call, const ScriptArgs *args)
{
    thing_fit(call->host, arg_object(args, "thing", &THING_TYPE), area_arg(call, args, "area"),
              script_tween(call->host, args));
    script_return(call, arg_value(args, "thing"));
}

static void verb_center(ScriptCall *call, const ScriptArgs *args)
{
    Node *node = arg_object(args, "thing", &THING_TYPE);
    const Point from = rect_middle(thing_box(call->host, node)), to = rect_middle(area_arg(call, args, "area"));
    thing_move(call->host, node, (Point){to.x - from.x, to.y - from.y}, script_tween(call->host, args));
    script_return(call, arg_value(args, "thing"));
}

static void verb_over(ScriptCall *call, const ScriptArgs *args)
{
    thing_over(call->host, arg_object(args, "thing", &THING_TYPE), arg_object(args, "other", &THING_TYPE));
}

static void verb_under(ScriptCall *call, const ScriptArgs *args)
{
    thing_under(call->host, arg_object(args, "thing", &THING_TYPE), arg_object(args, "other", &THING_TYPE));
}

static void verb_link(ScriptCall *call, const ScriptArgs *args)
{
    node_link(call->host, arg_object(args, "thing", &THING_TYPE), arg_string(args, "address"));
    script_return(call, arg_value(args, "thing"));
}

// ---- the table ----

#define THING_ROW(name_, help_)                                                                                        \
    {                                                                                                                  \
        name_, ARG_HANDLE, .type = &THING_TYPE, .help = help_                                                          \
    }
#define THINGS_ROW                                                                                                     \
    {                                                                                                                  \
        "things", ARG_LIST, .items = ARG_HANDLE, .type = &THING_TYPE, .help = "a list of pictures or parts"            \
    }
#define ALIGN_ROW                                                                                                      \
    {                                                                                                                  \
        "align", ARG_CHOICE, .preset = "middle", .choices = ALIGN_NAMES,                                               \
                             .help = "across the way: begin, have their middle, or end together"                       \
    }

static const char *const ALIGN_NAMES[] = {"start", "middle", "end", NULL};
static const char *const SIDE_NAMES[] = {"above", "below", "left", "right", NULL};
static const char *const EDGE_NAMES[] = {"left", "center", "right", "top", "middle", "bottom", NULL};
static const char *const WAY_NAMES[] = {"long", "row", "column", NULL};

static const Arg NEXT_ARGS[] = {
    THING_ROW("thing", "what goes there"),
    THING_ROW("other", "what stays"),
    {"side", ARG_CHOICE, .choices = SIDE_NAMES, .help = "of the other"},
    {0},
};
static const Arg NEXT_OPTIONS[] = {
    {"gap", ARG_SPACE, .preset = "xl", .help = "what stays free between them: by itself as much as an arrow needs"},
    ALIGN_ROW,
    {0}};
static const Arg ALIGN_ARGS[] = {
    THINGS_ROW,
    {"edge", ARG_CHOICE, .choices = EDGE_NAMES, .help = "that all have where the first one has it"},
    {0},
};
static const Arg ARRANGE_ARGS[] = {THINGS_ROW, {0}};
static const Arg ARRANGE_OPTIONS[] = {
    {"way", ARG_CHOICE, .preset = "long", .choices = WAY_NAMES, .help = "long: along the canvas's long side"},
    {"columns", ARG_INTEGER, .preset = "0", .min = 0, .max = 64, .help = "of a grid; 0: one row or column"},
    {"gap", ARG_SPACE, .preset = "xl", .help = "what stays free between them, where there is room"},
    ALIGN_ROW,
    {"into", ARG_HANDLE, .type = &AREA_TYPE, .help = "the area in whose middle they stand; else the page"},
    {0},
};
static const Arg FIT_ARGS[] = {
    THING_ROW("thing", "a picture"), {"area", ARG_HANDLE, .type = &AREA_TYPE, .help = "that it fills then"}, {0}};
static const Arg CENTER_ARGS[] = {
    THING_ROW("thing", "what goes there"),
    {"area", ARG_HANDLE, .type = &AREA_TYPE, .optional = true, .help = "in whose middle; else of the page"},
    {0},
};
static const Arg ORDER_ARGS[] = {THING_ROW("thing", "what is ordered"), THING_ROW("other", "what stays"), {0}};

static const Arg LINK_ARGS[] = {
    THING_ROW("thing", "what is pressed"),
    {"address", ARG_STRING, .help = "https://…, http://… or mailto:…"},
    {0},
};

// To add one: a function above, a row here.
const Verb PLACE_VERBS[] = {
    {"next_to", SHAPE_VERB, "A thing goes beside another one.", NEXT_ARGS, NEXT_OPTIONS, TWEEN_OPTIONS,
     .call = verb_next_to, .returns = "thing"},
    {"align", SHAPE_VERB, "Things get an edge in common.", ALIGN_ARGS, .shared = TWEEN_OPTIONS, .call = verb_align},
    {"arrange", SHAPE_VERB, "Things stand in a row, a column or a grid.", ARRANGE_ARGS, ARRANGE_OPTIONS, TWEEN_OPTIONS,
     .call = verb_arrange},
    {"fit", SHAPE_VERB, "A picture is laid out in an area, seen or not.", FIT_ARGS, .shared = TWEEN_OPTIONS,
     .call = verb_fit, .returns = "thing"},
    {"center", SHAPE_VERB, "A thing goes to the middle of an area, with its size.", CENTER_ARGS,
     .shared = TWEEN_OPTIONS, .call = verb_center, .returns = "thing"},
    {"over", SHAPE_FUNCTION, "A thing is drawn over another one, in all of the scene.", ORDER_ARGS, .call = verb_over},
    {"under", SHAPE_FUNCTION, "A thing is drawn under another one, in all of the scene.", ORDER_ARGS,
     .call = verb_under},
    {"link", SHAPE_FUNCTION, "A thing leads to an address, in documents: SVG, pages, PDF, slides.", LINK_ARGS,
     .call = verb_link, .returns = "thing"},
    {0},
};
