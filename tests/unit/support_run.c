// support_run.c — runs read for tests.
#include "support_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const Run *run_recorded(Arena *arena, const char *dir)
{
    Err err = {""};
    const Run *run = run_read(arena, dir, &err);
    if (!run)
        fail_msg("%s", err.text);
    return run;
}
