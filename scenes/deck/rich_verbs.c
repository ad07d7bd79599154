// rich_verbs.c — words of several looks: as a picture, and how much room they take.
#include "engine/base/number.h"
#include "scenes/deck/deck_verbs.h"
#include "scenes/deck/rich.h"
#include "scenes/deck/written.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>

static const Arg SPAN[] = {
    {"text", ARG_ANY, .required = true, .help = "the words"},
    {"bold", ARG_BOOL, .help = "in strong letters"},
    {"italic", ARG_BOOL, .help = "in slanting ones"},
    {"code", ARG_BOOL, .help = "in those of code"},
    {"plain", ARG_BOOL, .help = "code that stands on no chip"},
    {"struck", ARG_BOOL, .help = "with a line through"},
    {"underlined", ARG_BOOL, .help = "with a line below"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {"href", ARG_STRING, .help = "where it leads"},
    {"formula", ARG_BOOL, .help = "a formula in TeX's notation"},
    {"display", ARG_BOOL, .help = "it stands alone, not in a line"},
    {"hidden", ARG_BOOL, .help = "only their room is kept"},
    {0},
};

static const char *const FAMILIES[] = {"sans", "mono", "serif", NULL}; // values of FontFamily are looked up below
static const FontFamily FAMILY_OF[] = {FONT_SANS, FONT_MONO, FONT_SERIF};

static const Arg RICH_ARGS[] = {{"spans", ARG_LIST, .items = ARG_TABLE, .options = SPAN, .help = "words of one look each"}, {0}};
static const Arg RICH_OPTIONS[] = {
    {"size", ARG_NUMBER, .required = true, .help = "of the letters, in units"},
    {"pitch", ARG_NUMBER, .help = "from line to line"},
    {"weight", ARG_INTEGER, .help = "of the letters, 300 to 700"},
    {"spacing", ARG_NUMBER, .help = "between letters, in units"},
    {"family", ARG_CHOICE, .choices = FAMILIES, .preset = "sans", .help = "of letters"},
    {"italic", ARG_BOOL, .preset = "false", .help = "in slanting letters"},
    {"align", ARG_CHOICE, .choices = KIT_ALIGNS, .preset = "left", .help = "of the lines"},
    {"color", ARG_COLOR, .preset = "ink", .help = "of what has none of its own"},
    {"width", ARG_NUMBER, .help = "of the lines, where there is no area"},
    {0},
};

// How much larger than the words beside it a formula may be, so that its indices can be read.
static const double MOST_LARGER = 1.3;

// A formula as it stands in a line, or alone, in the scene's arena. NULL after script_fail, or when the scene has an
// error.
static const FormulaSet *span_formula(ScriptCall *call, const Words *words, bool alone, double size)
{
    Err err = {""};
    Arena *arena = scene_arena(call->host);
    const char *tex = arena_printf(arena, "\\%s %s", alone ? "displaystyle" : "textstyle", words->text);
    const Formula *formula = formula_parse(arena, tex, NULL, 0, &err);
    if (!formula)
        script_fail(call, "$%s$: %s", words->text, err.text);
    const FormulaSet *unit = formula ? formula_set_in(call->host, formula, 1) : NULL;
    double smallest = 1;
    for (int i = 0; unit && i < unit->n_inks; i++)
        smallest = fmin(smallest, unit->inks[i].size);
    const double readable = scene_canvas(call->host).least_type / smallest;
    return unit ? formula_set_in(call->host, formula, clamp(readable, size, MOST_LARGER * size)) : NULL;
}

// In the scene's arena; NULL after script_fail.
static const RichText *read_rich(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    int n = 0;
    const ScriptValue *items = arg_list(args, "spans", &n);
    RichText *text = ARENA_NEW(arena, RichText);
    RichSpan *spans = ARENA_ARRAY(arena, RichSpan, n);
    for (int i = 0; i < n; i++) {
        const ScriptArgs *span = items[i].table;
        const Words *words = words_written(call, arg_value(span, "text"));
        const bool is_formula = words && arg_bool(span, "formula");
        const FormulaSet *formula = NULL;
        if (is_formula)
            formula = span_formula(call, words, arg_bool(span, "display"), arg_number(args, "size"));
        if (!words || (is_formula && !formula))
            return NULL;
        spans[i] = (RichSpan){
            .words = words,
            .bold = arg_bool(span, "bold"),
            .italic = arg_bool(span, "italic"),
            .code = arg_bool(span, "code"),
            .plain = arg_bool(span, "plain"),
            .struck = arg_bool(span, "struck"),
            .underlined = arg_bool(span, "underlined"),
            .color = kit_color(call->host, arg_color(arg_given(span, "color") ? span : args, "color")),
            .formula = formula,
            .hidden = arg_bool(span, "hidden"),
            .href = arg_given(span, "href") ? arena_strdup(arena, arg_string(span, "href")) : NULL,
        };
    }
    *text = (RichText){spans, n, {
        .family = FAMILY_OF[arg_choice(args, "family")],
        .size = arg_number(args, "size"),
        .weight = (int)arg_integer(args, "weight"),
        .italic = arg_bool(args, "italic"),
        .letter_space = arg_number(args, "spacing"),
        .line_pitch = arg_number(args, "pitch"),
        .align = (Align)arg_choice(args, "align"),
    }};
    return text;
}

static void verb_measure(ScriptCall *call, const ScriptArgs *args)
{
    const RichText *text = read_rich(call, args);
    if (!text)
        return;
    const RichPage page = rich_page(call->host, text, arg_number(args, "width"));
    script_return(call, value_number(page.w));
    script_return(call, value_number(page.h));
    script_return(call, value_bool(page.cut));
}

static void method_paint(ScriptCall *call, const ScriptArgs *args)
{
    static const double PAINT_S = 0.3;
    Arena *arena = scene_arena(call->host);
    const RichText *text = picture_data(call->self);
    RichSpan *spans = arena_memdup(arena, text->spans, (size_t)text->n_spans * sizeof *spans);
    for (int i = 0; i < text->n_spans; i++)
        spans[i].color = kit_color(call->host, arg_color(args, "color"));
    RichText *painted = arena_memdup(arena, text, sizeof *text);
    painted->spans = spans;
    picture_change(call->host, call->self, painted, (Tween){.dur_s = PAINT_S});
}

static const Arg PAINT_ARGS[] = {{"color", ARG_COLOR, .help = "of the theme"}, {0}};
static const Verb RICH_METHODS[] = {
    {"paint", SHAPE_FUNCTION, "All of it takes a colour.", PAINT_ARGS, .call = method_paint},
    {0},
};
static const ScriptType RICH_TYPE = {
    .name = "rich", .help = "Words of several looks.", .parent = &PICTURE_TYPE, .methods = RICH_METHODS};
static const ScriptKind RICH = {.kind = {"words", NULL, NULL}, .type = &RICH_TYPE};

static void verb_rich(ScriptCall *call, const ScriptArgs *args)
{
    const RichText *text = read_rich(call, args);
    ScriptKind *kind = arena_memdup(scene_arena(call->host), &RICH, sizeof RICH);
    kind->kind = RICH_KIND;
    if (text)
        script_picture(call, args, kind, text);
}

const Verb RICH_VERBS[] = {
    {"rich", SHAPE_PICTURE, "Words of several looks.", RICH_ARGS, RICH_OPTIONS, PICTURE_OPTIONS, .call = verb_rich,
     .makes = &RICH_TYPE},
    {"measure", SHAPE_PICTURE, "How wide and how high they are in a width, and whether a word is wider.", RICH_ARGS,
     RICH_OPTIONS, PICTURE_OPTIONS, .call = verb_measure},
    {0},
};
