// text.c — texts with figures: made where their literal stands, joined by `..`.
#include "engine/script/text.h"

#include "engine/script/literal.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

const ScriptType TEXT_TYPE = {
    .name = "text",
    .help = "words with figures in them, as \"${loss:.2f} at the end\" gives",
};

enum { STEPS_A_TEXT = 50, MOST_PIECES = 1000 };

static Text *new_text(lua_State *lua, int most_pieces, size_t n_bytes)
{
    budget_check_arenas(lua);
    if (most_pieces > MOST_PIECES)
        error_raise(lua, "a text has more than %d parts; show fewer figures in it", MOST_PIECES);
    budget_spend(lua, STEPS_A_TEXT + most_pieces + (int64_t)n_bytes);
    Script *script = script_of(lua);
    Text *text = ARENA_NEW(&script->arena, Text);
    text->pieces = ARENA_ARRAY(&script->arena, ScriptPiece, most_pieces);
    return text;
}

// What a `${}` gives, which must be something that can be shown and has a source.
static ScriptValue shown_value(lua_State *lua, int index, const char *path)
{
    const Handle *handle = handle_at(lua, index);
    if (handle)
        return value_handle(handle->type, handle->object);
    switch (lua_type(lua, index)) {
    case LUA_TSTRING: {
        size_t n = 0;
        const char *bytes = lua_tolstring(lua, index, &n);
        return value_bytes(arena_strndup(&script_of(lua)->arena, bytes, n), n);
    }
    case LUA_TNIL:
        error_raise(lua, "`${%s}` is nil; is it recorded, and made before this line?", path);
    case LUA_TNUMBER:
        error_raise(
            lua,
            "`${%s}` is a plain number, which has no source; show a figure: of the run, the facts, data or a count",
            path);
    default:
        error_raise(lua, "`${%s}` is a %s; show a figure or words", path, luaL_typename(lua, index));
    }
}

static void add_words(lua_State *lua, Text *text, const char *words, size_t n_bytes)
{
    if (n_bytes > 0)
        text->pieces[text->n_pieces++] = (ScriptPiece){.words = arena_strndup(&script_of(lua)->arena, words, n_bytes)};
}

int text_make(lua_State *lua)
{
    size_t n = 0;
    const char *at = luaL_checklstring(lua, 1, &n), *end = at + n, *what = NULL;
    const int n_values = lua_gettop(lua) - 1;
    Text *text = new_text(lua, 2 * n_values + 1, n);
    Arena *arena = &script_of(lua)->arena;
    Hole hole;
    int i = 0;
    for (; hole_next(at, end, &hole, &what) == 1 && i < n_values; i++, at = hole.end) {
        add_words(lua, text, at, (size_t)(hole.start - at));
        const char *path = arena_strndup(arena, hole.path, hole.n_path_bytes);
        text->pieces[text->n_pieces++] = (ScriptPiece){
            .value = shown_value(lua, i + 2, path),
            .path = path,
            .format = arena_strndup(arena, hole.format, hole.n_format_bytes),
        };
    }
    if (i != n_values || hole_next(at, end, &hole, &what) != 0)
        error_raise(lua, "a text hides a `${` behind an escape; write `${` as it is");
    add_words(lua, text, at, (size_t)(end - at));
    handle_push(lua, &TEXT_TYPE, text);
    return 1;
}

static int count_pieces(lua_State *lua, int index)
{
    const Handle *handle = handle_at(lua, index);
    return handle && handle->type == &TEXT_TYPE ? ((const Text *)handle->object)->n_pieces : 1;
}

static void add_pieces(lua_State *lua, Text *to, int index)
{
    const Handle *handle = handle_at(lua, index);
    if (handle && handle->type == &TEXT_TYPE) {
        const Text *from = handle->object;
        memcpy(to->pieces + to->n_pieces, from->pieces, sizeof *from->pieces * (size_t)from->n_pieces);
        to->n_pieces += from->n_pieces;
        return;
    }
    if (lua_type(lua, index) != LUA_TSTRING) {
        const char *kind = handle ? handle->type->name : luaL_typename(lua, index);
        error_raise(lua, "`..` cannot join a %s to words; write it into them, as \"… ${name}\"", kind);
    }
    size_t n = 0;
    const char *words = lua_tolstring(lua, index, &n);
    add_words(lua, to, words, n);
}

int text_join(lua_State *lua)
{
    Text *text = new_text(lua, count_pieces(lua, 1) + count_pieces(lua, 2), lua_rawlen(lua, 1) + lua_rawlen(lua, 2));
    add_pieces(lua, text, 1);
    add_pieces(lua, text, 2);
    handle_push(lua, &TEXT_TYPE, text);
    return 1;
}
