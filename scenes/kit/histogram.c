// histogram.c — bars of one symbol or of several neighbours, and how they rise.
#include "scenes/kit/histogram.h"

#include <math.h>
#include <stdint.h>

static const double LEAST_PITCH = 3; // units a bar needs with its gap
static const double BAR_SHARE = 0.7; // of the pitch
static const double LEAST_H = 2;     // of a symbol that hardly ever comes

int histogram_bar_of(const Histogram *histogram, int symbol)
{
    return (int)((int64_t)symbol * histogram->n_bars / histogram->spec.n);
}

// Height of a bar when it has grown.
static double bar_h(const Histogram *histogram, int bar)
{
    const double part = histogram->p[bar] / histogram->spec.p_full;
    return fmax(LEAST_H, histogram->spec.h * fmin(part, 1));
}

Color histogram_bar_color(Scene *s, const Histogram *histogram, int bar)
{
    const Theme *theme = scene_theme(s);
    const double part = fmin(histogram->p[bar] / histogram->spec.p_full, 1);
    return color_mix(theme->bg, theme->accent, 0.4 + 0.6 * sqrt(part));
}

Rect histogram_bar_box(const Histogram *histogram, int bar)
{
    const HistogramSpec *spec = &histogram->spec;
    const double pitch = spec->w / histogram->n_bars, h = bar_h(histogram, bar);
    return (Rect){spec->x + (bar + (1 - BAR_SHARE) / 2) * pitch, spec->y + spec->h - h, BAR_SHARE * pitch, h};
}

Histogram *histogram_add_with(Scene *s, HistogramSpec spec)
{
    Histogram *histogram = ARENA_NEW(scene_arena(s), Histogram);
    const int n_most = (int)fmax(1, floor(spec.w / LEAST_PITCH));
    histogram->n_bars = spec.n < n_most ? spec.n : n_most;
    histogram->spec = spec;
    histogram->p = ARENA_ARRAY(scene_arena(s), double, histogram->n_bars);
    for (int i = 0; i < spec.n; i++)
        histogram->p[histogram_bar_of(histogram, i)] += spec.p[i];
    for (int bar = 0; spec.p_full <= 0 && bar < histogram->n_bars; bar++)
        histogram->spec.p_full = fmax(histogram->spec.p_full, histogram->p[bar]);
    if (!(histogram->spec.p_full > 0))
        histogram->spec.p_full = 1;
    histogram->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    histogram->bars = ARENA_ARRAY(scene_arena(s), Node *, histogram->n_bars);
    for (int bar = 0; bar < histogram->n_bars; bar++) {
        const Rect box = histogram_bar_box(histogram, bar);
        histogram->bars[bar] = add_rect(s, histogram->group, .x = box.x - spec.x, .y = spec.h, .w = box.w,
                                        .radius = fmin(2, box.w / 3), .fill = histogram_bar_color(s, histogram, bar));
        node_hide(s, histogram->bars[bar]);
    }
    return histogram;
}

void histogram_grow(Scene *s, Histogram *histogram, double dur_s)
{
    static const double OWN_SHARE = 0.5; // of the time; the rest is the wave from left to right
    const double begin_s = scene_now(s);
    for (int bar = 0; bar < histogram->n_bars; bar++) {
        const double h = bar_h(histogram, bar);
        scene_seek(s, begin_s + (1 - OWN_SHARE) * dur_s * bar / histogram->n_bars);
        scene_together(s);
        fade_in(s, histogram->bars[bar], .dur_s = 0.1);
        animate(s, histogram->bars[bar], PROP_H, h, .dur_s = OWN_SHARE * dur_s, .ease = EASE_OUT);
        animate(s, histogram->bars[bar], PROP_Y, histogram->spec.h - h, .dur_s = OWN_SHARE * dur_s, .ease = EASE_OUT);
        scene_together_end(s);
    }
    scene_seek(s, begin_s + dur_s);
}
