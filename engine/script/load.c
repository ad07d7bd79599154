// load.c — Lua files: text only, with `${}` in their literals; and require.
#include "engine/base/utf8.h"
#include "engine/script/bind.h"
#include "engine/script/literal.h"
#include "engine/script/state.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SOURCE_BYTES = 256 << 10, MOST_NAME_BYTES = 50 };

static const LoadedFile *add_file(Script *script, const char *name, const char *source, size_t n_bytes)
{
    for (int i = 0; i < script->n_files; i++)
        if (strcmp(script->files[i].name, name) == 0)
            return &script->files[i];
    Arena *arena = &script->arena;
    script->files = arena_grow(arena, script->files, script->n_files, &script->files_capacity, sizeof script->files[0]);
    const char *shown = name[0] == '@' ? folder_shown(&script->setup.folder, arena, name + 1) : NULL;
    script->files[script->n_files] = (LoadedFile){arena_strdup(arena, name), shown, source, n_bytes};
    return &script->files[script->n_files++];
}

// Raises an error of a file's text, which is told at that line even when other files have asked for it.
static _Noreturn void raise_at(lua_State *lua, const LoadedFile *file, int line, const char *what)
{
    error_note(script_of(lua), file->shown ? file->shown : file->name + 1, line, what);
    error_raise(lua, "%s", what);
}

// Lua's words for a fault in the source: "NAME:LINE: what".
static _Noreturn void raise_syntax(lua_State *lua, const LoadedFile *file)
{
    const char *message = lua_tostring(lua, -1), *rest = message + strlen(file->name + 1);
    int line = 1;
    if (strncmp(message, file->name + 1, strlen(file->name + 1)) == 0 && *rest == ':') {
        char *end = NULL;
        line = (int)strtol(rest + 1, &end, 10);
        message = strncmp(end, ": ", 2) == 0 ? end + 2 : end;
    }
    if (strstr(message, "C stack overflow"))
        raise_at(lua, file, line, "the source is nested too deep; take inner parts out into locals");
    raise_at(lua, file, line, lua_pushfstring(lua, "%s; mend this line, or what is not closed before it", message));
}

void load_chunk(lua_State *lua, const char *name, const char *bytes, size_t n_bytes)
{
    Script *script = script_of(lua);
    const size_t n_mark = utf8_mark_bytes(bytes, n_bytes);
    bytes += n_mark;
    n_bytes -= n_mark;
    const LoadedFile *file = add_file(script, name, bytes, n_bytes);
    if (n_bytes > MOST_SOURCE_BYTES && (name[0] != '@' || file_is_lua(name)))
        raise_at(lua, file, 1, "the file is larger than 256 KiB; a scene's numbers belong into data files");
    if (n_bytes > 0 && bytes[0] == '\x1b')
        raise_at(lua, file, 1, "the file holds bytecode; only Lua as text is run");
    budget_spend(lua, (int64_t)n_bytes);
    Err err = {""};
    int line = 0;
    size_t n_replaced = 0;
    const char *source = literals_replace(&script->arena, bytes, n_bytes, &n_replaced, &line, &err);
    if (!source)
        raise_at(lua, file, line, err.text);
    script->reading = true;
    const int status = luaL_loadbufferx(lua, source, n_replaced, name, "t");
    script->reading = false;
    if (status == LUA_ERRMEM) {
        error_after(script, status);
        lua_error(lua);
    }
    if (status != LUA_OK)
        raise_syntax(lua, file);
}

// "lib.colors" as "lib/colors.lua"; NULL: no name of a module.
static const char *module_file(Arena *arena, const char *name)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    char *file = arena_printf(arena, "%s.lua", name);
    char *at = file, *end = file + strlen(name);
    while (at < end) {
        const size_t n = strspn(at, LETTERS);
        if (n == 0 || (at[n] == '.' && at + n + 1 == end))
            return NULL;
        at += n;
        if (at < end && *at != '.')
            return NULL;
        if (at < end)
            *at++ = '/';
    }
    return *name && strlen(name) <= MOST_NAME_BYTES ? file : NULL;
}

static const EmbeddedFile *find_module(const ScriptLanguage *language, const char *file)
{
    for (const EmbeddedFile *module = language->modules; module && module->name; module++)
        if (strcmp(module->name, file) == 0)
            return module;
    return NULL;
}

// What modules of the kit see as _ENV: the globals, and the verbs that are theirs alone. Their place in the registry.
static const char MODULE_GLOBALS = 0;

void libs_open_modules(lua_State *lua)
{
    lua_newtable(lua);
    bind_module_verbs(lua, lua_gettop(lua));
    lua_newtable(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &MODULE_GLOBALS);
}

static void load_module(lua_State *lua, const char *name, const char *file)
{
    Script *script = script_of(lua);
    if (strncmp(file, "kit/", 4) == 0) {
        const EmbeddedFile *module = find_module(script->setup.language, file + 4);
        if (!module)
            error_raise(lua, "there is no `%s`; the kit's modules are what gptreel help lists", name);
        load_chunk(lua, arena_printf(&script->arena, "=%s", name), module->bytes, module->n_bytes);
        lua_rawgetp(lua, LUA_REGISTRYINDEX, &MODULE_GLOBALS);
        lua_setupvalue(lua, -2, 1);
        return;
    }
    Err err = {""};
    size_t n_bytes = 0;
    const char *bytes = folder_read(&script->setup.folder, &script->arena, file, &n_bytes, &err);
    if (!bytes && !folder_has(&script->setup.folder, file))
        error_raise(lua, "there is no %s beside the film's files, which `require` reads; nothing else can be required",
                    file);
    if (!bytes)
        error_raise(lua, "%s", err.text);
    load_chunk(lua, arena_printf(&script->arena, "@%s", file), bytes, n_bytes);
}

// upvalue: what has been loaded, by name; false: it is being loaded.
int libs_require(lua_State *lua)
{
    size_t n = 0;
    const char *name = luaL_checklstring(lua, 1, &n);
    lua_settop(lua, 1);
    const char *file = strlen(name) == n ? module_file(&script_of(lua)->arena, name) : NULL;
    if (!file)
        error_raise(lua, "require takes the name of a Lua file beside the film's, as \"colors\" or \"lib.colors\"");
    const int found = lua_getfield(lua, lua_upvalueindex(1), name);
    if (found == LUA_TBOOLEAN && !lua_toboolean(lua, -1))
        error_raise(lua, "`%s` requires itself; take what both need into a third file", name);
    if (found != LUA_TNIL)
        return 1;
    lua_pushboolean(lua, false);
    lua_setfield(lua, lua_upvalueindex(1), name);
    load_module(lua, name, file);
    lua_call(lua, 0, 1);
    if (lua_isnil(lua, -1)) {
        lua_pushboolean(lua, true);
        lua_replace(lua, -2);
    }
    lua_pushvalue(lua, -1);
    lua_setfield(lua, lua_upvalueindex(1), name);
    return 1;
}
