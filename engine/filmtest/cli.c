// cli.c — finds a film's tests and says how they went.
#include "engine/filmtest/cli.h"

#include "engine/base/file.h"
#include "engine/base/json_out.h"
#include "engine/filmtest/film_test.h"

#include <stddef.h>
#include <string.h>

typedef struct TestOpts {
    bool json;
} TestOpts;

static const Opt TEST_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(TestOpts, json), .help = "print a list of JSON objects, one for each file of tests"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static void report(JsonOut *out, const char *file, int n_passed, const char *error)
{
    if (!out) {
        printf("%s: %d passed%s%s\n", file, n_passed, *error ? "; " : "", error);
        return;
    }
    json_out_begin(out, '{');
    json_out_text_at(out, "file", file);
    json_out_int_at(out, "passed", n_passed);
    json_out_text_at(out, "error", *error ? error : NULL);
    json_out_end(out, '}');
}

static bool run_tests(const Studio *studio, Arena *arena, const char *path, JsonOut *out, Err *err)
{
    if (!dir_exists(path))
        return err_set(err, "there is no folder %s; tests stand beside a film's scenes", path);
    const ScriptFolder folder = {.path = path};
    int n = 0, n_failed = 0;
    const char **files = folder_tests(&folder, arena, &n);
    if (n == 0)
        return err_set(err, "%s has no tests; write one as test_name.lua", path);
    for (int i = 0; i < n; i++) {
        Err why = {""};
        int n_passed = 0;
        n_failed += !film_test_run(studio, &folder, path, files[i], &n_passed, &why);
        report(out, folder_shown(&folder, arena, files[i]), n_passed, why.text);
    }
    return n_failed == 0 || err_set(err, "%d of %d files of tests failed", n_failed, n);
}

static int command_test(int argc, char **argv, const void *context, Err *err)
{
    TestOpts opts = {false};
    OptsGiven given;
    const int code = command_parse(FILMTEST_COMMANDS, TEST_TABLE, &opts, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    const bool ok = run_tests(context, &arena, argv[1], opts.json ? &out : NULL, err);
    json_out_end(&out, ']');
    if (opts.json)
        json_out_print(&out, stdout);
    else
        json_out_finish(&out);
    arena_finish(&arena);
    return ok ? 0 : 1;
}

const Command FILMTEST_COMMANDS[] = {
    {"test", "FOLDER", "Runs a film's own tests, the files test_*.lua of its folder.", command_test, 1, 1},
    {0},
};
