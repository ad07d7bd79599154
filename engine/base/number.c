// number.c — functions of many numbers.
#include "engine/base/number.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double number_quantile(double *values, int n, double share)
{
    static const double SLACK = 1e-9; // against rounding
    qsort(values, (size_t)n, sizeof *values, by_value);
    return values[(int)(share * (n - 1) + SLACK)];
}
