// strokes.c — a few paths as the tiles of one row see them.
#include "engine/raster/strokes.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_ROWS = 8 }; // of different items, then all is forgotten

// A path, and all that it depends on.
typedef struct Row {
    const Node *node;
    Matrix matrix; // node → picture
    double trim_start, trim_end, morph, width, top, height;
    const Path *path;
} Row;

struct Strokes {
    Row rows[MOST_ROWS];
    int n_rows;
    Arena arena; // of the paths
};

Strokes *strokes_create(void)
{
    Strokes *strokes = mem_alloc(sizeof *strokes);
    arena_init(&strokes->arena);
    return strokes;
}

void strokes_destroy(Strokes *strokes)
{
    if (!strokes)
        return;
    arena_finish(&strokes->arena);
    free(strokes);
}

bool strokes_can(const DrawItem *item)
{
    return item->node && item->node->round_caps && item->fill.a <= 0 && item->dash <= 0;
}

static bool is_same(const Row *a, const Row *b)
{
    return a->node == b->node && matrix_equal(a->matrix, b->matrix) && a->trim_start == b->trim_start &&
           a->trim_end == b->trim_end && a->morph == b->morph && a->width == b->width && a->top == b->top &&
           a->height == b->height;
}

const Path *strokes_rows(Strokes *strokes, const DrawItem *item, Matrix to_picture, double top, double height)
{
    Row row = {item->node,  matrix_multiply(item->matrix, to_picture), item->trim_start, item->trim_end, item->morph,
               item->stroke_width, top, height, NULL};
    for (int i = 0; i < strokes->n_rows; i++)
        if (is_same(&strokes->rows[i], &row))
            return strokes->rows[i].path;
    if (strokes->n_rows == MOST_ROWS) {
        strokes->n_rows = 0;
        arena_reset(&strokes->arena);
    }
    const Matrix m = row.matrix;
    const double reach = 2 + item->stroke_width * fmax(hypot(m.xx, m.yx), hypot(m.xy, m.yy));
    row.path = path_rows(draw_path(item, &strokes->arena), m, top - reach, top + height + reach, &strokes->arena);
    strokes->rows[strokes->n_rows++] = row;
    return row.path;
}
