// histogram.c — the probability of every symbol as bars, by falling probability: the likeliest with their signs, all
// others narrow beside them; the one that was drawn is always among the former.
#include "scenes/kit/histogram.h"

#include "engine/base/number.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { MOST_SIGNED = 8, MOST_NARROW = 60 };

static const double BAR_SHARE = 0.6, NARROW_SHARE = 0.7;     // of a bar's pitch
static const double LEAST_NARROW = 2, MOST_NARROW_PITCH = 6; // units from one narrow bar to the next
static const double NARROW_W = 0.14;                         // of all, for narrow bars, where that is enough
static const double LEAST_H = 2;                             // of a symbol that hardly ever comes
static const double LEAST_TOLD = 0.005;                      // less has no number, unless it was drawn
static const double SIGN_ROW = 1.82, PERCENT_ROW = 1.25;     // of their sizes
static const double PERCENT_W = 2.7, SIGN_W = 1.5;           // of their sizes, for one of them
static const double TILE_SIGN = 0.55;                        // of a tile's height: its sign
static const double BRACKET_GAP = 10, BRACKET_H = 8;         // above the narrow bars; of its ends

// A prediction, and which of its tokens is marked as chosen.
typedef struct Histogram {
    const TokenView *token;
    const TokenView *first; // bars stay where they are while predictions change: keys are its candidates' ids
    int64_t marked;         // id; -1: none
    int most;               // signs
    int64_t keep;           // id that always has a sign where none was drawn; -1: none
    double full;            // the probability whose bar is as high as there is room; 0: as these bars need
} Histogram;

// How bars stand in a rectangle.
typedef struct Chart {
    Rect rect;
    double sign, percent; // sizes of type; percent 0: there is no room for numbers
    int n_signed, n_narrow;
    int64_t keep; // as that of the histogram
    double pitch, narrow; // from one bar to the next
    double narrow_x;      // where narrow ones begin
    double skipped;       // wide, for "…" before the last sign, which is of a less likely token; 0: it is the next one
    double foot, room;    // of bars: their foot, how high they can be
    double full;          // the probability that is as high
} Chart;

// ---- which bars ----

// The place of the drawn one, or of the one that is kept, among the candidates; -1: there is none.
static int chosen_place(const RunToken *drawn, int64_t keep)
{
    const int64_t id = drawn->id >= 0 ? drawn->id : keep;
    for (int i = 0; i < drawn->n_top; i++)
        if (drawn->top[i].id == id)
            return i;
    return -1;
}

// The candidate that a bar stands for: by falling probability, but that the drawn one takes the last bar with a sign
// when it would have none. n_top or more: none that was recorded.
static int place_of(const TokenView *token, const Chart *chart, int bar)
{
    const int chosen = chosen_place(token->drawn, chart->keep), last = chart->n_signed - 1;
    if (chosen <= last || bar < last || bar > chosen)
        return bar;
    return bar == last ? chosen : bar - 1;
}

static PartKey bar_key(const Histogram *data, const Chart *chart, int bar)
{
    const int place = place_of(data->first, chart, bar);
    return place < data->first->drawn->n_top ? part_id(data->first->drawn->top[place].id) : part_index(bar);
}

// The probability that takes all the height: one of few, so that bars of many predictions can be compared.
static double full_scale(double highest)
{
    static const double SCALES[] = {0.1, 0.2, 0.35, 0.5};
    for (size_t i = 0; i < sizeof SCALES / sizeof *SCALES; i++)
        if (highest <= SCALES[i])
            return SCALES[i];
    return 1;
}

// ---- the chart ----

// How wide the narrow bars are together: their number has room.
static double others_width(const Chart *chart)
{
    return fmax(NARROW_W * chart->rect.w, PERCENT_W * chart->percent);
}

static int count_signed(const Chart *chart)
{
    return (int)((chart->rect.w - others_width(chart)) / (PERCENT_W * chart->percent));
}

// The larger a rectangle, the larger type in it: signs by its height, numbers so that they have room side by side.
static void choose_type(Scene *s, Chart *chart)
{
    static const double MOST_TYPE = 0.15; // of the height
    static const int ENOUGH = 6;          // bars with numbers
    int role = TYPE_HEADING;
    while (role < TYPE_LABEL && type_size(s, (TypeRole)role) > MOST_TYPE * chart->rect.h)
        role++;
    chart->sign = type_size(s, (TypeRole)role);
    do {
        role += role < TYPE_LABEL;
        chart->percent = type_size(s, (TypeRole)role);
    } while (count_signed(chart) < ENOUGH && role < TYPE_LABEL);
}

// As many bars with signs as have room for their numbers, or else for their signs.
static void share_width(Chart *chart, int most, int n_top, int n_vocab)
{
    static const int FEW = 4;
    int n = count_signed(chart);
    if (n < FEW) {
        chart->percent = 0;
        n = (int)((chart->rect.w - others_width(chart)) / (SIGN_W * chart->sign));
    }
    most = n_top < most ? n_top : most;
    chart->n_signed = n < 1 ? 1 : n < most ? n : most;
    const int rest = n_vocab - chart->n_signed;
    const int most_narrow = (int)fmin(MOST_NARROW, others_width(chart) / LEAST_NARROW);
    chart->n_narrow = rest < most_narrow ? rest : most_narrow;
    chart->pitch = (chart->rect.w - (rest > 0 ? others_width(chart) : 0)) / chart->n_signed;
    chart->narrow_x = chart->n_signed * chart->pitch;
    if (rest > 0)
        chart->narrow = clamp(others_width(chart) / chart->n_narrow, LEAST_NARROW, MOST_NARROW_PITCH);
}

// Before the last sign, which is kept though others are likelier, there is room for dots.
static void leave_gap(Chart *chart, const RunToken *drawn)
{
    static const double GAP = 0.5; // of a bar's pitch
    const int n = chart->n_signed;
    if (chart->keep < 0 || n < 2 || chosen_place(drawn, chart->keep) < n)
        return;
    chart->pitch *= n / (n + GAP);
    chart->skipped = GAP * chart->pitch;
}

static Chart plan(Scene *s, const Histogram *data, Rect rect)
{
    const RunToken *drawn = data->token->drawn;
    Chart chart = {
        .rect = rect, .keep = data->keep, .full = data->full > 0 ? data->full : full_scale(drawn->top[0].p)};
    choose_type(s, &chart);
    share_width(&chart, data->most, drawn->n_top, (int)data->token->view->run->n_vocab);
    leave_gap(&chart, drawn);
    chart.foot = rect.h - SIGN_ROW * chart.sign;
    chart.room = fmax(0, chart.foot - PERCENT_ROW * chart.percent);
    return chart;
}

static double bar_height(const Chart *chart, double p)
{
    return fmax(LEAST_H, chart->room * fmin(p / chart->full, 1));
}

// ---- layout ----

// From the number above a bar down to its foot.
static Rect bar_box(const Chart *chart, double x, double w, double p)
{
    const double h = bar_height(chart, p) + PERCENT_ROW * chart->percent;
    return (Rect){chart->rect.x + x, chart->rect.y + chart->foot - h, w, h};
}

static void bar_item(Layout *layout, const Chart *chart, double x, double w, Rect box, Color color)
{
    const double h = box.h - PERCENT_ROW * chart->percent, shown = layout_is_seed(layout) ? 0 : h;
    item_rect(layout, "bar", .x = x, .y = box.h - shown, .w = w, .h = shown, .r = fmin(4, w / 4), .fill = color);
}

static void percent_item(Layout *layout, const Chart *chart, double x, const Figure *p, Color color)
{
    if (chart->percent == 0)
        return;
    const Words *percent = words_with_figure(layout_arena(layout), NULL, p, ".0%");
    item_text(layout, "percent", .x = x, .y = (PERCENT_ROW - 0.3) * chart->percent, .text = percent->text,
              .shown = &percent->shown, .at_once = true, .fill = color,
              .style = {.family = FONT_MONO, .size = chart->percent, .align = ALIGN_MIDDLE});
}

// A bar, and as a part of its own the sign below it.
static void signed_part(Layout *layout, const Histogram *data, const Chart *chart, int bar)
{
    const Theme *theme = layout_theme(layout);
    const RunToken *drawn = data->token->drawn;
    const int place = place_of(data->token, chart, bar);
    const RunCandidate *candidate = &drawn->top[place];
    const bool chosen = candidate->id == data->marked;
    const double w = BAR_SHARE * chart->pitch, sign_h = chart->sign / TILE_SIGN;
    const double x = bar * chart->pitch + (bar == chart->n_signed - 1 ? chart->skipped : 0);
    const Rect box = bar_box(chart, x, chart->pitch, candidate->p);
    layout_part(layout, bar_key(data, chart, bar), box, chosen);
    if (chosen)
        layout_mark(layout);
    bar_item(layout, chart, (chart->pitch - w) / 2, w, box,
             chosen ? theme->pick : color_mix(theme->bg, theme->accent, 0.8));
    if (chosen || candidate->p >= LEAST_TOLD)
        percent_item(layout, chart, chart->pitch / 2, token_candidate_figure(layout_arena(layout), data->token, place),
                     chosen ? theme->pick : theme->ink);
    const double sign_y = chart->rect.y + chart->rect.h - SIGN_ROW / 2 * chart->sign - sign_h / 2;
    layout_part(layout, part_cell(1, bar), (Rect){box.x, sign_y, box.w, sign_h}, 1);
    if (chosen)
        layout_mark(layout);
    tile_sign_item(layout, data->token->view->run->vocab[candidate->id], chart->pitch, sign_h,
                   chosen ? theme->pick : theme->ink);
}

// That likelier ones are left out.
static void dots_part(Layout *layout, const Chart *chart)
{
    const double x = chart->rect.x + (chart->n_signed - 1) * chart->pitch, h = SIGN_ROW * chart->sign;
    layout_part(layout, part_named("dots"), (Rect){x, chart->rect.y + chart->rect.h - h, chart->skipped, h}, 1);
    item_text(layout, "dots", .x = chart->skipped / 2, .y = h / 2, .text = "…", .fill = layout_theme(layout)->soft,
              .style = {.size = chart->sign, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE});
}

static void narrow_parts(Layout *layout, const Histogram *data, const Chart *chart)
{
    const RunToken *drawn = data->token->drawn;
    const Color color = color_mix(layout_theme(layout)->bg, layout_theme(layout)->accent, 0.45);
    const double w = NARROW_SHARE * chart->narrow;
    for (int i = 0; i < chart->n_narrow; i++) {
        const int place = place_of(data->token, chart, chart->n_signed + i);
        const double p = place < drawn->n_top ? drawn->top[place].p : 0;
        const Rect box = bar_box(chart, chart->narrow_x + i * chart->narrow, w, p);
        layout_part(layout, bar_key(data, chart, chart->n_signed + i), box, 0);
        bar_item(layout, chart, 0, w, box, color);
    }
}

// Over all narrow bars, which are one number together: down, across, down.
static void bracket_item(Layout *layout, double w, double y, Color color)
{
    Path *path = path_create(layout_arena(layout));
    path_move(path, 0, y + BRACKET_H);
    path_line(path, 0, y);
    path_line(path, w, y);
    path_line(path, w, y + BRACKET_H);
    item_path(layout, "bracket", .path = path, .stroke = color, .stroke_width = 2);
}

// Below them, as far as the sign before them leaves room with a gap: fewer words, then smaller ones; else not at all.
static void others_sign(Layout *layout, const Chart *chart, const char *last_sign, Rect box, Color color)
{
    static const double GAP = 0.3; // of its size
    Scene *s = layout_scene(layout);
    const TextStyle last = {.family = FONT_MONO, .size = chart->sign};
    const double last_w = fmin(type_box(s, &last, tile_words(s, last_sign)).w, chart->pitch);
    const double label = type_size(s, TYPE_LABEL);
    const struct {
        const char *words;
        double size;
    } tries[] = {{"all others", chart->percent}, {"others", chart->percent}, {"others", label}};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        const TextStyle style = {.size = tries[i].size, .align = ALIGN_END, .valign = VALIGN_MIDDLE};
        if (type_box(s, &style, tries[i].words).w > box.w + (chart->pitch - last_w) / 2 - GAP * style.size)
            continue;
        item_text(layout, "sign", .x = box.w, .y = box.h + SIGN_ROW / 2 * chart->sign, .text = tries[i].words,
                  .style = style, .fill = color);
        return;
    }
}

// What all narrow bars are together.
static void others_part(Layout *layout, const Histogram *data, const Chart *chart)
{
    Arena *arena = layout_arena(layout);
    const RunToken *drawn = data->token->drawn;
    // What dots stand for is none of the others either: the likelier ones before the last sign.
    const int n = chart->skipped > 0 ? chosen_place(drawn, chart->keep) + 1 : chart->n_signed;
    const Figure **shown = ARENA_ARRAY(arena, const Figure *, n);
    for (int i = 0; i < n; i++)
        shown[i] = token_candidate_figure(arena, data->token,
                                          chart->skipped > 0 ? i : place_of(data->token, chart, i));
    const Figure *rest = others_figure(arena, shown, n);
    if (chart->percent == 0 || chart->n_narrow == 0 || rest->value <= 1e-6)
        return;
    const Color soft = layout_theme(layout)->soft;
    const int highest = place_of(data->token, chart, chart->n_signed);
    Rect box = bar_box(chart, chart->narrow_x, chart->rect.w - chart->narrow_x,
                       highest < drawn->n_top ? drawn->top[highest].p : 0);
    const double above = fmax(0, fmin(BRACKET_GAP + BRACKET_H, box.y - chart->rect.y));
    box = (Rect){box.x, box.y - above, box.w, box.h + above};
    layout_part(layout, part_named("other"), box, 1);
    percent_item(layout, chart, box.w / 2, rest, soft);
    bracket_item(layout, box.w, PERCENT_ROW * chart->percent, soft);
    const int last = place_of(data->token, chart, chart->n_signed - 1);
    others_sign(layout, chart, data->token->view->run->vocab[drawn->top[last].id], box, soft);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Histogram *data = given;
    const Chart chart = plan(layout_scene(layout), data, rect);
    for (int i = 0; i < chart.n_signed; i++)
        signed_part(layout, data, &chart, i);
    if (chart.skipped > 0)
        dots_part(layout, &chart);
    narrow_parts(layout, data, &chart);
    others_part(layout, data, &chart);
}

// ---- the verb ----

static Histogram *changed(ScriptCall *call, const Picture *picture)
{
    return arena_memdup(scene_arena(call->host), picture_data(picture), sizeof(Histogram));
}

// Another prediction: nothing is marked in it before it is drawn.
static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    Histogram *data = changed(call, picture);
    data->token = value_object(given, &TOKEN_TYPE);
    data->marked = -1;
    return token_was_drawn(call, data->token) ? data : NULL;
}

static void method_mark(ScriptCall *call, const ScriptArgs *args)
{
    Histogram *data = changed(call, call->self);
    data->marked = token_that_was_drawn(call, data->token, arg_object(args, "id", &FIGURE_TYPE));
    if (data->marked >= 0)
        picture_change(call->host, call->self, data, (Tween){.dur_s = DUR_LEAVE_S});
}

static void method_part(ScriptCall *call, const ScriptArgs *args)
{
    const Histogram *data = picture_data(call->self);
    const int64_t id = (int64_t)((const Figure *)arg_object(args, "id", &FIGURE_TYPE))->value;
    const Chart chart = plan(call->host, data, picture_rect(call->self));
    for (int i = 0; i < chart.n_signed; i++)
        if (data->token->drawn->top[place_of(data->token, &chart, i)].id == id) {
            script_return(call, script_part(call, call->self, picture_part_find(call->self, bar_key(data, &chart, i))));
            return;
        }
    script_fail(call, "this histogram has no sign for the token %lld; the one that was drawn always has one",
                (long long)id);
}

static const Arg PART_ARGS[] = {{"id", ARG_FIGURE, .help = "of a token that has a sign"}, {0}};
static const Arg MARK_ARGS[] = {{"id", ARG_FIGURE, .help = "of the token that was drawn"}, {0}};
static const Verb HISTOGRAM_METHODS[] = {
    {"part", SHAPE_FUNCTION, "The bar of a token, with its number.", PART_ARGS, .call = method_part, .returns = "part"},
    {"mark", SHAPE_FUNCTION, "The bar of the token that was drawn lights up.", MARK_ARGS, .call = method_mark},
    {0},
};

const ScriptType HISTOGRAM_TYPE = {.name = "histogram",
                                   .help = "The probability of every symbol.",
                                   .parent = &PICTURE_TYPE,
                                   .methods = HISTOGRAM_METHODS};
static const ScriptKind HISTOGRAM = {{"histogram", NULL, lay_out, .least = {120, 48}}, &HISTOGRAM_TYPE, change,
                                     .at_once = true};

int histogram_n_signed(Scene *s, const Picture *picture)
{
    return plan(s, picture_data(picture), picture_rect(picture)).n_signed;
}

static void verb_histogram(ScriptCall *call, const ScriptArgs *args)
{
    Histogram *data = ARENA_NEW(scene_arena(call->host), Histogram);
    const TokenView *token = arg_object(args, "token", &TOKEN_TYPE);
    *data = (Histogram){.token = token,
                        .first = token,
                        .most = (int)arg_integer(args, "most"),
                        .marked = -1,
                        .keep = -1,
                        .full = highest_among(call, args)};
    if (arg_given(args, "keep"))
        data->keep = (int64_t)((const Figure *)arg_object(args, "keep", &FIGURE_TYPE))->value;
    if (token_was_drawn(call, token))
        script_picture(call, args, &HISTOGRAM, data);
}

static const Arg HISTOGRAM_ARGS[] = {
    {"token", ARG_HANDLE, .type = &TOKEN_TYPE,
     .help = "a token of run.generation, for what the model thought before it; or run.probe.next"},
    {0},
};
static const Arg HISTOGRAM_OPTIONS[] = {
    {"among", ARG_LIST, .items = ARG_HANDLE, .type = &TOKEN_TYPE,
     .help = "predictions that are seen in turn, on one scale: the highest bar takes all the height"},
    {"most", ARG_INTEGER, .preset = "8", .min = 1, .max = MOST_SIGNED, .help = "have a sign, where there is room"},
    {"keep", ARG_FIGURE,
     .help = "id of a token that has a sign in any case, as the one that was drawn always has"},
    {0},
};

const Verb HISTOGRAM_VERBS[] = {
    {"histogram", SHAPE_PICTURE, "The probability of every symbol: the likeliest with signs, the others narrow.",
     HISTOGRAM_ARGS, HISTOGRAM_OPTIONS, PICTURE_OPTIONS, .call = verb_histogram, .makes = &HISTOGRAM_TYPE},
    {0},
};
