// tally.c — a number of things as dots in a grid, some of them lit; what is left of a whole one as a slice.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include "engine/base/number.h"

#include <math.h>

enum { MOST_DOTS = 400 };

typedef struct Tally {
    int n;
    double lit; // of n
    Align align;
} Tally;

static const Path *slice(Layout *layout, double r, double share)
{
    Path *path = path_create(layout_arena(layout));
    path_move(path, 0, 0);
    path_arc(path, 0, 0, r, -PI / 2, -PI / 2 + 2 * PI * share);
    path_close(path);
    return path;
}

static void dot_items(Layout *layout, double r, double lit)
{
    const Theme *theme = layout_theme(layout);
    Path *circle = path_create(layout_arena(layout));
    path_circle(circle, 0, 0, r);
    item_circle(layout, "dot", .r = r, .fill = lit >= 1 ? theme->pick : color_mix(theme->bg, theme->line, 0.6));
    if (lit >= 1)
        item_glow(layout, "light", .z = -1, .path = circle, .sigma = 0.6 * r, .strength = 0.5, .fill = theme->pick);
    else if (lit > 0)
        item_path(layout, "slice", .path = slice(layout, r, lit), .fill = theme->pick);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    static const double RADIUS = 0.32; // of the pitch
    const Tally *data = given;
    double pitch;
    const int n_cols = rect_columns(rect, data->n, 0, 0, &pitch), n_rows = (data->n + n_cols - 1) / n_cols;
    const double x = rect.x + align_offset(data->align, rect.w - n_cols * pitch),
                 y = rect.y + (rect.h - n_rows * pitch) / 2;
    for (int i = 0; i < data->n; i++) {
        layout_part(layout, part_index(i), (Rect){x + (i % n_cols + 0.5) * pitch, y + (i / n_cols + 0.5) * pitch, 0, 0},
                    0);
        dot_items(layout, RADIUS * pitch, clamp(data->lit - i, 0, 1));
    }
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    const Figure *lit = value_object(given, &FIGURE_TYPE);
    Tally *data = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *data);
    if (!lit)
        script_fail(call, "a tally changes to another number of dots that are lit: give a figure");
    else
        data->lit = lit->value;
    return lit ? data : NULL;
}

static const ScriptType TALLY_TYPE = {.name = "tally", .help = "Dots, some of them lit.", .parent = &PICTURE_TYPE};
static const ScriptKind TALLY = {{"tally", NULL, lay_out, .least = {120, 40}}, &TALLY_TYPE, change};

static void verb_tally(ScriptCall *call, const ScriptArgs *args)
{
    const Figure *n = arg_object(args, "n", &FIGURE_TYPE), *lit = arg_object(args, "lit", &FIGURE_TYPE);
    if (n->value < 1 || n->value > MOST_DOTS) {
        script_fail(call, "a tally has 1 to %d dots, not %.0f; leave it out where there are more", (int)MOST_DOTS,
                    n->value);
        return;
    }
    Tally *data = ARENA_NEW(scene_arena(call->host), Tally);
    *data = (Tally){(int)n->value, lit ? lit->value : 0, (Align)arg_choice(args, "align")};
    script_picture(call, args, &TALLY, data);
}

static const Arg TALLY_ARGS[] = {{"n", ARG_FIGURE, .help = "how many there are"}, {0}};
static const Arg TALLY_OPTIONS[] = {
    {"lit", ARG_FIGURE, .help = "how many of them are lit"},
    {"align", ARG_CHOICE, .preset = "middle", .choices = KIT_ALIGNS, .help = "in the area"},
    {0}};

const Verb TALLY_VERBS[] = {
    {"tally", SHAPE_PICTURE,
     "A number of things as dots, some of them lit; it can change to another number of lit ones.", TALLY_ARGS,
     TALLY_OPTIONS, PICTURE_OPTIONS, .call = verb_tally, .makes = &TALLY_TYPE},
    {0},
};
