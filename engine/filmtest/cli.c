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
    {"json", 0, OPT_FLAG, offsetof(TestOpts, json), .help = "print a list of JSON objects, one for each test that failed, which is a finding and has a `what`, and for each file of which none did"},
    {"verbose", 0, OPT_FLAG, offsetof(TestOpts, verbose), .help = "below the error of a script its stack"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static void print_result(const char *file, const FilmTested *tested)
{
    printf("%s: %d passed", file, tested->n_passed);
    if (tested->n_failures > 0)
        printf(", %d failed", tested->n_failures);
    putchar('\n');
    for (int i = 0; i < tested->n_failures; i++) {
        const FilmFailure *failure = &tested->failures[i];
        if (failure->test)
            printf("  test \"%s\": %s\n", failure->test, failure->why.text);
        else
            printf("  outside of tests: %s\n", failure->why.text);
        fputs(failure->why.stack, stdout);
    }
}

static void write_result(JsonOut *out, Arena *arena, const char *file, const FilmTested *tested)
{
    for (int i = 0; i < tested->n_failures; i++) {
        const FilmFailure *failure = &tested->failures[i];
        const Finding finding = finding_of(arena, &failure->why, "mend the film, or the test");
        json_out_begin(out, '{');
        finding_write(out, &finding);
        json_out_text_at(out, "test", failure->test);
        json_out_int_at(out, "passed", tested->n_passed);
        json_out_end(out, '}');
    }
    if (tested->n_failures > 0)
        return;
    json_out_begin(out, '{');
    json_out_text_at(out, "file", file);
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
        const char *shown = folder_shown(&folder, arena, files[i]);
        const FilmTested tested = film_test_run(studio, arena, &folder, path, files[i]);
        n_failed += tested.n_failures > 0;
        for (int k = 0; k < tested.n_failures && !opts->verbose; k++)
            tested.failures[k].why.stack[0] = '\0';
        if (opts->json)
            write_result(out, arena, shown, &tested);
        else
            print_result(shown, &tested);
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
