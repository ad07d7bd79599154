// formula.c — from the boxes of a formula, in em, to what is drawn, in units.
#include "engine/formula/formula.h"

#include "engine/formula/box.h"

#include <string.h>

// Whether both are glyphs of the same atom, side by side.
static bool runs_on(const BoxInk *a, const BoxInk *b)
{
    return a->mark == b->mark && !a->rule && !b->rule && !a->shape && !b->shape && a->y == b->y && a->scale == b->scale;
}

static int count_glyphs(const BoxInk *inks, int n_inks)
{
    int n = 1;
    while (n < n_inks && runs_on(&inks[0], &inks[n]))
        n++;
    return n;
}

// Glyphs as a run of text. Where each stands for a character of the mark's words, it knows that; else it stands for
// all.
static const TextRun *make_run(Arena *arena, FontFace *face, const BoxInk *inks, int n, double size)
{
    const double type = size * inks[0].scale;
    const char *words = inks[0].mark->words;
    const int n_bytes = (int)strlen(words);
    Glyph *glyphs = ARENA_ARRAY(arena, Glyph, n);
    TextRun *run = ARENA_NEW(arena, TextRun);
    double width = 0;
    Rect ink = RECT_EMPTY;
    int byte = 0;
    for (int i = 0; i < n; i++) {
        const Path *outline = font_face_outline(face, inks[i].glyph);
        const double x = (inks[i].x - inks[0].x) * size;
        int end = byte + 1;
        while (end < n_bytes && (words[end] & 0xC0) == 0x80)
            end++;
        end = i + 1 < n && end < n_bytes ? end : n_bytes;
        glyphs[i] = (Glyph){.outline = outline,
                            .face = face,
                            .index = inks[i].glyph,
                            .at = {x, 0},
                            .advance = inks[i].w * size,
                            .byte = byte,
                            .end = end};
        byte = end;
        width = x + glyphs[i].advance;
        if (outline->n_points > 0) {
            const Rect box = path_bounds(outline);
            ink = rect_union(ink, (Rect){x + box.x * type, box.y * type, box.w * type, box.h * type});
        }
    }
    const double ascent = font_face_ascent(face) * type, descent = font_face_descent(face) * type;
    *run = (TextRun){.text = words,
                     .style = {.family = FONT_MATH, .size = type, .line_pitch = 1.3 * type},
                     .glyphs = glyphs,
                     .n_glyphs = n,
                     .n_lines = 1,
                     .logical = {0, -ascent, width, ascent + descent},
                     .ink = ink};
    return run;
}

static Ink make_ink(Arena *arena, FontFace *face, const BoxInk *from, int n, double size)
{
    Ink ink = {
        .kind = INK_GLYPHS, .mark = *from->mark, .x = from->x * size, .y = from->y * size, .size = size * from->scale};
    if (from->rule) {
        ink.kind = INK_RULE;
        ink.w = from->w * size;
        ink.h = from->h * size;
    } else if (from->shape) {
        Path *path = path_create(arena);
        path_append(path, from->shape, matrix_scale(size, size));
        ink.kind = INK_SHAPE;
        ink.shape = path;
    } else {
        ink.run = make_run(arena, face, from, n, size);
    }
    return ink;
}

const FormulaSet *formula_set(Arena *arena, FontFace *face, const Formula *formula, double size, Err *err)
{
    Setter set = {.arena = arena, .err = err};
    if (!math_font_init(&set.font, face, err))
        return NULL;
    const Box box = set_list(&set, formula->atoms, CLASS_COUNT, (Style){STYLE_DISPLAY, false});
    if (set.failed)
        return NULL;
    FormulaSet *result = ARENA_NEW(arena, FormulaSet);
    Ink *inks = ARENA_ARRAY(arena, Ink, box.n);
    *result = (FormulaSet){.width = box.w * size, .height = box.h * size, .depth = box.d * size, .inks = inks};
    for (int i = 0; i < box.n;) {
        const int n = count_glyphs(&box.inks[i], box.n - i);
        inks[result->n_inks++] = make_ink(arena, face, &box.inks[i], n, size);
        i += n;
    }
    return result;
}

Rect ink_bounds(const Ink *ink)
{
    switch (ink->kind) {
    case INK_RULE:
        return (Rect){ink->x, ink->y, ink->w, ink->h};
    case INK_SHAPE: {
        const Rect box = path_bounds(ink->shape);
        return (Rect){ink->x + box.x, ink->y + box.y, box.w, box.h};
    }
    case INK_GLYPHS:
        break;
    }
    const Rect box = ink->run->ink;
    return (Rect){ink->x + box.x, ink->y + box.y, box.w, box.h};
}
