// size.c — output sizes read, and seconds made frames.
#include "engine/anim/size.h"

#include "engine/anim/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_SIDE_PX = 16, MOST_SIDE_PX = 4320, MOST_FPS = 240 };

// Rates of television, which are thousandths below whole numbers.
static const struct {
    const char *text;
    Rate rate;
} BROKEN_RATES[] = {
    {"23.976", {24000, 1001}}, {"29.97", {30000, 1001}},   {"47.952", {48000, 1001}},
    {"59.94", {60000, 1001}},  {"119.88", {120000, 1001}},
};

static int even(double length)
{
    return 2 * (int)lround(length / 2);
}

// A whole number of at most five digits; `text` goes on behind it. -1: there is none.
static int read_number(const char **text)
{
    const size_t n = strspn(*text, "0123456789");
    if (n < 1 || n > 5)
        return -1;
    const int number = atoi(*text);
    *text += n;
    return number;
}

static bool read_rate(const char *text, Rate *rate)
{
    for (size_t i = 0; i < sizeof BROKEN_RATES / sizeof BROKEN_RATES[0]; i++)
        if (strcmp(text, BROKEN_RATES[i].text) == 0) {
            *rate = BROKEN_RATES[i].rate;
            return true;
        }
    *rate = (Rate){read_number(&text), 1};
    return *text == '\0' && rate->num >= 1 && rate->num <= MOST_FPS;
}

// "x" or "×"; 0 bytes: neither.
static size_t cross_bytes(const char *text)
{
    static const char CROSS[] = "×";
    return *text == 'x' ? 1 : strncmp(text, CROSS, sizeof CROSS - 1) == 0 ? sizeof CROSS - 1 : 0;
}

static bool has_shape(Canvas canvas, int width_px, int height_px)
{
    return fabs(width_px - height_px * canvas.width / canvas.height) < 2 ||
           fabs(height_px - width_px * canvas.height / canvas.width) < 2;
}

static bool check_shape(const OutputSize *size, Canvas canvas, Err *err)
{
    const int width = size->width_px, height = size->height_px;
    if (width % 2 || height % 2)
        return err_set(err, "%d×%d: videos want an even width and an even height", width, height);
    if (has_shape(canvas, width, height))
        return true;
    for (const CanvasKind *kind = CANVAS_KINDS; kind->name; kind++)
        if (has_shape(canvas_make(kind->width, kind->height), width, height))
            return err_set(err, "%d×%d is not the shape of this canvas; it is that of --canvas %s", width, height,
                           kind->name);
    return err_set(err, "%d×%d is not the shape of this canvas, which is %g×%g", width, height, canvas.width,
                   canvas.height);
}

static bool in_range(int side_px)
{
    return side_px >= LEAST_SIDE_PX && side_px <= MOST_SIDE_PX;
}

bool output_size_parse(OutputSize *size, const char *text, Canvas canvas, Err *err)
{
    const char *at = text;
    const int first = read_number(&at);
    const size_t cross = cross_bytes(at);
    at += cross;
    const int second = cross ? read_number(&at) : first;
    bool ok = cross ? in_range(first < second ? first : second) && first <= 2 * MOST_SIDE_PX && second <= 2 * MOST_SIDE_PX
                    : in_range(first) && *at == 'p';
    *size = (OutputSize){first, second, {60, 1}};
    if (ok && *at == 'p' && (at[1] || cross))
        ok = read_rate(at + 1, &size->rate);
    else
        ok = ok && (*at == '\0' || (*at == 'p' && !at[1]));
    if (!ok)
        return err_set(err,
                       "\"%s\" is no size; write the short side in pixels (%d to %d), p, and the frames a second "
                       "(1 to %d, 23.976, 29.97, 59.94), as in 1080p60, or both sides, as in 1920x1080p60",
                       text, LEAST_SIDE_PX, MOST_SIDE_PX, MOST_FPS);
    if (cross)
        return check_shape(size, canvas, err);
    const double scale = first / fmin(canvas.width, canvas.height);
    size->width_px = even(canvas.width * scale);
    size->height_px = even(canvas.height * scale);
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
