// set_scripts.c — exponents and indices, behind an atom or above and below it.
#include "engine/formula/box.h"

#include <hb-ot.h>
#include <math.h>

#define C(name) style_constant(set, HB_OT_MATH_CONSTANT_##name, style)

// ---- above and below ----

static Box set_limits(Setter *set, const Atom *atom, const Box *nucleus, Style style)
{
    Box above = {0}, below = {0}, box = {0};
    if (atom->sup)
        above = set_list(set, atom->sup, CLASS_COUNT, style_script(style));
    if (atom->sub)
        below = set_list(set, atom->sub, CLASS_COUNT, style_cramped(style_script(style)));
    const double lean = nucleus->italic / 2;
    box.w = fmax(nucleus->w, fmax(above.w, below.w));
    box_add(set, &box, nucleus, (box.w - nucleus->w) / 2, 0);
    if (atom->sup) {
        const double gap = fmax(C(UPPER_LIMIT_GAP_MIN), C(UPPER_LIMIT_BASELINE_RISE_MIN) - above.d);
        box_add(set, &box, &above, (box.w - above.w) / 2 + lean, -(nucleus->h + gap + above.d));
    }
    if (atom->sub) {
        const double gap = fmax(C(LOWER_LIMIT_GAP_MIN), C(LOWER_LIMIT_BASELINE_DROP_MIN) - below.h);
        box_add(set, &box, &below, (box.w - below.w) / 2 - lean, nucleus->d + gap + below.h);
    }
    return box;
}

// ---- behind ----
//
// How far scripts may stand from the top and the bottom of what is no single letter is told in their own size, as in
// TeX.

static double rise_of(const Setter *set, const Box *nucleus, const Box *sup, Style style)
{
    double rise = style.cramped ? C(SUPERSCRIPT_SHIFT_UP_CRAMPED) : C(SUPERSCRIPT_SHIFT_UP);
    if (!nucleus->letter)
        rise = fmax(rise, nucleus->h - style_constant(set, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BASELINE_DROP_MAX,
                                                      style_script(style)));
    return fmax(rise, sup->d + C(SUPERSCRIPT_BOTTOM_MIN));
}

static double drop_of(const Setter *set, const Box *nucleus, const Box *sub, Style style)
{
    double drop = C(SUBSCRIPT_SHIFT_DOWN);
    if (!nucleus->letter)
        drop = fmax(drop, nucleus->d + style_constant(set, HB_OT_MATH_CONSTANT_SUBSCRIPT_BASELINE_DROP_MIN,
                                                      style_script(style)));
    return fmax(drop, sub->h - C(SUBSCRIPT_TOP_MAX));
}

// Moves both apart until there is room between them: the index down, but the exponent up as far as it may go.
static void part_scripts(const Setter *set, const Box *sup, const Box *sub, Style style, double *rise, double *drop)
{
    const double lacks = C(SUB_SUPERSCRIPT_GAP_MIN) - ((*rise - sup->d) - (sub->h - *drop));
    if (lacks <= 0)
        return;
    *drop += lacks;
    const double more = C(SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT) - (*rise - sup->d);
    if (more > 0) {
        *rise += fmin(more, lacks);
        *drop -= fmin(more, lacks);
    }
}

static Box set_behind(Setter *set, const Atom *atom, const Box *nucleus, Style style)
{
    const bool operator_ = atom->kind == ATOM_SYMBOL && atom->large;
    Box sup = {0}, sub = {0}, box = {0};
    double rise = 0, drop = 0;
    if (atom->sup) {
        sup = set_list(set, atom->sup, CLASS_COUNT, style_script(style));
        rise = rise_of(set, nucleus, &sup, style);
    }
    if (atom->sub) {
        sub = set_list(set, atom->sub, CLASS_COUNT, style_cramped(style_script(style)));
        drop = drop_of(set, nucleus, &sub, style);
    }
    if (atom->sup && atom->sub)
        part_scripts(set, &sup, &sub, style, &rise, &drop);
    // An operator's advance counts how it leans, a letter's does not.
    const double above_x = nucleus->w + (operator_ ? 0 : nucleus->italic);
    const double below_x = nucleus->w - (operator_ ? nucleus->italic : 0);
    box_add(set, &box, nucleus, 0, 0);
    if (atom->sup)
        box_add(set, &box, &sup, above_x, -rise);
    if (atom->sub)
        box_add(set, &box, &sub, below_x, drop);
    box.w = fmax(nucleus->w, fmax(atom->sup ? above_x + sup.w : 0, atom->sub ? below_x + sub.w : 0)) +
            C(SPACE_AFTER_SCRIPT);
    return box;
}

Box set_scripts(Setter *set, const Atom *atom, Box nucleus, Style style)
{
    if (atom->sup || atom->sub) {
        const bool limits =
            atom->limits == LIMITS_ALWAYS || (atom->limits == LIMITS_IN_DISPLAY && style.level == STYLE_DISPLAY);
        return limits ? set_limits(set, atom, &nucleus, style) : set_behind(set, atom, &nucleus, style);
    }
    if (!(atom->kind == ATOM_SYMBOL && atom->large))
        nucleus.w += nucleus.italic;
    return nucleus;
}
