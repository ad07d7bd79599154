// strings.c — the string library: Lua's own where that is harmless, and what is not in it.
//
// Not there: dump (bytecode), pack and unpack (addresses of nothing, but bytes nobody needs). Its own: what takes
// patterns, which Lua matches without end; rep, which for an empty string counts without end; format, which shows
// addresses.
#include "engine/script/pattern.h"
#include "engine/script/state.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <string.h>

enum { SPEND_A_CALL = 10 };

// ---- patterns ----

// Reads the pattern at a stack place; leaves the memory that it lives in on the stack.
static const Pattern *push_pattern(lua_State *lua, int index, bool anchors)
{
    size_t n = 0;
    const char *text = luaL_checklstring(lua, index, &n);
    Pattern *pattern = lua_newuserdatauv(lua, sizeof *pattern + pattern_item_bytes(n), 0);
    Err err = {""};
    if (!pattern_read(pattern, (PatternItem *)(pattern + 1), text, n, anchors, &err))
        error_raise(lua, "%s", err.text);
    return pattern;
}

static void begin_match(lua_State *lua, PatternMatch *match, const char *subject, size_t n_bytes)
{
    budget_spend(lua, SPEND_A_CALL);
    match->subject = subject;
    match->n_subject_bytes = n_bytes;
    match->steps_left = script_of(lua)->budget.steps_left;
}

static void end_match(lua_State *lua, const PatternMatch *match)
{
    script_of(lua)->budget.steps_left = match->steps_left;
}

// Whether the pattern is found exactly at `start`. Raises when there are no steps left.
static bool found_at(lua_State *lua, const Pattern *pattern, PatternMatch *match, const char *start)
{
    const PatternResult result = pattern_match(pattern, match, start);
    if (result == PATTERN_TOO_LONG)
        error_raise(lua, "matching a pattern has taken all steps that the script has; use a simpler pattern");
    return result == PATTERN_FOUND;
}

static void push_capture(lua_State *lua, const PatternMatch *match, int i)
{
    const PatternCapture *capture = &match->captures[i];
    if (capture->position)
        lua_pushinteger(lua, capture->start - match->subject + 1);
    else
        lua_pushlstring(lua, capture->start, capture->n_bytes);
}

// Pushes all captures, or the whole match when there are none. Returns how many.
static int push_captures(lua_State *lua, const Pattern *pattern, const PatternMatch *match, const char *start)
{
    if (pattern->n_captures == 0) {
        lua_pushlstring(lua, start, (size_t)(match->end - start));
        return 1;
    }
    luaL_checkstack(lua, pattern->n_captures, NULL);
    for (int i = 0; i < pattern->n_captures; i++)
        push_capture(lua, match, i);
    return pattern->n_captures;
}

// Where to begin, from 0, as an optional argument says; beyond the end when there is nothing to find.
static size_t start_argument(lua_State *lua, int index, size_t n_bytes)
{
    const lua_Integer start = luaL_optinteger(lua, index, 1);
    if (start > 0)
        return (size_t)start - 1;
    return start == 0 || start < -(lua_Integer)n_bytes ? 0 : n_bytes - (size_t)-start;
}

// The words as they are, without a pattern; NULL: not there.
static const char *find_plain(lua_State *lua, const char *in, size_t n_in, const char *words, size_t n_words)
{
    if (n_words == 0)
        return in;
    const char *end = in + n_in;
    while ((size_t)(end - in) >= n_words) {
        const char *first = memchr(in, words[0], (size_t)(end - in) - n_words + 1);
        budget_spend(lua, SPEND_A_CALL + (int64_t)n_words / 16 + (first ? first - in : end - in) / 16);
        if (!first || memcmp(first, words, n_words) == 0)
            return first;
        in = first + 1;
    }
    return NULL;
}

static int find_or_match(lua_State *lua, bool find)
{
    size_t n = 0, n_words = 0;
    const char *subject = luaL_checklstring(lua, 1, &n), *words = luaL_checklstring(lua, 2, &n_words);
    const size_t from = start_argument(lua, 3, n);
    if (from > n) {
        lua_pushnil(lua);
        return 1;
    }
    if (find && lua_toboolean(lua, 4)) {
        const char *found = find_plain(lua, subject + from, n - from, words, n_words);
        if (!found) {
            lua_pushnil(lua);
            return 1;
        }
        lua_pushinteger(lua, found - subject + 1);
        lua_pushinteger(lua, found - subject + (lua_Integer)n_words);
        return 2;
    }
    const Pattern *pattern = push_pattern(lua, 2, true);
    PatternMatch match;
    begin_match(lua, &match, subject, n);
    for (const char *start = subject + from; start <= subject + n; start++) {
        if (found_at(lua, pattern, &match, start)) {
            end_match(lua, &match);
            if (!find)
                return push_captures(lua, pattern, &match, start);
            lua_pushinteger(lua, start - subject + 1);
            lua_pushinteger(lua, match.end - subject);
            return 2 + (pattern->n_captures > 0 ? push_captures(lua, pattern, &match, start) : 0);
        }
        if (pattern->anchored)
            break;
    }
    end_match(lua, &match);
    lua_pushnil(lua);
    return 1;
}

static int lib_find(lua_State *lua)
{
    return find_or_match(lua, true);
}

static int lib_match(lua_State *lua)
{
    return find_or_match(lua, false);
}

// upvalues: the subject, the pattern, where to go on, where the last match ended (-1: nowhere).
static int gmatch_next(lua_State *lua)
{
    size_t n = 0;
    const char *subject = lua_tolstring(lua, lua_upvalueindex(1), &n);
    const Pattern *pattern = lua_touserdata(lua, lua_upvalueindex(2));
    const lua_Integer last = lua_tointeger(lua, lua_upvalueindex(4));
    PatternMatch match;
    begin_match(lua, &match, subject, n);
    for (size_t from = (size_t)lua_tointeger(lua, lua_upvalueindex(3)); from <= n; from++) {
        if (!found_at(lua, pattern, &match, subject + from) || match.end - subject == last)
            continue;
        end_match(lua, &match);
        for (int i = 3; i <= 4; i++) {
            lua_pushinteger(lua, match.end - subject);
            lua_replace(lua, lua_upvalueindex(i));
        }
        return push_captures(lua, pattern, &match, subject + from);
    }
    end_match(lua, &match);
    return 0;
}

static int lib_gmatch(lua_State *lua)
{
    size_t n = 0;
    luaL_checklstring(lua, 1, &n);
    luaL_checkstring(lua, 2);
    const size_t from = start_argument(lua, 3, n);
    lua_settop(lua, 2);
    push_pattern(lua, 2, false);
    lua_remove(lua, 2);
    lua_pushinteger(lua, (lua_Integer)(from > n ? n + 1 : from));
    lua_pushinteger(lua, -1);
    lua_pushcclosure(lua, gmatch_next, 4);
    return 1;
}

// Adds the string at argument 3 with its %0 … %9 put in.
static void add_template(lua_State *lua, luaL_Buffer *out, const Pattern *pattern, const PatternMatch *match,
                         const char *start)
{
    size_t n = 0;
    const char *text = lua_tolstring(lua, 3, &n), *end = text + n;
    budget_spend(lua, (int64_t)n / 8);
    for (; text < end; text++) {
        if (*text != '%') {
            luaL_addchar(out, *text);
            continue;
        }
        const char c = ++text < end ? *text : '\0';
        const int capture = c - '1';
        if (c == '%') {
            luaL_addchar(out, c);
        } else if (c == '0' || (capture == 0 && pattern->n_captures == 0)) {
            luaL_addlstring(out, start, (size_t)(match->end - start));
        } else if (capture >= 0 && capture < pattern->n_captures && capture < 9) {
            push_capture(lua, match, capture);
            luaL_tolstring(lua, -1, NULL); // a position is a number
            lua_remove(lua, -2);
            luaL_addvalue(out);
        } else {
            error_raise(lua, "the replacement has a `%%` that is followed by no number of a capture; `%%%%` is the "
                             "character itself");
        }
    }
}

// Adds what stands for a match: argument 3 is a string, a table or a function.
static void add_replacement(lua_State *lua, luaL_Buffer *out, const Pattern *pattern, const PatternMatch *match,
                            const char *start)
{
    const int type = lua_type(lua, 3);
    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        add_template(lua, out, pattern, match, start);
        return;
    }
    if (type == LUA_TTABLE) {
        if (pattern->n_captures > 0)
            push_capture(lua, match, 0);
        else
            lua_pushlstring(lua, start, (size_t)(match->end - start));
        lua_gettable(lua, 3);
    } else {
        lua_pushvalue(lua, 3);
        lua_call(lua, push_captures(lua, pattern, match, start), 1);
    }
    if (!lua_toboolean(lua, -1)) {
        lua_pop(lua, 1);
        luaL_addlstring(out, start, (size_t)(match->end - start));
        return;
    }
    if (!lua_isstring(lua, -1))
        error_raise(lua, "string.gsub cannot put a %s in; give it a string", luaL_typename(lua, -1));
    luaL_addvalue(out);
}

static int lib_gsub(lua_State *lua)
{
    size_t n = 0;
    const char *subject = luaL_checklstring(lua, 1, &n), *at = subject, *last = NULL;
    const int type = lua_type(lua, 3);
    luaL_argexpected(lua, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                     "string/function/table");
    const lua_Integer most = luaL_optinteger(lua, 4, (lua_Integer)n + 1);
    lua_settop(lua, 4);
    const Pattern *pattern = push_pattern(lua, 2, true);
    PatternMatch match;
    luaL_Buffer out;
    luaL_buffinit(lua, &out);
    lua_Integer n_replaced = 0;
    while (n_replaced < most) {
        begin_match(lua, &match, subject, n);
        const bool found = found_at(lua, pattern, &match, at);
        end_match(lua, &match);
        if (found && match.end != last) {
            n_replaced++;
            add_replacement(lua, &out, pattern, &match, at);
            at = last = match.end;
        } else if (at < subject + n) {
            luaL_addchar(&out, *at++);
        } else {
            break;
        }
        if (pattern->anchored)
            break;
    }
    luaL_addlstring(&out, at, (size_t)(subject + n - at));
    luaL_pushresult(&out);
    lua_pushinteger(lua, n_replaced);
    return 2;
}

// ---- rep and format ----

static int lib_rep(lua_State *lua)
{
    size_t n = 0, n_between = 0;
    const char *text = luaL_checklstring(lua, 1, &n);
    const lua_Integer times = luaL_checkinteger(lua, 2);
    const char *between = luaL_optlstring(lua, 3, "", &n_between);
    const size_t most = script_of(lua)->setup.limits.string_bytes;
    if (times <= 0 || n + n_between == 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    if ((uint64_t)times > most / (n + n_between) + 1)
        error_raise(lua, "string.rep would make a string longer than %zu KiB; take a smaller number", most >> 10);
    budget_spend(lua, SPEND_A_CALL + times);
    luaL_Buffer out;
    luaL_buffinit(lua, &out);
    for (lua_Integer i = 0; i < times; i++) {
        if (i > 0)
            luaL_addlstring(&out, between, n_between);
        luaL_addlstring(&out, text, n);
    }
    luaL_pushresult(&out);
    return 1;
}

// upvalue: Lua's string.format. Gives it, for %s, the text of what would be shown by its address.
static int lib_format(lua_State *lua)
{
    size_t n = 0;
    const char *format = luaL_checklstring(lua, 1, &n), *end = format + n;
    budget_spend(lua, SPEND_A_CALL + (int64_t)n / 8);
    int arg = 1;
    for (; format < end; format++) {
        if (*format != '%')
            continue;
        if (format + 1 < end && format[1] == '%') {
            format++;
            continue;
        }
        do
            format++;
        while (format < end && strchr("-+ #0123456789.", *format) && *format);
        arg++;
        if (format < end && *format == 'p')
            error_raise(lua, "string.format has no %%p here, as addresses differ from run to run; leave it out");
        if (format < end && *format == 's' && arg <= lua_gettop(lua)) {
            libs_push_text(lua, arg);
            lua_replace(lua, arg);
        }
    }
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, 1);
    return 1;
}

// ---- what is Lua's ----

// upvalue: the function. The bytes of its string arguments cost steps.
static int spend_and_call(lua_State *lua)
{
    int64_t n_bytes = 0;
    for (int i = 1; i <= lua_gettop(lua); i++)
        n_bytes += lua_type(lua, i) == LUA_TSTRING ? (int64_t)lua_rawlen(lua, i) : 0;
    budget_spend(lua, SPEND_A_CALL + n_bytes / 8);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

void libs_spend_on_strings(lua_State *lua)
{
    lua_pushcclosure(lua, spend_and_call, 1);
}

// Copies functions of the library at `from` to the one at `to`, each paying for long strings.
static void copy_spending(lua_State *lua, int from, int to, const char *const *names)
{
    for (; *names; names++) {
        lua_getfield(lua, from, *names);
        libs_spend_on_strings(lua);
        lua_setfield(lua, to, *names);
    }
}

void libs_open_strings(lua_State *lua)
{
    static const char *const COPIED[] = {"byte", "char", "len", "lower", "reverse", "sub", "upper", NULL};
    static const luaL_Reg OWN[] = {
        {"find", lib_find}, {"match", lib_match}, {"gmatch", lib_gmatch},
        {"gsub", lib_gsub}, {"rep", lib_rep},     {NULL, NULL},
    };
    luaL_newlib(lua, OWN);
    const int own = lua_gettop(lua);
    luaL_requiref(lua, LUA_STRLIBNAME, luaopen_string, 0);
    copy_spending(lua, own + 1, own, COPIED);
    lua_getfield(lua, own + 1, "format");
    lua_pushcclosure(lua, lib_format, 1);
    lua_setfield(lua, own, "format");
    // The metatable of strings, which luaopen_string made: methods are these functions, and nobody gets at it.
    lua_pushliteral(lua, "");
    lua_getmetatable(lua, -1);
    lua_pushvalue(lua, own);
    lua_setfield(lua, -2, "__index");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_settop(lua, own);
}

void libs_open_utf8(lua_State *lua)
{
    static const char *const COPIED[] = {"char", "codepoint", "codes", "len", "offset", NULL};
    lua_newtable(lua);
    const int own = lua_gettop(lua);
    luaL_requiref(lua, LUA_UTF8LIBNAME, luaopen_utf8, 0);
    copy_spending(lua, own + 1, own, COPIED);
    lua_getfield(lua, own + 1, "charpattern");
    lua_setfield(lua, own, "charpattern");
    lua_settop(lua, own);
}
