// slides.h — a scene as slides: the settled picture at each of its steps, and its last picture.
#ifndef GPTREEL_OUTPUT_SLIDES_H
#define GPTREEL_OUTPUT_SLIDES_H

#include "engine/output/still.h"

// Writes SCENE_step_1.EXT, SCENE_step_2.EXT … into the folder, which must exist. The last picture is one more step
// unless it equals the step before. `n_written` gets the number of files, also on error.
bool slides_write(const Scene *scene, const StillFormat *format, int width_px, int height_px, const char *folder,
                  int *n_written, Err *err);

#endif
