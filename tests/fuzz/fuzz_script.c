// fuzz_script.c — Lua files of films, run in the sandbox. Whatever they hold, they end, with one line of error or none,
// and do the same once more.
#include "support_fuzz.h"
#include "support_script.h"

#include <stdlib.h>
#include <string.h>

static void run(Stage *stage, const char *source, size_t n_bytes, Err *err)
{
    stage_begin(stage);
    const EmbeddedFile files[] = {{"film.lua", source, n_bytes}, {0}};
    stage->setup.folder.files = files;
    stage->setup.limits =
        (ScriptLimits){.steps = 300000, .memory_bytes = 8 << 20, .string_bytes = 1 << 18, .arena_bytes = 16 << 20};
    stage->script = script_create(&stage->setup);
    int n_scenes = 0;
    const ScriptScene *scenes = script_load(stage->script, "film.lua", &n_scenes, err);
    const ScriptValue args[] = {value_string("run")};
    for (int i = 0; scenes && i < n_scenes && !err->text[0]; i++)
        script_build(stage->script, &scenes[i], args, 1, err);
    fuzz_expect(!strchr(err->text, '\n'), "an error of one line");
    fuzz_expect(scenes || err->text[0], "scenes or an error");
    stage_end(stage);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    static Stage first, again; // too large for the stack
    char *source = malloc(n_bytes + 1);
    memcpy(source, data, n_bytes);
    source[n_bytes] = '\0';
    Err err = {""}, err_again = {""};
    run(&first, source, n_bytes, &err);
    run(&again, source, n_bytes, &err_again);
    // What memory is left when it is used up depends on hashes, which Lua seeds by chance.
    if (!strstr(err.text, "memory")) {
        fuzz_expect(strcmp(err.text, err_again.text) == 0, "the same error");
        fuzz_expect(strcmp(first.log, again.log) == 0, "the same calls");
        fuzz_expect(strcmp(first.printed, again.printed) == 0, "the same lines printed");
    }
    free(source);
    return 0;
}
