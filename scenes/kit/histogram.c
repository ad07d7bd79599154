// histogram.c — the probability of every symbol of the vocabulary, side by side in its order.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include <math.h>

static const double LEAST_PITCH = 3; // units a bar needs with its gap
static const double BAR_SHARE = 0.7; // of the pitch
static const double LEAST_H = 2;     // of a symbol that hardly ever comes

// A bar: one symbol, or several neighbours where there is no room for each.
typedef struct Bar {
    double p;          // of all of them
    int64_t likeliest; // id; -1: none of them is a candidate
} Bar;

// The candidates as bars; they fall by p, so the first one of a bar is its likeliest.
static Bar *collect(Arena *arena, const TokenView *token, int n_bars)
{
    Bar *bars = ARENA_ARRAY(arena, Bar, n_bars);
    for (int i = 0; i < n_bars; i++)
        bars[i].likeliest = -1;
    for (int i = 0; i < token->drawn->n_top; i++) {
        const RunCandidate *candidate = &token->drawn->top[i];
        Bar *bar = &bars[(int64_t)candidate->id * n_bars / token->view->run->n_vocab];
        bar->p += candidate->p;
        if (bar->likeliest < 0)
            bar->likeliest = candidate->id;
    }
    return bars;
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const TokenView *token = data;
    const Theme *theme = layout_theme(layout);
    const int most = (int)fmax(1, floor(rect.w / LEAST_PITCH)), n_vocab = (int)token->view->run->n_vocab;
    const int n = n_vocab < most ? n_vocab : most;
    const Bar *bars = collect(layout_arena(layout), token, n);
    const double pitch = rect.w / n, w = BAR_SHARE * pitch;
    double highest = 0;
    for (int i = 0; i < n; i++)
        highest = fmax(highest, bars[i].p);
    for (int i = 0; i < n; i++) {
        const double part = bars[i].p / highest, h = layout_is_seed(layout) ? 0 : fmax(LEAST_H, rect.h * part);
        const Rect box = {rect.x + (i + (1 - BAR_SHARE) / 2) * pitch, rect.y, w, rect.h};
        layout_part(layout, bars[i].likeliest >= 0 ? part_id(bars[i].likeliest) : part_index(i), box, 0);
        item_rect(layout, "bar", .y = rect.h - h, .w = w, .h = h, .r = fmin(2, w / 3),
                  .fill = color_mix(theme->bg, theme->accent, 0.4 + 0.6 * sqrt(part)));
    }
}

// ---- the verb ----

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    (void)picture;
    const TokenView *token = value_object(given, &TOKEN_TYPE);
    return token_was_drawn(call, token) ? token : NULL;
}

static const ScriptType HISTOGRAM_TYPE = {
    .name = "histogram", .help = "The probability of every symbol.", .parent = &PICTURE_TYPE};
static const ScriptKind HISTOGRAM = {{"histogram", NULL, lay_out, .least = {120, 48}}, &HISTOGRAM_TYPE, change};

static void verb_histogram(ScriptCall *call, const ScriptArgs *args)
{
    const TokenView *token = arg_object(args, "token", &TOKEN_TYPE);
    if (token_was_drawn(call, token))
        script_picture(call, args, &HISTOGRAM, token);
}

static const Arg HISTOGRAM_ARGS[] = {
    {"token", ARG_HANDLE, .type = &TOKEN_TYPE, .help = "a token of run.generation: what the model thought before it"},
    {0},
};

const Verb HISTOGRAM_VERBS[] = {
    {"histogram", SHAPE_PICTURE, "The probability of every symbol of the vocabulary, in its order.", HISTOGRAM_ARGS,
     .shared = PICTURE_OPTIONS, .call = verb_histogram, .makes = &HISTOGRAM_TYPE},
    {0},
};
