// test_text.c — text becomes outlines in the right places, from the font files of fonts/ and, for what they lack, the
// system's.
#include "engine/anim/scene_data.h"
#include "support_temp.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Fixture {
    Arena arena;
    Fonts *fonts;
    Err err;
} Fixture;

static const TextStyle SANS = {.family = FONT_SANS, .size = 100};
static const TextStyle MONO = {.family = FONT_MONO, .size = 100};
static const TextStyle SERIF = {.family = FONT_SERIF, .size = 100};

static int setup(void **state)
{
    static Fixture fixture;
    arena_init(&fixture.arena);
    fixture.fonts = fonts_create("fonts", &fixture.err);
    *state = &fixture;
    return fixture.fonts ? 0 : -1;
}

static int teardown(void **state)
{
    Fixture *f = *state;
    fonts_destroy(f->fonts);
    arena_finish(&f->arena);
    return 0;
}

static const TextRun *shape(Fixture *f, TextStyle style, const char *text)
{
    f->err.text[0] = '\0';
    const TextRun *run = text_shape(f->fonts, &f->arena, &style, text, &f->err);
    if (!run)
        fail_msg("\"%s\": %s", text, f->err.text);
    return run;
}

static void expect_error(Fixture *f, TextStyle style, const char *text, const char *part)
{
    f->err.text[0] = '\0';
    assert_null(text_shape(f->fonts, &f->arena, &style, text, &f->err));
    if (!strstr(f->err.text, part))
        fail_msg("\"%s\" does not say \"%s\"", f->err.text, part);
}

static void assert_near(double a, double b, double tolerance)
{
    if (!(fabs(a - b) <= tolerance))
        fail_msg("%.6f is not %.6f", a, b);
}

// The unhinted advances of a word's letters, in em, as FreeType reads them from the file.
static double advances_em(const char *file, const char *word)
{
    FT_Library library;
    FT_Face face;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    assert_int_equal(FT_New_Face(library, file, 0, &face), 0);
    double sum = 0;
    for (const char *c = word; *c; c++) {
        assert_int_equal(FT_Load_Char(face, (FT_ULong)*c, FT_LOAD_NO_SCALE), 0);
        sum += (double)face->glyph->metrics.horiAdvance / face->units_per_EM;
    }
    FT_Done_Face(face);
    FT_Done_FreeType(library);
    return sum;
}

static void test_width_is_the_fonts(void **state)
{
    Fixture *f = *state;
    const struct {
        TextStyle style;
        int weight;
        const char *file, *word;
    } rows[] = {
        {SANS, 400, "fonts/Inter-Regular.otf", "minimum"},  {SANS, 300, "fonts/Inter-Light.otf", "minimum"},
        {SANS, 500, "fonts/Inter-Medium.otf", "minimum"},   {SANS, 600, "fonts/Inter-SemiBold.otf", "minimum"},
        {SANS, 700, "fonts/Inter-Bold.otf", "minimum"},     {MONO, 400, "fonts/JetBrainsMono-Regular.ttf", "for i"},
        {MONO, 700, "fonts/JetBrainsMono-Bold.ttf", "AVA"}, {SERIF, 400, "fonts/EBGaramond12-Regular.otf", "minimum"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextStyle style = rows[i].style;
        style.weight = rows[i].weight;
        const TextRun *run = shape(f, style, rows[i].word);
        assert_int_equal(run->n_glyphs, (int)strlen(rows[i].word));
        assert_near(run->logical.w / style.size, advances_em(rows[i].file, rows[i].word), 0.001);
    }
    TextStyle light = SANS, bold = SANS;
    light.weight = 300;
    bold.weight = 700;
    assert_ptr_not_equal(shape(f, light, "m")->glyphs[0].outline, shape(f, bold, "m")->glyphs[0].outline);
}

static void test_kerning_stays(void **state)
{
    Fixture *f = *state;
    const double sum = advances_em("fonts/Inter-Regular.otf", "AVA");
    const double width = shape(f, SANS, "AVA")->logical.w / 100;
    assert_true(width < sum - 0.05);
    assert_true(width > sum - 0.3);
}

static void test_same_text_same_outlines(void **state)
{
    Fixture *f = *state;
    TextStyle large = SANS;
    large.size = 250;
    const TextRun *a = shape(f, SANS, "outline"), *b = shape(f, SANS, "outline"), *c = shape(f, large, "outline");
    for (int i = 0; i < a->n_glyphs; i++) {
        assert_ptr_equal(a->glyphs[i].outline, b->glyphs[i].outline);
        assert_ptr_equal(a->glyphs[i].outline, c->glyphs[i].outline);
        assert_true(a->glyphs[i].at.x == b->glyphs[i].at.x);
        assert_near(c->glyphs[i].at.x, 2.5 * a->glyphs[i].at.x, 1e-9);
    }
    // A second Fonts gives the same points, though not the same pointers.
    Fonts *again = fonts_create("fonts", &f->err);
    const TextRun *d = text_shape(again, &f->arena, &SANS, "outline", &f->err);
    for (int i = 0; i < a->n_glyphs; i++) {
        const Path *p = a->glyphs[i].outline, *q = d->glyphs[i].outline;
        assert_int_equal(p->n_points, q->n_points);
        assert_memory_equal(p->points, q->points, sizeof(Point) * (size_t)p->n_points);
    }
    fonts_destroy(again);
}

static void test_outlines_stand_on_the_baseline(void **state)
{
    Fixture *f = *state;
    const Rect box = path_bounds(shape(f, SANS, "H")->glyphs[0].outline);
    assert_near(box.y + box.h, 0, 1e-6);
    assert_near(box.y, -0.727, 0.01); // Inter's capitals
    const TextRun *run = shape(f, SANS, "Hp");
    assert_true(run->logical.y < run->ink.y);
    assert_true(run->ink.y + run->ink.h > 10); // p reaches below
    assert_true(run->ink.y + run->ink.h < run->logical.y + run->logical.h);
}

static void test_places_are_not_rounded(void **state)
{
    Fixture *f = *state;
    TextStyle small = SANS;
    small.size = 13.37;
    const TextRun *run = shape(f, small, "minimum of all things");
    int n_whole = 0;
    for (int i = 1; i < run->n_glyphs; i++)
        n_whole += fabs(run->glyphs[i].at.x - round(run->glyphs[i].at.x)) < 1e-3;
    assert_true(n_whole <= 1);
    assert_near(run->glyphs[7].at.x / 13.37, advances_em("fonts/Inter-Regular.otf", "minimum"), 1e-4);
    const TextRun *wide = shape(f, MONO, "0123456789012345678901234567890123456789");
    for (int i = 0; i < wide->n_glyphs; i++)
        assert_near(wide->glyphs[i].at.x, 60.0 * i, 1e-9);
}

static void test_alignment(void **state)
{
    Fixture *f = *state;
    TextStyle style = MONO;
    const struct {
        Align align;
        double first, second; // left ends of lines of 2 and 4 figures
    } rows[] = {{ALIGN_START, 0, 0}, {ALIGN_MIDDLE, -60, -120}, {ALIGN_END, -120, -240}};
    for (size_t i = 0; i < 3; i++) {
        style.align = rows[i].align;
        const TextRun *run = shape(f, style, "12\n3456");
        assert_near(run->glyphs[0].at.x, rows[i].first, 1e-9);
        assert_near(run->glyphs[3].at.x, rows[i].second, 1e-9);
        assert_near(run->logical.x, rows[i].second, 1e-9);
        assert_near(run->logical.w, 240, 1e-9);
    }
}

static void test_newlines_and_spaces_are_kept(void **state)
{
    Fixture *f = *state;
    TextStyle style = MONO;
    style.line_pitch = 150;
    const TextRun *run = shape(f, style, "  a \n\nb\n");
    assert_int_equal(run->n_glyphs, 8); // one for each character, so letters and characters go together
    assert_int_equal(run->n_lines, 4);
    const double x[] = {0, 60, 120, 180, 240, 0, 0, 60};
    const int line[] = {0, 0, 0, 0, 0, 1, 2, 2};
    for (int i = 0; i < 8; i++) {
        assert_int_equal(run->glyphs[i].byte, i);
        assert_int_equal(run->glyphs[i].line, line[i]);
        assert_near(run->glyphs[i].at.x, x[i], 1e-9);
        assert_near(run->glyphs[i].at.y, 150.0 * line[i], 1e-9);
        assert_int_equal(run->glyphs[i].outline->n_points > 0, i == 2 || i == 6);
    }
    assert_near(run->logical.w, 240, 1e-9);
    assert_near(run->logical.h, 3 * 150 + 132, 1e-6); // JetBrains Mono: 1.02 above, 0.3 below
    const TextRun *empty = shape(f, SANS, "");
    assert_int_equal(empty->n_glyphs, 0);
    assert_int_equal(empty->n_lines, 1);
    assert_true(empty->logical.w == 0 && empty->logical.h > 100);
    assert_true(rect_is_empty(empty->ink));
    assert_int_equal(shape(f, SANS, "   ")->n_glyphs, 3);
}

static void test_wrapping(void **state)
{
    Fixture *f = *state;
    TextStyle style = MONO;
    style.max_width = 60 * 9 + 1;
    const TextRun *run = shape(f, style, "to be or not to be, that is");
    assert_int_equal(run->n_lines, 4); // "to be or", "not to", "be, that", "is"
    const char *const firsts[] = {"to be or ", "not to ", "be, that ", "is"};
    int first = 0;
    for (int line = 0; line < 4; line++) {
        assert_int_equal(run->glyphs[first].line, line);
        assert_near(run->glyphs[first].at.x, 0, 1e-9);
        assert_memory_equal(run->text + run->glyphs[first].byte, firsts[line], strlen(firsts[line]));
        first += (int)strlen(firsts[line]);
    }
    assert_int_equal(first, run->n_glyphs);
    assert_near(run->logical.w, 8 * 60, 1e-9); // a space that was broken at takes no room
    assert_near(run->glyphs[8].advance, 0, 1e-9);
    style.max_width = 0;
    assert_int_equal(shape(f, style, "to be or not to be, that is")->n_lines, 1);
    style.max_width = 100; // a word that does not fit stands alone
    assert_int_equal(shape(f, style, "a whatever b")->n_lines, 3);
}

// In text that runs to the left bytes fall along a line; clusters still share out all of it.
static void test_text_that_runs_left(void **state)
{
    Fixture *f = *state;
    const char *text = "ab \u202Ecd\u00E9 (f)\u202C g\nh \u202Ei";
    const TextRun *run = shape(f, SERIF, text);
    char seen[64] = "";
    bool falls = false;
    for (int i = 0; i < run->n_glyphs; i++) {
        const Glyph *glyph = &run->glyphs[i];
        assert_true(0 <= glyph->byte && glyph->byte < glyph->end && glyph->end <= (int)strlen(text));
        falls = falls || (i > 0 && glyph->byte < glyph[-1].byte);
        memset(seen + glyph->byte, 'x', (size_t)(glyph->end - glyph->byte));
    }
    assert_true(falls);
    assert_int_equal(strspn(seen, "x"), strlen(text));
}

static void test_letter_space(void **state)
{
    Fixture *f = *state;
    TextStyle style = SANS;
    style.letter_space = 7.3;
    const TextRun *spaced = shape(f, style, "AVA text"), *plain = shape(f, SANS, "AVA text");
    for (int i = 0; i < plain->n_glyphs; i++)
        assert_near(spaced->glyphs[i].at.x, plain->glyphs[i].at.x + i * 7.3, 2e-3);
    assert_near(spaced->logical.w, plain->logical.w + 7 * 7.3, 2e-3);
}

static void test_small_caps(void **state)
{
    Fixture *f = *state;
    TextStyle style = SERIF;
    style.small_caps = true;
    const TextRun *small = shape(f, style, "Romeo"), *plain = shape(f, SERIF, "Romeo"),
                  *caps = shape(f, SERIF, "ROMEO");
    for (int i = 0; i < 5; i++) {
        assert_ptr_not_equal(small->glyphs[i].outline, plain->glyphs[i].outline);
        assert_ptr_not_equal(small->glyphs[i].outline, caps->glyphs[i].outline);
    }
    assert_true(small->ink.h < 0.8 * caps->ink.h);
}

static void test_italic(void **state)
{
    Fixture *f = *state;
    TextStyle style = SERIF;
    style.italic = true;
    assert_ptr_not_equal(shape(f, style, "a")->glyphs[0].outline, shape(f, SERIF, "a")->glyphs[0].outline);
    style.family = FONT_SANS;
    expect_error(f, style, "a", "Inter in italic");
}

static void test_nothing_ligates(void **state)
{
    Fixture *f = *state;
    const char *const texts[] = {"a->b != c === d", "office fluff flight", "Think Quick", "3x4 <= 5"};
    const TextStyle styles[] = {SANS, MONO, SERIF};
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 3; j++) {
            const TextRun *run = shape(f, styles[j], texts[i]);
            assert_int_equal(run->n_glyphs, (int)strlen(texts[i]));
            for (int k = 0; k < run->n_glyphs; k++)
                assert_int_equal(run->glyphs[k].byte, k);
        }
    assert_ptr_equal(shape(f, MONO, "->")->glyphs[0].outline, shape(f, MONO, "-")->glyphs[0].outline);
    assert_ptr_equal(shape(f, SANS, "->")->glyphs[1].outline, shape(f, SANS, ">")->glyphs[0].outline);
}

static void test_tabular_figures(void **state)
{
    Fixture *f = *state;
    const TextStyle styles[] = {SANS, MONO, SERIF};
    for (int i = 0; i < 3; i++)
        for (char c[2] = "1"; c[0] <= '9'; c[0]++)
            assert_near(shape(f, styles[i], c)->logical.w, shape(f, styles[i], "0")->logical.w, 1e-6);
}

static void test_fallback(void **state)
{
    Fixture *f = *state;
    // JetBrains Mono has no signs for a space and a newline, so these come from Inter; Inter has no block elements.
    assert_true(shape(f, MONO, "\xe2\x90\xa3")->glyphs[0].outline == shape(f, SANS, "\xe2\x90\xa3")->glyphs[0].outline);
    assert_true(shape(f, MONO, "\xe2\x8f\x8e")->glyphs[0].outline == shape(f, SANS, "\xe2\x8f\x8e")->glyphs[0].outline);
    const TextRun *run = shape(f, SANS, "a\xe2\x96\x93z");
    assert_int_equal(run->n_glyphs, 3);
    assert_ptr_equal(run->glyphs[1].outline, shape(f, MONO, "\xe2\x96\x93")->glyphs[0].outline);
    assert_ptr_equal(run->glyphs[0].outline, shape(f, SANS, "a")->glyphs[0].outline);
    assert_int_equal(run->glyphs[2].byte, 4);
}

static void test_errors_name_the_character(void **state)
{
    Fixture *f = *state;
    expect_error(f, SANS, "a\xe6\x97\xa5", "\xe6\x97\xa5 (U+65E5)");
    expect_error(f, MONO, "\xf0\x9f\x98\x80", "(U+1F600)");
    expect_error(f, SANS, "a\tb", "U+0009 at byte 1");
    expect_error(f, SANS, "a\r\n", "U+000D");
    expect_error(f, SANS, "a\xe2\x80\xa8", "U+2028");
    expect_error(f, SANS, "ab\xff", "not UTF-8 at byte 2");
    expect_error(f, (TextStyle){.family = FONT_SANS}, "a", "size above 0");
    shape(f, SANS, "all is well again");
}

static void test_folder_without_fonts(void **state)
{
    (void)state;
    Err err = {""};
    assert_null(fonts_create("fonts/nowhere", &err));
    assert_non_null(strstr(err.text, "fonts/nowhere"));
    assert_null(fonts_create("engine/anim", &err));
    assert_non_null(strstr(err.text, "engine/anim: no font files"));
    fonts_destroy(NULL);
}

static void print_line(void *context, const char *text)
{
    int *n_inter = context;
    *n_inter += strstr(text, "Inter") && strstr(text, "Version") && strstr(text, ".otf");
}

static void test_print(void **state)
{
    Fixture *f = *state;
    int n_inter = 0;
    fonts_print(f->fonts, print_line, &n_inter);
    assert_int_equal(n_inter, 5);
}

// ---- the system's fonts ----

static const char DROID[] = "/usr/share/fonts/truetype/droid"; // of Debian's fonts-droid-fallback

// Fonts on a system that has the font files of one folder.
static Fonts *fonts_with(const char *dir, Err *err)
{
    void *made;
    assert_int_equal(temp_setup(&made), 0);
    Temp *temp = made;
    const char *config = temp_write_text(
        temp, "fonts.conf",
        arena_printf(&temp->arena,
                     "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>%s</dir>"
                     "<cachedir>%s</cachedir></fontconfig>",
                     dir, temp_path(temp, "cache")));
    const char *own = getenv("FONTCONFIG_FILE");
    const char *before = own ? arena_strdup(&temp->arena, own) : NULL;
    setenv("FONTCONFIG_FILE", config, 1);
    Fonts *fonts = fonts_create("fonts", err);
    fonts_look_for(fonts, "\xe6\xbc\xa2"); // the system is looked at when it is needed
    if (before)
        setenv("FONTCONFIG_FILE", before, 1);
    else
        unsetenv("FONTCONFIG_FILE");
    temp_teardown(&made);
    return fonts;
}

static void test_fonts_of_the_system(void **state)
{
    Fixture *f = *state;
    if (access(DROID, R_OK) != 0) {
        print_message("skipped: fonts-droid-fallback is not installed\n");
        skip();
    }
    Fonts *fonts = fonts_with(DROID, &f->err);
    const TextRun *run = text_shape(fonts, &f->arena, &SERIF, "a\xe6\xbc\xa2\xe5\xad\x97z", &f->err);
    assert_non_null(run);
    assert_int_equal(run->n_glyphs, 4);
    const TextRun *own = text_shape(fonts, &f->arena, &SERIF, "az", &f->err);
    assert_ptr_equal(run->glyphs[0].outline, own->glyphs[0].outline);
    assert_ptr_equal(run->glyphs[3].outline, own->glyphs[1].outline);
    for (int i = 1; i <= 2; i++) {
        assert_non_null(strstr(font_face_path(run->glyphs[i].face), "DroidSansFallback"));
        assert_true(run->glyphs[i].outline->n_points > 10);
        assert_near(run->glyphs[i].advance, 100, 1); // an em, as Chinese characters are
    }
    assert_true(run->glyphs[1].outline != run->glyphs[2].outline);
    assert_null(fonts_missing(fonts, &f->arena));
    fonts_destroy(fonts);
}

static void test_what_no_font_has(void **state)
{
    Fixture *f = *state;
    Fonts *fonts = fonts_create("fonts", &f->err);
    fonts_look_for(fonts, "plain words, \xc3\xa9, \xce\xb1");
    assert_null(fonts_missing(fonts, &f->arena));
    fonts_look_for(fonts, "\xe6\xbc\xa2\xe5\xad\x97\xef\xbc\x8c\xe6\xbc\xa2 \xed\x95\x9c");
    const char *said = fonts_missing(fonts, &f->arena);
    assert_non_null(strstr(said, "3 (Chinese), 1 (Korean)"));
    assert_non_null(strstr(said, "apt install fonts-noto-cjk"));
    assert_null(strstr(strstr(said, "fonts-noto-cjk") + 1, "fonts-noto-cjk"));
    fonts_destroy(fonts);
    expect_error(f, SANS, "a\xe0\xb9\x81", "apt install fonts-noto-core");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_is_the_fonts),
        cmocka_unit_test(test_kerning_stays),
        cmocka_unit_test(test_same_text_same_outlines),
        cmocka_unit_test(test_outlines_stand_on_the_baseline),
        cmocka_unit_test(test_places_are_not_rounded),
        cmocka_unit_test(test_alignment),
        cmocka_unit_test(test_newlines_and_spaces_are_kept),
        cmocka_unit_test(test_wrapping),
        cmocka_unit_test(test_text_that_runs_left),
        cmocka_unit_test(test_letter_space),
        cmocka_unit_test(test_small_caps),
        cmocka_unit_test(test_italic),
        cmocka_unit_test(test_nothing_ligates),
        cmocka_unit_test(test_tabular_figures),
        cmocka_unit_test(test_fallback),
        cmocka_unit_test(test_errors_name_the_character),
        cmocka_unit_test(test_folder_without_fonts),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_fonts_of_the_system),
        cmocka_unit_test(test_what_no_font_has),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
