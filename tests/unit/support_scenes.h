// support_scenes.h — what tests of scenes share: fonts, building, and the rules that a picture has to keep.
#ifndef GPTREEL_TESTS_SUPPORT_SCENES_H
#define GPTREEL_TESTS_SUPPORT_SCENES_H

#include "engine/anim/film.h"
#include "engine/anim/frame.h"

// With them it is errors of the program that are looked for: what takes long and finds others is left to releases.
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { HAS_SANITIZERS = 1 };
#else
enum { HAS_SANITIZERS = 0 };
#endif

// Fixture for cmocka: *state becomes a Stage *.
typedef struct Stage {
    Arena arena;
    Fonts *fonts;
    struct ReadRun *read; // what films_runs has read so far, in the arena
} Stage;

int stage_setup(void **state);
int stage_teardown(void **state);

// An empty scene on the wide canvas, in the stage's arena; and its sealing, which fails the test with the scene's
// error.
Scene *stage_scene(Stage *stage);
void stage_seal(Scene *s);

enum { N_CANVASES = 4 };
extern const Canvas CANVASES[N_CANVASES]; // by CanvasShape, then the others
extern const char *const CANVAS_NAMES[N_CANVASES];

// Where complaints are collected: the first few are printed, all are counted.
typedef struct Complaints {
    const char *about; // "nanogpt/04_outro, tall, run usual"; NULL: only counted
    int n;
} Complaints;

void complain(Complaints *complaints, const char *format, ...) PRINTF_LIKE(2, 3);

// Looks whether all of the scene can be seen and read, by the rules of engine/output/faults.h.
void check_pictures(const Scene *scene, Complaints *complaints);

// The text's letters appear one after the other.
void reveal_text(Scene *s, Node *text, double dur_s);

#endif
