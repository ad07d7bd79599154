// call.c — calls from scripts into C, and from there back into functions of the script.
//
// No Lua error goes through a verb: what may raise while a verb is running (calling a function of the script, pushing
// what it gives) is done in protected calls, whose error is noted and raised again when the verb has returned.
#include "engine/script/call.h"
#include "engine/script/text.h"

#include <lauxlib.h>
#include <limits.h>
#include <lua.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 512, STEPS_A_CALL = 50, MOST_DEPTH_OF_TABLES = 16 };

void call_begin(lua_State *lua, CallState *state, const Verb *verb, void *self)
{
    Script *script = script_of(lua);
    luaL_checkstack(lua, 20, NULL);
    budget_spend(lua, STEPS_A_CALL);
    lua_newtable(lua);
    *state = (CallState){
        .call = {.host = script->setup.host, .self = self, .verb = verb, .file = "", .arena = &script->arena},
        .lua = lua,
        .script = script,
        .anchors = lua_gettop(lua),
    };
    state->call.state = state;
    if (script_place(lua, &state->call.file, &state->call.line) && script->setup.language->at && script->setup.host)
        script->setup.language->at(script->setup.host, state->call.file, state->call.line);
}

// Keeps the value on the top of the stack alive, pops it, and returns its place.
static int anchor(CallState *state)
{
    lua_rawseti(state->lua, state->anchors, ++state->n_anchors);
    return state->n_anchors;
}

void *call_memory(CallState *state, size_t n_bytes)
{
    const size_t align = sizeof(max_align_t);
    n_bytes = (n_bytes + align) / align * align; // at least one byte
    if (n_bytes > state->chunk_left) {
        const size_t chunk_bytes = n_bytes > CHUNK_BYTES ? n_bytes : CHUNK_BYTES;
        state->chunk = lua_newuserdatauv(state->lua, chunk_bytes, 0);
        state->chunk_left = chunk_bytes;
        anchor(state);
    }
    void *memory = memset(state->chunk, 0, n_bytes);
    state->chunk += n_bytes;
    state->chunk_left -= n_bytes;
    return memory;
}

// ---- values ----

static int by_name(const void *a, const void *b)
{
    return strcmp(((const ScriptNamed *)a)->name, ((const ScriptNamed *)b)->name);
}

static ScriptValue value_at(CallState *state, int index, int depth);

// Strings as keys are names; other keys are not looked at.
static ScriptValue table_value(CallState *state, int index, int depth)
{
    lua_State *lua = state->lua;
    int n = 0;
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1))
        n += lua_type(lua, -2) == LUA_TSTRING;
    budget_spend(lua, 4 * n);
    ScriptNamed *named = call_memory(state, sizeof *named * (size_t)(n + 1));
    int i = 0;
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING)
            continue;
        lua_pushvalue(lua, -2);
        named[i].name = lua_tostring(lua, -1);
        anchor(state);
        named[i++].value = value_at(state, lua_gettop(lua), depth + 1);
    }
    qsort(named, (size_t)n, sizeof *named, by_name);
    ScriptArgs *table = call_memory(state, sizeof *table);
    table->others = named;
    table->n_others = n;
    return (ScriptValue){.kind = VALUE_TABLE, .table = table};
}

static ScriptValue list_value(CallState *state, int index, int depth)
{
    lua_State *lua = state->lua;
    const lua_Unsigned n = lua_rawlen(lua, index);
    budget_spend(lua, n < INT_MAX ? (int64_t)n : INT64_MAX);
    ScriptValue *items = call_memory(state, sizeof *items * (n + 1));
    for (lua_Unsigned i = 0; i < n; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        items[i] = value_at(state, lua_gettop(lua), depth + 1);
        lua_pop(lua, 1);
    }
    return value_list(items, (int)n);
}

static bool has_names(lua_State *lua, int index)
{
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING)
            continue;
        lua_pop(lua, 2);
        return true;
    }
    return false;
}

static ScriptValue value_at(CallState *state, int index, int depth)
{
    lua_State *lua = state->lua;
    luaL_checkstack(lua, 8, NULL);
    ScriptValue value = value_nil();
    const Handle *handle = handle_at(lua, index);
    switch (lua_type(lua, index)) {
    case LUA_TNIL:
        return value;
    case LUA_TBOOLEAN:
        return value_bool(lua_toboolean(lua, index));
    case LUA_TNUMBER:
        return lua_isinteger(lua, index) ? value_integer(lua_tointeger(lua, index))
                                         : value_number(lua_tonumber(lua, index));
    case LUA_TSTRING: {
        size_t n = 0;
        const char *bytes = lua_tolstring(lua, index, &n);
        value = value_bytes(bytes, n);
        break;
    }
    case LUA_TTABLE:
        if (depth > MOST_DEPTH_OF_TABLES)
            error_raise(lua, "a table holds tables more than %d deep, or itself; give it flatter",
                        MOST_DEPTH_OF_TABLES);
        value = has_names(lua, index) ? table_value(state, index, depth) : list_value(state, index, depth);
        break;
    case LUA_TUSERDATA:
        value = value_handle(handle->type, handle->object);
        break;
    default:
        value.kind = VALUE_FUNCTION;
        break;
    }
    lua_pushvalue(lua, index);
    value.ref = anchor(state);
    return value;
}

ScriptValue call_value(CallState *state, int index)
{
    return value_at(state, lua_absindex(state->lua, index), 0);
}

void call_push(CallState *state, ScriptValue value)
{
    lua_State *lua = state->lua;
    luaL_checkstack(lua, 8, NULL);
    if (value.ref > 0) {
        lua_rawgeti(lua, state->anchors, value.ref);
        return;
    }
    switch (value.kind) {
    case VALUE_BOOL:
        lua_pushboolean(lua, value.truth);
        return;
    case VALUE_NUMBER:
    case VALUE_SECONDS:
        lua_pushnumber(lua, value.number);
        return;
    case VALUE_INTEGER:
        lua_pushinteger(lua, value.integer);
        return;
    case VALUE_STRING:
        lua_pushlstring(lua, value.string.bytes, value.string.n_bytes);
        return;
    case VALUE_HANDLE:
        handle_push(lua, value.handle.type, value.handle.object);
        return;
    case VALUE_LIST:
        lua_createtable(lua, value.list.n_items, 0);
        for (int i = 0; i < value.list.n_items; i++) {
            call_push(state, value.list.items[i]);
            lua_rawseti(lua, -2, i + 1);
        }
        return;
    case VALUE_NIL:
    case VALUE_TABLE:
    case VALUE_FUNCTION:
    case VALUE_NAME:
    case VALUE_EASE:
    case VALUE_SPACE:
    case VALUE_WORDS:
        lua_pushnil(lua);
        return;
    }
}

// ---- errors of C code ----

static void take_host_error(Script *script)
{
    const Err *host = script->setup.host_err;
    if (host && host->text[0] && !script->err.text[0])
        error_note(script, NULL, 0, host->text);
}

void call_check(CallState *state)
{
    take_host_error(state->script);
    if (state->script->err.text[0])
        error_raise(state->lua, "%s", state->script->err.text);
    budget_check_arenas(state->lua);
}

void script_fail(ScriptCall *call, const char *format, ...)
{
    char what[sizeof((Err *)0)->text];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    Script *script = call->state->script;
    take_host_error(script);
    error_note(script, call->line > 0 ? call->file : NULL, call->line, what);
}

bool script_failed(const ScriptCall *call)
{
    take_host_error(call->state->script);
    return call->state->script->err.text[0] != '\0';
}

// ---- what may raise while a verb is running ----

typedef struct Task {
    CallState *state;
    ScriptValue function;
    const ScriptValue *args; // [n_args]
    int n_args;
    ScriptValue *result;
} Task;

// The state as it is in a protected call, whose first argument is the table of anchors.
static CallState inner_state(const CallState *outer)
{
    CallState inner = *outer;
    inner.anchors = 1;
    return inner;
}

static void take_inner(CallState *outer, const CallState *inner)
{
    outer->n_anchors = inner->n_anchors;
    outer->chunk = inner->chunk;
    outer->chunk_left = inner->chunk_left;
}

// Arguments: the anchors, the task. Calls the task's function.
static int run_task(lua_State *lua)
{
    Task *task = lua_touserdata(lua, 2);
    CallState inner = inner_state(task->state);
    call_push(&inner, task->function);
    luaL_checkstack(lua, task->n_args + 8, NULL);
    for (int i = 0; i < task->n_args; i++)
        call_push(&inner, task->args[i]);
    lua_call(lua, task->n_args, 1);
    if (task->result)
        *task->result = call_value(&inner, -1);
    take_inner(task->state, &inner);
    return 0;
}

// Arguments: the anchors, the task. Returns the task's result as a Lua value.
static int push_task(lua_State *lua)
{
    const Task *task = lua_touserdata(lua, 2);
    CallState inner = inner_state(task->state);
    call_push(&inner, *task->result);
    return 1;
}

// Runs a task protected; false: it failed, which is noted. Leaves `n_results` values on the stack.
static bool run_protected(Task *task, lua_CFunction function, int n_results)
{
    CallState *state = task->state;
    lua_State *lua = state->lua;
    if (!lua_checkstack(lua, 8)) {
        error_after(state->script, LUA_ERRERR);
        return false;
    }
    lua_pushcfunction(lua, error_handle);
    const int handler = lua_gettop(lua);
    lua_pushcfunction(lua, function);
    lua_pushvalue(lua, state->anchors);
    lua_pushlightuserdata(lua, task);
    const int status = lua_pcall(lua, 2, n_results, handler);
    lua_remove(lua, handler);
    if (status == LUA_OK)
        return true;
    error_after(state->script, status);
    lua_pop(lua, 1);
    return false;
}

void script_return(ScriptCall *call, ScriptValue value)
{
    Task task = {.state = call->state, .result = &value};
    if (!script_failed(call) && run_protected(&task, push_task, 1))
        call->state->n_returned++;
}

const void *script_text(ScriptCall *call, ScriptValue value)
{
    const ScriptLanguage *language = call->state->script->setup.language;
    ScriptPiece piece = {.value = value, .path = "", .format = ""};
    if (value.kind == VALUE_WORDS)
        return value.words;
    if (value.kind == VALUE_STRING)
        piece.words = value.string.bytes;
    else if (value.kind == VALUE_NUMBER || value.kind == VALUE_INTEGER)
        script_fail(call, "a plain number has no source; show a figure, or words with ${figure} in them");
    else if (value.kind != VALUE_HANDLE)
        script_fail(call, "words are wanted here: a string, or one with ${figure} in it");
    if (script_failed(call))
        return NULL;
    const bool is_text = value.kind == VALUE_HANDLE && value.handle.type == &TEXT_TYPE;
    const Text *text = is_text ? value.handle.object : NULL;
    return language->words(call, text ? text->pieces : &piece, text ? text->n_pieces : 1);
}

bool script_run(ScriptCall *call, ScriptValue function, const ScriptValue *args, int n_args, ScriptValue *result)
{
    if (result)
        *result = value_nil();
    Script *script = call->state->script;
    if (script_failed(call))
        return false;
    if (script->depth >= script->setup.limits.depth) {
        script_fail(call, "blocks stand in blocks more than %d deep; take inner ones out", script->setup.limits.depth);
        return false;
    }
    Task task = {call->state, function, args, n_args, result};
    script->depth++;
    const bool ran = run_protected(&task, run_task, 0);
    script->depth--;
    return ran && !script_failed(call);
}
