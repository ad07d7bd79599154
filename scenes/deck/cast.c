// cast.c — what a model wrote as a page of a play, on which the speakers that nobody knows are marked; and their number.
#include "engine/anim/picture.h"
#include "scenes/deck/deck_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { MOST_LINES = 64, SPEAKER_MOST_BYTES = 30 };

static const double SIZE = 42, PITCH = 49, BLANK = 17; // units, of a page on a wide canvas
static const double INDENT = 57;

typedef struct Cast {
    const Name *text;
    const char *const *known; // [n_known] who speaks in the corpus
    int n_known;
    bool marked; // the speakers that it does not have are
    bool prose;  // lines that follow each other are one
    double grow; // so many times the usual size
} Cast;

typedef struct CastLine {
    const char *words;
    bool speaks, known;
    double y; // of its upper edge
    int n_rows; // that it is broken into
} CastLine;

typedef struct CastPage {
    CastLine lines[MOST_LINES];
    int n;
} CastPage;

static bool is_speaker(const char *line)
{
    const size_t n = strlen(line);
    if (n < 2 || n > SPEAKER_MOST_BYTES || line[n - 1] != ':' || !isupper((unsigned char)line[0]))
        return false;
    for (size_t i = 0; i + 1 < n; i++)
        if (!isalpha((unsigned char)line[i]) && !strchr(" '-", line[i]))
            return false;
    return true;
}

static bool is_known(const Cast *cast, const char *line)
{
    const size_t n = strlen(line) - 1;
    for (int i = 0; i < cast->n_known; i++)
        if (strlen(cast->known[i]) == n && strncmp(cast->known[i], line, n) == 0)
            return true;
    return false;
}

static TextStyle line_style(double scale, double width)
{
    return (TextStyle){.family = FONT_SERIF, .size = SIZE * scale, .line_pitch = PITCH * scale,
                       .max_width = width - INDENT - SPACE_M};
}

// The rows that a line takes in a width; 0: it has a word that is wider.
static int count_rows(Scene *s, const char *line, double scale, double width)
{
    const TextStyle style = line_style(scale, width);
    const TextRun *run = text_set(s, &style, words_shown(s, line));
    return run && run->logical.w <= style.max_width ? run->n_lines : 0;
}

// How far a line goes: of prose to the next empty one.
static size_t line_bytes(const Cast *cast, const char *at)
{
    size_t n = strcspn(at, "\n");
    while (cast->prose && n > 0 && at[n] && at[n + 1] && at[n + 1] != '\n')
        n += 1 + strcspn(at + n + 1, "\n");
    return n;
}

// The words of a line with spaces where it was broken.
static const char *line_words(Arena *arena, const char *at, size_t n_bytes)
{
    char *line = arena_strndup(arena, at, n_bytes);
    for (char *c = line; (c = strchr(c, '\n')); c++)
        *c = ' ';
    return line;
}

// As many of a line's words as have room in so many rows, and the rows that they take.
static const char *first_rows(Scene *s, const char *line, double scale, double width, int most, int *n_rows)
{
    char *words = arena_strndup(scene_arena(s), line, strlen(line));
    while ((*n_rows = count_rows(s, words, scale, width)) > most) {
        char *last = strrchr(words, ' ');
        if (!last)
            break;
        *last = '\0';
    }
    return words;
}

// The lines that have room. The text is as it came, cut only at its end.
static CastPage page_of(Scene *s, const Cast *cast, Size room, double scale)
{
    Arena *arena = scene_arena(s);
    CastPage page = {.n = 0};
    double y = 0;
    bool blank = false;
    for (const char *at = cast->text->words; *at && page.n < MOST_LINES;) {
        const size_t n_bytes = line_bytes(cast, at);
        const char *line = line_words(arena, at, n_bytes);
        at += n_bytes + (at[n_bytes] == '\n');
        if (!line[strspn(line, " ")]) {
            blank = page.n > 0;
            continue;
        }
        y += blank ? BLANK * scale : 0;
        blank = false;
        int n_rows = count_rows(s, line, scale, room.w);
        if (cast->prose && n_rows > 0)
            line = first_rows(s, line, scale, room.w, (int)((room.h - y) / (PITCH * scale)), &n_rows);
        if (n_rows == 0 || y + n_rows * PITCH * scale > room.h)
            break;
        const bool speaks = is_speaker(line);
        page.lines[page.n++] = (CastLine){line, speaks, speaks && is_known(cast, line), y, n_rows};
        y += n_rows * PITCH * scale;
    }
    while (page.n > 1 && page.lines[page.n - 1].speaks)
        page.n--; // a speaker who says nothing more
    return page;
}

static double scale_in(const Scene *s, const Cast *cast)
{
    return fmax(cast->grow, scene_canvas(s).least_type / SIZE);
}

static void mark_items(Layout *layout, const CastLine *line, double x, double scale)
{
    const Theme *theme = layout_theme(layout);
    const TextStyle style = {.family = FONT_SERIF, .size = SIZE * scale};
    const TextRun *run = text_set(layout_scene(layout), &style, line->words);
    item_rect(layout, "band", .x = x - 12, .y = 4, .z = -1, .w = (run ? run->logical.w : 0) + 24, .h = PITCH * scale - 4, .r = 6,
              .fill = color_alpha(theme->accent, 0.2));
    item_rect(layout, "mark", .y = 4, .w = 8, .h = PITCH * scale - 4, .r = 2, .fill = theme->accent);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Cast *cast = data;
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const double scale = scale_in(layout_scene(layout), cast);
    const CastPage page = page_of(layout_scene(layout), cast, (Size){rect.w, rect.h}, scale);
    for (int i = 0; i < page.n; i++) {
        const CastLine *line = &page.lines[i];
        const bool invented = cast->marked && line->speaks && !line->known;
        layout_part(layout, part_index(i), (Rect){rect.x, rect.y + line->y, rect.w, line->n_rows * PITCH * scale}, 0);
        if (invented)
            mark_items(layout, line, INDENT, scale);
        item_text(layout, "words", .x = INDENT, .y = 0.76 * PITCH * scale, .text = words_shown(layout_scene(layout), line->words),
                  .style = line_style(scale, rect.w), .fill = invented ? theme->accent : theme->ink,
                  .shown = words_quoted_from(arena, line->words, cast->text->figure->source));
    }
}

static const ScriptKind CAST = {{"cast", NULL, lay_out}, &PICTURE_TYPE, NULL};

static Cast *read_cast(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Cast *cast = ARENA_NEW(arena, Cast);
    int n = 0;
    const ScriptValue *items = arg_list(args, "known", &n);
    const char **known = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++)
        known[i] = arena_strdup(arena, items[i].string.bytes);
    *cast = (Cast){arg_object(args, "text", &NAME_TYPE), known, n, arg_bool(args, "marked"), arg_bool(args, "prose"),
                    arg_number(args, "grow")};
    return cast;
}

static void verb_cast(ScriptCall *call, const ScriptArgs *args)
{
    script_picture(call, args, &CAST, read_cast(call, args));
}

// Gives how many speakers the page shows that the known ones lack, and how many in all; and how many lines.
static void verb_cast_count(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    const Cast *cast = read_cast(call, args);
    const Size room = {arg_number(args, "width"), arg_number(args, "height")};
    const CastPage page = page_of(call->host, cast, room, scale_in(call->host, cast));
    int n_speakers = 0, n_invented = 0;
    for (int i = 0; i < page.n; i++) {
        n_speakers += page.lines[i].speaks;
        n_invented += page.lines[i].speaks && !page.lines[i].known;
    }
    const FigureSource invented = {.field = "speakers on the page that the corpus lacks"};
    const FigureSource all = {.field = "speakers on the page"};
    script_return(call, value_figure(figure_leaf(arena, FIGURE_COUNT, n_invented, invented)));
    script_return(call, value_figure(figure_leaf(arena, FIGURE_COUNT, n_speakers, all)));
    script_return(call, value_integer(page.n));
}

// Gives the first line that is no speaker's name and long enough to be heard; nothing when there is none.
static void verb_cast_line(ScriptCall *call, const ScriptArgs *args)
{
    enum { LEAST_BYTES = 16, MOST_BYTES = 64 };
    Arena *arena = scene_arena(call->host);
    const Name *text = arg_object(args, "text", &NAME_TYPE);
    for (const char *at = text->words; *at;) {
        const size_t n_bytes = strcspn(at, "\n");
        const char *line = arena_strndup(arena, at, n_bytes);
        at += n_bytes + (at[n_bytes] == '\n');
        if (n_bytes < LEAST_BYTES || n_bytes > MOST_BYTES || is_speaker(line) || !isupper((unsigned char)*line))
            continue;
        script_return(call, value_words(arena, FIGURE_QUOTE, line, text->figure->source));
        return;
    }
}

static const Arg CAST_ARGS[] = {{"text", ARG_HANDLE, .type = &NAME_TYPE, .help = "what a model wrote"}, {0}};
static const Arg CAST_OPTIONS[] = {
    {"known", ARG_LIST, .items = ARG_STRING, .required = true, .help = "who speaks in the corpus"},
    {"marked", ARG_BOOL, .preset = "false", .help = "those that it lacks stand out"},
    {"prose", ARG_BOOL, .preset = "false", .help = "only empty lines end a line"},
    {"grow", ARG_NUMBER, .preset = "1", .help = "so many times as large letters as on a wide canvas"},
    {"width", ARG_NUMBER, .help = "of the page, where it is only counted"},
    {"height", ARG_NUMBER, .help = "likewise"},
    {0},
};

const Verb CAST_VERBS[] = {
    {"cast", SHAPE_PICTURE, "A page of a play, whose parts are its lines.", CAST_ARGS, CAST_OPTIONS, PICTURE_OPTIONS,
     .call = verb_cast},
    {"cast_count", SHAPE_PICTURE, "How many speakers on such a page are unknown, how many there are, how many lines.",
     CAST_ARGS, CAST_OPTIONS, NULL, .call = verb_cast_count},
    {"cast_line", SHAPE_FUNCTION, "A line that somebody speaks on it.", CAST_ARGS, .call = verb_cast_line},
    {0},
};
