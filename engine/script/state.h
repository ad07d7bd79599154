// state.h — a script from inside: the Lua state and what stands around it. Within the room only.
//
// No header includes Lua's; sources that need more than the name of its state do.
#ifndef GPTREEL_SCRIPT_STATE_H
#define GPTREEL_SCRIPT_STATE_H

#include "engine/script/script.h"

typedef struct lua_State lua_State;

// Why memory was refused the last time, for the error that Lua raises without a place.
typedef enum Refusal {
    REFUSED_NOTHING,
    REFUSED_MEMORY,
    REFUSED_STRING,
    REFUSED_DEPTH, // of functions that call each other
} Refusal;

// What is left of the limits.
typedef struct Budget {
    int64_t steps_left;
    int steps_between_hooks; // how many instructions the hook waits
    size_t bytes_used;
    Refusal refusal;
    const char *refused_file; // where the film was then, in the script's arena; NULL: nowhere
    int refused_line;
    double began_s; // processor time of this thread
} Budget;

// An item that was asked for and is not there, which is nil: whoever uses it fails, and does not know why.
typedef struct MissedItem {
    const char *file; // where it was asked for; NULL: nowhere in the film
    int line;
    const ScriptType *type; // of the list
    int64_t index, length;
} MissedItem;

// A Lua file that was loaded.
typedef struct LoadedFile {
    const char *name;  // Lua's name of the chunk: "@07_many_heads.lua" of the film, "=kit.title" of the kit
    const char *shown; // as messages show it; NULL: of the kit
    const char *source; // [n_bytes] as the file has it
    size_t n_bytes;
} LoadedFile;

struct Script {
    ScriptSetup setup; // limits filled in
    lua_State *lua;
    Arena arena;
    Budget budget;
    Err err;           // the first error with its stack; once it has a text, nothing runs any more
    int depth;         // of script functions that verbs run
    bool building;     // within a scene's function
    unsigned build;    // handles of an earlier one are stale
    int64_t n_handles; // made so far: each has a number, by which pairs orders them
    MissedItem missed; // the last one
    LoadedFile *files; // [n_files] in the arena
    int n_files, files_capacity;
    bool reading; // Lua reads a source, whose faults have places of their own
};

Script *script_of(lua_State *lua);

// The innermost line of the film's own files, as messages show it; false when none is running. Allocates nothing.
bool script_place(lua_State *lua, const char **file, int *line);

// The file that a chunk of this name (LoadedFile's) was loaded from; NULL: none.
const LoadedFile *script_file(const Script *script, const char *name);

// ---- script.c ----

// Calls a C function with the task as its argument, protected; false: it failed, and `err` (may be NULL) says why.
bool script_protected(Script *script, int (*function)(lua_State *lua), void *task, Err *err);

// Pushes the function that a file of the folder is. Raises.
void script_load_file(lua_State *lua, const char *file);

// The scene at the stack place; NULL when there is none.
const ScriptScene *script_scene_at(lua_State *lua, int index);

// ---- error.c ----

// Raises "what; what to do". The place is found where it is caught.
_Noreturn void error_raise(lua_State *lua, const char *format, ...) PRINTF_LIKE(2, 3);

// The message handler of every protected call: notes the first error with its place and stack, and ends the script.
int error_handle(lua_State *lua);

// Notes an error that is worded already, unless there is one.
void error_note(Script *script, const char *file, int line, const char *what);

// After a protected call that ended with this status (not LUA_OK): notes what the handler could not.
void error_after(Script *script, int status);

// "; did you mean `a`?" for the names that are near; else all of them when they are few; else "". In the arena.
const char *error_did_you_mean(Arena *arena, const char *wrong, const char *const *names, int n_names);

// ---- budget.c ----

void budget_begin(Script *script);

// lua_newstate's allocator; `script` is a Script.
void *budget_alloc(void *script, void *memory, size_t old_bytes, size_t new_bytes);

// Takes steps for work that Lua's own count does not see; raises when none are left.
void budget_spend(lua_State *lua, int64_t n_steps);

// Sets the hook. Once the script has failed it ends every function at its first instruction.
void budget_hook(Script *script);

// Raises when the host's arena or the script's own has become too large.
void budget_check_arenas(lua_State *lua);

// ---- the sandbox and libraries of its own (sandbox.c, strings.c, maths.c, load.c) ----

void sandbox_open(Script *script);      // may raise
void libs_open_strings(lua_State *lua); // each leaves its table on the stack
void libs_open_tables(lua_State *lua);
void libs_open_math(lua_State *lua);
void libs_open_utf8(lua_State *lua);
void libs_open_order(lua_State *lua, int globals); // pairs and next, into that table
int libs_require(lua_State *lua);
void libs_open_modules(lua_State *lua); // when the globals stand
int libs_equal(lua_State *lua); // what `==` is of source (equal.h)

// Wraps the C function on the top of the stack: what it does to long strings costs steps.
void libs_spend_on_strings(lua_State *lua);

// Pushes what tostring gives: never an address.
void libs_push_text(lua_State *lua, int index);

// Loads a text chunk with `${}` in its literals; pushes the function. Raises.
void load_chunk(lua_State *lua, const char *name, const char *bytes, size_t n_bytes);

// ---- order.c ----

// Sorts items 1 … n of the table in place, stably. `less` compares two stack places and may raise.
void order_sort(lua_State *lua, int table, int64_t n, bool (*less)(lua_State *lua, int a, int b));

// ---- handle.c ----

typedef struct Handle {
    const ScriptType *type;
    void *object;
    int64_t number;
    unsigned build;
} Handle;

// The handle at a stack place; NULL when there is none. Raises for a stale one.
const Handle *handle_at(lua_State *lua, int index);
void handle_push(lua_State *lua, const ScriptType *type, void *object); // NULL object: nil

// Pushes what tostring gives for a handle; false when there is none at the stack place.
bool handle_describe(lua_State *lua, int index);

// The type in the chain of `type` that has a length; NULL: it is no sequence. `object` becomes one of that type.
const ScriptType *handle_sequence(const ScriptType *type, void **object);

#endif
