// faults.c — a scene is looked at from its begin to its end.
#include "engine/output/faults.h"

#include "engine/anim/figure.h"
#include "engine/output/faults_data.h"

#include <ctype.h>

enum { EVERY_VIEW = 5 }; // is looked at for what stands

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
        if (front_has(faults->scene, node) || node->stands_in)
            continue; // what is spoken was looked at when it was written, and what others stand in for is looked at itself
        for (int k = 0; k < node->n_runs; k++)
            if (has_digit(node->runs[k]->text) && shown_first_bare_digit(node->runs[k]->text, node_shown(node, k)) >= 0)
                faults_add(faults, &SOURCE, spot_at(node, 0), "nobody says where \"%s\" comes from",
                           node->runs[k]->text);
    }
}

// ---- all of it ----

FaultList scene_faults(const Scene *scene, Arena *arena)
{
    Faults faults = {.scene = scene, .arena = arena};
    Quiet quiet = {0};
    ViewReel reel;
    reel_init(&reel, scene);
    do {
        const View *view = reel_view(&reel, 0);
        if (reel.step % EVERY_VIEW == 0) {
            faults_of_places(&faults, view);
            faults_of_colors(&faults, view);
        }
        faults_of_motion(&faults, &reel);
        faults_of_quiet(&faults, &reel, &quiet);
    } while (reel_next(&reel));
    reel_finish(&reel);
    faults_end_quiet(&faults, &quiet);
    faults_of_marks(&faults);
    faults_of_reading(&faults);
    faults_of_captions(&faults);
    faults_of_sources(&faults);
    return (FaultList){faults.faults, faults.n, faults.rests, faults.n_rests};
}
