// cli.c — the commands test and check: what was found, for people and programs.
#include "engine/filmtest/cli.h"

#include "engine/base/file.h"
#include "engine/base/finding.h"
#include "engine/base/pool.h"
#include "engine/base/stop.h"
#include "engine/filmtest/check.h"
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

// The list is over: it is printed, or nobody wanted it.
static void end_list(JsonOut *out, bool wanted)
{
    json_out_end(out, ']');
    if (wanted)
        json_out_print(out, stdout);
    else
        json_out_finish(out);
}

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
    end_list(&out, opts.json);
    arena_finish(&arena);
    return ok ? 0 : 1;
}

// ---- check ----

typedef struct CheckOpts {
    StageOpts stage;
    int64_t n_threads;
    bool json;
} CheckOpts;

static const Opt CHECK_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(CheckOpts, json),
     .help =
         "print a list of JSON objects: findings, which have a `what` and their `stage`, and behind them each stage"},
    {"jobs", 'j', OPT_INT, offsetof(CheckOpts, n_threads), "N", "threads that look", 1, 256},
    {0},
};

static void print_stage(const CheckStage *stage, const StageResult *result)
{
    if (result->n_findings > 0)
        printf("%-8s %d finding%s: %s\n", stage->name, result->n_findings, result->n_findings == 1 ? "" : "s",
               result->did);
    else
        printf("%-8s ok: %s\n", stage->name, result->did);
    for (int i = 0; i < result->n_findings; i++) {
        fputs("  ", stdout);
        finding_print(&result->findings[i], stdout);
    }
    fflush(stdout);
}

static void write_stage(JsonOut *out, const CheckStage *stage, const StageResult *result)
{
    for (int i = 0; i < result->n_findings; i++) {
        json_out_begin(out, '{');
        finding_write(out, &result->findings[i]);
        json_out_text_at(out, "stage", stage->name);
        json_out_end(out, '}');
    }
    json_out_begin(out, '{');
    json_out_text_at(out, "stage", stage->name);
    json_out_bool_at(out, "ok", result->n_findings == 0);
    json_out_int_at(out, "findings", result->n_findings);
    json_out_text_at(out, "did", result->did);
    json_out_end(out, '}');
}

// Runs the stages one after the other, each told of when it is over. Gives how many found something.
static int run_stages(const CheckJob *job, Arena *arena, JsonOut *out)
{
    int n_failed = 0;
    for (const CheckStage *stage = CHECK_STAGES; stage->name && !stop_requested(); stage++) {
        const StageResult result = stage->run(job, arena);
        n_failed += result.n_findings > 0;
        if (out)
            write_stage(out, stage, &result);
        else
            print_stage(stage, &result);
    }
    return n_failed;
}

static int command_check(int argc, char **argv, const void *context, Err *err)
{
    CheckOpts opts = {.stage = stage_defaults(NULL), .n_threads = pool_cpu_count()};
    opts.stage.commands = FILMTEST_COMMANDS;
    const int code = stage_parse(&opts.stage, CHECK_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    const OptsGiven *given = &opts.stage.given;
    const LintSpec look = {.canvas = opts_given(given, "canvas") ? opts.stage.canvas : NULL,
                           .theme = opts_given(given, "theme") ? opts.stage.theme : NULL,
                           .all_themes = !opts_given(given, "theme"),
                           .n_threads = (int)opts.n_threads};
    const CheckJob job = {context, &opts.stage, argv[1], look};
    Arena arena;
    arena_init(&arena);
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    const int n_failed = run_stages(&job, &arena, opts.json ? &out : NULL);
    end_list(&out, opts.json);
    arena_finish(&arena);
    if (stop_requested())
        stop_error(err);
    else if (n_failed > 0)
        err_set(err, "%d stage%s found something", n_failed, n_failed == 1 ? "" : "s");
    return n_failed > 0 || stop_requested() ? 1 : 0;
}

const Command FILMTEST_COMMANDS[] = {
    {"check", "FILM", "The one gate: lint on all canvases in all themes, audit, the film's tests, strange runs.",
     command_check, 1, 1},
    {"test", "FOLDER", "Runs a film's own tests, the files test_*.lua of its folder.", command_test, 1, 1},
    {0},
};
