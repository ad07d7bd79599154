// support_pictures.h — what tests of scene scripts share: a scene from the body of its function.
#ifndef GPTREEL_TESTS_SUPPORT_PICTURES_H
#define GPTREEL_TESTS_SUPPORT_PICTURES_H

#include "engine/script/folder.h"
#include "model/run/run.h"
#include "support_scenes.h"

// Builds and seals a scene of the lines of its function, which has `run`. The error's text when it fails, else "".
const char *script_build_body(Stage *stage, CanvasShape shape, const Run *run, const char *body, Scene **scene);

// The same with a file beside the scene's; NULL: none.
const char *script_build_beside(Stage *stage, CanvasShape shape, const Run *run, const EmbeddedFile *file,
                                const char *body, Scene **scene);

// Whether some text of the scene begins as these words.
bool scene_shows(const Scene *s, const char *words);

#endif
