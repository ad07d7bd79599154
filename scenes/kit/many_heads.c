// many_heads.c — all heads of a layer as cards: the same text as each reads it, what it makes of the last token, and
// how all of that is joined to one vector again.
#include "scenes/kit/many_heads.h"

#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// ---- a card ----

static void name_item(Layout *layout, const CardFit *fit, int head)
{
    static const Words HEAD = {.text = "head"};
    Arena *arena = layout_arena(layout);
    const Figure *number = figure_leaf(arena, FIGURE_ORDINAL, head + 1, (FigureSource){.field = "head"});
    const Words *words = words_with_figure(arena, &HEAD, number, "d");
    item_text(layout, "name", .x = fit->pad, .y = fit->pad + 0.6 * fit->label, .text = words->text,
              .style = {.size = fit->label, .weight = 600, .valign = VALIGN_MIDDLE}, .fill = layout_theme(layout)->ink,
              .shown = &words->shown);
}

static void habit_items(Layout *layout, const HeadHabit *habit, const CardFit *fit)
{
    const TextStyle style = {.size = fit->label, .valign = VALIGN_MIDDLE};
    const Color color = layout_theme(layout)->soft;
    if (fit->words.h <= 0 || type_box(layout_scene(layout), &style, habit->words).w > fit->words.w)
        return;
    // Beside the grid they are other items than below it: they would cross it on their way.
    item_text(layout, fit->beside ? "habit beside" : "habit", .x = fit->words.x, .y = fit->words.y + 0.6 * fit->label, .text = habit->words,
              .style = style, .fill = color);
    if (!habit->share)
        return;
    const Words *share = words_with_figure(layout_arena(layout), NULL, habit->share, ".0%");
    item_text(layout, fit->beside ? "share beside" : "share", .x = fit->words.x, .y = fit->words.y + 1.9 * fit->label, .text = share->text,
              .style = {.family = FONT_MONO, .size = fit->label, .valign = VALIGN_MIDDLE}, .fill = color,
              .shown = &share->shown);
}

static void grid_items(Layout *layout, const ManyHeads *data, int head, const CardFit *fit)
{
    const Attention *heads = data->heads;
    const Theme *theme = layout_theme(layout);
    Path *cells = path_create(layout_arena(layout)), *hatch = path_create(layout_arena(layout));
    for (int row = heads->first; row < heads->n; row++)
        for (int column = heads->first; column < heads->n; column++) {
            const Rect cell = {fit->grid.x + (column - heads->first) * fit->pitch,
                               fit->grid.y + (row - heads->first) * fit->pitch, fit->pitch, fit->pitch};
            if (column > row) {
                cell_hatch(hatch, cell, 12);
                continue;
            }
            // Round corners would be most of an SVG.
            path_rect(cells, cell.x + 1, cell.y + 1, cell.w - 2, cell.h - 2, 0);
            item_circle(
                layout, arena_printf(layout_arena(layout), "dot %d %d", row + 1, column + 1), .z = 1,
                .x = cell.x + cell.w / 2, .y = cell.y + cell.h / 2,
                .r = layout_is_seed(layout) ? 0 : dot_radius(attention_weight(heads, head, row, column), fit->pitch),
                .fill = dot_color(theme, row == heads->n - 1));
        }
    item_path(layout, "grid", .path = cells, .fill = theme->bg);
    if (hatch->n_verbs > 0)
        item_path(layout, "hatch", .path = hatch, .stroke = color_alpha(theme->line, 0.75), .stroke_width = 1);
}

// From the last token back to each before it, as wide as its weight.
static void arc_items(Layout *layout, const ManyHeads *data, int head, const CardFit *fit)
{
    const Attention *heads = data->heads;
    const int last = heads->n - 1 - heads->first;
    const double foot = fit->arcs.y + fit->arcs.h - 0.3 * fit->label;
    for (int j = 0; j < last && fit->arcs.h > 0; j++) {
        const double weight = attention_weight(heads, head, heads->n - 1, heads->first + j);
        const double from = fit->arcs.x + (j + 0.5) * fit->pitch, to = fit->arcs.x + (last + 0.5) * fit->pitch;
        const double rise = fit->arcs.h * lerp(0.26, 0.77, last > 1 ? (last - 1.0 - j) / (last - 1) : 0);
        Path *arc = path_create(layout_arena(layout));
        path_move(arc, from, foot);
        path_cubic(arc, from, foot - 1.3 * rise, to, foot - 1.3 * rise, to, foot);
        item_path(layout, arena_printf(layout_arena(layout), "arc %d", j + 1), .path = arc,
                  .stroke = color_mix(layout_theme(layout)->panel, roles_of(layout_theme(layout))->query,
                                      lerp(0.35, 1, fmin(1, 1.6 * weight))),
                  .stroke_width = fmax(1, fmin(0.26 * fit->pitch, 0.8 * fit->label) * weight));
    }
}

static void letter_item(Layout *layout, const char *name, const char *text, Rect box, double size, Color color)
{
    Scene *s = layout_scene(layout);
    const char *words = tile_words(s, text);
    const TextStyle style = {.family = FONT_MONO, .size = size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
    const double most = box.w >= 0.9 * size ? 1.4 * box.w : 1.05 * box.w; // signs of what is no letter are wider
    if (type_box(s, &style, words).w <= most)
        item_text(layout, name, .x = box.x + box.w / 2, .y = box.y + box.h / 2, .z = 1, .text = words, .style = style,
                  .fill = color, .shown = words_quoted(layout_arena(layout), words));
}

// The token that looks has the colour of queries, and what it looks at that of keys.
static Color letter_color(const Layout *layout, const ManyHeads *data, int head, int token)
{
    const Theme *theme = layout_theme(layout);
    const Attention *heads = data->heads;
    if (token == heads->n - 1)
        return roles_of(theme)->query;
    const double weight = attention_weight(heads, head, heads->n - 1, token);
    return color_mix(theme->soft, roles_of(theme)->key, fmin(1, 2 * weight));
}

static void letter_items(Layout *layout, const ManyHeads *data, int head, const CardFit *fit)
{
    const Attention *heads = data->heads;
    Arena *arena = layout_arena(layout);
    for (int i = heads->first; i < heads->n && fit->lettered; i++) {
        const double along = (i - heads->first) * fit->pitch;
        letter_item(layout, arena_printf(arena, "over %d", i + 1), heads->texts[i],
                    (Rect){fit->grid.x + along, fit->letters.y, fit->pitch, fit->letters.h}, fit->label,
                    letter_color(layout, data, head, i));
        if (fit->rows)
            letter_item(layout, arena_printf(arena, "beside %d", i + 1), heads->texts[i],
                        (Rect){fit->grid.x - 1.6 * fit->label, fit->grid.y + along, 1.6 * fit->label, fit->pitch},
                        fit->label,
                        i == heads->n - 1 ? roles_of(layout_theme(layout))->query : layout_theme(layout)->soft);
    }
}

static void card_part(Layout *layout, const ManyHeads *data, int head, Rect card, const CardFit *fit)
{
    const Theme *theme = layout_theme(layout);
    const bool open = head == data->open;
    layout_part(layout, part_index(head), card, 0);
    item_rect(layout, "card", .w = card.w, .h = card.h, .r = card_radius(card), .fill = theme->panel,
              .stroke = open ? theme->accent : theme->line, .stroke_width = open ? 3 : 2);
    if (fit->named)
        name_item(layout, fit, head);
    habit_items(layout, &data->habits[head], fit);
    grid_items(layout, data, head, fit);
    arc_items(layout, data, head, fit);
    letter_items(layout, data, head, fit);
    number_strip_items(layout, &data->strips[head], fit->strip, false);
}

// ---- what is joined ----

// From the foot of a card to its slice of the vector.
static Path *ribbon_path(Arena *arena, Rect card, Rect slice)
{
    const double top = card.y + card.h - slice.y, left = card.x - slice.x, bend = 0.5 * top;
    Path *path = path_create(arena);
    path_move(path, left + 4, top);
    path_line(path, left + card.w - 4, top);
    path_cubic(path, left + card.w - 4, bend, slice.w - 1, bend, slice.w - 1, -3);
    path_line(path, 1, -3);
    path_cubic(path, 1, bend, left + 4, bend, left + 4, top);
    path_close(path);
    return path;
}

static void slice_part(Layout *layout, const ManyHeads *data, int head, const HeadsPlace *place, const CardFit *fit)
{
    const int n = data->heads->n_heads;
    const Rect card = place->cards[head];
    const Rect slice = {place->vector.x + place->vector.w * head / n, place->vector.y, place->vector.w / n,
                        place->vector.h};
    const Rect strip = {card.x + fit->strip.x, card.y + fit->strip.y, fit->strip.w, fit->strip.h};
    const Rect box = data->joined ? slice : strip;
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "slice %d", head + 1)), box, 3);
    number_strip_items(layout, &data->strips[head],
                       (Rect){data->joined ? 2 : 0, 0, box.w - (data->joined ? 4 : 0), box.h}, false);
    if (!data->joined || !place->ribbons)
        return;
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "ribbon %d", head + 1)), slice, 2);
    const Color color = roles_of(layout_theme(layout))->value;
    item_path(layout, "ribbon", .path = ribbon_path(layout_arena(layout), card, slice),
              .fill = color_mix(layout_theme(layout)->bg, color, head == data->open ? 0.6 : 0.3));
}

static void frame_part(Layout *layout, const ManyHeads *data, Rect vector)
{
    const Rect box = rect_grow(vector, 4);
    if (!data->joined)
        return;
    layout_part(layout, part_named("vector"), box, 4);
    item_rect(layout, "frame", .w = box.w, .h = box.h, .r = 8, .stroke = roles_of(layout_theme(layout))->value,
              .stroke_width = 3);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    ManyHeads as_seen = *(const ManyHeads *)given;
    if (as_seen.joined && many_heads_in_row(rect))
        as_seen.open = -1; // no slice of the vector is wider than another
    const ManyHeads *data = &as_seen;
    const HeadsPlace place = many_heads_place(layout, data, rect);
    const int n = data->heads->n_heads;
    CardFit *fits = ARENA_ARRAY(layout_arena(layout), CardFit, n);
    for (int i = 0; i < n; i++) {
        fits[i] = many_heads_fit(layout, data, i, place.cards[i]);
        card_part(layout, data, i, place.cards[i], &fits[i]);
    }
    for (int i = 0; i < n; i++)
        slice_part(layout, data, i, &place, &fits[i]);
    frame_part(layout, data, place.vector);
}

// ---- what is shown ----

// The sum of the values of all tokens, by the weights that the last one gives them.
static const float *sum_of_values(Arena *arena, const Attention *heads, const float *values, int head, int n_channels)
{
    float *sum = ARENA_ARRAY(arena, float, n_channels);
    for (int c = 0; c < n_channels; c++) {
        double total = 0;
        for (int j = 0; j < heads->n; j++)
            total +=
                attention_weight(heads, head, heads->n - 1, j) * (double)values[(head * heads->n + j) * n_channels + c];
        sum[c] = (float)total;
    }
    return sum;
}

// Where it looks most, when that is worth a name.
static HeadHabit habit_of(Arena *arena, const Attention *heads, int head)
{
    static const double LEAST = 0.4;
    static const char *const WORDS[] = {
        [LOOKS_PREVIOUS] = "one back", [LOOKS_FIRST] = "the first", [LOOKS_ITSELF] = "itself"};
    HeadHabit habit = {"mixed", NULL};
    for (LooksAt at = LOOKS_PREVIOUS; at <= LOOKS_ITSELF && heads->n > 1; at++) {
        const Figure *share = attention_share(arena, heads, head, at);
        if (share->value >= LEAST && (!habit.share || share->value > habit.share->value))
            habit = (HeadHabit){WORDS[at], share};
    }
    return habit;
}

// The values of the heads, (n_heads, n, channels); NULL after script_fail.
static const TensorView *values_of(ScriptCall *call, const ScriptArgs *args, const Attention *heads)
{
    const TensorView *view = arg_object(args, "values", &TENSOR_TYPE);
    if (tensor_view_dims(view) == 3 && tensor_view_length(view, 0) == heads->n_heads &&
        tensor_view_length(view, 1) == heads->n)
        return view;
    script_fail(call, "the values of the same heads and tokens are wanted here, as in run.probe.v[layer]");
    return NULL;
}

static ManyHeads *take(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Attention *heads = ARENA_NEW(arena, Attention);
    *heads = (Attention){.row = -1, .layer = true};
    if (!attention_take(call, arg_value(args, "weights"), heads))
        return NULL;
    const TensorView *values = values_of(call, args, heads);
    if (!values)
        return NULL;
    ManyHeads *data = ARENA_NEW(arena, ManyHeads);
    const int n = heads->n_heads, n_channels = (int)tensor_view_length(values, 2);
    *data = (ManyHeads){.heads = heads, .open = -1};
    data->strips = ARENA_ARRAY(arena, NumberStrip, n);
    data->habits = ARENA_ARRAY(arena, HeadHabit, n);
    for (int i = 0; i < n; i++) {
        const float *sum = sum_of_values(arena, heads, tensor_view_values(values), i, n_channels);
        data->strips[i] = number_strip(arena, scene_theme(call->host), sum, n_channels, 0);
        data->habits[i] = habit_of(arena, heads, i);
    }
    return data;
}

// ---- the verb ----

static ManyHeads *copy_of(ScriptCall *call)
{
    return arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof(ManyHeads));
}

static void method_open(ScriptCall *call, const ScriptArgs *args)
{
    ManyHeads *data = copy_of(call);
    data->open = arg_given(args, "head") ? (int)arg_integer(args, "head") - 1 : -1;
    if (data->open >= data->heads->n_heads)
        script_fail(call, "there is no head %d; this layer has %d", data->open + 1, data->heads->n_heads);
    else
        picture_change(call->host, call->self, data, script_tween(call->host, args));
}

static void method_join(ScriptCall *call, const ScriptArgs *args)
{
    ManyHeads *data = copy_of(call);
    data->joined = true;
    picture_change(call->host, call->self, data, script_tween(call->host, args));
}

static void method_habit(ScriptCall *call, const ScriptArgs *args)
{
    const ManyHeads *data = picture_data(call->self);
    const int64_t head = arg_integer(args, "head");
    if (head > data->heads->n_heads) {
        script_fail(call, "there is no head %d; this layer has %d", (int)head, data->heads->n_heads);
        return;
    }
    const HeadHabit *habit = &data->habits[head - 1];
    script_return(call, value_string(habit->words));
    if (habit->share)
        script_return(call, value_figure(habit->share));
}

static const Arg HEAD_ARGS[] = {{"head", ARG_INTEGER, .min = 1, .max = 1e6, .help = "which one, from 1"}, {0}};
static const Arg OPEN_ARGS[] = {
    {"head", ARG_INTEGER, .optional = true, .min = 1, .max = 1e6, .help = "which one, from 1; without it none"}, {0}};
static const Verb MANY_HEADS_METHODS[] = {
    {"open", SHAPE_VERB, "One head is large, the others make room.", OPEN_ARGS, .shared = TWEEN_OPTIONS,
     .call = method_open},
    {"join", SHAPE_VERB, "What all heads make goes into one vector; in a row, none is large then.", NULL,
     .shared = TWEEN_OPTIONS, .call = method_join},
    {"habit", SHAPE_FUNCTION,
     "Where a head looks most: \"one back\", \"the first\", \"itself\", and how much; or \"mixed\".", HEAD_ARGS,
     .call = method_habit, .returns = "string"},
    {0},
};

static const ScriptType MANY_HEADS_TYPE = {
    .name = "many_heads",
    .help = "All heads of a layer, and what they make; the first parts are the cards.",
    .parent = &PICTURE_TYPE,
    .methods = MANY_HEADS_METHODS};
static const ScriptKind MANY_HEADS = {{"many_heads", NULL, lay_out, .least = {200, 200}}, &MANY_HEADS_TYPE, NULL};

static void verb_many_heads(ScriptCall *call, const ScriptArgs *args)
{
    ManyHeads *data = take(call, args);
    if (data)
        script_picture(call, args, &MANY_HEADS, data);
}

static const Arg MANY_HEADS_ARGS[] = {
    {"weights", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "of one layer: run.probe.attention[layer]"},
    {0},
};
static const Arg MANY_HEADS_OPTIONS[] = {
    {"values", ARG_HANDLE, .type = &TENSOR_TYPE, .required = true, .help = "of the same layer: run.probe.v[layer]"},
    {0},
};

const Verb MANY_HEADS_VERBS[] = {
    {"many_heads", SHAPE_PICTURE,
     "All heads of a layer: the text as each reads it, what it makes of the last token, and all of that joined.",
     MANY_HEADS_ARGS, MANY_HEADS_OPTIONS, PICTURE_OPTIONS, .call = verb_many_heads, .makes = &MANY_HEADS_TYPE,
     .example = "local heads = many_heads { run.probe.attention[1], values = run.probe.v[1], into = page }"},
    {0},
};
