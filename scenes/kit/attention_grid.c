// attention_grid.c — one head's weights: a row looks at its columns, a dot's area is a weight, what lies ahead is
// hatched.
//
// Where there is room rows have their letters, and the row in question stands apart in a frame; in a small rectangle
// the dots are all there is. A cell keeps its key whatever its size, so that the small picture grows into the large
// one.
#include "scenes/kit/attention.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/tiles.h"

#include "engine/anim/area.h"

#include <math.h>

static const double COARSEST = 3.5; // a grid of fewer tokens than this is small rather than coarse
// In cells:
static const double LABELS = 1.42, ROW_GAP = 0.32, FRAME = 0.12;
static const double LEAST_DOTS = 6, LEAST_CELLS = 18; // units: a cell of dots alone, a cell with its outline
static const double LETTERED = 1.2;                   // of the least tile: a column over which a letter can be read
static const double LABEL_SIDE = 0.84;                // of the tile with a row's letter, at least

// Where the cells are.
typedef struct GridFit {
    int first;
    double x, y, pitch;
    double column; // width of a cell: where there is little height, more than the pitch, so that letters fit over it
    double gap;    // around the row in question
    bool celled, lettered;
} GridFit;

static bool has_row(const Attention *grid, const GridFit *fit)
{
    return fit->celled && grid->row >= fit->first;
}

static bool is_alone(const Attention *grid)
{
    return grid->alone && grid->row >= 0;
}

static double row_y(const Attention *grid, const GridFit *fit, int row)
{
    if (is_alone(grid))
        return fit->y;
    const double gaps = !has_row(grid, fit) ? 0 : (row >= grid->row && grid->row > fit->first) + (row > grid->row);
    return fit->y + (row - fit->first) * fit->pitch + gaps * fit->gap;
}

static GridFit fit_grid(const Scene *s, const Attention *grid, Rect rect)
{
    GridFit fit = {.first = grid->first, .celled = true};
    const double n = grid->n - fit.first, coarse = fmax(n, COARSEST);
    const bool alone = is_alone(grid);
    const double gaps = alone || grid->row < fit.first ? 0 : (grid->row > fit.first) + (grid->row + 1 < grid->n);
    const double down = (alone ? 1 : coarse) + ROW_GAP * gaps + 2 * FRAME;
    double left = LABELS, right = FRAME;
    fit.pitch = fmin(rect.w / (coarse + LABELS + FRAME), rect.h / down);
    fit.lettered = grid->texts && fit.pitch > tile_least(s);
    if (!fit.lettered) {
        left = right = 0;
        fit.pitch = fmin(rect.w / coarse, rect.h / down);
        fit.celled = fit.pitch >= LEAST_CELLS;
    }
    if (!fit.celled) {
        while (grid->n - fit.first > 1 && fmin(rect.w, rect.h) / (grid->n - fit.first) < LEAST_DOTS)
            fit.first++;
        fit.pitch = fmin(rect.w, rect.h) / fmax(grid->n - fit.first, COARSEST);
    }
    const int n_shown = grid->n - fit.first;
    const double sides = (left + right) * fit.pitch;
    fit.gap = ROW_GAP * fit.pitch;
    fit.column = fit.pitch;
    if (has_row(grid, &fit))
        fit.column = fmax(fit.pitch, fmin(LETTERED * tile_least(s), (rect.w - sides) / coarse));
    fit.x = rect.x + (rect.w - n_shown * fit.column - sides) / 2 + left * fit.pitch;
    fit.y = rect.y + (rect.h - (alone ? 1 : n_shown) * fit.pitch - (fit.celled ? gaps : 0) * fit.gap) / 2;
    return fit;
}

static void frame_part(Layout *layout, const Attention *grid, const GridFit *fit)
{
    const Theme *theme = layout_theme(layout);
    const Color query = roles_of(theme)->query;
    const double left = fit->lettered ? LABELS * fit->pitch : 0, margin = FRAME * fit->pitch;
    const double w = (grid->n - fit->first) * fit->column + left + (fit->lettered ? margin : 0);
    layout_part(layout, part_named("frame"),
                (Rect){fit->x - left, row_y(grid, fit, grid->row) - margin, w, fit->pitch + 2 * margin}, -1);
    item_rect(layout, "frame", .w = w, .h = fit->pitch + 2 * margin, .r = 0.24 * fit->pitch,
              .fill = color_mix(theme->panel, query, 0.07), .stroke = color_mix(theme->panel, query, 0.6));
}

static void label_part(Layout *layout, const Attention *grid, const GridFit *fit, int row)
{
    const Theme *theme = layout_theme(layout);
    const char *text = grid->texts[row];
    const double side = fmax(LABEL_SIDE * fit->pitch, tile_least(layout_scene(layout)));
    const Rect box = {fit->x - (LABELS + 0.22) / 2 * fit->pitch - side / 2,
                      row_y(grid, fit, row) + (fit->pitch - side) / 2, side, side};
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "row %d", row + 1)), box, 0);
    const Color query = roles_of(theme)->query;
    if (row == grid->row) {
        tile_items_colored(layout, text, box.w, box.h, query, query);
        return;
    }
    // The tile is there unseen: once the row lights up, its letter is drawn over it.
    item_rect(layout, "card", .w = box.w, .h = box.h, .fill = color_alpha(theme->panel, 0),
              .stroke = color_alpha(query, 0), .stroke_width = 2);
    tile_sign_item(layout, text, box.w, box.h, theme->soft);
}

static void cell_part(Layout *layout, const Attention *grid, const GridFit *fit, int row, int column)
{
    const Theme *theme = layout_theme(layout);
    const bool masked = column > row;
    if (masked && !fit->celled)
        return;
    layout_part(layout, part_cell(row, column),
                (Rect){fit->x + (column - fit->first) * fit->column, row_y(grid, fit, row), fit->column, fit->pitch},
                0);
    if (fit->celled) {
        const double gap = 0.08 * fit->pitch;
        item_rect(layout, "cell", .x = gap / 2, .y = gap / 2, .w = fit->column - gap, .h = fit->pitch - gap,
                  .r = 0.12 * fit->pitch, .fill = masked ? color_alpha(theme->bg, 0) : theme->bg,
                  .stroke = color_alpha(theme->line, masked ? 0.45 : 0.8), .stroke_width = 1.5);
    }
    if (masked) {
        Path *hatch = path_create(layout_arena(layout));
        cell_hatch(hatch, (Rect){(fit->column - fit->pitch) / 2, 0, fit->pitch, fit->pitch}, INFINITY);
        item_path(layout, "hatch", .path = hatch, .stroke = color_alpha(theme->line, 0.75), .stroke_width = 1.5);
        return;
    }
    const double r = layout_is_seed(layout) ? 0 : dot_radius(attention_weight(grid, 0, row, column), fit->pitch);
    item_circle(layout, "dot", .x = fit->column / 2, .y = fit->pitch / 2, .r = r,
                .fill = dot_color(theme, !has_row(grid, fit) || row == grid->row));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Attention *grid = given;
    const GridFit fit = fit_grid(layout_scene(layout), grid, rect);
    for (int row = fit.first; row < grid->n; row++) {
        if (is_alone(grid) && row != grid->row)
            continue;
        if (fit.lettered)
            label_part(layout, grid, &fit, row);
        for (int column = fit.first; column < grid->n; column++)
            cell_part(layout, grid, &fit, row, column);
    }
    if (has_row(grid, &fit))
        frame_part(layout, grid, &fit);
    const int n = grid->n - grid->first, n_shown = grid->n - fit.first;
    const int n_cells = is_alone(grid) ? n * n : fit.celled ? n_shown * n_shown : n_shown * (n_shown + 1) / 2;
    layout_lacks(layout, n * n - n_cells + (grid->texts && !fit.lettered ? n : 0) + (grid->row >= grid->first) -
                             has_row(grid, &fit));
}

// ---- the verb ----

// The columns reach up into an area: what is put there stands over them.
static void method_over(ScriptCall *call, const ScriptArgs *args)
{
    const Attention *grid = picture_data(call->self);
    const GridFit fit = fit_grid(call->host, grid, picture_rect(call->self));
    const Rect above = area_rect(call->host, arg_object(args, "area", &AREA_TYPE));
    const Rect over = {fit.x, above.y, (grid->n - fit.first) * fit.column, fit.y - 0.16 * fit.pitch - above.y};
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, over)));
}

static const Arg AREA_ARGS[] = {{"area", ARG_HANDLE, .type = &AREA_TYPE, .help = "that lies above the grid"}, {0}};
static const Verb GRID_METHODS[] = {
    {"light", SHAPE_VERB, "A row is in question: it stands apart, and its dots are bright.", ATTENTION_LIGHT_ARGS,
     ATTENTION_LIGHT_OPTIONS, .call = attention_light},
    {"over", SHAPE_FUNCTION, "What of an area lies over the columns, as wide as they are: for attention_arcs.",
     AREA_ARGS, .call = method_over, .returns = "area"},
    {0},
};

static const ScriptType ATTENTION_GRID_TYPE = {.name = "attention_grid",
                                               .help = "One head's weights as dots in cells.",
                                               .parent = &PICTURE_TYPE,
                                               .methods = GRID_METHODS};
static const ScriptKind GRID = {
    {"attention_grid", NULL, lay_out, .least = {64, 64}}, &ATTENTION_GRID_TYPE, attention_change};

static const ScriptKind ROW = {
    {"attention_grid", NULL, lay_out, .least = {64, 36}}, &ATTENTION_GRID_TYPE, attention_change};

static void verb_attention_grid(ScriptCall *call, const ScriptArgs *args)
{
    const bool alone = arg_bool(args, "alone");
    attention_picture(call, args, alone ? &ROW : &GRID, (Attention){.row = -1, .alone = alone});
}

static const Arg OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 1e6, .help = "the row in question, from 1; without it there is none"},
    {"alone", ARG_BOOL, .preset = "false", .help = "only the row in question, the larger"},
    {0},
};

const Verb ATTENTION_GRID_VERBS[] = {
    {"attention_grid", SHAPE_PICTURE, "Which token looks at which in one head: a dot's area is the weight.",
     ATTENTION_HEAD_ARGS, OPTIONS, PICTURE_OPTIONS, .call = verb_attention_grid, .makes = &ATTENTION_GRID_TYPE},
    {0},
};
