// cli.c — finds a film's tests and says how they went.
#include "engine/filmtest/cli.h"

#include "engine/base/file.h"
#include "engine/base/finding.h"
#include "engine/filmtest/film_test.h"

#include <stddef.h>
#include <string.h>

typedef struct TestOpts {
    bool json, verbose;
} TestOpts;

static const Opt TEST_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(TestOpts, json), .help = "print a list of JSON objects, one for each file of tests; one that has a `what` is a finding"},
    {"verbose", 0, OPT_FLAG, offsetof(TestOpts, verbose), .help = "below the error of a script its stack"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static void print_result(const char *file, const FilmTested *tested, const Err *why)
{
    printf("%s: %d passed", file, tested->n_passed);
    if (tested->failed)
        printf("; test \"%s\"", tested->failed);
    if (why->text[0])
        printf("%s%s", tested->failed ? ": " : "; ", why->text);
    printf("\n%s", why->stack);
}

static void write_result(JsonOut *out, Arena *arena, const char *file, const FilmTested *tested, const Err *why)
{
    json_out_begin(out, '{');
    if (why->text[0]) {
        const Finding finding = finding_of(arena, why, "mend the film, or the test");
        finding_write(out, &finding);
        json_out_text_at(out, "test", tested->failed);
    } else {
        json_out_text_at(out, "file", file);
    }
    json_out_int_at(out, "passed", tested->n_passed);
    json_out_end(out, '}');
}

static bool run_tests(const Studio *studio, Arena *arena, const char *path, const TestOpts *opts, JsonOut *out, Err *err)
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
        FilmTested tested;
        const char *shown = folder_shown(&folder, arena, files[i]);
        n_failed += !film_test_run(studio, arena, &folder, path, files[i], &tested, &why);
        if (!opts->verbose)
            why.stack[0] = '\0';
        if (opts->json)
            write_result(out, arena, shown, &tested, &why);
        else
            print_result(shown, &tested, &why);
    }
    return n_failed == 0 || err_set(err, "%d of %d files of tests failed", n_failed, n);
}

static int command_test(int argc, char **argv, const void *context, Err *err)
{
    TestOpts opts = {0};
    OptsGiven given;
    const int code = command_parse(FILMTEST_COMMANDS, TEST_TABLE, &opts, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    const bool ok = run_tests(context, &arena, argv[1], &opts, &out, err);
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
