// sheet_marks.h — numbered marks on the pictures of a contact sheet, and what they say below it.
#ifndef GPTREEL_OUTPUT_SHEET_MARKS_H
#define GPTREEL_OUTPUT_SHEET_MARKS_H

#include "engine/anim/frame.h"
#include "engine/output/sheet.h"

// The marks of a sheet, with their words set.
typedef struct SheetMarks {
    const SheetMark *marks;        // [n] the caller's
    const TextRun *const *numbers; // [n] in canvas units
    const TextRun *const *legend;  // [n] in pixels, each as wide as the sheet
    int n;
    double unit; // canvas units a pixel of a picture
} SheetMarks;

// Sets the words of all marks; `picture_width_px` and `sheet_width_px` as they will be drawn. In the arena.
bool sheet_marks_set(SheetMarks *set, const Sheet *sheet, int picture_width_px, int sheet_width_px, Fonts *fonts,
                     Arena *arena, Err *err);

// Whether a mark belongs to the picture of a scene at a time.
bool sheet_mark_is_at(const SheetMark *mark, const Scene *scene, double t_s);

// The picture of a scene at a time with its marks over it. In the arena.
DisplayList sheet_marks_over(const SheetMarks *set, DisplayList picture, const Scene *scene, double t_s, Arena *arena);

// The legend's height in pixels, 0 without marks; and its items, from a place on the sheet on: their number, `items`
// having room for as many as there are marks.
int sheet_legend_height(const SheetMarks *set);
int sheet_legend(const SheetMarks *set, double x, double y, Color color, DrawItem *items);

#endif
