// shell_panel.c — a terminal's panel whose lines are typed, with a block cursor that moves along and never blinks.
#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/mono_panel.h"
#include "scenes/kit/type_scale.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { MOST_ROWS = 24, MOST_TOKENS = 6 };

// Shares of the size of type.
static const double PAD_X = 1.3, NARROW_PAD_X = 0.75, PAD_Y = 0.7, LEAST_PITCH = 1.25, PITCH = 1.9, MOST_PITCH = 2.6,
                    CURSOR_W = 0.5, CURSOR_H = 1.12, CURSOR_GAP = 0.1;
static const double KEYS_PER_S = 42, ENTER_S = 0.25;
static const char AND[] = " && ", SCHEME[] = "https://", GOES_ON[] = " \\";

typedef struct ShellPanel {
    const Words *const *lines; // [n]
    int n;
} ShellPanel;

// A line as it is set: one that was given, one of those that `&&` joined in it, or a piece of such a one, with a
// backslash where it goes on. Its first token is the prompt.
typedef struct Row {
    CodeLine line;
    const char *keys; // that are typed: the text of the other tokens
} Row;

typedef struct Piece {
    int first, n_bytes;    // in the line
    bool continues, broken; // the row before; in the next one
} Piece;

typedef struct ShellFit {
    Row rows[MOST_ROWS]; // [n]
    int n;
    MonoType type;
    double pad_x;      // share of the size of type
    double pitch, top; // of the first row, in the panel
} ShellFit;

// ---- rows ----

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

// The prompt and the words behind it; an address in them stands out as the prompt does, and its scheme steps back.
static Row make_row(Arena *arena, const Words *line, Piece piece)
{
    const int first = piece.first, n_bytes = piece.n_bytes;
    static const CodeKind KINDS[] = {CODE_NAME, CODE_SIGN, CODE_CALL, CODE_NAME};
    static const char *const NAMES[] = {"words", "words 2", "words 3", "words 4"};
    const char *keys = arena_strndup(arena, line->text + first, (size_t)n_bytes), *scheme = strstr(keys, SCHEME);
    const int from = scheme ? (int)(scheme - keys) : n_bytes, address = scheme ? from + (int)strlen(SCHEME) : n_bytes;
    const int end = address + (int)strcspn(keys + address, " "), bounds[] = {0, from, address, end, n_bytes};
    CodeToken *tokens = ARENA_ARRAY(arena, CodeToken, MOST_TOKENS);
    tokens[0] = (CodeToken){.kind = CODE_CALL, .text = piece.continues ? ">" : "$", .name = "prompt"};
    int n = 1;
    for (int i = 0; i < MOST_TOKENS - 2; i++)
        if (bounds[i + 1] > bounds[i]) {
            const int n_own = bounds[i + 1] - bounds[i];
            tokens[n] = (CodeToken){.kind = KINDS[i],
                                    .text = arena_strndup(arena, keys + bounds[i], (size_t)n_own),
                                    .name = NAMES[n - 1],
                                    .gap = n == 1,
                                    .shown = shown_within(arena, line, first + bounds[i], n_own)};
            n++;
        }
    if (piece.broken) {
        tokens[n++] = (CodeToken){.kind = CODE_SIGN, .text = GOES_ON, .name = "goes on"};
        keys = arena_printf(arena, "%s%s", keys, GOES_ON);
    }
    return (Row){{.tokens = tokens, .n_tokens = n}, keys};
}

// Behind the last word of a command that has room in a row of `most` characters; all of it when it has, or when its
// first word has none.
static int room_for(const char *command, int n_bytes, int most)
{
    int end = n_bytes;
    for (int i = 0; i < n_bytes && n_bytes > most; i++)
        if (command[i] == ' ' && (end == n_bytes || i + (int)strlen(GOES_ON) <= most))
            end = i;
    return end;
}

// A command as a row, or as several where one has no room for it.
static void add_rows(ShellFit *fit, Arena *arena, const Words *line, int first, int n_bytes, int most)
{
    const int end = first + n_bytes;
    bool continues = false;
    while (first <= end && fit->n < MOST_ROWS) {
        const int n = room_for(line->text + first, end - first, most);
        const Piece piece = {first, n, continues, first + n < end};
        fit->rows[fit->n++] = make_row(arena, line, piece);
        first += n + 1; // behind the space
        continues = true;
    }
}

// The lines; or the commands that stand in them, broken where one has more than `most` characters.
static void set_rows(ShellFit *fit, Arena *arena, const ShellPanel *panel, bool split, int most)
{
    fit->n = 0;
    for (int i = 0; i < panel->n; i++) {
        const char *text = panel->lines[i]->text, *at = text, *end;
        do {
            end = split ? strstr(at, AND) : NULL;
            const int n_bytes = end ? (int)(end - at) : (int)strlen(at);
            add_rows(fit, arena, panel->lines[i], (int)(at - text), n_bytes, most);
            at = end ? end + strlen(AND) : at;
        } while (end);
    }
}

// ---- fitting ----

// From the prompt to the cursor behind the row.
static double row_width(Scene *s, const ShellFit *fit, int row)
{
    return mono_line_width(s, &fit->type, &fit->rows[row].line) + CURSOR_GAP * fit->type.style.size;
}

static Size shell_size(Scene *s, const ShellFit *fit, double pitch)
{
    const double size = fit->type.style.size;
    double width = row_width(s, fit, fit->n - 1) + CURSOR_W * size;
    for (int i = 0; i < fit->n - 1; i++)
        width = fmax(width, mono_line_width(s, &fit->type, &fit->rows[i].line));
    return (Size){width + 2 * fit->pad_x * size, (fit->n * pitch + 2 * PAD_Y) * size};
}

// As many characters of a command as have room behind the prompt.
static int fitting_keys(const ShellFit *fit, double room_w)
{
    const double pads = (2 * fit->pad_x + CURSOR_GAP + CURSOR_W) * fit->type.style.size;
    return (int)fmax((room_w - pads) / fit->type.advance - (double)strlen("$ "), 1);
}

// The largest size of the scale at which the lines have room; where none does commands that `&&` joins stand one below
// the other; then those that are still too long are broken, if that leaves room between the rows.
static void choose_size(Scene *s, const ShellPanel *panel, Size room, ShellFit *fit)
{
    for (int way = 0; way < 3; way++) {
        const bool split = way > 0, broken = way > 1;
        fit->pad_x = broken ? NARROW_PAD_X : PAD_X;
        for (TypeRole role = TYPE_LEAD; role < TYPE_ROLES; role++) {
            fit->type = mono_type(s, type_size(s, role), 1);
            set_rows(fit, scene_arena(s), panel, split, broken ? fitting_keys(fit, room.w) : INT_MAX);
            const Size needed = shell_size(s, fit, broken ? PITCH : LEAST_PITCH);
            if (needed.w <= room.w && needed.h <= room.h)
                return;
        }
    }
}

static ShellFit fit_shell(Scene *s, const ShellPanel *panel, Size room)
{
    ShellFit fit = {0};
    choose_size(s, panel, room, &fit);
    const double size = fit.type.style.size;
    fit.pitch = clamp((room.h / size - 2 * PAD_Y) / fit.n, LEAST_PITCH, MOST_PITCH) * size;
    fit.top = (room.h - fit.n * fit.pitch) / 2;
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const ShellFit fit = fit_shell(layout_scene(layout), data, room);
    const Size size = shell_size(layout_scene(layout), &fit, PITCH);
    return (Size){fmin(room.w, size.w), fmin(room.h, size.h)};
}

// ---- layout ----

// Where the cursor stands behind a row's first `width` units, from the panel's corner.
static Point cursor_place(const ShellFit *fit, int row, double width)
{
    const double size = fit->type.style.size;
    return (Point){fit->pad_x * size + width, fit->top + (row + 0.5) * fit->pitch - CURSOR_H / 2 * size};
}

static Point cursor_end(Scene *s, const ShellFit *fit)
{
    return cursor_place(fit, fit->n - 1, row_width(s, fit, fit->n - 1));
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const ShellFit fit = fit_shell(s, data, (Size){rect.w, rect.h});
    const double size = fit.type.style.size;
    mono_panel_part(layout, rect);
    for (int i = 0; i < fit.n; i++) {
        layout_must_show(layout, fit.rows[i].keys);
        layout_part(layout, part_index(i), (Rect){rect.x, rect.y + fit.top + i * fit.pitch, rect.w, fit.pitch}, 1);
        mono_line_items(layout, &fit.type, &fit.rows[i].line, (Point){fit.pad_x * size, fit.pitch / 2}, fit.pitch,
                        false);
    }
    const Point cursor = cursor_end(s, &fit);
    layout_part(layout, part_named("cursor"),
                (Rect){rect.x + cursor.x, rect.y + cursor.y, CURSOR_W * size, CURSOR_H * size}, 2);
    item_rect(layout, "block", .w = CURSOR_W * size, .h = CURSOR_H * size, .r = 2,
              .fill = layout_theme(layout)->accent);
}

// ---- typing ----

// How long a hand takes for the key: 1 within a word.
static double key_effort(char before, char key)
{
    if (before == ' ' || before == '/')
        return 3;
    return key == ' ' ? 1.5 : 1;
}

static double rounded(double value)
{
    return round(value * 1024) / 1024;
}

// When each key of a row is struck, from its begin: [n + 1], the last being the row's end.
static void strike(const char *keys, double begin_s, double dur_s, double *t_s)
{
    const int n = (int)strlen(keys);
    double effort = 0;
    for (int i = 0; i < n; i++) {
        t_s[i] = effort;
        effort += key_effort(i > 0 ? keys[i - 1] : ' ', keys[i]);
    }
    t_s[n] = effort;
    for (int i = 0; i <= n; i++)
        t_s[i] = begin_s + (effort > 0 ? dur_s * t_s[i] / effort : 0);
}

// A row appears key by key, with its prompt when it begins, unless that was there.
static void type_row(Scene *s, const Picture *picture, int index, const Row *row, const double *t_s, double begin_s)
{
    const double row_s = t_s[0];
    const int part = picture_part_find(picture, part_index(index));
    for (int i = 1; i < row->line.n_tokens; i++) {
        const int n = (int)strlen(row->line.tokens[i].text);
        double *shown = ARENA_ARRAY(scene_arena(s), double, n + 1);
        for (int k = 0; k <= n; k++)
            shown[k] = k;
        node_keys(s, picture_item(picture, part, row->line.tokens[i].name), PROP_REVEAL, EASE_STEP, t_s, shown, n + 1);
        t_s += n;
    }
    if (index > 0)
        node_keys(s, picture_item(picture, part, "prompt"), PROP_OPACITY, EASE_STEP, (double[]){begin_s, row_s},
                  (double[]){0, 1}, 2);
}

// Key by key, fast within words and slower between them. How long it takes does not depend on how the lines were set.
static void method_type(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    Scene *s = call->host;
    const Picture *picture = call->self;
    const ShellPanel *panel = picture_data(picture);
    const Rect rect = picture_rect(picture);
    const ShellFit fit = fit_shell(s, panel, (Size){rect.w, rect.h});
    const double begin_s = block_begin_s(s, 0);
    int n_given = 0, n_keys = 0, at = 0;
    for (int i = 0; i < panel->n; i++)
        n_given += (int)strlen(panel->lines[i]->text);
    for (int i = 0; i < fit.n; i++)
        n_keys += (int)strlen(fit.rows[i].keys);
    const double dur_s = n_given / KEYS_PER_S + (panel->n - 1) * ENTER_S;
    const double typing_s = fmax(0, dur_s - (fit.n - 1) * ENTER_S);
    const Point rest = cursor_end(s, &fit);
    double *t_s = ARENA_ARRAY(scene_arena(s), double, n_keys + fit.n);
    double *x = ARENA_ARRAY(scene_arena(s), double, n_keys + fit.n);
    double row_t_s[MOST_ROWS], y[MOST_ROWS], at_s = begin_s;
    for (int i = 0; i < fit.n; i++) {
        const int n = (int)strlen(fit.rows[i].keys);
        const double row_s = typing_s * n / n_keys;
        strike(fit.rows[i].keys, at_s, row_s, t_s + at);
        type_row(s, picture, i, &fit.rows[i], t_s + at, begin_s);
        for (int k = 0; k <= n; k++) {
            const double width = k < n ? (k + 2) * fit.type.advance : row_width(s, &fit, i);
            x[at + k] = rounded(cursor_place(&fit, i, width).x - rest.x);
        }
        row_t_s[i] = at_s;
        y[i] = rounded(cursor_place(&fit, i, 0).y - rest.y);
        at += n + 1;
        at_s += row_s + ENTER_S;
    }
    Node *block = picture_item(picture, picture_part_find(picture, part_named("cursor")), "block");
    node_keys(s, block, PROP_X, EASE_STEP, t_s, x, at);
    node_keys(s, block, PROP_Y, EASE_STEP, row_t_s, y, fit.n);
    block_passed(s, begin_s, begin_s + dur_s);
}

static const Verb SHELL_METHODS[] = {
    {"type", SHAPE_FUNCTION, "The lines are typed, key by key; until then there is only the prompt.",
     .call = method_type},
    {0},
};

static const ScriptType SHELL_TYPE = {
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
     .call = verb_shell, .makes = &SHELL_TYPE,
     .example = "local sh = shell { { \"git clone https://example.org/it && cd it\", \"make\" }, into = area() }"},
    {0},
};
