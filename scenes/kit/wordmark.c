// wordmark.c — one word in large letters, light and bold, that draw themselves as lines, fill, and begin to glow.
#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double MOST_SIZE = 320;
static const double LETTER_SPACE = -0.028, LINE_W = 1.0 / 64; // of the size
static const double UNLIT = 0.4; // of the way from a line's colour to that of words
static const double DRAW_S = 0.9, GLOW_S = 1.2, RESTING = 0.82;

// How far it has come.
typedef enum MarkState {
    MARK_UNLIT,   // faint outlines, as of a sign that is not lit
    MARK_DRAWN,   // lines run along them
    MARK_FILLED,  // letters within their lines
    MARK_LETTERS, // and alone
    MARK_FLARING, // with a halo at its brightest
    MARK_GLOWING, // as it stays
} MarkState;

typedef struct Wordmark {
    const char *light, *bold; // the first part and the rest; "": none
    MarkState state;
} Wordmark;

// ---- letters ----

// A letter, in units of the size.
typedef struct Letter {
    const char *text;
    int weight;
    double x;
    const Path *outline;
} Letter;

typedef struct Letters {
    Letter *items; // [n]
    int n, capacity;
    double width;
    double top, bottom; // of what is painted, from the baseline
} Letters;

static void add_word(Scene *s, Letters *letters, const char *word, int weight)
{
    static const double UNIT = 1000;
    Arena *arena = scene_arena(s);
    const TextStyle style = {.size = UNIT, .weight = weight, .letter_space = LETTER_SPACE * UNIT};
    const TextRun *run = *word ? text_set(s, &style, word) : NULL;
    if (!run)
        return;
    for (int i = 0; i < run->n_glyphs; i++) {
        const Glyph *glyph = &run->glyphs[i];
        letters->items = arena_grow(arena, letters->items, letters->n, &letters->capacity, sizeof *letters->items);
        letters->items[letters->n++] = (Letter){
            .text = arena_strndup(arena, word + glyph->byte, (size_t)(glyph->end - glyph->byte)),
            .weight = weight,
            .x = letters->width + glyph->at.x / UNIT,
            .outline = glyph->outline,
        };
    }
    letters->width += run->logical.w / UNIT;
    letters->top = fmin(letters->top, run->ink.y / UNIT);
    letters->bottom = fmax(letters->bottom, (run->ink.y + run->ink.h) / UNIT);
}

static Letters letters_of(Scene *s, const Wordmark *mark)
{
    Letters letters = {0};
    add_word(s, &letters, mark->light, 300);
    add_word(s, &letters, mark->bold, 700);
    return letters;
}

static double size_in(const Letters *letters, Size room)
{
    return fmin(MOST_SIZE, fmin(room.w / letters->width, room.h / (letters->bottom - letters->top)));
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const Letters letters = letters_of(layout_scene(layout), data);
    const double size = size_in(&letters, room);
    return (Size){letters.width * size, (letters.bottom - letters.top) * size};
}

// ---- layout ----

static void letter_part(Layout *layout, const Letter *letter, int index, MarkState state, Point at, double size)
{
    const Theme *theme = layout_theme(layout);
    Path *outline = path_create(layout_arena(layout));
    path_append(outline, letter->outline, matrix_scale(size, size));
    layout_part(layout, part_index(index), (Rect){at.x + letter->x * size, at.y, 0, 0}, 1);
    if (state >= MARK_FILLED)
        item_text(layout, "letter", .text = letter->text, .style = {.size = size, .weight = letter->weight},
                  .fill = theme->ink);
    if (state < MARK_LETTERS) {
        item_path(layout, "unlit", .path = outline, .stroke = color_mix(theme->line, theme->soft, UNLIT), .stroke_width = LINE_W * size);
        item_path(layout, "line", .path = outline, .stroke = theme->accent, .stroke_width = LINE_W * size,
                  .drawn = state == MARK_UNLIT ? -1 : 1, .z = 1);
    }
}

// The outline softened twice, near and far, on a wide faint ellipse.
static void halo_part(Layout *layout, const Letters *letters, Point at, double size, double strength)
{
    static const double WIDE = 0.65, FAR = 0.1625, NEAR = 0.044, FAINT = 0.2, ON_PAPER = 0.25; // sigmas of the size
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const Color color = theme->accent;
    const bool shines = color_luminance(theme->bg) < color_luminance(theme->ink);
    const double edge = shines ? strength : ON_PAPER * strength; // on light ground it would look like dirt
    Path *outline = path_create(arena), *circle = path_create(arena), *ellipse = path_create(arena);
    for (int i = 0; i < letters->n; i++)
        path_append(outline, letters->items[i].outline,
                    matrix_multiply(matrix_scale(size, size), matrix_translate(letters->items[i].x * size, 0)));
    path_circle(circle, 0, 0, 1);
    const double middle = letters->width * size / 2;
    path_append(ellipse, circle,
                matrix_multiply(matrix_scale(1.44 * middle, 0.85 * size), matrix_translate(middle, -0.3 * size)));
    layout_part(layout, part_named("halo"), (Rect){at.x, at.y, letters->width * size, 0}, 0);
    item_glow(layout, "wide", .path = ellipse, .sigma = WIDE * size, .strength = FAINT * strength, .fill = color);
    item_glow(layout, "far", .path = outline, .sigma = FAR * size, .strength = edge, .fill = color);
    item_glow(layout, "near", .path = outline, .sigma = NEAR * size, .strength = edge, .fill = color);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Wordmark *mark = data;
    const Letters letters = letters_of(layout_scene(layout), mark);
    const double size = size_in(&letters, (Size){rect.w, rect.h});
    const Point at = {rect.x + (rect.w - letters.width * size) / 2,
                      rect.y + (rect.h - (letters.top + letters.bottom) * size) / 2};
    if (mark->state >= MARK_FLARING)
        halo_part(layout, &letters, at, size, mark->state == MARK_FLARING ? 1 : RESTING);
    for (int i = 0; i < letters.n; i++)
        letter_part(layout, &letters.items[i], i, mark->state, at, size);
}

// ---- methods ----

static void to_state(ScriptCall *call, MarkState state, Tween tween)
{
    Wordmark *mark = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *mark);
    mark->state = state;
    picture_change(call->host, call->self, mark, tween);
}

// The lines are drawn letter by letter; each fills while its line closes, and the line goes into it.
static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    static const double FILL_AT_S = 0.3, BARE_AT_S = 0.85;
    (void)args;
    block_open(call->host, (BlockSpec){.kind = BLOCK_PAR});
    to_state(call, MARK_DRAWN, (Tween){.dur_s = DRAW_S, .stagger_s = STAGGER_S});
    to_state(call, MARK_FILLED, (Tween){.dur_s = DRAW_S, .delay_s = FILL_AT_S, .stagger_s = STAGGER_S});
    to_state(call, MARK_LETTERS, (Tween){.dur_s = DRAW_S, .delay_s = BARE_AT_S, .stagger_s = STAGGER_S});
    block_close(call->host);
}

static void method_glow(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    to_state(call, MARK_FLARING, (Tween){.dur_s = GLOW_S / 2});
    to_state(call, MARK_GLOWING, (Tween){.dur_s = GLOW_S / 2});
    block_close(call->host);
}

static const Verb WORDMARK_METHODS[] = {
    {"draw", SHAPE_FUNCTION, "Lines run along the outlines, and the letters fill.", .call = method_draw},
    {"glow", SHAPE_FUNCTION, "A halo swells once and stays.", .call = method_glow},
    {0},
};

static const ScriptType WORDMARK_TYPE = {
    .name = "wordmark", .help = "A word in large letters.", .parent = &PICTURE_TYPE, .methods = WORDMARK_METHODS};
static const ScriptKind WORDMARK = {{"wordmark", measure, lay_out, .least = {80, 40}}, &WORDMARK_TYPE, NULL};

// ---- the verb ----

static void verb_wordmark(ScriptCall *call, const ScriptArgs *args)
{
    Wordmark *mark = ARENA_NEW(scene_arena(call->host), Wordmark);
    const Words *light = arg_text(args, "light"), *bold = arg_text(args, "bold");
    *mark = (Wordmark){light->text, bold ? bold->text : "", MARK_UNLIT};
    if (!*mark->light && !*mark->bold)
        script_fail(call, "a wordmark has no letters; give it a word");
    else
        script_picture(call, args, &WORDMARK, mark);
}

static const Arg WORDMARK_ARGS[] = {{"light", ARG_TEXT, .help = "the word, or its first part, in light letters"},
                                    {"bold", ARG_TEXT, .optional = true, .help = "the rest of it, in bold ones"},
                                    {0}};

const Verb WORDMARK_VERBS[] = {
    {"wordmark", SHAPE_PICTURE, "One word as large as there is room, first as faint outlines.", WORDMARK_ARGS, NULL,
     PICTURE_OPTIONS, .call = verb_wordmark, .makes = &WORDMARK_TYPE,
     .example = "local mark = wordmark { \"nano\", \"GPT\", into = area():middle() }"},
    {0},
};
