// histogram.c — the probability of every symbol of the vocabulary in its order, the likeliest with signs.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { SIGN_ROWS = 2, MOST_SIGNS = 16 };

static const double LEAST_PITCH = 3; // units a bar needs with its gap
static const double BAR_SHARE = 0.7; // of the pitch
static const double LEAST_H = 2;     // of a symbol that hardly ever comes
static const double ROW = 1.1, FOOT = 0.25; // of the size of signs: a row of them above the bars, what is below
static const double SIGN_PAD = 0.25;         // between two signs of a row, of their size
static const double MOST_SIGNS_H = 0.5;         // of all
static const double LEAST_PART = 0.04;       // of the highest bar, for a sign
static const double LIKELY_PART = 0.25;      // the same where signs are wider than bars

// A bar: one symbol, or several neighbours where there is no room for each.
typedef struct Bar {
    double p;          // of all of them
    int64_t likeliest; // id; -1: none of them is a candidate
} Bar;

// Which of so many bars a token has.
static int bar_of(const TokenView *token, int64_t id, int n_bars)
{
    return (int)(id * n_bars / token->view->run->n_vocab);
}

// The candidates as bars; they fall by p, so the first one of a bar is its likeliest.
static Bar *collect(Arena *arena, const TokenView *token, int n_bars)
{
    Bar *bars = ARENA_ARRAY(arena, Bar, n_bars);
    for (int i = 0; i < n_bars; i++)
        bars[i].likeliest = -1;
    for (int i = 0; i < token->drawn->n_top; i++) {
        const RunCandidate *candidate = &token->drawn->top[i];
        Bar *bar = &bars[bar_of(token, candidate->id, n_bars)];
        bar->p += candidate->p;
        if (bar->likeliest < 0)
            bar->likeliest = candidate->id;
    }
    return bars;
}

// ---- signs ----

// What stands above bars, placed so far.
typedef struct Signs {
    TextStyle style;
    double from[MOST_SIGNS], to[MOST_SIGNS]; // [n]
    int row[MOST_SIGNS];
    int n, n_rows;
} Signs;

// What they take above the bars.
static double signs_height(const Signs *signs)
{
    return signs->n_rows > 0 ? (signs->n_rows * ROW + FOOT) * signs->style.size : 0;
}

// As many rows as leave room for bars.
static Signs signs_for(Scene *s, Rect rect)
{
    Signs signs = {.style = {.family = FONT_MONO, .size = type_size(s, TYPE_LABEL), .align = ALIGN_MIDDLE},
                   .n_rows = SIGN_ROWS};
    while (signs.n_rows > 0 && signs_height(&signs) > MOST_SIGNS_H * rect.h)
        signs.n_rows--;
    return signs;
}

// The first row with room between those that are there; n_rows: none.
static int free_row(const Signs *signs, double from, double to)
{
    int row = signs->n < MOST_SIGNS ? 0 : signs->n_rows;
    for (int i = 0; i < signs->n && row < signs->n_rows; i++)
        if (signs->row[i] == row && from < signs->to[i] && to > signs->from[i]) {
            row++;
            i = -1;
        }
    return row;
}

// What signs and bars go by.
typedef struct Chart {
    const TokenView *token;
    Rect rect;
    const Bar *bars; // [n_bars]
    int n_bars;
    double pitch, highest, room; // of bars; the highest p; the height for bars
} Chart;

static double bar_height(const Chart *chart, int bar)
{
    return fmax(LEAST_H, chart->room * chart->bars[bar].p / chart->highest);
}

// Where beside x there is room for a sign, the nearest first, and in which row. False: nowhere.
static bool find_place(const Signs *signs, const Chart *chart, double half, double *x, int *row)
{
    static const double ASIDE[] = {0, 0.5, -0.5, 1, -1}; // of the size
    const double bar_x = *x;
    for (size_t i = 0; i < sizeof ASIDE / sizeof *ASIDE; i++) {
        *x = bar_x + ASIDE[i] * signs->style.size;
        *row = *x < half || *x + half > chart->rect.w ? signs->n_rows : free_row(signs, *x - half, *x + half);
        if (*row < signs->n_rows)
            return true;
    }
    return false;
}

// The sign of a candidate above the bars, when there is room for it, and a line that leads down to its bar.
static void sign_part(Layout *layout, Signs *signs, const Chart *chart, int place)
{
    static const double LINE_W = 2, LEAST_LINE = 6;
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const int64_t id = chart->token->drawn->top[place].id;
    const int bar = bar_of(chart->token, id, chart->n_bars);
    const char *words = tile_words(s, chart->token->view->run->vocab[id]);
    const double size = signs->style.size, half = (type_box(s, &signs->style, words).w + SIGN_PAD * size) / 2;
    const double bar_x = (bar + 0.5) * chart->pitch;
    double x = bar_x;
    int row;
    if (!find_place(signs, chart, half, &x, &row))
        return;
    signs->from[signs->n] = x - half;
    signs->to[signs->n] = x + half;
    signs->row[signs->n++] = row;
    const double top = signs_height(signs), from = top - FOOT * size, to = top + chart->room - bar_height(chart, bar);
    layout_part(layout, part_cell(1, id), (Rect){chart->rect.x + x, chart->rect.y, 0, 0}, -1);
    if (to - from > LEAST_LINE && !layout_is_seed(layout)) {
        Path *line = path_create(layout_arena(layout));
        path_move(line, 0, from);
        path_line(line, bar_x - x, to);
        item_path(layout, "line", .path = line, .stroke = color_mix(theme->bg, theme->accent, 0.3),
                  .stroke_width = LINE_W);
    }
    item_text(layout, "sign", .y = top - (row * ROW + 1.6 * FOOT) * size, .text = words, .style = signs->style,
              .fill = theme->ink, .shown = words_quoted(layout_arena(layout), words));
}

// The one that will be drawn has its sign for certain; then the likeliest.
static void sign_parts(Layout *layout, Signs *signs, const Chart *chart)
{
    const RunToken *drawn = chart->token->drawn;
    for (int i = 0; i < drawn->n_top; i++)
        if (drawn->top[i].id == drawn->id)
            sign_part(layout, signs, chart, i);
    const double least = (chart->pitch >= signs->style.size ? LEAST_PART : LIKELY_PART) * drawn->top[0].p;
    for (int i = 0; i < drawn->n_top && drawn->top[i].p >= least; i++)
        if (drawn->top[i].id != drawn->id)
            sign_part(layout, signs, chart, i);
}

// ---- layout ----

static void bar_part(Layout *layout, const Chart *chart, int i)
{
    const Theme *theme = layout_theme(layout);
    const Bar *bar = &chart->bars[i];
    const double w = BAR_SHARE * chart->pitch, h = layout_is_seed(layout) ? 0 : bar_height(chart, i);
    const Rect box = {chart->rect.x + (i + (1 - BAR_SHARE) / 2) * chart->pitch,
                      chart->rect.y + chart->rect.h - chart->room, w, chart->room};
    layout_part(layout, bar->likeliest >= 0 ? part_id(bar->likeliest) : part_index(i), box, 0);
    item_rect(layout, "bar", .y = chart->room - h, .w = w, .h = h, .r = fmin(2, w / 3),
              .fill = color_mix(theme->bg, theme->accent, 0.4 + 0.6 * sqrt(bar->p / chart->highest)));
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const TokenView *token = data;
    const int most = (int)fmax(1, floor(rect.w / LEAST_PITCH)), n_vocab = (int)token->view->run->n_vocab;
    const int n = n_vocab < most ? n_vocab : most;
    Signs signs = signs_for(layout_scene(layout), rect);
    Chart chart = {.token = token, .rect = rect, .bars = collect(layout_arena(layout), token, n), .n_bars = n,
                   .pitch = rect.w / n, .room = rect.h - signs_height(&signs)};
    for (int i = 0; i < n; i++)
        chart.highest = fmax(chart.highest, chart.bars[i].p);
    for (int i = 0; i < n; i++)
        bar_part(layout, &chart, i);
    sign_parts(layout, &signs, &chart);
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
