// support_pipeline.h — what tests of videos made by parts share: a small scene, ways to write it, files compared.
#ifndef GPTREEL_TESTS_SUPPORT_PIPELINE_H
#define GPTREEL_TESTS_SUPPORT_PIPELINE_H

#include "engine/video/pipeline.h"
#include "engine/video/plan.h"
#include "support_scenes.h"
#include "support_temp.h"

enum { SMALL_FPS = 30, SMALL_WIDTH = 336, SMALL_HEIGHT = 190, SMALL_PARTS = 5 }; // no whole number of blocks down
extern const OutputSize SMALL_SIZE;
static const double SMALL_DUR_S = 20;

// Fixture for cmocka: *state becomes a Fixture *.
typedef struct Fixture {
    Stage *stage;
    Temp *temp;
    const Scene *scene; // the small one
} Fixture;

int pipeline_setup(void **state);
int pipeline_teardown(void **state);

// Things move for a while and rest for a while, and for a long time nothing rests.
void small_build(Scene *s);
void small_build_edited(Scene *s); // differs from the seventeenth second on
const Scene *small_scene(Stage *stage, const Theme *theme, void (*build)(Scene *));

RenderSpec small_spec(int n_threads);
// Writes the whole scene to a file of the fixture's folder and returns its path.
const char *small_video(Fixture *fixture, const char *name, const Scene *scene, const RenderSpec *spec);

int count_files(const char *folder);

#endif
