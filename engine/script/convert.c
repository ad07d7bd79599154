// convert.c — a kind each: from Lua values, and from the presets of rows, to the values that verbs get.
#include "engine/script/convert.h"

#include "engine/base/nearest.h"
#include "engine/script/text.h"

#include <lauxlib.h>
#include <limits.h>
#include <lua.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int name_index(const char *const *names, const char *name)
{
    for (int i = 0; names && names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

// ---- names, as scripts and presets write them ----

static bool name_value(const char *const *names, const char *name, ScriptValue *value)
{
    const int index = name_index(names, name);
    *value = (ScriptValue){.kind = VALUE_NAME, .name = index};
    return index >= 0;
}

static bool ease_value(const ScriptLanguage *language, const char *name, ScriptValue *value)
{
    const int index = name_index(language->eases, name);
    *value = (ScriptValue){.kind = VALUE_EASE, .ease = {.index = index}};
    return index >= 0;
}

static bool seconds_value(const ScriptLanguage *language, const char *name, ScriptValue *value)
{
    for (const ScriptSeconds *each = language->durations; each && each->name; each++) {
        if (strcmp(each->name, name) != 0)
            continue;
        *value = (ScriptValue){.kind = VALUE_SECONDS, .number = each->seconds};
        return true;
    }
    return false;
}

static bool space_value(const ScriptLanguage *language, const char *name, ScriptValue *value)
{
    *value = (ScriptValue){.kind = VALUE_SPACE, .space = {SPACE_FIT, 0}};
    if (strcmp(name, "fit") == 0)
        return true;
    for (const ScriptSpaceName *each = language->spaces; each && each->name; each++) {
        if (strcmp(each->name, name) != 0)
            continue;
        value->space = each->space;
        return true;
    }
    return false;
}

static bool in_range(const Arg *row, double number)
{
    return isfinite(number) && (row->min >= row->max || (number >= row->min && number <= row->max));
}

// A number of the kinds that take plain numbers; false when it is not to be taken.
static bool number_value(const Arg *row, double number, ScriptValue *value)
{
    if (row->kind == ARG_NUMBER) {
        *value = value_number(number);
        return in_range(row, number);
    }
    if (row->kind == ARG_INTEGER) {
        const bool whole = number == floor(number) && fabs(number) < 0x1p53;
        *value = value_integer(whole ? (int64_t)number : 0);
        return whole && in_range(row, number);
    }
    if (row->kind == ARG_DURATION) {
        *value = (ScriptValue){.kind = VALUE_SECONDS, .number = number};
        return row->literal && number >= 0 && in_range(row, number);
    }
    *value = (ScriptValue){.kind = VALUE_SPACE, .space = {SPACE_SHARE, number}};
    return row->kind == ARG_SPACE && number >= 0 && number <= 1;
}

// A name of the kinds that take names.
static bool string_value(const ScriptLanguage *language, const Arg *row, const char *name, ScriptValue *value)
{
    switch (row->kind) {
    case ARG_CHOICE:
        return name_value(row->choices, name, value);
    case ARG_COLOR:
        return name_value(language->colors, name, value);
    case ARG_EASE:
        return ease_value(language, name, value);
    case ARG_DURATION:
        return seconds_value(language, name, value);
    case ARG_SPACE:
        return space_value(language, name, value);
    case ARG_STRING:
        *value = value_string(name);
        return true;
    case ARG_ANY:
    case ARG_NUMBER:
    case ARG_INTEGER:
    case ARG_BOOL:
    case ARG_TEXT:
    case ARG_HANDLE:
    case ARG_FIGURE:
    case ARG_LIST:
    case ARG_FUNCTION:
    case ARG_TABLE:
        return false;
    }
    return false;
}

bool convert_preset(const ScriptLanguage *language, const Arg *row, ScriptValue *value)
{
    if (row->kind == ARG_BOOL) {
        *value = value_bool(strcmp(row->preset, "true") == 0);
        return value->truth || strcmp(row->preset, "false") == 0;
    }
    if (string_value(language, row, row->preset, value))
        return true;
    char *end = NULL;
    const double number = strtod(row->preset, &end);
    return *row->preset && !*end && number_value(row, number, value);
}

// ---- Lua values ----

// The names that a kind takes, for "did you mean"; NULL: they are few, and the message tells them all.
static const char *const *many_names(const ScriptLanguage *language, const Arg *row)
{
    if (row->kind == ARG_CHOICE)
        return row->choices;
    return row->kind == ARG_COLOR ? language->colors : row->kind == ARG_EASE ? language->eases : NULL;
}

static _Noreturn void refuse_name(CallState *state, const Arg *row, const Place *place, int index)
{
    const char *is = actual_words(state->lua, index);
    const char *const *names = many_names(state->script->setup.language, row);
    int n = 0;
    while (names && names[n])
        n++;
    if (n == 0 || row->kind == ARG_CHOICE)
        convert_refuse(state, row, place, is);
    // Names of colours have words for meanings; one that is only a little like another says nothing about it.
    const char *wrong = lua_tostring(state->lua, index), *near[NEAREST_OFFERED];
    int distance[NEAREST_OFFERED];
    const bool is_near = nearest_find(wrong, names, n, near, distance) > 0 && distance[0] <= 1 + (int)strlen(wrong) / 6;
    Arena *arena = &state->script->arena;
    error_raise(state->lua, "%s is %s, and there is no such %s%s%s", place_words(state, place), is,
                row->kind == ARG_COLOR ? "colour" : "ease",
                is_near ? "" : "; it wants ",
                is_near ? error_did_you_mean(arena, wrong, names, n)
                        : wanted_in_full(state->script->setup.language, arena, row));
}

// A curve { x1, y1, x2, y2 }.
static ScriptValue curve_value(CallState *state, const Arg *row, const Place *place, int index)
{
    lua_State *lua = state->lua;
    ScriptValue value = {.kind = VALUE_EASE, .ease = {.index = -1}};
    bool fine = lua_rawlen(lua, index) == 4;
    for (int i = 0; i < 4; i++) {
        fine = lua_rawgeti(lua, index, i + 1) == LUA_TNUMBER && fine;
        const double number = lua_tonumber(lua, -1);
        fine = fine && isfinite(number) && (i % 2 == 1 || (number >= 0 && number <= 1));
        value.ease.bezier[i] = number;
        lua_pop(lua, 1);
    }
    if (!fine)
        convert_refuse(state, row, place, "no such table (x1 and x2 are from 0 to 1)");
    return value;
}

static ScriptValue words_value(CallState *state, const Arg *row, const Place *place, int index)
{
    lua_State *lua = state->lua;
    const ScriptLanguage *language = state->script->setup.language;
    const Handle *handle = handle_at(lua, index);
    ScriptPiece piece = {.path = "", .format = ""};
    const ScriptPiece *pieces = &piece;
    int n_pieces = 1;
    if (handle && handle->type == &TEXT_TYPE) {
        const Text *text = handle->object;
        pieces = text->pieces;
        n_pieces = text->n_pieces;
    } else if (handle) {
        piece.value = value_handle(handle->type, handle->object);
    } else if (lua_type(lua, index) == LUA_TNUMBER) {
        convert_refuse(state, row, place, "a plain number, which has no source");
    } else if (lua_type(lua, index) == LUA_TSTRING) {
        piece.words = lua_tostring(lua, index);
        if (strstr(piece.words, "${"))
            error_raise(lua, "%s has a `${` that was put together while the script ran; write ${name} in one literal",
                        place_words(state, place));
        if (strlen(piece.words) != lua_rawlen(lua, index))
            error_raise(lua, "%s has a zero byte; write words", place_words(state, place));
    } else {
        convert_refuse(state, row, place, actual_words(lua, index));
    }
    const void *words = language->words(&state->call, pieces, n_pieces);
    call_check(state);
    return (ScriptValue){.kind = words ? VALUE_WORDS : VALUE_NIL, .words = words};
}

static bool takes_handle(const ScriptLanguage *language, const Arg *row, const ScriptType *type)
{
    if (row->kind == ARG_FIGURE)
        return language->figure && type_is(type, language->figure);
    if (!row->type && !row->or_types)
        return true;
    bool takes = row->type && type_is(type, row->type);
    for (const ScriptType *const *each = row->or_types; each && *each && !takes; each++)
        takes = type_is(type, *each);
    return takes;
}

static ScriptValue list_of(CallState *state, const Arg *row, const Place *place, int64_t n)
{
    if (n > INT_MAX / 64)
        convert_refuse(state, row, place, "a list without an end");
    budget_spend(state->lua, n);
    return value_list(call_memory(state, sizeof(ScriptValue) * (size_t)(n + 1)), (int)n);
}

static ScriptValue list_value(CallState *state, const Arg *row, const Place *place, int index)
{
    lua_State *lua = state->lua;
    Arg item = *row;
    item.kind = row->items;
    const Handle *handle = handle_at(lua, index);
    void *object = handle ? handle->object : NULL;
    const ScriptType *type = handle ? handle_sequence(handle->type, &object) : NULL;
    const bool is_item =
        handle && item.kind != ARG_ANY && takes_handle(state->script->setup.language, &item, handle->type);
    if ((!handle && lua_type(lua, index) != LUA_TTABLE) || is_item || (handle && !type)) {
        const ScriptValue list = list_of(state, row, place, 1);
        *(ScriptValue *)list.list.items = convert_value(state, &item, place, index);
        return list;
    }
    const int64_t n = type ? type->length(object) : (int64_t)lua_rawlen(lua, index);
    const ScriptValue list = list_of(state, row, place, n);
    for (int i = 0; i < list.list.n_items; i++) {
        if (type) {
            const ScriptValue value = type->item(&state->call, object, i + 1);
            call_check(state);
            call_push(state, value);
        } else {
            lua_rawgeti(lua, index, i + 1);
        }
        const Place inner = {.outer = place, .index = i + 1};
        ((ScriptValue *)list.list.items)[i] = convert_value(state, &item, &inner, lua_gettop(lua));
        lua_pop(lua, 1);
    }
    return list;
}

static ScriptValue table_value(CallState *state, const Arg *row, const Place *place, int index)
{
    if (!row->options) {
        ScriptValue value = call_value(state, index);
        if (value.kind == VALUE_LIST && value.list.n_items == 0)
            value = (ScriptValue){.kind = VALUE_TABLE, .table = call_memory(state, sizeof(ScriptArgs))};
        if (value.kind != VALUE_TABLE)
            convert_refuse(state, row, place, "a list");
        return value;
    }
    ScriptArgs *table = call_memory(state, sizeof *table);
    const int n = rows_count(row->options);
    *table = (ScriptArgs){.tables = {NULL, row->options},
                          .values = call_memory(state, sizeof(ScriptValue) * (size_t)n),
                          .given = call_memory(state, sizeof(bool) * (size_t)n)};
    convert_options(state, table, 0, NULL, place, index);
    return (ScriptValue){.kind = VALUE_TABLE, .table = table};
}

static _Noreturn void refuse(CallState *state, const Arg *row, const Place *place, int index)
{
    const Handle *handle = handle_at(state->lua, index);
    const ScriptType *figure = state->script->setup.language->figure;
    if (lua_isnoneornil(state->lua, index))
        error_raise(state->lua, "%s is nil; it wants %s%s, and is it made before this line?", place_words(state, place),
                    wanted_words(state->script->setup.language, &state->script->arena, row),
                    place->option || place->outer ? "" : arena_printf(&state->script->arena, " (`%s`)", row->name));
    if (handle && figure && type_is(handle->type, figure) && (row->kind == ARG_NUMBER || row->kind == ARG_INTEGER))
        convert_refuse(state, row, place, "a figure, whose plain number is value(x)");
    if (handle && handle->type == &TEXT_TYPE && row->kind == ARG_STRING)
        convert_refuse(state, row, place, "a text with `${}` in it");
    convert_refuse(state, row, place, actual_words(state->lua, index));
}

ScriptValue convert_value(CallState *state, const Arg *row, const Place *place, int index)
{
    lua_State *lua = state->lua;
    const ScriptLanguage *language = state->script->setup.language;
    const int type = lua_type(lua, index);
    ScriptValue value = value_nil();
    luaL_checkstack(lua, 10, NULL);
    if (row->kind == ARG_ANY && type != LUA_TNIL)
        return call_value(state, index);
    if (type == LUA_TNIL)
        refuse(state, row, place, index);
    if (row->kind == ARG_TEXT)
        return words_value(state, row, place, index);
    if (row->kind == ARG_LIST)
        return list_value(state, row, place, index);
    if (row->kind == ARG_TABLE && type == LUA_TTABLE)
        return table_value(state, row, place, index);
    if (row->kind == ARG_EASE && type == LUA_TTABLE)
        return curve_value(state, row, place, index);
    if (type == LUA_TNUMBER && number_value(row, lua_tonumber(lua, index), &value))
        return value;
    if (row->kind == ARG_BOOL && type == LUA_TBOOLEAN)
        return value_bool(lua_toboolean(lua, index));
    if (type == LUA_TSTRING && string_value(language, row, lua_tostring(lua, index), &value))
        return row->kind == ARG_STRING ? call_value(state, index) : value;
    if (type == LUA_TSTRING && (many_names(language, row) || row->kind == ARG_DURATION || row->kind == ARG_SPACE))
        refuse_name(state, row, place, index);
    if (row->kind == ARG_FUNCTION && type == LUA_TFUNCTION)
        return call_value(state, index);
    const Handle *handle = row->kind == ARG_HANDLE || row->kind == ARG_FIGURE ? handle_at(lua, index) : NULL;
    if (!handle || !takes_handle(language, row, handle->type))
        refuse(state, row, place, index);
    return call_value(state, index);
}
