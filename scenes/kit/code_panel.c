// code_panel.c — a panel of program code in colours, whose lines light up and turn into those of other versions.
#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/mono_panel.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// Shares of the size of type.
static const double PAD_X = 1.5, PAD_Y = 0.8, LEAST_PAD_Y = 0.4, LEAST_PITCH = 1.25, PITCH = 1.55, MOST_PITCH = 2;
static const double BAND_SHARE = 1.05, BAND_PITCH = 1.64; // of a line's pitch; of the type at most
static const double EDGE_W = 5, LIGHT_S = 0.2, STAYS_S = 0.3;

// How lit lines stand out.
typedef struct Look {
    Color color; // of the light behind them
    bool dim;    // the others step back
} Look;

typedef struct CodePanel {
    const CodeText *text;
    const Words *label;        // small words at the foot; NULL: none
    const ScriptNamed *values; // [n_values] of `${name}` in files
    int n_values;
    int lit, n_lit; // which lines, from 0, are lit; n_lit 0: all are at full strength
    Look look;
} CodePanel;

// How the code is set in a room.
typedef struct CodeFit {
    MonoType type;
    double pitch;
    double label_h; // 0: no label
} CodeFit;

// ---- fitting ----

static double code_width(Scene *s, const CodeFit *fit, const CodeText *text)
{
    double width = 0;
    for (int i = 0; i < text->n_lines; i++)
        width = fmax(width, mono_line_width(s, &fit->type, &text->lines[i]));
    return width + 2 * PAD_X * fit->type.style.size;
}

static int count_rows(Scene *s, const CodeFit *fit, const CodeText *text)
{
    int n = 0;
    for (int i = 0; i < text->n_lines; i++)
        n += mono_line_rows(s, &fit->type, &text->lines[i]);
    return n;
}

static double code_height(Scene *s, const CodeFit *fit, const CodeText *text, double pitch)
{
    return (count_rows(s, fit, text) * pitch + 2 * PAD_Y) * fit->type.style.size + fit->label_h;
}

static TextStyle label_style(const Scene *s)
{
    return (TextStyle){.size = type_size(s, TYPE_LABEL), .align = ALIGN_END};
}

// The largest size of the scale at which all of the code has room; where none has, lines are indented less, and those
// that are still too long go on in another row.
static void choose_size(Scene *s, CodeFit *fit, const CodeText *text, Size room)
{
    static const double NARROW_INDENT = 0.5;
    for (TypeRole role = TYPE_LEAD; role < TYPE_ROLES; role++) {
        fit->type = mono_type(s, type_size(s, role), 1);
        if (code_width(s, fit, text) <= room.w && code_height(s, fit, text, LEAST_PITCH) <= room.h)
            return;
    }
    if (code_width(s, fit, text) > room.w)
        fit->type = mono_type(s, fit->type.style.size, NARROW_INDENT);
    if (code_width(s, fit, text) > room.w)
        fit->type.most_w = room.w - 2 * PAD_X * fit->type.style.size;
}

static CodeFit fit_code(Scene *s, const CodePanel *panel, Size room)
{
    CodeFit fit = {0};
    const TextStyle label = label_style(s);
    if (panel->label)
        fit.label_h = type_box(s, &label, panel->label->text).h;
    choose_size(s, &fit, panel->text, room);
    const double pitch = ((room.h - fit.label_h) / fit.type.style.size - 2 * PAD_Y) / count_rows(s, &fit, panel->text);
    fit.pitch = clamp(pitch, LEAST_PITCH, MOST_PITCH) * fit.type.style.size;
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    Scene *s = layout_scene(layout);
    const CodePanel *panel = data;
    const CodeFit fit = fit_code(s, panel, room);
    return (Size){fmin(room.w, code_width(s, &fit, panel->text)),
                  fmin(room.h, code_height(s, &fit, panel->text, PITCH))};
}

// ---- layout ----

static void panel_part(Layout *layout, const CodePanel *panel, const CodeFit *fit, Rect rect)
{
    mono_panel_part(layout, rect);
    if (fit->label_h == 0)
        return;
    const TextStyle style = label_style(layout_scene(layout));
    layout_must_show(layout, panel->label->text);
    layout_part(layout, part_named("label"), rect, 0);
    item_text(layout, "label", .x = rect.w - PAD_X / 2 * style.size, .y = rect.h - style.size / 2,
              .text = panel->label->text, .style = style, .fill = layout_theme(layout)->soft,
              .shown = &panel->label->shown);
}

// The light behind the lit lines, from `from` to `to`.
static void band_part(Layout *layout, const CodeFit *fit, Rect rect, double from, double to, Color light)
{
    const Theme *theme = layout_theme(layout);
    const double h = to - from - fit->pitch + fmin(BAND_SHARE * fit->pitch, BAND_PITCH * fit->type.style.size);
    layout_part(layout, part_named("band"), (Rect){rect.x, (from + to - h) / 2, rect.w, h}, 1);
    item_rect(layout, "light", .w = rect.w, .h = h, .fill = color_mix(theme->panel, light, 0.16));
    item_rect(layout, "edge", .w = EDGE_W, .h = h, .fill = light);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const CodePanel *panel = data;
    const CodeText *text = panel->text;
    const CodeFit fit = fit_code(s, panel, (Size){rect.w, rect.h});
    const int from = panel->lit, to = panel->lit + panel->n_lit;
    const double free_h = rect.h - fit.label_h - count_rows(s, &fit, text) * fit.pitch;
    double y = rect.y + fmax(free_h / 2, LEAST_PAD_Y * fit.type.style.size), lit_from = y, lit_to = y;
    panel_part(layout, panel, &fit, rect);
    for (int i = 0; i < text->n_lines; i++) {
        const Rect box = {rect.x, y, rect.w, mono_line_rows(s, &fit.type, &text->lines[i]) * fit.pitch};
        const bool lit = i >= from && i < to;
        layout_part(layout, part_id(text->lines[i].id), box, 2);
        mono_line_items(layout, &fit.type, &text->lines[i], (Point){PAD_X * fit.type.style.size, fit.pitch / 2},
                        fit.pitch, panel->look.dim && from < to && !lit);
        y += box.h;
        lit_from = i < from ? y : lit_from;
        lit_to = i < to ? y : lit_to;
    }
    if (from < to)
        band_part(layout, &fit, rect, lit_from, lit_to, panel->look.color);
}

// ---- methods ----

static void light(ScriptCall *call, int first, int n, const Look *look)
{
    CodePanel *panel = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *panel);
    panel->lit = first;
    panel->n_lit = n;
    if (look)
        panel->look = *look;
    picture_change(call->host, call->self, panel, (Tween){.dur_s = LIGHT_S});
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    const CodePanel *panel = picture_data(call->self);
    const int first = (int)arg_integer(args, "first");
    const int last = arg_given(args, "last") ? (int)arg_integer(args, "last") : first;
    if (last < first || last > panel->text->n_lines)
        script_fail(call, "there are no lines %d to %d in this code, which has %d", first, last, panel->text->n_lines);
    else
        light(call, first - 1, last - first + 1,
              &(Look){kit_color_or(call->host, args, scene_theme(call->host)->accent), arg_bool(args, "dim")});
}

static void method_light_all(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    light(call, 0, 0, NULL);
}

static void method_light_each(ScriptCall *call, const ScriptArgs *args)
{
    const CodeText *text = ((const CodePanel *)picture_data(call->self))->text;
    const double stays_s = arg_given(args, "dur") ? fmax(0, arg_seconds(args, "dur") - LIGHT_S) : STAYS_S;
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    for (int i = 0; i < text->n_lines; i++) {
        if (text->lines[i].n_tokens == 0)
            continue;
        light(call, i, 1, &(Look){scene_theme(call->host)->accent, true});
        block_hold(call->host, stays_s);
    }
    light(call, 0, 0, NULL);
    block_close(call->host);
}

static const Arg LIGHT_ARGS[] = {
    {"first", ARG_INTEGER, .min = 1, .max = 1e6, .help = "which line, from 1"},
    {"last", ARG_INTEGER, .optional = true, .min = 1, .max = 1e6, .help = "and all up to this one"},
    {0},
};
static const Arg LIGHT_OPTIONS[] = {
    {"color", ARG_COLOR, .help = "of the light"},
    {"dim", ARG_BOOL, .preset = "true", .help = "the others step back"},
    {0},
};
static const Arg EACH_OPTIONS[] = {{"dur", ARG_DURATION, .help = "of each line"}, {0}};

static const Verb CODE_METHODS[] = {
    {"light", SHAPE_VERB, "One line, or some, are lit.", LIGHT_ARGS, LIGHT_OPTIONS, .call = method_light},
    {"light_all", SHAPE_FUNCTION, "All lines are as they were.", .call = method_light_all},
    {"light_each", SHAPE_VERB, "The lines are lit one after the other, then all are as before.", NULL, EACH_OPTIONS,
     .call = method_light_each},
    {0},
};

// Another version, all of it at full strength.
static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    CodePanel *panel = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *panel);
    panel->text = code_text_read(call, &CODE_PYTHON, given, panel->values, panel->n_values, panel->text);
    panel->lit = panel->n_lit = 0;
    return panel->text ? panel : NULL;
}

static const ScriptType CODE_TYPE = {
    .name = "code", .help = "A panel of program code.", .parent = &PICTURE_TYPE, .methods = CODE_METHODS};
static const ScriptKind CODE = {{"code", measure, lay_out}, &CODE_TYPE, change};

// ---- the verb ----

// The values that outlive the call; handles are objects of the scene.
static const ScriptNamed *kept(Arena *arena, const ScriptNamed *values, int n)
{
    ScriptNamed *own = ARENA_ARRAY(arena, ScriptNamed, n);
    for (int i = 0; i < n; i++) {
        own[i] = (ScriptNamed){arena_strdup(arena, values[i].name), values[i].value};
        own[i].value.ref = 0;
        if (own[i].value.kind == VALUE_STRING)
            own[i].value = value_string(arena_strdup(arena, own[i].value.string.bytes));
    }
    return own;
}

static void verb_python(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    CodePanel *panel = ARENA_NEW(arena, CodePanel);
    const ScriptNamed *values = args_others(args, &panel->n_values);
    panel->values = kept(arena, values, panel->n_values);
    panel->label = arg_text(args, "label");
    panel->text = code_text_read(call, &CODE_PYTHON, arg_value(args, "code"), panel->values, panel->n_values, NULL);
    if (panel->text)
        script_picture(call, args, &CODE, panel);
}

static const Arg CODE_ARGS[] = {{"code", ARG_ANY, .help = "a file beside the film's scenes, or a list of lines"}, {0}};
static const Arg CODE_OPTIONS[] = {
    {"label", ARG_TEXT, .help = "small words at the foot, as whose code it is"},
    {0},
};
static const Arg CODE_OTHERS = {"NAME", ARG_ANY, .help = "what ${NAME} in the file is: a figure, a name, words"};

const Verb CODE_VERBS[] = {
    {"python", SHAPE_PICTURE, "Python code in colours, from a file or as lines.", CODE_ARGS, CODE_OPTIONS,
     PICTURE_OPTIONS, &CODE_OTHERS, verb_python, .makes = &CODE_TYPE,
     .example = "local code = python { \"loop.py\", n = run.n_ctx, label = \"our sketch\", into = area() }"},
    {0},
};
