// typing.c — when keys are struck.
#include "scenes/kit/typing.h"

#include <math.h>
#include <string.h>

// How long a hand takes for the key: 1 within a word.
static double key_effort(char before, char key)
{
    if (before == ' ' || before == '/')
        return 3;
    return key == ' ' ? 1.5 : 1;
}

double typing_place(double units)
{
    return round(units * 1024) / 1024;
}

void typing_strike(const char *keys, double begin_s, double dur_s, double *t_s)
{
    const int n = (int)strlen(keys);
    double effort = 0;
    for (int i = 0; i < n; i++) {
        t_s[i] = effort;
        effort += key_effort(i > 0 ? keys[i - 1] : ' ', keys[i]);
    }
    t_s[n] = effort;
    for (int i = 0; i <= n; i++)
        t_s[i] = begin_s + (effort > 0 ? dur_s * t_s[i] / effort : 0);
}
