// sheet.h — a contact sheet: pictures of a whole film in a grid, each with its film time and scene below it, and
// what is marked on them.
#ifndef GPTREEL_OUTPUT_SHEET_H
#define GPTREEL_OUTPUT_SHEET_H

#include "engine/anim/scene_data.h"
#include "engine/base/report.h"

// Something that is pointed at.
typedef struct SheetMark {
    const Scene *scene;
    double t_s;
    Rect at;           // canvas units; empty: all of the picture
    const char *words; // for the legend
} SheetMark;

typedef struct Sheet {
    const Scene *const *scenes; // [n_scenes] in the film's order; all of one canvas
    int n_scenes;
    double every_s; // between pictures of a scene, which also shows its last one; 0: about 40 in all
    int n_columns;  // 0: chosen by the number of pictures
    int picture_width_px;
    const SheetMark *marks; // [n_marks] numbered in their order; each has a picture of its time
    int n_marks;
    int n_threads;     // threads that draw, at least 1
    const char *label; // what is being made, for the progress
    bool json;         // progress for programs, on stdout
} Sheet;

// Writes the sheet as PNG. `fonts` shape the labels.
bool sheet_write(const Sheet *sheet, Fonts *fonts, const char *path, Err *err);

#endif
