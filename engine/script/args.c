// args.c — typed access to the arguments of a call.
#include "engine/script/args.h"

#include <assert.h>
#include <string.h>

int rows_count(const Arg *rows)
{
    int n = 0;
    while (rows && rows[n].name)
        n++;
    return n;
}

int args_count(const ScriptArgs *args)
{
    int n = 0;
    for (int i = 0; i < ARGS_TABLES; i++)
        n += rows_count(args->tables[i]);
    return n;
}

int args_find(const ScriptArgs *args, const char *name, const Arg **row)
{
    int place = 0;
    for (int i = 0; i < ARGS_TABLES; i++)
        for (const Arg *each = args->tables[i]; each && each->name; each++, place++)
            if (strcmp(each->name, name) == 0) {
                if (row)
                    *row = each;
                return place;
            }
    return -1;
}

// The value under a name, which must be of the kind when it is not nil.
static const ScriptValue *find(const ScriptArgs *args, const char *name, ScriptValueKind kind)
{
    const int place = args_find(args, name, NULL);
    assert(place >= 0 && "the verb asks for an argument that it does not declare");
    const ScriptValue *value = &args->values[place];
    assert(value->kind == kind || value->kind == VALUE_NIL);
    return value->kind == kind ? value : NULL;
}

bool arg_given(const ScriptArgs *args, const char *name)
{
    const int place = args_find(args, name, NULL);
    assert(place >= 0 && "the verb asks for an argument that it does not declare");
    return args->given[place];
}

double arg_number(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_NUMBER);
    return value ? value->number : 0;
}

int64_t arg_integer(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_INTEGER);
    return value ? value->integer : 0;
}

bool arg_bool(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_BOOL);
    return value && value->truth;
}

const char *arg_string(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_STRING);
    return value ? value->string.bytes : NULL;
}

const void *arg_text(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_WORDS);
    return value ? value->words : NULL;
}

int arg_choice(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_NAME);
    return value ? value->name : -1;
}

int arg_color(const ScriptArgs *args, const char *name)
{
    return arg_choice(args, name);
}

ScriptEase arg_ease(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_EASE);
    return value ? value->ease : (ScriptEase){0};
}

double arg_seconds(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_SECONDS);
    return value ? value->number : 0;
}

ScriptSpace arg_space(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_SPACE);
    return value ? value->space : (ScriptSpace){SPACE_SHARE, 0};
}

void *arg_object(const ScriptArgs *args, const char *name, const ScriptType *type)
{
    const ScriptValue *value = find(args, name, VALUE_HANDLE);
    return value ? value_object(*value, type) : NULL;
}

ScriptValue arg_value(const ScriptArgs *args, const char *name)
{
    const int place = args_find(args, name, NULL);
    assert(place >= 0 && "the verb asks for an argument that it does not declare");
    return args->values[place];
}

const ScriptValue *arg_list(const ScriptArgs *args, const char *name, int *n_items)
{
    const ScriptValue *value = find(args, name, VALUE_LIST);
    *n_items = value ? value->list.n_items : 0;
    return value ? value->list.items : NULL;
}

const ScriptArgs *arg_table(const ScriptArgs *args, const char *name)
{
    const ScriptValue *value = find(args, name, VALUE_TABLE);
    return value ? value->table : NULL;
}

const ScriptNamed *args_others(const ScriptArgs *args, int *n_named)
{
    *n_named = args->n_others;
    return args->others;
}
