// verse_lines.c — what a model wrote, set as verse: speakers in small caps, all else in Garamond; program code in mono.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/verse.h"
#include "scenes/kit/verse_choice.h"

#include <math.h>
#include <string.h>

static const double PITCH = 1.36; // of the size of type

typedef struct VersePicture {
    const char *text;
    Align align;
    Color color;
} VersePicture;

// The text cut into lines that have room.
typedef struct VerseFit {
    VerseSpec spec;
    VerseLine lines[VERSE_MOST_LINES];
    int n_lines;
    double width, height;
} VerseFit;

// The lines at a size; whether all of the text stands in the room, none of it broken when `whole` says so.
static bool fit_at(Scene *s, VerseFit *fit, const VersePicture *verse, double size, Size room, bool whole)
{
    fit->spec = (VerseSpec){.text = verse->text,
                            .size = size,
                            .pitch = PITCH * size,
                            .max_width = whole ? 0 : room.w,
                            .code = verse_is_code(verse->text)};
    fit->n_lines = verse_layout(s, &fit->spec, fit->lines);
    fit->width = 0;
    for (int i = 0; i < fit->n_lines; i++) {
        const TextStyle style = verse_style(&fit->spec, fit->lines[i].kind);
        fit->width = fmax(fit->width, fit->lines[i].x + type_box(s, &style, fit->lines[i].words).w);
    }
    fit->height = fit->n_lines > 0 ? fit->lines[fit->n_lines - 1].y + PITCH * size : 0;
    return fit->width <= room.w && fit->height <= room.h;
}

// The largest size of the scale at which no line is broken, then at which all has room, then as many lines as have.
static void fit_verse(Scene *s, VerseFit *fit, const VersePicture *verse, Size room)
{
    for (int whole = 1; whole >= 0; whole--)
        for (TypeRole role = TYPE_HEADING; role < TYPE_ROLES; role++)
            if (fit_at(s, fit, verse, type_size(s, role), room, whole))
                return;
    const double least = fmin(type_size(s, TYPE_LABEL), room.h / PITCH);
    fit_at(s, fit, verse, least, room, false);
    while (fit->n_lines > 1 && fit->height > room.h + 0.001)
        fit->height = fit->lines[--fit->n_lines - 1].y + PITCH * least;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    VerseFit *fit = ARENA_NEW(layout_arena(layout), VerseFit);
    fit_verse(layout_scene(layout), fit, data, room);
    return (Size){fit->width, fit->height};
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const VersePicture *verse = data;
    VerseFit *fit = ARENA_NEW(layout_arena(layout), VerseFit);
    fit_verse(s, fit, verse, (Size){rect.w, rect.h});
    const double spare = fmax(0, rect.w - fit->width), pitch = fit->spec.pitch;
    const double x = rect.x + (verse->align == ALIGN_START ? 0 : verse->align == ALIGN_END ? spare : spare / 2);
    const double y = rect.y + fmax(0, rect.h - fit->height) / 2;
    for (int i = 0; i < fit->n_lines; i++) {
        const VerseLine *line = &fit->lines[i];
        TextStyle style = verse_style(&fit->spec, line->kind);
        style.valign = VALIGN_MIDDLE;
        layout_part(layout, part_index(i), (Rect){x + line->x, y + line->y, fit->width, pitch}, 0);
        item_text(layout, "words", .y = pitch / 2, .text = line->words, .style = style,
                  .fill = line->kind == VERSE_SPEAKER ? layout_theme(layout)->soft : verse->color,
                  .shown = words_quoted(layout_arena(layout), line->words));
    }
}

// ---- the verb ----

// The text of a quotation, of a generation or some of its tokens; NULL after script_fail.
static const char *text_of(ScriptCall *call, ScriptValue given)
{
    Arena *arena = scene_arena(call->host);
    const Name *name = value_object(given, &NAME_TYPE);
    int n = 0;
    if (name)
        return name->words;
    const TokenView *const *tokens = tokens_of(call, given, &n);
    const char *text = "";
    for (int i = 0; tokens && i < n; i++)
        text = arena_printf(arena, "%s%s", text, tokens[i]->text);
    return tokens ? text : NULL;
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given);

const ScriptType VERSE_TYPE = {.name = "verse", .help = "What a model wrote, as verse.", .parent = &PICTURE_TYPE};
static const ScriptKind VERSE = {{"verse", measure, lay_out}, &VERSE_TYPE, change};

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    VersePicture *verse = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *verse);
    verse->text = text_of(call, given);
    return verse->text ? verse : NULL;
}

static void verb_verse(ScriptCall *call, const ScriptArgs *args)
{
    static const Align ALIGNS[] = {ALIGN_START, ALIGN_MIDDLE, ALIGN_END};
    VersePicture *verse = ARENA_NEW(scene_arena(call->host), VersePicture);
    verse->text = text_of(call, arg_value(args, "text"));
    verse->align = ALIGNS[arg_choice(args, "align")];
    verse->color =
        arg_given(args, "color") ? kit_color(call->host, arg_color(args, "color")) : scene_theme(call->host)->ink;
    if (verse->text)
        script_picture(call, args, &VERSE, verse);
}

static void verb_best_lines(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    const char *text = text_of(call, arg_value(args, "text"));
    const char *lines = text ? verse_choose(arena, text, (int)arg_integer(args, "n")) : NULL;
    if (!lines)
        return;
    const Name *given = value_object(arg_value(args, "text"), &NAME_TYPE);
    Name *name = ARENA_NEW(arena, Name);
    *name = (Name){lines, given ? given->figure : NULL};
    script_return(call, value_handle(&NAME_TYPE, name));
}

static const char *const ALIGN_NAMES[] = {"left", "middle", "right", NULL};
#define TEXT_ROW                                                                                                       \
    {                                                                                                                  \
        "text", ARG_ANY, .help = "what a model wrote: run.generation, some of its tokens, run.samples[1].text"         \
    }
static const Arg VERSE_ARGS[] = {TEXT_ROW, {0}};
static const Arg VERSE_OPTIONS[] = {
    {"align", ARG_CHOICE, .preset = "left", .choices = ALIGN_NAMES, .help = "of all lines together, in the area"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {0},
};
static const Arg BEST_ARGS[] = {
    TEXT_ROW, {"n", ARG_INTEGER, .preset = "2", .min = 1, .max = 12, .help = "how many lines"}, {0}};

const Verb VERSE_VERBS[] = {
    {"verse", SHAPE_PICTURE, "What a model wrote, in Garamond, speakers in small caps; code in mono.", VERSE_ARGS,
     VERSE_OPTIONS, PICTURE_OPTIONS, .call = verb_verse, .returns = "verse",
     .example = "local written = verse { run.generation, into = area() }"},
    {"best_lines", SHAPE_FUNCTION, "Some lines of a text that can stand alone, as a couplet; nil when it has none.",
     BEST_ARGS, .call = verb_best_lines, .returns = "name", .example = "local couplet = best_lines(run.generation, 2)"},
    {0},
};
