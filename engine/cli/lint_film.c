// lint_film.c — scenes are built one after the other and looked at by all threads; what is found in several looks, a
// canvas in a theme each, is told once.
#include "engine/cli/lint_film.h"

#include "engine/base/pool.h"
#include "engine/cli/lint_scenes.h"
#include "engine/cli/session.h"

#include <string.h>

// One canvas in one theme.
typedef struct Look {
    int canvas, theme; // indices in CANVAS_KINDS and in the themes that are asked for
} Look;

enum { MOST_LOOKS = 32, MOST_THEMES = 8 };

typedef struct Lint {
    Arena *arena;
    const Theme *themes[MOST_THEMES]; // [n_themes] that are asked for
    int n_themes;
    Finding *findings;  // [n]
    unsigned *found_in; // [n] a bit for each look
    int n, capacity, cap_found_in;
    Look looks[MOST_LOOKS]; // [n_looks] so far, the last one now
    int n_looks;
    const Scene *const *first; // [n_first] the scenes in the first look
    int n_first;
    MeantRest *rests; // [n_rests]
    int n_rests, cap_rests;
    int n_threads;
    bool no_fonts;
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

// Whether a finding is one that was there already, maybe with other numbers or words in another look.
static bool is_again(const Lint *lint, int index, const Finding *finding)
{
    const Finding *before = &lint->findings[index];
    const bool elsewhere = !(lint->found_in[index] & 1u << (lint->n_looks - 1));
    return same(before->file, finding->file) && before->line == finding->line &&
           (same(before->what, finding->what) ||
            (elsewhere && (same(before->remedy, finding->remedy) || same_but_numbers(before->what, finding->what))));
}

static void add(Lint *lint, const Finding *finding)
{
    int at = 0;
    while (at < lint->n && !is_again(lint, at, finding))
        at++;
    if (at == lint->n) {
        lint->findings = arena_grow(lint->arena, lint->findings, at, &lint->capacity, sizeof *lint->findings);
        lint->found_in = arena_grow(lint->arena, lint->found_in, at, &lint->cap_found_in, sizeof *lint->found_in);
        lint->findings[at] = finding_copy(lint->arena, finding);
        lint->found_in[at] = 0;
        lint->n++;
    }
    lint->found_in[at] |= 1u << (lint->n_looks - 1);
}

// Names what a finding was found in, where that is not all of the kind: "tall, square"; "": all.
static const char *names_of(const Lint *lint, int index, bool themes)
{
    const char *names = "";
    unsigned listed = 0, all = 0, found = 0;
    for (int i = 0; i < lint->n_looks; i++) {
        const int which = themes ? lint->looks[i].theme : lint->looks[i].canvas;
        all |= 1u << which;
        found |= lint->found_in[index] & 1u << i ? 1u << which : 0;
    }
    for (int i = 0; i < lint->n_looks && found != all; i++) {
        const int which = themes ? lint->looks[i].theme : lint->looks[i].canvas;
        const char *name = themes ? lint->themes[which]->name : CANVAS_KINDS[which].name;
        if ((found & ~listed) & 1u << which)
            names = arena_printf(lint->arena, "%s%s%s", names, *names ? ", " : "", name);
        listed |= 1u << which;
    }
    return names;
}

static void name_looks(Lint *lint)
{
    for (int i = 0; i < lint->n; i++) {
        const char *canvases = names_of(lint, i, false), *themes = names_of(lint, i, true);
        Finding *finding = &lint->findings[i];
        if (*canvases)
            finding->what = arena_printf(lint->arena, "%s (on %s)", finding->what, canvases);
        if (*themes)
            finding->what = arena_printf(lint->arena, "%s (in %s)", finding->what, themes);
    }
}

static void add_error(Lint *lint, const Err *err)
{
    const Finding finding =
        finding_of(lint->arena, err, "change what stands there; gptreel guide tells how a scene is written");
    add(lint, &finding);
}

// ---- looking at scenes ----

// The scenes of one look, each looked at by one of the threads.
typedef struct Looking {
    Lint *lint;
    const Selection *selection;
    const Scene *const *scenes; // [n_rows] NULL: it could not be built
    Arena *arenas;              // [n_rows]
    SceneLint *found;           // [n_rows]
} Looking;

static bool make_scene(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    (void)err;
    const Looking *looking = context;
    if (looking->scenes[item])
        looking->found[item] = lint_scene(&looking->arenas[item], looking->selection, looking->scenes, (int)item);
    return true;
}

static void take_rests(Lint *lint, const char *scene, const SceneLint *found)
{
    for (int i = 0; i < found->n_rests && lint->n_looks == 1; i++) {
        lint->rests = arena_grow(lint->arena, lint->rests, lint->n_rests, &lint->cap_rests, sizeof *lint->rests);
        Rest rest = found->rests[i];
        rest.file = arena_strdup(lint->arena, rest.file);
        lint->rests[lint->n_rests++] = (MeantRest){arena_strdup(lint->arena, scene), rest};
    }
}

static bool take_scene(void *context, int64_t item, int slot, Err *err)
{
    (void)slot;
    (void)err;
    Looking *looking = context;
    Lint *lint = looking->lint;
    const FilmRow *row = &looking->selection->rows[item];
    for (int i = 0; i < looking->found[item].n_faults; i++)
        add(lint, &looking->found[item].faults[i].finding);
    take_rests(lint, row->scene, &looking->found[item]);
    Finding other_clock;
    if (looking->scenes[item] && item < lint->n_first && lint->first[item] &&
        lint_clock(lint->arena, row, lint->first[item], looking->scenes[item], &other_clock))
        add(lint, &other_clock);
    arena_finish(&looking->arenas[item]);
    return true;
}

static void look_at_scenes(Lint *lint, const Selection *selection, const Scene *const *scenes)
{
    Looking looking = {lint, selection, scenes, ARENA_ARRAY(lint->arena, Arena, selection->n_rows),
                       ARENA_ARRAY(lint->arena, SceneLint, selection->n_rows)};
    for (int i = 0; i < selection->n_rows; i++)
        arena_init(&looking.arenas[i]);
    const PoolJob job = {.n_items = selection->n_rows,
                         .n_workers = lint->n_threads,
                         .n_slots = 2 * lint->n_threads,
                         .make = make_scene,
                         .take = take_scene,
                         .context = &looking};
    Err err = {""};
    if (!pool_run(&job, &err))
        add_error(lint, &err);
}

// A scene's error ends neither the look nor the others.
static const Scene *const *build_scenes(Lint *lint, Session *session, const Selection *selection)
{
    const Scene **scenes = ARENA_ARRAY(lint->arena, const Scene *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++) {
        Err why = {""};
        scenes[i] = session_scene(session, &selection->rows[i], &why);
        if (!scenes[i])
            add_error(lint, &why);
    }
    return scenes;
}

// What no font has; told here, and not at the session's end.
static void check_fonts(Lint *lint, Session *session)
{
    Err err = {""};
    session->told = true;
    const char *missing = fonts_missing(session->fonts, lint->arena);
    if (!missing)
        return;
    err_set(&err, "%s", missing);
    add_error(lint, &err);
}

// The session stays open when it is that of the first look.
static void look(Lint *lint, Session *session, const Studio *studio, StageOpts *stage, const char *name)
{
    Err err = {""};
    Selection selection;
    if (!session_open(session, &selection, studio, stage, name, &err)) {
        add_error(lint, &err);
        return;
    }
    const Scene *const *scenes = build_scenes(lint, session, &selection);
    look_at_scenes(lint, &selection, scenes);
    if (!lint->no_fonts)
        check_fonts(lint, session);
    if (lint->n_looks > 1)
        return;
    lint->first = scenes;
    lint->n_first = selection.n_rows;
}

// ---- all looks ----

static void list_themes(Lint *lint, const LintSpec *spec, const StageOpts *stage)
{
    if (!spec->all_themes)
        lint->themes[lint->n_themes++] = spec->theme ? spec->theme : stage->theme;
    for (; spec->all_themes && THEMES[lint->n_themes] && lint->n_themes < MOST_THEMES; lint->n_themes++)
        lint->themes[lint->n_themes] = THEMES[lint->n_themes];
}

LintResult lint_film(Arena *arena, const Studio *studio, const StageOpts *stage, const char *name, LintSpec spec)
{
    Lint lint = {.arena = arena, .n_threads = spec.n_threads, .no_fonts = spec.no_fonts};
    Session first, other;
    StageOpts first_stage, other_stage;
    list_themes(&lint, &spec, stage);
    for (int theme = 0; theme < lint.n_themes; theme++)
        for (int canvas = 0; CANVAS_KINDS[canvas].name && lint.n_looks < MOST_LOOKS; canvas++) {
            if (spec.canvas && spec.canvas != &CANVAS_KINDS[canvas])
                continue;
            const bool is_first = lint.n_looks == 0;
            StageOpts *here = is_first ? &first_stage : &other_stage;
            *here = *stage;
            here->told = stage->told || !is_first;
            stage_set_canvas(here, &CANVAS_KINDS[canvas]);
            if (spec.theme || spec.all_themes)
                stage_set_theme(here, lint.themes[theme]);
            lint.looks[lint.n_looks++] = (Look){canvas, theme};
            look(&lint, is_first ? &first : &other, studio, here, name);
            if (!is_first)
                session_close(&other);
        }
    name_looks(&lint);
    Finding too_still;
    if (lint_rests(arena, lint.rests, lint.n_rests, lint.first, lint.n_first, &too_still))
        add(&lint, &too_still);
    session_close(&first);
    return (LintResult){lint.findings, lint.n, lint.rests, lint.n_rests};
}
