// value.c — values made and taken apart.
#include "engine/script/verb.h"

#include <string.h>

ScriptValue value_nil(void)
{
    return (ScriptValue){.kind = VALUE_NIL};
}

ScriptValue value_bool(bool truth)
{
    return (ScriptValue){.kind = VALUE_BOOL, .truth = truth};
}

ScriptValue value_number(double number)
{
    return (ScriptValue){.kind = VALUE_NUMBER, .number = number};
}

ScriptValue value_integer(int64_t integer)
{
    return (ScriptValue){.kind = VALUE_INTEGER, .integer = integer};
}

ScriptValue value_string(const char *text)
{
    return text ? value_bytes(text, strlen(text)) : value_nil();
}

ScriptValue value_bytes(const char *bytes, size_t n_bytes)
{
    return (ScriptValue){.kind = VALUE_STRING, .string = {bytes, n_bytes}};
}

ScriptValue value_handle(const ScriptType *type, void *object)
{
    return object ? (ScriptValue){.kind = VALUE_HANDLE, .handle = {type, object}} : value_nil();
}

ScriptValue value_list(const ScriptValue *items, int n_items)
{
    return (ScriptValue){.kind = VALUE_LIST, .list = {items, n_items}};
}

double value_real(ScriptValue value)
{
    return value.kind == VALUE_INTEGER ? (double)value.integer : value.kind == VALUE_NUMBER ? value.number : 0;
}

bool type_is(const ScriptType *type, const ScriptType *wanted)
{
    while (type && type != wanted)
        type = type->parent;
    return type != NULL;
}

void *value_object(ScriptValue value, const ScriptType *wanted)
{
    if (value.kind != VALUE_HANDLE || !type_is(value.handle.type, wanted))
        return NULL;
    void *object = value.handle.object;
    for (const ScriptType *type = value.handle.type; type != wanted; type = type->parent)
        if (type->to_parent)
            object = type->to_parent(object);
    return object;
}
