// step_rest.c — letters that came with a step, and how long they take.
#include "engine/anim/step_rest.h"

#include "engine/anim/scene_data.h"
#include "engine/anim/seen.h"
#include "engine/base/utf8.h"

#include <math.h>

static const double LETTERS_PER_S = 17; // as subtitles are read
static const double LEAST_S = 1.5;

static const char *words_at(const Node *node, double t_s)
{
    return node->runs[(int)clamp(node_value(node, PROP_VARIANT, t_s), 0, node->n_runs - 1)]->text;
}

// The letters in a node and all under it that are seen at the end of a step, and were not at its begin, with the space
// behind each piece of a line; `first`: of a step that nothing was seen before. By the tree: what a picture has laid out anew is not in it any more.
static int new_letters(const Node *node, bool first, double begin_s, double end_s)
{
    if (node_value(node, PROP_OPACITY, end_s) < INVISIBLE)
        return 0;
    int n = 0;
    if (node->kind == NODE_TEXT) {
        const char *words = words_at(node, end_s);
        if (first || !node_is_visible(node, begin_s) || words_at(node, begin_s) != words)
            n = utf8_count(words) + 1;
    }
    for (int i = 0; i < node->n_children; i++)
        n += new_letters(node->children[i], first, begin_s, end_s);
    return n;
}

double step_rest_s(const Scene *s, double end_s)
{
    const bool first = s->n_steps == 0;
    const double begin_s = first ? 0 : s->steps[s->n_steps - 1].t_s;
    const int n_letters = new_letters(s->root, first, begin_s, end_s);
    return fmax(0, fmax(LEAST_S, n_letters / LETTERS_PER_S) - (end_s - begin_s));
}
