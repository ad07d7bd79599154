// sheet_marks.c — a frame and a number for each mark, and the legend.
#include "engine/output/sheet_marks.h"

#include "engine/output/sheet_label.h"

#include <math.h>

static const double SAME_TIME_S = 0.05;             // a picture so near shows it
static const double FRAME_PX = 2, AROUND_PX = 3;    // of the frame: its line, and how far it stands off
static const double NUMBER_PX = 17, TAG_PX = 22;    // type, and side of what is behind a number
static const double LEGEND_PX = 17, LEGEND_GAP = 6; // type, and between two lines

static const Node BOX = {.kind = NODE_RECT};

bool sheet_marks_set(SheetMarks *set, const Sheet *sheet, int picture_width_px, int sheet_width_px, Fonts *fonts,
                     Arena *arena, Err *err)
{
    const int n = sheet->n_marks;
    const TextRun **numbers = ARENA_ARRAY(arena, const TextRun *, n), **legend = ARENA_ARRAY(arena, const TextRun *, n);
    *set = (SheetMarks){sheet->marks, numbers, legend, n, sheet->scenes[0]->canvas.width / picture_width_px};
    const TextStyle number = {
        .size = NUMBER_PX * set->unit, .weight = 700, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
    const TextStyle line = {.size = LEGEND_PX, .max_width = sheet_width_px - 2 * LEGEND_PX};
    for (int i = 0; i < n; i++) {
        numbers[i] = text_shape(fonts, arena, &number, arena_printf(arena, "%d", i + 1), err);
        legend[i] = text_shape(fonts, arena, &line, arena_printf(arena, "%d   %s", i + 1, sheet->marks[i].words), err);
        if (!numbers[i] || !legend[i])
            return false;
    }
    return true;
}

bool sheet_mark_is_at(const SheetMark *mark, const Scene *scene, double t_s)
{
    return mark->scene == scene && fabs(mark->t_s - t_s) < SAME_TIME_S;
}

// ---- over a picture ----

static DrawItem box_item(Rect box, Color fill, Color stroke, double stroke_width)
{
    return (DrawItem){.kind = DRAW_PATH,
                      .node = &BOX,
                      .matrix = matrix_translate(box.x, box.y),
                      .opacity = 1,
                      .bounds = rect_grow(box, stroke_width),
                      .fill = fill,
                      .stroke = stroke,
                      .stroke_width = stroke_width,
                      .w = box.w,
                      .h = box.h,
                      .trim_end = 1};
}

// The frame within the picture, and the number at its upper left corner; a mark without a place has its number in that
// of the picture, one beside the other.
static int mark_items(const SheetMarks *set, int index, const Scene *scene, int n_without_place, DrawItem *items)
{
    const double unit = set->unit, tag = TAG_PX * unit;
    const Rect page = rect_grow((Rect){0, 0, scene->canvas.width, scene->canvas.height}, -FRAME_PX * unit);
    const SheetMark *mark = &set->marks[index];
    const Rect at = rect_intersect(page, rect_grow(mark->at, AROUND_PX * unit));
    const Color none = {0}, bad = scene->theme->bad;
    const bool placed = !rect_is_empty(mark->at) && !rect_is_empty(at);
    const Point corner =
        placed ? (Point){at.x, at.y > tag ? at.y - tag : at.y} : (Point){page.x + n_without_place * tag, page.y};
    int n = 0;
    if (placed)
        items[n++] = box_item(at, none, bad, FRAME_PX * unit);
    items[n++] = box_item((Rect){corner.x, corner.y, tag, tag}, bad, none, 0);
    items[n++] = label_item(set->numbers[index], corner.x + tag / 2, corner.y + tag / 2, scene->theme->bg);
    return n;
}

DisplayList sheet_marks_over(const SheetMarks *set, DisplayList picture, const Scene *scene, double t_s, Arena *arena)
{
    enum { MOST_ITEMS = 3 }; // of a mark
    DrawItem *items = ARENA_ARRAY(arena, DrawItem, picture.n_items + MOST_ITEMS * set->n);
    int n = 0, n_without_place = 0;
    for (; n < picture.n_items; n++)
        items[n] = picture.items[n];
    for (int i = 0; i < set->n; i++)
        if (sheet_mark_is_at(&set->marks[i], scene, t_s)) {
            n += mark_items(set, i, scene, n_without_place, items + n);
            n_without_place += rect_is_empty(set->marks[i].at);
        }
    picture.items = items;
    picture.n_items = n;
    return picture;
}

// ---- the legend ----

int sheet_legend_height(const SheetMarks *set)
{
    double height = 0;
    for (int i = 0; i < set->n; i++)
        height += set->legend[i]->logical.h + LEGEND_GAP;
    return (int)ceil(height);
}

int sheet_legend(const SheetMarks *set, double x, double y, Color color, DrawItem *items)
{
    for (int i = 0; i < set->n; i++) {
        const Rect box = set->legend[i]->logical;
        items[i] = label_item(set->legend[i], x, y - box.y, color);
        y += box.h + LEGEND_GAP;
    }
    return set->n;
}
