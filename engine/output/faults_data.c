// faults_data.c — findings about pictures, each kept once.
#include "engine/output/faults_data.h"

#include "engine/anim/picture_data.h"

#include <stdarg.h>
#include <stdio.h>

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

void faults_add(Faults *faults, const Rule *rule, const Node *node, const char *format, ...)
{
    const Picture *picture = faults_picture(faults->scene, node);
    const void *about = picture ? (const void *)picture : node;
    for (int i = 0; i < faults->n; i++)
        if (faults->rules[i] == rule && faults->about[i] == about)
            return;
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    const int n = faults->n++;
    faults->findings = arena_grow(faults->arena, faults->findings, n, &faults->cap, sizeof *faults->findings);
    faults->about = arena_grow(faults->arena, faults->about, n, &faults->cap_about, sizeof *faults->about);
    faults->rules = arena_grow(faults->arena, faults->rules, n, &faults->cap_rules, sizeof *faults->rules);
    faults->about[n] = about;
    faults->rules[n] = rule;
    faults->findings[n] = (Finding){.file = picture ? picture->file : NULL,
                                    .line = picture ? picture->line : 0,
                                    .what = arena_strdup(faults->arena, what),
                                    .remedy = rule->remedy,
                                    .stack = ""};
}
