// scene.h — a scene as those see it who write into it: its stage, and all that is on it.
//
// Nodes are placed, and motions write keyed tracks from a cursor in time on, which blocks move (block.h); then the scene
// is sealed and is only data, so frame(scene, t) is a pure function. The start value of a key is the value that the
// track has there already. Errors stick to the scene: the first one is reported with the author's file and line, and all
// calls after it do nothing harmful, so nobody checks anything.
//
// Coordinates are canvas units whatever the output resolution: 1920×1080, 1080×1080 or 1080×1920. A node's x, y are
// in its parent. A rectangle's x, y is its upper left corner, a circle's its centre, a text's the baseline at its
// aligned end. Children are drawn over their parent, later ones over earlier ones, after `z`.
#ifndef GPTREEL_ANIM_SCENE_H
#define GPTREEL_ANIM_SCENE_H

#include "engine/anim/add.h"
#include "engine/anim/motion.h"
#include "engine/anim/node.h"

typedef struct Scene Scene;
typedef struct Node Node;

// ---- the stage ----

typedef struct Canvas {
    double width, height; // units
    Rect safe;            // 5 % inside on each side
    double least_type;    // units: smaller text cannot be read (theme.h)
} Canvas;

Canvas canvas_make(double width, double height);

typedef enum CanvasShape {
    CANVAS_WIDE,   // width > height
    CANVAS_SQUARE,
    CANVAS_TALL,
} CanvasShape;

Canvas scene_canvas(const Scene *s);
CanvasShape scene_shape(const Scene *s);
Rect scene_page(const Scene *s); // of the safe area, what is not kept for captions and a speaker
Rect scene_view(const Scene *s); // of the canvas, what the camera fits things into
const Theme *scene_theme(const Scene *s);
Arena *scene_arena(Scene *s); // for what has to live as long as the scene: paths, arrays, strings
Node *scene_stage(Scene *s);  // what the camera sees: the usual parent

void scene_fail(Scene *s, const char *format, ...) PRINTF_LIKE(2, 3); // sets the scene's error, if it has none yet

// Notes where the author is, so that an error of the scene names the place. Used by the macros. Returns the scene.
Scene *scene_here(Scene *s, const char *file, int line);
#define SCENE_HERE(s) scene_here((s), __FILE__, __LINE__)

// It is a slide: its pictures wait for who speaks, and may stand still. What a speaker is told: [n] the first before any
// click, one for each further step. Kept, not copied.
void scene_slide(Scene *s, const char *const *notes, int n);

double scene_now(const Scene *s); // the cursor: where the next motion begins, seconds from the scene's start

#endif
