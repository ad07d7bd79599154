// verb.h — what scripts can call, each thing declared once.
//
// A verb is a row: its name, the shape of its call, a line of help, its arguments and options as rows, a C function.
// From the row come the binding into Lua, every check of what a script gives, `gptreel help`, the reference and the
// annotations for editors. A type is the same for what scripts hold: its methods, its fields, its items.
//
//     static void verb_hold(ScriptCall *call, const ScriptArgs *args)
//     {
//         block_hold(call->host, arg_number(args, "seconds"));
//     }
//
//     static const Arg HOLD_ARGS[] = {
//         {"seconds", ARG_NUMBER, .unit = "s", .min = 0, .max = 3600, .help = "how long"},
//         {0},
//     };
//
//     const Verb TIME_VERBS[] = {
//         {"hold", SHAPE_VERB, "Waits while the picture stays.", HOLD_ARGS, .call = verb_hold},
//         {0},
//     };
//
// A verb's function is called with values that are checked and converted. No Lua error ever goes through it: it reports
// by script_fail, or into the host's sticky error, and returns; the binding then raises that error with file and line
// of the film. script_run catches the errors of the script's functions, so a verb must look at what it returns.
#ifndef GPTREEL_SCRIPT_VERB_H
#define GPTREEL_SCRIPT_VERB_H

#include "engine/base/arena.h"
#include "engine/script/value.h"

typedef enum ArgKind {
    ARG_ANY,      // whatever it is: arg_value
    ARG_NUMBER,   // arg_number; in min … max when min < max
    ARG_INTEGER,  // arg_integer; likewise
    ARG_BOOL,     // arg_bool
    ARG_STRING,   // words that are never shown, as a cue's name: arg_string
    ARG_TEXT,     // words that are shown, with `${figure}` in them, or a figure: arg_text
    ARG_CHOICE,   // one of `choices` by name: arg_choice gives its index
    ARG_COLOR,    // a colour of the theme by name: arg_color gives its index among the language's colours
    ARG_EASE,     // by name, or { x1, y1, x2, y2 }: arg_ease
    ARG_DURATION, // by name; in seconds too when `literal`: arg_seconds
    ARG_SPACE,    // a share of 0 … 1, the name of a space, or "fit": arg_space
    ARG_HANDLE,   // of `type`, or of one of `or_types`; of any type when both are NULL: arg_object, arg_value
    ARG_FIGURE,   // a number with its source: a handle of the language's figure type: arg_object, arg_value
    ARG_LIST,     // of `items`, tables too when `options` says which; one alone is a list of one, and so are a handle's items (handle.length): arg_list
    ARG_FUNCTION, // arg_value, then script_run
    ARG_TABLE,    // named values: `options` says which; without `options` any: arg_table
} ArgKind;

typedef struct Arg Arg;

// An argument or an option. A table of rows ends with a row without a name.
struct Arg {
    const char *name;
    ArgKind kind;
    const char *preset; // what is taken when it is not given, as a script would write it (strings without quotes)
    const char *unit;
    const char *help; // part of a line: "between two tokens"
    bool optional;    // an argument by position may be left out (one with a preset may be anyway)
    bool required;    // an option must be given
    bool repeats;     // the last argument by position takes all that follow, as a list: kind is of each; arg_list
    bool literal;     // ARG_DURATION: plain seconds are taken too
    double min, max;
    const char *const *choices;        // ARG_CHOICE: ends with NULL
    ArgKind items;                     // ARG_LIST: the kind of each, checked with the other fields of this row
    const ScriptType *type;            // ARG_HANDLE, and ARG_LIST of them
    const ScriptType *const *or_types; // further types that are taken; ends with NULL
    const Arg *options;                // ARG_TABLE
    const char *renamed_to;            // this row is an old name, which goes on working: nothing else of it counts
    const char *since;                 // the version that brought it, or this new name
};

typedef enum VerbShape {
    SHAPE_FUNCTION, // name(a, b)                arguments by position alone
    SHAPE_VERB,     // verb(node, to, { opts })  arguments by position, then options, which may be left out
    SHAPE_BLOCK,    // block(arg, { opts }, f)   the same, then a function, which is the last row of `args`
    SHAPE_PICTURE,  // picture { data, opts }    one table: arguments by position and options by name
} VerbShape;

typedef struct Verb Verb;

// All that a verb learns beside its arguments.
typedef struct ScriptCall {
    void *host;       // what script_create was given: the scene
    void *self;       // of a method: the object, as one of the type that declares the method; else NULL
    const Verb *verb; // NULL in fields, items and operators
    const struct ScriptField *field; // that is read; else NULL
    const char *file; // where the film calls; lives as long as the script
    int line;
    Arena *arena;            // lives as long as the script, not as the scene
    struct CallState *state; // the binding's
} ScriptCall;

// A row. A table of rows ends with a row without a name. To add a verb: a row in one of the tables that the language
// names.
struct Verb {
    const char *name;
    VerbShape shape;
    const char *help;   // one line: what it does
    const Arg *args;    // by position, in order; a method's without the object. NULL: none
    const Arg *options; // by name. NULL: none
    const Arg *shared;  // further options, which several verbs have: `delay`. NULL: none
    const Arg *others;  // one row that tells what any other named option is (name: what help calls them). NULL: refused
    void (*call)(ScriptCall *call, const ScriptArgs *args);
    const char *returns;    // the name of the type of what it gives, for help and annotations; NULL: nothing
    const ScriptType *makes; // or that type, which belongs to the language by being made; NULL: `returns` says it
    bool several;           // it gives any number of values of that type, in a row
    const char *example;    // a line of Lua for help; NULL: made from the rows
    bool anywhere;          // may be called outside of a scene's function too, where host is NULL
    const char *renamed_to; // this row is an old name of that verb, which goes on working: nothing else of it counts
    const char *since;
};

// A field of a type, read by `object.name`. A table of rows ends with a row without a name.
typedef struct ScriptField {
    const char *name;
    const char *help;
    ScriptValue (*get)(ScriptCall *call, void *object); // nil: known, but not recorded
    const char *returns;                                // as a verb's
    // For a `get` that serves many rows: it finds its own in call->field.
    size_t at;        // an offset, or an enumerator
    bool whole;       // the number at that offset is an int64_t, else a double
    const char *path; // where it is recorded, when that is not its name
} ScriptField;

typedef enum ScriptOperator {
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_DIVIDE,
    OPERATOR_NEGATE, // b is nil
    OPERATOR_LESS,
    OPERATOR_LESS_EQUAL,
} ScriptOperator;

// What scripts hold of objects in C. Static data.
struct ScriptType {
    const char *name; // as messages say it: "token_row"
    const char *help;
    const ScriptType *parent; // what this is a kind of: has its methods and fields, is taken where it is. NULL: nothing
    void *(*to_parent)(void *object); // the object as one of `parent`; NULL: the same pointer
    const Verb *methods;
    const ScriptField *fields;

    // Fields whose names come from data (the columns of a table): false when there is no such field. NULL: none.
    bool (*lookup)(ScriptCall *call, void *object, const char *name, ScriptValue *value);
    // The name of one of those fields by its place from 0, NULL behind the last: for "did you mean". May be NULL.
    const char *(*lookup_name)(void *object, int index);

    // A sequence: `#object`, `object[1] … object[#object]`, ipairs. NULL both: no sequence.
    int64_t (*length)(void *object);
    ScriptValue (*item)(ScriptCall *call, void *object, int64_t index); // index from 1

    // What tostring gives, in the call's arena; NULL: the type's name. Numbers are not to leave a figure this way.
    const char *(*describe)(ScriptCall *call, void *object);
    // Arithmetic and order, with an object of this type on at least one side. LESS and LESS_EQUAL give a bool.
    ScriptValue (*operate)(ScriptCall *call, ScriptOperator operator_, ScriptValue a, ScriptValue b);
    // Whether it is the same as a number, a string or another object, for `==`. NULL: only itself is.
    bool (*equal)(ScriptCall *call, void *object, ScriptValue other);
    // math.NAME of arguments of which at least one is of this type; false: not declared for it.
    bool (*math)(ScriptCall *call, const char *name, const ScriptValue *args, int n_args, ScriptValue *result);
};

// ---- arguments (args.c) ----
//
// By the name of their row; asking for a name that has no row is a bug. Without a value, and without a preset in the
// row, each gives zero, NULL or nil.

bool arg_given(const ScriptArgs *args, const char *name); // by the script, not by the preset
double arg_number(const ScriptArgs *args, const char *name);
int64_t arg_integer(const ScriptArgs *args, const char *name);
bool arg_bool(const ScriptArgs *args, const char *name);
const char *arg_string(const ScriptArgs *args, const char *name);
const void *arg_text(const ScriptArgs *args, const char *name); // what the language's `words` made of it
int arg_choice(const ScriptArgs *args, const char *name);       // -1: not given
int arg_color(const ScriptArgs *args, const char *name);        // -1: not given
ScriptEase arg_ease(const ScriptArgs *args, const char *name);  // index 0: not given
double arg_seconds(const ScriptArgs *args, const char *name);
ScriptSpace arg_space(const ScriptArgs *args, const char *name);

// The object of a handle as one of `type`; NULL when it is not given or of another of the types that the row takes.
void *arg_object(const ScriptArgs *args, const char *name, const ScriptType *type);
ScriptValue arg_value(const ScriptArgs *args, const char *name);
const ScriptValue *arg_list(const ScriptArgs *args, const char *name, int *n_items);
const ScriptArgs *arg_table(const ScriptArgs *args, const char *name);

// Options that have no row of their own, sorted by name.
typedef struct ScriptNamed {
    const char *name;
    ScriptValue value;
} ScriptNamed;

const ScriptNamed *args_others(const ScriptArgs *args, int *n_named);

// ---- texts and files (pieces.c) ----

// A part of a text: words as they are written, or what stands in `${path:format}`.
typedef struct ScriptPiece {
    const char *words;  // of the author; NULL: it is a value
    ScriptValue value;  // a handle or a string, never a plain number or nil
    const char *path;   // as it is written, "gen.n_ctx"
    const char *format; // what follows the colon; "" when nothing does
} ScriptPiece;

// The pieces of what a script gave: a text with `${}`, a string, or one thing that can be shown. In the call's arena;
// NULL after script_fail. For words with rules of their own; ARG_TEXT is for all others.
const ScriptPiece *script_pieces(ScriptCall *call, ScriptValue given, int *n_pieces);

// The same of words that stand elsewhere, as in a file: what is in `${name:format}` is the value of that name.
const ScriptPiece *script_fill(ScriptCall *call, const char *words, const ScriptNamed *values, int n_values,
                               int *n_pieces);

// The content of a file of the film's folder, with a NUL behind it. In the call's arena; NULL after script_fail.
const char *script_read(ScriptCall *call, const char *name, size_t *n_bytes);

// Whether there is such a file.
bool script_has(const ScriptCall *call, const char *name);

// Whether these words stand in the film's files as they are, as a literal, or are one of its params: whether they are
// not put together by the script. (pieces.c)
bool script_was_given(const ScriptCall *call, const char *words);

// ---- what a verb does with its call (call.c) ----

// Reports an error in one line, "what; what to do", without file and line, which the binding puts before it. The first
// one counts.
void script_fail(ScriptCall *call, const char *format, ...) PRINTF_LIKE(2, 3);
bool script_failed(const ScriptCall *call);

// Gives a value to the script; several calls give several values.
void script_return(ScriptCall *call, ScriptValue value);

// What an ARG_TEXT would be of a value that came as ARG_ANY or in a list of them: a string, a text with figures, a figure.
// NULL after script_fail.
const void *script_text(ScriptCall *call, ScriptValue value);

// Calls a function of the script; `result` (may be NULL) is its first value. False: it failed, the error is noted, and
// the verb should return soon; whatever it does until then is harmless.
bool script_run(ScriptCall *call, ScriptValue function, const ScriptValue *args, int n_args, ScriptValue *result);

#endif
