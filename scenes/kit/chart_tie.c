// chart_tie.c — a dotted line from a thing to the end of a chart's line: that the two are the same number.
#include "scenes/kit/chart.h"

#include "engine/anim/identity.h"

#include <math.h>

typedef struct Tie {
    const Path *path; // canvas units
    Color color;
} Tie;

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    static const double WIDTH = 5, DASH = 0.1, GAP = 11;
    const Tie *tie = data;
    (void)rect;
    layout_part(layout, part_named("tie"), (Rect){0, 0, 0, 0}, 0);
    item_path(layout, "tie", .path = tie->path, .stroke = tie->color, .stroke_width = WIDTH, .dash = DASH, .gap = GAP,
              .round_caps = true, .drawn = layout_is_seed(layout) ? -1 : 0);
}

static const ScriptKind TIE = {{"tie", NULL, lay_out}, &PICTURE_TYPE, NULL};

// Out of the picture that the thing belongs to, over to the right of the frame, down, and to the end from the upper
// right, so that it touches neither the words in the frame nor the name beside it.
static Path *way(Scene *s, Rect thing, Rect around, Point end)
{
    static const double START = 10, OUT = 18, BESIDE = 30, RADIUS = 16, BEND = 48, END = 10;
    const double x = thing.x + thing.w / 2, rail = end.x + BESIDE;
    const double y = fmax(thing.y + thing.h + START, around.y + around.h) + OUT;
    const Point corners[] = {{x, thing.y + thing.h + START}, {x, y}, {rail, y}, {rail, end.y - BEND}};
    Path *path = path_create(scene_arena(s));
    path_rounded_line(path, corners, 4, fmin(RADIUS, fabs(rail - x) / 2));
    path_cubic(path, rail, end.y - BEND / 2, end.x + 2 * END, end.y - 2 * END, end.x + END, end.y - END);
    return path;
}

Picture *chart_tie(Scene *s, const Picture *chart, const Node *thing, int series)
{
    const ChartFrame *frame = chart_frame(s, picture_data(chart), picture_rect(chart));
    const ChartLine *line = &frame->lines[series];
    const Point end = line->points[line->n_points - 1];
    const Picture *owner = picture_of(s, thing);
    const Rect box = thing_box(s, thing), around = owner ? picture_rect(owner) : box;
    Tie *tie = ARENA_NEW(scene_arena(s), Tie);
    *tie = (Tie){way(s, box, around, end), frame->data->series[series].color};
    return picture_add(s, &TIE.kind, tie, path_bounds(tie->path), false, 1);
}
