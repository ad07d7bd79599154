// slides.h — a scene as slides: the settled picture at each of its steps, and its last picture.
#ifndef GPTREEL_OUTPUT_SLIDES_H
#define GPTREEL_OUTPUT_SLIDES_H

#include "engine/output/still.h"

// Writes SCENE_step_1.EXT, SCENE_step_2.EXT … into the folder, all or none; where there are ten, 01, 02 … The last
// picture is one more step unless it equals the step before. `still` says all of them but the time. `n_written` gets the
// number of files.
bool slides_write(const Still *still, const StillFormat *format, const char *folder, int *n_written, Err *err);

#endif
