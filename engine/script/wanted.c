// wanted.c — the words by which messages and help say what an argument takes, and what a script gave.
#include "engine/script/convert.h"

#include "engine/base/noun.h"
#include "engine/script/text.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

// "a", "b" or "c"
static const char *names_words(Arena *arena, const char *const *names)
{
    int n = 0;
    while (names[n])
        n++;
    const char *words = "";
    for (int i = 0; i < n; i++)
        words = arena_printf(arena, "%s%s\"%s\"", words, i == 0 ? "" : i + 1 == n ? " or " : ", ", names[i]);
    return words;
}

static const double NO_LIMIT = 1e9; // larger ones are there for rows that need one

static const char *number_words(Arena *arena, const Arg *row, const char *kind)
{
    const char *words = kind;
    if (row->min < row->max && row->max >= NO_LIMIT)
        words = arena_printf(arena, "%s of at least %g", kind, row->min);
    else if (row->min < row->max)
        words = arena_printf(arena, "%s from %g to %g", kind, row->min, row->max);
    return row->unit ? arena_printf(arena, "%s (%s)", words, row->unit) : words;
}

static const char *types_words(Arena *arena, const Arg *row)
{
    if (!row->type && !row->or_types)
        return "something that a verb made";
    const char *words = row->type ? noun_with_article(arena, row->type->name) : "";
    for (const ScriptType *const *type = row->or_types; type && *type; type++)
        words = arena_printf(arena, "%s%s%s", words,
                             !*words   ? ""
                             : type[1] ? ", "
                                       : " or ",
                             noun_with_article(arena, (*type)->name));
    return words;
}

static const char *duration_words(const ScriptLanguage *language, Arena *arena, const Arg *row)
{
    const char *words = "";
    for (const ScriptSeconds *each = language->durations; each && each->name; each++)
        words = arena_printf(arena, "%s%s\"%s\"", words,
                             !*words                        ? ""
                             : each[1].name || row->literal ? ", "
                                                            : " or ",
                             each->name);
    return row->literal ? arena_printf(arena, "%s%sseconds", words, *words ? " or " : "") : words;
}

static const char *space_words(const ScriptLanguage *language, Arena *arena)
{
    const char *words = "a share of 0 to 1, ";
    for (const ScriptSpaceName *each = language->spaces; each && each->name; each++)
        words = arena_printf(arena, "%s\"%s\", ", words, each->name);
    return arena_printf(arena, "%.*s or \"fit\"", (int)strlen(words) - 2, words);
}

static const char *list_words(const ScriptLanguage *language, Arena *arena, const Arg *row)
{
    if (row->items == ARG_ANY)
        return "a list";
    Arg item = *row;
    item.kind = row->items;
    return arena_printf(arena, "a list, each item %s", wanted_words(language, arena, &item));
}

const char *wanted_words(const ScriptLanguage *language, Arena *arena, const Arg *row)
{
    switch (row->kind) {
    case ARG_ANY:
        return "a value";
    case ARG_NUMBER:
        return number_words(arena, row, "a number");
    case ARG_INTEGER:
        return number_words(arena, row, "a whole number");
    case ARG_BOOL:
        return "true or false";
    case ARG_STRING:
        return "a string";
    case ARG_TEXT:
        return "words, or a figure";
    case ARG_CHOICE:
        return names_words(arena, row->choices);
    case ARG_COLOR:
        return "the name of a colour";
    case ARG_EASE:
        return "the name of an ease, or { x1, y1, x2, y2 }";
    case ARG_DURATION:
        return duration_words(language, arena, row);
    case ARG_SPACE:
        return space_words(language, arena);
    case ARG_HANDLE:
        return types_words(arena, row);
    case ARG_FIGURE:
        return "a figure: a number of the run, the facts, data or a count";
    case ARG_LIST:
        return list_words(language, arena, row);
    case ARG_FUNCTION:
        return "a function";
    case ARG_TABLE:
        return "a table of named values";
    }
    return "";
}

const char *actual_words(lua_State *lua, int index)
{
    Arena *arena = &script_of(lua)->arena;
    const Handle *handle = handle_at(lua, index);
    if (handle)
        return noun_with_article(arena, handle->type->name);
    if (lua_type(lua, index) == LUA_TSTRING)
        return arena_printf(arena, "\"%.40s\"", lua_tostring(lua, index));
    if (lua_type(lua, index) == LUA_TNUMBER) {
        libs_push_text(lua, index);
        const char *words = arena_strdup(arena, lua_tostring(lua, -1));
        lua_pop(lua, 1);
        return words;
    }
    if (lua_isnoneornil(lua, index))
        return "nil";
    return arena_printf(arena, "a %s", luaL_typename(lua, index));
}

const char *place_words(CallState *state, const Place *place)
{
    Arena *arena = &state->script->arena;
    const char *of = place->outer ? place_words(state, place->outer) : place->owner;
    if (place->option)
        return arena_printf(arena, "option `%s` of %s", place->option, of);
    return arena_printf(arena, "%s %d of %s", place->outer ? "item" : "argument", place->index, of);
}

const char *wanted_in_full(const ScriptLanguage *language, Arena *arena, const Arg *row)
{
    const char *const *names = row->kind == ARG_COLOR  ? language->colors
                               : row->kind == ARG_EASE ? language->eases
                                                       : NULL;
    const char *words = wanted_words(language, arena, row);
    for (int i = 0; names && names[i]; i++)
        words = arena_printf(arena, "%s%s%s", words, i == 0 ? ": " : ", ", names[i]);
    return words;
}

void convert_refuse(CallState *state, const Arg *row, const Place *place, const char *is)
{
    Arena *arena = &state->script->arena;
    // An argument by position has a name that its place does not show.
    const char *name = !place->option && !place->outer ? arena_printf(arena, " (`%s`)", row->name) : "";
    error_raise(state->lua, "%s is %s; it wants %s%s", place_words(state, place), is,
                wanted_in_full(state->script->setup.language, arena, row), name);
}
