// rich_verbs.c — words of several looks: as a picture, and how much room they take.
#include "scenes/deck/deck_verbs.h"
#include "scenes/deck/rich.h"
#include "scenes/deck/written.h"
#include "scenes/kit/kit_verbs.h"

static const Arg SPAN[] = {
    {"text", ARG_ANY, .required = true, .help = "the words"},
    {"bold", ARG_BOOL, .help = "in strong letters"},
    {"italic", ARG_BOOL, .help = "in slanting ones"},
    {"code", ARG_BOOL, .help = "in those of code"},
    {"struck", ARG_BOOL, .help = "with a line through"},
    {"underlined", ARG_BOOL, .help = "with a line below"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {"href", ARG_STRING, .help = "where it leads"},
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
        if (!words)
            return NULL;
        spans[i] = (RichSpan){
            .words = words,
            .bold = arg_bool(span, "bold"),
            .italic = arg_bool(span, "italic"),
            .code = arg_bool(span, "code"),
            .struck = arg_bool(span, "struck"),
            .underlined = arg_bool(span, "underlined"),
            .color = kit_color(call->host, arg_color(arg_given(span, "color") ? span : args, "color")),
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
    script_return(call, value_integer(page.n_lines));
    script_return(call, value_bool(page.cut));
}

static const ScriptKind RICH = {.kind = {"words", NULL, NULL}, .type = &PICTURE_TYPE};

static void verb_rich(ScriptCall *call, const ScriptArgs *args)
{
    const RichText *text = read_rich(call, args);
    ScriptKind *kind = arena_memdup(scene_arena(call->host), &RICH, sizeof RICH);
    kind->kind = RICH_KIND;
    if (text)
        script_picture(call, args, kind, text);
}

const Verb RICH_VERBS[] = {
    {"rich", SHAPE_PICTURE, "Words of several looks.", RICH_ARGS, RICH_OPTIONS, PICTURE_OPTIONS, .call = verb_rich},
    {"measure", SHAPE_PICTURE, "How wide they are in a width, how many lines, whether a word is wider.", RICH_ARGS,
     RICH_OPTIONS, PICTURE_OPTIONS, .call = verb_measure},
    {0},
};
