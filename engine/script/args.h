// args.h — the arguments of a call under the rows that declare them. Within the room only.
#ifndef GPTREEL_SCRIPT_ARGS_H
#define GPTREEL_SCRIPT_ARGS_H

#include "engine/script/verb.h"

enum { ARGS_TABLES = 3 };

struct ScriptArgs {
    const Arg *tables[ARGS_TABLES]; // by position, options, shared options; NULL where there are none
    ScriptValue *values;            // [args_count] in the order of the rows, table after table
    bool *given;                    // [args_count]
    const ScriptNamed *others;      // [n_others] sorted by name
    int n_others;
};

int rows_count(const Arg *rows); // NULL: 0
int args_count(const ScriptArgs *args);

// The place among the values of the row called `name`; -1 when there is none. `row` (may be NULL) gets the row.
int args_find(const ScriptArgs *args, const char *name, const Arg **row);

#endif
