// batch.c — rows of a table become params and names.
#include "engine/cli/batch.h"

#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/cli/selection.h"

#include <string.h>

static const char OUTPUT[] = "output";

typedef struct Batch {
    Arena *arena;
    const Studio *studio;
    const StageOpts *stage;
    const char *film, *path;
    const Csv *csv;
    const char **names; // [csv->n_rows]
} Batch;

static bool is_name(const char *name)
{
    return *name && *name != '.' && *name != '-' && !strchr(name, '/');
}

static bool find_name(Batch *batch, int row, Err *err)
{
    const int column = csv_column(batch->csv, OUTPUT);
    const CsvRow *rows = batch->csv->rows;
    if (column < 0) {
        batch->names[row] = arena_printf(batch->arena, "%03d", row + 1);
        return true;
    }
    const char *name = batch->names[row] = rows[row].cells[column];
    if (!is_name(name))
        return err_set(err, "\"%s\" is no name for a file; it is not empty and has no /", name);
    for (int i = 0; i < row; i++)
        if (strcmp(batch->names[i], name) == 0)
            return err_set(err, "\"%s\" is the output of line %d already", name, rows[i].line);
    return true;
}

// The command line's options with the row's params behind those that it sets.
static bool row_stage(const Batch *batch, int row, StageOpts *stage, Err *err)
{
    *stage = *batch->stage;
    OptWords *params = &stage->params;
    for (int i = 0; i < batch->csv->n_columns; i++) {
        if (strcmp(batch->csv->columns[i], OUTPUT) == 0)
            continue;
        if (params->n == MOST_OPT_WORDS)
            return err_set(err, "there are more than %d params", (int)MOST_OPT_WORDS);
        params->words[params->n++] =
            arena_printf(batch->arena, "%s=%s", batch->csv->columns[i], batch->csv->rows[row].cells[i]);
    }
    return true;
}

// Whether the film takes the row.
static bool check_row(Batch *batch, int row, Err *err)
{
    StageOpts stage;
    Selection selection;
    Arena arena;
    arena_init(&arena);
    const bool ok = find_name(batch, row, err) && row_stage(batch, row, &stage, err) &&
                    selection_find(&selection, batch->studio, &arena, batch->film, &stage.params, err);
    arena_finish(&arena);
    if (!ok && !batch->stage->verbose)
        err->stack[0] = '\0';
    return ok || err_prefix(err, "%s:%d", batch->path, batch->csv->rows[row].line);
}

static bool run_rows(Batch *batch, BatchMake *make, void *context, Err *err)
{
    size_t n_bytes = 0;
    const char *bytes = file_read(batch->arena, batch->path, &n_bytes, err);
    batch->csv = bytes ? csv_parse(batch->arena, batch->path, bytes, n_bytes, err) : NULL;
    if (!batch->csv)
        return false;
    if (batch->csv->n_rows == 0)
        return err_set(err, "%s has no rows behind its first line, which names the columns", batch->path);
    batch->names = ARENA_ARRAY(batch->arena, const char *, batch->csv->n_rows);
    for (int i = 0; i < batch->csv->n_rows; i++)
        if (!check_row(batch, i, err))
            return false;
    for (int i = 0; i < batch->csv->n_rows; i++) {
        StageOpts stage;
        if (!row_stage(batch, i, &stage, err) || !make(context, &stage, batch->names[i], err))
            return err_prefix(err, "%s:%d", batch->path, batch->csv->rows[i].line);
    }
    return true;
}

bool batch_run(const Studio *studio, const StageOpts *stage, const char *film, const char *path, BatchMake *make,
               void *context, Err *err)
{
    Arena arena;
    arena_init(&arena);
    Batch batch = {.arena = &arena, .studio = studio, .stage = stage, .film = film, .path = path};
    const bool ok = run_rows(&batch, make, context, err);
    arena_finish(&arena);
    return ok;
}
