// test_pictures_guess.c — the card of a guess on held-out text: what it shows at which point, that widths are
// probabilities, that its text has room, how it learns; the weights that do; and the dots of a tally.
#include "engine/anim/figure.h"
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "scenes/kit/chart.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const VOCAB[] = {"a", "e", "i", "o", "\n", "h"};
enum { A, E, I, O, NEWLINE, H, N_VOCAB = 6, N_STEPS = 30 };

// What the same model expected at first of the first one.
static const RunCandidate AT_FIRST[] = {{NEWLINE, 0.21}, {O, 0.2}, {E, 0.2}, {I, 0.19}, {A, 0.1}, {H, 0.1}};
static const RunToken UNTRAINED = {.id = A, .text = "a", .p = 0.1, .top = AT_FIRST, .n_top = 6, .entropy_nats = 1.75};

// Guesses that are made as such are recorded: the right one among the likely ones, or far behind.
static const RunCandidate LIKELY[] = {{E, 0.425}, {I, 0.305}, {A, 0.234}, {O, 0.02}, {NEWLINE, 0.01}};
static const RunGuess GUESSES[] = {
    {"as I am a man.\nO, how I long to h",
     "ve some chat",
     {.id = A, .text = "a", .p = 0.234, .top = LIKELY, .n_top = 5},
     &UNTRAINED},
    {"O, how I long to h", "rse", {.id = O, .text = "o", .p = 0.02, .top = LIKELY, .n_top = 5}, NULL},
    {"", "", {.id = NEWLINE, .text = "\n", .p = 0.01, .top = LIKELY, .n_top = 5}, NULL},
};
enum { N_GUESSES = sizeof GUESSES / sizeof *GUESSES };

static const Run *run_with(Stage *stage, const RunGuess *guess)
{
    RunMetric *metrics = ARENA_ARRAY(&stage->arena, RunMetric, N_STEPS);
    for (int i = 0; i < N_STEPS; i++)
        metrics[i] = (RunMetric){.step = i,
                                 .loss = 4 * exp(-i / 10.0),
                                 .val_loss = NAN,
                                 .lr = NAN,
                                 .grad_norm = NAN,
                                 .reward = NAN,
                                 .tool_rate = NAN,
                                 .answer_tokens = NAN};
    Run *run = ARENA_NEW(&stage->arena, Run);
    *run = (Run){.n_vocab = N_VOCAB,
                 .vocab = VOCAB,
                 .metrics = metrics,
                 .n_metrics = N_STEPS,
                 .n_steps = N_STEPS,
                 .guess = guess};
    return run;
}

#define CARD                                                                                                           \
    "guess_card { run.guess, head = 'a guess', name = 'surprise', question = 'which one?', widths = 'as likely', "     \
    "into = "

static void test_rectangles(void **state)
{
    for (int i = 0; i < N_GUESSES; i++)
        check_in_rectangles(*state, run_with(*state, &GUESSES[i]), CARD "into, state = 'measured' }", 0.5);
}

static bool has(const Picture *card, const char *part)
{
    return picture_part_find(card, part_named(part)) >= 0;
}

// Step by step, on every canvas; what is told later is not there before.
static void test_steps(void **state)
{
    static const char *const STEPS[] = {"", "card:spread()", "card:spread() card:answer()",
                                        "card:spread() card:answer() card:measure()"};
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++)
        for (int i = 0; i < 4; i++) {
            const char *body = arena_printf(&((Stage *)*state)->arena,
                                            "local card = " CARD "area() }\nappear(card)\n"
                                            "%s\nhold(1)",
                                            STEPS[i]);
            const Scene *s = script_built(*state, shape, run_with(*state, &GUESSES[0]), body);
            const Picture *card = picture_named(s, "guess_card");
            const int context = picture_part_find(card, part_named("context"));
            assert_int_equal(picture_part_find(card, part_id(E)) >= 0, i >= 1);
            assert_int_equal(picture_item(card, context, "token") != NULL, i >= 2);
            assert_int_equal(picture_item(card, context, "after") != NULL, i >= 2);
            assert_int_equal(has(card, "surprise"), i >= 3);
            assert_int_equal(scene_shows(s, "1.45"), i >= 3);
            assert_int_equal(scene_shows(s, "0.234"), i >= 3);
            assert_true(scene_shows(s, "a guess"));
            assert_true(scene_shows(s, "which one?")); // of each step there are words, until the next one's
            assert_int_equal(scene_shows(s, "as likely"), i >= 1);
            assert_int_equal(scene_shows(s, "surprise"), i >= 3);
            Complaints complaints = {"a guess, step by step"};
            check_pictures(s, &complaints);
            assert_int_equal(complaints.n, 0);
        }
}

// Cells are as wide as what they show is likely; the right one has its own, however unlikely it was.
static void test_widths(void **state)
{
    for (int i = 0; i < N_GUESSES; i++) {
        const Scene *s = script_built(*state, CANVAS_WIDE, run_with(*state, &GUESSES[i]),
                                      "appear(" CARD "area(), state = 'answered' })\nhold(1)");
        const Picture *card = picture_named(s, "guess_card");
        const Rect first = picture_part_box(card, picture_part_find(card, part_id(E)));
        int n_lit = 0;
        for (int k = 0; k < picture_part_count(card); k++) {
            if (picture_part_key(card, k).sort != PART_ID || !picture_item(card, k, "halo"))
                continue;
            const double share = picture_part_box(card, k).w / first.w;
            assert_true(fabs(share - GUESSES[i].token.p / LIKELY[0].p) < 0.01);
            n_lit++;
        }
        assert_int_equal(n_lit, 1);
    }
}

// The numbers are recorded ones, and one is computed from the other.
static void test_figures(void **state)
{
    const Scene *s =
        script_built(*state, CANVAS_WIDE, run_with(*state, &GUESSES[0]),
                     "appear(" CARD "area(), state = 'measured' })\n"
                     "appear(label('${run.guess.surprise:.3f} ${run.guess.p:.2f} ${run.guess.text}'))\nhold(1)");
    const Picture *card = picture_named(s, "guess_card");
    const Node *number = picture_item(card, picture_part_find(card, part_named("surprise")), "number");
    assert_string_equal(number->runs[0]->text, "1.45");
    assert_string_equal(figure_describe(&((Stage *)*state)->arena, node_shown(number, 0)->figures[0].figure),
                        "neg(log(run:main guess.json p))");
    assert_true(scene_shows(s, "1.452 0.23 a"));
}

// What the model expected at step 0 is a guess as well; a card goes from one to the other, and a symbol keeps its cell.
static void test_untrained(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s =
            script_built(*state, shape, run_with(*state, &GUESSES[0]),
                         "local card = guess_card { run.guess.untrained, head = 'before', name = 'surprise', into = "
                         "area():cut_top(0.6), state = 'measured' }\nappear(card)\nhold(1)\n"
                         "local bars = next_bars { run.guess.untrained.token, into = area():cut_bottom(0.3) }\n"
                         "appear(bars)\nchange(bars, run.guess.token)\nchange(card, run.guess)\nhold(1)\n"
                         "appear(label('${run.guess.untrained.token.entropy:.3f} ${run.guess.untrained.text}'))");
        const Picture *card = picture_named(s, "guess_card");
        const Node *number = picture_item(card, picture_part_find(card, part_named("surprise")), "number");
        assert_string_equal(number->runs[0]->text, "1.45");
        assert_true(scene_shows(s, "2.30")); // before
        assert_true(scene_shows(s, "1.750 a"));
        const int lit = picture_part_find(card, part_id(A)), other = picture_part_find(card, part_id(E));
        assert_non_null(picture_item(card, lit, "halo"));
        assert_true(fabs(picture_part_box(card, lit).w / picture_part_box(card, other).w - 0.234 / 0.425) < 0.01);
    }
    assert_non_null(strstr(script_build_body(*state, CANVAS_WIDE, run_with(*state, &GUESSES[1]),
                                             "appear(label('${run.guess.untrained.p:.2f}'))", &(Scene *){NULL}),
                           "untrained"));
}

// Where hardly a symbol has room to be read, it is still seen how many there are.
static void test_many_symbols(void **state)
{
    Arena *arena = &((Stage *)*state)->arena;
    enum { N = 60 };
    const char **vocab = ARENA_ARRAY(arena, const char *, N);
    RunCandidate *top = ARENA_ARRAY(arena, RunCandidate, N);
    for (int i = 0; i < N; i++) {
        vocab[i] = "x";
        top[i] = (RunCandidate){i, 1.0 / N};
    }
    const RunGuess guess = {"as I am ", "an", {.id = 7, .text = "x", .p = 1.0 / N, .top = top, .n_top = N}, NULL};
    Run *run = ARENA_NEW(arena, Run);
    *run = (Run){.n_vocab = N, .vocab = vocab, .guess = &guess};
    const Scene *s = script_built(*state, CANVAS_WIDE, run, "appear(" CARD "area(), state = 'answered' })");
    const Picture *card = picture_named(s, "guess_card");
    for (int i = 0; i < N; i++)
        assert_true(picture_part_find(card, part_id(i)) >= 0);
    assert_non_null(picture_item(card, picture_part_find(card, part_id(7)), "halo"));
}

static double bar_w(const Scene *s, double t_s)
{
    const Picture *card = picture_named(s, "guess_card");
    return node_value(picture_item(card, picture_part_find(card, part_named("bar")), "surprise"), PROP_W, t_s);
}

// It learns: cells, numbers and the bar move together, at each moment the one number is -ln of the other; the steps of
// both ends are seen only before and after.
static void test_learns(void **state)
{
    static const char BODY[] = "local card = guess_card { run.guess.untrained, steps = true, head = 'a guess', "
                               "name = 'surprise', state = 'measured', into = area():cut_top(0.6) }\n"
                               "begin_with(card)\nhold(1)\n"
                               "stretch(4, function() card:learn(run.guess, { head = 'it knows' }) end)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, run_with(*state, &GUESSES[0]), BODY);
        const Picture *card = picture_named(s, "guess_card");
        const Node *number = picture_item(card, picture_part_find(card, part_named("surprise")), "number");
        const Node *step = picture_item(card, picture_part_find(card, part_named("step")), "words");
        assert_string_equal(number->runs[0]->text, "1.45");
        const double p = scene_number(s, "0.100", 2.9);
        assert_true(p > 0.11 && p < 0.22);
        assert_true(fabs(scene_number(s, "2.30", 2.9) + log(p)) < 0.01);
        assert_string_equal(step->runs[0]->text, "step 30");
        assert_true(scene_shows(s, "step 0") && scene_shows(s, "2.30") && scene_shows(s, "it knows"));
        assert_true(bar_w(s, 3) < bar_w(s, 1) && bar_w(s, 3) > bar_w(s, 6));
        assert_true(fabs(bar_w(s, 6) / bar_w(s, 1) - log(0.234) / log(0.1)) < 0.01);
        Complaints complaints = {"a guess that learns"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// Of the surprise there is the bar alone, beside it the chance; both run as it learns.
static void test_bar_alone(void **state)
{
    static const char BODY[] = "local card = guess_card { run.guess.untrained, numbered = false, beside = 'chance', "
                               "head = 'a guess', name = 'surprise', state = 'measured', into = area():cut_top(0.6) }\n"
                               "begin_with(card)\nhold(1)\nstretch(4, function() card:learn(run.guess) end)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, run_with(*state, &GUESSES[0]), BODY);
        const Picture *card = picture_named(s, "guess_card");
        assert_true(picture_part_find(card, part_named("surprise")) < 0);
        assert_false(scene_shows(s, "2.30") || scene_shows(s, "1.45"));
        const double percent = scene_number(s, "10.0 %", 2.9);
        assert_true(scene_number(s, "10.0 %", 0.5) == 10 && percent > 11 && percent < 22);
        assert_true(text_number(item_of(card, part_named("p"), "p"), 5.9) == 23.4);
        assert_true(bar_w(s, 3) < bar_w(s, 1) && bar_w(s, 3) > bar_w(s, 6));
        Complaints complaints = {"a guess without a number"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// ---- each frame of a change ----

static Rect box_at(const Scene *s, const Node *node, double t_s)
{
    return matrix_bounds(node_to_canvas(s, node, t_s), node_local_bounds(node, t_s));
}

static double opacity_at(const Node *node, double t_s)
{
    return node ? node_value(node, PROP_OPACITY, t_s) * opacity_at(node->parent, t_s) : 1;
}

static bool is_seen(const Node *node, double t_s)
{
    return opacity_at(node, t_s) > 0.02;
}

static double middle_x(Rect box)
{
    return box.x + box.w / 2;
}

// What of a cell is seen: its letters are in it or under it, at its middle, where it is wide enough; its halo is its
// own. Gives how much of a halo there is.
static double check_cell(const Scene *s, const Node *cell, double t_s)
{
    static const double NEAR = 0.5; // units
    const Node *rect = NULL;
    double halo = 0;
    for (int i = 0; i < cell->n_children; i++)
        rect = cell->children[i]->kind == NODE_RECT ? cell->children[i] : rect;
    const Rect box = box_at(s, rect, t_s);
    for (int i = 0; i < cell->n_children; i++) {
        const Node *node = cell->children[i];
        const Rect own = node->kind == NODE_GLOW ? matrix_bounds(node_to_canvas(s, node, t_s), node->shape_bounds[0])
                                                 : box_at(s, node, t_s);
        if (node == rect || !is_seen(node, t_s))
            continue;
        assert_true(fabs(middle_x(own) - middle_x(box)) < NEAR);
        if (node->kind == NODE_TEXT)
            assert_true(own.w < box.w || own.y > box.y + box.h - own.h / 2);
        if (node->kind != NODE_GLOW)
            continue;
        assert_true(fabs(own.w - box.w) < NEAR && fabs(own.h - box.h) < NEAR && fabs(own.y - box.y) < NEAR);
        halo += node_value(node, PROP_OPACITY, t_s);
    }
    return halo;
}

// Of the part with the chance, the text with some words in it that is seen.
static Rect seen_box(const Scene *s, const Picture *card, const char *words, double t_s)
{
    const Node *part = picture_part_node(card, picture_part_find(card, part_named("p")));
    Rect box = RECT_EMPTY;
    for (int i = 0; i < part->n_children; i++)
        if (is_seen(part->children[i], t_s) && strstr(part->children[i]->runs[0]->text, words))
            box = box_at(s, part->children[i], t_s);
    assert_true(box.w > 0);
    return box;
}

// From the word before a chance to its number, units.
static double gap_at(const Scene *s, const Picture *card, double t_s)
{
    const Rect word = seen_box(s, card, "chance", t_s), number = seen_box(s, card, "%", t_s);
    return number.x - word.x - word.w;
}

// The line to the chance comes from the middle of the right one's cell.
static void check_link(const Scene *s, const Picture *card, double t_s)
{
    const Node *link = item_of(card, part_named("link"), "link");
    const Rect cell = box_at(s, item_of(card, part_id(A), "cell"), t_s);
    if (link)
        assert_true(fabs(node_to_canvas(s, link, t_s).x0 - middle_x(cell)) < 0.5);
}

// The share of the line to the chance that is drawn.
static double link_at(const Scene *s, double t_s)
{
    const Node *link = item_of(picture_named(s, "guess_card"), part_named("link"), "link");
    return link ? fmax(node_value(link, PROP_TRIM_END, t_s), 0) : 0;
}

// Where a symbol stands under its cell, a line that is drawn begins under the symbol. Whether both are there.
static bool check_under_symbol(const Scene *s, double t_s)
{
    const Picture *card = picture_named(s, "guess_card");
    const Node *below = item_of(card, part_id(A), "below");
    if (!below || link_at(s, t_s) == 0)
        return false;
    const Rect symbol = box_at(s, below, t_s);
    assert_true(node_to_canvas(s, item_of(card, part_named("link"), "link"), t_s).y0 > symbol.y + 0.8 * symbol.h);
    return true;
}

static void check_frames(const Scene *s, double from_s)
{
    const Picture *card = picture_named(s, "guess_card");
    const int word_at = picture_part_find(card, part_named("p"));
    const double gap = gap_at(s, card, from_s), word_x = box_at(s, item_of(card, part_named("p"), "before"), from_s).x;
    const bool alone = !has(card, "surprise");
    for (double t_s = from_s; t_s < s->dur_s; t_s += 1.0 / 60) {
        for (int i = 0; i < picture_part_count(card); i++) {
            if (picture_part_key(card, i).sort != PART_ID)
                continue;
            const double halo = check_cell(s, picture_part_node(card, i), t_s);
            assert_true(picture_part_key(card, i).a == A ? fabs(halo - 1) < 0.03 : halo == 0);
        }
        check_link(s, card, t_s);
        assert_true(fabs(gap_at(s, card, t_s) - gap) < 0.01);
        const Node *word = picture_item(card, word_at, "before");
        assert_true(!alone || fabs(box_at(s, word, t_s).x - word_x) < 0.01);
    }
}

// The right one was hardly expected, by half, or almost surely.
static const RunCandidate HARDLY[] = {{NEWLINE, 0.5}, {O, 0.4}, {E, 0.03}, {I, 0.03}, {A, 0.02}, {H, 0.02}};
static const RunCandidate SURELY[] = {{A, 0.8}, {E, 0.1}, {I, 0.04}, {O, 0.03}, {NEWLINE, 0.02}, {H, 0.01}};
static const RunCandidate BY_HALF[] = {{A, 0.5}, {E, 0.2}, {I, 0.1}, {O, 0.1}, {NEWLINE, 0.05}, {H, 0.05}};
static const RunToken HALF = {.id = A, .text = "a", .p = 0.5, .top = BY_HALF, .n_top = 6};
static const RunToken UNLIKELY = {.id = A, .text = "a", .p = 0.02, .top = HARDLY, .n_top = 6};
static const RunToken SURE = {.id = A, .text = "a", .p = 0.8, .top = SURELY, .n_top = 6};
static const RunGuess BETTER = {"O, how I long to h", "ve some chat", SURE, &UNLIKELY};
static const RunGuess WORSE = {"O, how I long to h", "ve some chat", UNLIKELY, &SURE};
static const RunGuess GOOD = {"O, how I long to h", "ve some chat", SURE, &HALF};

// In each frame a letter is at the middle of its cell, the halo is around it, and the number as far from its word, in
// cards of all shapes; for better or worse; by learning, or by a change.
static void test_each_frame(void **state)
{
    static const char *const AREAS[] = {"area()", "area():cut_top(0.3)", "area():cut_left(0.55)"};
    static const char *const MOVES[] = {"card:learn(run.guess)", "change(card, run.guess)"};
    enum { N_CASES = N_CANVASES * 3 * 2 * 2 * 2 };
    int n_under = 0;
    for (int i = 0; i < N_CASES; i++) {
        const bool numbered = i / 24 % 2;
        const char *body =
            arena_printf(&((Stage *)*state)->arena,
                         "local card = guess_card { run.guess.untrained, numbered = %s, beside = 'chance', head = "
                         "'a guess', name = 'surprise', state = 'measured', steps = true, into = %s }\n"
                         "begin_with(card)\nhold(1)\n%s\nhold(0.5)",
                         numbered ? "true" : "false", AREAS[i / 4 % 3], MOVES[i / 12 % 2]);
        const Run *run = run_with(*state, i < N_CASES / 2 ? &BETTER : &WORSE);
        const Scene *s = script_built(*state, (CanvasShape)(i % N_CANVASES), run, body);
        check_frames(s, 0.9);
        n_under += check_under_symbol(s, s->dur_s);
    }
    assert_true(n_under > 0);
}

// The line to the chance goes along with the cell when it was there and still is; where there was none it comes when all
// has moved, and where there will be none it goes meanwhile.
static void test_link_of_what_learns(void **state)
{
    static const char BODY[] = "local card = guess_card { run.guess.untrained, beside = 'chance', head = 'a guess', "
                               "name = 'surprise', state = 'measured', into = area() }\n"
                               "begin_with(card)\nhold(1)\ncard:learn(run.guess)\nhold(0.5)";
    static const double LEARNED_S = 3.35; // nearly
    static const struct {
        const RunGuess *guess;
        double before, meanwhile, after; // meanwhile: at most
    } ROWS[] = {{&BETTER, 0, 0, 1}, {&GOOD, 1, 1, 1}, {&WORSE, 1, 1, 0}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const Scene *s = script_built(*state, CANVAS_WIDE, run_with(*state, ROWS[i].guess), BODY);
        assert_true(link_at(s, 0.9) == ROWS[i].before && link_at(s, s->dur_s) == ROWS[i].after);
        for (double t_s = 1; t_s < LEARNED_S; t_s += 1.0 / 60)
            assert_true(link_at(s, t_s) <= ROWS[i].meanwhile && link_at(s, t_s) >= fmin(ROWS[i].before, ROWS[i].after));
    }
}

// It keeps room for what it learned from: the words around the chance stand still, also when it goes back to that.
static void test_room_for_what_it_learned_from(void **state)
{
    static const char BODY[] = "local card = guess_card { run.guess.untrained, beside = 'chance', head = 'a guess', "
                               "name = 'surprise', state = 'measured', into = area() }\n"
                               "begin_with(card)\nhold(1)\ncard:learn(run.guess)\n"
                               "change(card, run.guess.untrained)\nhold(0.5)";
    const Scene *s = script_built(*state, CANVAS_WIDE, run_with(*state, &WORSE), BODY);
    const Picture *card = picture_named(s, "guess_card");
    const Rect before = seen_box(s, card, "chance", 0.9), behind = seen_box(s, card, "→", 0.9);
    for (double t_s = 1; t_s < s->dur_s; t_s += 1.0 / 60) {
        const Rect number = seen_box(s, card, "%", t_s);
        assert_true(fabs(number.x - before.x - before.w) < 0.01 && number.x + number.w < behind.x + 0.01);
        assert_true(fabs(seen_box(s, card, "chance", t_s).x - before.x) < 0.01);
        assert_true(fabs(seen_box(s, card, "→", t_s).x - behind.x) < 0.01);
    }
}

// The few weights that a run has, in whole rows; they change to as many others, and a part that changes keeps its
// place.
static void test_weights(void **state)
{
    enum { N = 2 * 4 * 8 };
    Arena *arena = &((Stage *)*state)->arena;
    float *values = ARENA_ARRAY(arena, float, N);
    for (int i = 0; i < N; i++)
        values[i] = i < N / 2 ? 0.01F : -0.1F;
    Tensor *few = ARENA_NEW(arena, Tensor);
    *few = (Tensor){.name = "weights", .n_dims = 3, .shape = {2, 4, 8}, .n_items = N, .f32 = values};
    Run *run = arena_memdup(arena, run_with(*state, &GUESSES[0]), sizeof *run);
    run->few_weights = few;
    check_in_rectangles(*state, run, "weights { run.few_weights[2], into = into }", 0.3);
    const Scene *s = script_built(*state, CANVAS_WIDE, run,
                                  "local few = weights { run.few_weights[1], into = area():middle(0.5) }\nappear(few)\n"
                                  "change(few, run.few_weights[2])\nhold(1)");
    const Picture *picture = picture_named(s, "weights");
    const Node *weight = picture_item(picture, picture_part_find(picture, part_index(0)), "weight");
    assert_true(picture_part_count(picture) <= N / 2 && picture_part_count(picture) > N / 4);
    assert_true(node_value(weight, PROP_W, 0.6) < node_value(weight, PROP_W, 2));
    s = script_built(*state, CANVAS_WIDE, run,
                     "local few = weights { run.few_weights[1], one = 3, into = area():middle(0.5) }\nappear(few)\n"
                     "few:enlarge()\nfew:nudge(run.few_weights[2])\nfew:put_back()\nhold(1)");
    picture = picture_named(s, "weights");
    const Node *one = picture_item(picture, picture_part_find(picture, part_index(2)), "weight"),
               *other = picture_item(picture, picture_part_find(picture, part_index(0)), "weight");
    assert_true(node_value(one, PROP_W, 9) > node_value(other, PROP_W, 9));    // nudged, and small again
    assert_true(node_value(one, PROP_W, 1.9) > 2 * node_value(one, PROP_W, 9)); // large before
    static const Refused ROWS[] = {
        {"local w = weights { run.few_weights[1] }\nappear(w)\nw:enlarge()", "say which `one`"},
        {"local w = weights { run.few_weights[1], one = 1 }\nappear(w)\nw:nudge(run.few_weights[2])", "`enlarge` one"},
        {"local w = weights { run.few_weights[1], one = 1 }\nappear(w)\nw:put_back()", "`enlarge` one"},
        {"local w = weights { run.few_weights[1], one = 1 }\nappear(w)\nw:enlarge()\nw:enlarge()", "large already"},
        {"local w = weights { run.few_weights[1] }\nappear(w)\nchange(w, run.few_weights)", "as many others"},
        {"local w = weights { run.few_weights[1] }\nappear(w)\nchange(w, run)", "as many others"},
    };
    check_refused(*state, run, ROWS, 6);
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"appear(guess_card { run.guess, head = 'a guess' })", "name"},
        {"local c = " CARD "area() }\nappear(c)\nc:learn(run.guess)", "measure it first"},
        {"local c = " CARD "area() }\nappear(c)\nchange(c, run.metrics)", "run.guess.untrained"},
    };
    check_refused(*state, run_with(*state, &GUESSES[0]), ROWS, 3);
}

// Dots go out where they are, and what is left of a whole one is a slice.
static void test_tally_goes_out(void **state)
{
    static const char BODY[] = "local t = tally { run.n_vocab, lit = run.n_vocab }\nappear(t)\n"
                               "change(t, run.metrics[9].loss, { stagger = 0.01 })\nhold(1)";
    const Run *run = run_with(*state, &GUESSES[0]);
    const Picture *dots = picture_named(script_built(*state, CANVAS_WIDE, run, BODY), "tally");
    const double lit = run->metrics[8].loss;
    assert_int_equal(picture_part_count(dots), run->n_vocab);
    for (int i = 0; i < run->n_vocab; i++) {
        assert_int_equal(picture_item(dots, i, "light") != NULL, i + 1 <= lit);
        assert_int_equal(picture_item(dots, i, "slice") != NULL, i < lit && i + 1 > lit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_untrained),
        cmocka_unit_test(test_many_symbols),
        cmocka_unit_test(test_learns),
        cmocka_unit_test(test_bar_alone),
        cmocka_unit_test(test_each_frame),
        cmocka_unit_test(test_link_of_what_learns),
        cmocka_unit_test(test_room_for_what_it_learned_from),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_tally_goes_out),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
