// training_picture.c — the chart, the counters, the texts with their rings, the evaluations and the best one.
#include "scenes/nanogpt/training_picture.h"

#include <math.h>
#include <string.h>

// ---- parts ----

static void add_title(Scene *s, TrainingPicture *p)
{
    const char *name = p->run->corpus_name && *p->run->corpus_name ? p->run->corpus_name : "from text";
    const char *words = arena_printf(scene_arena(s), "Learning %s", words_shown(s, name));
    const TextStyle style = type_sized(&TYPE_HEADING, heading_size(s));
    p->title = heading_add(s, words_cut(s, &style, words, scene_canvas(s).width - 2 * heading_place(s).x));
    node_source(s, p->title, "run:corpus.name");
    node_move_into(s, p->title, scene_stage(s)); // the camera leaves it behind
}

// What the lines end with: the last evaluation and the last loss that is a number.
static void prepare_ends(Scene *s, TrainingPicture *p, const char *words[3])
{
    const TrainingData *data = &p->data;
    int last = data->n - 1;
    while (last > 0 && !isfinite(data->loss[last]))
        last--;
    if (data->n_val > 0)
        p->ends[p->n_ends++] = (ChartEnd){
            .words = arena_printf(scene_arena(s), "val %.*f", data->decimals, data->val[data->n_val - 1]),
            .color = roles_of(p->theme)->val,
            .source = "run:metrics.val_loss",
        };
    p->ends[p->n_ends++] = (ChartEnd){
        .words = arena_printf(scene_arena(s), "train %.*f", data->decimals, data->loss[last]),
        .color = roles_of(p->theme)->train,
        .source = "run:metrics.loss",
    };
    for (int i = 0; i < p->n_ends; i++)
        words[i] = p->ends[i].words;
}

static void add_chart(Scene *s, TrainingPicture *p)
{
    static const double PAD_TOP = 46, PAD_BOTTOM = 26;
    const char *ends[3] = {NULL};
    prepare_ends(s, p, ends);
    const TrainingData *data = &p->data;
    const Run *run = p->run;
    ChartRange up = CHART_RANGE_EMPTY;
    chart_range_add(&up, data->loss, data->n);
    chart_range_add(&up, data->val, data->n_val);
    // One wild value is not to flatten all others: what is far above the start runs along the upper edge.
    const double guess = run->n_vocab > 1 ? log((double)run->n_vocab) : (double)NAN;
    const double start = data->n_val > 0 ? data->val[0] : data->loss[0];
    if (isfinite(start) && isfinite(guess))
        up.high = fmin(up.high, 3 * fmax(start, guess));
    // Where guessing is far from all that was measured (a finetuned model), it would flatten the curves.
    const bool with_guess = isfinite(guess) && guess > up.low && guess < up.high + 0.5 * (up.high - up.low);
    if (with_guess)
        chart_range_add(&up, &guess, 1);
    ChartRange across = CHART_RANGE_EMPTY;
    chart_range_add(&across, data->step, data->n);
    p->chart =
        chart_add(s, NULL, .frame = data->samples[2] ? p->layout->frame : p->layout->frame_alone, .pad_top = PAD_TOP,
                  .pad_bottom = PAD_BOTTOM, .across = across, .up = up, .left_most = heading_place(s).x,
                  .right_most = p->layout->right_most, .ends = ends, .size = p->layout->size, .name = "loss",
                  .steps = true, .source_across = "run:metrics.step", .source_up = "run:metrics.loss");
    p->train = chart_line(s, p->chart, data->step, data->loss, data->n, roles_of(p->theme)->train, .width = 2.5);
    // Between sparse evaluations a line tells nothing of the fall: then it starts at the second one.
    const double length = across.high - across.low;
    p->sparse = data->n_val > 2 && data->val_step[1] - data->val_step[0] > 0.06 * length;
    p->val = chart_line(s, p->chart, data->val_step + p->sparse, data->val + p->sparse, data->n_val - p->sparse,
                        roles_of(p->theme)->val, .width = 3.5);
    if (with_guess)
        p->guess = chart_rule(s, p->chart, guess, arena_printf(scene_arena(s), "guessing: %.*f", data->decimals, guess),
                              p->theme->soft, "run:corpus.n_vocab");
}

static Node *add_tip(Scene *s, TrainingPicture *p, Color color, double r)
{
    Node *tip = add_group(s, p->chart->group, .z = 2);
    Path *circle = path_create(scene_arena(s));
    path_circle(circle, 0, 0, 2 * r);
    add_glow(s, tip, .path = circle, .sigma = 1.6 * r, .strength = 0.8, .color = color);
    add_circle(s, tip, .r = r, .fill = color, .stroke = p->theme->bg, .stroke_width = 2.5);
    return tip;
}

// The largest size up to the wanted one at which a number of so many digits fits.
static double counter_size(double wanted, double most_w, double most, int decimals)
{
    static const double ADVANCE = 0.6; // of an em in the mono font
    const int n_digits = (int)floor(log10(fmax(most, 1))) + 1;
    const int n_characters = n_digits + (n_digits - 1) / 3 + (decimals > 0 ? decimals + 1 : 0);
    return fmin(wanted, most_w / (ADVANCE * n_characters));
}

static void add_counters(Scene *s, TrainingPicture *p)
{
    static const char *const NAMES[] = {"step", "loss", "tokens seen"};
    static const char *const SOURCES[] = {"run:metrics.step", "run:metrics.loss", "run:metrics.tokens"};
    const TrainingData *data = &p->data;
    const double most[] = {data->step[data->n - 1], data->most_loss, data->tokens[data->n - 1]};
    p->board = add_group(s, NULL, );
    for (int i = 0; i < TRAINING_COUNTERS; i++) {
        const CounterPlace *place = &p->layout->counters[i];
        const int decimals = i == 1 ? data->decimals : 0;
        const double size = counter_size(place->size, place->most_w, most[i], decimals);
        const TextStyle label = {.family = FONT_SANS, .size = p->layout->size, .align = p->layout->align};
        const TextStyle value = {.family = FONT_MONO, .size = size, .align = p->layout->align};
        Node *group = add_group(s, p->board, );
        add_text(s, group, .x = place->x, .y = place->label_y, .text = NAMES[i], .style = &label,
                 .color = p->theme->soft);
        p->counters[i] =
            add_counter(s, group, place->x, place->value_y, &value, p->theme->ink, decimals, most[i], SOURCES[i]);
    }
}

// A leader that runs down beside stacked texts and in to the head's right.
// Its second shape ends where the head is when it has been lifted.
static Node *add_leader_beside(Scene *s, TrainingPicture *p, int text, double ring_x, Point head_end, Color color)
{
    const Rect frame = p->chart->spec.frame;
    const double axis_y = frame.y + frame.h, beside_x = p->layout->beside_x - 32 * (TRAINING_TEXTS - 1 - text);
    const double below = axis_y + 14 + 1.25 * p->layout->size + 12 * text;
    Path *paths[2];
    for (int lifted = 0; lifted < 2; lifted++) {
        const double y = head_end.y - lifted * p->lift, x = lifted ? fmax(ring_x, head_end.x + 40) : beside_x;
        const Point corners[] = {{ring_x, axis_y + 11}, {ring_x, below}, {x, below}, {x, y}, {head_end.x, y}};
        paths[lifted] = path_create(scene_arena(s));
        path_rounded_line(paths[lifted], corners, sizeof corners / sizeof *corners, 12);
    }
    const Path *const lifted[] = {paths[1]};
    const bool lifts = text == TRAINING_TEXTS - 1;
    return add_path(s, p->chart->group, .path = paths[0], .morphs = lifted, .n_morphs = lifts, .stroke = color,
                    .stroke_width = 2);
}

// The ring on the axis and its leader; about the best value they stay bright when the chart dims.
static void add_ring(Scene *s, TrainingPicture *p, int i, bool best)
{
    const TrainingLayout *layout = p->layout;
    const double at_step = (double)p->data.samples[i]->step;
    const Color color = best ? p->theme->pick : p->theme->line;
    const Point head_at = layout->texts[p->columns[i]];
    const Point below = {head_at.x + 8, head_at.y - 1.15 * layout->size};
    const bool beside = layout->stacked && p->columns[i] > 0;
    p->rings[i] = chart_ring(s, p->chart, at_step, beside ? NULL : &below, color);
    node_set_color(s, p->rings[i].ring, PROP_STROKE, best ? p->theme->pick : p->theme->soft);
    if (beside) {
        const Rect head = node_bounds(s, p->heads[i]);
        const Point end = {head.x + head.w + 16, head_at.y - 0.36 * layout->size};
        p->rings[i].leader = add_leader_beside(s, p, i, chart_point(p->chart, at_step, 0).x, end, color);
    }
    if (!best)
        return;
    node_move_into(s, p->rings[i].leader, p->spot);
    node_move_into(s, p->rings[i].ring, p->spot);
}

static void add_text_of_sample(Scene *s, TrainingPicture *p, int i)
{
    const RunSample *sample = p->data.samples[i];
    const TrainingLayout *layout = p->layout;
    const Theme *theme = p->theme;
    const bool best = (double)sample->step == p->data.best_step;
    const Color speech = i == 0 ? theme->soft : i == 1 ? color_mix(theme->soft, theme->ink, 0.4) : theme->ink;
    const double x = layout->texts[p->columns[i]].x, y = layout->texts[p->columns[i]].y;
    const TextStyle style = {.family = FONT_MONO, .size = layout->size};
    p->heads[i] = add_text(s, NULL, .x = x, .y = y, .style = &style, .color = best ? theme->pick : theme->soft,
                           .text = arena_printf(scene_arena(s), "step %s", number_grouped(s, sample->step)),
                           .source = "run:samples.step");
    const bool has_prompt = sample->prompt && sample->prompt[strspn(sample->prompt, " \n\t")];
    p->verses[i] =
        verse_add(s, NULL, .x = x, .y = y + layout->text_dy, .size = layout->text_size, .pitch = layout->text_pitch,
                  .max_width = layout->text_w, .max_lines = layout->text_lines, .hang = 0.7 * layout->text_size,
                  .color = speech, .code = p->data.code,
                  .text = arena_printf(scene_arena(s), "%s%s", has_prompt ? sample->prompt : "", sample->text),
                  .source = "run:samples.text");
    add_ring(s, p, i, best);
}

static void add_dots(Scene *s, TrainingPicture *p)
{
    static const double RADIUS = 7, DISTANCE = 30;
    const TrainingData *data = &p->data;
    p->dots = ARENA_ARRAY(scene_arena(s), Node *, data->n_val + 1);
    Point last = {-1e9, 0};
    for (int i = 0; i < data->n_val - 1; i++) { // the tip stays as the last one's
        const Point place = chart_point(p->chart, data->val_step[i], data->val[i]);
        if (hypot(place.x - last.x, place.y - last.y) < DISTANCE && data->val[i] > data->best)
            continue;
        p->dots[i] = chart_dot(s, p->chart, data->val_step[i], data->val[i], RADIUS, roles_of(p->theme)->val);
        last = place;
    }
}

static void add_best(Scene *s, TrainingPicture *p)
{
    static const double RADIUS = 10;
    const TrainingData *data = &p->data;
    const TextStyle style = {.family = FONT_SANS, .size = SIZE_BODY, .weight = 600};
    p->best_label =
        chart_value(s, p->chart, .across = data->best_step, .up = data->best, .gap = 34, .must = true,
                    .words = arena_printf(scene_arena(s), "best %.*f", data->decimals, data->best), .style = &style,
                    .color = p->theme->pick, .source = data->best_is_val ? "run:metrics.val_loss" : "run:metrics.loss");
    const Point place = p->best_at, axis = chart_point(p->chart, data->best_step, -1e300);
    for (int i = 0; i < TRAINING_TEXTS; i++)
        if (data->samples[i] && (double)data->samples[i]->step == data->best_step) {
            Path *path = path_create(scene_arena(s));
            path_move(path, axis.x, axis.y - 10);
            path_line(path, place.x, place.y + 14);
            p->best_drop = add_path(s, p->spot, .path = path, .stroke = p->theme->pick, .stroke_width = 2);
        }
    p->burst = burst_add(s, p->spot, .x = place.x, .y = place.y, .r = RADIUS, .color = p->theme->pick);
    node_move_into(s, p->best_label, p->spot);
    p->best_dot = add_circle(s, p->spot, .x = place.x, .y = place.y, .r = RADIUS, .fill = p->theme->pick,
                             .stroke = p->theme->bg, .stroke_width = 3);
}

static void add_value(Scene *s, TrainingPicture *p, int evaluation)
{
    const TrainingData *data = &p->data;
    if (p->n_values == TRAINING_VALUES || evaluation == data->n_val - 1) // the label at the end tells the last one
        return;
    if (!p->dots[evaluation] || data->val_step[evaluation] == data->best_step)
        return;
    const TextStyle style = {.family = FONT_MONO, .size = p->layout->size};
    Node *value = chart_value(s, p->chart, .across = data->val_step[evaluation], .up = data->val[evaluation],
                              .words = number_fixed(s, data->val[evaluation], data->decimals), .style = &style,
                              .color = roles_of(p->theme)->val, .source = "run:metrics.val_loss");
    if (!value)
        return;
    p->value_of[p->n_values] = evaluation;
    p->values[p->n_values++] = value;
}

// The evaluation that is nearest to a part of the line's length: so the steep fall has its values too.
static int evaluation_at(const TrainingPicture *p, double part)
{
    const TrainingData *data = &p->data;
    double whole = 0, way = 0;
    Point last = {0, 0};
    int nearest = 0;
    for (int round = 0; round < 2; round++) {
        double nearest_off = INFINITY;
        way = 0;
        for (int i = 0; i < data->n_val; i++) {
            const Point place = chart_point(p->chart, data->val_step[i], data->val[i]);
            way += i > 0 ? hypot(place.x - last.x, place.y - last.y) : 0;
            last = place;
            if (fabs(way - part * whole) < nearest_off) {
                nearest_off = fabs(way - part * whole);
                nearest = i;
            }
        }
        whole = way;
    }
    return nearest;
}

// A few values: the first, and some spread over the line.
static void add_values(Scene *s, TrainingPicture *p)
{
    static const double PARTS[] = {0, 0.1, 0.26, 0.45, 0.64, 0.82, 0.5, 0.72};
    for (int i = 0; p->data.n_val > 0 && i < (int)(sizeof PARTS / sizeof *PARTS); i++) {
        const int evaluation = evaluation_at(p, PARTS[i]);
        bool told = false;
        for (int k = 0; k < p->n_values; k++)
            told = told || p->value_of[k] == evaluation;
        if (!told)
            add_value(s, p, evaluation);
    }
}

// ---- the whole ----

TrainingPicture *training_title(Scene *s, const Run *run)
{
    TrainingPicture *p = ARENA_NEW(scene_arena(s), TrainingPicture);
    p->run = run;
    p->theme = scene_theme(s);
    p->layout = training_layout(s);
    p->zoom_most = p->layout->zoom_most;
    p->data = training_data(s, run);
    add_title(s, p);
    return p;
}

// Stacked texts close up; side by side, a lone one stands as near to its ring as may be.
static void choose_columns(TrainingPicture *p)
{
    const RunSample *const *samples = p->data.samples;
    const TrainingLayout *layout = p->layout;
    int n_before = 0;
    for (int i = 0; i < TRAINING_TEXTS; i++) {
        p->columns[i] = layout->stacked ? n_before : i;
        n_before += samples[i] != NULL;
    }
    const int last = TRAINING_TEXTS - 1;
    if (!layout->stacked && samples[last] && n_before == 1) {
        const double x = chart_point(p->chart, (double)samples[last]->step, 0).x;
        for (int i = 0; i < last; i++)
            if (fabs(layout->texts[i].x - x) < fabs(layout->texts[p->columns[last]].x - x))
                p->columns[last] = i;
    }
    p->lift = layout->stacked ? layout->texts[p->columns[last]].y - layout->texts[0].y : 0;
}

void training_picture(Scene *s, TrainingPicture *p)
{
    static const double TRAIN_TIP_R = 6, VAL_TIP_R = 8;
    add_chart(s, p);
    p->spot = add_group(s, NULL, );
    p->best_at = chart_point(p->chart, p->data.best_step, p->data.best);
    add_counters(s, p);
    choose_columns(p);
    p->train_tip = add_tip(s, p, roles_of(p->theme)->train, TRAIN_TIP_R);
    if (p->data.n_val > 0)
        p->val_tip = add_tip(s, p, roles_of(p->theme)->val, VAL_TIP_R);
    for (int i = 0; i < TRAINING_TEXTS; i++)
        if (p->data.samples[i])
            add_text_of_sample(s, p, i);
    p->ends[0].line = p->data.n_val > 0 ? p->val : p->train;
    p->ends[p->n_ends - 1].line = p->train;
    chart_end_labels(s, p->chart, p->ends, p->n_ends);
    add_dots(s, p);
    add_best(s, p);
    add_values(s, p);
}
