// support_kit.c — the pictures of the kit as scenes.
#include "support_kit.h"

#include "scenes/kit/kit.h"

#include <math.h>
#include <string.h>

static const char *const PROMPT[] = {"R", "O", "M", "E", "O", ":", "\n"};

enum { N_PROMPT = sizeof PROMPT / sizeof PROMPT[0] };

// A token's candidates as the pictures take them.
static Prediction prediction_of(const Run *run, int token)
{
    const RunToken *t = &run->generation->tokens[token];
    Prediction prediction = {.n = BARS_MOST, .p_other = 1, .chosen = -1};
    for (int i = 0; i < BARS_MOST; i++) {
        prediction.texts[i] = run->vocab[t->top[i].id];
        prediction.p[i] = t->top[i].p;
        prediction.p_other -= t->top[i].p;
        if (t->top[i].id == t->id)
            prediction.chosen = i;
    }
    return prediction;
}

static void build_tokens(Scene *s, const Run *run)
{
    (void)run;
    Node *row = token_row(s, NULL, 200, 200, 56, 56, 64, PROMPT, N_PROMPT);
    Node *wide = token_tile(s, NULL, .x = 200, .y = 300, .h = 56, .text = "Caesar ");
    token_tile(s, NULL, .x = 500, .y = 300, .w = 56, .h = 56, .text = "\t");
    token_tile(s, NULL, .x = 600, .y = 300, .w = 156, .h = 56, .text = "\xe2\x98\x83"); // no font has a snowman
    const int other = tile_add_text(s, wide, "no");
    drop_in(s, row, .each = true);
    tile_mark(s, node_child(row, 6), TILE_PICK, 0.2);
    tile_mark(s, node_child(row, 0), TILE_FOCUS, 0.2);
    tile_mark(s, node_child(row, 1), TILE_QUERY, 0.2);
    tile_mark(s, node_child(row, 2), TILE_KEY, 0.2);
    tile_mark(s, node_child(row, 0), TILE_PLAIN, 0.2);
    tile_show(s, wide, other);
}

static void build_bars(Scene *s, const Run *run)
{
    Prediction *p = ARENA_ARRAY(scene_arena(s), Prediction, 2);
    p[0] = prediction_of(run, 0);
    p[1] = prediction_of(run, 1);
    p[0].chosen = 2;
    Bars *bars = bars_add(s, NULL, .x = 1320, .y = 150, .tile = 52, .pitch = 66, .bar_x = 68, .bar_w = 330, .bar_h = 26,
                          .p_full = 0.25, .n_rows = BARS_MOST, .source = "run:generation");
    bars_show(s, bars, &p[0], 0.5);
    bars_mark(s, bars, 0.3);
    bars_show(s, bars, &p[1], 0.5);
    bars_mark(s, bars, 0.3);
}

static void build_code(Scene *s, const Run *run)
{
    (void)run;
    static const char *const LINES[] = {"for _ in range(n):", "    logits = model(ids)",
                                        "    ids.append(sample(logits))"};
    Code *code = code_panel(s, NULL, .x = 96, .y = 700, .w = 1728, .h = 212, .lines = LINES, .n_lines = 3,
                            .label = "a sketch", .source = "fact:own sketch");
    rise_in(s, code->group);
    code_light(s, code, 0, 0.3);
    code_light(s, code, 2, 0.3);
    scene_wait(s, 0.5);
    code_light(s, code, -1, 0.3);
}

static void build_verse(Scene *s, const Run *run)
{
    const RunSample *sample = &run->samples[run->n_samples - 1];
    const char *text = arena_printf(scene_arena(s), "ROMEO:\n%s", sample->text);
    Verse *verse = verse_add(s, NULL, .x = 200, .y = 300, .max_width = 600, .max_lines = 8, .text = text,
                             .source = "run:samples.text");
    Verse *letters = verse_add(s, NULL, .x = 1000, .y = 300, .max_width = 600, .max_lines = 2, .text = text,
                               .letters = true, .source = "run:samples.text");
    rise_in(s, verse->group, .each = true);
    rise_in(s, letters->nodes[1], .each = true);
}

static void build_chart(Scene *s, const Run *run)
{
    double *step_of = ARENA_ARRAY(scene_arena(s), double, run->n_metrics);
    double *loss = ARENA_ARRAY(scene_arena(s), double, run->n_metrics);
    double *t_s = ARENA_ARRAY(scene_arena(s), double, run->n_metrics);
    ChartRange across = CHART_RANGE_EMPTY, up = CHART_RANGE_EMPTY;
    for (int i = 0; i < run->n_metrics; i++) {
        step_of[i] = (double)run->metrics[i].step;
        loss[i] = run->metrics[i].loss;
        t_s[i] = 2.0 * i / run->n_metrics;
    }
    chart_range_add(&across, step_of, run->n_metrics);
    chart_range_add(&up, loss, run->n_metrics);
    Chart *chart =
        chart_add(s, NULL, .frame = {200, 200, 1100, 500}, .pad_top = 40, .pad_bottom = 40, .across = across, .up = up,
                  .name = "loss", .steps = true, .source_across = "run:metrics.step", .source_up = "run:metrics.loss");
    const Theme *theme = scene_theme(s);
    const Roles *roles = roles_of(theme);
    const ChartLine *line =
        chart_line(s, chart, .across = step_of, .up = loss, .n = run->n_metrics, .color = roles->train);
    chart_rule(s, chart, log((double)run->n_vocab), "guessing", theme->soft, "run:n_vocab");
    chart_dot(s, chart, step_of[5], loss[5], 8, roles->val);
    chart_value(s, chart, .across = step_of[5], .up = loss[5], .words = number_fixed(s, loss[5], 2),
                .style = &TYPE_LABEL_BOLD, .color = roles->val, .must = true, .source = "run:metrics.loss");
    const Point to = {600, 900};
    chart_ring(s, chart, step_of[10], &to, theme->soft);
    ChartEnd end = {.line = line, .words = "train", .color = roles->train, .source = "run:metrics.loss"};
    chart_end_labels(s, chart, &end, 1);
    chart_line_draw(s, chart, line, NULL, t_s, step_of, run->n_metrics);
    scene_seek(s, 2.5);
}

static void build_title_card(Scene *s, const Run *run)
{
    (void)run;
    TitleCard *card = title_card(s, NULL, .x = 960, .y = 500, .size = 160, .light = "nano", .bold = "GPT");
    title_draw_in(s, card, 1.5);
    title_glow(s, card, 1.2);
}

static void build_credit_card(Scene *s, const Run *run)
{
    (void)run;
    rise_in(
        s, credit_card(s, NULL, .x = 960, .y = 500, .name = "by " FACT_NANOGPT_AUTHOR, .address = FACT_NANOGPT_ADDRESS),
        .each = true);
}

static void build_shell(Scene *s, const Run *run)
{
    (void)run;
    static const char *const LINES[] = {"git clone somewhere", "ls"};
    Shell *shell = shell_panel(s, NULL, .x = 372, .y = 626, .w = 1176, .h = 170, .lines = LINES, .n_lines = 2);
    rise_in(s, shell->group);
    shell_type_all(s, shell, 2, 0.3);
}

static void build_heading(Scene *s, const Run *run)
{
    Node *title = heading_add(s, "One title");
    rise_in(s, title);
    heading_change(s, title, arena_printf(scene_arena(s), "Learning %s", run->corpus_name), heading_place(s).x);
}

static void build_numbers(Scene *s, const Run *run)
{
    const char *const words[] = {
        number_grouped(s, run->n_tokens),
        number_grouped(s, -1234567),
        number_fixed(s, 1.876, 2),
        number_percent(s, 0.163),
        number_percent(s, 0.001),
        number_percent(s, 0),
        number_short(s, 999),
        number_short(s, 804096),
        number_short(s, 124e6),
        number_duration(s, 48),
        number_duration(s, 181),
        number_duration(s, 7500),
    };
    for (int i = 0; i < (int)(sizeof words / sizeof words[0]); i++)
        add_text(s, NULL, .x = 200, .y = 120 + 60 * i, .text = words[i], .style = &TYPE_MONO,
                 .color = scene_theme(s)->ink, .source = "run:made up");
    scene_end(s, 1);
}

static void build_counter(Scene *s, const Run *run)
{
    TextStyle style = type_sized(&TYPE_MONO, SIZE_HEADING);
    style.align = ALIGN_END;
    Node *counter =
        add_counter(s, NULL, 1824, 300, &style, scene_theme(s)->ink, 0, (double)run->n_tokens, "run:tokens");
    Node *loss = add_counter(s, NULL, 1824, 400, &style, scene_theme(s)->ink, 2, 9, "run:metrics.loss");
    counter_values(s, counter, (double[]){0, 1, 2}, (double[]){0, 999, (double)run->n_tokens}, 3);
    counter_values(s, loss, (double[]){0, 1, 2}, (double[]){4.17, 2.5, run->metrics[run->n_metrics - 1].loss}, 3);
    scene_end(s, 2.5);
}

// ---- inside the model ----

// The last block's first head over the prompt, [N_PROMPT][N_PROMPT].
static const double *recorded_weights(Scene *s, const Run *run)
{
    const Tensor *attention = run_tensor(run, PROBE_ATTENTION); // (L, H, T, T)
    const int64_t n = attention->shape[2];
    const float *head = attention->f32 + (attention->shape[0] - 1) * attention->shape[1] * n * n;
    double *weights = ARENA_ARRAY(scene_arena(s), double, n *n);
    for (int64_t i = 0; i < n * n; i++)
        weights[i] = (double)head[i];
    return weights;
}

static MlpExcerpt *recorded_sight(Scene *s, const Run *run, int n_outer, int n_hidden, int n_wires)
{
    const Tensor *in = run_tensor(run, PROBE_MLP_IN),
                 *hidden = run_tensor(run, PROBE_MLP_HIDDEN); // (L, T, C), (L, T, F)
    const int64_t last = in->shape[0] * in->shape[1] - 1;     // layer and token
    const int64_t block = (in->shape[0] - 1) * run->n_embd * run->n_hidden;
    const MlpTensors tensors = {
        .in = in->f32 + last * run->n_embd,
        .hidden = hidden->f32 + last * run->n_hidden,
        .out = run_tensor(run, PROBE_MLP_OUT)->f32 + last * run->n_embd,
        .w_in = run_tensor(run, PROBE_MLP_W_IN)->f32 + block,
        .w_out = run_tensor(run, PROBE_MLP_W_OUT)->f32 + block,
        .n_embd = run->n_embd,
        .n_hidden = run->n_hidden,
    };
    return mlp_excerpt(s, &tensors, n_outer, n_hidden, n_wires);
}

static void build_columns(Scene *s, const Run *run)
{
    const Tensor *embed = run_tensor(run, PROBE_EMBED_TOKEN); // (T, C)
    Columns *columns =
        columns_add(s, NULL, .x = 200, .y = 200, .cell_w = 44, .cell_h = 21, .pitch_x = 50, .pitch_y = 25,
                    .n_columns = N_PROMPT, .n_rows = 8, .values = embed->f32, .n_channels = embed->shape[1],
                    .stride = embed->shape[1], .full = columns_full(s, embed->f32, embed->n_items));
    columns_fill(s, columns, 1);
}

static void build_attention(Scene *s, const Run *run)
{
    const double *weights = recorded_weights(s, run);
    Attention *grid = attention_add(s, NULL, .x = 200, .y = 300, .side = 350, .last_gap = 16, .scale = 0.3,
                                    .n = N_PROMPT, .weights = weights, .labels = PROMPT);
    node_source(s, grid->group, "run:attention");
    Node *arcs = attention_arcs(s, NULL, .x = 1000, .y = 500, .pitch = 64, .height = 120, .width = 10, .n = N_PROMPT,
                                .weights = weights + (N_PROMPT - 1) * N_PROMPT);
    attention_grow(s, grid, 400, 400, 0.8, 1);
    draw_in(s, arcs, .each = true);
    attention_shrink(s, grid, 200, 300, 0.3, 0.6);
    attention_grow(s, grid, 400, 400, 0.8, 1);
}

static void build_mlp(Scene *s, const Run *run)
{
    Mlp *mlp = mlp_add(s, NULL, .x = 300, .y = 300, .w = 400, .h = 420, .scale = 0.25,
                       .excerpt = recorded_sight(s, run, 9, 18, 34));
    Mlp *blank = mlp_add(s, NULL, .x = 1200, .y = 300, .w = 400, .h = 420, .excerpt = mlp_excerpt_blank(s, 5, 9));
    mlp_grow(s, mlp, 400, 300, 0.8);
    mlp_run(s, mlp, 1);
    rise_in(s, blank->group);
}

static void build_block(Scene *s, const Run *run)
{
    Node *under = add_group(s, NULL), *over = add_group(s, NULL);
    Block *block = block_add(s, under, .over = over, .card = {884, 356, 140, 400}, .grid = {904, 384, 100, 100},
                             .grid_side = 350, .grid_gap = 16, .mlp = {904, 612, 100, 120}, .mlp_w = 400, .mlp_h = 420,
                             .n_tokens = N_PROMPT, .weights = recorded_weights(s, run), .labels = PROMPT,
                             .label_size = 28, .excerpt = recorded_sight(s, run, 9, 18, 34), .opens = true);
    node_source(s, over, "run:attention");
    scene_wait(s, 0.2);
    block_light(s, block, true, 0.4);
    block_cards_to(s, block, (Rect){248, 196, 600, 632}, (Rect){1140, 196, 600, 632}, 0.8);
    block_light(s, block, false, 0.4);
}

static void build_residual(Scene *s, const Run *run)
{
    (void)run;
    Residual *stream = residual_add(s, NULL, .across = 540, .from = 200, .to = 700, .width = 72, .n_lanes = N_PROMPT);
    Node *pulse = residual_pulse(s, stream);
    residual_lane_reach(s, stream, N_PROMPT - 1, 200, 500, 0.4);
    residual_reach(s, stream, 100, 1800, 0.6);
    node_set(s, pulse, PROP_X, 300);
    fade_in(s, pulse);
    animate(s, pulse, PROP_X, 1200, .dur_s = 1);
    residual_shift(s, stream, 800, 0.6);
}

static void build_connect(Scene *s, const Run *run)
{
    (void)run;
    const Theme *theme = scene_theme(s);
    Arrow *arrow = arrow_add(s, NULL, .corners = {{200, 800}, {200, 500}, {500, 500}}, .n_corners = 3, .dot = true,
                             .color = theme->soft);
    Plus *plus = plus_add(s, NULL, 700, 500, 28, theme->ink);
    arrow_draw(s, arrow, 0.6);
    arrow_color(s, arrow, theme->accent, 0.3);
    plus_flash(s, plus, theme->accent, 0.8);
    plus_color(s, plus, theme->soft, 0.3);
}

// ---- generating ----

static void build_ring(Scene *s, const Run *run)
{
    (void)run;
    Ring *ring = ring_add(s, NULL, .x = 960, .y = 572, .r = 268, .station_r = 28, .n_stations = 4);
    Node *rider = token_tile(s, NULL, .x = 1100, .y = 700, .w = 76, .h = 76, .text = "W");
    const Point from = ring_arc_place(ring, 2, 0.3, NULL), to = ring_arc_place(ring, 2, 0.7, NULL);
    Path *path = path_create(scene_arena(s));
    path_move(path, from.x, from.y);
    path_line(path, to.x, to.y);
    node_hide(s, rider);
    ring_appear(s, ring, 1);
    ring_reach(s, ring, 0, 0.3);
    ring_go(s, ring, 0, 0.5);
    node_set(s, rider, PROP_OPACITY, 1);
    ring_ride(s, ring, 2, rider, (Point){38, 38}, path, 1);
    ring_settle(s, ring, 2, 0.3);
}

static void build_draw(Scene *s, const Run *run)
{
    const Recorded recorded = recorded_generation(s, run);
    Histogram *histogram =
        histogram_add(s, NULL, .x = 1200, .y = 300, .w = 544, .h = 92, .p = recorded.p, .n = (int)run->n_vocab);
    Strip *strip = strip_add(s, NULL, .x = 1200, .y = 700, .w = 544, .h = 60, .texts = recorded.texts,
                             .p = recorded.sorted_p, .n = recorded.n_sorted, .chosen = recorded.chosen,
                             .draw = run->generation->tokens[0].draw, .source = recorded.source);
    Rect *from = ARENA_ARRAY(scene_arena(s), Rect, recorded.n_sorted);
    Color *color = ARENA_ARRAY(scene_arena(s), Color, recorded.n_sorted);
    for (int i = 0; i < recorded.n_sorted; i++) {
        const int bar = histogram_bar_of(histogram, recorded.ids[i]);
        from[i] = histogram_bar_box(histogram, bar);
        color[i] = histogram_bar_color(s, histogram, bar);
    }
    histogram_grow(s, histogram, 0.8);
    strip_lay(s, strip, from, color, 0.8);
    strip_throw(s, strip, 0.4);
    strip_mark(s, strip, 0.4);
}

static void build_growth(Scene *s, const Run *run)
{
    enum { PIECES = 40 };
    const char **pieces = ARENA_ARRAY(scene_arena(s), const char *, PIECES);
    for (int i = 0; i < PIECES; i++)
        pieces[i] = i < N_PROMPT ? PROMPT[i] : run->generation->tokens[i - N_PROMPT].text;
    Growth *growth = growth_add(s, NULL, .x = 96, .y = 236, .size = 64, .pitch = 92, .least_size = 44,
                                .max_width = 1160, .max_lines = 5, .pieces = pieces, .n_pieces = PIECES,
                                .n_given = N_PROMPT, .source = "run:generation.text");
    Path *path = path_create(scene_arena(s));
    path_move(path, 1300, 200);
    const Rect box = growth->pieces[N_PROMPT].box;
    path_line(path, box.x + box.w / 2, box.y + box.h / 2);
    for (int i = 0; i < PIECES; i++) {
        if (i == N_PROMPT)
            growth_land(s, growth, i, path, 0.5);
        else
            growth_show(s, growth, i, 0.05);
        growth_caret_to(s, growth, i, 0.05);
    }
    scene_wait(s, 1.5);
}

static void build_burst(Scene *s, const Run *run)
{
    (void)run;
    Burst *burst = burst_add(s, NULL, .x = 960, .y = 540, .r = 10, .color = scene_theme(s)->pick);
    burst_fire(s, burst, 0.4);
}

// To add one: a function above and a row here; then run test_kit_golden with GPTREEL_UPDATE_GOLDEN=1.
const PictureRow PICTURES[] = {
    {"attention", build_attention, 1},
    {"bars", build_bars, 1},
    {"block", build_block, 0.4},
    {"burst", build_burst, 0.3},
    {"chart", build_chart, 1},
    {"code", build_code, 0.5},
    {"columns", build_columns, 1},
    {"connect", build_connect, 1},
    {"counter", build_counter, 1},
    {"credit_card", build_credit_card, 1},
    {"draw", build_draw, 1},
    {"growth", build_growth, 1},
    {"heading", build_heading, 1},
    {"mlp", build_mlp, 1},
    {"numbers", build_numbers, 1},
    {"ring", build_ring, 1},
    {"residual", build_residual, 1},
    {"shell", build_shell, 1},
    {"title_card", build_title_card, 1},
    {"tokens", build_tokens, 1},
    {"verse", build_verse, 1},
    {NULL, NULL, 0},
};
