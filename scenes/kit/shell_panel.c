// shell_panel.c — a terminal's panel whose lines are typed, with a block cursor that moves along and never blinks.
#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 24, MOST_SPANS = 4 };

// Shares of the size of type.
static const double PAD_X = 1.3, PAD_Y = 0.7, LEAST_PITCH = 1.5, PITCH = 1.9, MOST_PITCH = 2.6, CURSOR_W = 0.5,
                    CURSOR_H = 1.12, CURSOR_GAP = 0.1;
static const double RADIUS = 16, KEYS_PER_S = 42, ENTER_S = 0.25;
static const char AND[] = " && ", SCHEME[] = "https://";

typedef struct ShellPanel {
    const Words *const *lines; // [n]
    int n;
} ShellPanel;

// A line as it is set: one that was given, or one of those that `&&` joined in it.
typedef struct Row {
    const char *words;
    const Words *line; // whose figures it shows
    int first_byte;    // of that line
} Row;

typedef struct ShellFit {
    Row rows[MOST_ROWS]; // [n]
    int n;
    TextStyle style;
    double advance, pitch;
} ShellFit;

// ---- fitting ----

// The lines, or the commands that stand in them.
static void set_rows(ShellFit *fit, Arena *arena, const ShellPanel *panel, bool split)
{
    fit->n = 0;
    for (int i = 0; i < panel->n; i++) {
        const char *text = panel->lines[i]->text, *at = text, *end;
        do {
            end = split ? strstr(at, AND) : NULL;
            const char *words = end ? arena_strndup(arena, at, (size_t)(end - at)) : at;
            if (fit->n < MOST_ROWS)
                fit->rows[fit->n++] = (Row){words, panel->lines[i], (int)(at - text)};
            at = end ? end + strlen(AND) : at;
        } while (end);
    }
}

static void set_size(Scene *s, ShellFit *fit, double size)
{
    fit->style = (TextStyle){.family = FONT_MONO, .size = size, .valign = VALIGN_MIDDLE};
    fit->advance = type_box(s, &fit->style, "0").w;
}

static double shell_width(Scene *s, const ShellFit *fit)
{
    double width = 0;
    for (int i = 0; i < fit->n; i++) {
        const double cursor = i == fit->n - 1 ? (CURSOR_GAP + CURSOR_W) * fit->style.size : 0;
        width = fmax(width, type_box(s, &fit->style, fit->rows[i].words).w + cursor);
    }
    return width + 2 * fit->advance + 2 * PAD_X * fit->style.size;
}

static double shell_height(const ShellFit *fit, double pitch)
{
    return (fit->n * pitch + 2 * PAD_Y) * fit->style.size;
}

// The largest size of the scale at which the lines have room; where none does commands that `&&` joins stand one below
// the other; then they become as small as they must.
static ShellFit fit_shell(Scene *s, const ShellPanel *panel, Size room)
{
    ShellFit fit = {0};
    for (int split = 0; split < 2; split++) {
        set_rows(&fit, scene_arena(s), panel, split);
        for (TypeRole role = TYPE_LEAD; role < TYPE_ROLES; role++) {
            set_size(s, &fit, type_size(s, role));
            if (shell_width(s, &fit) <= room.w && shell_height(&fit, LEAST_PITCH) <= room.h)
                return fit;
        }
    }
    const double share = fmin(room.w / shell_width(s, &fit), room.h / shell_height(&fit, LEAST_PITCH));
    set_size(s, &fit, fit.style.size * fmin(1, share));
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    Scene *s = layout_scene(layout);
    const ShellFit fit = fit_shell(s, data, room);
    return (Size){fmin(room.w, shell_width(s, &fit)), fmin(room.h, shell_height(&fit, PITCH))};
}

// ---- layout ----

// A piece of a row in one colour.
typedef struct Span {
    int first, n_bytes;
    bool soft, accent;
} Span;

// Words, and an address in them, whose scheme steps back.
static int spans_of(const char *words, Span spans[MOST_SPANS])
{
    const char *scheme = strstr(words, SCHEME);
    const int n = (int)strlen(words), from = scheme ? (int)(scheme - words) : n;
    const int address = scheme ? from + (int)strlen(SCHEME) : n;
    const int end = scheme ? address + (int)strcspn(scheme + strlen(SCHEME), " ") : n;
    const Span all[MOST_SPANS] = {{0, from, .soft = false},
                                  {from, address - from, .soft = true},
                                  {address, end - address, .accent = true},
                                  {end, n - end, .soft = false}};
    int n_spans = 0;
    for (int i = 0; i < MOST_SPANS; i++)
        if (all[i].n_bytes > 0)
            spans[n_spans++] = all[i];
    return n_spans;
}

static const char *const SPAN_NAMES[MOST_SPANS] = {"words", "words 2", "words 3", "words 4"};

// The figures of a line that stand in a piece of it.
static const Shown *shown_within(Arena *arena, const Words *line, int first, int n_bytes)
{
    Shown *within = ARENA_NEW(arena, Shown);
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, line->shown.n_figures);
    within->figures = figures;
    for (int i = 0; i < line->shown.n_figures; i++) {
        ShownFigure figure = line->shown.figures[i];
        figure.first_byte -= first;
        if (figure.first_byte >= 0 && figure.first_byte + figure.n_bytes <= n_bytes)
            figures[within->n_figures++] = figure;
    }
    return within;
}

static void row_items(Layout *layout, const ShellFit *fit, const Row *row)
{
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    Span spans[MOST_SPANS];
    const int n_spans = spans_of(row->words, spans);
    double x = PAD_X * fit->style.size;
    item_text(layout, "prompt", .x = x, .y = fit->pitch / 2, .text = "$", .style = fit->style, .fill = theme->accent);
    x += 2 * fit->advance;
    for (int i = 0; i < n_spans; i++) {
        const char *words = arena_strndup(arena, row->words + spans[i].first, (size_t)spans[i].n_bytes);
        item_text(layout, SPAN_NAMES[i], .x = x, .y = fit->pitch / 2, .text = words, .style = fit->style,
                  .fill = spans[i].soft     ? theme->soft
                          : spans[i].accent ? theme->accent
                                            : theme->ink,
                  .shown = shown_within(arena, row->line, row->first_byte + spans[i].first, spans[i].n_bytes));
        x += type_box(layout_scene(layout), &fit->style, words).w;
    }
}

// Where the cursor stands behind a row's first `width` units, from the panel's corner.
static Point cursor_place(const ShellFit *fit, double top, int row, double width)
{
    return (Point){PAD_X * fit->style.size + 2 * fit->advance + width,
                   top + (row + 0.5) * fit->pitch - CURSOR_H / 2 * fit->style.size};
}

static double row_width(Scene *s, const ShellFit *fit, int row)
{
    return type_box(s, &fit->style, fit->rows[row].words).w + CURSOR_GAP * fit->style.size;
}

// The fit of a panel in its rectangle, with its pitch; gives the top of the first row.
static double place_rows(Scene *s, const ShellPanel *panel, Rect rect, ShellFit *fit)
{
    *fit = fit_shell(s, panel, (Size){rect.w, rect.h});
    const double rows = (rect.h / fit->style.size - 2 * PAD_Y) / fit->n;
    fit->pitch = fmin(MOST_PITCH, rows) * fit->style.size;
    return (rect.h - fit->n * fit->pitch) / 2;
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    ShellFit fit;
    const double top = place_rows(s, data, rect, &fit), size = fit.style.size;
    layout_part(layout, part_named("panel"), rect, 0);
    item_rect(layout, "card", .w = rect.w, .h = rect.h, .r = fmin(RADIUS, rect.h / 4), .fill = theme->panel,
              .stroke = theme->line, .stroke_width = 2);
    for (int i = 0; i < fit.n; i++) {
        layout_part(layout, part_index(i), (Rect){rect.x, rect.y + top + i * fit.pitch, rect.w, fit.pitch}, 1);
        row_items(layout, &fit, &fit.rows[i]);
    }
    const Point cursor = cursor_place(&fit, top, fit.n - 1, row_width(s, &fit, fit.n - 1));
    layout_part(layout, part_named("cursor"),
                (Rect){rect.x + cursor.x, rect.y + cursor.y, CURSOR_W * size, CURSOR_H * size}, 2);
    item_rect(layout, "block", .w = CURSOR_W * size, .h = CURSOR_H * size, .r = 2, .fill = theme->accent);
}

// ---- typing ----

// How long a hand takes for the key: 1 within a word.
static double key_effort(char before, char key)
{
    if (before == ' ' || before == '/')
        return 3;
    return key == ' ' ? 1.5 : 1;
}

// Keys of a property over the keys that are typed.
typedef struct KeyTimes {
    double *t_s, *value; // [n]
    int n;
} KeyTimes;

static KeyTimes times_make(Arena *arena, int most)
{
    return (KeyTimes){ARENA_ARRAY(arena, double, most), ARENA_ARRAY(arena, double, most), 0};
}

static void times_add(KeyTimes *times, double t_s, double value)
{
    times->t_s[times->n] = t_s;
    times->value[times->n++] = round(value * 1024) / 1024;
}

// When each key of a row is struck, from its begin: [n + 1], the last being the row's end.
static double *strikes(Arena *arena, const char *words, double begin_s, double dur_s)
{
    const int n = (int)strlen(words);
    double *t_s = ARENA_ARRAY(arena, double, n + 1), effort = 0;
    for (int i = 0; i < n; i++) {
        t_s[i] = effort;
        effort += key_effort(i > 0 ? words[i - 1] : ' ', words[i]);
    }
    t_s[n] = effort;
    for (int i = 0; i <= n; i++)
        t_s[i] = begin_s + (effort > 0 ? dur_s * t_s[i] / effort : 0);
    return t_s;
}

static void type_spans(Scene *s, const Picture *picture, int part, const Row *row, const double *t_s)
{
    Span spans[MOST_SPANS];
    const int n_spans = spans_of(row->words, spans);
    for (int i = 0; i < n_spans; i++) {
        KeyTimes shown = times_make(scene_arena(s), spans[i].n_bytes + 1);
        for (int k = 0; k <= spans[i].n_bytes; k++)
            times_add(&shown, t_s[spans[i].first + k], k);
        node_keys(s, picture_item(picture, part, SPAN_NAMES[i]), PROP_REVEAL, EASE_STEP, shown.t_s, shown.value,
                  shown.n);
    }
}

// Key by key, fast within words and slower between them. How long it takes does not depend on how the lines were set.
static void method_type(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    Scene *s = call->host;
    const Picture *picture = call->self;
    const ShellPanel *panel = picture_data(picture);
    ShellFit fit;
    const double top = place_rows(s, panel, picture_rect(picture), &fit), begin_s = block_begin_s(s, 0);
    double n_given = 0, n_keys = 0;
    for (int i = 0; i < panel->n; i++)
        n_given += (double)strlen(panel->lines[i]->text);
    for (int i = 0; i < fit.n; i++)
        n_keys += (double)strlen(fit.rows[i].words);
    const double dur_s = n_given / KEYS_PER_S + (panel->n - 1) * ENTER_S;
    const double typing_s = dur_s - (fit.n - 1) * ENTER_S;
    const Point rest = cursor_place(&fit, top, fit.n - 1, row_width(s, &fit, fit.n - 1));
    Node *block = picture_item(picture, picture_part_find(picture, part_named("cursor")), "block");
    KeyTimes x = times_make(scene_arena(s), (int)n_keys + fit.n), y = times_make(scene_arena(s), fit.n);
    double at_s = begin_s;
    for (int i = 0; i < fit.n; i++) {
        const char *words = fit.rows[i].words;
        const int n = (int)strlen(words), part = picture_part_find(picture, part_index(i));
        const double row_s = fmax(0, typing_s) * n / n_keys, *t_s = strikes(scene_arena(s), words, at_s, row_s);
        type_spans(s, picture, part, &fit.rows[i], t_s);
        times_add(&y, at_s, cursor_place(&fit, top, i, 0).y - rest.y);
        for (int k = 0; k <= n; k++) {
            const double width = k < n ? k * fit.advance : row_width(s, &fit, i);
            times_add(&x, t_s[k], cursor_place(&fit, top, i, width).x - rest.x);
        }
        if (i > 0)
            node_keys(s, picture_item(picture, part, "prompt"), PROP_OPACITY, EASE_STEP, (double[]){begin_s, at_s},
                      (double[]){0, 1}, 2);
        at_s += row_s + ENTER_S;
    }
    node_keys(s, block, PROP_X, EASE_STEP, x.t_s, x.value, x.n);
    node_keys(s, block, PROP_Y, EASE_STEP, y.t_s, y.value, y.n);
    block_passed(s, begin_s, begin_s + dur_s);
}

static const Verb SHELL_METHODS[] = {
    {"type", SHAPE_FUNCTION, "The lines are typed, key by key; until then there is only the prompt.",
     .call = method_type},
    {0},
};

const ScriptType SHELL_TYPE = {
    .name = "shell", .help = "A terminal.", .parent = &PICTURE_TYPE, .methods = SHELL_METHODS};
static const ScriptKind SHELL = {{"shell", measure, lay_out}, &SHELL_TYPE, NULL};

// ---- the verb ----

static void verb_shell(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    ShellPanel *panel = ARENA_NEW(arena, ShellPanel);
    const ScriptValue *items = arg_list(args, "lines", &panel->n);
    const Words **lines = ARENA_ARRAY(arena, const Words *, panel->n);
    for (int i = 0; i < panel->n; i++)
        lines[i] = items[i].words;
    panel->lines = lines;
    if (panel->n < 1 || panel->n > MOST_ROWS)
        script_fail(call, "a shell shows 1 to %d lines, not %d", MOST_ROWS, panel->n);
    else
        script_picture(call, args, &SHELL, panel);
}

static const Arg SHELL_ARGS[] = {
    {"lines", ARG_LIST, .items = ARG_TEXT, .help = "what is typed; where it is narrow a line breaks at ` && `"}, {0}};

const Verb SHELL_VERBS[] = {
    {"shell", SHAPE_PICTURE, "A terminal with commands, which can be typed.", SHELL_ARGS, NULL, PICTURE_OPTIONS,
     .call = verb_shell, .returns = "shell",
     .example = "local sh = shell { { \"git clone https://example.org/it && cd it\", \"make\" }, into = area() }"},
    {0},
};
