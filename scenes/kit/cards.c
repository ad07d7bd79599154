// cards.c — cards: an empty one, on which other pictures stand, and one of a file with a dash for each of its lines.
#include "scenes/kit/cards.h"

#include "engine/anim/block.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double RADIUS = 16, BORDER = 2, LIT_BORDER = 3;
static const double HALO_SIGMA = 36, HALO_STRENGTH = 0.42;

double card_radius(Rect box)
{
    return fmin(RADIUS, fmin(box.w, box.h) / 8);
}

static void card_part(Layout *layout, Rect box, bool lit)
{
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named("card"), box, 0);
    if (lit) {
        Path *outline = path_create(layout_arena(layout));
        path_rect(outline, 0, 0, box.w, box.h, card_radius(box));
        item_glow(layout, "halo", .z = -1, .path = outline, .sigma = fmin(HALO_SIGMA, box.h / 4),
                  .strength = HALO_STRENGTH, .fill = theme->accent);
    }
    item_rect(layout, "card", .w = box.w, .h = box.h, .r = card_radius(box), .fill = theme->panel,
              .stroke = lit ? theme->accent : theme->line, .stroke_width = lit ? LIT_BORDER : BORDER);
}

// ---- the empty card ----

typedef struct Card {
    bool lit;
} Card;

static void lay_out_card(Layout *layout, const void *data, Rect rect)
{
    card_part(layout, rect, ((const Card *)data)->lit);
}

void card_light(Scene *s, Picture *card, bool on, Tween tween)
{
    Card *data = ARENA_NEW(scene_arena(s), Card);
    data->lit = on;
    picture_change(s, card, data, tween);
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    card_light(call->host, call->self, arg_bool(args, "on"), (Tween){.dur_s = DUR_LEAVE_S});
}

static const Arg LIGHT_ARGS[] = {{"on", ARG_BOOL, .preset = "true", .help = "or no longer"}, {0}};
static const Verb CARD_METHODS[] = {
    {"light", SHAPE_FUNCTION, "Its border shines: what stands on it is looked at.", LIGHT_ARGS, .call = method_light},
    {0},
};

const ScriptType CARD_TYPE = {
    .name = "card", .help = "A card to put pictures on.", .parent = &PICTURE_TYPE, .methods = CARD_METHODS};
static const ScriptKind CARD = {{"card", NULL, lay_out_card, .least = {32, 8}}, &CARD_TYPE, NULL};

static void verb_card(ScriptCall *call, const ScriptArgs *args)
{
    Card *data = ARENA_NEW(scene_arena(call->host), Card);
    data->lit = arg_bool(args, "lit");
    script_picture(call, args, &CARD, data);
}

// ---- the card of a file ----

typedef struct FileCard {
    const Words *file;
    const Figure *n_lines;
    bool numbered; // the number of lines is written
    bool blank;    // there are places for its lines alone
} FileCard;

// A dash for each line, in columns from top to bottom; not more columns than can be told apart.
static const Path *lines_path(Arena *arena, int n_lines, double w, double h)
{
    static const double PITCH_Y = 9.6;
    const int n_rows = (int)fmax(1, floor(h / PITCH_Y)), n_columns = (n_lines + n_rows - 1) / n_rows;
    const double pitch_x = (w + 8) / n_columns, pitch_y = h / n_rows, dash = 0.66 * pitch_x;
    Path *path = path_create(arena);
    for (int i = 0; i < n_lines; i++) {
        const double x = i / n_rows * pitch_x, y = (i % n_rows + 0.5) * pitch_y;
        path_move(path, x, y);
        path_line(path, x + dash, y);
    }
    return path;
}

// The name and the number of lines, as large as there is room; the name alone where there is none for both.
static void file_words(Layout *layout, const FileCard *data, Rect rect, double pad, double baseline)
{
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const Rect box = {rect.x + pad, rect.y, rect.w - 2 * pad, baseline};
    const TextStyle unit = {.size = type_size(s, TYPE_LABEL), .align = ALIGN_END};
    TextStyle name = {.family = FONT_MONO, .size = type_size(s, TYPE_BODY)};
    TextStyle count = {.family = FONT_MONO, .size = type_size(s, TYPE_HEADING), .weight = 500, .align = ALIGN_END};
    const Words *number = words_with_figure(layout_arena(layout), NULL, data->n_lines, ",d");
    const double unit_w = type_box(s, &unit, "lines").w, room = box.w - unit_w - 0.75 * SPACE_L;
    bool fits = false;
    while (data->numbered &&
           !(fits = type_box(s, &name, data->file->text).w + type_box(s, &count, number->text).w <= room) &&
           count.size > unit.size) {
        count.size = fmax(0.9 * count.size, unit.size);
        name.size = fmax(0.95 * name.size, unit.size);
    }
    layout_part(layout, part_named("name"), box, 1);
    item_text(layout, "name", .y = baseline, .text = data->file->text, .style = name, .fill = theme->ink,
              .shown = &data->file->shown);
    if (!fits || data->blank)
        return;
    layout_part(layout, part_named("count"), box, 1);
    item_text(layout, "count", .x = box.w - unit_w - 0.25 * SPACE_L, .y = baseline, .text = number->text,
              .style = count, .fill = theme->ink, .shown = &number->shown);
    item_text(layout, "unit", .x = box.w, .y = baseline, .text = "lines", .style = unit, .fill = theme->soft);
}

static void lay_out_file(Layout *layout, const void *given, Rect rect)
{
    const FileCard *data = given;
    const Theme *theme = layout_theme(layout);
    const double pad = fmin(SPACE_L, 0.08 * rect.w), baseline = fmin(84, 0.36 * rect.h);
    const Rect lines = {rect.x + pad, rect.y + baseline + 0.8 * pad, rect.w - 2 * pad, rect.h - baseline - 1.6 * pad};
    card_part(layout, rect, false);
    file_words(layout, data, rect, pad, baseline);
    if (lines.h < SPACE_M)
        return;
    layout_part(layout, part_named("lines"), lines, 1);
    const Path *dashes = lines_path(layout_arena(layout), (int)data->n_lines->value, lines.w, lines.h);
    // Dashes that drew themselves do not change their shape: those of another size are other ones.
    const char *size = arena_printf(layout_arena(layout), "%.0f×%.0f", lines.w, lines.h);
    item_path(layout, arena_printf(layout_arena(layout), "places %s", size), .path = dashes, .stroke = theme->line,
              .stroke_width = 3);
    item_path(layout, arena_printf(layout_arena(layout), "lines %s", size), .path = dashes,
              .stroke = color_mix(theme->panel, theme->accent, 0.7), .stroke_width = 3,
              .drawn = data->blank || layout_is_seed(layout) ? -1 : 0);
}

// Lines that were not there draw themselves; the number runs up to all of its lines.
static void method_count(ScriptCall *call, const ScriptArgs *args)
{
    enum { N_STEPS = 30 };
    Scene *s = call->host;
    FileCard *data = arena_memdup(scene_arena(s), picture_data(call->self), sizeof *data);
    const bool was_blank = data->blank;
    const double dur_s = arg_seconds(args, "dur");
    data->blank = false;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    if (was_blank)
        picture_change(s, call->self, data, (Tween){.dur_s = dur_s, .ease = EASE_OUT});
    const int part = picture_part_find(call->self, part_named("count"));
    const double begin_s = block_begin_s(s, 0);
    double t_s[N_STEPS + 1];
    const Figure *figures[N_STEPS + 1];
    for (int i = 0; i <= N_STEPS; i++) {
        const double n = round(ease_at(EASE_OUT, (double)i / N_STEPS) * data->n_lines->value);
        t_s[i] = begin_s + i * dur_s / N_STEPS;
        figures[i] = figure_leaf(scene_arena(s), FIGURE_COUNT, n, (FigureSource){.field = "lines so far"});
    }
    figures[N_STEPS] = data->n_lines;
    if (part >= 0)
        text_show_figures(s, picture_item(call->self, part, "count"), t_s, figures, N_STEPS + 1, ",d");
    block_passed(s, begin_s, begin_s + dur_s);
    block_close(s);
}

static const Arg COUNT_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "slow", .help = "the name of a duration"}, {0}};
static const Verb FILE_METHODS[] = {
    {"count", SHAPE_VERB, "The number runs up to all of its lines, which draw themselves if they were not there.", NULL,
     COUNT_OPTIONS, .call = method_count},
    {0},
};

static const ScriptType FILE_CARD_TYPE = {
    .name = "file_card", .help = "A file with its lines.", .parent = &PICTURE_TYPE, .methods = FILE_METHODS};
static const ScriptKind FILE_CARD = {{"file_card", NULL, lay_out_file}, &FILE_CARD_TYPE, NULL};

static void verb_file_card(ScriptCall *call, const ScriptArgs *args)
{
    enum { MOST_LINES = 5000 };
    FileCard *data = ARENA_NEW(scene_arena(call->host), FileCard);
    *data = (FileCard){
        .file = arg_text(args, "file"),
        .n_lines = arg_object(args, "lines", &FIGURE_TYPE),
        .numbered = arg_bool(args, "numbered"),
        .blank = arg_bool(args, "blank"),
    };
    const double n = data->n_lines->value;
    if (n < 1 || n > MOST_LINES || n != floor(n))
        script_fail(call, "a file card draws a dash for each line: 1 to %d of them, not %g", MOST_LINES, n);
    else
        script_picture(call, args, &FILE_CARD, data);
}

// ---- the table ----

static const Arg CARD_OPTIONS[] = {{"lit", ARG_BOOL, .preset = "false", .help = "its border shines"}, {0}};
static const Arg FILE_ARGS[] = {{"file", ARG_TEXT, .help = "its name"}, {0}};
static const Arg FILE_OPTIONS[] = {
    {"lines", ARG_FIGURE, .required = true, .help = "how many it has"},
    {"numbered", ARG_BOOL, .preset = "true", .help = "whether their number is written"},
    {"blank", ARG_BOOL, .preset = "false", .help = "places for its lines, until `count` brings them"},
    {0}};

const Verb CARD_VERBS[] = {
    {"card", SHAPE_PICTURE, "An empty card, on which other pictures stand.", NULL, CARD_OPTIONS, PICTURE_OPTIONS,
     .call = verb_card, .makes = &CARD_TYPE},
    {"file_card", SHAPE_PICTURE, "A file as a card, with a dash for each of its lines.", FILE_ARGS, FILE_OPTIONS,
     PICTURE_OPTIONS, .call = verb_file_card, .makes = &FILE_CARD_TYPE},
    {0},
};
