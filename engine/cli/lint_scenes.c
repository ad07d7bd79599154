// lint_scenes.c — the rules of lint about scenes, beside those of what can be seen (engine/output/faults.h).
#include "engine/cli/lint_scenes.h"

#include "engine/raster/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Found {
    Arena *arena;
    const FilmRow *row;
    Fault *faults; // [n]
    int n, capacity;
} Found;

static void add_fault(Found *found, Fault fault)
{
    found->faults = arena_grow(found->arena, found->faults, found->n, &found->capacity, sizeof *found->faults);
    found->faults[found->n++] = fault;
}

// Of the scene's first picture, and no place in it.
static void add(Found *found, Finding finding)
{
    add_fault(found, (Fault){.finding = finding, .at = RECT_EMPTY});
}

// Of what no line is to blame for, that of the scene is.
static Finding of_row(const FilmRow *row, const char *what, const char *remedy)
{
    return (Finding){.file = row->file, .line = row->line, .what = what, .remedy = remedy, .stack = ""};
}

// ---- what cannot be seen or read ----

static SceneLint check_faults(Found *found, const Scene *scene)
{
    const FaultList list = scene_faults(scene, found->arena);
    for (int i = 0; i < list.n_faults; i++) {
        Fault fault = list.faults[i];
        if (!fault.finding.file) {
            fault.finding.file = found->row->file;
            fault.finding.line = found->row->line;
        }
        add_fault(found, fault);
    }
    return (SceneLint){.rests = list.rests, .n_rests = list.n_rests};
}

static void check_beats(Found *found, const Scene *scene)
{
    for (int i = 0; i < scene->n_long_beats; i++) {
        const LongBeat *beat = &scene->long_beats[i];
        add(found, (Finding){.file = beat->file,
                             .line = beat->line,
                             .what = arena_printf(found->arena, "what is said makes this beat of %g s %.2f s longer",
                                                  beat->asked_s, beat->over_s),
                             .remedy = "lengthen the beat, or say less"});
    }
}

// ---- beside the scene before it ----

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
static void check_continues(Found *found, const Selection *selection, const Scene *const *scenes, int index)
{
    static const double MOST_SHARE = 0.002;
    const FilmRow *row = &selection->rows[index];
    for (int i = 0; row->continues && i < index; i++) {
        if (!scenes[i] || strcmp(selection->rows[i].scene, row->continues) != 0)
            continue;
        const double share = differing_share(scenes[i], scenes[index], found->arena);
        if (share > MOST_SHARE)
            add(found,
                of_row(row,
                       arena_printf(found->arena,
                                    "%s does not begin with the last picture of %s, which it continues: "
                                    "%.0f %% of it differs on a %s canvas",
                                    row->scene, row->continues, fmax(1, 100 * share),
                                    scenes[index]->canvas.width < scenes[index]->canvas.height ? "tall" : "wide"),
                       "show at once what is there already, or leave out `continues`"));
    }
}

SceneLint lint_scene(Arena *arena, const Selection *selection, const Scene *const *scenes, int index)
{
    Found found = {.arena = arena, .row = &selection->rows[index]};
    SceneLint lint = check_faults(&found, scenes[index]);
    check_beats(&found, scenes[index]);
    check_continues(&found, selection, scenes, index);
    lint.faults = found.faults;
    lint.n_faults = found.n;
    return lint;
}

// ---- canvases, and all of the film ----

static bool same_clock(const Scene *a, const Scene *b)
{
    bool equal = fabs(a->dur_s - b->dur_s) < 1e-6 && a->n_says == b->n_says && a->n_steps == b->n_steps;
    for (int i = 0; equal && i < a->n_says; i++)
        equal = strcmp(a->says[i].cue, b->says[i].cue) == 0 && fabs(a->says[i].t_s - b->says[i].t_s) < 1e-6;
    for (int i = 0; equal && i < a->n_steps; i++)
        equal = fabs(a->steps[i].t_s - b->steps[i].t_s) < 1e-6;
    return equal;
}

bool lint_clock(Arena *arena, const FilmRow *row, const Scene *first, const Scene *scene, Finding *finding)
{
    if (first->is_slide || same_clock(first, scene)) // a slide lasts as long as what is on it takes to read
        return false;
    *finding = of_row(row, arena_printf(arena, "%s has other times on other canvases", row->scene),
                      "let nothing that takes time depend on the canvas");
    return true;
}

bool lint_rests(Arena *arena, const MeantRest *rests, int n_rests, const Scene *const *scenes, int n_scenes,
                Finding *finding)
{
    static const double MOST_SHARE = 0.1;
    double still_s = 0, all_s = 0;
    for (int i = 0; i < n_rests; i++)
        still_s += rests[i].rest.to_s - rests[i].rest.from_s;
    for (int i = 0; i < n_scenes; i++)
        all_s += scenes[i] ? scenes[i]->dur_s : 0;
    if (still_s <= MOST_SHARE * all_s)
        return false;
    *finding =
        (Finding){.file = rests[0].rest.file,
                  .line = rests[0].rest.line,
                  .what = arena_printf(arena, "%.1f of %.1f s stand still with the author's leave, more than a tenth",
                                       still_s, all_s),
                  .remedy = "let more happen"};
    return true;
}
