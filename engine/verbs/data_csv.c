// data_csv.c — data "x.csv", and the verb that reads data of any kind.
#include "engine/anim/film.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/verbs/data_values.h"
#include "engine/verbs/figure_verbs.h"


#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---- tables ----

typedef struct DataTable {
    Arena *arena; // the scene's
    const char *file;
    const Csv *csv;
} DataTable;

typedef struct DataRow {
    const DataTable *table;
    int index; // from 0
} DataRow;

// A number is a figure, other words are a name, and nothing is nil.
static ScriptValue cell_value(const DataTable *table, int row, int column)
{
    const char *cell = table->csv->rows[row].cells[column];
    char *end = NULL;
    const double number = strtod(cell, &end);
    const FigureSource source = {.file = table->file,
                                 .record = arena_printf(table->arena, "%d", row + 1),
                                 .field = table->csv->columns[column]};
    if (!*cell)
        return value_nil();
    if (*end || !isfinite(number))
        return value_words(table->arena, FIGURE_NAME, cell, source);
    return value_figure(figure_leaf(table->arena, FIGURE_DATA, number, source));
}

static int64_t table_length(void *object)
{
    return ((const DataTable *)object)->csv->n_rows;
}

static ScriptValue table_item(ScriptCall *call, void *object, int64_t index)
{
    (void)call;
    const DataTable *table = object;
    DataRow *row = ARENA_NEW(table->arena, DataRow);
    *row = (DataRow){table, (int)index - 1};
    return value_handle(&DATA_ROW_TYPE, row);
}

static bool table_lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)call;
    const DataTable *table = object;
    const int column = csv_column(table->csv, name), n = table->csv->n_rows;
    ScriptValue *cells = ARENA_ARRAY(table->arena, ScriptValue, n);
    for (int i = 0; column >= 0 && i < n; i++)
        cells[i] = cell_value(table, i, column);
    *value = value_list(cells, n);
    return column >= 0;
}

static const char *table_name(void *object, int index)
{
    const Csv *csv = ((const DataTable *)object)->csv;
    return index < csv->n_columns ? csv->columns[index] : NULL;
}

const ScriptType DATA_TABLE_TYPE = {
    .name = "data_table",
    .help = "Rows of a CSV file; a column, by its name, is a list.",
    .length = table_length,
    .item = table_item,
    .lookup = table_lookup,
    .lookup_name = table_name,
};

static bool row_lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)call;
    const DataRow *row = object;
    const int column = csv_column(row->table->csv, name);
    if (column >= 0)
        *value = cell_value(row->table, row->index, column);
    return column >= 0;
}

static const char *row_name(void *object, int index)
{
    const DataRow *row = object;
    return index < row->table->csv->n_columns ? row->table->csv->columns[index] : NULL;
}

const ScriptType DATA_ROW_TYPE = {
    .name = "data_row",
    .help = "A row of a CSV file; its cells have the columns' names.",
    .lookup = row_lookup,
    .lookup_name = row_name,
};

ScriptValue data_csv(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes)
{
    Err err = {""};
    Arena *arena = scene_arena(call->host);
    const Csv *csv = csv_parse(arena, file, bytes, n_bytes, &err);
    if (!csv) {
        script_fail(call, "%s", err.text);
        return value_nil();
    }
    DataTable *table = ARENA_NEW(arena, DataTable);
    *table = (DataTable){arena, arena_strdup(arena, file), csv};
    return value_handle(&DATA_TABLE_TYPE, table);
}

// ---- the verb ----

// To add a kind of file: a row.
static const struct {
    const char *extension;
    ScriptValue (*read)(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes);
} KINDS[] = {{"csv", data_csv}, {"json", data_json}, {"safetensors", data_tensors}};

static void verb_data(ScriptCall *call, const ScriptArgs *args)
{
    const char *file = arg_string(args, "file");
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (strcmp(path_extension(file), KINDS[i].extension) != 0)
            continue;
        size_t n_bytes = 0;
        const char *bytes = script_read(call, file, &n_bytes);
        if (bytes)
            script_return(call, KINDS[i].read(call, film_file_called(call->host, file), bytes, n_bytes));
        return;
    }
    script_fail(call, "\"%s\" is no file of data; .csv, .json and .safetensors are", file);
}

static const Arg DATA_ARGS[] = {{"file", ARG_STRING, .help = "beside the film's: .csv, .json or .safetensors"}, {0}};

const Verb DATA_VERBS[] = {
    {"data", SHAPE_FUNCTION, "Numbers of your own from a file; each is a figure.", DATA_ARGS, .call = verb_data,
     .returns = "data_table", .example = "local losses = data \"losses.csv\""},
    {0},
};
