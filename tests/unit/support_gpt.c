#include "support_gpt.h"

#include "model/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

Gpt *random_gpt(const GptConfig *config, float deviation)
{
    Err err = {""};
    Gpt *gpt = gpt_create(config, &err);
    if (!gpt)
        fail_msg("%s", err.text);
    random_fill_normal(gpt->weights, (size_t)gpt->n_items, 5, random_stream(RANDOM_WEIGHTS, 0), 0);
    for (int64_t i = 0; i < gpt->n_items; i++)
        gpt->weights[i] *= deviation;
    return gpt;
}

void assert_floats_near(const float *got, const float *expected, int64_t n, double tolerance, const char *what)
{
    double worst = 0;
    for (int64_t i = 0; i < n; i++) {
        const double off = fabs((double)got[i] - (double)expected[i]);
        if (!(off <= tolerance))
            fail_msg("%s[%lld] is %.9g, expected %.9g", what, (long long)i, (double)got[i], (double)expected[i]);
        worst = off > worst ? off : worst;
    }
    print_message("%-44s off by %.1e at most (%.0e allowed)\n", what, worst, tolerance);
}

double largest_size(const float *values, int64_t n)
{
    double largest = 1;
    for (int64_t i = 0; i < n; i++)
        largest = fmax(largest, fabs((double)values[i]));
    return largest;
}
