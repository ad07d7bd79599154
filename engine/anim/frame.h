// frame.h — a sealed scene at one time, as a list of things to draw.
//
// frame_at is a pure function: any time, any order, any thread. An item holds evaluated numbers and pointers into the
// sealed scene, so two items draw the same when their fields are equal, and backends do the geometry.
#ifndef GPTREEL_ANIM_FRAME_H
#define GPTREEL_ANIM_FRAME_H

#include "engine/anim/scene_data.h"

typedef enum DrawKind {
    DRAW_PATH,  // a rectangle, circle or path: draw_path gives the outline
    DRAW_TEXT,
    DRAW_IMAGE,
    DRAW_GLOW,
    DRAW_PUSH,  // what follows up to the matching POP is drawn as one picture, clipped and with `opacity`
    DRAW_POP,
} DrawKind;

typedef struct DrawItem {
    DrawKind kind;
    const Node *node;     // where it comes from
    Matrix matrix;        // node's coordinates → canvas
    double opacity;       // 0 to 1
    Rect bounds;          // canvas units, of all it can paint; of all within it for PUSH
    Color fill, stroke;   // PATH, TEXT (fill), GLOW (fill)
    double stroke_width;  // units of the node
    double dash, gap, dash_offset;
    double w, h, r;       // rectangle, circle, image, clip
    double trim_start, trim_end, morph;
    const TextRun *run;   // TEXT
    int64_t footage_frame; // IMAGE: of the recording that plays in it
    double reveal;        // TEXT: glyphs shown; below 0: all
    bool clip;            // PUSH: to the rounded rectangle 0, 0, w, h of the node
    bool isolate;         // PUSH: needs a picture of its own (opacity below 1)
} DrawItem;

typedef struct DisplayList {
    Canvas canvas;
    Color background;
    const DrawItem *items; // [n_items], in painting order
    int n_items;
} DisplayList;

// The scene at t (clamped to its duration). The list is in the frame arena; what it points to is the scene's.
DisplayList frame_at(const Scene *scene, double t_s, Arena *frame_arena);

// The outline of a PATH item in the node's coordinates, trimmed and morphed. In the arena, or the scene's own.
const Path *draw_path(const DrawItem *item, Arena *frame_arena);

// Whether both are the same drawing of the same node.
bool draw_item_equal(const DrawItem *a, const DrawItem *b);

// Whether both lists paint the same picture.
bool display_list_equal(const DisplayList *a, const DisplayList *b);

#endif
