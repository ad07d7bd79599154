// columns.c — cells by column and row, and the value whose colour is full.
#include "scenes/kit/columns.h"

#include <math.h>
#include <stdlib.h>

// The channel that a row shows, or -1 for the row of dots.
static int64_t channel_of(const ColumnsSpec *spec, int row)
{
    if (spec->n_channels <= spec->n_rows)
        return row;
    if (row == spec->n_rows - 2)
        return -1;
    return row == spec->n_rows - 1 ? spec->n_channels - 1 : row;
}

static Node *dots_add(Scene *s, Node *parent, double x, double y, double h)
{
    Node *dots = add_group(s, parent, .x = x, .y = y);
    for (int i = -1; i <= 1; i++)
        add_circle(s, dots, .y = i * 0.27 * h, .r = 1.8, .fill = scene_theme(s)->soft);
    return dots;
}

static Node *cell_add(Scene *s, Node *parent, const ColumnsSpec *spec, double y, const float *value)
{
    const Theme *theme = scene_theme(s);
    const double v = value ? (double)*value : 0;
    Node *cell = add_rect(s, parent, .y = y, .w = spec->cell_w, .h = spec->cell_h, .radius = 4,
                          .fill = theme_signed(theme, v, spec->full));
    // A pale cell is near zero: its sign tells nothing.
    if (v < -0.12 * spec->full)
        add_rect(s, cell, .x = spec->cell_w / 2 - 7, .y = spec->cell_h / 2 - 1.25, .w = 14, .h = 2.5,
                 .fill = color_alpha(theme->bg, 0.8));
    return cell;
}

Columns *columns_add_with(Scene *s, ColumnsSpec spec)
{
    if (spec.n_rows > COLUMNS_MOST_ROWS || spec.n_columns > COLUMNS_MOST) {
        scene_fail(s, "%d columns of %d cells are too many", spec.n_columns, spec.n_rows);
        return NULL;
    }
    if (spec.values && spec.n_channels < spec.n_rows)
        spec.n_rows = (int)spec.n_channels;
    Columns *columns = ARENA_NEW(scene_arena(s), Columns);
    columns->spec = spec;
    columns->n_rows = spec.n_rows;
    columns->n_columns = spec.n_columns;
    columns->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    for (int col = 0; col < spec.n_columns; col++) {
        Node *column = add_group(s, columns->group, .x = col * spec.pitch_x);
        columns->columns[col] = column;
        for (int row = 0; row < spec.n_rows; row++) {
            const int64_t channel = channel_of(&spec, row);
            const double y = row * spec.pitch_y;
            const float *value = spec.values && channel >= 0 ? spec.values + col * spec.stride + channel : NULL;
            columns->cells[row][col] = channel < 0
                                           ? dots_add(s, column, spec.cell_w / 2, y + spec.cell_h / 2, spec.cell_h)
                                           : cell_add(s, column, &spec, y, value);
        }
    }
    return columns;
}

void columns_fill(Scene *s, Columns *columns, double dur_s)
{
    // A row takes `one_s`; within it the columns follow each other, and rows overlap a little.
    const double begin_s = scene_now(s), one_s = fmin(0.3, dur_s / 2), between_s = 0.012;
    const double rows_s = dur_s - one_s - between_s * (columns->n_columns - 1);
    for (int row = 0; row < columns->n_rows; row++)
        for (int col = 0; col < columns->n_columns; col++) {
            const double row_s = columns->n_rows > 1 ? rows_s * row / (columns->n_rows - 1) : 0;
            scene_seek(s, begin_s + fmax(row_s, 0) + between_s * col);
            drop_in(s, columns->cells[row][col], .dur_s = one_s);
        }
    scene_seek(s, begin_s + dur_s);
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double columns_full(Scene *s, const float *values, int64_t n_values)
{
    if (!values || n_values <= 0)
        return 1;
    double *sizes = ARENA_ARRAY(scene_arena(s), double, n_values);
    for (int64_t i = 0; i < n_values; i++)
        sizes[i] = fabs((double)values[i]);
    qsort(sizes, (size_t)n_values, sizeof *sizes, compare);
    const double full = sizes[(n_values - 1) * 9 / 10];
    return full > 0 ? full : 1;
}
