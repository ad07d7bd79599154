// talk_think.c — a block over all positions: above, attention moves what tokens know to later ones; below, the MLP
// works at each position alone.
//
// It runs down where it is wide, and to the right where it is tall: then x and y are exchanged (layout_turn).
#include "scenes/kit/attention.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/number_strip.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { N_LEVELS = 4 }; // of a lamp's light

typedef struct TalkThink {
    const char *const *texts; // [n] of the prompt's tokens
    int n, first;             // the first that is shown
    const double *weights;    // (n, n): the mean over all heads
    NumberStrip *in, *out;    // [n] the stream before the block and after it
    const float *hidden;      // (n, n_hidden) activations; NULL: there is no MLP
    int n_hidden;
    double brightest;
    bool talked, thought; // flows are drawn; lamps are lit
    int token;            // in question, from 0; -1: none
} TalkThink;

// Where it is, before it is turned: along the tokens and across them.
typedef struct TalkFit {
    Rect room;
    bool turned;
    double side;                                      // along: what is left for words
    double pitch, w;                                  // from one token to the next; of a panel
    double tile, strip, r;                            // across: heights of tiles and strips; of a sum
    double in, from, sum, panel, panel_end, end, out; // across: where things begin
} TalkFit;

static TalkFit fit_talk(Layout *layout, const TalkThink *data, Rect rect)
{
    const bool turned = rect.h > 1.2 * rect.w;
    const double label = type_size(layout_scene(layout), TYPE_LABEL);
    const bool roomy = !turned && rect.w >= 40 * label;
    TalkFit fit = {.room = turned ? rect_turned(rect) : rect, .turned = turned};
    const double h = fit.room.h;
    fit.side = turned ? 1.8 * label : roomy ? 7 * label : 3.4 * label;
    fit.pitch = (fit.room.w - fit.side) / (data->n - data->first);
    fit.w = fmin(0.84 * fit.pitch, 0.32 * h);
    fit.tile = clamp(0.07 * h, tile_least(layout_scene(layout)), 60);
    fit.strip = 0.03 * h;
    fit.r = fmin(0.022 * h, 0.2 * fit.w);
    fit.in = fit.tile + 0.02 * h;
    fit.from = fit.in + fit.strip + 0.012 * h;
    fit.sum = data->hidden ? 0.41 * h : 0.8 * h;
    fit.panel = 0.5 * h;
    fit.panel_end = 0.87 * h;
    fit.end = 0.92 * h;
    fit.out = 0.968 * h;
    return fit;
}

// The middle of a token's column, along.
static double column_x(const TalkThink *data, const TalkFit *fit, int token)
{
    return fit->side + (token - data->first + 0.5) * fit->pitch;
}

static bool is_quiet(const TalkThink *data, int token)
{
    return data->token >= 0 && token != data->token;
}

// ---- what stands still ----

static void token_part(Layout *layout, const TalkThink *data, const TalkFit *fit, int token)
{
    const Theme *theme = layout_theme(layout);
    const bool chosen = token == data->token;
    const Rect room = fit->room;
    const double w = fit->turned ? fit->tile : fmin(fmax(fit->tile, 0.5 * fit->w), fit->w);
    const double h = fit->turned ? fmin(fit->w, 1.2 * fit->tile) : fit->tile;
    layout_turn(layout, false);
    const Rect along = {room.x + column_x(data, fit, token) - (fit->turned ? h : w) / 2, room.y, fit->turned ? h : w,
                        fit->turned ? w : h};
    layout_part(layout, part_index(token), fit->turned ? rect_turned(along) : along, 0);
    tile_items_colored(layout, data->texts[token], w, h, chosen ? roles_of(theme)->query : theme->line,
                       chosen ? roles_of(theme)->query : theme->ink);
    layout_turn(layout, fit->turned);
}

static void strip_part(Layout *layout, const TalkThink *data, const TalkFit *fit, int token, bool out)
{
    const Rect box = {fit->room.x + column_x(data, fit, token) - fit->w / 2, fit->room.y + (out ? fit->out : fit->in),
                      fit->w, fit->strip};
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "%s %d", out ? "out" : "in", token + 1)), box, 1);
    number_strip_items(layout, out ? &data->out[token] : &data->in[token], (Rect){0, 0, box.w, box.h}, fit->turned);
    if (!out)
        item_circle(layout, "foot", .x = box.w / 2, .y = fit->from - fit->in, .r = 0.25 * fit->r,
                    .fill = roles_of(layout_theme(layout))->key);
}

// The way of the stream: past the panel and through it, with a sum behind it.
static void road_part(Layout *layout, const TalkThink *data, const TalkFit *fit, int token)
{
    const Theme *theme = layout_theme(layout);
    const Rect box = {fit->room.x + column_x(data, fit, token) - fit->w / 2, fit->room.y + fit->sum, fit->w,
                      fit->out - fit->sum};
    const double middle = fit->w / 2, side = -0.06 * fit->w, panel = fit->panel - fit->sum;
    const double end = fit->end - fit->sum, bend = 0.4 * panel;
    Path *path = path_create(layout_arena(layout));
    path_move(path, middle, 0);
    path_line(path, middle, data->hidden ? panel : box.h);
    if (data->hidden) {
        path_move(path, middle, fit->panel_end - fit->sum);
        path_line(path, middle, box.h);
        path_rounded_line(path, (Point[]){{middle, bend}, {side, bend}, {side, end}, {middle, end}}, 4, 8);
    }
    const bool lit = token == data->token;
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "road %d", token + 1)), box, -1);
    item_path(layout, "road", .path = path, .stroke = lit ? theme->soft : theme->line, .stroke_width = 2);
}

static void sum_part(Layout *layout, const TalkThink *data, const TalkFit *fit, int token, bool behind)
{
    const Theme *theme = layout_theme(layout);
    const double y = behind ? fit->end : fit->sum;
    const Color chosen = behind ? theme->accent : roles_of(theme)->query;
    layout_part(
        layout, part_named(arena_printf(layout_arena(layout), "sum %d %d", behind, token + 1)),
        (Rect){fit->room.x + column_x(data, fit, token) - fit->r, fit->room.y + y - fit->r, 2 * fit->r, 2 * fit->r}, 2);
    sum_items(layout, fit->r, fit->r, token == data->token ? chosen : theme->soft);
}

// ---- talk ----

static void flow_part(Layout *layout, const TalkThink *data, const TalkFit *fit, int from, int to)
{
    static const double LEAST = 0.02; // weights below it are not seen
    const Theme *theme = layout_theme(layout);
    const double weight = data->weights[to * data->n + from];
    if (weight < LEAST)
        return;
    const double x = column_x(data, fit, from), w = column_x(data, fit, to) - x, h = fit->sum - fit->r - fit->from;
    Path *path = path_create(layout_arena(layout));
    path_move(path, 0, 0);
    path_cubic(path, 0, 0.75 * h, w, 0.25 * h, w, h);
    const bool chosen = to == data->token;
    const Color color = chosen ? roles_of(theme)->query : roles_of(theme)->value;
    layout_part(layout, part_cell(to, from), (Rect){fit->room.x + x, fit->room.y + fit->from, w, h}, chosen ? 1 : 0);
    item_path(layout, "flow", .path = path, .drawn = data->talked && !layout_is_seed(layout) ? 1 : -1,
              .stroke = color_mix(theme->bg, color, is_quiet(data, to) ? 0.38 : lerp(0.35, 0.9, fmin(1, 2 * weight))),
              .stroke_width = 1 + 0.13 * fit->w * weight, .round_caps = true);
}

// ---- think ----

// 0: dark, to N_LEVELS.
static int level_of(const TalkThink *data, int token, int neuron)
{
    const double share = (double)data->hidden[token * data->n_hidden + neuron] / data->brightest;
    return share < 0.08 ? 0 : (int)fmin(N_LEVELS, ceil(N_LEVELS * fmin(1, pow(share, 0.7))));
}

static void lamps_items(Layout *layout, const TalkThink *data, int token, double w, double h)
{
    const Theme *theme = layout_theme(layout);
    const double cell = sqrt((w - 8) * (h - 8) / data->n_hidden);
    const int n_columns = (int)fmax(1, floor((w - 8) / cell)), n_rows = (data->n_hidden + n_columns - 1) / n_columns;
    const double step_x = (w - 8) / n_columns, step_y = (h - 8) / n_rows, most = 0.42 * fmin(step_x, step_y);
    for (int level = 0; level <= N_LEVELS; level++) {
        Path *lamps = path_create(layout_arena(layout));
        for (int i = 0; i < data->n_hidden; i++)
            if (level_of(data, token, i) == level)
                path_circle(lamps, 4 + (i % n_columns + 0.5) * step_x, 4 + (i / n_columns + 0.5) * step_y,
                            most * lerp(0.35, 1, (double)level / N_LEVELS));
        const Color dark = color_mix(theme->panel, theme->line, 0.6);
        const Color bright = level < N_LEVELS ? color_mix(dark, theme->accent, (double)level / (N_LEVELS - 1))
                                              : color_mix(theme->accent, theme->ink, 0.75);
        if (lamps->n_verbs > 0)
            item_path(layout, arena_printf(layout_arena(layout), "lamps %d", level), .path = lamps,
                      .fill = data->thought && level > 0 ? bright : dark);
    }
}

static void panel_part(Layout *layout, const TalkThink *data, const TalkFit *fit, int token)
{
    const Theme *theme = layout_theme(layout);
    const Rect box = {fit->room.x + column_x(data, fit, token) - fit->w / 2, fit->room.y + fit->panel, fit->w,
                      fit->panel_end - fit->panel};
    const bool chosen = token == data->token && data->thought;
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "panel %d", token + 1)), box, 0);
    if (chosen)
        item_halo(layout, "halo", (Rect){0, 0, box.w, box.h}, card_radius(box), 0.25 * fit->w, 0.45, theme->accent);
    item_rect(layout, "card", .w = box.w, .h = box.h, .r = card_radius(box), .fill = theme->panel,
              .stroke = chosen ? theme->accent : theme->line, .stroke_width = chosen ? 3 : 2);
    lamps_items(layout, data, token, box.w, box.h);
}

// ---- words ----

typedef struct SideWords {
    const char *words, *more;
    double from, to; // across
    bool large;
} SideWords;

// At the left of what they name; where it is turned there is room over it.
static void words_part(Layout *layout, const TalkFit *fit, SideWords side)
{
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const double label = type_size(s, TYPE_LABEL), size = side.large && fit->side >= 6 * label ? 1.4 * label : label;
    const double across = fit->room.y + (side.from + side.to) / 2;
    const TextStyle style = {.size = size,
                             .weight = side.large ? 600 : 400,
                             .valign = VALIGN_MIDDLE,
                             .align = fit->turned ? ALIGN_MIDDLE : ALIGN_START};
    const TextStyle small = {.size = label, .valign = VALIGN_MIDDLE, .align = ALIGN_START};
    const bool more = side.more && !fit->turned && fit->side >= 6 * label;
    layout_turn(layout, false);
    const Rect box = fit->turned ? (Rect){across, fit->room.x + 0.7 * label, 0, 0}
                                 : (Rect){fit->room.x, across - (more ? 0.7 * label : 0), 0, 0};
    layout_part(layout, part_named(side.words), box, 3);
    if (side.large || !fit->turned)
        item_text(layout, "words", .text = side.words, .style = style, .fill = side.large ? theme->ink : theme->soft);
    if (more)
        item_text(layout, "more", .y = 1.4 * label, .text = side.more, .style = small, .fill = theme->soft);
    layout_turn(layout, fit->turned);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const TalkThink *data = given;
    const TalkFit fit = fit_talk(layout, data, rect);
    layout_turn(layout, fit.turned);
    words_part(layout, &fit, (SideWords){"in", NULL, fit.in, fit.in + fit.strip, false});
    words_part(layout, &fit, (SideWords){"talk", "attention", fit.from, fit.sum - fit.r, true});
    if (data->hidden)
        words_part(layout, &fit, (SideWords){"think", "MLP", fit.panel, fit.panel_end, true});
    words_part(layout, &fit, (SideWords){"out", NULL, fit.out, fit.out + fit.strip, false});
    for (int i = data->first; i < data->n; i++) {
        token_part(layout, data, &fit, i);
        strip_part(layout, data, &fit, i, false);
        road_part(layout, data, &fit, i);
        sum_part(layout, data, &fit, i, false);
        if (data->hidden)
            panel_part(layout, data, &fit, i);
        if (data->hidden)
            sum_part(layout, data, &fit, i, true);
        if (data->hidden ? data->thought : data->talked)
            strip_part(layout, data, &fit, i, true);
    }
    for (int to = data->first; to < data->n; to++)
        for (int from = data->first; from <= to; from++)
            flow_part(layout, data, &fit, from, to);
    layout_turn(layout, false);
}

// ---- what is shown ----

// The mean over the heads of a layer.
static double *mean_weights(Arena *arena, const Attention *heads)
{
    double *mean = ARENA_ARRAY(arena, double, (int64_t)heads->n * heads->n);
    for (int row = 0; row < heads->n; row++)
        for (int column = 0; column <= row; column++)
            for (int head = 0; head < heads->n_heads; head++)
                mean[row * heads->n + column] += attention_weight(heads, head, row, column) / heads->n_heads;
    return mean;
}

static NumberStrip *strips_of(Scene *s, const Tensor *stream, int64_t place, double full)
{
    const int n = (int)stream->shape[1], n_channels = (int)stream->shape[2];
    NumberStrip *strips = ARENA_ARRAY(scene_arena(s), NumberStrip, n);
    for (int i = 0; i < n; i++)
        strips[i] =
            number_strip(scene_arena(s), scene_theme(s), stream->f32 + (place * n + i) * n_channels, n_channels, full);
    return strips;
}

static void take_hidden(const Tensor *hidden, int64_t layer, TalkThink *data)
{
    if (!hidden)
        return;
    data->n_hidden = (int)hidden->shape[2];
    data->hidden = hidden->f32 + layer * hidden->shape[1] * hidden->shape[2];
    for (int i = 0; i < data->n * data->n_hidden; i++)
        data->brightest = fmax(data->brightest, 0.8 * (double)data->hidden[i]);
    data->brightest = data->brightest > 0 ? data->brightest : 1;
}

static TalkThink *take(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const RunView *view = arg_object(args, "probe", &PROBE_TYPE);
    const Tensor *stream = run_tensor(view->run, PROBE_RESIDUAL);
    const int64_t layer = arg_integer(args, "layer");
    Attention heads = {.row = -1, .layer = true, .lettered = true};
    if (!attention_take(call, arg_value(args, "weights"), &heads))
        return NULL;
    if (!stream || layer >= stream->shape[0] || stream->shape[1] != heads.n) {
        script_fail(call, "the run's probe has no stream before and after block %d; ask for run.probe.residual before",
                    (int)layer);
        return NULL;
    }
    TalkThink *data = ARENA_NEW(scene_arena(s), TalkThink);
    *data = (TalkThink){.texts = heads.texts, .n = heads.n, .first = heads.first, .token = -1};
    data->weights = mean_weights(scene_arena(s), &heads);
    const double full = number_strip_full(stream->f32 + layer * stream->shape[1] * stream->shape[2],
                                          stream->shape[1] * stream->shape[2]);
    data->in = strips_of(s, stream, layer - 1, full);
    data->out = strips_of(s, stream, layer, full);
    take_hidden(run_tensor(view->run, PROBE_MLP_HIDDEN), layer - 1, data);
    return data;
}

// ---- the verb ----

static TalkThink *copy_of(ScriptCall *call)
{
    return arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof(TalkThink));
}

static void method_talk(ScriptCall *call, const ScriptArgs *args)
{
    TalkThink *data = copy_of(call);
    data->talked = true;
    kit_sweep(call, args, data);
}

static void method_think(ScriptCall *call, const ScriptArgs *args)
{
    TalkThink *data = copy_of(call);
    data->thought = true;
    kit_sweep(call, args, data);
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    TalkThink *data = copy_of(call);
    data->token = arg_given(args, "token") ? (int)arg_integer(args, "token") - 1 : -1;
    if (data->token >= data->n || (data->token >= 0 && data->token < data->first))
        script_fail(call, "there is no token %d here; tokens %d to %d are shown", data->token + 1, data->first + 1,
                    data->n);
    else
        picture_change(call->host, call->self, data, script_tween(call->host, args));
}

static const Arg LIGHT_ARGS[] = {
    {"token", ARG_INTEGER, .optional = true, .min = 1, .max = 1e6, .help = "which one, from 1; without it none"}, {0}};
static const Verb TALK_THINK_METHODS[] = {
    {"talk", SHAPE_VERB, "Attention's flows draw themselves.", NULL, KIT_SWEEP_OPTIONS, .call = method_talk},
    {"think", SHAPE_VERB, "The neurons of every position light up.", NULL, KIT_SWEEP_OPTIONS, .call = method_think},
    {"light", SHAPE_VERB, "One token is in question: what it is given stands out.", LIGHT_ARGS, .shared = TWEEN_OPTIONS,
     .call = method_light},
    {0},
};

static const ScriptType TALK_THINK_TYPE = {.name = "talk_think",
                                           .help = "A block over all positions.",
                                           .parent = &PICTURE_TYPE,
                                           .methods = TALK_THINK_METHODS};
static const ScriptKind TALK_THINK = {{"talk_think", NULL, lay_out, .least = {300, 300}}, &TALK_THINK_TYPE, NULL};

static void verb_talk_think(ScriptCall *call, const ScriptArgs *args)
{
    TalkThink *data = take(call, args);
    if (data)
        script_picture(call, args, &TALK_THINK, data);
}

static const Arg TALK_THINK_ARGS[] = {{"probe", ARG_HANDLE, .type = &PROBE_TYPE, .help = "run.probe"}, {0}};
static const Arg TALK_THINK_OPTIONS[] = {
    {"layer", ARG_INTEGER, .required = true, .min = 1, .max = 1e6, .help = "which block, from 1"},
    {"weights", ARG_HANDLE, .type = &TENSOR_TYPE, .required = true,
     .help = "its attention: run.probe.attention[layer]"},
    {0},
};

const Verb TALK_THINK_VERBS[] = {
    {"talk_think", SHAPE_PICTURE,
     "A block over all positions: attention moves what tokens know, the MLP works at each alone.", TALK_THINK_ARGS,
     TALK_THINK_OPTIONS, PICTURE_OPTIONS, .call = verb_talk_think, .makes = &TALK_THINK_TYPE,
     .example = "local block = talk_think { run.probe, layer = 1, weights = run.probe.attention[1], into = page }"},
    {0},
};
