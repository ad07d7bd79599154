// value.h — what goes between scripts and verbs: a value of one of few kinds.
//
// Values that a verb is given, and all they point to, live until the verb returns: copy what is to stay. Values that
// a verb gives are copied into Lua when it returns; only the objects of handles must live as long as the script, so
// they are taken from the scene's arena.
#ifndef GPTREEL_SCRIPT_VALUE_H
#define GPTREEL_SCRIPT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ScriptType ScriptType;
typedef struct ScriptArgs ScriptArgs;

typedef enum ScriptSpaceKind {
    SPACE_SHARE, // of the side that is cut, 0 … 1
    SPACE_UNITS, // of the canvas
    SPACE_FIT,   // what the content takes, measured
} ScriptSpaceKind;

typedef struct ScriptSpace {
    ScriptSpaceKind kind;
    double amount; // 0 of SPACE_FIT
} ScriptSpace;

typedef struct ScriptEase {
    int index;        // in the language's names of eases; -1: the curve below
    double bezier[4]; // x1 y1 x2 y2 of a cubic Bézier; x1 and x2 in 0 … 1
} ScriptEase;

typedef enum ScriptValueKind {
    VALUE_NIL,
    VALUE_BOOL,
    VALUE_NUMBER,
    VALUE_INTEGER, // a number without a fraction; value_real takes both
    VALUE_STRING,
    VALUE_HANDLE,
    VALUE_LIST,
    VALUE_TABLE,    // named values
    VALUE_FUNCTION, // of the script: see script_run in verb.h
    // What arguments of these kinds become; scripts themselves have no such values.
    VALUE_NAME, // a choice or a colour, as its place among the names
    VALUE_EASE,
    VALUE_SECONDS,
    VALUE_SPACE,
    VALUE_WORDS, // what the host made of a text with figures
} ScriptValueKind;

typedef struct ScriptValue ScriptValue;
struct ScriptValue {
    ScriptValueKind kind;
    int ref; // the binding's: which Lua value this was, so that it can be given back as it is; 0: none
    union {
        bool truth;
        double number; // VALUE_SECONDS too
        int64_t integer;
        int name;
        struct {
            const char *bytes; // [n_bytes], with a NUL behind it; may hold NULs
            size_t n_bytes;
        } string;
        struct {
            const ScriptType *type;
            void *object;
        } handle;
        struct {
            const ScriptValue *items; // [n_items]
            int n_items;
        } list;
        const ScriptArgs *table;
        ScriptEase ease;
        ScriptSpace space;
        const void *words;
    };
};

ScriptValue value_nil(void);
ScriptValue value_bool(bool truth);
ScriptValue value_number(double number);
ScriptValue value_integer(int64_t integer);
ScriptValue value_string(const char *text); // NULL: nil
ScriptValue value_bytes(const char *bytes, size_t n_bytes);
ScriptValue value_handle(const ScriptType *type, void *object); // NULL object: nil
ScriptValue value_list(const ScriptValue *items, int n_items);  // becomes a new Lua table

// The number of a VALUE_NUMBER or VALUE_INTEGER.
double value_real(ScriptValue value);

// The object of a handle as one of type `wanted`, which is the handle's type or one that it is a kind of. NULL when the
// value is no such handle.
void *value_object(ScriptValue value, const ScriptType *wanted);

// Whether `type` is `wanted` or a kind of it.
bool type_is(const ScriptType *type, const ScriptType *wanted);

#endif
