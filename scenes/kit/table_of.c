// table_of.c — a table of words and figures, whose cells light up.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static const double PAD_X = 0.7, ROW_HEIGHT = 1.75, RADIUS = 8, TINT = 0.3; // of the size of type; a lit cell's
enum { HEAD = -1, ALL = -1, NONE = -2 };

typedef struct Table {
    const Words **cells; // (n_rows, n_cols)
    const Words **head;  // [n_cols]; NULL: none
    int n_rows, n_cols;
    int lit_row, lit_col; // from 0; ALL of them; NONE
} Table;

// What a rectangle has room for.
typedef struct TableFit {
    double size;   // of type
    double *col_w; // [n_cols]
    double w, row_h;
} TableFit;

static const Words *cell_of(const Table *table, int row, int col)
{
    return row == HEAD ? table->head[col] : table->cells[row * table->n_cols + col];
}

static TextStyle style_of(double size, int row)
{
    return (TextStyle){.family = FONT_SANS, .size = size, .weight = row == HEAD ? 600 : 400};
}

// Numbers end below one another, words begin there.
static bool is_number_column(const Table *table, int col)
{
    for (int i = 0; i < table->n_rows; i++) {
        const char *text = cell_of(table, i, col)->text;
        if (!strpbrk(text, "0123456789") || isalpha((unsigned char)text[0]))
            return false;
    }
    return table->n_rows > 0;
}

// At a size of type; widths follow it in proportion.
static void measure_at(Scene *s, const Table *table, double size, TableFit *fit)
{
    fit->size = size;
    fit->row_h = ROW_HEIGHT * size;
    fit->w = 0;
    for (int col = 0; col < table->n_cols; col++) {
        fit->col_w[col] = 0;
        for (int row = table->head ? HEAD : 0; row < table->n_rows; row++) {
            const TextStyle style = style_of(size, row);
            fit->col_w[col] = fmax(fit->col_w[col], type_box(s, &style, cell_of(table, row, col)->text).w);
        }
        fit->col_w[col] += 2 * PAD_X * size;
        fit->w += fit->col_w[col];
    }
}

static double height_of(const Table *table, const TableFit *fit)
{
    return (table->n_rows + (table->head != NULL)) * fit->row_h;
}

// The largest type of the scale at which it has room, or the smallest.
static TableFit fit_table(Layout *layout, const Table *table, Size room)
{
    Scene *s = layout_scene(layout);
    TableFit fit = {.col_w = ARENA_ARRAY(layout_arena(layout), double, table->n_cols)};
    for (TypeRole role = TYPE_HEADING; role < TYPE_ROLES; role++) {
        measure_at(s, table, type_size(s, role), &fit);
        if (fit.w <= room.w && height_of(table, &fit) <= room.h)
            break;
    }
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const Table *table = data;
    const TableFit fit = fit_table(layout, table, room);
    return (Size){fit.w, height_of(table, &fit)};
}

static bool is_lit(const Table *table, int row, int col)
{
    return row != HEAD && (table->lit_row == ALL || table->lit_row == row) &&
           (table->lit_col == ALL || table->lit_col == col);
}

static void lay_out_cell(Layout *layout, const Table *table, const TableFit *fit, int row, int col, Rect box)
{
    const Theme *theme = layout_theme(layout);
    const Words *words = cell_of(table, row, col);
    const Color lit = color_mix(theme->bg, theme->accent, TINT);
    TextStyle style = style_of(fit->size, row);
    style.valign = VALIGN_MIDDLE;
    style.align = is_number_column(table, col) ? ALIGN_END : ALIGN_START;
    layout_must_show(layout, words->text);
    layout_part(layout, part_cell(row, col), box, 0);
    if (row != HEAD)
        item_rect(layout, "light", .y = 0.08 * box.h, .w = box.w, .h = 0.84 * box.h, .r = fmin(RADIUS, box.h / 4),
                  .fill = color_alpha(lit, is_lit(table, row, col) ? 1 : 0));
    item_text(layout, "words", .x = style.align == ALIGN_END ? box.w - PAD_X * fit->size : PAD_X * fit->size,
              .y = box.h / 2, .text = words->text, .style = style, .fill = row == HEAD ? theme->soft : theme->ink,
              .shown = &words->shown);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Table *table = data;
    const TableFit fit = fit_table(layout, table, (Size){rect.w, rect.h});
    const int first = table->head ? HEAD : 0;
    Point at = {0, rect.y + fmax(0, (rect.h - height_of(table, &fit)) / 2)};
    for (int row = first; row < table->n_rows; row++, at.y += fit.row_h) {
        at.x = rect.x + (rect.w - fit.w) / 2;
        for (int col = 0; col < table->n_cols; at.x += fit.col_w[col++])
            lay_out_cell(layout, table, &fit, row, col, (Rect){at.x, at.y, fit.col_w[col], fit.row_h});
        if (row != HEAD)
            continue;
        layout_part(layout, part_named("rule"), (Rect){rect.x + (rect.w - fit.w) / 2, at.y + fit.row_h - 1, fit.w, 2},
                    0);
        item_rect(layout, "line", .w = layout_is_seed(layout) ? 0 : fit.w, .h = 2, .fill = layout_theme(layout)->line);
    }
}

// ---- the verb ----

// Rows of the script into the table's cells. False after script_fail.
static bool read_rows(ScriptCall *call, const ScriptValue *rows, int n_rows, Table *table)
{
    Arena *arena = scene_arena(call->host);
    table->n_rows = n_rows;
    table->n_cols = n_rows > 0 && rows[0].kind == VALUE_LIST ? rows[0].list.n_items : 0;
    if (table->n_cols == 0) {
        script_fail(call,
                    "a table is made of rows, each a list of cells, as in table_of { { { \"a\", \"b\" }, { \"c\", "
                    "\"d\" } } }");
        return false;
    }
    table->cells = ARENA_ARRAY(arena, const Words *, n_rows * table->n_cols);
    for (int row = 0; row < n_rows; row++) {
        const int n = rows[row].kind == VALUE_LIST ? rows[row].list.n_items : 0;
        if (n != table->n_cols) {
            script_fail(call, "row %d of the table has %d cells and the first has %d; give \"\" for an empty one",
                        row + 1, n, table->n_cols);
            return false;
        }
        for (int col = 0; col < n; col++) {
            table->cells[row * n + col] = script_text(call, rows[row].list.items[col]);
            if (!table->cells[row * n + col])
                return false;
        }
    }
    return true;
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    Table *table = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *table);
    const int n_cols = table->n_cols;
    if (!read_rows(call, given.kind == VALUE_LIST ? given.list.items : NULL,
                   given.kind == VALUE_LIST ? given.list.n_items : 0, table))
        return NULL;
    if (table->head && table->n_cols != n_cols) {
        script_fail(call, "the table's head has %d columns, and these rows have %d", n_cols, table->n_cols);
        return NULL;
    }
    return table;
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    Picture *picture = call->self;
    Table *table = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *table);
    const int row = (int)arg_integer(args, "row"), col = (int)arg_integer(args, "column");
    if (row > table->n_rows || col > table->n_cols) {
        script_fail(call, "this table has %d rows and %d columns", table->n_rows, table->n_cols);
        return;
    }
    table->lit_row = row > 0 ? row - 1 : col > 0 ? ALL : NONE;
    table->lit_col = col > 0 ? col - 1 : ALL;
    picture_change(call->host, picture, table, (Tween){.dur_s = DUR_LEAVE_S});
}

static const Arg LIGHT_OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 1000, .help = "all of it, or its cell in the column"},
    {"column", ARG_INTEGER, .min = 1, .max = 1000, .help = "all of it, or its cell in the row"},
    {0},
};
static const Verb TABLE_METHODS[] = {
    {"light", SHAPE_VERB, "A row, a column or a cell lights up, and nothing else; without options nothing does.", NULL,
     LIGHT_OPTIONS, .call = method_light},
    {0},
};

static const ScriptType TABLE_TYPE = {
    .name = "table_of", .help = "A table.", .parent = &PICTURE_TYPE, .methods = TABLE_METHODS};
static const ScriptKind TABLE = {{"table_of", measure, lay_out, NULL}, &TABLE_TYPE, change};

static void verb_table_of(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Table *table = ARENA_NEW(arena, Table);
    int n_rows = 0, n_head = 0;
    const ScriptValue *rows = arg_list(args, "rows", &n_rows), *head = arg_list(args, "head", &n_head);
    *table = (Table){.lit_row = NONE, .lit_col = NONE};
    if (!read_rows(call, rows, n_rows, table))
        return;
    if (head && n_head != table->n_cols) {
        script_fail(call, "the table's head has %d columns, and its rows have %d", n_head, table->n_cols);
        return;
    }
    table->head = head ? ARENA_ARRAY(arena, const Words *, n_head) : NULL;
    for (int i = 0; i < n_head; i++)
        table->head[i] = head[i].words;
    script_picture(call, args, &TABLE, table);
}

static const Arg TABLE_ARGS[] = {
    {"rows", ARG_LIST, .items = ARG_ANY, .help = "each a list of cells: words, or figures as ${name:format}"}, {0}};
static const Arg TABLE_OPTIONS[] = {{"head", ARG_LIST, .items = ARG_TEXT, .help = "over the columns"}, {0}};

const Verb TABLE_VERBS[] = {
    {"table_of", SHAPE_PICTURE, "A table of words and figures.", TABLE_ARGS, TABLE_OPTIONS, PICTURE_OPTIONS,
     .call = verb_table_of, .makes = &TABLE_TYPE},
    {0},
};
