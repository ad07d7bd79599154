// set_atom.c — one atom without its scripts: Appendix G of the TeXbook, with the constants of OpenType.
#include "engine/formula/box.h"

#include <hb-ot.h>
#include <math.h>

#define C(name) style_constant(set, HB_OT_MATH_CONSTANT_##name, style)

static const uint32_t OVERBRACE = 0x23DE, UNDERBRACE = 0x23DF;
static const double NULL_DELIMITER = 0.12; // em, on either side of a fraction, as of a delimiter that is not there
static const double OVERHANG = 0.1;        // em: how far a fraction's line reaches beyond what it divides

// ---- letters ----

// In display style an operator is at least as high as the font says, in the middle of the axis.
static Box set_operator(Setter *set, const Atom *atom, Style style)
{
    const double least = style.level == STYLE_DISPLAY ? C(DISPLAY_OPERATOR_MIN_HEIGHT) : 0;
    return grow_vertical(set, &atom->mark, atom->code, least, least, style);
}

// The one symbol that a list consists of; NULL: it is another one.
static const Atom *lone_symbol(const Atoms *list)
{
    const Atom *only = list->n == 1 ? list->items[0] : NULL;
    const bool plain = only && !only->sup && !only->sub && !only->large;
    if (plain && only->kind == ATOM_LIST)
        return lone_symbol(only->body);
    return plain && only->kind == ATOM_SYMBOL ? only : NULL;
}

// A list of one letter is that letter.
static Box set_body(Setter *set, const Atoms *list, Style style)
{
    const Atom *symbol = lone_symbol(list);
    if (symbol)
        return box_symbol(set, &symbol->mark, symbol->code, style);
    Box box = set_list(set, list, CLASS_COUNT, style);
    box.accent = box.w / 2;
    return box;
}

// ---- fractions ----

static Style numerator_style(Style style)
{
    if (style.level == STYLE_DISPLAY)
        return (Style){STYLE_TEXT, style.cramped};
    return style_script(style);
}

// How far both are from the baseline, with a line between them or without.
static void place_ruled(const Setter *set, const Box *top, const Box *bottom, Style style, double *up, double *down)
{
    const bool display = style.level == STYLE_DISPLAY;
    const double axis = C(AXIS_HEIGHT), half = C(FRACTION_RULE_THICKNESS) / 2;
    const double above = display ? C(FRACTION_NUM_DISPLAY_STYLE_GAP_MIN) : C(FRACTION_NUMERATOR_GAP_MIN);
    const double below = display ? C(FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN) : C(FRACTION_DENOMINATOR_GAP_MIN);
    *up = display ? C(FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP) : C(FRACTION_NUMERATOR_SHIFT_UP);
    *down = display ? C(FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN) : C(FRACTION_DENOMINATOR_SHIFT_DOWN);
    *up = fmax(*up, axis + half + above + top->d);
    *down = fmax(*down, bottom->h + below + half - axis);
}

static void place_stacked(const Setter *set, const Box *top, const Box *bottom, Style style, double *up, double *down)
{
    const bool display = style.level == STYLE_DISPLAY;
    const double gap = display ? C(STACK_DISPLAY_STYLE_GAP_MIN) : C(STACK_GAP_MIN);
    *up = display ? C(STACK_TOP_DISPLAY_STYLE_SHIFT_UP) : C(STACK_TOP_SHIFT_UP);
    *down = display ? C(STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN) : C(STACK_BOTTOM_SHIFT_DOWN);
    const double lacks = gap - ((*up - top->d) - (bottom->h - *down));
    *up += fmax(0, lacks / 2);
    *down += fmax(0, lacks / 2);
}

static Box set_fraction(Setter *set, const Atom *atom, Style style)
{
    if (atom->level != STYLE_AS_AROUND)
        style.level = atom->level;
    const Style above = numerator_style(style);
    const Box top = set_list(set, atom->body, CLASS_COUNT, above);
    const Box bottom = set_list(set, atom->other, CLASS_COUNT, style_cramped(above));
    const double scale = style_scale(set, style), side = atom->ruled ? NULL_DELIMITER * scale : 0;
    const double w = fmax(top.w, bottom.w) + 2 * OVERHANG * scale, rule = C(FRACTION_RULE_THICKNESS);
    double up, down;
    Box box = {.w = w + 2 * side};
    (atom->ruled ? place_ruled : place_stacked)(set, &top, &bottom, style, &up, &down);
    box_add(set, &box, &top, side + (w - top.w) / 2, -up);
    if (atom->ruled)
        box_add_rule(set, &box, &atom->mark, side, -C(AXIS_HEIGHT) - rule / 2, w, rule);
    box_add(set, &box, &bottom, side + (w - bottom.w) / 2, down);
    return box;
}

// ---- roots ----

static Box set_root(Setter *set, const Atom *atom, Style style)
{
    const Box inner = set_list(set, atom->body, CLASS_COUNT, style_cramped(style));
    const double rule = C(RADICAL_RULE_THICKNESS);
    double gap = style.level == STYLE_DISPLAY ? C(RADICAL_DISPLAY_STYLE_VERTICAL_GAP) : C(RADICAL_VERTICAL_GAP);
    const Box sign = grow_root(set, &atom->mark, inner.h + inner.d, inner.w, gap, style);
    gap = fmax(gap, (gap + sign.h + sign.d - rule - inner.h - inner.d) / 2); // what the sign is too high, on both sides
    const double top = inner.h + gap + rule;
    Box box = {0};
    double x = 0;
    if (atom->other) {
        const Box index = set_list(set, atom->other, CLASS_COUNT, (Style){STYLE_SCRIPTSCRIPT, style.cramped});
        const double raise = math_percent(&set->font, HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
        const double bottom = sign.h + sign.d - top - raise * (sign.h + sign.d); // below the baseline, y down
        const double before = C(RADICAL_KERN_BEFORE_DEGREE);
        x = fmax(0, before + index.w + C(RADICAL_KERN_AFTER_DEGREE));
        box_add(set, &box, &index, x - C(RADICAL_KERN_AFTER_DEGREE) - index.w, bottom - index.d);
    }
    box_add(set, &box, &sign, x, sign.h - top);
    box_add(set, &box, &inner, x + sign.w, 0);
    box.w = x + sign.w + inner.w;
    box_reach(&box, top + C(RADICAL_EXTRA_ASCENDER), 0);
    return box;
}

// ---- above and below ----

// The letters that lose their dot below an accent.
static uint32_t without_dot(uint32_t code)
{
    static const struct {
        uint32_t dotted, bare;
    } ROWS[] = {{'i', 0x131}, {'j', 0x237}, {0x1D456, 0x1D6A4}, {0x1D457, 0x1D6A5}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (ROWS[i].dotted == code)
            return ROWS[i].bare;
    return code;
}

static Box set_accent(Setter *set, const Atom *atom, Style style)
{
    const Style inner = style_cramped(style);
    const Atom *letter = lone_symbol(atom->body);
    const Box body =
        letter ? box_symbol(set, &letter->mark, without_dot(letter->code), inner) : set_body(set, atom->body, inner);
    const Box accent = atom->wide ? grow_horizontal(set, &atom->mark, atom->code, body.w, true, style)
                                  : box_symbol(set, &atom->mark, atom->code, style);
    const double lift = body.h - fmin(body.h, C(ACCENT_BASE_HEIGHT));
    Box box = {.w = body.w, .italic = body.italic, .letter = body.letter, .accent = body.accent};
    box_add(set, &box, &body, 0, 0);
    box_add(set, &box, &accent, body.accent - accent.accent, -lift);
    return box;
}

static Box set_line(Setter *set, const Atom *atom, Style style)
{
    const Box body = set_list(set, atom->body, CLASS_COUNT, atom->under ? style : style_cramped(style));
    Box box = {.w = body.w};
    box_add(set, &box, &body, 0, 0);
    if (atom->under) {
        const double rule = C(UNDERBAR_RULE_THICKNESS), y = body.d + C(UNDERBAR_VERTICAL_GAP);
        box_add_rule(set, &box, &atom->mark, 0, y, body.w, rule);
        box_reach(&box, 0, y + rule + C(UNDERBAR_EXTRA_DESCENDER));
    } else {
        const double rule = C(OVERBAR_RULE_THICKNESS), y = body.h + C(OVERBAR_VERTICAL_GAP) + rule;
        box_add_rule(set, &box, &atom->mark, 0, -y, body.w, rule);
        box_reach(&box, y + C(OVERBAR_EXTRA_ASCENDER), 0);
    }
    return box;
}

static Box set_brace(Setter *set, const Atom *atom, Style style)
{
    const Box body = set_list(set, atom->body, CLASS_COUNT, style);
    const Box brace = grow_horizontal(set, &atom->mark, atom->under ? UNDERBRACE : OVERBRACE, body.w, false, style);
    const double gap = atom->under ? C(STRETCH_STACK_GAP_BELOW_MIN) : C(STRETCH_STACK_GAP_ABOVE_MIN);
    Box box = {.w = fmax(body.w, brace.w)};
    box_add(set, &box, &body, (box.w - body.w) / 2, 0);
    box_add(set, &box, &brace, (box.w - brace.w) / 2, atom->under ? body.d + gap + brace.h : -(body.h + gap + brace.d));
    return box;
}

// ---- frames, room, arrows ----

static const double FRAME_GAP = 0.3, FRAME_RULE = 0.04; // em: TeX's \fboxsep and \fboxrule
static const double ARROW_SIDE = 0.4;                   // em: how far an arrow reaches beyond what stands at it

static Box set_boxed(Setter *set, const Atom *atom, Style style)
{
    const Box body = set_list(set, atom->body, CLASS_COUNT, style);
    const double scale = style_scale(set, style), gap = FRAME_GAP * scale, rule = FRAME_RULE * scale;
    const double w = body.w + 2 * (gap + rule), top = -(body.h + gap + rule), h = body.h + body.d + 2 * (gap + rule);
    Box box = {.w = w};
    box_add_rule(set, &box, &atom->mark, 0, top, w, rule);
    box_add_rule(set, &box, &atom->mark, 0, top + h - rule, w, rule);
    box_add_rule(set, &box, &atom->mark, 0, top + rule, rule, h - 2 * rule);
    box_add_rule(set, &box, &atom->mark, w - rule, top + rule, rule, h - 2 * rule);
    box_add(set, &box, &body, gap + rule, 0);
    return box;
}

static Box set_phantom(Setter *set, const Atom *atom, Style style)
{
    Box box = set_body(set, atom->body, style);
    box.n = 0;
    return box;
}

static Box set_arrow(Setter *set, const Atom *atom, Style style)
{
    Box above = {0}, below = {0}, box = {0};
    if (atom->body)
        above = set_list(set, atom->body, CLASS_COUNT, style_script(style));
    if (atom->other)
        below = set_list(set, atom->other, CLASS_COUNT, style_cramped(style_script(style)));
    const double least = fmax(above.w, below.w) + 2 * ARROW_SIDE * style_scale(set, style);
    const Box arrow = grow_horizontal(set, &atom->mark, atom->code, least, false, style);
    box.w = arrow.w;
    box_add(set, &box, &arrow, 0, 0);
    box_add(set, &box, &above, (box.w - above.w) / 2, -(arrow.h + C(STRETCH_STACK_GAP_ABOVE_MIN) + above.d));
    if (atom->other)
        box_add(set, &box, &below, (box.w - below.w) / 2, arrow.d + C(STRETCH_STACK_GAP_BELOW_MIN) + below.h);
    return box;
}

// ---- delimiters ----

// How high a delimiter is that reaches so far on either side of the axis: it may be a little smaller than all of it.
static Box set_delimiter(Setter *set, const AtomMark *mark, uint32_t code, double reach, Style style)
{
    static const double FACTOR = 0.901, SHORTFALL = 0.5; // TeX's \delimiterfactor, \delimitershortfall in em
    if (code == 0)
        return (Box){.w = NULL_DELIMITER * style_scale(set, style)};
    const double whole = 2 * reach;
    return grow_vertical(set, mark, code, fmax(FACTOR * whole, whole - SHORTFALL), whole, style);
}

// What stands between two delimiters of a fence, from one item of its list on; *next gets the item behind it.
static Box set_between(Setter *set, const Atoms *list, int first, int *next, Style style)
{
    int end = first;
    while (end < list->n && list->items[end]->kind != ATOM_MIDDLE)
        end++;
    const Atoms between = {list->items + first, end - first, end - first};
    *next = end;
    return set_list(set, &between, CLASS_OPEN, style);
}

static void box_append(Setter *set, Box *box, const Box *more)
{
    box_add(set, box, more, box->w, 0);
    box->w += more->w;
}

// The delimiters are as high as the highest of what stands between them asks for.
static Box set_fence(Setter *set, const Atom *atom, Style style)
{
    const Atoms *body = atom->body;
    const double axis = C(AXIS_HEIGHT);
    const bool bare = body->n == 1 && body->items[0]->kind == ATOM_TABLE; // no room for delimiters that are not there
    Box *between = ARENA_ARRAY(set->arena, Box, body->n + 1), box = {0};
    double reach = 0;
    int n = 0;
    for (int at = 0; at <= body->n; at++, n++) {
        between[n] = set_between(set, body, at, &at, style);
        reach = fmax(reach, fmax(between[n].h - axis, between[n].d + axis));
    }
    if (atom->code || !bare)
        box = set_delimiter(set, &atom->mark, atom->code, reach, style);
    for (int i = 0, at = 0; i < n; i++, at++) {
        box_append(set, &box, &between[i]);
        while (at < body->n && body->items[at]->kind != ATOM_MIDDLE)
            at++;
        if (at == body->n)
            continue;
        const Box middle = set_delimiter(set, &body->items[at]->mark, body->items[at]->code, reach, style);
        box_append(set, &box, &middle);
    }
    if (atom->right || !bare) {
        const Box right = set_delimiter(set, &atom->right_mark, atom->right, reach, style);
        box_append(set, &box, &right);
    }
    box.italic = 0;
    return box;
}

// ---- all kinds ----

Box set_atom(Setter *set, const Atom *atom, Style style)
{
    switch (atom->kind) {
    case ATOM_SYMBOL:
        return atom->large ? set_operator(set, atom, style) : box_symbol(set, &atom->mark, atom->code, style);
    case ATOM_WORDS:
        return box_words(set, &atom->mark, style);
    case ATOM_LIST:
        return set_body(set, atom->body, style);
    case ATOM_FRACTION:
        return set_fraction(set, atom, style);
    case ATOM_RADICAL:
        return set_root(set, atom, style);
    case ATOM_ACCENT:
        return set_accent(set, atom, style);
    case ATOM_LINE:
        return set_line(set, atom, style);
    case ATOM_BRACE:
        return set_brace(set, atom, style);
    case ATOM_BOXED:
        return set_boxed(set, atom, style);
    case ATOM_PHANTOM:
        return set_phantom(set, atom, style);
    case ATOM_ARROW:
        return set_arrow(set, atom, style);
    case ATOM_FENCE:
        return set_fence(set, atom, style);
    case ATOM_MIDDLE:
        return set_delimiter(set, &atom->mark, atom->code, 0, style); // in a group of its own
    case ATOM_BIG:
        return set_delimiter(set, &atom->mark, atom->code, atom->width / 2 * style_scale(set, style), style);
    case ATOM_TABLE:
        return set_table(set, atom, style);
    case ATOM_SPACE:
    case ATOM_STYLE:
        break;
    }
    return (Box){0};
}
