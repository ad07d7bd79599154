// size.c — output sizes read, and seconds made frames.
#include "engine/anim/size.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_SIDE_PX = 16, MOST_SIDE_PX = 4320, MOST_FPS = 240, DEFAULT_FPS = 60 };

static int even(double length)
{
    return 2 * (int)lround(length / 2);
}

bool output_size_parse(OutputSize *size, const char *text, Canvas canvas, Err *err)
{
    char *end = NULL;
    const long side = strtol(text, &end, 10);
    bool ok = end != text && *end == 'p' && side >= LEAST_SIDE_PX && side <= MOST_SIDE_PX;
    long fps = DEFAULT_FPS;
    if (ok && end[1] != '\0') {
        const char *digits = end + 1;
        fps = strtol(digits, &end, 10);
        ok = strspn(digits, "0123456789") == strlen(digits) && fps >= 1 && fps <= MOST_FPS;
    }
    if (!ok)
        return err_set(err,
                       "\"%s\" is no size; write the short side in pixels (%d to %d), p, and the frames a second "
                       "(1 to %d), as in 1080p60",
                       text, LEAST_SIDE_PX, MOST_SIDE_PX, MOST_FPS);
    const double scale = (double)side / fmin(canvas.width, canvas.height);
    *size = (OutputSize){even(canvas.width * scale), even(canvas.height * scale), {(int)fps, 1}};
    return true;
}

int64_t frames_in(double dur_s, Rate rate)
{
    return llround(dur_s * rate.num / rate.den);
}

double frame_time(int64_t index, Rate rate)
{
    return (double)index * rate.den / rate.num;
}
