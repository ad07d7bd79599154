// support_run.h — runs for tests: recorded ones, and those that are made up.
#ifndef GPTREEL_TESTS_SUPPORT_RUN_H
#define GPTREEL_TESTS_SUPPORT_RUN_H

#include "model/run/made_run.h"

// The small recorded run that the tests bring along.
#define FIXTURE_RUN_DIR "tests/golden/run"

// Reads a folder; the test fails when it cannot.
const Run *run_recorded(Arena *arena, const char *dir);

#endif
