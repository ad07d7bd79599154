// test_formula_ink.c — nothing in a formula covers anything else: all that tests/mathjax/formulas.txt has, drawn piece
// by piece.
#include "engine/base/file.h"
#include "engine/formula/formula.h"
#include "engine/raster/outline.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { EM_PX = 40, WIDTH_PX = 1200, HEIGHT_PX = 400, COVERED_TWICE = 60 }; // of 255: more than edges that touch

static void fill(cairo_t *cr, const Path *path, double x, double y, double scale)
{
    cairo_new_path(cr);
    outline_add(cr, path, matrix_multiply(matrix_scale(scale, scale), matrix_translate(x, y)));
    cairo_fill(cr);
}

static void draw(cairo_t *cr, const Ink *ink)
{
    switch (ink->kind) {
    case INK_GLYPHS:
        for (int i = 0; i < ink->run->n_glyphs; i++)
            fill(cr, ink->run->glyphs[i].outline, ink->x + ink->run->glyphs[i].at.x, ink->y, ink->run->style.size);
        break;
    case INK_RULE:
        cairo_rectangle(cr, ink->x, ink->y, ink->w, ink->h);
        cairo_fill(cr);
        break;
    case INK_SHAPE:
        fill(cr, ink->shape, ink->x, ink->y, 1);
        break;
    }
}

// How much of a pixel two pieces of ink share at most, 0 to 255.
static int most_shared(const FormulaSet *set)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, WIDTH_PX, HEIGHT_PX);
    const int stride = cairo_image_surface_get_stride(surface);
    uint8_t *pixels = cairo_image_surface_get_data(surface);
    static uint8_t before[WIDTH_PX * HEIGHT_PX];
    memset(before, 0, sizeof before);
    int most = 0;
    cairo_t *cr = cairo_create(surface);
    cairo_translate(cr, EM_PX, HEIGHT_PX / 2.0);
    for (int i = 0; i < set->n_inks; i++) {
        draw(cr, &set->inks[i]);
        cairo_surface_flush(surface);
        for (int y = 0; y < HEIGHT_PX; y++)
            for (int x = 0; x < WIDTH_PX; x++) {
                uint8_t *now = &pixels[y * stride + x], *was = &before[y * WIDTH_PX + x];
                const int shared = *now + *was - 255;
                most = shared > most ? shared : most;
                *was = (uint8_t)(*now + *was > 255 ? 255 : *now + *was);
                *now = 0;
            }
        cairo_surface_mark_dirty(surface);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return most;
}

static int shared_in(Arena *arena, FontFace *face, const char *source)
{
    Err err = {""};
    const Formula *formula = formula_parse(arena, source, NULL, 0, &err);
    const FormulaSet *set = formula ? formula_set(arena, face, formula, EM_PX, &err) : NULL;
    if (!set)
        fail_msg("%s: %s", source, err.text);
    assert_true(set->width + 2 * EM_PX < WIDTH_PX && set->height < HEIGHT_PX / 2.0);
    return most_shared(set);
}

static void test_nothing_overlaps(void **state)
{
    (void)state;
    Arena arena;
    Err err = {""};
    arena_init(&arena);
    const char *line = file_read(&arena, "tests/mathjax/formulas.txt", NULL, &err);
    FontFace *face = font_face_open(&arena, "fonts/texgyrepagella-math.otf", 0, &err);
    assert_true(line && face);
    int n = 0, n_wrong = 0;
    for (; *line; n++) {
        const size_t n_bytes = strcspn(line, "\n");
        const char *source = arena_strndup(&arena, line, n_bytes);
        const int shared = shared_in(&arena, face, source);
        n_wrong += shared > COVERED_TWICE;
        if (shared > COVERED_TWICE)
            print_error("%d of 255 are covered twice: %s\n", shared, source);
        line += n_bytes + 1;
    }
    assert_int_equal(n, 40);
    assert_int_equal(n_wrong, 0);
    assert_true(shared_in(&arena, face, "a\\!\\!b") > COVERED_TWICE); // it would be seen
    font_face_close(face);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_overlaps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
