// csv.c — CSV character by character.
#include "engine/base/csv.h"

#include "engine/base/utf8.h"

#include <string.h>

typedef struct Reader {
    Arena *arena;
    const char *name; // of the file
    const char *at, *end;
    int line;
    Err *err;
} Reader;

static bool fail(const Reader *reader, int line, const char *what)
{
    return err_set(reader->err, "%s:%d: %s", reader->name, line, what);
}

static bool at_line_end(const Reader *reader)
{
    return reader->at == reader->end || *reader->at == '\n' ||
           (*reader->at == '\r' && reader->end - reader->at > 1 && reader->at[1] == '\n');
}

static void pass_line_end(Reader *reader)
{
    reader->at += reader->at < reader->end && *reader->at == '\r';
    reader->at += reader->at < reader->end;
    reader->line++;
}

// What stands between quotes; the reader is behind the first of them.
static const char *quoted_cell(Reader *reader)
{
    const int line = reader->line;
    char *cell = arena_alloc(reader->arena, (size_t)(reader->end - reader->at) + 1);
    size_t n = 0;
    for (; reader->at < reader->end; reader->at++) {
        if (*reader->at == '"') {
            reader->at++;
            if (reader->at == reader->end || *reader->at != '"')
                return arena_strndup(reader->arena, cell, n);
        }
        reader->line += *reader->at == '\n';
        cell[n++] = *reader->at;
    }
    fail(reader, line, "a quote is opened here and never closed");
    return NULL;
}

static const char *next_cell(Reader *reader)
{
    if (reader->at < reader->end && *reader->at == '"') {
        reader->at++;
        const char *cell = quoted_cell(reader);
        if (cell && !at_line_end(reader) && *reader->at != ',') {
            fail(reader, reader->line, "something follows a closing quote; write a quote within quotes twice");
            return NULL;
        }
        return cell;
    }
    const char *begin = reader->at;
    while (!at_line_end(reader) && *reader->at != ',') {
        if (*reader->at == '"' || *reader->at == '\0') {
            fail(reader, reader->line,
                 *reader->at ? "a quote stands within a cell; put the whole cell into quotes" : "it holds a NUL byte");
            return NULL;
        }
        reader->at++;
    }
    return arena_strndup(reader->arena, begin, (size_t)(reader->at - begin));
}

// The cells of one line, [*n_cells]; NULL on error.
static const char **next_cells(Reader *reader, int *n_cells)
{
    const char **cells = NULL;
    int n = 0, capacity = 0;
    for (;;) {
        const char *cell = next_cell(reader);
        if (!cell)
            return NULL;
        cells = arena_grow(reader->arena, cells, n, &capacity, sizeof *cells);
        cells[n++] = cell;
        if (at_line_end(reader))
            break;
        reader->at++; // the comma
    }
    pass_line_end(reader);
    *n_cells = n;
    return cells;
}

static void pass_empty_lines(Reader *reader)
{
    while (reader->at < reader->end && at_line_end(reader))
        pass_line_end(reader);
}

static bool check_columns(const Reader *reader, const Csv *csv, int line)
{
    for (int i = 0; i < csv->n_columns; i++) {
        if (!*csv->columns[i])
            return fail(reader, line, "a column has no name; the first line names them all");
        if (csv_column(csv, csv->columns[i]) != i)
            return err_set(reader->err, "%s:%d: two columns are called \"%s\"", reader->name, line, csv->columns[i]);
    }
    return true;
}

const Csv *csv_parse(Arena *arena, const char *name, const char *bytes, size_t n_bytes, Err *err)
{
    Reader reader = {arena, name, bytes, bytes + n_bytes, 1, err};
    reader.at += utf8_mark_bytes(bytes, n_bytes);
    pass_empty_lines(&reader);
    const int first_line = reader.line;
    if (reader.at == reader.end) {
        fail(&reader, 1, "the file is empty; the first line names the columns");
        return NULL;
    }
    Csv *csv = ARENA_NEW(arena, Csv);
    csv->columns = next_cells(&reader, &csv->n_columns);
    if (!csv->columns || !check_columns(&reader, csv, first_line))
        return NULL;
    CsvRow *rows = NULL;
    int capacity = 0;
    for (pass_empty_lines(&reader); reader.at < reader.end; pass_empty_lines(&reader)) {
        const int line = reader.line;
        int n = 0;
        const char **cells = next_cells(&reader, &n);
        if (!cells)
            return NULL;
        if (n != csv->n_columns) {
            err_set(err, "%s:%d: the row has %d cell%s, but there are %d columns", name, line, n, n == 1 ? "" : "s",
                    csv->n_columns);
            return NULL;
        }
        rows = arena_grow(arena, rows, csv->n_rows, &capacity, sizeof *rows);
        rows[csv->n_rows++] = (CsvRow){cells, line};
    }
    csv->rows = rows;
    return csv;
}

int csv_column(const Csv *csv, const char *name)
{
    for (int i = 0; i < csv->n_columns; i++)
        if (strcmp(csv->columns[i], name) == 0)
            return i;
    return -1;
}
