// error.c — errors as one line with a place of the film's own files.
//
// What is raised is only "what; what to do". The message handler, which runs while the stack still stands, finds the
// place: the innermost line of the film's own files, so an error within a Lua file of the kit is told where the film
// calls it. Lua's own messages begin with a place of their own, which is taken away first.
#include "engine/base/nearest.h"
#include "engine/base/noun.h"
#include "engine/script/state.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WHAT = 900, FEW_NAMES = 12, DEEPEST_SHOWN = 40 };

const LoadedFile *script_file(const Script *script, const char *source)
{
    for (int i = 0; i < script->n_files; i++)
        if (strcmp(script->files[i].name, source) == 0)
            return &script->files[i];
    return NULL;
}

bool script_place(lua_State *lua, const char **file, int *line)
{
    const Script *script = script_of(lua);
    lua_Debug frame;
    for (int level = 0; lua_getstack(lua, level, &frame); level++) {
        lua_getinfo(lua, "Sl", &frame);
        const LoadedFile *found = frame.currentline > 0 ? script_file(script, frame.source) : NULL;
        if (!found || !found->shown)
            continue;
        *file = found->shown;
        *line = frame.currentline;
        return true;
    }
    return false;
}

_Noreturn void error_raise(lua_State *lua, const char *format, ...)
{
    char what[MOST_WHAT];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    lua_pushstring(lua, what);
    lua_error(lua);
    abort(); // lua_error does not return, but its declaration does not say so
}

void error_note(Script *script, const char *file, int line, const char *what)
{
    if (script->err.text[0])
        return;
    if (file)
        err_set(&script->err, "%s:%d: %s", file, line, what);
    else
        err_set(&script->err, "%s", what);
    for (char *c = script->err.text; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    budget_hook(script);
}

// What to do about errors that Lua words. The first row whose words are in the message counts.
static const struct {
    const char *words, *instead, *remedy;
} LUA_ERRORS[] = {
    {"stack overflow", "functions call each other without an end", "; end the recursion"},
    {"error in error handling", "functions call each other without an end", "; end the recursion"},
    {"field 'integer index'", "the list has no item of that number", "; #list is how many there are"},
    {"(field '?')", "there is nothing of that number or name in the list or table", "; #list is how many items there are"},
    {"attempt to call a nil value", NULL, "; is it spelt as it was made, and made before this line?"},
    {"attempt to index a nil value", NULL, "; is it made before this line, and recorded?"},
    {"a nil value", NULL, "; is it made before this line?"},
    {"attempt to compare", NULL, "; compare numbers with numbers"},
    {"attempt to perform arithmetic on", NULL, "; calculate with numbers and figures"},
    {"attempt to concatenate", NULL, "; only strings and numbers can be joined"},
    {"attempt to index a", NULL, "; only tables and what verbs give have fields"},
    {"attempt to call a", NULL, "; only functions and verbs can be called"},
    {"attempt to get length of", NULL, "; only lists and strings have a length"},
    {"number has no integer representation", NULL, "; math.floor gives a whole number"},
    {"bad argument", NULL, "; give what is expected there"},
    {"assertion failed!", "an assertion of the film does not hold", "; say behind it what is wrong: assert(x, \"…\")"},
};

// The message without the place that Lua put before it. `file` and `line` become that place when it is of the film: it
// may be further out than the innermost, by error's second argument.
static const char *without_place(lua_State *lua, const char *message, const char **file, int *line)
{
    lua_Debug frame;
    for (int level = 1; lua_getstack(lua, level, &frame); level++) {
        lua_getinfo(lua, "Sl", &frame);
        if (frame.currentline <= 0)
            continue;
        char before[LUA_IDSIZE + 32];
        const int n = snprintf(before, sizeof before, "%s:%d: ", frame.short_src, frame.currentline);
        if (strncmp(message, before, (size_t)n) != 0)
            continue;
        const LoadedFile *found = script_file(script_of(lua), frame.source);
        if (found && found->shown) {
            *file = found->shown;
            *line = frame.currentline;
        }
        return message + n;
    }
    return message;
}

// Keeps where the error's functions were called from: the lines of the film's files and the kit's.
static void keep_stack(Script *script, lua_State *lua)
{
    const char *lines = "";
    lua_Debug frame;
    for (int level = 1; lua_getstack(lua, level, &frame) && level < DEEPEST_SHOWN; level++) {
        lua_getinfo(lua, "nSl", &frame);
        const LoadedFile *file = frame.currentline > 0 ? script_file(script, frame.source) : NULL;
        if (!file)
            continue;
        const char *in = frame.name             ? arena_printf(&script->arena, " in %s", frame.name)
                         : *frame.what == 'm'   ? ""
                                                : arena_printf(&script->arena, " in the function of line %d",
                                                               frame.linedefined);
        lines = arena_printf(&script->arena, "%s    %s:%d%s\n", lines, file->shown ? file->shown : file->name + 1,
                             frame.currentline, in);
    }
    err_set_stack(&script->err, lines);
}

// What is wrong in the line when a nil in it came from an item that is not there; NULL: none did.
static const char *missed_words(Script *script, const char *message, const char *file, int line)
{
    const MissedItem *missed = &script->missed;
    if (!file || !missed->file || missed->line != line || strcmp(missed->file, file) != 0 || !strstr(message, "nil"))
        return NULL;
    return arena_printf(&script->arena, "there is no item %lld in %s; there %s %lld", (long long)missed->index,
                        noun_with_article(&script->arena, missed->type->name), missed->length == 1 ? "is" : "are",
                        (long long)missed->length);
}

int error_handle(lua_State *lua)
{
    Script *script = script_of(lua);
    if (!script->err.stack[0]) // the innermost handler comes first
        keep_stack(script, lua);
    if (script->err.text[0] || script->reading)
        return 1;
    const char *file = NULL;
    int line = 0;
    script_place(lua, &file, &line);
    char what[MOST_WHAT + 200];
    if (lua_type(lua, 1) == LUA_TSTRING) {
        const char *message = without_place(lua, lua_tostring(lua, 1), &file, &line), *remedy = "";
        const char *missed = missed_words(script, message, file, line);
        for (size_t i = 0; i < sizeof LUA_ERRORS / sizeof LUA_ERRORS[0] && !missed; i++) {
            if (!strstr(message, LUA_ERRORS[i].words))
                continue;
            message = LUA_ERRORS[i].instead ? LUA_ERRORS[i].instead : message;
            remedy = LUA_ERRORS[i].remedy;
            break;
        }
        snprintf(what, sizeof what, "%.*s%s", MOST_WHAT, missed ? missed : message, remedy);
    } else {
        snprintf(what, sizeof what, "error was called with a %s; give it a string", luaL_typename(lua, 1));
    }
    error_note(script, file, line, what);
    return 1;
}

void error_after(Script *script, int status)
{
    if (script->err.text[0])
        return;
    const Budget *budget = &script->budget;
    char what[MOST_WHAT];
    if (status != LUA_ERRMEM || budget->refusal == REFUSED_DEPTH)
        snprintf(what, sizeof what, "functions call each other without an end; end the recursion");
    else if (budget->refusal == REFUSED_STRING)
        snprintf(what, sizeof what, "a string would be longer than %zu KiB; take a shorter one",
                 script->setup.limits.string_bytes >> 10);
    else
        snprintf(what, sizeof what,
                 "the script has filled its %zu MiB of memory; does a list or a string grow in a loop?",
                 script->setup.limits.memory_bytes >> 20);
    error_note(script, status == LUA_ERRMEM ? budget->refused_file : NULL, budget->refused_line, what);
}

const char *error_did_you_mean(Arena *arena, const char *wrong, const char *const *names, int n_names)
{
    const char *near[NEAREST_OFFERED];
    int distance[NEAREST_OFFERED], n = nearest_find(wrong, names, n_names, near, distance), n_equal = 0;
    const int farthest = 1 + (int)strlen(wrong) / 3;
    while (n_equal < n && distance[n_equal] == distance[0] && distance[0] <= farthest)
        n_equal++;
    const bool few = n_equal == 0 && n_names <= FEW_NAMES;
    n = few ? n_names : n_equal;
    const char *text = "";
    for (int i = 0; i < n; i++)
        text = arena_printf(arena, "%s%s`%s`", text,
                            i == 0       ? ""
                            : i + 1 == n ? " or "
                                         : ", ",
                            few ? names[i] : near[i]);
    if (n == 0)
        return "";
    return few ? arena_printf(arena, "; there is %s", text) : arena_printf(arena, "; did you mean %s?", text);
}
