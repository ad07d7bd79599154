// words.c — words of the author on the canvas: headings, lines, labels.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

// Words, and how they are to be set.
typedef struct SetWords {
    const Words *words;
    TextStyle style; // without a size
    TypeRole role;
    Color color;
    bool centered; // in the height as well
    bool fills;    // as large as the room
    bool halo;     // they shine
} SetWords;

// What is painted of the words at a size.
static Rect ink_of(Scene *s, const SetWords *set, double size)
{
    TextStyle style = set->style;
    style.size = size;
    style.align = ALIGN_START;
    const TextRun *run = text_set(s, &style, set->words->text);
    return run ? run->ink : RECT_EMPTY;
}

static double filling_size(Scene *s, const SetWords *set, Size room)
{
    static const double TRIAL = 100, MOST = 480;
    const Rect ink = ink_of(s, set, TRIAL);
    return fmin(TRIAL * fmin(room.w / fmax(ink.w, 1), room.h / fmax(ink.h, 1)), MOST);
}

static TextStyle fitted(Scene *s, const SetWords *set, Size room)
{
    TextStyle style = set->style;
    if (set->fills)
        style.size = filling_size(s, set, room);
    else
        type_fit(s, &style, set->role, set->words->text, room);
    return style;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const SetWords *set = data;
    const TextStyle style = fitted(layout_scene(layout), set, room);
    const Rect box = type_box(layout_scene(layout), &style, set->words->text);
    return (Size){box.w, box.h};
}

// Their outlines softened, around the words at a place.
static void halo_item(Layout *layout, const SetWords *set, const TextStyle *style, Point at)
{
    static const double SIGMA = 0.065, STRENGTH = 0.7; // of the size
    const TextRun *run = text_set(layout_scene(layout), style, set->words->text);
    Path *outline = path_create(layout_arena(layout));
    for (int i = 0; run && i < run->n_glyphs; i++)
        path_append(outline, run->glyphs[i].outline,
                    matrix_multiply(matrix_scale(style->size, style->size),
                                    matrix_translate(run->glyphs[i].at.x, run->glyphs[i].at.y)));
    item_glow(layout, "halo", .x = at.x, .y = at.y, .z = -1, .path = outline, .sigma = SIGMA * style->size,
              .strength = STRENGTH, .fill = set->color);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const SetWords *set = data;
    Scene *s = layout_scene(layout);
    TextStyle style = fitted(s, set, (Size){rect.w, rect.h});
    const bool one_line = style.max_width == 0 && !strchr(set->words->text, '\n');
    const Align align = style.align;
    if (one_line)
        style.align = ALIGN_START; // so that words that become the same words elsewhere are the same thing
    const Rect box = set->fills ? ink_of(s, set, style.size) : type_box(s, &style, set->words->text);
    const double room = one_line ? rect.w - box.w : rect.w;
    const double x = align_offset(align, room) - (set->fills && one_line ? box.x : 0);
    const double top = set->centered ? fmax(0, (rect.h - box.h) / 2) : 0;
    layout_must_show(layout, set->words->text);
    layout_part(layout, part_named("words"), rect, 0);
    if (set->halo && one_line)
        halo_item(layout, set, &style, (Point){x, top - box.y});
    item_text(layout, "words", .x = x, .y = top - box.y, .text = set->words->text, .style = style, .fill = set->color,
              .shown = &set->words->shown);
}

// The words of a text, or of what became one already.
static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    SetWords *set = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *set);
    set->words = script_text(call, given);
    return set->words ? set : NULL;
}

static const ScriptType WORDS_TYPE = {.name = "words", .help = "Words on the canvas.", .parent = &PICTURE_TYPE};
static const ScriptKind WORDS = {{"words", measure, lay_out}, &WORDS_TYPE, change};

// ---- the verbs ----

// How each of WORDS_VERBS sets them, in the same order.
static const SetWords LOOKS[] = {
    {.style = {.weight = 600, .align = ALIGN_MIDDLE}, .role = TYPE_TITLE, .centered = true},
    {.style = {.weight = 600}, .role = TYPE_LEAD},
    {.style = {.weight = 700, .align = ALIGN_MIDDLE}, .centered = true, .fills = true},
    {.role = TYPE_BODY, .centered = true},
    {.role = TYPE_LABEL, .centered = true},
};

static void verb_words(ScriptCall *call, const ScriptArgs *args)
{
    SetWords *set = arena_memdup(scene_arena(call->host), &LOOKS[call->verb - WORDS_VERBS], sizeof *set);
    const Theme *theme = scene_theme(call->host);
    set->words = arg_text(args, "words");
    if (arg_given(args, "align"))
        set->style.align = (Align)arg_choice(args, "align");
    set->halo = arg_bool(args, "halo");
    if (arg_bool(args, "mono"))
        set->style.family = FONT_MONO;
    set->color = kit_color_or(call->host, args, set->role >= TYPE_BODY ? theme->soft : theme->ink);
    script_picture(call, args, &WORDS, set);
}

static const Arg WORDS_ARGS[] = {{"words", ARG_TEXT, .help = "what it says; figures as ${name:format}"}, {0}};
static const Arg WORDS_OPTIONS[] = {
    {"align", ARG_CHOICE, .choices = KIT_ALIGNS, .help = "in the area"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {"mono", ARG_BOOL, .preset = "false", .help = "in the letters of code, as an address"},
    {"halo", ARG_BOOL, .preset = "false", .help = "they shine, if they are on one line"},
    {0},
};

#define WORDS_ROW(name_, help_)                                                                                        \
    {                                                                                                                  \
        name_, SHAPE_VERB, help_, WORDS_ARGS, WORDS_OPTIONS, PICTURE_OPTIONS, .call = verb_words, .makes = &WORDS_TYPE   \
    }

const Verb WORDS_VERBS[] = {
    WORDS_ROW("title", "The largest words, in the middle."),
    WORDS_ROW("heading", "The heading of a picture, at the upper left of its area."),
    WORDS_ROW("big", "A few words or a number, as large as the area."),
    WORDS_ROW("line", "A line of text."),
    WORDS_ROW("label", "The smallest words."),
    {0},
};
