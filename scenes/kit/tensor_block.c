// tensor_block.c — a tensor of three dimensions as sheets behind one another, which open into slices.
//
// Closed it is a block in oblique projection: of the sheets behind the first one only edges are seen. Open, all stand
// side by side. A sheet is a part, so that each can be pointed at, and travels.
#include "scenes/kit/attention.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

enum { MOST_SHEETS = 16, MOST_CELLS = 24, N_DIMS = 3 };

static const double DEPTH_X = 0.075, DEPTH_Y = 0.075; // of the sheet's shorter side, to the one behind it
static const double PAD = 0.05, RADIUS = 10;          // of the shorter side; units
static const double SLICE_GAP = 0.12;                 // of a slice
static const double LABEL_ROOM = 1.6, DIM_GAP = 14;   // of a label's size; units

typedef struct Block {
    const Figure *shape[N_DIMS];
    const Words *names[N_DIMS]; // "B", "T", "C"; NULL: none
    const TensorView *tensor;   // NULL: empty cells
    bool dots, open;
    int color; // -1: accent
    double full;
    bool is_signed;
} Block;

// Where the sheets are. Of long dimensions as many cells are drawn as can be made out.
typedef struct BlockFit {
    int n_sheets, n_rows, n_columns;
    int n_across;          // slices in a row, when they are open; 0: they are behind one another
    double w, h;           // of a sheet
    double x, y;           // of the first one
    double step_x, step_y; // to the next one
    double pitch_x, pitch_y, pad;
    double label; // size of type
} BlockFit;

static int at_most(const Figure *length, int most)
{
    return length->value < most ? (int)length->value : most;
}

// ---- sizes ----

// "T = 8".
static const Words *name_of(Arena *arena, const Block *block, int dim)
{
    Words named = *block->names[dim];
    named.text = arena_printf(arena, "%s =", named.text);
    return words_with_figure(arena, &named, block->shape[dim], "d");
}

// What the name of a dimension takes beside the block.
static double name_room(Layout *layout, const Block *block, int dim)
{
    const TextStyle style = {.size = type_size(layout_scene(layout), TYPE_LABEL)};
    return block->names[dim]
               ? type_box(layout_scene(layout), &style, name_of(layout_arena(layout), block, dim)->text).w + DIM_GAP
               : 0;
}

// Sheets behind one another, each a little to the right of and above the one before it.
static void fit_closed(BlockFit *fit, Rect room)
{
    const double behind = fit->n_sheets - 1, side = fmin(fit->n_columns, fit->n_rows);
    const double pad = 2 * PAD * side, w = fit->n_columns + pad, h = fit->n_rows + pad;
    const double back_x = DEPTH_X * side * behind, back_y = DEPTH_Y * side * behind;
    const double scale = fmin(room.w / (w + back_x), room.h / (h + back_y));
    fit->w = scale * w;
    fit->h = scale * h;
    fit->step_x = scale * DEPTH_X * side;
    fit->step_y = -scale * DEPTH_Y * side;
    fit->x = room.x + (room.w - fit->w - scale * back_x) / 2;
    fit->y = room.y + (room.h - fit->h - scale * back_y) / 2 + scale * back_y;
}

// Slices in as many rows as let them be largest.
static void fit_open(BlockFit *fit, Rect room)
{
    const double side = fmin(fit->n_columns, fit->n_rows);
    const double w = fit->n_columns + 2 * PAD * side, h = fit->n_rows + 2 * PAD * side;
    double scale = 0;
    for (int across = 1; across <= fit->n_sheets; across++) {
        const int down = (fit->n_sheets + across - 1) / across;
        const double wanted =
            fmin(room.w / (w * (across + SLICE_GAP * (across - 1))), room.h / (h * (down + SLICE_GAP * (down - 1))));
        if (wanted <= scale)
            continue;
        scale = wanted;
        fit->n_across = across;
    }
    const int n_down = (fit->n_sheets + fit->n_across - 1) / fit->n_across;
    fit->w = scale * w;
    fit->h = scale * h;
    fit->step_x = (1 + SLICE_GAP) * fit->w;
    fit->step_y = (1 + SLICE_GAP) * fit->h;
    fit->x = room.x + (room.w - fit->w - (fit->n_across - 1) * fit->step_x) / 2;
    fit->y = room.y + (room.h - fit->h - (n_down - 1) * fit->step_y) / 2;
}

static BlockFit fit_block(Layout *layout, const Block *block, Rect rect)
{
    BlockFit fit = {.n_sheets = at_most(block->shape[0], MOST_SHEETS),
                    .n_rows = at_most(block->shape[1], MOST_CELLS),
                    .n_columns = at_most(block->shape[2], MOST_CELLS),
                    .label = type_size(layout_scene(layout), TYPE_LABEL)};
    const double left = name_room(layout, block, 1), right = name_room(layout, block, 0);
    const double low = block->names[0] ? LABEL_ROOM * fit.label + DIM_GAP : 0;
    const Rect room = {rect.x + left, rect.y + low, rect.w - left - right, rect.h - 2 * low};
    if (block->open)
        fit_open(&fit, room);
    else
        fit_closed(&fit, room);
    fit.pad = PAD * fmin(fit.w, fit.h) / (1 + 2 * PAD);
    fit.pitch_x = (fit.w - 2 * fit.pad) / fit.n_columns;
    fit.pitch_y = (fit.h - 2 * fit.pad) / fit.n_rows;
    return fit;
}

// ---- sheets ----

static Color color_of(const Layout *layout, const Block *block)
{
    return block->color >= 0 ? kit_color(layout_scene(layout), block->color) : layout_theme(layout)->accent;
}

static void cell_items(Layout *layout, const Block *block, const BlockFit *fit, int sheet, int row, int column)
{
    const Theme *theme = layout_theme(layout);
    Arena *arena = layout_arena(layout);
    const double gap = 0.1 * fmin(fit->pitch_x, fit->pitch_y);
    const double x = fit->pad + column * fit->pitch_x, y = fit->pad + row * fit->pitch_y;
    const char *name = arena_printf(arena, "cell %d %d", row, column);
    const int64_t index[] = {sheet, row, column};
    const double value = block->tensor ? tensor_view_figure(arena, block->tensor, index)->value : 0;
    const Color full = !block->tensor || block->dots ? theme->bg
                       : block->is_signed            ? theme_signed(theme, value, block->full)
                                                     : roles_heat(theme, value / block->full);
    item_rect(layout, name, .x = x + gap / 2, .y = y + gap / 2, .w = fit->pitch_x - gap, .h = fit->pitch_y - gap,
              .r = fmin(4, fit->pitch_y / 6), .fill = full);
    if (block->dots && block->tensor && value > 0)
        item_circle(layout, arena_printf(arena, "dot %d %d", row, column), .x = x + fit->pitch_x / 2,
                    .y = y + fit->pitch_y / 2, .r = dot_radius(value, fmin(fit->pitch_x, fit->pitch_y)),
                    .fill = color_of(layout, block));
}

static void sheet_part(Layout *layout, const Block *block, const BlockFit *fit, int sheet)
{
    const Theme *theme = layout_theme(layout);
    const int across = fit->n_across > 0 ? sheet % fit->n_across : sheet;
    const int down = fit->n_across > 0 ? sheet / fit->n_across : sheet;
    const Rect box = {fit->x + across * fit->step_x, fit->y + down * fit->step_y, fit->w, fit->h};
    layout_part(layout, part_index(sheet), box, fit->n_sheets - sheet);
    const double far = block->open ? 0 : fmin(0.75, 0.2 * sheet);
    item_rect(layout, "sheet", .w = box.w, .h = box.h, .r = fmin(RADIUS, fmin(box.w, box.h) / 8), .fill = theme->panel,
              .stroke = color_mix(color_of(layout, block), theme->panel, far), .stroke_width = 3);
    for (int row = 0; row < fit->n_rows; row++)
        for (int column = 0; column < fit->n_columns; column++)
            cell_items(layout, block, fit, sheet, row, column);
}

// ---- the names of its dimensions ----

static void name_part(Layout *layout, const Block *block, const BlockFit *fit, int dim, Point at, Align align)
{
    const Words *words = name_of(layout_arena(layout), block, dim);
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "dimension %d", dim + 1)),
                (Rect){at.x, at.y, 1, 1}, MOST_SHEETS + 1);
    item_text(layout, "words", .text = words->text,
              .style = {.size = fit->label, .align = align, .valign = VALIGN_MIDDLE}, .fill = layout_theme(layout)->ink,
              .shown = &words->shown);
}

// Rows down the left side, columns below, sheets along the edge that goes back.
static void names_parts(Layout *layout, const Block *block, const BlockFit *fit)
{
    for (int dim = N_DIMS - 1; dim >= 0; dim--)
        layout_must_show(layout, name_of(layout_arena(layout), block, dim)->text);
    if (fit->h < LABEL_ROOM * fit->label)
        return; // there is no room for them
    const double last = fit->n_sheets - 1;
    const Point corner = {fit->x + fit->w, fit->y + fit->h};
    const int n_down = block->open ? (fit->n_sheets + fit->n_across - 1) / fit->n_across : 1;
    const Point sheets =
        block->open
            ? (Point){fit->x + ((fit->n_across - 1) * fit->step_x + fit->w) / 2, fit->y - DIM_GAP - fit->label / 2}
            : (Point){corner.x + last * fit->step_x / 2 + DIM_GAP, corner.y + last * fit->step_y / 2 + DIM_GAP};
    name_part(layout, block, fit, 1, (Point){fit->x - DIM_GAP, fit->y + fit->h / 2}, ALIGN_END);
    name_part(layout, block, fit, 2,
              (Point){fit->x + fit->w / 2,
                      corner.y + (block->open ? (n_down - 1) * fit->step_y : 0) + DIM_GAP + fit->label / 2},
              ALIGN_MIDDLE);
    name_part(layout, block, fit, 0, sheets, block->open ? ALIGN_MIDDLE : ALIGN_START);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Block *block = given;
    const BlockFit fit = fit_block(layout, block, rect);
    for (int sheet = 0; sheet < fit.n_sheets; sheet++)
        sheet_part(layout, block, &fit, sheet);
    if (block->names[0])
        names_parts(layout, block, &fit);
}

// ---- the verb ----

static void set_open(ScriptCall *call, const ScriptArgs *args, bool open)
{
    Block *block = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *block);
    block->open = open;
    picture_change(call->host, call->self, block, (Tween){.dur_s = arg_seconds(args, "dur")});
}

static void method_open(ScriptCall *call, const ScriptArgs *args)
{
    set_open(call, args, true);
}

static void method_close(ScriptCall *call, const ScriptArgs *args)
{
    set_open(call, args, false);
}

static const Arg DUR_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "slow", .help = "the name of a duration"}, {0}};
static const Verb BLOCK_METHODS[] = {
    {"open", SHAPE_VERB, "Its sheets part and stand side by side.", NULL, DUR_OPTIONS, .call = method_open},
    {"close", SHAPE_VERB, "They are one block again.", NULL, DUR_OPTIONS, .call = method_close},
    {0},
};

static const ScriptType BLOCK_TYPE = {.name = "tensor_block",
                                      .help = "A block of numbers; its sheets are `b:part(1)`, `b:part(2)` …",
                                      .parent = &PICTURE_TYPE,
                                      .methods = BLOCK_METHODS};
static const ScriptKind BLOCK = {{"tensor_block", NULL, lay_out, .least = {60, 60}}, &BLOCK_TYPE, NULL};

static bool take_tensor(ScriptCall *call, const TensorView *tensor, Block *block)
{
    Arena *arena = scene_arena(call->host);
    if (tensor_view_dims(tensor) != N_DIMS) {
        script_fail(call,
                    "a block is made of three dimensions, and this tensor has %d; give its first ones indices, as in "
                    "run.probe.attention[1]",
                    tensor_view_dims(tensor));
        return false;
    }
    int64_t n = 1;
    for (int i = 0; i < N_DIMS; i++) {
        const int64_t length = tensor_view_length(tensor, i);
        block->shape[i] =
            figure_leaf(arena, FIGURE_COUNT, (double)length, (FigureSource){.field = tensor->tensor->name});
        n *= length;
    }
    for (int64_t i = 0; i < n; i++) {
        const double value = (double)tensor_view_values(tensor)[i];
        block->full = fmax(block->full, fabs(value));
        block->is_signed = block->is_signed || value < 0;
    }
    block->full = block->full > 0 ? block->full : 1;
    block->tensor = tensor;
    if (n == 0)
        script_fail(call, "this tensor has no numbers; a block needs at least one");
    return n > 0;
}

static bool is_length(const Figure *figure)
{
    return figure && figure->value >= 1 && figure->value == floor(figure->value);
}

static bool take_shape(ScriptCall *call, ScriptValue given, Block *block)
{
    const bool listed = given.kind == VALUE_LIST && given.list.n_items == N_DIMS;
    for (int i = 0; i < N_DIMS && listed; i++)
        block->shape[i] = value_object(given.list.items[i], &FIGURE_TYPE);
    if (!listed || !is_length(block->shape[0]) || !is_length(block->shape[1]) || !is_length(block->shape[2]))
        script_fail(call, "a block is made of a tensor of three dimensions, or of three figures that are its shape: whole "
                          "numbers from 1 on");
    return !script_failed(call);
}

static void verb_tensor_block(ScriptCall *call, const ScriptArgs *args)
{
    Block *block = ARENA_NEW(scene_arena(call->host), Block);
    *block = (Block){.color = arg_color(args, "color"), .dots = arg_bool(args, "dots"), .open = arg_bool(args, "open")};
    const ScriptValue given = arg_value(args, "values");
    const TensorView *tensor = value_object(given, &TENSOR_TYPE);
    if (!(tensor ? take_tensor(call, tensor, block) : take_shape(call, given, block)))
        return;
    int n = 0;
    const ScriptValue *names = arg_list(args, "names", &n);
    if (names && n != N_DIMS)
        script_fail(call, "`names` has %d, and a block has three dimensions", n);
    for (int i = 0; i < n && n == N_DIMS; i++)
        block->names[i] = names[i].words;
    if (!script_failed(call))
        script_picture(call, args, &BLOCK, block);
}

static const Arg ARGS[] = {
    {"values", ARG_ANY,
     .help = "a tensor of three dimensions, as run.probe.attention[1]; or three figures, its shape alone"},
    {0}};
static const Arg OPTIONS[] = {
    {"names", ARG_LIST, .items = ARG_TEXT, .help = "of the three dimensions; each is followed by its length"},
    {"color", ARG_COLOR, .help = "of its edges, and of dots"},
    {"dots", ARG_BOOL, .preset = "false", .help = "values are weights: a dot's area"},
    {"open", ARG_BOOL, .preset = "false", .help = "its sheets stand side by side from the beginning"},
    {0},
};

const Verb TENSOR_BLOCK_VERBS[] = {
    {"tensor_block", SHAPE_PICTURE, "A tensor of three dimensions as a block, which opens into slices.", ARGS, OPTIONS,
     PICTURE_OPTIONS, .call = verb_tensor_block, .makes = &BLOCK_TYPE,
     .example = "local b = tensor_block { run.probe.attention[1], names = { \"H\", \"T\", \"T\" }, into = page }"},
    {0},
};
