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

static TextStyle fitted(Layout *layout, const SetWords *set, Size room)
{
    TextStyle style = set->style;
    if (set->fills)
        style.size = filling_size(layout_scene(layout), set, room);
    else if (!type_fit(layout_scene(layout), &style, set->role, set->words->text, room))
        scene_fail(layout_scene(layout),
                   "\"%s\" has no room in %.0f × %.0f units, not even as a label; shorten it or give "
                   "it a larger area",
                   set->words->text, room.w, room.h);
    return style;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const SetWords *set = data;
    const TextStyle style = fitted(layout, set, room);
    const Rect box = type_box(layout_scene(layout), &style, set->words->text);
    return (Size){box.w, box.h};
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const SetWords *set = data;
    TextStyle style = fitted(layout, set, (Size){rect.w, rect.h});
    const bool one_line = style.max_width == 0 && !strchr(set->words->text, '\n');
    const Align align = style.align;
    if (one_line)
        style.align = ALIGN_START; // so that words that become the same words elsewhere are the same thing
    const Rect box = set->fills ? ink_of(layout_scene(layout), set, style.size)
                                : type_box(layout_scene(layout), &style, set->words->text);
    const double room = one_line ? rect.w - box.w : rect.w;
    const double x =
        (align == ALIGN_MIDDLE ? room / 2 : align == ALIGN_END ? room : 0) - (set->fills && one_line ? box.x : 0);
    const double top = set->centered ? fmax(0, (rect.h - box.h) / 2) : 0;
    layout_part(layout, part_named("words"), rect, 0);
    item_text(layout, "words", .x = x, .y = top - box.y, .text = set->words->text, .style = style, .fill = set->color,
              .shown = &set->words->shown);
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given);

const ScriptType WORDS_TYPE = {.name = "words", .help = "Words on the canvas.", .parent = &PICTURE_TYPE};
static const ScriptKind WORDS = {{"words", measure, lay_out}, &WORDS_TYPE, change};

// The words of a text, or of what became one already.
static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    SetWords *set = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *set);
    set->words = script_text(call, given);
    return set->words ? set : NULL;
}

static void add_words(ScriptCall *call, const ScriptArgs *args, SetWords set)
{
    static const Align ALIGNS[] = {ALIGN_START, ALIGN_MIDDLE, ALIGN_END};
    set.words = arg_text(args, "words");
    if (arg_given(args, "align"))
        set.style.align = ALIGNS[arg_choice(args, "align")];
    if (arg_bool(args, "mono"))
        set.style.family = FONT_MONO;
    if (arg_given(args, "color"))
        set.color = kit_color(call->host, arg_color(args, "color"));
    script_picture(call, args, &WORDS, arena_memdup(scene_arena(call->host), &set, sizeof set));
}

static void verb_title(ScriptCall *call, const ScriptArgs *args)
{
    add_words(call, args,
              (SetWords){.style = {.family = FONT_SANS, .weight = 600, .align = ALIGN_MIDDLE},
                         .role = TYPE_TITLE,
                         .color = scene_theme(call->host)->ink,
                         .centered = true});
}

static void verb_heading(ScriptCall *call, const ScriptArgs *args)
{
    add_words(call, args,
              (SetWords){.style = {.family = FONT_SANS, .weight = 600},
                         .role = TYPE_LEAD,
                         .color = scene_theme(call->host)->ink});
}

static void verb_big(ScriptCall *call, const ScriptArgs *args)
{
    add_words(call, args,
              (SetWords){.style = {.family = FONT_SANS, .weight = 700, .align = ALIGN_MIDDLE},
                         .color = scene_theme(call->host)->ink,
                         .centered = true,
                         .fills = true});
}

static void verb_line(ScriptCall *call, const ScriptArgs *args)
{
    add_words(call, args,
              (SetWords){.style = {.family = FONT_SANS},
                         .role = TYPE_BODY,
                         .color = scene_theme(call->host)->soft,
                         .centered = true});
}

static void verb_label(ScriptCall *call, const ScriptArgs *args)
{
    add_words(call, args,
              (SetWords){.style = {.family = FONT_SANS},
                         .role = TYPE_LABEL,
                         .color = scene_theme(call->host)->soft,
                         .centered = true});
}

static const char *const ALIGN_NAMES[] = {"left", "middle", "right", NULL};
static const Arg WORDS_ARGS[] = {{"words", ARG_TEXT, .help = "what it says; figures as ${name:format}"}, {0}};
static const Arg WORDS_OPTIONS[] = {
    {"align", ARG_CHOICE, .choices = ALIGN_NAMES, .help = "in the area"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {"mono", ARG_BOOL, .preset = "false", .help = "in the letters of code, as an address"},
    {0},
};

#define WORDS_ROW(name_, help_, call_)                                                                                 \
    {                                                                                                                  \
        name_, SHAPE_VERB, help_, WORDS_ARGS, WORDS_OPTIONS, PICTURE_OPTIONS, .call = call_, .returns = "words"        \
    }

const Verb WORDS_VERBS[] = {
    WORDS_ROW("title", "The largest words, in the middle.", verb_title),
    WORDS_ROW("heading", "The heading of a picture, at the upper left of its area.", verb_heading),
    WORDS_ROW("big", "A few words or a number, as large as the area.", verb_big),
    WORDS_ROW("line", "A line of text.", verb_line),
    WORDS_ROW("label", "The smallest words.", verb_label),
    {0},
};
