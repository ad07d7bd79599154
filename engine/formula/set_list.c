// set_list.c — atoms one behind the other, with the space that TeX puts between their classes.
#include "engine/formula/box.h"

#include <stdlib.h>

enum { MU_A_THIN = 3, MU_A_MEDIUM = 4, MU_A_THICK = 5, MU_AN_EM = 18 };

// The TeXbook's table: 0 no space, 1 thin, 2 medium, 3 thick; below 0 the same, but not in scripts. Rows are what
// stands left. Pairs that cannot be are 0.
static const signed char SPACES[CLASS_COUNT][CLASS_COUNT] = {
    [CLASS_ORD] = {0, 1, -2, -3, 0, 0, 0, -1},       [CLASS_OP] = {1, 1, 0, -3, 0, 0, 0, -1},
    [CLASS_BIN] = {-2, -2, 0, 0, -2, 0, 0, -2},      [CLASS_REL] = {-3, -3, 0, 0, -3, 0, 0, -3},
    [CLASS_OPEN] = {0, 0, 0, 0, 0, 0, 0, 0},         [CLASS_CLOSE] = {0, 1, -2, -3, 0, 0, 0, -1},
    [CLASS_PUNCT] = {-1, -1, 0, -1, -1, -1, -1, -1}, [CLASS_INNER] = {-1, 1, -2, -3, -1, 0, -1, -1},
};

static double space_between(AtomClass left, AtomClass right, Style style)
{
    static const double MU[] = {0, MU_A_THIN, MU_A_MEDIUM, MU_A_THICK};
    const int space = SPACES[left][right];
    return space < 0 && style.level >= STYLE_SCRIPT ? 0 : MU[abs(space)] / MU_AN_EM;
}

static bool has_class(const Atom *atom)
{
    return atom->kind != ATOM_SPACE && atom->kind != ATOM_STYLE;
}

// The class that counts: an operator between two is an ordinary sign where one of them is missing.
static AtomClass class_in(const Atoms *list, int index, AtomClass before)
{
    const AtomClass class = list->items[index]->class;
    if (class != CLASS_BIN)
        return class;
    if (before == CLASS_COUNT || before == CLASS_BIN || before == CLASS_OP || before == CLASS_REL ||
        before == CLASS_OPEN || before == CLASS_PUNCT)
        return CLASS_ORD;
    for (int i = index + 1; i < list->n; i++)
        if (has_class(list->items[i])) {
            const AtomClass next = list->items[i]->class;
            return next == CLASS_REL || next == CLASS_CLOSE || next == CLASS_PUNCT ? CLASS_ORD : CLASS_BIN;
        }
    return CLASS_ORD;
}

Box set_list(Setter *set, const Atoms *list, AtomClass after, Style style)
{
    Box box = {0};
    AtomClass before = after;
    for (int i = 0; i < list->n && !set->failed; i++) {
        const Atom *atom = list->items[i];
        const double scale = style_scale(set, style);
        if (atom->kind == ATOM_STYLE)
            style.level = atom->level;
        if (atom->kind == ATOM_SPACE)
            box.w += scale * atom->width / MU_AN_EM;
        if (!has_class(atom))
            continue;
        const AtomClass class = class_in(list, i, before);
        if (before != CLASS_COUNT)
            box.w += scale * space_between(before, class, style);
        const Box nucleus = set_atom(set, atom, style);
        const Box whole = set_scripts(set, atom, nucleus, style);
        box_add(set, &box, &whole, box.w, 0);
        box.w += whole.w;
        before = class;
    }
    return box;
}
