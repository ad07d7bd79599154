// lint_beside.c — warnings after a render.
#include "engine/cli/lint_beside.h"

#include "engine/base/stop.h"
#include "engine/cli/lint_scenes.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct LintBeside {
    const Selection *selection;
    const Scene *const *scenes; // [selection->n_rows]
    Arena arena;                // the thread's, as `found`, until it is joined
    SceneLint *found;           // [selection->n_rows]
    pthread_t thread;
    bool started;
};

static void *look(void *argument)
{
    LintBeside *beside = argument;
    for (int i = 0; i < beside->selection->n_rows && !stop_requested(); i++)
        beside->found[i] = lint_scene(&beside->arena, beside->selection, beside->scenes, i);
    return NULL;
}

LintBeside *lint_beside_begin(const Selection *selection, const Scene *const *scenes)
{
    LintBeside *beside = mem_alloc(sizeof *beside);
    beside->selection = selection;
    beside->scenes = scenes;
    arena_init(&beside->arena);
    beside->found = ARENA_ARRAY(&beside->arena, SceneLint, selection->n_rows);
    beside->started = pthread_create(&beside->thread, NULL, look, beside) == 0;
    return beside;
}

static void tell_events(const LintBeside *beside)
{
    for (int i = 0; i < beside->selection->n_rows; i++)
        for (int k = 0; k < beside->found[i].n_faults; k++) {
            JsonOut out;
            json_out_init(&out);
            json_out_begin(&out, '{');
            json_out_text_at(&out, "event", "finding");
            finding_write(&out, &beside->found[i].faults[k].finding);
            json_out_end(&out, '}');
            json_out_print(&out, stdout);
        }
}

static void tell_lines(const LintBeside *beside, const char *name)
{
    enum { MOST_LINES = 3 };
    const Selection *selection = beside->selection;
    int n = 0, n_told = 0;
    for (int i = 0; i < selection->n_rows; i++)
        n += beside->found[i].n_faults;
    if (n == 0)
        return;
    fprintf(stderr, "gptreel: %d finding%s; gptreel lint %s lists %s, on all canvases\n", n, n == 1 ? "" : "s", name,
            n == 1 ? "it" : "them");
    for (int i = 0; i < selection->n_rows; i++)
        for (int k = 0; k < beside->found[i].n_faults && n_told < MOST_LINES; k++, n_told++)
            finding_print(&beside->found[i].faults[k].finding, stderr);
}

void lint_beside_end(LintBeside *beside, const char *name, bool json)
{
    if (!beside)
        return;
    if (beside->started)
        pthread_join(beside->thread, NULL);
    if (name && json)
        tell_events(beside);
    else if (name)
        tell_lines(beside, name);
    arena_finish(&beside->arena);
    free(beside);
}
