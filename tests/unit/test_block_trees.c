// test_block_trees.c — blocks in blocks at random: every motion is when a computation of its own says, which lays out
// each block by itself and then moves and stretches it as a whole.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST_CHILDREN = 4, MOST_DEPTH = 5, MOST_MOTIONS = 4000, N_TREES = 200 };

typedef struct Tree Tree;
struct Tree {
    bool motion; // a leaf: a motion of `amount` seconds, else a block
    BlockKind kind;
    double amount;
    int first_motion, n_motions; // in the order of writing, with those of its children
    Tree *children[MOST_CHILDREN];
    int n_children;
};

// When a motion begins and ends.
typedef struct Range {
    double begin_s, end_s;
} Range;

typedef struct Forest {
    Arena arena;
    uint64_t seed;
    Range wanted[MOST_MOTIONS];
    const Node *nodes[MOST_MOTIONS];
    int n_motions;
    Pace pace;
    int n_beats; // open ones
} Forest;

static const double LOOK_S = 0.7, FOLLOWED_S = 3; // of block.c

static double tempo(const Forest *forest)
{
    return PACE_KINDS[forest->pace].tempo;
}

static double random_share(Forest *forest)
{
    forest->seed = forest->seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(forest->seed >> 40) / (1 << 24);
}

static int random_below(Forest *forest, int n)
{
    return (int)(random_share(forest) * n);
}

// ---- the reference ----

static void shift(Forest *forest, const Tree *tree, double by_s)
{
    for (int i = 0; i < tree->n_motions; i++) {
        forest->wanted[tree->first_motion + i].begin_s += by_s;
        forest->wanted[tree->first_motion + i].end_s += by_s;
    }
}

static void scale(Forest *forest, const Tree *tree, double factor)
{
    for (int i = 0; i < tree->n_motions; i++) {
        forest->wanted[tree->first_motion + i].begin_s *= factor;
        forest->wanted[tree->first_motion + i].end_s *= factor;
    }
}

// Where the child after one that lasts from `begin_s` to `end_s` begins.
static double next_begin_s(const Tree *tree, double begin_s, double end_s)
{
    if (tree->kind == BLOCK_PAR || tree->kind == BLOCK_PAR_ENDS)
        return 0;
    if (tree->kind == BLOCK_LAG)
        return begin_s + tree->amount * (end_s - begin_s);
    return tree->kind == BLOCK_STAGGER ? begin_s + tree->amount : end_s;
}

static Tree *grow(Forest *forest, int depth, double *length_s);

// The kinds that are ways to begin within another block, and not all blocks can hold.
static bool begins_aside(BlockKind kind)
{
    return kind == BLOCK_MEANWHILE || kind == BLOCK_AT || kind == BLOCK_OVERLAP;
}

// A child that begins where the block's cursor is, or as its kind says; moves the cursor and the block's length.
static void take_child(Forest *forest, const Tree *tree, Tree *child, double child_s, double *cursor_s,
                       double *length_s, double *end_s)
{
    const bool aside = !child->motion && begins_aside(child->kind);
    double begin_s = *cursor_s;
    if (aside && child->kind == BLOCK_OVERLAP) {
        child->amount = random_share(forest) * *cursor_s;
        begin_s -= child->amount;
    } else if (aside && child->kind == BLOCK_AT) {
        begin_s = child->amount;
    }
    shift(forest, child, begin_s);
    *end_s = begin_s + child_s;
    if (aside && child->kind == BLOCK_MEANWHILE)
        return;
    *length_s = fmax(*length_s, *end_s);
    if (!aside || child->kind == BLOCK_OVERLAP)
        *cursor_s = next_begin_s(tree, begin_s, *end_s);
}

// A beat is at least as long as what is in it; a silent one stays for a look, but not longer than it says.
static double beat_length(Forest *forest, Tree *tree, double length_s)
{
    tree->amount = tempo(forest) * length_s + random_share(forest);
    const double most_s = tree->amount / tempo(forest);
    return forest->pace == PACE_SILENT ? fmin(length_s + LOOK_S / tempo(forest), most_s) : most_s;
}

// What the block makes of its length.
static double own_length(Forest *forest, Tree *tree, double length_s)
{
    double own_s = length_s;
    if (tree->kind == BLOCK_BEAT)
        return beat_length(forest, tree, length_s);
    if (tree->kind == BLOCK_STRETCH)
        own_s = tree->amount < FOLLOWED_S ? tree->amount : tree->amount / tempo(forest);
    else if (tree->kind == BLOCK_SLOT)
        own_s = tree->amount;
    if (tree->kind == BLOCK_STRETCH || (tree->kind == BLOCK_SLOT && length_s > tree->amount))
        scale(forest, tree, own_s / length_s);
    return own_s;
}

static double grow_children(Forest *forest, Tree *tree, int depth)
{
    double cursor_s = 0, length_s = 0, ends_s[MOST_CHILDREN] = {0};
    tree->n_children = 1 + random_below(forest, MOST_CHILDREN);
    for (int i = 0; i < tree->n_children; i++) {
        double child_s = 0;
        Tree *child = tree->children[i] = grow(forest, depth + 1, &child_s);
        if (tree->kind == BLOCK_PAR_ENDS && !child->motion && begins_aside(child->kind))
            child->kind = BLOCK_SEQ;
        take_child(forest, tree, child, child_s, &cursor_s, &length_s, &ends_s[i]);
    }
    for (int i = 0; i < tree->n_children && tree->kind == BLOCK_PAR_ENDS; i++)
        shift(forest, tree->children[i], length_s - ends_s[i]);
    tree->n_motions = forest->n_motions - tree->first_motion;
    if ((tree->kind == BLOCK_STRETCH || (tree->kind == BLOCK_BEAT && forest->pace == PACE_SILENT)) && length_s < 1e-3)
        tree->kind = BLOCK_SEQ; // of nothing that takes time
    return own_length(forest, tree, length_s);
}

// A tree whose motions are in `wanted`, counted from its own begin.
static Tree *grow(Forest *forest, int depth, double *length_s)
{
    static const BlockKind KINDS[] = {BLOCK_SEQ,     BLOCK_PAR,       BLOCK_PAR_ENDS, BLOCK_LAG,
                                      BLOCK_STAGGER, BLOCK_BEAT,      BLOCK_STRETCH,  BLOCK_SLOT,
                                      BLOCK_AT,      BLOCK_MEANWHILE, BLOCK_OVERLAP};
    Tree *tree = ARENA_NEW(&forest->arena, Tree);
    tree->first_motion = forest->n_motions;
    tree->amount = 0.1 + random_share(forest);
    if (random_below(forest, 8) == 0)
        tree->amount += FOLLOWED_S;
    tree->motion = depth == MOST_DEPTH || (depth > 0 && random_below(forest, 3) == 0);
    if (tree->motion) {
        assert_true(forest->n_motions < MOST_MOTIONS);
        forest->wanted[forest->n_motions++] = (Range){0, tree->amount};
        tree->n_motions = 1;
        *length_s = tree->amount;
        return tree;
    }
    tree->kind = KINDS[random_below(forest, sizeof KINDS / sizeof *KINDS - (depth == 0 ? 3 : 0))];
    if (tree->kind == BLOCK_LAG)
        tree->amount = random_share(forest);
    const bool beat = tree->kind == BLOCK_BEAT;
    if (beat && forest->pace == PACE_SILENT && forest->n_beats > 0)
        tree->kind = BLOCK_SEQ; // one look is enough where two beats end
    forest->n_beats += beat;
    *length_s = grow_children(forest, tree, depth);
    forest->n_beats -= beat;
    return tree;
}

// ---- the scene ----

static void write_tree(Forest *forest, Scene *s, const Tree *tree, int *n_written)
{
    if (tree->motion) {
        Node *node = add_rect(s, NULL, .w = 10, .h = 10);
        animate(s, node, PROP_X, 100, .dur_s = tree->amount);
        forest->nodes[(*n_written)++] = node;
        return;
    }
    block_open(s, (BlockSpec){.kind = tree->kind, .amount = tree->amount});
    for (int i = 0; i < tree->n_children; i++)
        write_tree(forest, s, tree->children[i], n_written);
    block_close(s);
}

static void check_trees(const Stage *stage, Pace pace)
{
    static const double SAME_S = 1e-6;
    static Forest forest;
    int n_all = 0;
    forest.seed = 7;
    forest.pace = pace;
    for (int k = 0; k < N_TREES; k++) {
        double length_s = 0;
        int n_written = 0;
        arena_init(&forest.arena);
        forest.n_motions = 0;
        const Tree *tree = grow(&forest, 0, &length_s);
        Scene *s = scene_create(&forest.arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/trees");
        s->pace = pace;
        block_begin_scene(s);
        write_tree(&forest, s, tree, &n_written);
        assert_string_equal(s->err.text, "");
        assert_int_equal(n_written, forest.n_motions);
        if (fabs(block_begin_s(s, 0) - length_s) > SAME_S)
            fail_msg("tree %d lasts %g s, not %g", k, block_begin_s(s, 0), length_s);
        block_end_scene(s);
        assert_true(s->cursor_s > tempo(&forest) * length_s - SAME_S);
        for (int i = 0; i < n_written; i++) {
            const Track *track = forest.nodes[i]->tracks[PROP_X];
            const double begin_s = track->keys[0].t_s, end_s = track->keys[track->n_keys - 1].t_s;
            const double wanted_s = tempo(&forest) * forest.wanted[i].begin_s;
            const double wanted_end_s = tempo(&forest) * forest.wanted[i].end_s;
            if (fabs(begin_s - wanted_s) > SAME_S || fabs(end_s - wanted_end_s) > SAME_S)
                fail_msg("tree %d, motion %d: %g to %g s, not %g to %g", k, i, begin_s, end_s, wanted_s, wanted_end_s);
            if (pace == PACE_SILENT)
                assert_true(end_s < s->cursor_s + SAME_S); // nothing outlives the scene
        }
        n_all += n_written;
        arena_finish(&forest.arena);
    }
    assert_true(n_all > 2000);
}

static void test_random_trees(void **state)
{
    check_trees(*state, PACE_WORDS);
}

static void test_silent_trees(void **state)
{
    check_trees(*state, PACE_SILENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_trees), cmocka_unit_test(test_silent_trees)};
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
