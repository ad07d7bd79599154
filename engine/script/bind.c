// bind.c — verbs as functions of Lua: the shapes of a call, arguments by position, the call itself.
#include "engine/script/bind.h"

#include "engine/base/noun.h"
#include "engine/script/builtin.h"
#include "engine/script/convert.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <string.h>

enum { MOST_ARGUMENTS = 4096 };

// A call as it is being read. Stack places first … first + n − 1 hold what the script gave.
typedef struct Given {
    CallState *state;
    const Verb *verb;
    const char *name; // as messages say it: "settle", "ring:go"
    ScriptArgs *args;
    int first, n;
    int n_rows; // by position
} Given;

static bool is_plain_table(lua_State *lua, int index)
{
    return lua_type(lua, index) == LUA_TTABLE;
}

static bool has_names(lua_State *lua, int index)
{
    bool names = false;
    for (lua_pushnil(lua); !names && lua_next(lua, index) != 0; lua_pop(lua, 1))
        if (lua_type(lua, -2) == LUA_TSTRING) {
            lua_pop(lua, 2);
            return true;
        }
    return names;
}

static bool has_options(const Verb *verb)
{
    return verb->options || verb->shared || verb->others;
}

// The row of an argument by position, from 0; the last one when it repeats. NULL: there is none.
static const Arg *row_at(const Given *given, int i)
{
    if (i < given->n_rows)
        return &given->verb->args[i];
    const Arg *last = given->n_rows > 0 ? &given->verb->args[given->n_rows - 1] : NULL;
    return last && last->repeats ? last : NULL;
}

// Whether the table that is argument i (from 0) holds the options, and not what the row wants there.
static bool holds_options(const Given *given, int i)
{
    lua_State *lua = given->state->lua;
    const Verb *verb = given->verb;
    if (i < 0 || !has_options(verb) || verb->shape == SHAPE_FUNCTION || !is_plain_table(lua, given->first + i))
        return false;
    const Arg *row = row_at(given, i);
    const bool body = verb->shape == SHAPE_BLOCK && row == &verb->args[given->n_rows - 1];
    if (!row || body)
        return true;
    if ((row->kind == ARG_ANY && !row->optional) || row->kind == ARG_TABLE)
        return false;
    return (row->kind != ARG_LIST && row->kind != ARG_EASE && row->kind != ARG_ANY) || has_names(lua, given->first + i);
}

// Sets the value of an argument by position from a stack place; 0: the script gave none.
static void set_argument(Given *given, int i, int index)
{
    CallState *state = given->state;
    const ScriptLanguage *language = state->script->setup.language;
    const Arg *row = &given->verb->args[i];
    const Place place = {.owner = given->name, .index = i + 1};
    const bool nil = index == 0 || lua_isnil(state->lua, index);
    if (!nil) {
        given->args->values[i] = convert_value(state, row, &place, index);
        given->args->given[i] = true;
    } else if (row->preset) {
        convert_preset(language, row, &given->args->values[i]);
    } else if (!row->optional && index > 0) {
        convert_value(state, row, &place, index); // tells that it is nil
    } else if (!row->optional) {
        error_raise(state->lua, "%s is missing; it wants %s (`%s`)", place_words(state, &place),
                    wanted_words(language, &state->script->arena, row), row->name);
    }
}

// Sets the last row, which takes the arguments from i (from 0) to n − 1, as a list. `index_of` the first of them.
static void set_repeated(Given *given, int row_place, int first_index, int n)
{
    CallState *state = given->state;
    const Arg *row = &given->verb->args[row_place];
    if (n == 0 && !row->optional)
        set_argument(given, row_place, 0);
    ScriptValue *items = call_memory(state, sizeof *items * (size_t)(n + 1));
    for (int i = 0; i < n; i++) {
        const Place place = {.owner = given->name, .index = row_place + i + 1};
        items[i] = convert_value(state, row, &place, first_index + i);
    }
    given->args->values[row_place] = value_list(items, n);
    given->args->given[row_place] = n > 0;
}

static _Noreturn void too_many(const Given *given, int n_most, int n_given)
{
    if (n_most == 0 && given->verb->options)
        error_raise(given->state->lua, "%s takes no arguments, only options, which have names: { %s = … }", given->name,
                    given->verb->options[0].name);
    error_raise(given->state->lua, "%s takes %d argument%s and got %d; leave the last out", given->name, n_most,
                n_most == 1 ? "" : "s", n_given);
}

// A table of options after n arguments has items without a name: maybe the verb was called as a picture is.
static _Noreturn void refuse_items(Given *given, int n)
{
    if (n == 0 && given->verb->shape == SHAPE_VERB && given->n_rows > 0)
        error_raise(given->state->lua, "%s takes `%s` before the table of options: %s(%s%s, { name = value })",
                    given->name, given->verb->args[0].name, given->name, given->verb->args[0].name,
                    given->n_rows > 1 ? ", …" : "");
    error_raise(given->state->lua, "the options of %s hold a value without a name; write { name = value }", given->name);
}

// verb(a, b, { opts }), block(a, { opts }, f)
static void read_positions(Given *given)
{
    const Verb *verb = given->verb;
    lua_State *lua = given->state->lua;
    int n = given->n, n_rows = given->n_rows;
    if (verb->shape == SHAPE_BLOCK) {
        const int body = n > 0 ? given->first + n - 1 : 0;
        n_rows--;
        if (n > 0 && lua_type(lua, body) != LUA_TFUNCTION)
            error_raise(lua, "%s ends with %s; it ends with a function: %s(… function() … end)", given->name,
                        actual_words(lua, body), given->name);
        set_argument(given, n_rows, body);
        n--;
    }
    const bool options = holds_options(given, n - 1);
    const int options_index = options ? given->first + n - 1 : 0;
    n -= options;
    const bool repeats = n_rows > 0 && verb->args[n_rows - 1].repeats;
    if (n > n_rows && !repeats) {
        if (n == n_rows + 1 && has_options(verb) && verb->shape != SHAPE_FUNCTION)
            error_raise(lua, "argument %d of %s is %s; options stand in a table: { name = value }", n, given->name,
                        actual_words(lua, given->first + n - 1));
        too_many(given, n_rows, n);
    }
    if (options && lua_rawlen(lua, options_index) > 0)
        refuse_items(given, n);
    for (int i = 0; i < n_rows - repeats; i++)
        set_argument(given, i, i < n ? given->first + i : 0);
    if (repeats)
        set_repeated(given, n_rows - 1, given->first + n_rows - 1, n >= n_rows ? n - n_rows + 1 : 0);
    const Place owner = {.owner = given->name};
    convert_options(given->state, given->args, given->n_rows, verb->others, &owner, options_index);
}

// picture { data, opts }
static void read_table(Given *given)
{
    lua_State *lua = given->state->lua;
    if (given->n != 1 || !is_plain_table(lua, given->first))
        error_raise(lua, "%s takes one table; write %s { … }", given->name, given->name);
    const int table = given->first;
    const lua_Unsigned length = lua_rawlen(lua, table); // of a list with holes it may be anything
    if (length > MOST_ARGUMENTS)
        error_raise(lua, "%s takes at most %d arguments; give a list as one of them", given->name, MOST_ARGUMENTS);
    const int n = (int)length;
    const bool repeats = given->n_rows > 0 && given->verb->args[given->n_rows - 1].repeats;
    if (n > given->n_rows && !repeats)
        too_many(given, given->n_rows, n);
    luaL_checkstack(lua, n + given->n_rows + 10, NULL);
    const int items = lua_gettop(lua) + 1;
    for (int i = 0; i < n || i < given->n_rows; i++)
        lua_rawgeti(lua, table, i + 1);
    for (int i = 0; i < given->n_rows - repeats; i++)
        set_argument(given, i, i < n || !lua_isnil(lua, items + i) ? items + i : 0);
    if (repeats)
        set_repeated(given, given->n_rows - 1, items + given->n_rows - 1,
                     n >= given->n_rows ? n - given->n_rows + 1 : 0);
    const Place owner = {.owner = given->name};
    convert_options(given->state, given->args, given->n_rows, given->verb->others, &owner, table);
}

static void call_with(CallState *state, const Verb *verb, const char *name, int first, int n)
{
    ScriptArgs args = {.tables = {verb->args, verb->options, verb->shared}};
    const size_t n_rows = (size_t)args_count(&args);
    args.values = call_memory(state, sizeof *args.values * n_rows);
    args.given = call_memory(state, sizeof *args.given * n_rows);
    Given given = {state, verb, name, &args, first, n, rows_count(verb->args)};
    if (verb->shape == SHAPE_PICTURE)
        read_table(&given);
    else
        read_positions(&given);
    verb->call(&state->call, &args);
    call_check(state);
}

// upvalues: the verb; the type that declares it as a method, or NULL.
static int verb_call(lua_State *lua)
{
    const Verb *verb = lua_touserdata(lua, lua_upvalueindex(1));
    const ScriptType *type = lua_touserdata(lua, lua_upvalueindex(2));
    const int n = lua_gettop(lua);
    CallState state;
    char name[128];
    snprintf(name, sizeof name, "%s%s%s", type ? type->name : "", type ? ":" : "", verb->name);
    void *self = NULL;
    if (type) {
        const Handle *handle = n > 0 ? handle_at(lua, 1) : NULL;
        if (handle)
            self = value_object(value_handle(handle->type, handle->object), type);
        if (!self)
            error_raise(lua, "%s is a method of %s; call it with a colon: object:%s(…)", verb->name,
                        noun_with_article(&script_of(lua)->arena, type->name), verb->name);
    }
    call_begin(lua, &state, verb, self);
    if (!verb->anywhere && !script_of(lua)->building)
        error_raise(lua, "%s is called outside of a scene; call it within the scene's function", name);
    call_with(&state, verb, name, type ? 2 : 1, type ? n - 1 : n);
    return state.n_returned;
}

void bind_push_method(lua_State *lua, const Verb *verb, const ScriptType *type)
{
    lua_pushlightuserdata(lua, (void *)verb);
    lua_pushlightuserdata(lua, (void *)type);
    lua_pushcclosure(lua, verb_call, 2);
}

static const Verb *find_verb(const ScriptLanguage *language, const char *name)
{
    const Verb *const *table = language->verbs;
    for (; table && *table; table++)
        for (const Verb *verb = *table; verb->name; verb++)
            if (strcmp(verb->name, name) == 0)
                return verb;
    return NULL;
}

static void bind_table(lua_State *lua, const ScriptLanguage *language, const Verb *verbs, int globals)
{
    for (const Verb *verb = verbs; verb->name; verb++) {
        const Verb *means = verb->renamed_to ? find_verb(language, verb->renamed_to) : verb;
        bind_push_method(lua, means, NULL);
        lua_setfield(lua, globals, verb->name);
    }
}

void bind_verbs(lua_State *lua, int globals)
{
    const ScriptLanguage *language = script_of(lua)->setup.language;
    bind_table(lua, language, BUILTIN_VERBS, globals);
    for (const Verb *const *table = language->verbs; table && *table; table++)
        bind_table(lua, language, *table, globals);
}

void bind_module_verbs(lua_State *lua, int table)
{
    const ScriptLanguage *language = script_of(lua)->setup.language;
    for (const Verb *const *each = language->module_verbs; each && *each; each++)
        bind_table(lua, language, *each, table);
}
