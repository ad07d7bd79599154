// letters.c — a text whose letters are nodes of their own.
#include "engine/anim/letters.h"

#include "engine/anim/scene_data.h"

Node *add_letters(Scene *s, Node *parent, double x, double y, const TextStyle *style, Color color, const char *words)
{
    Node *group = add_group_with(s, (GroupSpec){.parent = parent, .x = x, .y = y});
    Err err = {""};
    const TextRun *whole = text_shape(s->fonts, s->arena, style, words, &err);
    if (!whole) {
        scene_fail(s, "%s", err.text);
        return group;
    }
    // Glyphs keep their places in the run, so every letter stands at 0, 0 of the group and moves from there.
    for (int i = 0; i < whole->n_glyphs; i++) {
        const TextRun **run = ARENA_ARRAY(s->arena, const TextRun *, 1);
        run[0] = text_slice(s->arena, whole, i, 1);
        node_text_from_runs(s, &(TextSpec){.parent = group, .color = color}, run, 1);
    }
    return group;
}
