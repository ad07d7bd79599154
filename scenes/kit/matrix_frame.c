// matrix_frame.c — what stands around a matrix: its name and shape, labels, the legend, and the light on a row, a
// column or a cell.
#include "scenes/kit/matrix.h"

#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double LABEL_GAP = 12, FRAME = 3, FRAME_GAP = 3; // units
static const double LIGHT = 0.1;                              // of the colour, within the frame
static const double LEGEND_W = 24, LEAST_LEGEND = 2.4;        // units; of the size of type: its height
enum { LEGEND_STEPS = 24 };

// ---- the name ----

// "queries (8, 8)": the numbers are counted.
static const Words *with_shape(Arena *arena, const Words *name, const MatrixValues *values)
{
    const int n_before = name->shown.n_figures, sizes[] = {values->n_rows, values->n_columns};
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, n_before + 2);
    for (int i = 0; i < n_before; i++)
        figures[i] = name->shown.figures[i];
    const char *text = arena_printf(arena, "%s (", name->text);
    for (int i = 0; i < 2; i++) {
        const char *number = figure_text(arena, sizes[i], "d");
        const FigureSource of = {.field = i == 0 ? "rows" : "columns"};
        figures[n_before + i] = (ShownFigure){.figure = figure_leaf(arena, FIGURE_COUNT, sizes[i], of),
                                              .format = "d",
                                              .first_byte = (int)strlen(text),
                                              .n_bytes = (int)strlen(number)};
        text = arena_printf(arena, "%s%s%s", text, number, i == 0 ? ", " : ")");
    }
    Words *words = ARENA_NEW(arena, Words);
    *words = (Words){.text = text, .shown = {figures, n_before + 2}};
    return words;
}

static void name_part(Layout *layout, const MatrixData *data, const MatrixFit *fit)
{
    Scene *s = layout_scene(layout);
    const Words *words = data->shape ? with_shape(layout_arena(layout), data->name, &data->values) : data->name;
    const double w = fit->n_columns * fit->pitch_x, size = type_size(s, TYPE_LABEL);
    const Color color = data->color >= 0 ? matrix_color(s, data->color) : layout_theme(layout)->ink;
    layout_must_show(layout, data->name->text);
    layout_part(layout, part_named("name"), (Rect){fit->x, fit->y - fit->label_h - fit->name_h, w, fit->name_h}, 1);
    item_text(layout, "words", .x = w / 2, .y = size, .text = words->text,
              .style = {.size = size, .align = ALIGN_MIDDLE}, .fill = color, .shown = &words->shown);
}

// ---- labels ----

static void label_part(Layout *layout, const MatrixData *data, const MatrixFit *fit, const MatrixLabel *label,
                       bool of_row, Rect box)
{
    const bool is_row = of_row != data->transposed; // of the values
    const int named = is_row ? data->row_color : data->column_color;
    const Theme *theme = layout_theme(layout);
    const Color color = named >= 0 ? matrix_color(layout_scene(layout), named) : theme->ink;
    if (label->words) {
        layout_must_show(layout, label->words->text);
        item_text(layout, "words", .x = of_row ? box.w : box.w / 2, .y = box.h / 2, .text = label->words->text,
                  .style = {.size = type_size(layout_scene(layout), TYPE_LABEL),
                            .align = of_row ? ALIGN_END : ALIGN_MIDDLE,
                            .valign = VALIGN_MIDDLE},
                  .fill = color, .shown = &label->words->shown);
        return;
    }
    const double side = of_row && fit->tile > 0 ? fit->tile : tile_least(layout_scene(layout));
    if (of_row && fit->tile <= 0)
        tile_sign_item(layout, label->token, side, side, color);
    else
        tile_items_colored(layout, label->token, side, side, named >= 0 ? color : theme->line, color);
}

// What stands beside the rows as they are seen, and over the columns.
static void labels_parts(Layout *layout, const MatrixData *data, const MatrixFit *fit, bool of_rows)
{
    const bool is_row = of_rows != data->transposed;
    const MatrixLabel *labels = is_row ? data->rows : data->columns;
    const int n = of_rows != data->transposed ? data->values.n_rows : data->values.n_columns;
    const double side = of_rows && fit->tile > 0 ? fit->tile : tile_least(layout_scene(layout));
    const bool has_room = labels && (labels[0].words || (of_rows ? fit->letters_beside : fit->letters_over));
    if (labels && !has_room)
        layout_lacks(layout, n);
    for (int i = 0; has_room && i < n; i++) {
        const int index = i + (is_row ? data->values.first_row : data->values.first_column) + 1;
        const bool word = labels[i].words != NULL;
        const double w = word ? of_rows ? fit->label_w - LABEL_GAP : fit->pitch_x : side;
        const double h = word && !of_rows ? fit->label_h - LABEL_GAP : word ? fit->pitch_y : side;
        const Rect box = of_rows ? (Rect){fit->x - LABEL_GAP - w, fit->y + (i + 0.5) * fit->pitch_y - h / 2, w, h}
                                 : (Rect){fit->x + (i + 0.5) * fit->pitch_x - w / 2, fit->y - LABEL_GAP - h, w, h};
        layout_part(layout, part_named(arena_printf(layout_arena(layout), "%s %d", is_row ? "row" : "column", index)),
                    box, 1);
        label_part(layout, data, fit, &labels[i], of_rows, box);
    }
}

// ---- light ----

static void light_part(Layout *layout, const MatrixData *data, const MatrixFit *fit)
{
    const int row = data->transposed ? data->lit_column : data->lit_row;
    const int column = data->transposed ? data->lit_row : data->lit_column;
    if (row < 0 && column < 0)
        return;
    const Rect cells = {fit->x + fmax(column, 0) * fit->pitch_x, fit->y + fmax(row, 0) * fit->pitch_y,
                        fit->pitch_x * (column < 0 ? fit->n_columns_there : 1),
                        fit->pitch_y * (row < 0 ? fit->n_rows_there : 1)};
    const double out = FRAME_GAP - fit->gap / 2;
    const Rect box = {cells.x - out, cells.y - out, cells.w + 2 * out, cells.h + 2 * out};
    const double r = fmin(10, fmin(box.w, box.h) / 4);
    const Color color = matrix_color(layout_scene(layout), data->light_color >= 0 ? data->light_color : data->color);
    layout_part(layout, part_named("light"), box, 3);
    item_rect(layout, "frame", .w = box.w, .h = box.h, .r = r, .fill = color_alpha(color, LIGHT), .stroke = color,
              .stroke_width = FRAME);
}

// ---- the legend ----

// The end of the legend: what the full colour means, and the other one.
static const Words *legend_words(Arena *arena, const MatrixFit *fit, bool high)
{
    const double value = high ? fit->full : fit->is_signed ? -fit->full : 0;
    const Figure *figure = figure_leaf(arena, FIGURE_SCALE, value, (FigureSource){.field = "full colour"});
    return words_with_figure(arena, NULL, figure, ".2v");
}

double matrix_legend_width(Scene *s, const MatrixFit *fit)
{
    const TextStyle style = {.family = FONT_MONO, .size = type_size(s, TYPE_LABEL)};
    const double high = type_box(s, &style, legend_words(scene_arena(s), fit, true)->text).w;
    return LEGEND_W + 2 * LABEL_GAP + fmax(high, type_box(s, &style, legend_words(scene_arena(s), fit, false)->text).w);
}

static void legend_part(Layout *layout, const MatrixFit *fit)
{
    const Theme *theme = layout_theme(layout);
    Arena *arena = layout_arena(layout);
    const double label = type_size(layout_scene(layout), TYPE_LABEL);
    const double h = fit->n_rows * fit->pitch_y, step = h / LEGEND_STEPS;
    const Rect box = {fit->x + fit->n_columns * fit->pitch_x + LABEL_GAP, fit->y, fit->legend_w - LABEL_GAP, h};
    const double low = fit->is_signed ? -fit->full : 0;
    if (h < LEAST_LEGEND * label) {
        layout_lacks(layout, 1);
        return;
    }
    layout_part(layout, part_named("legend"), box, 0);
    for (int i = 0; i < LEGEND_STEPS; i++) {
        const double value = fit->full + (low - fit->full) * (i + 0.5) / LEGEND_STEPS;
        item_rect(layout, arena_printf(arena, "step %d", i), .y = i * step, .w = LEGEND_W, .h = step + 0.5,
                  .fill = matrix_fill(theme, fit, value));
    }
    for (int i = 0; i < 2; i++) {
        const Words *words = legend_words(arena, fit, i == 0);
        item_text(layout, i == 0 ? "high" : "low", .x = LEGEND_W + LABEL_GAP, .y = i == 0 ? 0.8 * label : h,
                  .text = words->text, .style = {.family = FONT_MONO, .size = label}, .fill = theme->soft,
                  .shown = &words->shown);
    }
}

void matrix_frame_parts(Layout *layout, const MatrixData *data, const MatrixFit *fit)
{
    if (data->name)
        name_part(layout, data, fit);
    labels_parts(layout, data, fit, true);
    labels_parts(layout, data, fit, false);
    if (data->legend)
        legend_part(layout, fit);
    light_part(layout, data, fit);
}
