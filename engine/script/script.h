// script.h — scenes written in Lua 5.4: a language made of verbs, and scripts that are run in a sandbox.
//
// This room knows no scene, no run and no kit: its caller says what the language has and what it is about (the host). A
// script is one Lua state with one film's folder. It loads files, which give scenes; it builds one of them; it is
// destroyed. Nothing of a sealed scene refers to it.
//
// What a script cannot do: read or write anything but the Lua files of its folder and the kit's, load bytecode, catch
// errors, run on for ever or fill the memory. What it does depends on its text, its seed and its host alone: see
// sandbox.h. Errors are one line, "FILE:LINE: what; what to do", with the innermost line of the film's own files.
//
// A script belongs to one thread at a time.
#ifndef GPTREEL_SCRIPT_SCRIPT_H
#define GPTREEL_SCRIPT_SCRIPT_H

#include "engine/script/folder.h"
#include "engine/script/verb.h"

typedef struct ScriptSeconds {
    const char *name; // "quick"
    double seconds;
    const char *help;
} ScriptSeconds;

// What authors who know other programs call a verb, for "did you mean".
typedef struct ScriptOtherName {
    const char *name, *verb;
} ScriptOtherName;

typedef struct ScriptSpaceName {
    const char *name; // "quarter"
    ScriptSpace space;
    const char *help;
} ScriptSpaceName;

// What a film's file that is not written in Lua is in Lua, line by line the same.
typedef struct ScriptTranslation {
    const char *all;             // gives all of its scenes
    const char *const *scenes;   // [n_scenes] each gives that one alone
    int n_scenes;
    const char *const *warnings; // lines "FILE:LINE: what", ended by NULL
} ScriptTranslation;

// All that scripts can say. Static data of the caller; tables end with a row without a name, lists with NULL.
typedef struct ScriptLanguage {
    const Verb *const *verbs;       // tables of verbs. To add a table: a row in the caller's list
    const ScriptType *const *types; // all that verbs and fields give, for help and annotations
    const ScriptType *figure;       // what ARG_FIGURE takes; NULL: there are no figures
    const char *const *colors;      // names of the theme's colours
    const char *const *eases;
    const ScriptSeconds *durations;
    const ScriptSpaceName *spaces;
    const ScriptOtherName *other_names; // ends with a row without a name; NULL: none
    const EmbeddedFile *modules; // Lua files of the kit, for `require "kit.NAME"`; ends with a row without a name
    const Verb *const *module_verbs; // tables of verbs that these alone can call; ends with NULL. NULL: none
    // Reads a file of the folder that is written in something else than Lua (its name ends otherwise). All is in the arena;
    // false on error, which names file and line. NULL: only Lua is read.
    bool (*translate)(Arena *arena, const ScriptFolder *folder, const char *file, ScriptTranslation *translation,
                      Err *err);

    // Says where in the film the next call comes from, before every verb: for errors that the host words itself.
    void (*at)(void *host, const char *file, int line);
    // What an ARG_TEXT becomes: anything in the host's memory. Reports by script_fail what may not be shown.
    const void *(*words)(ScriptCall *call, const ScriptPiece *pieces, int n_pieces);
    // What of that is read where nothing is looked up: a title.
    const char *(*plain)(const void *words);
    // A line of Lua's print, for who writes the film.
    void (*print)(void *host, const char *line);
} ScriptLanguage;

// What a script may use; 0 is the default.
typedef struct ScriptLimits {
    int64_t steps;       // instructions, and what library functions do, counted alike; 50 million
    size_t memory_bytes; // of Lua; 64 MiB
    size_t string_bytes; // of one string; 1 MiB
    size_t arena_bytes;  // of the host's arena; 512 MiB
    double processor_s;  // a last resort, for what the steps overlook; 20
    int depth;           // of blocks in blocks; 64
} ScriptLimits;

typedef struct ScriptSetup {
    const ScriptLanguage *language;
    ScriptFolder folder;       // of the film
    const char *translated_file, *translated; // a file of it that is not Lua, and what is loaded in its place; NULL: none
    void *host;                // what verbs get; NULL: only verbs that may be called anywhere can be
    Err *host_err;             // the host's sticky error; once it has a text the script ends with it. May be NULL
    Arena *host_arena;         // is looked at for its size. May be NULL
    const ScriptNamed *params; // [n_params] what the global `params` holds
    int n_params;
    bool params_later; // the script is what tells the params: there are none yet
    const ScriptNamed *globals; // [n_globals] further globals; may be NULL
    int n_globals;
    uint64_t seed; // of math.random
    ScriptLimits limits;
} ScriptSetup;

typedef struct Script Script;

// All that the setup points to must live as long as the script.
Script *script_create(const ScriptSetup *setup);
void script_destroy(Script *script); // NULL is fine

// What scene(title, opts, f) says. Lives as long as the script.
typedef struct ScriptScene {
    const char *title;
    const char *const *needs; // [n_needs] what must be recorded
    int n_needs;
    const char *continues; // the scene with whose last picture this begins; NULL: none
    const char *file;      // of the folder
    int line;
    int function; // the binding's
} ScriptScene;

// Runs a file of the folder and gives the scenes that it returns, alone, in a list, or in a film's `scenes`:
// [*n_scenes], at least one, as long as the script lives. NULL on error.
const ScriptScene *script_load(Script *script, const char *file, int *n_scenes, Err *err);

// Runs a file of the folder for what it does; what it returns is not looked at.
bool script_run_file(Script *script, const char *file, Err *err);

// Calls the scene's function.
bool script_build(Script *script, const ScriptScene *scene, const ScriptValue *args, int n_args, Err *err);

// The first of the paths of fields and items, as "probe.attention" or "metrics.1.loss", that leads from the object to nil;
// NULL: none does. "" on error.
const char *script_first_nil(Script *script, ScriptValue object, const char *const *paths, int n_paths, Err *err);

// From now on handles that were made before are errors when they are used: their objects are gone.
void script_forget_handles(Script *script);

// Whether the declarations hold together (check.c): presets that convert, names that are unique, kinds with what they
// need. A caller's test calls it; the error names the row.
bool script_check_language(const ScriptLanguage *language, Err *err);

#endif
