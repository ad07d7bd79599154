// faults_data.c — findings about pictures, each kept once.
#include "engine/output/faults_data.h"

#include "engine/anim/picture_data.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const Picture *faults_picture(const Scene *scene, const Node *node)
{
    for (; node; node = node->parent)
        for (int i = 0; i < scene->n_pictures; i++)
            if (scene->pictures[i]->root == node)
                return scene->pictures[i];
    return NULL;
}

const char *faults_name(const Faults *faults, const DrawItem *item)
{
    if (item->kind == DRAW_TEXT)
        return arena_printf(faults->arena, "\"%s\"", item->run->text);
    const Picture *picture = faults_picture(faults->scene, item->node);
    return arena_printf(faults->arena, "something of %s", picture ? picture->kind->name : "what is drawn");
}

Spot spot_of(const View *view, const Seen *seen)
{
    return (Spot){.node = seen->item->node, .t_s = view->t_s, .at = seen->bounds};
}

Spot spot_at(const Node *node, double t_s)
{
    Rect at = node->n_children > 0 ? node_local_bounds(node, t_s) : node_paint_bounds(node, t_s);
    for (const Node *each = node; each; each = each->parent)
        at = matrix_bounds(node_matrix(each, t_s), at);
    return (Spot){.node = node, .t_s = t_s, .at = at};
}

// The line that is to blame, and what else tells findings apart where nobody knows it.
static const void *blame(const Faults *faults, Spot *spot)
{
    const Picture *picture = faults_picture(faults->scene, spot->node);
    if (!spot->file && picture) {
        spot->file = picture->file;
        spot->line = picture->line;
    }
    return picture ? (const void *)picture : spot->node ? (const void *)spot->node : faults->scene;
}

bool faults_has(const Faults *faults, const Rule *rule, Spot spot)
{
    const void *about = blame(faults, &spot);
    for (int i = 0; i < faults->n; i++) {
        const Finding *finding = &faults->faults[i].finding;
        if (faults->rules[i] != rule)
            continue;
        if (finding->file && spot.file ? finding->line == spot.line && strcmp(finding->file, spot.file) == 0
                                       : faults->about[i] == about)
            return true;
    }
    return false;
}

void faults_add(Faults *faults, const Rule *rule, Spot spot, const char *format, ...)
{
    if (faults_has(faults, rule, spot))
        return;
    const void *about = blame(faults, &spot);
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    const int n = faults->n++;
    faults->faults = arena_grow(faults->arena, faults->faults, n, &faults->cap, sizeof *faults->faults);
    faults->about = arena_grow(faults->arena, faults->about, n, &faults->cap_about, sizeof *faults->about);
    faults->rules = arena_grow(faults->arena, faults->rules, n, &faults->cap_rules, sizeof *faults->rules);
    faults->about[n] = about;
    faults->rules[n] = rule;
    const Finding finding = {spot.file, spot.line, arena_strdup(faults->arena, what), rule->remedy, ""};
    faults->faults[n] = (Fault){finding, spot.t_s, spot.at};
}
