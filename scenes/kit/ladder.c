// ladder.c — losses as rungs of a ladder, to scale: names on one side, on the other what these models write.
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/spread.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

enum { MOST_RUNGS = 10, MOST_LINES = 3 };
enum { RUNG, LABEL, TEXT, LIGHT }; // columns of the parts' keys

typedef struct Rung {
    const Words *name, *loss_words;
    const Words *note; // after the name; NULL: none
    const Figure *loss;
    const char *text; // that the model wrote; NULL: none was recorded
    FigureSource source;
} Rung;

typedef struct Ladder {
    Rung rungs[MOST_RUNGS]; // [n] by falling loss
    int n, shown;           // the first ones are there
} Ladder;

// Where everything stands.
typedef struct Plan {
    Rect rect;
    bool tall;  // a text stands under its name, not beside the rails
    bool tight; // so close that it leaves when the next name comes
    double size, text_size, pitch;
    double rails_x, rails_w, text_x;
    double rung_y[MOST_RUNGS], row_y[MOST_RUNGS];
    int last_lines; // that the last one's text has room for, in larger type when it is more than one
} Plan;

static const double LEAST_PITCH = 1.3; // em: from one row to the next
static const double LINE_PITCH = 1.18, LAST_SHARE = 0.8; // em; of a heading
static const double UNDER = 0.62;                        // em: from the middle of a row to a text under its name
static const double RAIL = 5, RAIL_W = 96, GAP = 64;     // units
static const double TEXT_SHARE = 0.48;                   // of the width, for texts beside the rails
static const double END = 46;                            // units: from the first and the last rung to the rails' ends

// What stands after a name, in small type.
static TextStyle note_style(Scene *s)
{
    return (TextStyle){.size = type_size(s, TYPE_LABEL), .valign = VALIGN_MIDDLE};
}

static TextStyle loss_style(double size)
{
    return (TextStyle){.family = FONT_MONO, .size = size, .valign = VALIGN_MIDDLE};
}

// Where a note begins, from where its name does.
static double note_x(Scene *s, const Rung *rung, const TextStyle *name)
{
    return type_box(s, name, rung->name->text).w + 0.5 * name->size;
}

static double widest_label(Scene *s, const Ladder *ladder, double size)
{
    double widest = 0;
    const TextStyle name = {.size = size, .weight = 600}, loss = loss_style(size), note = note_style(s);
    for (int i = 0; i < ladder->n; i++) {
        const Rung *rung = &ladder->rungs[i];
        const double words = rung->note ? note_x(s, rung, &name) + type_box(s, &note, rung->note->text).w
                                        : type_box(s, &name, rung->name->text).w;
        widest = fmax(widest, words + size + type_box(s, &loss, rung->loss_words->text).w);
    }
    return widest;
}

// Of the last text: it is what all of it is for.
static double last_size(Scene *s, const Plan *plan)
{
    return plan->tall ? plan->text_size : type_size(s, TYPE_HEADING) * LAST_SHARE;
}

// From the middle of the last row, with so many lines of text, to its foot.
static double half_of_last(Scene *s, const Plan *plan, int n_lines)
{
    return n_lines * LINE_PITCH * last_size(s, plan) / 2 + (plan->tall ? UNDER * plan->size : 0);
}

// The rows above the last one stand at their rungs, as far as they do not meet; the last one has what they leave, and
// room for all its lines where the others can be kept above them.
static void place_rows(Scene *s, const Ladder *ladder, Plan *plan)
{
    static const double PITCH = 1.62, TALL_PITCH = 3.1, LEAST_TALL_PITCH = 1.8, LOOSE = 2.5; // em
    const Rect rect = plan->rect;
    const int n = ladder->n, n_above = n - 1;
    const double least = (plan->tall ? LEAST_TALL_PITCH : LEAST_PITCH) * plan->size;
    const double last = 2 * half_of_last(s, plan, MOST_LINES) + (plan->tall ? 0.7 * plan->size : 0);
    const bool keeps_lines = rect.h - last >= n_above * least;
    const double room = keeps_lines ? rect.h - last : rect.h;
    plan->pitch = fmin((plan->tall ? TALL_PITCH : PITCH) * plan->size,
                       keeps_lines ? room / n_above : (room - plan->size) / fmax(1, n_above));
    spread_apart(plan->row_y, keeps_lines ? n_above : n, plan->pitch, rect.y + plan->pitch / 2,
                 rect.y + room - plan->pitch / 2);
    plan->tight = plan->tall && plan->pitch < LOOSE * plan->size;
    plan->last_lines = keeps_lines ? MOST_LINES : 1;
    if (keeps_lines)
        plan->row_y[n - 1] = fmin(fmax(plan->row_y[n - 1], plan->row_y[n - 2] + (plan->pitch + last) / 2),
                                  rect.y + rect.h - half_of_last(s, plan, MOST_LINES));
}

// Of names and losses: larger where rows, and texts beside them, have room then.
static double name_size(Scene *s, const Ladder *ladder, const Plan *plan)
{
    const double large = type_size(s, TYPE_LEAD), usual = type_size(s, TYPE_BODY);
    const double beside = (1 - TEXT_SHARE) * plan->rect.w - RAIL_W - 2 * GAP;
    const double rows = ladder->n * LEAST_PITCH * large + MOST_LINES * LINE_PITCH * last_size(s, plan);
    return !plan->tall && widest_label(s, ladder, large) <= beside && rows <= plan->rect.h ? large : usual;
}

static Plan plan_of(Scene *s, const Ladder *ladder, Rect rect)
{
    Plan plan = {.rect = rect, .tall = rect.w < 1.4 * rect.h, .rails_w = RAIL_W};
    plan.text_size = type_size(s, TYPE_LEAD);
    plan.size = name_size(s, ladder, &plan);
    const double labels = widest_label(s, ladder, plan.size);
    plan.rails_x = plan.tall ? rect.x : rect.x + labels + GAP;
    plan.text_x = plan.rails_x + RAIL_W + GAP;
    const double top = rect.y + END, h = rect.h - 2 * END;
    const double high = ladder->rungs[0].loss->value, low = ladder->rungs[ladder->n - 1].loss->value;
    for (int i = 0; i < ladder->n; i++) {
        const double share = high > low ? (high - ladder->rungs[i].loss->value) / (high - low) : 0;
        plan.rung_y[i] = plan.row_y[i] = top + share * h;
    }
    place_rows(s, ladder, &plan);
    return plan;
}

// ---- parts ----

static void rails(Layout *layout, const Plan *plan)
{
    for (int i = 0; i < 2; i++) {
        Path *path = path_create(layout_arena(layout));
        path_move(path, 0, 0);
        path_line(path, 0, plan->rect.h);
        layout_part(layout, part_named(i == 0 ? "left rail" : "right rail"),
                    (Rect){plan->rails_x + i * plan->rails_w, plan->rect.y, 0, plan->rect.h}, 0);
        item_path(layout, "line", .path = path, .stroke = layout_theme(layout)->line, .stroke_width = RAIL,
                  .round_caps = true, .drawn = layout_is_seed(layout) ? -1 : 0);
    }
}

static Color rung_color(Layout *layout, const Ladder *ladder, int i)
{
    const Theme *theme = layout_theme(layout);
    const Color val = roles_of(theme)->val;
    const double bright = 0.6 + 0.4 * i / fmax(1, ladder->n - 1);
    return i == ladder->n - 1 ? theme->pick : color_mix(theme->bg, val, bright);
}

// From a rung's height to its row, in coordinates of the part.
static void leader(Layout *layout, const char *name, double from_x, double from_y, double to_x, double to_y)
{
    Path *path = path_create(layout_arena(layout));
    const double middle = (from_x + to_x) / 2;
    path_move(path, from_x, from_y);
    path_cubic(path, middle, from_y, middle, to_y, to_x, to_y);
    item_path(layout, name, .path = path, .stroke = layout_theme(layout)->line, .stroke_width = 2);
}

static void rung_part(Layout *layout, const Ladder *ladder, const Plan *plan, int i)
{
    static const double THICK = 9, SIGMA = 34, SPACE = 12, HALO = 36;
    const Color color = rung_color(layout, ladder, i);
    const bool last = i == ladder->n - 1;
    const double off = plan->row_y[i] - plan->rung_y[i], w = plan->rails_w;
    layout_part(layout, part_cell(i, RUNG), (Rect){plan->rails_x, plan->rung_y[i], w, 0}, 1);
    item_rect(layout, "rung", .y = -THICK / 2, .w = w, .h = THICK, .r = THICK / 2, .fill = color);
    if (!plan->tall)
        leader(layout, "to the name", -SPACE, 0, SPACE - GAP, off);
    leader(layout, "to the text", w + SPACE, 0, w + GAP - SPACE, off);
    if (last) {
        Path *path = path_create(layout_arena(layout));
        path_rect(path, 0, -HALO / 2, w, HALO, HALO / 2);
        item_glow(layout, "light", .z = -1, .path = path, .sigma = SIGMA, .strength = 0.9, .fill = color);
    }
}

// Of the last text, with all its lines.
static double text_height(Layout *layout, const Plan *plan)
{
    return (plan->last_lines + 0.5) * LINE_PITCH * last_size(layout_scene(layout), plan);
}

static void label_part(Layout *layout, const Ladder *ladder, const Plan *plan, int i)
{
    const Theme *theme = layout_theme(layout);
    const Rung *rung = &ladder->rungs[i];
    const bool last = i == ladder->n - 1;
    const double x = plan->tall ? plan->text_x : plan->rect.x;
    const bool large = last && plan->last_lines > 1;
    const double half = large ? text_height(layout, plan) / 2 : UNDER * plan->size; // of what stands under the name
    const double over = plan->tall && rung->text ? half : 0;
    const TextStyle name = {.size = plan->size, .weight = last ? 600 : 400, .valign = VALIGN_MIDDLE};
    const TextStyle loss = loss_style(plan->size);
    const double loss_w = type_box(layout_scene(layout), &loss, rung->loss_words->text).w;
    const double name_x = plan->tall ? loss_w + 0.6 * plan->size : 0; // a loss stands beside its rung
    const double loss_x = plan->tall ? 0 : plan->rails_x - GAP - x - loss_w;
    layout_part(layout, part_cell(i, LABEL), (Rect){x, plan->row_y[i] - over, 0, 0}, 1);
    item_text(layout, "name", .x = name_x, .text = rung->name->text, .style = name, .fill = theme->ink,
              .shown = &rung->name->shown);
    item_text(layout, "loss", .x = loss_x, .text = rung->loss_words->text, .style = loss,
              .fill = last ? theme->pick : roles_of(theme)->val, .shown = &rung->loss_words->shown);
    if (rung->note)
        item_text(layout, "note", .x = name_x + note_x(layout_scene(layout), rung, &name), .text = rung->note->text,
                  .style = note_style(layout_scene(layout)), .fill = theme->soft, .shown = &rung->note->shown);
}

// ---- what it writes ----

// The first line that is long enough to tell something, else the longest: where it begins, and how many bytes it has.
static const char *telling_line(const char *text, int *n_bytes)
{
    enum { ENOUGH = 32 };
    const char *best = text;
    *n_bytes = 0;
    for (const char *at = text; *at && *n_bytes < ENOUGH; at += strspn(at, "\n")) {
        const int n = (int)strcspn(at, "\n");
        if (n > *n_bytes) {
            best = at;
            *n_bytes = n;
        }
        at += n;
    }
    return best;
}

// As many whole words of it as have room; signs of other writing can reach further than they advance.
static const char *cut_to(Scene *s, const char *line, int n_bytes, const TextStyle *style, double width)
{
    for (int n = n_bytes; n > 0; n--) {
        if (n < n_bytes && line[n] != ' ')
            continue;
        const char *words = words_shown(s, arena_strndup(scene_arena(s), line, (size_t)n));
        const TextRun *run = text_set(s, style, words);
        if (run && fmax(run->logical.w, run->ink.x + run->ink.w) <= width)
            return words;
    }
    return NULL;
}

// What is seen of a rung's text.
typedef struct RungText {
    TextStyle style;
    const char *lines[MOST_LINES]; // [n]
    int n;
} RungText;

static RungText rung_text(Scene *s, const Ladder *ladder, const Plan *plan, int i)
{
    const char *text = ladder->rungs[i].text;
    const bool large = i == ladder->n - 1 && plan->last_lines > 1;
    const int most = large ? plan->last_lines : 1;
    RungText seen = {.style = {.family = FONT_SERIF, .size = large ? last_size(s, plan) : plan->text_size,
                               .valign = VALIGN_MIDDLE}};
    int n_bytes = 0;
    const char *line = text ? telling_line(text, &n_bytes) : "";
    while (n_bytes > 0 && seen.n < most) {
        const char *words = cut_to(s, line, n_bytes, &seen.style, plan->rect.x + plan->rect.w - plan->text_x);
        if (!words)
            break;
        seen.lines[seen.n++] = words;
        line += n_bytes + strspn(line + n_bytes, "\n");
        n_bytes = (int)strcspn(line, "\n");
    }
    return seen;
}

static const char *const LINES[MOST_LINES] = {"line 1", "line 2", "line 3"};

static void writing_part(Layout *layout, const Ladder *ladder, const Plan *plan, int i)
{
    const Rung *rung = &ladder->rungs[i];
    const Theme *theme = layout_theme(layout);
    const RungText seen = rung_text(layout_scene(layout), ladder, plan, i);
    const double pitch = LINE_PITCH * seen.style.size;
    if (seen.n == 0)
        return;
    const double y = plan->row_y[i] - (seen.n - 1) * pitch / 2 + (plan->tall ? UNDER * plan->size : 0);
    const Color ink = color_mix(theme->soft, theme->ink, (double)i / fmax(1, ladder->n - 1));
    layout_part(layout, part_cell(i, TEXT), (Rect){plan->text_x, y, 0, 0}, 1);
    for (int k = 0; k < seen.n; k++)
        item_text(layout, LINES[k], .y = k * pitch, .text = seen.lines[k], .style = seen.style, .fill = ink,
                  .shown = strstr(rung->text, seen.lines[k])
                               ? words_quoted_from(layout_arena(layout), seen.lines[k], rung->source)
                               : words_quoted(layout_arena(layout), seen.lines[k]));
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Ladder *ladder = data;
    const Plan plan = plan_of(layout_scene(layout), ladder, rect);
    rails(layout, &plan);
    for (int i = 0; i < ladder->n; i++)
        layout_must_show(layout, i < ladder->shown ? ladder->rungs[i].name->text : NULL);
    for (int i = 0; i < ladder->shown; i++) {
        rung_part(layout, ladder, &plan, i);
        label_part(layout, ladder, &plan, i);
        writing_part(layout, ladder, &plan, i);
    }
}

// ---- scripts ----

// The letters of a rung's text come one after the other.
static void write_text(Scene *s, const Picture *picture, const Ladder *ladder, int i, double begin_s, double dur_s)
{
    const int part = picture_part_find(picture, part_cell(i, TEXT));
    const Plan plan = plan_of(s, ladder, picture_rect(picture));
    const RungText seen = rung_text(s, ladder, &plan, i);
    if (part < 0)
        return;
    node_set(s, picture_part_node(picture, part), PROP_OPACITY, 1);
    for (int k = 0; k < seen.n; k++)
        node_keys(s, picture_item(picture, part, LINES[k]), PROP_REVEAL, EASE_LINEAR,
                  (double[]){begin_s + dur_s * k / seen.n, begin_s + dur_s * (k + 1) / seen.n},
                  (double[]){0, (double)utf8_count(seen.lines[k])}, 2);
}

static const double WRITE_FROM_S = 0.6, WRITE_S = 1.2;

// The next rung drops to its height, its name and loss come, and its text is written, unless that waits.
static void method_next(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    Ladder *data = arena_memdup(scene_arena(s), picture_data(call->self), sizeof *data);
    const bool waits = !arg_bool(args, "text");
    if (data->shown == data->n || !picture_is_shown(call->self)) {
        script_fail(call, data->shown == data->n ? "all %d rungs of this ladder are there"
                                                 : "let the ladder appear first, then its %d rungs",
                    data->n);
        return;
    }
    const int i = data->shown++;
    const int before = picture_part_find(call->self, part_cell(i - 1, TEXT));
    picture_extend(s, call->self, data);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    if (before >= 0 && plan_of(s, data, picture_rect(call->self)).tight)
        fade_out(s, picture_part_node(call->self, before));
    drop_in(s, picture_part_node(call->self, picture_part_find(call->self, part_cell(i, RUNG))));
    rise_in(s, picture_part_node(call->self, picture_part_find(call->self, part_cell(i, LABEL))), .delay_s = 0.3);
    if (!waits)
        write_text(s, call->self, data, i, block_begin_s(s, WRITE_FROM_S), WRITE_S);
    block_hold(s, WRITE_FROM_S + (waits ? 0 : WRITE_S));
    block_close(s);
}

// The last rung's text, which waited.
static void method_write(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    Scene *s = call->host;
    const Ladder *data = picture_data(call->self);
    if (data->shown == 0) {
        script_fail(call, "no rung of this ladder is there yet; say :next { text = false } first");
        return;
    }
    const double begin_s = block_begin_s(s, 0);
    write_text(s, call->self, data, data->shown - 1, begin_s, WRITE_S);
    block_passed(s, begin_s, begin_s + WRITE_S);
}

static const Arg NEXT_OPTIONS[] = {
    {"text", ARG_BOOL, .preset = "true", .help = "false: what its model writes waits for :write()"}, {0}};
static const Verb LADDER_METHODS[] = {
    {"next", SHAPE_VERB, "The next rung drops to its height, and its model writes.", NULL, NEXT_OPTIONS,
     .call = method_next},
    {"write", SHAPE_FUNCTION, "What the last rung's model writes comes letter by letter.", NULL, .call = method_write},
    {0}};
static const ScriptType LADDER_TYPE = {
    .name = "ladder", .help = "Losses as rungs, to scale.", .parent = &PICTURE_TYPE, .methods = LADDER_METHODS};
static const ScriptKind LADDER = {{"ladder", NULL, lay_out, .least = {420, 300}}, &LADDER_TYPE, NULL};

static bool take_rung(ScriptCall *call, const ScriptArgs *given, Rung *rung)
{
    Arena *arena = scene_arena(call->host);
    const SampleView *sample = arg_object(given, "sample", &SAMPLE_TYPE);
    *rung = (Rung){
        .name = arg_text(given, "name"),
        .note = arg_text(given, "note"),
        .loss = arg_object(given, "loss", &FIGURE_TYPE),
    };
    rung->loss_words = words_with_figure(arena, NULL, rung->loss, ".2f");
    if (sample) {
        rung->text = sample->sample->text;
        rung->source = sample_step(arena, sample)->source;
        rung->source.field = "text";
    }
    return isfinite(rung->loss->value);
}

static void verb_ladder(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "rungs", &n);
    Ladder *data = ARENA_NEW(scene_arena(call->host), Ladder);
    *data = (Ladder){.n = n, .shown = arg_bool(args, "all") ? n : 0};
    if (n < 2 || n > MOST_RUNGS) {
        script_fail(call, "a ladder has 2 to %d rungs, not %d", (int)MOST_RUNGS, n);
        return;
    }
    for (int i = 0; i < n; i++) {
        const bool number = take_rung(call, items[i].table, &data->rungs[i]);
        if (!number || (i > 0 && data->rungs[i].loss->value > data->rungs[i - 1].loss->value)) {
            script_fail(call, "the rungs of a ladder go down: their losses fall from one to the next, but that of \"%s\" does "
                              "not", data->rungs[i].name->text);
            return;
        }
    }
    script_picture(call, args, &LADDER, data);
}

static const Arg RUNG_OPTIONS[] = {{"name", ARG_TEXT, .required = true, .help = "of what it stands for"},
                                   {"loss", ARG_FIGURE, .required = true, .help = "where it is"},
                                   {"note", ARG_TEXT, .help = "after its name, in small type, as its size"},
                                   {"sample", ARG_HANDLE, .type = &SAMPLE_TYPE, .help = "what it writes"},
                                   {0}};
static const Arg LADDER_ARGS[] = {
    {"rungs", ARG_LIST, .items = ARG_TABLE, .options = RUNG_OPTIONS, .help = "by falling loss"}, {0}};

static const Arg LADDER_OPTIONS[] = {
    {"all", ARG_BOOL, .preset = "false", .help = "all rungs are there from the start"}, {0}};

const Verb LADDER_VERBS[] = {
    {"ladder", SHAPE_PICTURE, "Losses as rungs of a ladder, to scale, with what each model writes.", LADDER_ARGS,
     LADDER_OPTIONS, PICTURE_OPTIONS, .call = verb_ladder, .makes = &LADDER_TYPE,
     .example = "ladder { { { name = \"bigram\", loss = run.best.val_loss, sample = run.samples[1] }, … }, into = page }"},
    {0},
};
