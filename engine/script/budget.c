// budget.c — what a script may use: steps, memory, the length of a string, processor time.
//
// Lua counts its instructions and calls the hook now and then. Library functions are no instructions: each one that can
// take long pays steps by itself before it works, and new memory costs steps too, so that long strings joined in a loop
// are seen. What is left (comparing two long strings is one instruction) is short as strings are, and processor time
// ends it.
//
// Once a script has failed, nothing of it may run any more, not even the `__close` of variables that the error leaves
// behind: the hook then comes before every instruction and raises.
#include "engine/script/state.h"

#include <lauxlib.h>
#include <lua.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { STEPS_BETWEEN_HOOKS = 1000, BYTES_A_STEP = 64, VERY_DEEP = 10000 };

static double processor_s(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void budget_begin(Script *script)
{
    ScriptLimits *limits = &script->setup.limits;
    if (limits->steps == 0)
        limits->steps = 50 * 1000 * 1000;
    if (limits->memory_bytes == 0)
        limits->memory_bytes = (size_t)64 << 20;
    if (limits->string_bytes == 0)
        limits->string_bytes = (size_t)1 << 20;
    if (limits->arena_bytes == 0)
        limits->arena_bytes = (size_t)512 << 20;
    if (!(limits->processor_s > 0))
        limits->processor_s = 20;
    if (limits->depth == 0)
        limits->depth = 64;
    script->budget.steps_left = limits->steps;
    script->budget.began_s = processor_s();
}

// Whether memory may grow by so much. Lua collects garbage and asks once more before it gives up.
static bool may_grow(Script *script, size_t by_bytes, bool string, size_t new_bytes)
{
    Budget *budget = &script->budget;
    const ScriptLimits *limits = &script->setup.limits;
    Refusal refusal = REFUSED_NOTHING;
    // A string's header is some bytes.
    if (string && new_bytes > limits->string_bytes + 64)
        refusal = REFUSED_STRING;
    else if (by_bytes > limits->memory_bytes || budget->bytes_used > limits->memory_bytes - by_bytes)
        refusal = REFUSED_MEMORY;
    if (refusal == REFUSED_NOTHING)
        return true;
    lua_Debug deep;
    if (script->lua && lua_getstack(script->lua, VERY_DEEP, &deep))
        refusal = REFUSED_DEPTH;
    budget->refusal = refusal;
    if (script->lua && !script_place(script->lua, &budget->refused_file, &budget->refused_line))
        budget->refused_file = NULL;
    return false;
}

void *budget_alloc(void *user, void *memory, size_t old_bytes, size_t new_bytes)
{
    Script *script = user;
    Budget *budget = &script->budget;
    const size_t had_bytes = memory ? old_bytes : 0; // for new memory old_bytes says what kind of object it is
    if (new_bytes == 0) {
        free(memory);
        budget->bytes_used -= had_bytes;
        return NULL;
    }
    if (new_bytes > had_bytes) {
        if (!may_grow(script, new_bytes - had_bytes, !memory && old_bytes == LUA_TSTRING, new_bytes))
            return NULL;
        budget->steps_left -= (int64_t)((new_bytes - had_bytes) / BYTES_A_STEP);
    }
    void *moved = mem_realloc(memory, new_bytes);
    budget->bytes_used += new_bytes - had_bytes;
    return moved;
}

// Raises, or notes, that nothing is left.
static _Noreturn void budget_raise_steps(lua_State *lua)
{
    const int64_t steps = script_of(lua)->setup.limits.steps;
    error_raise(lua, "the script has taken more than %lld steps; is there a loop without an end?", (long long)steps);
}

void budget_spend(lua_State *lua, int64_t n_steps)
{
    Budget *budget = &script_of(lua)->budget;
    if (n_steps > budget->steps_left)
        budget_raise_steps(lua);
    budget->steps_left -= n_steps;
}

static void hook(lua_State *lua, lua_Debug *at)
{
    (void)at;
    Script *script = script_of(lua);
    Budget *budget = &script->budget;
    if (script->err.text[0])
        error_raise(lua, "the script has failed");
    budget->steps_left -= budget->steps_between_hooks;
    if (budget->steps_left < 0)
        budget_raise_steps(lua);
    if (processor_s() - budget->began_s > script->setup.limits.processor_s)
        error_raise(lua, "the script has taken more than %g s; is there a loop without an end?",
                    script->setup.limits.processor_s);
}

void budget_hook(Script *script)
{
    script->budget.steps_between_hooks = script->err.text[0] ? 1 : STEPS_BETWEEN_HOOKS;
    lua_sethook(script->lua, hook, LUA_MASKCOUNT, script->budget.steps_between_hooks);
}

void budget_check_arenas(lua_State *lua)
{
    const Script *script = script_of(lua);
    const size_t most = script->setup.limits.arena_bytes;
    const Arena *host = script->setup.host_arena;
    if (arena_size_bytes(&script->arena) > most || (host && arena_size_bytes(host) > most))
        error_raise(lua, "the scene has grown beyond %zu MiB; make fewer things, or smaller pictures", most >> 20);
}
