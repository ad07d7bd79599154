#include "engine/output/quality.h"

#include "engine/base/nearest.h"

#include <string.h>

// To add one: a row here. Measured on the nanogpt film at 1080p60, luma of the worst frame: see tests/bench/pipeline.c.
const Quality QUALITIES[] = {
    {"draft", "superfast", 22, 25, 22, 0},
    {"standard", "veryfast", 17, 19, 17, 1},
    {"best", "medium", 14, 16, 14, 2},
    {NULL, NULL, 0, 0, 0, 0},
};

const Quality *quality_standard(void)
{
    return &QUALITIES[1];
}

const Quality *quality_named(const char *name, Err *err)
{
    const char *names[sizeof QUALITIES / sizeof QUALITIES[0]];
    int n = 0;
    for (const Quality *row = QUALITIES; row->name; row++) {
        if (strcmp(row->name, name) == 0)
            return row;
        names[n++] = row->name;
    }
    Arena arena;
    arena_init(&arena);
    err_set(err, "there is no quality \"%s\"; did you mean %s?", name, nearest_names(&arena, name, names, n));
    arena_finish(&arena);
    return NULL;
}
