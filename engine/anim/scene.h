// scene.h — all that the author of a scene sees.
//
// A build function runs once. It places nodes and writes keyed tracks with a cursor in time; then the scene is sealed
// and is only data, so frame(scene, t) is a pure function. The start value of a key is the value that the track has
// there already. Errors stick to the scene: the first one is reported with the scene's file and line, and all calls
// after it do nothing harmful, so a scene file checks nothing.
//
// Coordinates are canvas units whatever the output resolution: 1920×1080, 1080×1080 or 1080×1920. A node's x, y are
// in its parent. A rectangle's x, y is its upper left corner, a circle's its centre, a text's the baseline at its
// aligned end. Children are drawn over their parent, later ones over earlier ones, after `z`.
#ifndef GPTREEL_ANIM_SCENE_H
#define GPTREEL_ANIM_SCENE_H

#include "engine/anim/add.h"
#include "engine/anim/counter.h"
#include "engine/anim/letters.h"
#include "engine/anim/motion.h"
#include "engine/anim/node.h"

typedef struct Scene Scene;
typedef struct Node Node;

// ---- the stage ----

typedef struct Canvas {
    double width, height; // units
    Rect safe;            // 5 % inside on each side
} Canvas;

Canvas canvas_make(double width, double height);

typedef enum CanvasShape {
    CANVAS_WIDE,   // width > height
    CANVAS_SQUARE,
    CANVAS_TALL,
} CanvasShape;

Canvas scene_canvas(const Scene *s);
CanvasShape scene_shape(const Scene *s);
const Theme *scene_theme(const Scene *s);
Arena *scene_arena(Scene *s); // for what has to live as long as the scene: paths, arrays, strings
Node *scene_stage(Scene *s);  // what the camera sees: the usual parent
Node *scene_overlay(Scene *s); // above the stage, not moved by the camera: titles

void scene_fail(Scene *s, const char *format, ...) PRINTF_LIKE(2, 3); // sets the scene's error, if it has none yet

// Notes where the author is, so that an error of the scene names the place. Used by the macros. Returns the scene.
Scene *scene_here(Scene *s, const char *file, int line);
#define SCENE_HERE(s) scene_here((s), __FILE__, __LINE__)

// ---- time ----

double scene_now(const Scene *s);          // the cursor, seconds from the scene's start
void scene_seek(Scene *s, double t_s);     // moves the cursor there, back or forth
void scene_wait(Scene *s, double dur_s);   // moves it on
void scene_together(Scene *s);             // until scene_together_end every motion begins where this one stands
void scene_together_end(Scene *s);         // the cursor goes to the end of the longest
void scene_end(Scene *s, double t_s);      // the scene's duration, exactly; else it ends with the last key

// ---- marks, at the cursor ----

void scene_say(Scene *s, const char *cue, const char *words); // narration from here on; captions and notes
void scene_step(Scene *s);                                    // a click, when this is a slide: the picture here, settled
void scene_chapter(Scene *s, const char *title);

#endif
