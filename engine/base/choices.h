// choices.h — tables of named rows of which one is chosen by its name: formats, qualities, themes.
//
// The module that owns such a table also owns its Choices. What is chosen from it, the errors and the help follow.
#ifndef GPTREEL_BASE_CHOICES_H
#define GPTREEL_BASE_CHOICES_H

#include "engine/base/arena.h"

#include <stddef.h>
#include <stdio.h>

typedef struct Choices {
    const char *what;   // what one row is, for errors: "format"
    const void *rows;   // each begins with its name, a `const char *`; a row whose name is NULL ends them
    size_t row_bytes;   // 0: `rows` are pointers to the rows, and NULL ends them
    size_t help_offset; // of a row's line of help, a `const char *`; 0: the names say it all
} Choices;

// The row at an index; NULL behind the last one.
const void *choices_row(const Choices *choices, int index);

const char *choice_name(const void *row);

// The row of that name. NULL with an error that offers the nearest names.
const void *choices_find(const Choices *choices, const char *name, Err *err);

// Prints the rows of a table that has help, a line each.
void choices_help(const Choices *choices, FILE *out);

// All names, with `between` each two of them and `last` before the last. In the arena.
char *choices_list(const Choices *choices, const char *between, const char *last, Arena *arena);

#endif
