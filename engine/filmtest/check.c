// check.c — lint, audit, the film's own tests, and lint again on runs that nobody would think of.
#include "engine/filmtest/check.h"

#include "engine/base/file.h"
#include "engine/cli/audit_film.h"
#include "engine/cli/lint_film.h"
#include "engine/filmtest/film_test.h"

#include <string.h>

typedef struct Found {
    Finding *findings; // [n]
    int n, capacity;
} Found;

static void add(Found *found, Arena *arena, const Finding *finding)
{
    found->findings = arena_grow(arena, found->findings, found->n, &found->capacity, sizeof *found->findings);
    found->findings[found->n++] = finding_copy(arena, finding);
}

static StageResult result_of(const Found *found, const char *did)
{
    return (StageResult){found->findings, found->n, did};
}

// "4 canvases", "the wide canvas"
static const char *canvases(const CheckJob *job, Arena *arena)
{
    int n = 0;
    while (CANVAS_KINDS[n].name)
        n++;
    return job->look.canvas ? arena_printf(arena, "the %s canvas", job->look.canvas->name)
                            : arena_printf(arena, "%d canvases", n);
}

static const char *themes(const CheckJob *job, Arena *arena)
{
    int n = 0;
    while (THEMES[n])
        n++;
    return job->look.theme ? arena_printf(arena, "the %s theme", job->look.theme->name)
                           : arena_printf(arena, "%d themes", n);
}

// ---- lint ----

static StageResult run_lint(const CheckJob *job, Arena *arena)
{
    const LintResult lint = lint_film(arena, job->studio, job->stage, job->film, job->look);
    return (StageResult){lint.findings, lint.n_findings,
                         arena_printf(arena, "%s in %s", canvases(job, arena), themes(job, arena))};
}

// ---- audit ----

static bool audit_rows(Session *session, const Selection *selection, Found *found, Arena *arena, int *n_numbers,
                       Err *err)
{
    for (int i = 0; i < selection->n_rows; i++) {
        const Scene *scene = session_scene(session, &selection->rows[i], err);
        if (!scene)
            return false;
        int n = 0;
        const AuditRow *rows = audit_film_row(session, &selection->rows[i], scene, &n);
        for (int k = 0; k < n; k++)
            if (!rows[k].equal) {
                const Finding finding = audit_finding(arena, &rows[k]);
                add(found, arena, &finding);
            }
        *n_numbers += n;
    }
    return true;
}

static StageResult run_audit(const CheckJob *job, Arena *arena)
{
    Found found = {0};
    StageOpts stage = *job->stage;
    Session session;
    Selection selection;
    Err err = {""};
    int n_numbers = 0;
    stage.told = true;
    if (!session_open(&session, &selection, job->studio, &stage, job->film, &err) ||
        !audit_rows(&session, &selection, &found, arena, &n_numbers, &err)) {
        const Finding finding = finding_of(arena, &err, "gptreel lint tells what else is wrong");
        add(&found, arena, &finding);
    }
    session_close(&session);
    return result_of(&found, arena_printf(arena, "%d number%s", n_numbers, n_numbers == 1 ? "" : "s"));
}

// ---- the film's own tests ----

static StageResult run_tests(const CheckJob *job, Arena *arena)
{
    const ScriptFolder folder = {.path = job->film};
    Found found = {0};
    int n_files = 0, n_passed = 0;
    const char **files = dir_exists(job->film) ? folder_tests(&folder, arena, &n_files) : NULL;
    for (int i = 0; i < n_files; i++) {
        const FilmTested tested = film_test_run(job->studio, arena, &folder, job->film, files[i]);
        n_passed += tested.n_passed;
        for (int k = 0; k < tested.n_failures; k++) {
            Finding finding = finding_of(arena, &tested.failures[k].why, "mend the film, or the test");
            finding.stack = "";
            add(&found, arena, &finding);
        }
    }
    return result_of(&found, n_files == 0 ? "there are none" : arena_printf(arena, "%d passed", n_passed));
}

// ---- strange runs ----

// What was found with runs, once for each line and remedy.
typedef struct Strange {
    Found found;
    const char **first; // [found.n] the first run that it was found with
    int *n_runs;        // [found.n]
    int cap_first, cap_runs;
} Strange;

static bool same_place(const Finding *a, const Finding *b)
{
    const bool file = a->file && b->file ? strcmp(a->file, b->file) == 0 : a->file == b->file;
    return file && a->line == b->line && strcmp(a->remedy, b->remedy) == 0;
}

static void add_strange(Strange *strange, Arena *arena, const char *run, const Finding *finding)
{
    int at = 0;
    while (at < strange->found.n && !same_place(&strange->found.findings[at], finding))
        at++;
    if (at == strange->found.n) {
        strange->first = arena_grow(arena, strange->first, at, &strange->cap_first, sizeof *strange->first);
        strange->n_runs = arena_grow(arena, strange->n_runs, at, &strange->cap_runs, sizeof *strange->n_runs);
        strange->first[at] = run;
        strange->n_runs[at] = 0;
        add(&strange->found, arena, finding);
    }
    strange->n_runs[at]++;
}

static void name_runs(Strange *strange, Arena *arena)
{
    for (int i = 0; i < strange->found.n; i++) {
        Finding *finding = &strange->found.findings[i];
        finding->what = arena_printf(arena, "%s (from a run made up as: %s", finding->what, strange->first[i]);
        finding->what = strange->n_runs[i] == 1
                            ? arena_printf(arena, "%s)", finding->what)
                            : arena_printf(arena, "%s, and %d other%s)", finding->what, strange->n_runs[i] - 1,
                                           strange->n_runs[i] == 2 ? "" : "s");
    }
}

// Each run takes the place of the film's first; scenes that need what it lacks are left out.
static StageResult run_strange(const CheckJob *job, Arena *arena)
{
    const Studio *studio = job->studio;
    Strange strange = {.found = {0}};
    LintSpec look = job->look;
    look.all_themes = false; // what is found here is seen in any
    look.no_fonts = true;
    int n = 0;
    for (; studio->made_name && studio->made_name(n); n++) {
        Arena own;
        arena_init(&own);
        StageOpts stage = *job->stage;
        stage.told = true;
        stage.stand_in = studio->made_input(&own, n);
        const LintResult lint = lint_film(&own, studio, &stage, job->film, look);
        for (int i = 0; i < lint.n_findings; i++)
            add_strange(&strange, arena, studio->made_name(n), &lint.findings[i]);
        arena_finish(&own);
    }
    name_runs(&strange, arena);
    return result_of(&strange.found, arena_printf(arena, "%d made-up runs on %s", n, canvases(job, arena)));
}

// ---- all of them ----

// To add one: a function above, a row here.
const CheckStage CHECK_STAGES[] = {
    {"lint", run_lint}, {"audit", run_audit}, {"tests", run_tests}, {"strange", run_strange}, {NULL, NULL},
};
