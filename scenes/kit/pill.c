// pill.c — the steps of something that is done again and again, one behind the other, of which one is lit.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { MOST_STEPS = 8 };

// Of the size of type.
static const double HEIGHT = 2.2, PAD = 1, LEAST_GAP = 1.6, ARROW = 0.9, ARROW_GAP = 0.35;
static const double LIGHT_S = 0.15;

typedef struct Pill {
    const Words *const *steps; // [n]
    int n, lit;                // which, from 0; -1: none; n: all of them
    Color light;               // its colour
} Pill;

// How it is set.
typedef struct PillFit {
    TextStyle style;
    double words_w, gap; // of all steps; between two
    bool has_words;      // there is room for them
} PillFit;

static double step_width(Scene *s, const Pill *pill, int step, const TextStyle *style)
{
    return type_box(s, style, pill->steps[step]->text).w;
}

static PillFit fit_pill(Scene *s, const Pill *pill, Size room)
{
    PillFit fit = {0};
    double least_w = INFINITY;
    fit.style = (TextStyle){.weight = 600, .valign = VALIGN_MIDDLE, .align = ALIGN_MIDDLE};
    for (TypeRole role = TYPE_LEAD; role < TYPE_ROLES; role++) {
        fit.style.size = type_size(s, role);
        fit.words_w = 0;
        for (int i = 0; i < pill->n; i++)
            fit.words_w += step_width(s, pill, i, &fit.style);
        least_w = fit.words_w + (2 * PAD + (pill->n - 1) * LEAST_GAP) * fit.style.size;
        if (least_w <= room.w && HEIGHT * fit.style.size <= room.h)
            break;
    }
    const double free_w = room.w - fit.words_w - 2 * PAD * fit.style.size;
    fit.gap = pill->n > 1 ? free_w / (pill->n - 1) : 0;
    fit.has_words = least_w <= room.w && fit.style.size <= room.h;
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const PillFit fit = fit_pill(layout_scene(layout), data, room);
    return (Size){room.w, fmin(room.h, HEIGHT * fit.style.size)};
}

static void arrow_item(Layout *layout, const char *name, double from, double to, double y, double size)
{
    Path *path = path_create(layout_arena(layout));
    path_move(path, from, y);
    path_line(path, to, y);
    path_append(path, tip_path(layout_arena(layout), (Point){to, y}, 0, 0.28 * size, 0.22 * size), matrix_identity());
    item_path(layout, name, .path = path, .stroke = layout_theme(layout)->soft, .stroke_width = fmax(2, size / 14),
              .round_caps = true);
}

static void step_part(Layout *layout, const Pill *pill, const PillFit *fit, int i, Rect box)
{
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_index(i), box, 1);
    item_text(layout, "words", .x = box.w / 2, .y = box.h / 2, .text = pill->steps[i]->text, .style = fit->style,
              .fill = i == pill->lit || pill->lit == pill->n ? pill->light : theme->soft,
              .shown = &pill->steps[i]->shown);
    if (i + 1 < pill->n) {
        const double size = fit->style.size, length = fmin(ARROW * size, fit->gap - 2 * ARROW_GAP * size);
        const double middle = box.w + fit->gap / 2;
        arrow_item(layout, "arrow", middle - length / 2, middle + length / 2, box.h / 2, size);
    }
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const Pill *pill = data;
    const Theme *theme = layout_theme(layout);
    const PillFit fit = fit_pill(s, pill, (Size){rect.w, rect.h});
    const double size = fit.style.size, h = fmin(rect.h, HEIGHT * size), top = rect.y + (rect.h - h) / 2;
    layout_part(layout, part_named("card"), (Rect){rect.x, top, rect.w, h}, 0);
    item_rect(layout, "card", .w = rect.w, .h = h, .r = h / 2, .fill = theme->panel, .stroke = theme->line,
              .stroke_width = 2);
    double x = rect.x + (pill->n > 1 ? PAD * size : (rect.w - fit.words_w) / 2);
    for (int i = 0; i < pill->n; i++) {
        const double w = step_width(s, pill, i, &fit.style);
        layout_must_show(layout, pill->steps[i]->text);
        if (fit.has_words)
            step_part(layout, pill, &fit, i, (Rect){x, top, w, h});
        x += w + fit.gap;
    }
}

// ---- the verb ----

static void light(ScriptCall *call, const ScriptArgs *args, int lit)
{
    Pill *pill = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *pill);
    pill->lit = lit;
    pill->light = kit_color_or(call->host, args, scene_theme(call->host)->accent);
    picture_change(call->host, call->self, pill, (Tween){.dur_s = LIGHT_S});
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    const int step = (int)arg_integer(args, "step"), n = ((const Pill *)picture_data(call->self))->n;
    if (step > n)
        script_fail(call, "there is no step %d in this pill, which has %d", step, n);
    else
        light(call, args, step - 1);
}

static void method_light_all(ScriptCall *call, const ScriptArgs *args)
{
    light(call, args, ((const Pill *)picture_data(call->self))->n);
}

static const Arg LIGHT_ARGS[] = {{"step", ARG_INTEGER, .min = 1, .max = MOST_STEPS, .help = "which, from 1"}, {0}};
static const Arg LIGHT_OPTIONS[] = {{"color", ARG_COLOR, .help = "of its words"}, {0}};
static const Verb PILL_METHODS[] = {
    {"light", SHAPE_VERB, "One step is lit, no other.", LIGHT_ARGS, LIGHT_OPTIONS, .call = method_light},
    {"light_all", SHAPE_VERB, "All steps are lit: they follow each other too fast to be told apart.", NULL,
     LIGHT_OPTIONS, .call = method_light_all},
    {0},
};

static const ScriptType PILL_TYPE = {
    .name = "pill", .help = "Steps that repeat.", .parent = &PICTURE_TYPE, .methods = PILL_METHODS};
static const ScriptKind PILL = {{"pill", measure, lay_out}, &PILL_TYPE, NULL};

static void verb_pill(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Pill *pill = ARENA_NEW(arena, Pill);
    pill->lit = -1;
    const ScriptValue *items = arg_list(args, "steps", &pill->n);
    const Words **steps = ARENA_ARRAY(arena, const Words *, pill->n);
    for (int i = 0; i < pill->n; i++)
        steps[i] = items[i].words;
    pill->steps = steps;
    if (pill->n < 1 || pill->n > MOST_STEPS)
        script_fail(call, "a pill has 1 to %d steps, not %d", MOST_STEPS, pill->n);
    else
        script_picture(call, args, &PILL, pill);
}

static const Arg PILL_ARGS[] = {{"steps", ARG_LIST, .items = ARG_TEXT, .help = "a word or two each"}, {0}};

const Verb PILL_VERBS[] = {
    {"pill", SHAPE_PICTURE, "Steps that repeat, in a row; one of them can be lit.", PILL_ARGS, NULL, PICTURE_OPTIONS,
     .call = verb_pill, .makes = &PILL_TYPE,
     .example = "local steps = pill { { \"predict\", \"sample\", \"append\" }, into = area():cut_bottom \"fit\" }"},
    {0},
};
