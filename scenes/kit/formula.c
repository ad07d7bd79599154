// formula.c — a formula in TeX's notation: each letter and sign is a part of its own, known by its name.
#include "engine/formula/formula.h"

#include "engine/base/utf8.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/named_colors.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

// A formula, and how it is to be drawn.
typedef struct FormulaPicture {
    const Words *words; // the source, with the figures in it
    const Formula *formula;
    const FormulaSet *unit;   // set at 1 unit
    NamedColors colors;       // by the names of letters and parts
    TypeRole most; // the largest size
    Align align;
    Color color;
} FormulaPicture;

// ---- sizes ----

// All that is seen of it, and its advance.
static Rect extent(const FormulaSet *set)
{
    Rect all = {0, -set->height, set->width, set->height + set->depth};
    for (int i = 0; i < set->n_inks; i++)
        all = rect_union(all, ink_bounds(&set->inks[i]));
    return all;
}

// As large as asked for, or larger where its smallest index could not be read otherwise, if there is room.
static double size_in(Scene *s, const FormulaPicture *f, Size room)
{
    const Rect box = extent(f->unit);
    double smallest = 1;
    for (int i = 0; i < f->unit->n_inks; i++)
        smallest = fmin(smallest, f->unit->inks[i].size);
    const double readable = scene_canvas(s).least_type / smallest;
    return fmin(fmax(type_size(s, f->most), readable), fmin(room.w / box.w, room.h / box.h));
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const FormulaPicture *f = data;
    const double size = size_in(layout_scene(layout), f, room);
    const Rect box = extent(f->unit);
    return (Size){size * box.w, size * box.h};
}

// ---- layout ----

// What a letter's own name says comes first, then its part's, then \textcolor.
static Color color_of(const Layout *layout, const FormulaPicture *f, const AtomMark *mark)
{
    const FormulaPart *part = &f->formula->parts[mark->part];
    const char *const names[] = {mark->name, part->base, part->name};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const NamedColor *named = named_color_find(&f->colors, names[i]);
        if (named)
            return kit_color(layout_scene(layout), named->color);
    }
    return mark->color ? kit_color(layout_scene(layout), kit_color_named(NULL, mark->color)) : f->color;
}

// The figure that a number is, or that its digits belong to the formula.
static const Shown *shown_of(const Layout *layout, const FormulaPicture *f, const AtomMark *mark)
{
    if (mark->span < 0 && !mark->words[strcspn(mark->words, "0123456789")])
        return NULL;
    ShownFigure *figure = ARENA_NEW(layout_arena(layout), ShownFigure);
    if (mark->span >= 0)
        *figure = f->words->shown.figures[mark->span];
    figure->first_byte = 0;
    figure->n_bytes = (int)strlen(mark->words);
    Shown *shown = ARENA_NEW(layout_arena(layout), Shown);
    *shown = (Shown){figure, 1};
    return shown;
}

// Whether it is a sign that grows with what it stands around: it is drawn by its outline, so that it can become a
// larger one.
static bool can_grow(const Ink *ink)
{
    static const char *const SIGNS[] = {"(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "√"};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (strcmp(ink->mark.words, SIGNS[i]) == 0)
            return true;
    return false;
}

static const Path *outline_of(Arena *arena, const TextRun *run)
{
    Path *path = path_create(arena);
    for (int i = 0; i < run->n_glyphs; i++)
        path_append(path, run->glyphs[i].outline,
                    matrix_multiply(matrix_scale(run->style.size, run->style.size),
                                    matrix_translate(run->glyphs[i].at.x, run->glyphs[i].at.y)));
    return path;
}

static void ink_item(Layout *layout, const FormulaPicture *f, const Ink *ink, const char *name, Point at)
{
    const Color color = color_of(layout, f, &ink->mark);
    const double grown = layout_is_seed(layout) ? 0 : 1; // a line grows from its middle
    switch (ink->kind) {
    case INK_GLYPHS:
        if (can_grow(ink)) {
            item_path(layout, name, .x = at.x, .y = at.y, .path = outline_of(layout_arena(layout), ink->run),
                      .fill = color);
            break;
        }
        item_text(layout, name, .x = at.x, .y = at.y, .text = ink->run->text, .style = ink->run->style, .run = ink->run,
                  .fill = color, .shown = shown_of(layout, f, &ink->mark));
        break;
    case INK_RULE:
        item_rect(layout, name, .x = at.x + (1 - grown) * ink->w / 2, .y = at.y, .w = grown * ink->w, .h = ink->h,
                  .fill = color);
        break;
    case INK_SHAPE:
        item_path(layout, name, .x = at.x, .y = at.y, .path = ink->shape, .fill = color);
        break;
    }
}

// The ink of one part, whose box is just around it.
static void formula_part(Layout *layout, const FormulaPicture *f, const FormulaSet *set, int part, Point origin)
{
    Rect box = RECT_EMPTY;
    for (int i = 0; i < set->n_inks; i++)
        if (set->inks[i].mark.part == part)
            box = rect_union(box, ink_bounds(&set->inks[i]));
    if (rect_is_empty(box))
        return;
    int number = 1;
    for (int i = 0; i < part; i++)
        number += strcmp(f->formula->parts[i].base, f->formula->parts[part].base) == 0;
    layout_part(layout, part_word(f->formula->parts[part].base, number),
                (Rect){origin.x + box.x, origin.y + box.y, box.w, box.h}, 0);
    for (int i = 0, n = 0; i < set->n_inks; i++) {
        const Ink *ink = &set->inks[i];
        if (ink->mark.part == part)
            ink_item(layout, f, ink, arena_printf(layout_arena(layout), "%s#%d", ink->mark.name, n++),
                     (Point){ink->x - box.x, ink->y - box.y});
    }
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const FormulaPicture *f = data;
    Scene *s = layout_scene(layout);
    const FormulaSet *set = formula_set_in(s, f->formula, fmax(size_in(s, f, (Size){rect.w, rect.h}), 1));
    if (!set)
        return;
    const Rect box = extent(set);
    const Point origin = {rect.x + align_offset(f->align, rect.w - box.w) - box.x,
                          rect.y + (rect.h - box.h) / 2 - box.y};
    for (int i = 0; i < f->formula->n_parts; i++)
        formula_part(layout, f, set, i, origin);
}

// ---- what a script gives ----

// The author's own columns: a figure takes those of its `${path:format}`.
static const FormulaSpan *spans_of(ScriptCall *call, const Words *words, const ScriptPiece *pieces, int n_pieces)
{
    const Shown *shown = &words->shown;
    FormulaSpan *spans = ARENA_ARRAY(call->arena, FormulaSpan, shown->n_figures);
    for (int i = 0, n = 0; i < n_pieces && n < shown->n_figures; i++) {
        if (!pieces[i].path || pieces[i].value.kind == VALUE_STRING)
            continue;
        const char *format = pieces[i].format ? pieces[i].format : "";
        const int n_columns = utf8_count(pieces[i].path) + utf8_count(format) + (*format ? 4 : 3); // ${ : }
        spans[n] = (FormulaSpan){shown->figures[n].first_byte, shown->figures[n].n_bytes, n_columns};
        n++;
    }
    return spans;
}

static bool check_colors(ScriptCall *call, const FormulaSet *set)
{
    for (int i = 0; i < set->n_inks; i++)
        if (set->inks[i].mark.color && kit_color_named(call, set->inks[i].mark.color) < 0)
            return false;
    return true;
}

// Reads the formula of a picture; false after script_fail, or when the scene has an error.
static bool read_formula(ScriptCall *call, FormulaPicture *f, ScriptValue given)
{
    Arena *arena = scene_arena(call->host);
    Err err = {""};
    int n_pieces;
    const ScriptPiece *pieces = script_pieces(call, given, &n_pieces);
    f->words = pieces ? words_join(call, pieces, n_pieces) : NULL;
    if (!f->words)
        return false;
    const FormulaSpan *spans = spans_of(call, f->words, pieces, n_pieces);
    f->formula = formula_parse(arena, f->words->text, spans, f->words->shown.n_figures, &err);
    if (!f->formula) {
        script_fail(call, "%s", err.text);
        return false;
    }
    if (f->formula->bare) {
        script_fail(call,
                    "column %d of the formula: \"%s\" comes from nowhere; write ${figure} for a number that was "
                    "measured or chosen (whole ones up to 12 may stand)",
                    f->formula->bare_column, f->formula->bare);
        return false;
    }
    f->unit = formula_set_in(call->host, f->formula, 1);
    return f->unit && check_colors(call, f->unit);
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    FormulaPicture *f = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *f);
    return read_formula(call, f, given) ? f : NULL;
}

static const ScriptType FORMULA_TYPE = {
    .name = "formula",
    .help =
        "A formula. Its parts are its letters, words and signs: `f:part \"Q\"`, `f:part \"alpha\"`, of further ones "
        "`f:part \"Q#2\"`; what `\\name{scores}{…}` holds is one part.",
    .parent = &PICTURE_TYPE};
static const ScriptKind FORMULA = {{"formula", measure, lay_out, .least = {40, 30}}, &FORMULA_TYPE, change};

// ---- the verb ----

static const char *const SIZES[] = {"title", "heading", "lead", NULL}; // as TypeRole counts them

static void verb_formula(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    FormulaPicture *f = ARENA_NEW(scene_arena(s), FormulaPicture);
    f->most = (TypeRole)arg_choice(args, "size");
    f->align = (Align)arg_choice(args, "align");
    f->color = kit_color_or(s, args, scene_theme(s)->ink);
    if (named_colors_read(call, args, &f->colors) && read_formula(call, f, arg_value(args, "tex")))
        script_picture(call, args, &FORMULA, f);
}

static const Arg FORMULA_ARGS[] = {
    {"tex", ARG_ANY,
     .help = "in TeX's notation, best as [[…]]: ^ _ \\frac \\sqrt \\sum \\left( \\hat \\mathbb \\operatorname \\text "
             "\\begin{pmatrix}, cases, aligned …; figures as ${name:format}"},
    {0},
};
static const Arg FORMULA_OPTIONS[] = {
    {"colors", ARG_TABLE, .help = "colours by the names of parts: { Q = \"query\", K = \"key\" }"},
    {"color", ARG_COLOR, .help = "of all else"},
    {"align", ARG_CHOICE, .preset = "middle", .choices = KIT_ALIGNS, .help = "in the area"},
    {"size", ARG_CHOICE, .preset = "title", .choices = SIZES, .help = "the largest it may be, as of words"},
    {0},
};

const Verb FORMULA_VERBS[] = {
    {"formula", SHAPE_PICTURE, "A formula in TeX's notation, as large as there is room.", FORMULA_ARGS, FORMULA_OPTIONS,
     PICTURE_OPTIONS, .call = verb_formula, .makes = &FORMULA_TYPE,
     .example =
         "local f = formula { [[\\frac{QK^T}{\\sqrt{d}}]], colors = { Q = \"query\", K = \"key\" }, into = area() }"},
    {0},
};
