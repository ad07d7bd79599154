// set_formulas.c — sets each formula of a file from a font and prints what it drew as lines of JSON, for compare.mjs:
//
//     set_formulas FONT FILE
//
// In em, y up; a line of the file is a formula. The first line has the constants of the font's MATH table that MathJax
// has parameters for, and the italics corrections of letters.
#include "engine/formula/formula.h"
#include "engine/formula/math_font.h"

#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROW(name)                                                                                                      \
    {                                                                                                                  \
#name, HB_OT_MATH_CONSTANT_##name                                                                              \
    }

static const struct {
    const char *name;
    hb_ot_math_constant_t constant;
} CONSTANTS[] = {
    ROW(AXIS_HEIGHT),
    ROW(FRACTION_RULE_THICKNESS),
    ROW(FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP),
    ROW(FRACTION_NUMERATOR_SHIFT_UP),
    ROW(STACK_TOP_SHIFT_UP),
    ROW(FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN),
    ROW(FRACTION_DENOMINATOR_SHIFT_DOWN),
    ROW(SUPERSCRIPT_SHIFT_UP),
    ROW(SUPERSCRIPT_SHIFT_UP_CRAMPED),
    ROW(SUBSCRIPT_SHIFT_DOWN),
    ROW(SUPERSCRIPT_BASELINE_DROP_MAX),
    ROW(SUBSCRIPT_BASELINE_DROP_MIN),
    ROW(UPPER_LIMIT_GAP_MIN),
    ROW(LOWER_LIMIT_GAP_MIN),
    ROW(UPPER_LIMIT_BASELINE_RISE_MIN),
    ROW(LOWER_LIMIT_BASELINE_DROP_MIN),
    ROW(SPACE_AFTER_SCRIPT),
    ROW(RADICAL_DISPLAY_STYLE_VERTICAL_GAP),
    ROW(RADICAL_EXTRA_ASCENDER),
    ROW(DELIMITED_SUB_FORMULA_MIN_HEIGHT),
};
enum { N_CONSTANTS = sizeof CONSTANTS / sizeof *CONSTANTS };

static bool print_font(FontFace *face, Err *err)
{
    enum { FIRST_LETTER = 0x1D400, LAST_LETTER = 0x1D7FF };
    MathFont font;
    if (!math_font_init(&font, face, err))
        return false;
    printf("{\"script\":%.4f", math_percent(&font, HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN));
    for (int i = 0; i < N_CONSTANTS; i++)
        printf(",\"%s\":%.4f", CONSTANTS[i].name, math_constant(&font, CONSTANTS[i].constant));
    fputs(",\"italics\":{", stdout);
    for (uint32_t code = FIRST_LETTER; code <= LAST_LETTER; code++)
        printf("%s\"%u\":%.4f", code > FIRST_LETTER ? "," : "", code, math_italic(&font, math_glyph(&font, code)));
    puts("}}");
    return true;
}

static void print_path(const Path *path, Point at, double scale)
{
    static const char LETTERS[] = {[PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CUBIC] = 'C', [PATH_CLOSE] = 'Z'};
    static const int N_POINTS[] = {[PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CUBIC] = 3, [PATH_CLOSE] = 0};
    const Point *point = path->points;
    for (int i = 0; i < path->n_verbs; i++) {
        putchar(LETTERS[path->verbs[i]]);
        for (int k = 0; k < N_POINTS[path->verbs[i]]; k++, point++)
            printf(" %.4f %.4f", at.x + scale * point->x, -(at.y + scale * point->y));
    }
}

static void begin_part(bool *first, const char *kind)
{
    printf("%s{\"kind\":\"%s\",\"d\":\"", *first ? "" : ",", kind);
    *first = false;
}

static void print_ink(const Ink *ink, bool *first)
{
    switch (ink->kind) {
    case INK_RULE:
        begin_part(first, "rule");
        printf("M %.4f %.4f L %.4f %.4f L %.4f %.4f L %.4f %.4f Z\"}", ink->x, -ink->y, ink->x + ink->w, -ink->y,
               ink->x + ink->w, -ink->y - ink->h, ink->x, -ink->y - ink->h);
        break;
    case INK_SHAPE:
        begin_part(first, "shape");
        print_path(ink->shape, (Point){ink->x, ink->y}, 1);
        fputs("\"}", stdout);
        break;
    case INK_GLYPHS:
        for (int i = 0; i < ink->run->n_glyphs; i++) {
            const Glyph *glyph = &ink->run->glyphs[i];
            if (glyph->outline->n_points == 0)
                continue;
            begin_part(first, "glyph");
            print_path(glyph->outline, (Point){ink->x + glyph->at.x, ink->y + glyph->at.y}, ink->run->style.size);
            fputs("\"}", stdout);
        }
    }
}

static bool print_formula(Arena *arena, FontFace *face, const char *source, Err *err)
{
    const Formula *formula = formula_parse(arena, source, NULL, 0, err);
    const FormulaSet *set = formula ? formula_set(arena, face, formula, 1, err) : NULL;
    if (!set)
        return err_prefix(err, "%s", source);
    bool first = true;
    printf("{\"width\":%.4f,\"parts\":[", set->width);
    for (int i = 0; i < set->n_inks; i++)
        print_ink(&set->inks[i], &first);
    puts("]}");
    return true;
}

int main(int argc, char **argv)
{
    enum { MOST_BYTES = 2048 };
    char line[MOST_BYTES];
    Arena arena;
    Err err = {""};
    if (argc != 3) {
        fputs("usage: set_formulas FONT FILE\n", stderr);
        return 2;
    }
    FILE *file = fopen(argv[2], "r");
    arena_init(&arena);
    FontFace *face = file ? font_face_open(&arena, argv[1], 0, &err) : NULL;
    bool done = face && print_font(face, &err);
    while (done && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        done = print_formula(&arena, face, line, &err);
    }
    if (!done)
        fprintf(stderr, "%s\n", file ? err.text : "cannot read the file of formulas");
    if (file)
        fclose(file);
    font_face_close(face);
    arena_finish(&arena);
    return done ? 0 : 1;
}
