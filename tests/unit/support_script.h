// support_script.h — a small language for the tests of scripts: areas, pictures, figures, blocks.
#ifndef GPTREEL_TESTS_SUPPORT_SCRIPT_H
#define GPTREEL_TESTS_SUPPORT_SCRIPT_H

#include "engine/script/script.h"

// What the verbs work on. Every call writes a line into the log.
typedef struct Stage {
    Arena arena;
    Err err; // sticky
    char log[20000];
    char printed[20000];
    const char *file; // where the film was at the last call
    int line;
    const char *stack; // of the last error
    Script *script;
    ScriptSetup setup; // what stage_run makes scripts with; stage_begin fills it in, tests may change it
} Stage;

extern const ScriptLanguage STAGE_LANGUAGE;

void stage_begin(Stage *stage);
void stage_end(Stage *stage);

// Runs `body` as the function of a scene in the file "film.lua" from its second line on. The error, or "".
const char *stage_run(Stage *stage, const char *body);

// The same for the text of a whole file.
const char *stage_run_file(Stage *stage, const char *source);

#endif
