// script.c — a script's life: made, files loaded, a scene built, destroyed.
#include "engine/base/file.h"
#include "engine/script/builtin.h"
#include "engine/script/call.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

Script *script_of(lua_State *lua)
{
    return *(Script **)lua_getextraspace(lua);
}

bool script_protected(Script *script, int (*function)(lua_State *lua), void *task, Err *err)
{
    lua_State *lua = script->lua;
    lua_settop(lua, 0);
    if (!script->err.text[0]) {
        lua_pushcfunction(lua, error_handle);
        lua_pushcfunction(lua, function);
        lua_pushlightuserdata(lua, task);
        const int status = lua_pcall(lua, 1, 0, 1);
        if (status != LUA_OK)
            error_after(script, status);
    }
    lua_settop(lua, 0);
    if (script->err.text[0] && err)
        *err = script->err;
    return !script->err.text[0];
}

static int open_task(lua_State *lua)
{
    sandbox_open(lua_touserdata(lua, 1));
    return 0;
}

Script *script_create(const ScriptSetup *setup)
{
    Script *script = mem_alloc(sizeof *script);
    script->setup = *setup;
    arena_init(&script->arena);
    budget_begin(script);
    script->build = 1;
    lua_State *lua = lua_newstate(budget_alloc, script);
    if (!lua) {
        error_after(script, LUA_ERRMEM);
        return script;
    }
    script->lua = lua;
    *(Script **)lua_getextraspace(lua) = script;
    budget_hook(script);
    script_protected(script, open_task, script, NULL);
    return script;
}

void script_destroy(Script *script)
{
    if (!script)
        return;
    if (script->lua)
        lua_close(script->lua);
    arena_finish(&script->arena);
    free(script);
}

enum { MOST_SCENES = 1000 };

typedef struct LoadTask {
    const char *file;
    ScriptScene *scenes;
    int n_scenes;
} LoadTask;

void script_load_file(lua_State *lua, const char *file)
{
    Script *script = script_of(lua);
    const ScriptSetup *setup = &script->setup;
    Err err = {""};
    const bool translated = setup->translated_file && strcmp(setup->translated_file, file) == 0;
    size_t n_bytes = translated ? strlen(setup->translated) : 0;
    const char *bytes = translated ? setup->translated : folder_read(&setup->folder, &script->arena, file, &n_bytes, &err);
    if (!bytes)
        error_raise(lua, "%s", err.text);
    load_chunk(lua, arena_printf(&script->arena, "@%s", file), bytes, n_bytes);
}

const ScriptScene *script_scene_at(lua_State *lua, int index)
{
    const Handle *handle = handle_at(lua, index);
    return handle ? value_object(value_handle(handle->type, handle->object), &SCENE_TYPE) : NULL;
}

// Takes the scene at the stack place, if there is one.
static void take_scene(lua_State *lua, LoadTask *task, int index)
{
    const ScriptScene *scene = script_scene_at(lua, index);
    if (scene)
        task->scenes[task->n_scenes++] = *scene;
}

// What a file returns: scenes, a list of them, or a film that has such a list.
static int load_task(lua_State *lua)
{
    LoadTask *task = lua_touserdata(lua, 1);
    Script *script = script_of(lua);
    script_load_file(lua, task->file);
    lua_call(lua, 0, LUA_MULTRET);
    const bool film = lua_istable(lua, 2) && lua_getfield(lua, 2, "scenes") == LUA_TTABLE;
    const int list = film ? lua_gettop(lua) : lua_istable(lua, 2) ? 2 : 0;
    const lua_Unsigned length = list ? lua_rawlen(lua, list) : (lua_Unsigned)lua_gettop(lua) - 1;
    const int n = length < MOST_SCENES ? (int)length : MOST_SCENES; // of a list with holes it may be anything
    task->scenes = ARENA_ARRAY(&script->arena, ScriptScene, n);
    for (int i = 0; i < n; i++) {
        if (list)
            lua_rawgeti(lua, list, i + 1);
        take_scene(lua, task, list ? -1 : i + 2);
        if (list)
            lua_pop(lua, 1);
    }
    if (task->n_scenes == 0 || (task->n_scenes < n && !film)) {
        const char *shown = folder_shown(&script->setup.folder, &script->arena, task->file);
        error_raise(lua, "%s does not return scenes; it ends with return scene(\"title\", function(run) … end)", shown);
    }
    return 0;
}

const ScriptScene *script_load(Script *script, const char *file, int *n_scenes, Err *err)
{
    LoadTask task = {.file = file};
    const bool loaded = script_protected(script, load_task, &task, err);
    *n_scenes = loaded ? task.n_scenes : 0;
    return loaded ? task.scenes : NULL;
}

static int file_task(lua_State *lua)
{
    script_load_file(lua, *(const char **)lua_touserdata(lua, 1));
    lua_call(lua, 0, 0);
    return 0;
}

bool script_run_file(Script *script, const char *file, Err *err)
{
    return script_protected(script, file_task, &file, err);
}

typedef struct BuildTask {
    const ScriptScene *scene;
    const ScriptValue *args; // [n_args]
    int n_args;
} BuildTask;

static int build_task(lua_State *lua)
{
    const BuildTask *task = lua_touserdata(lua, 1);
    CallState state = {.lua = lua, .script = script_of(lua)};
    luaL_checkstack(lua, task->n_args + 10, NULL);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, task->scene->function);
    for (int i = 0; i < task->n_args; i++)
        call_push(&state, task->args[i]);
    lua_call(lua, task->n_args, 0);
    call_check(&state);
    return 0;
}

bool script_build(Script *script, const ScriptScene *scene, const ScriptValue *args, int n_args, Err *err)
{
    BuildTask task = {scene, args, n_args};
    script->building = true;
    const bool built = script_protected(script, build_task, &task, err);
    script->building = false;
    return built;
}

typedef struct NilTask {
    ScriptValue object;
    const char *path;
    bool is_nil;
} NilTask;

static int nil_task(lua_State *lua)
{
    NilTask *task = lua_touserdata(lua, 1);
    CallState state = {.lua = lua, .script = script_of(lua)};
    call_push(&state, task->object);
    for (const char *at = task->path; *at && !lua_isnil(lua, -1);) {
        const size_t n = strcspn(at, ".");
        if (strspn(at, "0123456789") == n) // an item of a list
            lua_pushinteger(lua, strtoll(at, NULL, 10));
        else
            lua_pushlstring(lua, at, n);
        lua_gettable(lua, -2);
        at += n + (at[n] == '.');
    }
    task->is_nil = lua_isnil(lua, -1);
    return 0;
}

const char *script_first_nil(Script *script, ScriptValue object, const char *const *paths, int n_paths, Err *err)
{
    for (int i = 0; i < n_paths; i++) {
        NilTask task = {object, paths[i], false};
        if (!script_protected(script, nil_task, &task, err))
            return "";
        if (task.is_nil)
            return paths[i];
    }
    return NULL;
}

void script_forget_handles(Script *script)
{
    script->build++;
}
