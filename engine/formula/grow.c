// grow.c — characters that grow: a larger form of the font, or one that is put together of pieces.
#include "engine/formula/box.h"

#include <hb-ot.h>
#include <math.h>

static const uint32_t ROOT = 0x221A;

// ---- pieces ----

static double most_overlap(const MathPiece *before, const MathPiece *after)
{
    return fmin(before->end, after->start);
}

// The pieces of a whole, with those that repeat `n_repeats` times; [*n]. The array is in the arena.
static MathPiece *repeated(Setter *set, const MathPiece *pieces, int n_pieces, int n_repeats, int *n)
{
    MathPiece *all = ARENA_ARRAY(set->arena, MathPiece, (int64_t)n_pieces * (n_repeats + 1));
    *n = 0;
    for (int i = 0; i < n_pieces; i++)
        for (int k = 0; k < (pieces[i].repeats ? n_repeats : 1); k++)
            all[(*n)++] = pieces[i];
    return all;
}

static double full_length(const MathPiece *pieces, int n)
{
    double length = 0;
    for (int i = 0; i < n; i++)
        length += pieces[i].full;
    return length;
}

// A glyph of `length` (em of the font), put together as one outline: from the origin up or to the right.
static const Path *assemble(Setter *set, unsigned glyph, bool vertical, double length, double *reached)
{
    enum { MOST_REPEATS = 400 };
    MathPiece pieces[MOST_VARIANTS];
    const int n_pieces = math_assembly(&set->font, glyph, vertical, pieces);
    const double least = math_least_overlap(&set->font);
    MathPiece *all = NULL;
    int n = 0;
    for (int repeats = 0; n_pieces > 0 && repeats < MOST_REPEATS; repeats++) {
        all = repeated(set, pieces, n_pieces, repeats, &n);
        if (n > 0 && full_length(all, n) - (n - 1) * least >= length)
            break;
    }
    if (n == 0)
        return NULL;
    double overlap = n > 1 ? fmax(least, (full_length(all, n) - length) / (n - 1)) : 0;
    for (int i = 0; i + 1 < n; i++)
        overlap = fmin(overlap, fmax(least, most_overlap(&all[i], &all[i + 1])));
    Path *path = path_create(set->arena);
    double at = 0;
    for (int i = 0; i < n; i++) {
        const GlyphSize size = math_glyph_size(&set->font, all[i].glyph);
        const Matrix place = vertical ? matrix_translate(0, -at - size.depth) : matrix_translate(at - size.left, 0);
        path_append(path, font_face_outline(set->font.face, all[i].glyph), place);
        at += all[i].full - (i + 1 < n ? overlap : 0);
    }
    *reached = at;
    return path;
}

// The smallest form that is at least so large, in em of the font; 0: none is.
static unsigned form_of(const Setter *set, unsigned glyph, bool vertical, double least)
{
    MathVariant variants[MOST_VARIANTS];
    const int n = math_variants(&set->font, glyph, vertical, variants);
    for (int i = 0; i < n; i++)
        if (variants[i].size >= least)
            return variants[i].glyph;
    return 0;
}

static unsigned largest_form(const Setter *set, unsigned glyph, bool vertical)
{
    MathVariant variants[MOST_VARIANTS];
    const int n = math_variants(&set->font, glyph, vertical, variants);
    return n > 0 ? variants[n - 1].glyph : glyph;
}

static Box shape_box(Setter *set, const AtomMark *mark, const Path *path, double scale)
{
    Path *scaled = path_create(set->arena);
    path_append(scaled, path, matrix_scale(scale, scale));
    const Rect bounds = path_bounds(scaled);
    Box box = {.w = bounds.x + bounds.w, .h = -bounds.y, .d = bounds.y + bounds.h};
    box.inks = arena_grow(set->arena, NULL, 0, &box.capacity, sizeof *box.inks);
    box.inks[box.n++] = (BoxInk){.mark = mark, .shape = scaled, .scale = scale};
    return box;
}

// ---- upwards ----

static Box on_axis(Setter *set, const Box *box, Style style)
{
    const double axis = style_constant(set, HB_OT_MATH_CONSTANT_AXIS_HEIGHT, style);
    Box placed = {.w = box->w, .italic = box->italic};
    box_add(set, &placed, box, 0, (box->h - box->d) / 2 - axis);
    placed.d = (box->h + box->d) / 2 - axis;
    placed.h = (box->h + box->d) / 2 + axis;
    return placed;
}

Box grow_vertical(Setter *set, const AtomMark *mark, uint32_t code, double least, double whole, Style style)
{
    const double scale = style_scale(set, style);
    const unsigned glyph = find_glyph(set, code);
    const unsigned form = form_of(set, glyph, true, least / scale);
    double reached;
    const Path *path = form ? NULL : assemble(set, glyph, true, whole / scale, &reached);
    Box box;
    if (path) {
        box = shape_box(set, mark, path, scale);
        MathPiece pieces[MOST_VARIANTS];
        math_assembly(&set->font, glyph, true, pieces);
        box.w = scale * math_glyph_size(&set->font, pieces[0].glyph).advance;
    } else {
        box = box_glyph(set, mark, form ? form : largest_form(set, glyph, true), style);
    }
    return on_axis(set, &box, style);
}

// ---- sideways ----

Box grow_horizontal(Setter *set, const AtomMark *mark, uint32_t code, double width, bool within, Style style)
{
    const double scale = style_scale(set, style);
    const unsigned glyph = find_glyph(set, code);
    if (within) {
        MathVariant variants[MOST_VARIANTS];
        const int n = math_variants(&set->font, glyph, false, variants);
        unsigned widest = glyph;
        for (int i = 0; i < n; i++)
            widest = scale * variants[i].size <= width ? variants[i].glyph : widest;
        return box_glyph(set, mark, widest, style);
    }
    const unsigned form = form_of(set, glyph, false, width / scale);
    double reached;
    const Path *path = form ? NULL : assemble(set, glyph, false, width / scale, &reached);
    return path ? shape_box(set, mark, path, scale)
                : box_glyph(set, mark, form ? form : largest_form(set, glyph, false), style);
}

// ---- roots ----

Box grow_root(Setter *set, const AtomMark *mark, double inner, double width, double gap, Style style)
{
    const double scale = style_scale(set, style);
    const double rule = style_constant(set, HB_OT_MATH_CONSTANT_RADICAL_RULE_THICKNESS, style);
    const double least = inner + gap + rule;
    const unsigned glyph = find_glyph(set, ROOT);
    const unsigned form = form_of(set, glyph, true, least / scale);
    double reached = 0;
    const Path *path = form ? NULL : assemble(set, glyph, true, least / scale, &reached);
    const unsigned drawn = form ? form : largest_form(set, glyph, true);
    if (!path)
        path = font_face_outline(set->font.face, drawn);
    Box box = shape_box(set, mark, path, scale);
    // The line, turning the way that outlines of the font do, so that what both cover is filled.
    Path *sign = path_create(set->arena);
    const double from = box.w - rule / 2, top = -box.h;
    path_append(sign, box.inks[0].shape, matrix_identity());
    path_move(sign, from, top);
    path_line(sign, from, top + rule);
    path_line(sign, box.w + width, top + rule);
    path_line(sign, box.w + width, top);
    path_close(sign);
    box.inks[0].shape = sign;
    return box;
}
