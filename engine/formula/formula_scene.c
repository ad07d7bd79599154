// formula_scene.c — formulas of a scene, from the font that is there for them.
#include "engine/formula/formula.h"

#include "engine/anim/fonts_state.h"
#include "engine/anim/scene_data.h"

const FormulaSet *formula_set_in(Scene *s, const Formula *formula, double size)
{
    Err err = {""};
    const Look *look = fonts_look(s->fonts, FONT_MATH, 0, false, &err);
    const FormulaSet *set = look ? formula_set(s->arena, look->face, formula, size, &err) : NULL;
    if (!set)
        scene_fail(s, "%s", err.text);
    return set;
}
