// verse_lines.c — what a model wrote, set as verse: speakers in small caps, all else in Garamond; program code in mono.
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/utf8.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/verse.h"

#include <math.h>
#include <string.h>

typedef struct VersePicture {
    const char *text;
    Align align;
    bool high; // at the area's top, else in its middle
    Color color;
    TypeRole role; // the largest that its size may be
    bool broken;   // rather than smaller
} VersePicture;

// How far letters reach out of the page on every side, as accents without a letter do.
typedef struct Reach {
    double left, right, over, under;
} Reach;

static Reach reach_of(const VersePage *page)
{
    static const double HARDLY = 3;             // units that are hardly seen
    static const double CAPITALS_MIDDLE = 0.33; // em: what is in the middle of its line
    Reach reach = {HARDLY, HARDLY, HARDLY, HARDLY};
    for (int i = 0; i < page->n_lines; i++) {
        const VerseLine *line = &page->lines[i];
        const Rect ink = line->run->ink;
        const double top = line->y + page->pitch / 2 + CAPITALS_MIDDLE * page->size + ink.y;
        reach.left = fmax(reach.left, -line->x - ink.x);
        reach.right = fmax(reach.right, line->x + ink.x + ink.w - page->width);
        reach.over = fmax(reach.over, -top);
        reach.under = fmax(reach.under, top + ink.h - page->height);
    }
    return (Reach){reach.left - HARDLY, reach.right - HARDLY, reach.over - HARDLY, reach.under - HARDLY};
}

// Lines that are broken leave room at the sides for letters that reach out.
static VersePage page_within(Scene *s, const VersePicture *verse, VerseSpec spec)
{
    const VersePage page = verse_page(s, verse->text, spec);
    const Reach reach = reach_of(&page);
    if (spec.max_width <= 0 || reach.left + reach.right <= 0)
        return page;
    spec.max_width -= reach.left + reach.right;
    return verse_page(s, verse->text, spec);
}

// The largest size of the scale at which no line is broken, then at which all has room, then as many lines as have.
// What is to be large is rather broken or cut than small.
static VersePage fit_verse(Scene *s, const VersePicture *verse, Size room)
{
    static const double HANG = 0.7; // em
    const bool large = verse->role < TYPE_HEADING;
    for (int whole = !verse->broken; whole >= 0; whole--)
        for (TypeRole role = verse->role; role < (!large ? TYPE_ROLES : whole ? TYPE_LEAD : TYPE_BODY); role++) {
            const double size = type_size(s, role);
            const VerseSpec spec = {.size = size, .max_width = whole ? 0 : room.w, .hang = large ? HANG * size : 0};
            const VersePage page = page_within(s, verse, spec);
            const Reach reach = reach_of(&page);
            if (reach.left + page.width + reach.right <= room.w && reach.over + page.height + reach.under <= room.h)
                return page;
        }
    const double least = type_size(s, large ? TYPE_LEAD : TYPE_LABEL);
    VersePage page = page_within(s, verse, (VerseSpec){.size = least, .max_width = room.w});
    const Reach reach = reach_of(&page);
    verse_cut(&page, room.h - reach.over - reach.under);
    return page;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const VersePage page = fit_verse(layout_scene(layout), data, room);
    return (Size){page.width, page.height};
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const VersePicture *verse = data;
    const VersePage page = fit_verse(layout_scene(layout), verse, (Size){rect.w, rect.h});
    const Reach reach = reach_of(&page);
    const double free = fmax(0, rect.w - reach.left - page.width - reach.right);
    const double x = rect.x + reach.left + align_offset(verse->align, free);
    const double below = fmax(0, rect.h - reach.over - page.height - reach.under);
    const double y = rect.y + reach.over + (verse->high ? 0 : below / 2);
    for (int i = 0; i < page.n_lines; i++) {
        const VerseLine *line = &page.lines[i];
        TextStyle style = line->run->style;
        style.valign = VALIGN_MIDDLE;
        layout_part(layout, part_index(i), (Rect){x + line->x, y + line->y, page.width - line->x, page.pitch}, 0);
        item_text(layout, "words", .y = page.pitch / 2, .text = line->run->text, .style = style,
                  .fill = line->speaker ? layout_theme(layout)->soft : verse->color,
                  .shown = words_quoted(layout_arena(layout), line->run->text));
    }
}

// ---- how it is written ----

// Letter by letter, however the lines are broken on a canvas: in a time that the text's length asks for.
static void method_write(ScriptCall *call, const ScriptArgs *args)
{
    static const double LETTERS_PER_S = 60, MOST_S = 1.4;
    (void)args;
    Scene *s = call->host;
    Picture *picture = call->self;
    const VersePicture *verse = picture_data(picture);
    const double begin_s = block_begin_s(s, 0), dur_s = fmin((double)utf8_count(verse->text) / LETTERS_PER_S, MOST_S);
    const Rect rect = picture_rect(picture);
    const VersePage page = fit_verse(s, verse, (Size){rect.w, rect.h});
    int n_letters = 0, at = 0;
    if (picture_is_shown(picture)) {
        script_fail(call, "this verse is there already, and cannot be written");
        return;
    }
    picture_show_by_parts(s, picture);
    for (int i = 0; i < page.n_lines; i++)
        n_letters += page.lines[i].run->n_glyphs;
    for (int i = 0; i < page.n_lines; i++) {
        Node *words = picture_item(picture, i, "words");
        const int end = at + page.lines[i].run->n_glyphs;
        node_set(s, picture_part_node(picture, i), PROP_OPACITY, 1);
        node_keys(s, words, PROP_REVEAL, EASE_LINEAR,
                  (double[]){begin_s + dur_s * at / n_letters, begin_s + dur_s * end / n_letters},
                  (double[]){0, end - at}, 2);
        at = end;
    }
    block_passed(s, begin_s, begin_s + dur_s);
}

static const Verb VERSE_METHODS[] = {
    {"write", SHAPE_FUNCTION, "It comes letter by letter.", .call = method_write},
    {0},
};

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

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    VersePicture *verse = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *verse);
    verse->text = text_of(call, given);
    return verse->text ? verse : NULL;
}

static const ScriptType VERSE_TYPE = {
    .name = "verse", .help = "What a model wrote, as verse.", .parent = &PICTURE_TYPE, .methods = VERSE_METHODS};
static const ScriptKind VERSE = {{"verse", measure, lay_out}, &VERSE_TYPE, change};

// So many characters of a text, without white space before them; with `whole` none of a word that does not end among
// them, if there is another one before it.
static const char *beginning(Arena *arena, const char *text, int64_t most, bool whole)
{
    static const char SPACE[] = " \n\t";
    const size_t blank = strspn(text, SPACE);
    text += whole && text[blank] ? blank : 0;
    size_t n = utf8_prefix_bytes(text, most), words = n;
    while (words > 0 && text[n] && !strchr(SPACE, text[words]))
        words--;
    return arena_strndup(arena, text, whole && words > 0 ? words : n);
}

static void verb_verse(ScriptCall *call, const ScriptArgs *args)
{
    VersePicture *verse = ARENA_NEW(scene_arena(call->host), VersePicture);
    verse->text = text_of(call, arg_value(args, "text"));
    if (verse->text && arg_given(args, "at_most"))
        verse->text = beginning(scene_arena(call->host), verse->text, arg_integer(args, "at_most"),
                                arg_bool(args, "whole"));
    verse->align = (Align)arg_choice(args, "align");
    verse->high = arg_bool(args, "high");
    verse->color = kit_color_or(call->host, args, scene_theme(call->host)->ink);
    verse->broken = arg_bool(args, "broken");
    verse->role = arg_bool(args, "large") ? TYPE_TITLE : TYPE_HEADING;
    if (verse->text)
        script_picture(call, args, &VERSE, verse);
}

static void verb_best_lines(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    const char *text = text_of(call, arg_value(args, "text"));
    const char *but = text && arg_given(args, "but") ? text_of(call, arg_value(args, "but")) : NULL;
    const char *lines = text ? verse_choose(arena, text, (int)arg_integer(args, "n"), but) : NULL;
    if (!lines)
        return;
    const Name *given = value_object(arg_value(args, "text"), &NAME_TYPE);
    Name *name = ARENA_NEW(arena, Name);
    *name = (Name){lines, given ? given->figure : NULL};
    script_return(call, value_handle(&NAME_TYPE, name));
}

#define TEXT_ROW                                                                                                       \
    {                                                                                                                  \
        "text", ARG_ANY, .help = "what a model wrote: run.generation, some of its tokens, run.samples[1].text"         \
    }
static const Arg VERSE_ARGS[] = {TEXT_ROW, {0}};
static const Arg VERSE_OPTIONS[] = {
    {"align", ARG_CHOICE, .preset = "left", .choices = KIT_ALIGNS, .help = "of all lines together, in the area"},
    {"high", ARG_BOOL, .preset = "false", .help = "at the top of the area, not in its middle"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {"large", ARG_BOOL, .preset = "false", .help = "as large as a title, if there is room"},
    {"broken", ARG_BOOL, .preset = "false", .help = "lines are broken before they are set smaller"},
    {"at_most", ARG_INTEGER, .min = 1, .max = 1e6, .unit = "characters", .help = "are shown"},
    {"whole", ARG_BOOL, .preset = "false", .help = "of these, words that are whole"},
    {0},
};
static const Arg BEST_ARGS[] = {
    TEXT_ROW, {"n", ARG_INTEGER, .preset = "2", .min = 1, .max = 12, .help = "how many lines"},
    {"but", ARG_ANY, .optional = true, .help = "text whose lines are left out, as those shown before"}, {0}};

const Verb VERSE_VERBS[] = {
    {"verse", SHAPE_PICTURE, "What a model wrote, in Garamond, speakers in small caps; code in mono.", VERSE_ARGS,
     VERSE_OPTIONS, PICTURE_OPTIONS, .call = verb_verse, .makes = &VERSE_TYPE,
     .example = "local written = verse { run.generation, into = area() }"},
    {"best_lines", SHAPE_FUNCTION, "Some lines of a text that can stand alone, as a couplet; nil when it has none.",
     BEST_ARGS, .call = verb_best_lines, .returns = "name", .example = "local couplet = best_lines(run.generation, 2)"},
    {0},
};
