// film_test.h — the tests that a film brings along: files test_*.lua beside its scenes.
//
//     test("short runs", { run = "fixtures/short", canvas = "tall" }, function(film)
//         local scene = film:scene "01_next_token"
//         assert(scene.seconds == 12 and scene.cues[1] == "question")
//         assert(scene:shows("What comes next?", 2))
//     end)
//
// A test script has these verbs and Lua, and builds scenes as the program's commands do. After a test that fails the
// file is run again without the tests up to that one, so a test can rely on what stands before it outside of tests, and
// on no other test.
#ifndef GPTREEL_FILMTEST_FILM_TEST_H
#define GPTREEL_FILMTEST_FILM_TEST_H

#include "engine/anim/film.h"
#include "engine/script/folder.h"

// A test that failed.
typedef struct FilmFailure {
    const char *test; // its name; NULL: the file, outside of tests, which ends it
    Err why;          // "FILE:LINE: …"
} FilmFailure;

// How the tests of a file went. In an arena.
typedef struct FilmTested {
    int n_passed, n_failures;
    FilmFailure *failures; // [n_failures], in the file's order
} FilmTested;

// Runs the tests of one file of the film's folder, all of them whether others fail or not. `film` is the film's path.
FilmTested film_test_run(const Studio *studio, Arena *arena, const ScriptFolder *folder, const char *film,
                         const char *file);

#endif
