// box.c — a box around words, as large as they need; and arrows from one thing to another.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include "engine/anim/arrow.h"

#include <math.h>

// ---- boxes ----

static const double PAD_X = 0.8, PAD_Y = 0.5, RADIUS = 12, TINT = 0.14; // padding of the size of type

typedef struct Box {
    const Words *words;
    TypeRole role;
    Color color;
    bool colored; // its face too, a little
} Box;

// The words' style and the size of the box around them.
static Size fit_box(Scene *s, const Box *box, Size room, TextStyle *style)
{
    *style = (TextStyle){.family = FONT_SANS, .weight = 600, .align = ALIGN_MIDDLE};
    bool fits = false;
    for (TypeRole role = box->role; role < TYPE_ROLES && !fits; role++) {
        const double size = type_size(s, role);
        const Size inner = {room.w - 2 * PAD_X * size, room.h - 2 * PAD_Y * size};
        fits = type_fit(s, style, role, box->words->text, inner) && style->size <= size;
    }
    const Rect words = type_box(s, style, box->words->text);
    return (Size){words.w + 2 * PAD_X * style->size, words.h + 2 * PAD_Y * style->size};
}

static Size measure_box(Layout *layout, const void *data, Size room)
{
    TextStyle style;
    return fit_box(layout_scene(layout), data, room, &style);
}

static void lay_out_box(Layout *layout, const void *data, Rect rect)
{
    const Box *box = data;
    const Theme *theme = layout_theme(layout);
    TextStyle style;
    const Size size = fit_box(layout_scene(layout), box, (Size){rect.w, rect.h}, &style);
    const Rect words = type_box(layout_scene(layout), &style, box->words->text);
    layout_must_show(layout, box->words->text);
    const Rect place = {rect.x + (rect.w - size.w) / 2, rect.y + (rect.h - size.h) / 2, size.w, size.h};
    layout_part(layout, part_named("words"), place, 0);
    item_rect(layout, "card", .w = size.w, .h = size.h, .r = RADIUS,
              .fill = box->colored ? color_mix(theme->panel, box->color, TINT) : theme->panel, .stroke = box->color,
              .stroke_width = 2.5);
    item_text(layout, "words", .x = size.w / 2, .y = (size.h - words.h) / 2 - words.y, .text = box->words->text,
              .style = style, .fill = theme->ink, .shown = &box->words->shown);
}

static const void *change_box(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    Box *box = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *box);
    box->words = script_text(call, given);
    return box->words ? box : NULL;
}

static const ScriptType BOX_TYPE = {.name = "box", .help = "A box around words.", .parent = &PICTURE_TYPE};
static const ScriptKind BOX = {{"box", measure_box, lay_out_box, NULL}, &BOX_TYPE, change_box};

static void verb_box(ScriptCall *call, const ScriptArgs *args)
{
    static const TypeRole ROLES[] = {TYPE_LABEL, TYPE_BODY, TYPE_LEAD, TYPE_HEADING};
    Scene *s = call->host;
    Box *box = ARENA_NEW(scene_arena(s), Box);
    *box = (Box){
        .words = arg_text(args, "words"),
        .role = ROLES[arg_choice(args, "size")],
        .colored = arg_given(args, "color"),
    };
    box->color = kit_color_or(s, args, scene_theme(s)->line);
    script_picture(call, args, &BOX, box);
}

// ---- arrows ----

static const ScriptType ARROW_TYPE = {.name = "arrow", .help = "An arrow between things.", .parent = &PICTURE_TYPE};
static const ScriptKind ARROW = {{"arrow", NULL, arrow_lay_out, arrow_solve}, &ARROW_TYPE, NULL};

static void verb_arrow(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const Theme *theme = scene_theme(s);
    const Words *words = arg_text(args, "label");
    ArrowSpec *spec = ARENA_NEW(scene_arena(s), ArrowSpec);
    *spec = (ArrowSpec){
        .from = arg_object(args, "from", &THING_TYPE),
        .to = arg_object(args, "to", &THING_TYPE),
        .words = words ? words->text : NULL,
        .shown = words ? &words->shown : NULL,
        .style = {.family = FONT_SANS, .size = type_size(s, TYPE_LABEL), .align = ALIGN_MIDDLE},
        .color = kit_color_or(s, args, theme->soft),
        .words_color = theme->soft,
    };
    if (spec->from == spec->to) {
        script_fail(call, "an arrow joins two things, and both of these are the same");
        return;
    }
    Picture *arrow = picture_add(s, &ARROW.kind, spec, scene_canvas(s).safe, arg_bool(args, "above_camera"), 0);
    script_return(call, value_handle(&ARROW_TYPE, arrow));
}

// ---- the table ----

static const char *const SIZE_NAMES[] = {"label", "line", "lead", "heading", NULL};
static const Arg BOX_ARGS[] = {{"words", ARG_TEXT, .help = "what stands in it; figures as ${name:format}"}, {0}};
static const Arg BOX_OPTIONS[] = {
    {"color", ARG_COLOR, .help = "of its border, and a little of its face"},
    {"size", ARG_CHOICE, .preset = "lead", .choices = SIZE_NAMES, .help = "of the words, where there is room"},
    {0},
};
static const Arg ARROW_ARGS[] = {{"from", ARG_HANDLE, .type = &THING_TYPE, .help = "where it begins"},
                                 {"to", ARG_HANDLE, .type = &THING_TYPE, .help = "where its tip is"},
                                 {0}};
static const Arg ARROW_OPTIONS[] = {
    {"label", ARG_TEXT, .help = "words along it"},
    {"color", ARG_COLOR, .help = "of the line"},
    {"above_camera", ARG_BOOL, .preset = "false", .help = "stays where it is when the camera moves, as its ends do"},
    {0},
};

const Verb BOX_VERBS[] = {
    {"box", SHAPE_VERB, "A box as large as its words, in the middle of its area.", BOX_ARGS, BOX_OPTIONS,
     PICTURE_OPTIONS, .call = verb_box, .makes = &BOX_TYPE},
    {"arrow", SHAPE_VERB, "An arrow that follows both its ends and goes around words; it draws itself.", ARROW_ARGS,
     ARROW_OPTIONS, .call = verb_arrow, .makes = &ARROW_TYPE},
    {0},
};
