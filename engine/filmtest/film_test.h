// film_test.h — the tests that a film brings along: files test_*.lua beside its scenes.
//
//     test("short runs", { run = "fixtures/short", canvas = "tall" }, function(film)
//         local scene = film:scene "01_next_token"
//         assert(scene.seconds == 12 and scene.cues[1] == "question")
//         assert(scene:shows("What comes next?", 2))
//     end)
//
// A test script has these verbs and Lua, and builds scenes as the program's commands do.
#ifndef GPTREEL_FILMTEST_FILM_TEST_H
#define GPTREEL_FILMTEST_FILM_TEST_H

#include "engine/anim/film.h"
#include "engine/script/folder.h"

// How the tests of a file went.
typedef struct FilmTested {
    int n_passed;
    const char *failed; // the name of the test that failed, in the arena; NULL: none, or the file outside of tests
} FilmTested;

// Runs the tests of one file of the film's folder; the first that fails ends it. `film` is the film's path. False with
// "FILE:LINE: …" on failure.
bool film_test_run(const Studio *studio, Arena *arena, const ScriptFolder *folder, const char *film, const char *file,
                   FilmTested *tested, Err *err);

#endif
