// csv.h — tables as CSV has them (RFC 4180): a first line of column names, then rows of as many cells.
//
// Cells may stand in quotes, where two quotes are one and line breaks are text. Lines end with LF or CRLF; empty ones are
// passed over, and so is a byte order mark.
#ifndef GPTREEL_BASE_CSV_H
#define GPTREEL_BASE_CSV_H

#include "engine/base/arena.h"

typedef struct CsvRow {
    const char *const *cells; // [n_columns] of the table
    int line;                 // where it begins, from 1
} CsvRow;

typedef struct Csv {
    const char *const *columns; // [n_columns] their names, each once
    int n_columns;
    const CsvRow *rows; // [n_rows]
    int n_rows;
} Csv;

// Reads a table from memory. `name` is the file's, for errors, which are "NAME:LINE: …". In the arena; NULL on error.
const Csv *csv_parse(Arena *arena, const char *name, const char *bytes, size_t n_bytes, Err *err);

// The place of a column by its name; -1 when there is none.
int csv_column(const Csv *csv, const char *name);

#endif
