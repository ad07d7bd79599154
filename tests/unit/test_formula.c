// test_formula.c — formulas: what is refused and where, and that they are set by the constants of the font's MATH
// table.
#include "engine/formula/formula.h"
#include "support_near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char FONT[] = "fonts/texgyrepagella-math.otf";

typedef struct Fixture {
    Arena arena;
    FontFace *face;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    Err err = {""};
    arena_init(&fixture.arena);
    fixture.face = font_face_open(&fixture.arena, FONT, 0, &err);
    *state = &fixture;
    return fixture.face ? 0 : 1;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    font_face_close(fixture->face);
    arena_finish(&fixture->arena);
    return 0;
}

static const Formula *parsed(void **state, const char *source)
{
    Err err = {""};
    const Formula *formula = formula_parse(&((Fixture *)*state)->arena, source, NULL, 0, &err);
    if (!formula)
        fail_msg("%s: %s", source, err.text);
    return formula;
}

// At 1000 units an em, so that units are those of the font.
static const FormulaSet *set(void **state, const char *source)
{
    Fixture *fixture = *state;
    Err err = {""};
    const FormulaSet *result = formula_set(&fixture->arena, fixture->face, parsed(state, source), 1000, &err);
    if (!result)
        fail_msg("%s: %s", source, err.text);
    return result;
}

// The ink of a name, the n-th from 0.
static const Ink *ink(const FormulaSet *set, const char *name, int n)
{
    for (int i = 0; i < set->n_inks; i++)
        if (strcmp(set->inks[i].mark.name, name) == 0 && n-- == 0)
            return &set->inks[i];
    fail_msg("there is no %s", name);
    return NULL;
}

// ---- reading ----

static void test_errors_name_the_column(void **state)
{
    static const struct {
        const char *source, *says;
    } ROWS[] = {
        {"", "column 1 of the formula: there is nothing in it"},
        {"a + \\alhpa", "column 5 of the formula: there is no \\alhpa; did you mean \\alpha?"},
        {"\\softmax x", "column 1 of the formula: there is no \\softmax; write \\operatorname{softmax}"},
        {"\\frac{a}", "column 9 of the formula: what stands below the line is missing"},
        {"\\frac{a}{b", "column 9 of the formula: { has no }"},
        {"α + {b", "column 5 of the formula: { has no }"}, // characters, not bytes
        {"a}", "column 2 of the formula: nothing was begun that } ends"},
        {"x^2^3", "column 4 of the formula: a second superscript"},
        {"x_2_3", "column 4 of the formula: a second subscript"},
        {"x^", "column 3 of the formula: the superscript is missing"},
        {"x'' '", "column 5 of the formula: a second superscript"},
        {"\\left( a", "column 1 of the formula: \\left has no \\right"},
        {"a \\right)", "column 3 of the formula: nothing was begun that \\right ends"},
        {"a \\middle| b", "column 3 of the formula: \\middle stands between"},
        {"\\left a \\right)", "column 7 of the formula: \\left is followed by a delimiter"},
        {"\\sqrt[3 x", "column 6 of the formula: [ has no ]"},
        {"\\begin{matrx} a \\end{matrx}", "there is no environment \"matrx\"; did you mean"},
        {"\\begin{cases} a \\end{matrix}", "column 17 of the formula: \\end{matrix} stands where \\end{cases} belongs"},
        {"x + \\begin{cases} a", "column 5 of the formula: \\begin{cases} has no \\end{cases}"},
        {"a & b", "column 3 of the formula: & belongs into an environment"},
        {"a \\\\ b", "column 3 of the formula: \\\\ belongs into an environment"},
        {"$a$", "column 1 of the formula: $ has no meaning here"},
        {"5%", "column 2 of the formula: % has no meaning here; leave it out, or write \\% for the sign"},
        {"a + 世", "column 5 of the formula: formulas do not know the character 世"},
        {"\\text{a", "column 8 of the formula: the text has no braces"},
        {"x\\limits_a", "column 2 of the formula: \\limits stands behind an operator"},
        {"\\name{a}{x \\name{b}{y}}", "column 12 of the formula: one \\name stands in another"},
        {"\\", "column 1 of the formula: a backslash stands alone"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Err err = {""};
        assert_null(formula_parse(&((Fixture *)*state)->arena, ROWS[i].source, NULL, 0, &err));
        if (!strstr(err.text, ROWS[i].says))
            fail_msg("%s: \"%s\" instead of \"%s\"", ROWS[i].source, err.text, ROWS[i].says);
    }
}

// Groups in groups are refused before the stack ends.
static void test_deep_groups_are_refused(void **state)
{
    enum { N = 5000 };
    static const char *const OPENINGS[] = {"{", "\\sqrt{", "x^{", "\\left(", "\\frac{1}{", "^"};
    Arena *arena = &((Fixture *)*state)->arena;
    for (size_t i = 0; i < sizeof OPENINGS / sizeof *OPENINGS; i++) {
        const size_t n = strlen(OPENINGS[i]);
        char *source = ARENA_ARRAY(arena, char, (int64_t)n *N + 1);
        for (size_t k = 0; k < N; k++)
            memcpy(source + k * n, OPENINGS[i], n);
        Err err = {""};
        assert_null(formula_parse(arena, source, NULL, 0, &err));
        assert_non_null(strstr(err.text, "column"));
    }
}

static void test_parts_have_names(void **state)
{
    static const char *const NAMES[] = {"softmax", "(",     "frac", "Q",   "K",  "T",     "sqrt",
                                        "d",       "alpha", ")",    "Q#2", "12", "scores"};
    const Formula *formula = parsed(
        state, "\\operatorname{softmax}\\left(\\frac{QK^T}{\\sqrt{d}}\\alpha\\right) Q_{12} \\name{scores}{a + b}");
    assert_int_equal(formula->n_parts, sizeof NAMES / sizeof *NAMES);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        bool found = false;
        for (int k = 0; k < formula->n_parts; k++)
            found = found || strcmp(formula->parts[k].name, NAMES[i]) == 0;
        if (!found)
            fail_msg("no part %s", NAMES[i]);
    }
}

// A number that was measured is given as a figure; small whole ones belong to the formula.
static void test_bare_numbers(void **state)
{
    assert_null(parsed(state, "\\frac{1}{2} x^{10} + 12")->bare);
    assert_string_equal(parsed(state, "x + 0.5")->bare, "0.5");
    assert_int_equal(parsed(state, "x + 0.5")->bare_column, 5);
    assert_string_equal(parsed(state, "\\ln 65")->bare, "65");
    assert_string_equal(parsed(state, "\\text{GPT-2}")->bare, "GPT-2");
    // "<0.1 %" came for ${share}, which takes 8 columns of what was written.
    const FormulaSpan span = {4, 6, 8};
    Err err = {""};
    const Formula *formula = formula_parse(&((Fixture *)*state)->arena, "L = <0.1 % + 65", &span, 1, &err);
    assert_non_null(formula);
    assert_string_equal(formula->bare, "65");
    assert_int_equal(formula->bare_column, 16);
}

// ---- setting: the numbers below are the constants of the font's MATH table, in its thousandths of an em ----

enum { SHIFT_UP = 354, SHIFT_UP_CRAMPED = 296, SHIFT_DOWN = 232, SCRIPT = 740, SCRIPTSCRIPT = 550, AXIS = 250 };
enum { NUMERATOR_UP = 720, DENOMINATOR_DOWN = 666, RULE = 60, GAP = 120, NULL_DELIMITER = 120, OVERHANG = 100 };

static double advance(void **state, const char *letter)
{
    return set(state, letter)->width;
}

static void test_scripts(void **state)
{
    const FormulaSet *x = set(state, "x^2_i");
    assert_near(ink(x, "2", 0)->y, -SHIFT_UP);
    assert_near(ink(x, "2", 0)->size, SCRIPT);
    assert_near(ink(set(state, "x_i"), "i", 0)->y, SHIFT_DOWN);
    assert_near(ink(set(state, "x^{y^z}"), "z", 0)->size, SCRIPTSCRIPT);
    assert_near(ink(set(state, "\\sqrt{x^2}"), "2", 0)->y, -SHIFT_UP_CRAMPED);
}

static void test_spaces_between_classes(void **state)
{
    const double a = advance(state, "a");
    assert_near(ink(set(state, "a+b"), "+", 0)->x, a + 4000.0 / 18);
    assert_near(ink(set(state, "a=b"), "=", 0)->x, a + 5000.0 / 18);
    assert_near(ink(set(state, "a,b"), "b", 0)->x - ink(set(state, "a,b"), ",", 0)->x - advance(state, ","),
                3000.0 / 18);
    assert_near(ink(set(state, "-b"), "b", 0)->x, advance(state, "-"));
    assert_near(ink(set(state, "x^{a+b}"), "+", 0)->x - ink(set(state, "x^{a+b}"), "a", 0)->x, SCRIPT / 1000.0 * a);
    assert_near(set(state, "a\\quad b")->width, a + 1000 + advance(state, "b"));
    assert_near(set(state, "a\\,b")->width, a + 3000.0 / 18 + advance(state, "b"));
}

static void test_fraction(void **state)
{
    const FormulaSet *f = set(state, "\\frac{a}{c}");
    const double w = advance(state, "a") + 2 * OVERHANG; // a is the wider one
    assert_near(ink(f, "a", 0)->y, -NUMERATOR_UP);
    assert_near(ink(f, "c", 0)->y, DENOMINATOR_DOWN);
    assert_near(ink(f, "frac", 0)->y, -AXIS - RULE / 2.0);
    assert_near(ink(f, "frac", 0)->h, RULE);
    assert_near(ink(f, "frac", 0)->x, NULL_DELIMITER);
    assert_near(ink(f, "frac", 0)->w, w);
    assert_near(f->width, w + 2 * NULL_DELIMITER);
}

static void test_limits(void **state)
{
    const FormulaSet *above = set(state, "\\sum_{i}^{n}"), *beside = set(state, "\\textstyle\\sum_{i}^{n}");
    const Rect sum = ink_bounds(ink(above, "sum", 0)), n = ink_bounds(ink(above, "n", 0));
    assert_within(sum.y + sum.h / 2, -AXIS, 1);
    assert_within(sum.y - (n.y + n.h), GAP, 20);
    assert_true(ink(above, "i", 0)->x < sum.x + sum.w && ink(beside, "i", 0)->x > ink_bounds(ink(beside, "sum", 0)).w);
    assert_true(sum.h > 1.3 * ink_bounds(ink(beside, "sum", 0)).h);
}

static void test_root(void **state)
{
    const FormulaSet *f = set(state, "\\sqrt{x}");
    const Rect sign = ink_bounds(ink(f, "sqrt", 0)), x = ink_bounds(ink(f, "x", 0));
    const double free = sign.h - RULE - x.h; // of which the half of what is too much is above
    assert_near(x.y - sign.y - RULE, GAP + (free - GAP) / 2);
    assert_near(sign.x + sign.w, f->width);
}

// Brackets grow as what they hold does: first as larger forms, then put together of pieces.
static void test_fences_grow(void **state)
{
    const FormulaSet *small = set(state, "\\left(x\\right)"), *large = set(state, "\\left(\\frac{a}{c}\\right)");
    const FormulaSet *huge = set(state, "\\left(\\begin{matrix}a\\\\b\\\\c\\\\d\\\\e\\end{matrix}\\right)");
    assert_int_equal(ink(small, "(", 0)->kind, INK_GLYPHS);
    assert_int_equal(ink(large, "(", 0)->kind, INK_GLYPHS);
    assert_int_equal(ink(huge, "(", 0)->kind, INK_SHAPE);
    assert_true(ink_bounds(ink(large, "(", 0)).h > 1.5 * ink_bounds(ink(small, "(", 0)).h);
    const Rect bracket = ink_bounds(ink(huge, "(", 0));
    const double reach = fmax(huge->height - AXIS, huge->depth + AXIS);
    assert_within(bracket.h, 2 * reach, 2);
    assert_within(bracket.y + bracket.h / 2, -AXIS, 2);
}

static void test_table(void **state)
{
    const FormulaSet *f = set(state, "\\begin{aligned} a &= b \\\\ aaa &= c \\end{aligned}");
    assert_near(ink(f, "=", 0)->x, ink(f, "=", 1)->x);
    assert_near(ink(f, "=", 0)->x, 3 * advance(state, "a") + 5000.0 / 18);
    assert_near(ink(f, "=", 1)->y - ink(f, "=", 0)->y, 1300); // a strut of 1 em, and 0.3 em between rows
    const FormulaSet *matrix = set(state, "\\begin{matrix} a & b \\end{matrix}");
    assert_near(matrix->width, advance(state, "a") + 1000 + advance(state, "b"));
}

static void test_words_and_dots(void **state)
{
    const FormulaSet *argmax = set(state, "\\operatorname{arg\\,max}");
    assert_near(argmax->width, advance(state, "\\text{arg}") + 1000.0 / 6 + advance(state, "\\max"));
    const TextRun *run = ink(argmax, "arg\u2009max", 0)->run;
    assert_int_equal(run->n_glyphs, 7);
    assert_string_equal(run->text + run->glyphs[4].byte, "max");
    // An accent takes a letter's dot.
    assert_true(ink_bounds(ink(set(state, "\\hat i"), "i", 0)).h < 0.8 * ink_bounds(ink(set(state, "i"), "i", 0)).h);
}

static void test_missing_character(void **state)
{
    Fixture *fixture = *state;
    Err err = {""};
    const Formula *formula = parsed(state, "\\text{世}");
    assert_null(formula_set(&fixture->arena, fixture->face, formula, 1, &err));
    assert_non_null(strstr(err.text, "世"));
    FontFace *plain = font_face_open(&fixture->arena, "fonts/Inter-Regular.otf", 0, &err);
    assert_null(formula_set(&fixture->arena, plain, parsed(state, "x"), 1, &err));
    assert_non_null(strstr(err.text, "MATH"));
    font_face_close(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors_name_the_column),
        cmocka_unit_test(test_deep_groups_are_refused),
        cmocka_unit_test(test_parts_have_names),
        cmocka_unit_test(test_bare_numbers),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_spaces_between_classes),
        cmocka_unit_test(test_fraction),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_root),
        cmocka_unit_test(test_fences_grow),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_words_and_dots),
        cmocka_unit_test(test_missing_character),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
