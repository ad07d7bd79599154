// support_pictures.h — what tests of scene scripts share: a scene from the body of its function.
#ifndef GPTREEL_TESTS_SUPPORT_PICTURES_H
#define GPTREEL_TESTS_SUPPORT_PICTURES_H

#include "engine/anim/picture.h"
#include "engine/script/folder.h"
#include "model/run/run.h"
#include "support_scenes.h"

// Builds and seals a scene of the lines of its function, which has `run`. The error's text when it fails, else "".
const char *script_build_body(Stage *stage, CanvasShape shape, const Run *run, const char *body, Scene **scene);

// The same with a file beside the scene's; NULL: none.
const char *script_build_beside(Stage *stage, CanvasShape shape, const Run *run, const EmbeddedFile *file,
                                const char *body, Scene **scene);

// The scene, without an error: else the test fails with it.
Scene *script_built(Stage *stage, CanvasShape shape, const Run *run, const char *body);

// The same with a file beside the scene's.
Scene *script_built_beside(Stage *stage, CanvasShape shape, const Run *run, const EmbeddedFile *file, const char *body);

// A scene's lines that are refused, and words of the error.
typedef struct Refused {
    const char *body, *says;
} Refused;

// Fails the test where one of the rows builds, or another error says why it does not.
void check_refused(Stage *stage, const Run *run, const Refused *rows, size_t n_rows);

// The scene's first text of these words: NULL without one, or the test fails. Whether there is one.
const Node *scene_find_text(const Scene *s, const char *words);
const Node *scene_text(const Scene *s, const char *words);
bool scene_shows(const Scene *s, const char *words);

// What a text says at a time, as a number; fails the test where it is not seen. The same of the first text that began
// with these words, however it goes on to count.
double text_number(const Node *text, double t_s);
double scene_number(const Scene *s, const char *begun, double t_s);

// The first picture of a kind, by the verb that makes it. Fails the test when the scene has none.
const Picture *picture_named(const Scene *s, const char *kind);

// The same counted from 0; and an item of a part of it, NULL when there is none.
const Picture *picture_number(const Scene *s, const char *kind, int number);
const Node *item_of(const Picture *picture, PartKey key, const char *name);

// Lays out a picture in thirty rectangles of many shapes on each canvas. Where it says that it is too small, that is well,
// but not where both sides are at least `least` of the page's; else all of it must be inside, its texts large enough and
// apart, and no two parts have the same key. In a tiny area the scene must be refused with one line that says so. `make`
// is a script's expression in which `into` is the area: "file_card { 'model.py', lines = run.steps, into = into }".
void check_in_rectangles(Stage *stage, const Run *run, const char *make, double least);

// The same with a file of its own in the film's folder.
void check_beside_in_rectangles(Stage *stage, const Run *run, const EmbeddedFile *file, const char *make, double least);

#endif
