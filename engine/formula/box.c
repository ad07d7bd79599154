// box.c — boxes of characters and words, and how boxes go into boxes.
#include "engine/formula/box.h"

#include "engine/base/utf8.h"

#include <hb-ot.h>
#include <math.h>

static const uint32_t PRIME = 0x2032, THIN_SPACE_CODE = 0x2009;

// ---- styles ----

double style_scale(const Setter *set, Style style)
{
    switch (style.level) {
    case STYLE_SCRIPT:
        return math_percent(&set->font, HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN);
    case STYLE_SCRIPTSCRIPT:
        return math_percent(&set->font, HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN);
    case STYLE_DISPLAY:
    case STYLE_TEXT:
    case STYLE_AS_AROUND:
        break;
    }
    return 1;
}

Style style_script(Style style)
{
    return (Style){style.level <= STYLE_TEXT ? STYLE_SCRIPT : STYLE_SCRIPTSCRIPT, style.cramped};
}

Style style_cramped(Style style)
{
    return (Style){style.level, true};
}

double style_constant(const Setter *set, unsigned name, Style style)
{
    return math_constant(&set->font, name) * style_scale(set, style);
}

// ---- boxes in boxes ----

static BoxInk *add_ink(Setter *set, Box *box, BoxInk ink)
{
    box->inks = arena_grow(set->arena, box->inks, box->n, &box->capacity, sizeof *box->inks);
    box->inks[box->n] = ink;
    return &box->inks[box->n++];
}

void box_add(Setter *set, Box *box, const Box *inner, double x, double y)
{
    for (int i = 0; i < inner->n; i++) {
        BoxInk *ink = add_ink(set, box, inner->inks[i]);
        ink->x += x;
        ink->y += y;
    }
    box_reach(box, inner->h - y, inner->d + y);
}

void box_add_rule(Setter *set, Box *box, const AtomMark *mark, double x, double y, double w, double h)
{
    add_ink(set, box, (BoxInk){.mark = mark, .rule = true, .x = x, .y = y, .w = w, .h = h, .scale = 1});
    box_reach(box, -y, y + h);
}

void box_reach(Box *box, double h, double d)
{
    box->h = fmax(box->h, h);
    box->d = fmax(box->d, d);
}

// ---- characters ----

Box box_glyph(Setter *set, const AtomMark *mark, unsigned glyph, Style style)
{
    const double scale = style_scale(set, style);
    const GlyphSize size = math_glyph_size(&set->font, glyph);
    Box box = {.w = scale * size.advance,
               .h = scale * size.height,
               .d = scale * size.depth,
               .italic = scale * math_italic(&set->font, glyph),
               .accent = scale * math_top_accent(&set->font, glyph)};
    add_ink(set, &box, (BoxInk){.mark = mark, .glyph = glyph, .w = box.w, .scale = scale});
    return box;
}

unsigned find_glyph(Setter *set, uint32_t code)
{
    char text[5];
    const unsigned glyph = math_glyph(&set->font, code);
    if (glyph == 0 && !set->failed) {
        utf8_encode(code, text);
        set->failed = true;
        err_set(set->err, "the font of formulas lacks the character %s (U+%04X); write another one", text,
                (unsigned)code);
    }
    return glyph;
}

Box box_symbol(Setter *set, const AtomMark *mark, uint32_t code, Style style)
{
    unsigned glyph = find_glyph(set, code);
    if (code == PRIME && style.level >= STYLE_SCRIPT) // it stands raised already, except in the form made for scripts
        glyph = math_script_form(&set->font, glyph, style.level == STYLE_SCRIPTSCRIPT);
    Box box = box_glyph(set, mark, glyph, style);
    box.letter = true;
    return box;
}

Box box_words(Setter *set, const AtomMark *mark, Style style)
{
    Box box = {0};
    for (const char *at = mark->words; *at;) {
        uint32_t code;
        at += utf8_next(at, &code);
        Box glyph = box_glyph(set, mark, find_glyph(set, code == THIN_SPACE_CODE ? ' ' : code), style);
        if (code == THIN_SPACE_CODE)
            glyph.w = glyph.inks[0].w = style_scale(set, style) / 6;
        box_add(set, &box, &glyph, box.w, 0);
        box.w += glyph.w;
    }
    box.accent = box.w / 2;
    return box;
}
