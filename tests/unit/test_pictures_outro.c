// test_pictures_outro.c — the shell, the wordmark and verse: what they show, in any room, and what becomes of it.
#include "engine/anim/figure.h"
#include "engine/anim/identity.h"
#include "engine/anim/scene_data.h"
#include "scenes/kit/verse.h"
#include "support_golden.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const PIECES[] = {"So short a night", ",\n", "to dream of light.\n", "In 3 words"};
static const RunToken DRAWN[] = {{.id = 0, .text = "So short a night"},
                                 {.id = 1, .text = ",\n"},
                                 {.id = 2, .text = "to dream of light.\n"},
                                 {.id = 3, .text = "In 3 words"}};
static const int32_t PROMPT[] = {1};
static const RunGeneration GENERATION = {
    .prompt = ",\n", .prompt_ids = PROMPT, .n_prompt = 1, .n_ctx = 8, .tokens = DRAWN, .n_tokens = 4};
static const Run RUN = {.n_vocab = 4, .vocab = PIECES, .generation = &GENERATION, .n_params = 1234, .n_steps = 20};

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    return script_built(*state, shape, &RUN, body);
}

// ---- rooms ----

static void test_rectangles(void **state)
{
    static const struct {
        const char *make;
        double least;
    } ROWS[] = {
        {"shell { { 'git clone https://example.org/some/thing && cd thing', 'make' }, into = into }", 0.75},
        {"wordmark { 'nano', 'GPT', into = into }", 0.1},
        {"wordmark { 'gpt', 'reel', into = into }", 0.1},
        {"verse { run.generation, into = into }", 0.4},
        {"verse { run.generation, large = true, into = into }", 0.4},
        {"word_tiles { { 'Try it', 'yourself!' }, lit = true, into = into }", 0.5},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_in_rectangles(*state, &RUN, ROWS[i].make, ROWS[i].least);
}

static void test_rules_of_pictures(void **state)
{
    static const char BODY[] =
        "local page = area()\n"
        "local mark = wordmark { 'nano', 'GPT', into = page:cut_top 'quarter' }\n"
        "local sh = shell { { 'git clone https://example.org/it && cd it', 'train --steps ${run.steps}' },"
        " into = page:cut_bottom 'third' }\n"
        "local tiles = word_tiles { { 'Try it!' }, lit = true, into = page:cut_bottom 'fifth' }\n"
        "local couplet = verse { best_lines(run.generation), align = 'middle', into = page:middle() }\n"
        "par(function() appear(mark) appear(sh) appear(couplet) appear(tiles) end)\n"
        "mark:draw() mark:glow() sh:type() settle(mark, area():cut_top 'fifth') hold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        Complaints complaints = {"outro"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
        if (shape == CANVAS_WIDE)
            golden_compare("pictures_outro", s, &((Stage *)*state)->arena);
    }
}

// ---- shell ----

static void test_shell_is_typed(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local sh = shell { { 'ab cd', 'echo ${run.steps}' } }\nrise_in(sh)\n"
                           "sh:type()\nhold(1)");
    const Node *first = scene_text(s, "ab cd"), *second = scene_text(s, "echo 20");
    assert_true(node_value(first, PROP_REVEAL, 0.5) == 0); // not from the start
    assert_true(node_value(first, PROP_REVEAL, s->dur_s) == 5);
    assert_true(node_value(second, PROP_REVEAL, s->dur_s) == 7);
    double last = 0;
    for (double t_s = 0.6; t_s < s->dur_s; t_s += 0.01) { // key by key, the lines in their order
        const double shown = node_value(first, PROP_REVEAL, t_s) + node_value(second, PROP_REVEAL, t_s);
        assert_true(shown >= last && shown == floor(shown));
        assert_true(node_value(first, PROP_REVEAL, t_s) == 5 || node_value(second, PROP_REVEAL, t_s) == 0);
        last = shown;
    }
    assert_string_equal(second->shown->figures[0].figure->source.field, "totals.steps");
}

// A command that has no room beside another stands below it; typing takes as long.
static void test_shell_breaks_at_and(void **state)
{
    static const char BODY[] =
        "local sh = shell { { 'git clone https://example.org/some/long/path && cd path' } }\nrise_in(sh)\nsh:type()";
    const Scene *wide = built(state, CANVAS_WIDE, BODY), *square = built(state, CANVAS_SQUARE, BODY);
    assert_true(scene_shows(wide, " && cd path") && !scene_shows(wide, "cd path"));
    assert_true(scene_shows(square, "cd path") && scene_shows(square, "example.org/some/long/path"));
    assert_true(fabs(wide->dur_s - square->dur_s) < 1e-9);
}

// One that is still too long goes on in the next row, behind a backslash and set in.
static void test_shell_goes_on(void **state)
{
    static const char BODY[] =
        "local sh = shell { { 'python train.py --all config/train_some_characters.py', 'make' } }\n"
        "rise_in(sh)\nsh:type()\nhold(1)";
    const Scene *wide = built(state, CANVAS_WIDE, BODY), *tall = built(state, CANVAS_TALL, BODY);
    scene_text(wide, "python train.py --all config/train_some_characters.py");
    const Node *first = scene_text(tall, "python train.py --all \\"),
               *rest = scene_text(tall, "config/train_some_characters.py");
    assert_true(first->runs[0]->style.size >= SIZE_LABEL_PHONE); // where there is room for its rows
    assert_true(node_value(rest, PROP_X, 0) > node_value(first, PROP_X, 0) + first->runs[0]->style.size);
    assert_true(fabs(wide->dur_s - tall->dur_s) < 1e-9);
    for (double t_s = 0.6; t_s < tall->dur_s; t_s += 0.01)
        assert_true(node_value(first, PROP_REVEAL, t_s) == 23 || node_value(rest, PROP_REVEAL, t_s) == 0);
    assert_true(node_value(rest, PROP_REVEAL, tall->dur_s) == 31);
}

// A line break in a command begins a row without a prompt, set in.
static void test_shell_line_break(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local sh = shell { { 'python - <<end\\nprint() && end', 'make' } }\nrise_in(sh)\nsh:type()");
    const Node *first = scene_text(s, "python - <<end"), *rest = scene_text(s, "print() && end"),
               *other = scene_text(s, "make");
    const Picture *shell = picture_named(s, "shell");
    assert_int_equal(picture_part_count(shell), 5); // the card, three rows, the cursor
    assert_true(node_value(rest, PROP_X, 0) > node_value(first, PROP_X, 0));
    for (double t_s = 0.6; t_s < s->dur_s; t_s += 0.01) {
        assert_true(node_value(first, PROP_REVEAL, t_s) == 14 || node_value(rest, PROP_REVEAL, t_s) == 0);
        assert_true(node_value(rest, PROP_REVEAL, t_s) == 14 || node_value(other, PROP_REVEAL, t_s) == 0);
    }
    assert_true(node_value(other, PROP_REVEAL, s->dur_s) == 4);
}

// As a list: numbers in place of prompts, what matters lit; without a card a line is broken before its letters are small.
static void test_shell_as_list(void **state)
{
    static const char BODY[] = "local sh = shell { { 'git clone https://example.org/it && cd it',"
                               " 'python train.py config/train_some_more_letters' },"
                               " numbered = true, bare = true, lit = { 'clone', 'train.py' } }\n"
                               "rise_in(sh)\nsh:type()\nhold(1)";
    const Scene *square = built(state, CANVAS_SQUARE, BODY);
    const Theme *theme = scene_theme(square);
    const Node *number = scene_text(square, "2");
    assert_int_equal(number->shown->figures[0].figure->kind, FIGURE_ORDINAL);
    assert_true(scene_shows(square, "cd it") && !scene_shows(square, "$") && !scene_shows(square, "3"));
    const Color lit = node_color(scene_text(square, "train.py"), PROP_FILL, 0);
    const Color other = node_color(scene_text(square, "config/train_some_more_letters"), PROP_FILL, 0);
    assert_memory_equal(&lit, &theme->ink, sizeof lit);
    assert_memory_equal(&other, &theme->soft, sizeof other);
    assert_true(scene_text(square, "python ")->runs[0]->style.size > SIZE_LABEL_PHONE && scene_shows(square, " \\"));
}

// Some lines are typed, and later the others, which are not seen until then.
static void test_shell_is_typed_in_parts(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local sh = shell { { 'ls', 'make', 'run' } }\nrise_in(sh)\nsh:type(1, 2)\nhold(1)\n"
                           "sh:type(3)\nhold(1)");
    const Node *second = scene_text(s, "make"), *third = scene_text(s, "run");
    double typed_s = 0;
    while (node_value(second, PROP_REVEAL, typed_s) < 4)
        typed_s += 0.01;
    assert_true(node_value(third, PROP_REVEAL, typed_s + 0.9) == 0 && node_value(third, PROP_REVEAL, s->dur_s) == 3);
}

// What is still to be typed is there from the start, stepped back, and what is typed comes over it.
static void test_shell_faint(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local sh = shell { { 'ls', 'make' }, faint = true }\nrise_in(sh)\nsh:type()\nhold(1)");
    const Picture *shell = picture_named(s, "shell");
    const int row = picture_part_find(shell, part_index(1));
    const Node *faint = picture_item(shell, row, "faint words"), *typed = picture_item(shell, row, "words");
    assert_string_equal(faint->runs[0]->text, "make");
    assert_true(fabs((double)node_color(faint, PROP_FILL, 0).a - DIM_OPACITY) < 0.01);
    assert_true(node_value(faint, PROP_REVEAL, 0.6) < 0 && node_value(typed, PROP_REVEAL, 0.6) == 0);
    assert_true(node_value(typed, PROP_X, 1) == node_value(faint, PROP_X, 1));
    assert_true(node_value(typed, PROP_REVEAL, s->dur_s) == 4);
}

// ---- wordmark ----

static const Node *halo_of(const Scene *s, int *n)
{
    const Node *found = NULL;
    *n = 0;
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_GLOW) {
            found = s->nodes[i];
            ++*n;
        }
    return found;
}

static void test_wordmark_glows_on(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local mark = wordmark { 'nano', 'GPT' }\nappear(mark)\nmark:draw()\nmark:glow()\n"
                           "settle(mark, area():cut_top(0.1))\nhold(1)");
    int n = 0;
    const Node *halo = halo_of(s, &n);
    assert_int_equal(n, 3); // the same three are there at the end, smaller
    assert_true(node_value(halo, PROP_SCALE_X, s->dur_s) < 0.9);
    assert_true(fabs((double)node_color(halo, PROP_FILL, s->dur_s).a - 0.82) < 0.01);
    const Node *letter = scene_text(s, "G");
    assert_int_equal(letter->runs[0]->style.weight, 700);
    assert_true(fabs(node_value(letter, PROP_SCALE_X, s->dur_s) - node_value(halo, PROP_SCALE_X, s->dur_s)) < 0.01);
}

// ---- verse ----

static void test_choice(void **state)
{
    static const struct {
        const char *text, *chosen;
        int n;
        const char *but;
    } ROWS[] = {
        {"So should I see the world be my wife:\nFor the fair dies of her glorious life.\nBe resolved in sorrow!",
         "So should I see the world be my wife:\nFor the fair dies of her glorious life.", 2},
        {"ROMEO:\nA first line that is long enough,\na second line that is the end.\nand one that", // cut off
         "A first line that is long enough,\na second line that is the end.", 2},
        {"One line alone that is not the end\n\nAnother one after an empty line.\n", NULL, 2},
        {"One line alone that goes on\n\nAnother one after an empty line.\n", "Another one after an empty line.", 1},
        {"ab\ncd\n", "ab\ncd", 2},
        {"ab\ncd\nef\n", "ef", 1, "ab\ncd"}, // without what was shown before
        {"ab\ncd\nef\n", NULL, 2, "cd"},
        {"", NULL, 2},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const char *chosen = verse_choose(&((Stage *)*state)->arena, ROWS[i].text, ROWS[i].n, ROWS[i].but);
        if (!ROWS[i].chosen)
            assert_null(chosen);
        else
            assert_string_equal(chosen, ROWS[i].chosen);
    }
}

static void test_verse_quotes(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local v = verse { run.generation }\nappear(v)\n"
                           "change(v, best_lines(run.generation))\nhold(1)");
    assert_true(scene_shows(s, "So short a night,") && scene_shows(s, "to dream of light."));
    const Scene *cut = built(state, CANVAS_WIDE, "appear(verse { run.generation, at_most = 8 })\nhold(1)");
    assert_true(scene_shows(cut, "So short") && !scene_shows(cut, "night"));
    cut = built(state, CANVAS_WIDE, "appear(verse { run.generation, at_most = 7, whole = true })\nhold(1)");
    assert_true(scene_shows(cut, "So"));
    cut = built(state, CANVAS_WIDE, "appear(verse { run.generation, at_most = 8, whole = true })\nhold(1)");
    assert_true(scene_shows(cut, "So short"));
    const Node *words = scene_text(s, "In 3 words");
    assert_null(words->shown->figures[0].figure);
    assert_int_equal(words->runs[0]->style.family, FONT_SERIF);
    assert_true(node_value(words->parent, PROP_OPACITY, s->dur_s) == 0); // it left
}

// A line that has no room is set smaller, or broken where that is asked for.
static void test_verse_is_broken(void **state)
{
    static const char *const BODIES[] = {
        "appear(verse { run.generation, at_most = 17, large = true, into = area():cut_left(0.3) })\nhold(1)",
        "appear(verse { run.generation, at_most = 17, large = true, broken = true, into = area():cut_left(0.3) })\n"
        "hold(1)",
    };
    double size[2];
    for (int i = 0; i < 2; i++) {
        const Scene *s = built(state, CANVAS_WIDE, BODIES[i]);
        const Picture *verse = picture_named(s, "verse");
        assert_int_equal(picture_part_count(verse), 1 + i);
        size[i] = item_of(verse, part_index(0), "words")->runs[0]->style.size;
    }
    assert_true(size[1] > size[0]);
}

// Letter by letter and line by line, in the same time on every canvas; at the end all of it is there.
static void test_verse_is_written(void **state)
{
    double dur_s = 0;
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape,
                               "local v = verse { run.generation, large = true, into = area():middle(0.6, 0.7) }\n"
                               "v:write()\nhold(1)");
        const Picture *verse = picture_named(s, "verse");
        const int n = picture_part_count(verse);
        const Node *first = picture_item(verse, 0, "words"), *last = picture_item(verse, n - 1, "words");
        assert_true(n > 1 && node_value(first, PROP_REVEAL, 0) == 0);
        assert_true(node_value(first, PROP_REVEAL, s->dur_s / 2) > 0 && node_value(last, PROP_REVEAL, 0.1) == 0);
        assert_true(node_value(last, PROP_REVEAL, s->dur_s) == last->runs[0]->n_glyphs);
        assert_true(dur_s == 0 || dur_s == s->dur_s);
        dur_s = s->dur_s;
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"shell { {} }", "a shell shows 1 to 24 lines, not 0"},
        {"local n = {} for i = 1, 10 do n[i] = 'make' end shell { n, numbered = true }",
         "a shell shows 1 to 9 numbered lines, not 10"},
        {"shell { { 'sleep 5' } }", "the digit 5 in \"sleep 5\" comes from nowhere"},
        {"wordmark { '' }", "has no letters"},
        {"verse { 'To be' }", "tokens are wanted here"},
        {"word_tiles { { '${run.steps} steps' } }", "tiles show letters, not figures"},
        {"shell { { 'ls' } }:type()", "never shown"},
        {"shell { { 'ls' } }:type(2)", "there are no lines 2 to 2 in this shell, which has 1"},
        {"local v = verse { run.generation }\nappear(v)\nv:write()", "is there already"},
    };
    check_refused(*state, &RUN, ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),       cmocka_unit_test(test_rules_of_pictures),
        cmocka_unit_test(test_shell_is_typed),   cmocka_unit_test(test_shell_breaks_at_and),
        cmocka_unit_test(test_shell_goes_on),    cmocka_unit_test(test_shell_line_break),
        cmocka_unit_test(test_shell_as_list),    cmocka_unit_test(test_shell_faint),
        cmocka_unit_test(test_shell_is_typed_in_parts), cmocka_unit_test(test_wordmark_glows_on),
        cmocka_unit_test(test_choice),           cmocka_unit_test(test_verse_quotes),
        cmocka_unit_test(test_verse_is_broken),
        cmocka_unit_test(test_verse_is_written), cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
