// lint.c — the command lint: what is wrong with a film on any canvas, and what its author may not have meant.
#include "engine/base/finding.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/output/faults.h"
#include "engine/raster/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct LintOpts {
    StageOpts stage;
    bool json;
} LintOpts;

static const Opt LINT_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(LintOpts, json), NULL, "print a list of JSON objects: file, line, what, remedy"},
    {0},
};

enum { MOST_CANVASES = 8 };

typedef struct Lint {
    Arena arena;
    Finding *findings;  // [n]
    unsigned *found_on; // [n] a bit for each canvas, as in CANVAS_KINDS
    int n, capacity, cap_found_on;
    int canvas;          // that is looked at now: index in CANVAS_KINDS
    unsigned looked_at;  // bits of all canvases so far
    const Scene **first; // [n_first] the scenes on the first canvas
    int n_first;
} Lint;

// ---- findings ----

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// The same words, whatever numbers stand between them.
static bool same_but_numbers(const char *a, const char *b)
{
    static const char DIGITS[] = "0123456789.";
    while (*a && *b) {
        const size_t n_a = strspn(a, DIGITS), n_b = strspn(b, DIGITS);
        if (n_a > 0 && n_b > 0) {
            a += n_a;
            b += n_b;
        } else if (*a++ != *b++) {
            return false;
        }
    }
    return *a == *b;
}

// Whether a finding is one that was there already, maybe with other numbers or words on another canvas.
static bool is_again(const Lint *lint, int index, const Finding *finding)
{
    const Finding *before = &lint->findings[index];
    const bool elsewhere = !(lint->found_on[index] & 1u << lint->canvas);
    return same(before->file, finding->file) && before->line == finding->line &&
           (same(before->what, finding->what) ||
            (elsewhere && (same(before->remedy, finding->remedy) || same_but_numbers(before->what, finding->what))));
}

// What is found on several canvases is told once.
static void add(Lint *lint, Finding finding)
{
    int at = 0;
    while (at < lint->n && !is_again(lint, at, &finding))
        at++;
    if (at == lint->n) {
        lint->findings = arena_grow(&lint->arena, lint->findings, at, &lint->capacity, sizeof *lint->findings);
        lint->found_on = arena_grow(&lint->arena, lint->found_on, at, &lint->cap_found_on, sizeof *lint->found_on);
        lint->findings[at] = finding;
        lint->found_on[at] = 0;
        lint->n++;
    }
    lint->found_on[at] |= 1u << lint->canvas;
}

// Says on which canvases something was found, where that is not all of them.
static void name_canvases(Lint *lint)
{
    for (int i = 0; i < lint->n; i++) {
        const char *names = "";
        for (int k = 0; CANVAS_KINDS[k].name; k++)
            if (lint->found_on[i] & 1u << k)
                names = arena_printf(&lint->arena, "%s%s%s", names, *names ? ", " : "", CANVAS_KINDS[k].name);
        if (lint->found_on[i] != lint->looked_at)
            lint->findings[i].what = arena_printf(&lint->arena, "%s (on %s)", lint->findings[i].what, names);
    }
}

static void add_error(Lint *lint, const Err *err)
{
    add(lint, finding_of(&lint->arena, err, "change what stands there; gptreel guide tells how a scene is written"));
}

// ---- checks ----

static void check_beats(Lint *lint, const Scene *scene)
{
    for (int i = 0; i < scene->n_long_beats; i++) {
        const LongBeat *beat = &scene->long_beats[i];
        add(lint, (Finding){.file = arena_strdup(&lint->arena, beat->file),
                            .line = beat->line,
                            .what = arena_printf(&lint->arena, "what is said makes this beat of %g s %.2f s longer",
                                                 beat->asked_s, beat->over_s),
                            .remedy = "lengthen the beat, or say less"});
    }
}

static bool same_clock(const Scene *a, const Scene *b)
{
    bool equal = fabs(a->dur_s - b->dur_s) < 1e-6 && a->n_says == b->n_says && a->n_steps == b->n_steps;
    for (int i = 0; equal && i < a->n_says; i++)
        equal = strcmp(a->says[i].cue, b->says[i].cue) == 0 && fabs(a->says[i].t_s - b->says[i].t_s) < 1e-6;
    for (int i = 0; equal && i < a->n_steps; i++)
        equal = fabs(a->steps[i].t_s - b->steps[i].t_s) < 1e-6;
    return equal;
}

// The share of a small picture's pixels that differ to the eye.
static double differing_share(const Scene *before, const Scene *after, Arena *arena)
{
    enum { SHORT_PX = 180, VISIBLE = 24 };
    const double scale = SHORT_PX / fmin(after->canvas.width, after->canvas.height);
    const int width_px = (int)(after->canvas.width * scale), height_px = (int)(after->canvas.height * scale);
    Raster *a = raster_create(width_px, height_px), *b = raster_create(width_px, height_px);
    const DisplayList last = frame_at(before, before->dur_s, arena), first = frame_at(after, 0, arena);
    raster_draw(a, &last);
    raster_draw(b, &first);
    int n = 0;
    for (int y = 0; y < height_px; y++)
        for (int x = 0; x < width_px; x++) {
            const int at = y * raster_stride_bytes(a) + 4 * x;
            int most = 0;
            for (int c = 0; c < 4; c++)
                most = (int)fmax(most, abs(raster_pixels(a)[at + c] - raster_pixels(b)[at + c]));
            n += most > VISIBLE;
        }
    raster_destroy(a);
    raster_destroy(b);
    return (double)n / (width_px * height_px);
}

// A scene that continues another begins with its last picture.
static void check_continues(Lint *lint, const Selection *selection, const Scene *const *scenes, int index)
{
    static const double MOST_SHARE = 0.002;
    const FilmRow *row = &selection->rows[index];
    for (int i = 0; row->continues && i < index; i++) {
        if (!scenes[i] || strcmp(selection->rows[i].scene, row->continues) != 0)
            continue;
        const double share = differing_share(scenes[i], scenes[index], &lint->arena);
        if (share > MOST_SHARE)
            add(lint, (Finding){.file = arena_strdup(&lint->arena, row->file),
                                .line = row->line,
                                .what = arena_printf(
                                    &lint->arena,
                                    "%s does not begin with the last picture of %s, which it continues: "
                                    "%.0f %% of it differs on a %s canvas",
                                    row->scene, row->continues, fmax(1, 100 * share),
                                    scenes[index]->canvas.width < scenes[index]->canvas.height ? "tall" : "wide"),
                                .remedy = "show at once what is there already, or leave out `continues`"});
    }
}

static void check_clock(Lint *lint, const FilmRow *row, const Scene *first, const Scene *scene)
{
    if (first && !same_clock(first, scene))
        add(lint, (Finding){.file = arena_strdup(&lint->arena, row->file),
                            .line = row->line,
                            .what = arena_printf(&lint->arena, "%s has other times on other canvases", row->scene),
                            .remedy = "let nothing that takes time depend on the canvas"});
}

// What cannot be seen or read.
static void check_faults(Lint *lint, const FilmRow *row, const Scene *scene)
{
    int n = 0;
    const Finding *faults = scene_faults(scene, &lint->arena, &n);
    for (int i = 0; i < n; i++) {
        Finding fault = faults[i];
        fault.line = fault.file ? fault.line : row->line; // of what no line is to blame for, that of the scene
        fault.file = arena_strdup(&lint->arena, fault.file ? fault.file : row->file);
        add(lint, fault);
    }
}

// ---- the film on one canvas ----

static void lint_canvas(Lint *lint, Session *session, const Studio *studio, StageOpts *stage, const char *name)
{
    Err err = {""};
    Selection selection;
    if (!session_open(session, &selection, studio, stage, name, &err)) {
        add_error(lint, &err);
        return;
    }
    const Scene **scenes = ARENA_ARRAY(&lint->arena, const Scene *, selection.n_rows);
    for (int i = 0; i < selection.n_rows; i++) {
        Err why = {""};
        scenes[i] = session_scene(session, &selection.rows[i], &why);
        if (!scenes[i]) {
            add_error(lint, &why);
            continue;
        }
        check_faults(lint, &selection.rows[i], scenes[i]);
        check_beats(lint, scenes[i]);
        check_clock(lint, &selection.rows[i], i < lint->n_first ? lint->first[i] : NULL, scenes[i]);
        check_continues(lint, &selection, scenes, i);
    }
    if (!lint->first) {
        lint->first = scenes;
        lint->n_first = selection.n_rows;
    }
}

static void print_json(const Lint *lint)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    for (int i = 0; i < lint->n; i++) {
        json_out_begin(&out, '{');
        finding_write(&out, &lint->findings[i]);
        json_out_end(&out, '}');
    }
    json_out_end(&out, ']');
    json_out_print(&out, stdout);
}

int command_lint(int argc, char **argv, const void *context, Err *err)
{
    LintOpts opts = {.stage = stage_defaults(NULL)};
    const int code = stage_parse(&opts.stage, LINT_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    Session sessions[MOST_CANVASES];
    StageOpts stages[MOST_CANVASES];
    int n = 0;
    Lint lint = {.n = 0};
    arena_init(&lint.arena);
    const bool one = opts_given(&opts.stage.given, "canvas");
    for (int i = 0; CANVAS_KINDS[i].name && n < MOST_CANVASES; i++) {
        if (one && opts.stage.canvas != &CANVAS_KINDS[i])
            continue;
        stages[n] = opts.stage;
        stages[n].canvas = &CANVAS_KINDS[i];
        stages[n].told = n > 0;
        stages[n].given.names[stages[n].given.n_names++] = "canvas";
        lint.canvas = i;
        lint.looked_at |= 1u << i;
        lint_canvas(&lint, &sessions[n], context, &stages[n], argv[1]);
        n++;
    }
    name_canvases(&lint);
    if (opts.json)
        print_json(&lint);
    for (int i = 0; i < lint.n && !opts.json; i++)
        finding_print(&lint.findings[i], stdout);
    if (lint.n > 0)
        err_set(err, "%d finding%s", lint.n, lint.n == 1 ? "" : "s");
    while (n > 0)
        session_close(&sessions[--n]);
    const bool ok = lint.n == 0;
    arena_finish(&lint.arena);
    return ok ? 0 : 1;
}
