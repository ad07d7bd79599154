#include "engine/video/quality.h"

#include "engine/base/nearest.h"

#include <string.h>

// To add one: a row here. Chosen on the nanogpt film at 1080p60 with tests/bench/pipeline.c. What stands still is seen
// longest, so it is sharpest; a small dead zone with a large quantiser keeps soft gradients in fewer bytes than the
// other way round. Against x264's veryfast, superfast with finer refinement costs 2 % of bytes and saves a quarter of
// the time.
const Quality QUALITIES[] = {
    {"draft", "superfast", 1, 22, 27, 22, 8, 8, 0},
    {"standard", "superfast", 2, 16, 22, 16, 3, 5, 1},
    {"best", "medium", 7, 12, 16, 12, 4, 6, 2},
    {NULL, NULL, 0, 0, 0, 0, 0, 0, 0},
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
