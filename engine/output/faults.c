// faults.c — a scene is looked at from its begin to its end.
#include "engine/output/faults.h"

#include "engine/anim/figure.h"
#include "engine/output/faults_data.h"

#include <ctype.h>

static const double EVERY_S = 0.5;

// ---- numbers ----

static bool has_digit(const char *text)
{
    for (; *text; text++)
        if (isdigit((unsigned char)*text))
            return true;
    return false;
}

static void faults_of_sources(Faults *faults)
{
    static const Rule SOURCE = {"show a figure with ${…}"};
    for (int i = 0; i < faults->scene->n_nodes; i++) {
        const Node *node = faults->scene->nodes[i];
        if (front_is_caption(faults->scene, node))
            continue; // it says what is spoken, and that was looked at when it was written
        for (int k = 0; k < node->n_runs; k++)
            if (has_digit(node->runs[k]->text) &&
                shown_first_bare_digit(node->runs[k]->text, node_shown(node, k)) >= 0)
                faults_add(faults, &SOURCE, node, "nobody says where \"%s\" comes from", node->runs[k]->text);
    }
}

// ---- all of it ----

const Finding *scene_faults(const Scene *scene, Arena *arena, int *n_findings)
{
    Faults faults = {.scene = scene, .arena = arena};
    Arena views;
    arena_init(&views);
    int n_empty = 0;
    for (int i = 0; i * EVERY_S <= scene->dur_s; i++) {
        const View view = view_at(scene, i * EVERY_S, &views);
        faults_of_places(&faults, &view);
        faults_of_colors(&faults, &view);
        faults_of_emptiness(&faults, &view, &n_empty);
        arena_reset(&views);
    }
    arena_finish(&views);
    faults_of_reading(&faults);
    faults_of_captions(&faults);
    faults_of_sources(&faults);
    *n_findings = faults.n;
    return faults.findings;
}
