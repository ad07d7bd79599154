// table_of.c — a table of words and figures, whose cells light up.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static const double PAD_X = 0.7, ROW_HEIGHT = 1.75, RADIUS = 8, TINT = 0.3; // of the size of type; a lit cell's
enum { ALL = -1, NONE = -2 };

typedef struct Table {
    const Words **cells;        // (n_rows, n_cols)
    int n_rows, n_cols, n_head; // 1 or 0 of the rows, the first, is a head
    int lit_row, lit_col;       // from 0, the head not counted; ALL of them; NONE
} Table;

// What a rectangle has room for.
typedef struct TableFit {
    double size;   // of type
    double *col_w; // [n_cols]
    double w, h, row_h;
} TableFit;

static const Words *cell_of(const Table *table, int row, int col)
{
    return table->cells[row * table->n_cols + col];
}

static TextStyle style_of(const Table *table, double size, int row)
{
    return (TextStyle){.family = FONT_SANS, .size = size, .weight = row < table->n_head ? 600 : 400};
}

// Numbers end below one another, words begin there.
static bool is_number_column(const Table *table, int col)
{
    for (int i = table->n_head; i < table->n_rows; i++) {
        const char *text = cell_of(table, i, col)->text;
        if (!strpbrk(text, "0123456789") || isalpha((unsigned char)text[0]))
            return false;
    }
    return table->n_rows > table->n_head;
}

// At a size of type; widths follow it in proportion.
static void measure_at(Scene *s, const Table *table, double size, TableFit *fit)
{
    fit->size = size;
    fit->row_h = ROW_HEIGHT * size;
    fit->h = table->n_rows * fit->row_h;
    fit->w = 0;
    for (int col = 0; col < table->n_cols; col++) {
        fit->col_w[col] = 0;
        for (int row = 0; row < table->n_rows; row++) {
            const TextStyle style = style_of(table, size, row);
            fit->col_w[col] = fmax(fit->col_w[col], type_box(s, &style, cell_of(table, row, col)->text).w);
        }
        fit->col_w[col] += 2 * PAD_X * size;
        fit->w += fit->col_w[col];
    }
}

// The largest type of the scale at which it has room, or the smallest.
static TableFit fit_table(Layout *layout, const Table *table, Size room)
{
    Scene *s = layout_scene(layout);
    TableFit fit = {.col_w = ARENA_ARRAY(layout_arena(layout), double, table->n_cols)};
    for (TypeRole role = TYPE_HEADING; role < TYPE_ROLES; role++) {
        measure_at(s, table, type_size(s, role), &fit);
        if (fit.w <= room.w && fit.h <= room.h)
            break;
    }
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const Table *table = data;
    const TableFit fit = fit_table(layout, table, room);
    return (Size){fit.w, fit.h};
}

static bool is_lit(const Table *table, int row, int col)
{
    return (table->lit_row == ALL || table->lit_row == row) && (table->lit_col == ALL || table->lit_col == col);
}

static void lay_out_cell(Layout *layout, const Table *table, const TableFit *fit, int row, int col, Rect box)
{
    const Theme *theme = layout_theme(layout);
    const Words *words = cell_of(table, row, col);
    const Color lit = color_mix(theme->bg, theme->accent, TINT);
    const int body_row = row - table->n_head; // below 0: the head
    TextStyle style = style_of(table, fit->size, row);
    style.valign = VALIGN_MIDDLE;
    style.align = is_number_column(table, col) ? ALIGN_END : ALIGN_START;
    layout_part(layout, part_cell(body_row, col), box, 0);
    layout_must_show(layout, words->text);
    if (body_row >= 0)
        item_rect(layout, "light", .y = 0.08 * box.h, .w = box.w, .h = 0.84 * box.h, .r = fmin(RADIUS, box.h / 4),
                  .fill = color_alpha(lit, is_lit(table, body_row, col) ? 1 : 0));
    item_text(layout, "words", .x = style.align == ALIGN_END ? box.w - PAD_X * fit->size : PAD_X * fit->size,
              .y = box.h / 2, .text = words->text, .style = style, .fill = body_row < 0 ? theme->soft : theme->ink,
              .shown = &words->shown);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Table *table = data;
    const TableFit fit = fit_table(layout, table, (Size){rect.w, rect.h});
    const double x = rect.x + (rect.w - fit.w) / 2;
    Point at = {x, rect.y + fmax(0, (rect.h - fit.h) / 2)};
    for (int row = 0; row < table->n_rows; row++, at = (Point){x, at.y + fit.row_h}) {
        for (int col = 0; col < table->n_cols; at.x += fit.col_w[col++])
            lay_out_cell(layout, table, &fit, row, col, (Rect){at.x, at.y, fit.col_w[col], fit.row_h});
        if (row >= table->n_head)
            continue;
        layout_part(layout, part_named("rule"), (Rect){x, at.y + fit.row_h - 1, fit.w, 2}, 0);
        item_rect(layout, "line", .w = layout_is_seed(layout) ? 0 : fit.w, .h = 2, .fill = layout_theme(layout)->line);
    }
}

// ---- the verb ----

// The cells of rows that a script gives, below a head [n_head] (0: none). NULL after script_fail.
static Table *read_table(ScriptCall *call, const Words *const *head, int n_head, const ScriptValue *rows, int n_rows)
{
    const int n_cols = n_rows > 0 && rows[0].kind == VALUE_LIST ? rows[0].list.n_items : 0;
    Table *table = ARENA_NEW(scene_arena(call->host), Table);
    *table = (Table){.n_rows = n_rows + (n_head > 0), .n_cols = n_cols, .n_head = n_head > 0, NONE, NONE};
    if (n_cols == 0)
        script_fail(call, "a table is made of rows, each a list of cells, as in table_of { { { \"a\", \"b\" }, { \"c\", "
                          "\"d\" } } }");
    else if (n_head > 0 && n_head != n_cols)
        script_fail(call, "the table's head has %d columns, and its rows have %d", n_head, n_cols);
    table->cells = ARENA_ARRAY(scene_arena(call->host), const Words *, table->n_rows * n_cols);
    if (n_head > 0 && !script_failed(call))
        memcpy(table->cells, head, sizeof *head * (size_t)n_head);
    for (int row = 0; row < n_rows && !script_failed(call); row++) {
        const int n = rows[row].kind == VALUE_LIST ? rows[row].list.n_items : 0;
        if (n != n_cols)
            script_fail(call, "row %d of the table has %d cells and the first has %d; give \"\" for an empty one",
                        row + 1, n, n_cols);
        for (int col = 0; col < n && !script_failed(call); col++)
            table->cells[(row + table->n_head) * n_cols + col] = script_text(call, rows[row].list.items[col]);
    }
    return script_failed(call) ? NULL : table;
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    const Table *before = picture_data(picture);
    const bool is_list = given.kind == VALUE_LIST;
    Table *table = read_table(call, before->cells, before->n_head > 0 ? before->n_cols : 0,
                              is_list ? given.list.items : NULL, is_list ? given.list.n_items : 0);
    if (table) {
        table->lit_row = before->lit_row;
        table->lit_col = before->lit_col;
    }
    return table;
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    Picture *picture = call->self;
    Table *table = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *table);
    const int row = (int)arg_integer(args, "row"), col = (int)arg_integer(args, "column");
    if (row > table->n_rows - table->n_head || col > table->n_cols) {
        script_fail(call, "there is no such cell: this table has %d rows below its head, and %d columns",
                    table->n_rows - table->n_head, table->n_cols);
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
    int n_rows = 0, n_head = 0;
    const ScriptValue *rows = arg_list(args, "rows", &n_rows), *names = arg_list(args, "head", &n_head);
    const Words **head = ARENA_ARRAY(call->arena, const Words *, n_head);
    for (int i = 0; i < n_head; i++)
        head[i] = names[i].words;
    const Table *table = read_table(call, head, n_head, rows, n_rows);
    if (table)
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
