// handle.c — what scripts hold of objects in C: one userdata for each object as long as the script knows it.
//
// The metatable of a type lies in Lua's registry under the type's address. Its [1] holds the handles by their objects,
// so that the same object is the same value; its [2] the methods by name.
#include "engine/script/bind.h"

#include "engine/base/noun.h"
#include "engine/script/convert.h"
#include "engine/script/text.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

enum { HANDLES = 1, METHODS = 2, BYTES_A_STEP = 64 };

static const char MARK = 0; // its address marks our metatables

const Handle *handle_at(lua_State *lua, int index)
{
    if (lua_type(lua, index) != LUA_TUSERDATA || !lua_getmetatable(lua, index))
        return NULL;
    const bool ours = lua_rawgetp(lua, -1, &MARK) != LUA_TNIL;
    lua_pop(lua, 2);
    if (!ours)
        return NULL;
    const Handle *handle = lua_touserdata(lua, index);
    if (handle->build != script_of(lua)->build)
        error_raise(lua, "%s of an earlier build; make it within the scene's function",
                    noun_this(&script_of(lua)->arena, handle->type->name, "is", "are"));
    return handle;
}

static const char *with_article(lua_State *lua, const Handle *handle)
{
    return noun_with_article(&script_of(lua)->arena, handle->type->name);
}

// The type in the chain of `type` that has something, as `has` tells; NULL when none has. `object` (may be NULL)
// becomes one of it.
static const ScriptType *find_type(const ScriptType *type, void **object, bool (*has)(const ScriptType *type))
{
    for (; type && !has(type); type = type->parent)
        if (object && type->to_parent)
            *object = type->to_parent(*object);
    return type;
}

static bool has_length(const ScriptType *type)
{
    return type->length != NULL;
}

static bool has_describe(const ScriptType *type)
{
    return type->describe != NULL;
}

static bool has_operate(const ScriptType *type)
{
    return type->operate != NULL;
}

static bool has_equal(const ScriptType *type)
{
    return type->equal != NULL;
}

static bool has_math(const ScriptType *type)
{
    return type->math != NULL;
}

// ---- sequences ----

const ScriptType *handle_sequence(const ScriptType *type, void **object)
{
    return find_type(type, object, has_length);
}

static int handle_length(lua_State *lua)
{
    const Handle *handle = handle_at(lua, 1);
    void *object = handle->object;
    const ScriptType *type = handle_sequence(handle->type, &object);
    if (!type)
        error_raise(lua, "there is no length of %s, which %s no list; count what has items", with_article(lua, handle),
                    noun_is_plural(handle->type->name) ? "are" : "is");
    lua_pushinteger(lua, type->length(object));
    return 1;
}

// Items count from 1; the one behind the last is nil, by which ipairs ends.
static int push_item(lua_State *lua, const Handle *handle)
{
    void *object = handle->object;
    const ScriptType *type = handle_sequence(handle->type, &object);
    if (!type)
        error_raise(lua, "there are no items in %s, which %s no list; name a field", with_article(lua, handle),
                    noun_is_plural(handle->type->name) ? "are" : "is");
    int whole = 0;
    const int64_t index = lua_tointegerx(lua, 2, &whole);
    if (!whole || index < 1) {
        lua_pushvalue(lua, 2);
        error_raise(lua, "there is no item %s in %s; items count from 1, and there %s %lld", lua_tostring(lua, -1),
                    with_article(lua, handle), type->length(object) == 1 ? "is" : "are",
                    (long long)type->length(object));
    }
    if (index > type->length(object)) {
        MissedItem *missed = &script_of(lua)->missed;
        *missed = (MissedItem){.type = handle->type, .index = index, .length = type->length(object)};
        script_place(lua, &missed->file, &missed->line);
        lua_pushnil(lua);
        return 1;
    }
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    const ScriptValue item = type->item(&state.call, object, index);
    call_check(&state);
    call_push(&state, item);
    return 1;
}

// ---- methods and fields ----

static const Verb *find_verb(const Verb *verbs, const char *name)
{
    for (const Verb *verb = verbs; verb && verb->name; verb++)
        if (strcmp(verb->name, name) == 0)
            return verb->renamed_to ? find_verb(verbs, verb->renamed_to) : verb;
    return NULL;
}

// Pushes the method; false when the type has none of this name.
static bool push_method(lua_State *lua, const ScriptType *type, const char *name)
{
    lua_getmetatable(lua, 1);
    lua_rawgeti(lua, -1, METHODS);
    if (lua_getfield(lua, -1, name) != LUA_TNIL)
        return true;
    for (; type; type = type->parent) {
        const Verb *verb = find_verb(type->methods, name);
        if (!verb)
            continue;
        bind_push_method(lua, verb, type);
        lua_pushvalue(lua, -1);
        lua_setfield(lua, -4, name);
        return true;
    }
    return false;
}

static bool push_field(lua_State *lua, const Handle *handle, const char *name)
{
    void *object = handle->object;
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    for (const ScriptType *type = handle->type; type; type = type->parent) {
        ScriptValue value = value_nil();
        bool known = false;
        for (const ScriptField *field = type->fields; field && field->name && !known; field++) {
            known = strcmp(field->name, name) == 0;
            state.call.field = known ? field : NULL;
            if (known)
                value = field->get(&state.call, object);
        }
        if (!known && type->lookup)
            known = type->lookup(&state.call, object, name, &value);
        call_check(&state);
        if (known) {
            call_push(&state, value);
            return true;
        }
        if (type->to_parent)
            object = type->to_parent(object);
    }
    return false;
}

static bool is_verb(lua_State *lua, const char *name)
{
    const Verb *const *verbs = script_of(lua)->setup.language->verbs;
    while (*verbs && !find_verb(*verbs, name))
        verbs++;
    return *verbs != NULL;
}

static _Noreturn void unknown_field(lua_State *lua, const Handle *handle, const char *name)
{
    if (is_verb(lua, name))
        error_raise(lua, "there is no method `%s` of %s; it is a verb: write %s(thing, …)", name,
                    with_article(lua, handle), name);
    enum { MOST_NAMES = 400 };
    const char *names[MOST_NAMES];
    int n = 0;
    void *object = handle->object;
    for (const ScriptType *type = handle->type; type; type = type->parent) {
        for (const Verb *verb = type->methods; verb && verb->name && n < MOST_NAMES; verb++)
            if (!verb->renamed_to)
                names[n++] = verb->name;
        for (const ScriptField *field = type->fields; field && field->name && n < MOST_NAMES; field++)
            names[n++] = field->name;
        const char *each;
        for (int i = 0; type->lookup_name && n < MOST_NAMES && (each = type->lookup_name(object, i)); i++)
            names[n++] = each;
        if (type->to_parent)
            object = type->to_parent(object);
    }
    error_raise(lua, "there is no field or method `%s` of %s%s", name, with_article(lua, handle),
                error_did_you_mean(&script_of(lua)->arena, name, names, n));
}

static int handle_index(lua_State *lua)
{
    const Handle *handle = handle_at(lua, 1);
    if (lua_type(lua, 2) == LUA_TNUMBER)
        return push_item(lua, handle);
    if (lua_type(lua, 2) != LUA_TSTRING)
        error_raise(lua, "%s cannot be the index of %s; give a name, or a number from 1, which of a figure is value(x)",
                    actual_words(lua, 2), with_article(lua, handle));
    const char *name = lua_tostring(lua, 2);
    if (!push_method(lua, handle->type, name) && !push_field(lua, handle, name))
        unknown_field(lua, handle, name);
    return 1;
}

static int handle_set(lua_State *lua)
{
    const Handle *handle = handle_at(lua, 1);
    error_raise(lua, "nothing can be written into %s; keep what is yours in a local", with_article(lua, handle));
}

// ---- operators ----

// upvalue: the operator.
static int handle_operate(lua_State *lua)
{
    const ScriptOperator operator_ = (ScriptOperator)lua_tointeger(lua, lua_upvalueindex(1));
    const Handle *left = handle_at(lua, 1), *right = handle_at(lua, 2);
    const ScriptType *type = left ? find_type(left->type, NULL, has_operate) : NULL;
    if (!type) // the other side's type is the one that calculates
        type = find_type(right->type, NULL, has_operate);
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    const ScriptValue a = call_value(&state, 1);
    const ScriptValue b = operator_ == OPERATOR_NEGATE ? value_nil() : call_value(&state, 2);
    const ScriptValue result = type->operate(&state.call, operator_, a, b);
    call_check(&state);
    call_push(&state, result);
    return 1;
}

// Whether the object at the stack place `a` has an opinion about the value at `b`; it is then in `equal`.
static bool ask_equal(lua_State *lua, int a, int b, bool *equal)
{
    const Handle *handle = handle_at(lua, a);
    void *object = handle ? handle->object : NULL;
    const ScriptType *type = handle ? find_type(handle->type, &object, has_equal) : NULL;
    if (!type)
        return false;
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    *equal = type->equal(&state.call, object, call_value(&state, b));
    call_check(&state);
    return true;
}

int libs_equal(lua_State *lua)
{
    lua_settop(lua, 2);
    if (lua_type(lua, 1) == LUA_TSTRING && lua_type(lua, 2) == LUA_TSTRING)
        budget_spend(lua, (int64_t)lua_rawlen(lua, 1) / BYTES_A_STEP);
    bool equal = lua_rawequal(lua, 1, 2);
    if (!equal && !ask_equal(lua, 1, 2, &equal) && !ask_equal(lua, 2, 1, &equal))
        equal = lua_compare(lua, 1, 2, LUA_OPEQ);
    lua_pushboolean(lua, equal);
    return 1;
}

static int handle_no_operator(lua_State *lua)
{
    error_raise(lua, "a %s has the operators + - * / alone; math.* has more", lua_tostring(lua, lua_upvalueindex(1)));
}

int bind_math(lua_State *lua, const ScriptType *type, const char *name)
{
    const ScriptType *calculates = find_type(type, NULL, has_math);
    const int n_args = lua_gettop(lua);
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    ScriptValue *args = call_memory(&state, sizeof *args * (size_t)n_args);
    for (int i = 0; i < n_args; i++)
        args[i] = call_value(&state, i + 1);
    ScriptValue result = value_nil();
    const bool declared = calculates && calculates->math(&state.call, name, args, n_args, &result);
    call_check(&state);
    if (!declared)
        error_raise(lua, "math.%s does not take a %s; value(x) gives a plain number", name, type->name);
    call_push(&state, result);
    return 1;
}

// ---- metatables ----

static void set_operators(lua_State *lua, const ScriptType *type)
{
    static const char *const EVENTS[] = {
        [OPERATOR_ADD] = "__add",      [OPERATOR_SUBTRACT] = "__sub", [OPERATOR_MULTIPLY] = "__mul",
        [OPERATOR_DIVIDE] = "__div",   [OPERATOR_NEGATE] = "__unm",   [OPERATOR_LESS] = "__lt",
        [OPERATOR_LESS_EQUAL] = "__le"};
    static const char *const MISSING[] = {"__pow", "__mod", "__idiv"};
    for (size_t i = 0; i < sizeof EVENTS / sizeof EVENTS[0]; i++) {
        lua_pushinteger(lua, (lua_Integer)i);
        lua_pushcclosure(lua, handle_operate, 1);
        lua_setfield(lua, -2, EVENTS[i]);
    }
    for (size_t i = 0; i < sizeof MISSING / sizeof MISSING[0]; i++) {
        lua_pushstring(lua, type->name);
        lua_pushcclosure(lua, handle_no_operator, 1);
        lua_setfield(lua, -2, MISSING[i]);
    }
}

// Pushes the metatable of the type, made at its first handle.
static void push_metatable(lua_State *lua, const ScriptType *type)
{
    static const luaL_Reg EVENTS[] = {
        {"__index", handle_index},
        {"__newindex", handle_set},
        {"__len", handle_length},
        {"__concat", text_join},
        {NULL, NULL},
    };
    if (lua_rawgetp(lua, LUA_REGISTRYINDEX, type) == LUA_TTABLE)
        return;
    lua_pop(lua, 1);
    luaL_newlib(lua, EVENTS);
    if (find_type(type, NULL, has_operate))
        set_operators(lua, type);
    lua_pushstring(lua, type->name);
    lua_setfield(lua, -2, "__name");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_pushboolean(lua, true);
    lua_rawsetp(lua, -2, &MARK);
    lua_newtable(lua);
    lua_createtable(lua, 0, 1);
    lua_pushliteral(lua, "v"); // handles that the script has dropped are made anew when it asks again
    lua_setfield(lua, -2, "__mode");
    lua_setmetatable(lua, -2);
    lua_rawseti(lua, -2, HANDLES);
    lua_newtable(lua);
    lua_rawseti(lua, -2, METHODS);
    lua_pushvalue(lua, -1);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, type);
}

void handle_push(lua_State *lua, const ScriptType *type, void *object)
{
    if (!object) {
        lua_pushnil(lua);
        return;
    }
    Script *script = script_of(lua);
    luaL_checkstack(lua, 10, NULL);
    push_metatable(lua, type);
    lua_rawgeti(lua, -1, HANDLES);
    const Handle *old = lua_rawgetp(lua, -1, object) == LUA_TUSERDATA ? lua_touserdata(lua, -1) : NULL;
    if (!old || old->build != script->build) {
        lua_pop(lua, 1);
        Handle *handle = lua_newuserdatauv(lua, sizeof *handle, 0);
        *handle = (Handle){type, object, ++script->n_handles, script->build};
        lua_pushvalue(lua, -3);
        lua_setmetatable(lua, -2);
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, object);
    }
    lua_replace(lua, -3);
    lua_pop(lua, 1);
}

bool handle_describe(lua_State *lua, int index)
{
    const Handle *handle = handle_at(lua, index);
    if (!handle)
        return false;
    void *object = handle->object;
    const ScriptType *type = find_type(handle->type, &object, has_describe);
    if (!type) {
        lua_pushstring(lua, handle->type->name);
        return true;
    }
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    const char *text = type->describe(&state.call, object);
    call_check(&state);
    lua_pushstring(lua, text);
    lua_remove(lua, -2); // the call's anchors
    return true;
}
