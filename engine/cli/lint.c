// lint.c — the command lint: what is wrong with a film on any canvas, and what its author may not have meant.
#include "engine/anim/theme_file.h"
#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/cli/commands.h"
#include "engine/cli/lint_film.h"

#include <string.h>

typedef struct LintOpts {
    StageOpts stage;
    const char *canvas, *theme; // NULL: as the spec has them
    int64_t n_threads;
    bool json;
} LintOpts;

static const char ALL[] = "all";

static const Opt LINT_TABLE[] = {
    {"canvas", 0, OPT_STRING, offsetof(LintOpts, canvas), "NAME",
     "shape of the picture, or all of them; all without it"},
    {"theme", 0, OPT_STRING, offsetof(LintOpts, theme), "NAME",
     "colours, all of them, or a file of one's own; the film's own without it"},
    {"json", 0, OPT_FLAG, offsetof(LintOpts, json), NULL,
     "print a list of JSON objects: file, line, what, remedy; one with `still` is no finding, but a rest that is "
     "meant"},
    {"jobs", 'j', OPT_INT, offsetof(LintOpts, n_threads), "N", "threads that look", 1, 256},
    {0},
};

// ---- what was found ----

static void write_rest(JsonOut *out, const MeantRest *meant)
{
    json_out_begin(out, '{');
    json_out_text_at(out, "file", meant->rest.file);
    json_out_int_at(out, "line", meant->rest.line);
    json_out_text_at(out, "scene", meant->scene);
    json_out_key(out, "still");
    json_out_begin(out, '[');
    json_out_real(out, meant->rest.from_s);
    json_out_real(out, meant->rest.to_s);
    json_out_end(out, ']');
    json_out_end(out, '}');
}

static void print_json(const LintResult *result)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    for (int i = 0; i < result->n_findings; i++) {
        json_out_begin(&out, '{');
        finding_write(&out, &result->findings[i]);
        json_out_end(&out, '}');
    }
    for (int i = 0; i < result->n_rests; i++)
        write_rest(&out, &result->rests[i]);
    json_out_end(&out, ']');
    json_out_print(&out, stdout);
}

static void print_lines(const LintResult *result)
{
    for (int i = 0; i < result->n_findings; i++)
        finding_print(&result->findings[i], stdout);
    for (int i = 0; i < result->n_rests; i++) {
        const Rest *rest = &result->rests[i].rest;
        printf("%s:%d: stands still from %.1f to %.1f s, as is meant\n", rest->file, rest->line, rest->from_s,
               rest->to_s);
    }
}

// ---- the command ----

static bool take_spec(LintOpts *opts, LintSpec *spec, Err *err)
{
    *spec = (LintSpec){.n_threads = (int)opts->n_threads};
    spec->all_themes = opts->theme && strcmp(opts->theme, ALL) == 0;
    if (opts->theme && !spec->all_themes && !(spec->theme = theme_named(opts->theme, &opts->stage.own_theme, err)))
        return false;
    return !opts->canvas || strcmp(opts->canvas, ALL) == 0 ||
           (spec->canvas = choices_find(&CANVAS_CHOICES, opts->canvas, err));
}

int command_lint(int argc, char **argv, const void *context, Err *err)
{
    LintOpts opts = {.stage = stage_defaults(NULL), .n_threads = pool_cpu_count()};
    LintSpec spec;
    const int code = stage_parse(&opts.stage, LINT_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!take_spec(&opts, &spec, err))
        return opts.theme && file_exists(opts.theme) ? 1 : 2;
    Arena arena;
    arena_init(&arena);
    const LintResult result = lint_film(&arena, context, &opts.stage, argv[1], spec);
    if (opts.json)
        print_json(&result);
    else
        print_lines(&result);
    if (result.n_findings > 0)
        err_set(err, "%d finding%s", result.n_findings, result.n_findings == 1 ? "" : "s");
    arena_finish(&arena);
    return result.n_findings == 0 ? 0 : 1;
}
