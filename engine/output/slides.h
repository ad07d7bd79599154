// slides.h — a scene as slides: the settled picture at each of its steps, and its last picture.
#ifndef GPTREEL_OUTPUT_SLIDES_H
#define GPTREEL_OUTPUT_SLIDES_H

#include "engine/base/report.h"
#include "engine/output/still.h"

// The number of slides of a scene.
int slides_count(const Scene *scene);

// Writes SCENE_step_1.EXT, SCENE_step_2.EXT … into the folder, all or none; where there are ten, 01, 02 … The last
// picture is one more step unless it equals the step before. `still` says all of them but the time. `report` is told of
// each; NULL: nobody wants to know.
bool slides_write(const Still *still, const StillFormat *format, const char *folder, Report *report, Err *err);

#endif
