// next_bars.c — the likeliest next tokens as bars, the rest counted and summed; the one that was drawn is always among
// them.
#include "engine/base/utf8.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 16 };

static const double GAP_SHARE = 0.24;                      // of a tile's side, between two rows
static const double BAR_SHARE = 0.5;                       // height of a bar, of a tile's side
static const double MOST_SIDE = 88, LARGE_SIDE = 80, MOST_TILE_SHARE = 0.4; // of a row's width

// A prediction, and which of its tokens is marked as chosen.
typedef struct NextBars {
    const TokenView *token;
    int most, least;         // rows
    int64_t marked;          // id; -1: none
    int32_t keys[MOST_ROWS]; // [n_keys] of rows, whatever token they show: the ids of the first prediction
    int n_keys;
    const char *widest; // of all tokens that such bars of this text can show
    double full;        // the probability whose bar is as long as there is room; 0: as these bars need
    bool empty;         // places for them alone
} NextBars;

// One row: a token, or all others together (id -1) and how many they are.
typedef struct BarRow {
    int32_t id;
    const Figure *p, *n_others;
} BarRow;

typedef struct BarRows {
    BarRow rows[MOST_ROWS + 1]; // [n] falling p, but for the chosen one and the others in the last places
    int n;
} BarRows;

// How many symbols there are beside those that are shown.
static const Figure *rest_count(Arena *arena, const RunView *view, int n_shown)
{
    const Figure *all = figure_leaf(arena, FIGURE_RUN, (double)view->run->n_vocab,
                                    run_source(view, "run.json", NULL, "corpus.n_vocab"));
    const Figure *shown = figure_leaf(arena, FIGURE_CONSTANT, n_shown, (FigureSource){.field = "bars"});
    return figure_op2(arena, FIGURE_SUB, all, shown);
}

// The first n candidates; the drawn one takes the last row when it is not among them. What is left is one number.
static BarRows choose_rows(Arena *arena, const TokenView *token, int n)
{
    const RunToken *drawn = token->drawn;
    BarRows bars = {.n = n < drawn->n_top ? n : drawn->n_top};
    const Figure *shown[MOST_ROWS];
    int chosen = drawn->n_top - 1;
    while (chosen > 0 && drawn->top[chosen].id != drawn->id)
        chosen--;
    for (int i = 0; i < bars.n; i++) {
        const int place = i == bars.n - 1 && chosen > i ? chosen : i;
        shown[i] = token_candidate_figure(arena, token, place);
        bars.rows[i] = (BarRow){.id = drawn->top[place].id, .p = shown[i]};
    }
    const Figure *rest = others_figure(arena, shown, bars.n);
    if (rest->value > 1e-6) {
        bars.rows[bars.n] = (BarRow){-1, rest, rest_count(arena, token->view, bars.n)};
        bars.n++;
    }
    return bars;
}

// The probability whose bar is as long as there is room: one of few, so that bars of many predictions can be compared.
static double full_scale(const BarRows *bars)
{
    const double most = bars->rows[0].p->value;
    return most > 0.5 ? 1 : most > 0.25 ? 0.5 : 0.25;
}

static double side_for(int n_rows, double height)
{
    return fmin(MOST_SIDE, height / (n_rows + (n_rows - 1) * GAP_SHARE));
}

// Fewer rows before tiles are smaller than a label, or cannot be read.
static int rows_for(Scene *s, const NextBars *data, double height)
{
    const double least_side = fmax(tile_least(s), type_size(s, TYPE_LABEL) * 1.25);
    int n = data->most;
    while (n > data->least && side_for(n + 1, height) < least_side)
        n--;
    return n;
}

// The longest candidate of a text: tiles are as wide as it wants, so that bars begin in one place.
static const char *widest_token(Scene *s, const TokenView *token, int n_rows)
{
    const RunGeneration *generation = token->view->run->generation;
    const RunToken *tokens = generation ? generation->tokens : token->drawn;
    const char *widest = "";
    int most = 0;
    for (int i = 0; i < (generation ? generation->n_tokens : 1); i++)
        for (int k = 0; k < tokens[i].n_top && k < n_rows; k++) {
            const char *text = token->view->run->vocab[tokens[i].top[k].id];
            const int n = utf8_count(tile_words(s, text));
            if (n > most) {
                most = n;
                widest = text;
            }
        }
    return widest;
}

// Rows stay where they are while predictions change.
static PartKey row_key(const NextBars *data, const BarRows *bars, int row)
{
    return bars->rows[row].id < 0 ? part_named("other")
           : row < data->n_keys   ? part_id(data->keys[row])
                                  : part_index(row);
}

// All others together have no bar, as none of them is that likely: their share, and where there is room how many.
static void others_items(Layout *layout, const BarRow *row, Rect box, double size)
{
    Arena *arena = layout_arena(layout);
    Scene *s = layout_scene(layout);
    const Color soft = layout_theme(layout)->soft;
    const TextStyle words = {.size = size, .valign = VALIGN_MIDDLE},
                    number = {.family = FONT_MONO, .size = size, .valign = VALIGN_MIDDLE};
    const Words *n = words_with_figure(arena, NULL, row->n_others, ",d");
    const Words *percent = words_with_figure(arena, NULL, row->p, ".0%");
    const char *sign = row->n_others->value == 1 ? "other" : "others";
    const double y = box.h / 2, n_w = type_box(s, &number, n->text).w + size / 3,
                 sign_w = type_box(s, &words, sign).w + size;
    const bool counted = n_w + sign_w + type_box(s, &number, percent->text).w <= box.w;
    double x = 0;
    if (counted) {
        item_text(layout, "count", .y = y, .text = n->text, .style = number, .fill = soft, .shown = &n->shown);
        x += n_w;
    }
    item_text(layout, "sign", .x = x, .y = y, .text = sign, .style = words, .fill = soft);
    item_text(layout, "percent", .x = x + sign_w, .y = y, .text = percent->text, .style = number, .fill = soft,
              .shown = &percent->shown, .at_once = true);
}

static void row_items(Layout *layout, const NextBars *data, const BarRow *row, Rect box, double full, double size)
{
    const Theme *theme = layout_theme(layout);
    const bool chosen = row->id == data->marked;
    if (chosen)
        layout_mark(layout);
    const double side = box.h, percent_w = 4.2 * size;
    const double tile_w = fmin(tile_width(layout_scene(layout), data->widest, side), MOST_TILE_SHARE * box.w);
    const double bar_x = tile_w + fmax(side, size) / 3, most_w = box.w - bar_x - percent_w;
    const double bar_w = layout_is_seed(layout) ? 0 : fmax(2, most_w * fmin(row->p->value / full, 1));
    const double bar_h = BAR_SHARE * side;
    tile_items(layout, data->token->view->run->vocab[row->id], tile_w, side, chosen ? TILE_CHOSEN : TILE_AS_IS);
    const Color color = chosen ? theme->pick : color_mix(theme->bg, theme->accent, 0.7);
    item_rect(layout, "bar", .x = bar_x, .y = (side - bar_h) / 2, .w = bar_w, .h = bar_h, .r = 4, .fill = color);
    const Words *percent = words_with_figure(layout_arena(layout), NULL, row->p, ".0%");
    item_text(layout, "percent", .x = bar_x + bar_w + size / 2, .y = side / 2, .text = percent->text,
              .style = {.family = FONT_MONO, .size = size, .valign = VALIGN_MIDDLE},
              .fill = chosen ? theme->pick : theme->soft, .shown = &percent->shown, .at_once = true);
}

// Where a token and its bar will be.
static void place_items(Layout *layout, const NextBars *data, Rect box, double size)
{
    const Color color = layout_theme(layout)->line;
    const double side = box.h,
                 tile_w = fmin(tile_width(layout_scene(layout), data->widest, side), MOST_TILE_SHARE * box.w);
    const double bar_x = tile_w + fmax(side, size) / 3;
    item_rect(layout, "place", .w = tile_w, .h = side, .r = fmin(8, side / 6), .stroke = color, .stroke_width = 2,
              .dash = 6, .gap = 6);
    item_rect(layout, "way", .x = bar_x, .y = side / 2 - 2, .w = box.w - bar_x, .h = 4, .r = 2,
              .fill = color_mix(layout_theme(layout)->bg, color, 0.6));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    Scene *s = layout_scene(layout);
    const NextBars *data = given;
    const int n_rows = rows_for(s, data, rect.h);
    const BarRows bars = choose_rows(layout_arena(layout), data->token, n_rows);
    const int n = bars.n, n_places = data->token->drawn->n_top > n_rows ? n_rows + 1 : n; // others may be nothing
    layout_lacks(layout, choose_rows(layout_arena(layout), data->token, data->most).n - n);
    const double side = side_for(n_places, rect.h), pitch = side * (1 + GAP_SHARE),
                 full = data->full > 0 ? data->full : full_scale(&bars);
    const double top = rect.y + (rect.h - (n_places * pitch - side * GAP_SHARE)) / 2;
    const double size = type_size(s, side >= LARGE_SIDE ? TYPE_BODY : TYPE_LABEL);
    for (int i = 0; i < n; i++) {
        const BarRow *row = &bars.rows[i];
        const Rect box = {rect.x, top + i * pitch, rect.w, side};
        if (data->empty && row->id < 0)
            continue;
        layout_part(layout, row_key(data, &bars, i), box, row->id >= 0 && row->id == data->marked);
        if (data->empty)
            place_items(layout, data, box, size);
        else if (row->id < 0)
            others_items(layout, row, box, size);
        else
            row_items(layout, data, row, box, full, size);
    }
}

// ---- the verb ----

// Another prediction: nothing is marked in it before it is drawn.
static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    NextBars *data = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *data);
    data->token = value_object(given, &TOKEN_TYPE);
    data->marked = -1;
    return token_was_drawn(call, data->token) ? data : NULL;
}

static void method_mark(ScriptCall *call, const ScriptArgs *args)
{
    NextBars *data = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *data);
    data->marked = token_that_was_drawn(call, data->token, arg_object(args, "id", &FIGURE_TYPE));
    if (data->marked >= 0)
        picture_change(call->host, call->self, data, (Tween){.dur_s = DUR_LEAVE_S});
}

static void method_part(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const NextBars *data = picture_data(call->self);
    const int64_t id = (int64_t)((const Figure *)arg_object(args, "id", &FIGURE_TYPE))->value;
    const BarRows bars = choose_rows(scene_arena(s), data->token, rows_for(s, data, picture_rect(call->self).h));
    for (int i = 0; i < bars.n; i++)
        if (bars.rows[i].id == id) {
            script_return(call, script_part(call, call->self, picture_part_find(call->self, row_key(data, &bars, i))));
            return;
        }
    script_fail(call, "these bars show no token %lld; the one that was drawn is always there", (long long)id);
}

static const Arg PART_ARGS[] = {{"id", ARG_FIGURE, .help = "of a token that has a row"}, {0}};
static const Arg MARK_ARGS[] = {{"id", ARG_FIGURE, .help = "of the token that was drawn"}, {0}};
static const Verb BARS_METHODS[] = {
    {"part", SHAPE_FUNCTION, "The row of a token.", PART_ARGS, .call = method_part, .returns = "part"},
    {"mark", SHAPE_FUNCTION, "The row of the token that was drawn lights up.", MARK_ARGS, .call = method_mark},
    {0},
};

static const ScriptType NEXT_BARS_TYPE = {
    .name = "next_bars", .help = "Next tokens as bars.", .parent = &PICTURE_TYPE, .methods = BARS_METHODS};
static const ScriptKind BARS = {{"next_bars", NULL, lay_out}, &NEXT_BARS_TYPE, change, .at_once = true};

static void verb_next_bars(ScriptCall *call, const ScriptArgs *args)
{
    NextBars *data = ARENA_NEW(scene_arena(call->host), NextBars);
    *data = (NextBars){
        .token = arg_object(args, "token", &TOKEN_TYPE),
        .most = (int)arg_integer(args, "most"),
        .least = (int)arg_integer(args, "least"),
        .marked = -1,
        .full = arg_number(args, "full"),
        .empty = arg_bool(args, "empty"),
    };
    if (!token_was_drawn(call, data->token))
        return;
    data->full = fmax(data->full, highest_among(call, args));
    data->widest = widest_token(call->host, data->token, data->most);
    const BarRows first = choose_rows(scene_arena(call->host), data->token, data->most);
    for (int i = 0; i < first.n && first.rows[i].id >= 0; i++)
        data->keys[data->n_keys++] = first.rows[i].id;
    script_picture(call, args, &BARS, data);
}

static const Arg BARS_ARGS[] = {
    {"token", ARG_HANDLE, .type = &TOKEN_TYPE,
     .help = "a token of run.generation, for what the model thought before it; or run.probe.next"},
    {0},
};
static const Arg BARS_OPTIONS[] = {
    {"most", ARG_INTEGER, .preset = "8", .min = 1, .max = MOST_ROWS, .help = "rows when there is room"},
    {"least", ARG_INTEGER, .preset = "3", .min = 1, .max = MOST_ROWS, .help = "rows when there is none"},
    {"empty", ARG_BOOL, .preset = "false", .help = "places for tokens and bars, which can become them"},
    {"among", ARG_LIST, .items = ARG_HANDLE, .type = &TOKEN_TYPE,
     .help = "predictions that these bars show in turn, on one scale: the longest bar takes all the room"},
    {"full", ARG_NUMBER, .min = 0, .max = 1, .help = "the probability whose bar takes all the room; else as they need"},
    {0},
};

const Verb NEXT_BARS_VERBS[] = {
    {"next_bars", SHAPE_PICTURE, "The likeliest next tokens as bars, the rest as one.", BARS_ARGS, BARS_OPTIONS,
     PICTURE_OPTIONS, .call = verb_next_bars, .makes = &NEXT_BARS_TYPE},
    {0},
};
