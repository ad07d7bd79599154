// lint.c — the command lint: what is wrong with a film on any canvas, and what its author may not have meant.
#include "engine/base/json_out.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
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

// One thing that was found. A file is NULL where none is known, a line 0.
typedef struct Finding {
    const char *file;
    int line;
    const char *what, *remedy; // a remedy is NULL where nobody knows one
} Finding;

typedef struct Lint {
    Arena arena;
    Finding *findings; // [n]
    int n, capacity;
    const Scene **first; // [n_first] the scenes on the first canvas
    int n_first;
} Lint;

// ---- findings ----

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// What is found on several canvases is told once.
static void add(Lint *lint, Finding finding)
{
    for (int i = 0; i < lint->n; i++)
        if (same(lint->findings[i].file, finding.file) && lint->findings[i].line == finding.line &&
            same(lint->findings[i].what, finding.what))
            return;
    lint->findings = arena_grow(&lint->arena, lint->findings, lint->n, &lint->capacity, sizeof *lint->findings);
    lint->findings[lint->n++] = finding;
}

// "FILE:LINE: what; remedy", any of which but `what` may be missing.
static void add_error(Lint *lint, const char *text)
{
    Arena *arena = &lint->arena;
    Finding finding = {.what = text};
    const char *script = strstr(text, ".lua:");
    const char *colon = script ? script + strlen(".lua") : NULL;
    if (colon && !memchr(text, ' ', (size_t)(colon - text))) {
        char *end = NULL;
        finding.file = arena_strndup(arena, text, (size_t)(colon - text));
        finding.line = (int)strtol(colon + 1, &end, 10);
        finding.what = (end > colon + 1 && *end == ':' ? end : colon) + 1;
        finding.what += strspn(finding.what, " ");
    }
    const char *semicolon = strstr(finding.what, "; ");
    finding.remedy = semicolon ? arena_strdup(arena, semicolon + 2) : NULL;
    finding.what = arena_strndup(arena, finding.what, semicolon ? (size_t)(semicolon - finding.what) : strlen(finding.what));
    add(lint, finding);
}

// ---- checks ----

static void check_beats(Lint *lint, const Scene *scene)
{
    for (int i = 0; i < scene->n_long_beats; i++) {
        const LongBeat *beat = &scene->long_beats[i];
        add(lint, (Finding){arena_strdup(&lint->arena, beat->file), beat->line,
                            arena_printf(&lint->arena, "what is said makes this beat of %g s %.2f s longer",
                                         beat->asked_s, beat->over_s),
                            "lengthen the beat, or say less"});
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
            add(lint, (Finding){arena_strdup(&lint->arena, row->file), 0,
                                arena_printf(&lint->arena,
                                             "%s does not begin with the last picture of %s, which it continues: "
                                             "%.0f %% of it differs on %s",
                                             row->scene, row->continues, fmax(1, 100 * share),
                                             scenes[index]->canvas.width < scenes[index]->canvas.height ? "a tall canvas"
                                                                                                        : "a wide canvas"),
                                "show at once what is there already, or leave out `continues`"});
    }
}

static void check_clock(Lint *lint, const FilmRow *row, const Scene *first, const Scene *scene)
{
    if (first && !same_clock(first, scene))
        add(lint, (Finding){arena_strdup(&lint->arena, row->file), 0,
                            arena_printf(&lint->arena, "%s has other times on other canvases", row->scene),
                            "what takes time must not depend on the canvas"});
}

// ---- the film on one canvas ----

static void lint_canvas(Lint *lint, Session *session, const Studio *studio, StageOpts *stage, const char *name)
{
    Err err = {""};
    Selection selection;
    if (!session_open(session, &selection, studio, stage, name, &err)) {
        add_error(lint, err.text);
        return;
    }
    const Scene **scenes = ARENA_ARRAY(&lint->arena, const Scene *, selection.n_rows);
    for (int i = 0; i < selection.n_rows; i++) {
        Err why = {""};
        scenes[i] = session_scene(session, &selection.rows[i], &why);
        if (!scenes[i]) {
            add_error(lint, why.text);
            continue;
        }
        check_beats(lint, scenes[i]);
        check_clock(lint, &selection.rows[i], i < lint->n_first ? lint->first[i] : NULL, scenes[i]);
        check_continues(lint, &selection, scenes, i);
    }
    if (!lint->first) {
        lint->first = scenes;
        lint->n_first = selection.n_rows;
    }
}

static void print_findings(const Lint *lint, bool json)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    for (int i = 0; i < lint->n; i++) {
        const Finding *finding = &lint->findings[i];
        json_out_begin(&out, '{');
        json_out_text_at(&out, "file", finding->file);
        json_out_int_at(&out, "line", finding->line);
        json_out_text_at(&out, "what", finding->what);
        json_out_text_at(&out, "remedy", finding->remedy);
        json_out_end(&out, '}');
        if (json)
            continue;
        if (finding->file && finding->line > 0)
            printf("%s:%d: ", finding->file, finding->line);
        else if (finding->file)
            printf("%s: ", finding->file);
        printf("%s%s%s\n", finding->what, finding->remedy ? "; " : "", finding->remedy ? finding->remedy : "");
    }
    json_out_end(&out, ']');
    if (json)
        json_out_print(&out, stdout);
    else
        json_out_finish(&out);
}

int command_lint(int argc, char **argv, const void *context, Err *err)
{
    LintOpts opts = {.stage = stage_defaults(NULL)};
    const int code = stage_parse(&opts.stage, LINT_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    enum { MOST_CANVASES = 8 };
    Session sessions[MOST_CANVASES];
    StageOpts stages[MOST_CANVASES];
    int n = 0;
    Lint lint = {.n = 0};
    arena_init(&lint.arena);
    for (const CanvasKind *canvas = CANVAS_KINDS; canvas->name && n < MOST_CANVASES; canvas++, n++) {
        stages[n] = opts.stage;
        stages[n].canvas = canvas;
        stages[n].given.names[stages[n].given.n_names++] = "canvas";
        lint_canvas(&lint, &sessions[n], context, &stages[n], argv[1]);
    }
    print_findings(&lint, opts.json);
    if (lint.n > 0)
        err_set(err, "%d finding%s", lint.n, lint.n == 1 ? "" : "s");
    while (n > 0)
        session_close(&sessions[--n]);
    const bool ok = lint.n == 0;
    arena_finish(&lint.arena);
    return ok ? 0 : 1;
}
