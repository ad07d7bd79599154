// picture_types.c — what pictures and their parts are to scripts, and how the kit's verbs make them.
#include "engine/verbs/verbs.h"

#include "engine/anim/area.h"
#include "engine/anim/identity.h"
#include "engine/base/noun.h"

// ---- methods ----

ScriptValue script_part(ScriptCall *call, Picture *picture, int index)
{
    ScriptPart *part = ARENA_NEW(scene_arena(call->host), ScriptPart);
    *part = (ScriptPart){picture, picture_part_key(picture, index), picture_part_node(picture, index)};
    return value_handle(&PART_TYPE, part);
}

static void method_parts(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    Picture *picture = call->self;
    const int n = picture_part_count(picture);
    ScriptValue *parts = ARENA_ARRAY(call->arena, ScriptValue, n);
    for (int i = 0; i < n; i++)
        parts[i] = script_part(call, picture, i);
    script_return(call, value_list(parts, n));
}

// By its place in the list of parts, by name, by id, or by row and column.
static void method_part(ScriptCall *call, const ScriptArgs *args)
{
    Picture *picture = call->self;
    const ScriptValue key = arg_value(args, "key");
    int found = -1;
    if (key.kind == VALUE_STRING)
        found = picture_part_find_name(picture, key.string.bytes);
    else if (arg_given(args, "column"))
        found = picture_part_find(picture, part_cell((int64_t)value_real(key) - 1, arg_integer(args, "column") - 1));
    else if (key.kind == VALUE_HANDLE && type_is(key.handle.type, &FIGURE_TYPE))
        found = picture_part_find(picture, part_id((int64_t)((const Figure *)key.handle.object)->value));
    else if (key.kind == VALUE_INTEGER)
        found = key.integer >= 1 && key.integer <= picture_part_count(picture) ? (int)key.integer - 1 : -1;
    if (found < 0) {
        const int n = picture_part_count(picture);
        script_fail(call, "%s no such part; :parts() lists all %d",
                    noun_this(call->arena, picture_kind(picture)->name, "has", "have"), n);
        return;
    }
    script_return(call, script_part(call, picture, found));
}

static void method_copy(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const ScriptKind *kind = (const ScriptKind *)picture_kind(call->self);
    script_return(call, value_handle(kind->type, picture_copy(call->host, call->self)));
}

static void method_place(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, thing_box(call->host, call->self))));
}

static void *picture_to_thing(void *object)
{
    return picture_node(object);
}

static void *part_to_thing(void *object)
{
    return ((ScriptPart *)object)->node;
}

static const Arg PART_ARGS[] = {
    {"key", ARG_ANY, .help = "its place in the list, its name, its id, or its row"},
    {"column", ARG_INTEGER, .optional = true, .min = 1, .max = 1e9, .help = "of a cell"},
    {0},
};

static const Verb THING_METHODS[] = {
    {"place", SHAPE_FUNCTION, "Where it is, as an area.", .call = method_place, .returns = "area"},
    {0},
};

static const Verb PICTURE_METHODS[] = {
    {"parts", SHAPE_FUNCTION, "All parts, in their order.", .call = method_parts, .returns = "part[]"},
    {"part", SHAPE_FUNCTION, "One part.", PART_ARGS, .call = method_part, .returns = "part"},
    {"copy", SHAPE_FUNCTION, "A second one in the same place, seen once it moves.", .call = method_copy,
     .returns = "picture"},
    {0},
};

const ScriptType THING_TYPE = {
    .name = "thing", .help = "What can appear, move and leave: a picture or a part of one.", .methods = THING_METHODS};
const ScriptType PICTURE_TYPE = {.name = "picture",
                                 .help = "A picture, made of parts that keep their identity.",
                                 .parent = &THING_TYPE,
                                 .to_parent = picture_to_thing,
                                 .methods = PICTURE_METHODS};
const ScriptType PART_TYPE = {
    .name = "part", .help = "A part of a picture.", .parent = &THING_TYPE, .to_parent = part_to_thing};
const ScriptType WAY_TYPE = {.name = "way", .help = "A line to travel along, as a ring's arc."};

// ---- making pictures ----

const Arg PICTURE_OPTIONS[] = {
    {"into", ARG_HANDLE, .type = &AREA_TYPE, .help = "the area that it fills; without it all of the page"},
    {"order", ARG_INTEGER, .preset = "0", .min = -100, .max = 100, .help = "drawn over those of lower order"},
    {"above_camera", ARG_BOOL, .preset = "false", .help = "stays where it is when the camera moves"},
    {0},
};

Picture *script_picture(ScriptCall *call, const ScriptArgs *args, const ScriptKind *kind, const void *data)
{
    Scene *s = call->host;
    Area *into = arg_object(args, "into", &AREA_TYPE);
    if (!into)
        into = area_page(s);
    if (area_is_open(into)) {
        const Rect room = area_room(s, into);
        const Size size = picture_size(s, &kind->kind, data, (Size){room.w, room.h});
        area_close(s, into, size.w, size.h);
    }
    const Rect rect = area_rect(s, into);
    Picture *picture =
        picture_add(s, &kind->kind, data, rect, arg_bool(args, "above_camera"), (int)arg_integer(args, "order"));
    if (arg_given(args, "order"))
        picture_note_ordered(picture);
    script_return(call, value_handle(kind->type, picture));
    return picture;
}
