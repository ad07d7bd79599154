// support_near.c — comparing numbers, and telling both where they differ.
#include "support_near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

void assert_within_at(double found, double wanted, double most, const char *file, int line)
{
    if (fabs(found - wanted) <= most)
        return;
    fprintf(stderr, "%.9g is not %.9g\n", found, wanted);
    _fail(file, line);
}

void assert_rect_within_at(Rect found, Rect wanted, double most, const char *file, int line)
{
    if (fabs(found.x - wanted.x) <= most && fabs(found.y - wanted.y) <= most && fabs(found.w - wanted.w) <= most &&
        fabs(found.h - wanted.h) <= most)
        return;
    fprintf(stderr, "(%.9g, %.9g, %.9g, %.9g) is not (%.9g, %.9g, %.9g, %.9g)\n", found.x, found.y, found.w, found.h,
            wanted.x, wanted.y, wanted.w, wanted.h);
    _fail(file, line);
}
