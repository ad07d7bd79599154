// shapes.c — panels, rules, dots and bands of slides, placed in their area.
#include "engine/anim/picture.h"
#include "scenes/deck/deck_verbs.h"
#include "scenes/kit/kit_verbs.h"

typedef struct Shape {
    bool circle;
    Rect box; // in the area; of a circle its centre, w its radius
    double radius, stroke_width;
    bool whole_w, whole_h; // as large as the area
    Color fill, stroke;
} Shape;

typedef struct Shapes {
    const Shape *items; // [n]
    int n;
} Shapes;

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Shapes *shapes = data;
    layout_part(layout, part_named("shapes"), rect, 0);
    for (int i = 0; i < shapes->n; i++) {
        const Shape *shape = &shapes->items[i];
        const char *name = arena_printf(layout_arena(layout), "shape %d", i);
        if (shape->circle)
            item_circle(layout, name, .x = shape->box.x, .y = shape->box.y, .r = shape->box.w, .fill = shape->fill,
                        .stroke = shape->stroke, .stroke_width = shape->stroke_width);
        else
            item_rect(layout, name, .x = shape->box.x, .y = shape->box.y, .w = shape->whole_w ? rect.w : shape->box.w,
                      .h = shape->whole_h ? rect.h : shape->box.h, .r = shape->radius, .fill = shape->fill,
                      .stroke = shape->stroke, .stroke_width = shape->stroke_width);
    }
}

static const ScriptKind SHAPES = {{"shapes", NULL, lay_out, .any_size = true}, &PICTURE_TYPE, NULL};

static Color color_of(ScriptCall *call, const ScriptArgs *args, const char *name)
{
    return arg_given(args, name) ? kit_color(call->host, arg_color(args, name)) : (Color){0};
}

static void verb_shapes(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    int n = 0;
    const ScriptValue *items = arg_list(args, "shapes", &n);
    Shape *shapes = ARENA_ARRAY(arena, Shape, n);
    for (int i = 0; i < n; i++) {
        const ScriptArgs *row = items[i].table;
        const double alpha = arg_given(row, "alpha") ? arg_number(row, "alpha") : 1;
        shapes[i] = (Shape){
            .circle = arg_given(row, "circle"),
            .box = {arg_number(row, "x"), arg_number(row, "y"), arg_number(row, "w"), arg_number(row, "h")},
            .radius = arg_number(row, "radius"),
            .stroke_width = arg_number(row, "border"),
            .whole_w = !arg_given(row, "w"),
            .whole_h = !arg_given(row, "h"),
            .fill = color_alpha(color_of(call, row, "fill"), alpha),
            .stroke = color_of(call, row, "stroke"),
        };
        if (shapes[i].circle)
            shapes[i].box.w = arg_number(row, "circle");
    }
    Shapes *data = ARENA_NEW(arena, Shapes);
    *data = (Shapes){shapes, n};
    script_picture(call, args, &SHAPES, data);
}

static const Arg SHAPE[] = {
    {"x", ARG_NUMBER, .help = "in the area, in units"},
    {"y", ARG_NUMBER, .help = "likewise"},
    {"w", ARG_NUMBER, .help = "width; without it all of the area"},
    {"h", ARG_NUMBER, .help = "height; likewise"},
    {"circle", ARG_NUMBER, .help = "it is a circle with this radius about x, y"},
    {"radius", ARG_NUMBER, .help = "of the corners"},
    {"fill", ARG_COLOR, .help = "of the theme"},
    {"alpha", ARG_NUMBER, .help = "of the fill"},
    {"stroke", ARG_COLOR, .help = "of the border"},
    {"border", ARG_NUMBER, .help = "its width"},
    {0},
};
static const Arg SHAPES_ARGS[] = {{"shapes", ARG_LIST, .items = ARG_TABLE, .options = SHAPE, .help = "one over the other"}, {0}};

const Verb SHAPES_VERBS[] = {
    {"shapes", SHAPE_PICTURE, "Rectangles and circles.", SHAPES_ARGS, NULL, PICTURE_OPTIONS, .call = verb_shapes},
    {0},
};
