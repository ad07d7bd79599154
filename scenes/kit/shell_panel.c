// shell_panel.c — a terminal's panel whose lines are typed, with a block cursor that moves along and never blinks.
#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/mono_panel.h"
#include "scenes/kit/shell.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/typing.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { MOST_NUMBER = 9 };

// Shares of the size of type.
static const double PAD_X = 1.3, NARROW_PAD_X = 0.75, PAD_Y = 0.7, LEAST_PITCH = 1.25, PITCH = 1.9, MOST_PITCH = 2.6,
                    CURSOR_W = 0.5, CURSOR_H = 1.12, CURSOR_GAP = 0.1, TIGHT = -0.064;

typedef struct ShellFit {
    ShellRow rows[SHELL_MOST_ROWS]; // [n]
    int n;
    MonoType type;
    double pad_x, pad_y; // shares of the size of type
} ShellFit;

// ---- fitting ----

// From the prompt to the cursor behind the row.
static double row_width(Scene *s, const ShellFit *fit, int row)
{
    return mono_line_width(s, &fit->type, &fit->rows[row].line) + CURSOR_GAP * fit->type.style.size;
}

// From a row's middle to that of the next, times the size: rows of one line are nearer.
static double row_pitch(const ShellFit *fit, int row, double pitch)
{
    return row < fit->n && !fit->rows[row].prompted ? LEAST_PITCH : pitch;
}

static double rows_height(const ShellFit *fit, double pitch)
{
    double height = 0;
    for (int i = 0; i < fit->n; i++)
        height += row_pitch(fit, i + 1, pitch);
    return height * fit->type.style.size;
}

static Size shell_size(Scene *s, const ShellFit *fit, double pitch)
{
    const double size = fit->type.style.size;
    double width = row_width(s, fit, fit->n - 1) + CURSOR_W * size;
    for (int i = 0; i < fit->n - 1; i++)
        width = fmax(width, mono_line_width(s, &fit->type, &fit->rows[i].line));
    return (Size){width + 2 * fit->pad_x * size, rows_height(fit, pitch) + 2 * fit->pad_y * size};
}

// As many characters as have room in a row.
static int fitting_keys(const ShellFit *fit, double room_w)
{
    const double pads = (2 * fit->pad_x + CURSOR_GAP + CURSOR_W) * fit->type.style.size;
    return (int)fmax((room_w - pads) / fit->type.advance, 1);
}

// How lines are set; a way is taken where those before it have no room.
static const struct Way {
    bool split;  // commands that `&&` joins stand one below the other
    bool tight;  // letters stand closer, at the smallest size alone
    bool broken; // what is still too long goes on in the next row, if that leaves room between the rows
} WAYS[] = {{0},
            {.split = true},
            {.split = true, .tight = true},
            {.split = true, .broken = true},
            {.split = true, .tight = true, .broken = true}};

// Sets the lines one way; whether they have room then, at least `pitch` apart.
static bool set_lines(Scene *s, const ShellPanel *panel, Size room, struct Way way, double size, double pitch,
                      ShellFit *fit)
{
    fit->pad_x = panel->bare ? 0 : way.tight || way.broken ? NARROW_PAD_X : PAD_X;
    fit->pad_y = panel->bare ? 0 : PAD_Y;
    fit->type = mono_type(s, size, 1);
    if (way.tight) {
        fit->type.style.letter_space = TIGHT * size;
        fit->type.advance += TIGHT * size;
    }
    const int most = way.broken ? fitting_keys(fit, room.w) : INT_MAX;
    fit->n = shell_rows(scene_arena(s), panel, way.split, most, fit->rows);
    const Size needed = shell_size(s, fit, pitch);
    return needed.w <= room.w && needed.h <= room.h;
}

// Without a card lines may be larger: of all sizes down to a label's the largest at which they have room, rather
// whole than broken where they are large then. Whether there is one.
static bool choose_bare(Scene *s, const ShellPanel *panel, Size room, ShellFit *fit)
{
    static const double STEP = 2, APART = 1.6;
    const double least[] = {type_size(s, TYPE_LEAD), type_size(s, TYPE_LABEL)};
    for (int broken = 0; broken < 2; broken++)
        for (double size = type_size(s, TYPE_HEADING); size > least[broken]; size -= STEP)
            if (set_lines(s, panel, room, (struct Way){.split = true, .broken = broken}, size, APART, fit))
                return true;
    return false;
}

// The largest size of the scale, and the first way at which the lines have room.
static void choose_size(Scene *s, const ShellPanel *panel, Size room, ShellFit *fit)
{
    if (panel->bare && choose_bare(s, panel, room, fit))
        return;
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
        for (TypeRole role = WAYS[i].tight ? TYPE_LABEL : TYPE_LEAD; role < TYPE_ROLES; role++)
            if (set_lines(s, panel, room, WAYS[i], type_size(s, role), WAYS[i].broken ? PITCH : LEAST_PITCH, fit))
                return;
}

static ShellFit fit_shell(Scene *s, const ShellPanel *panel, Size room)
{
    ShellFit fit = {0};
    choose_size(s, panel, room, &fit);
    const double size = fit.type.style.size, near_h = rows_height(&fit, 0);
    const double n_far = (rows_height(&fit, 1) - near_h) / size;
    const double pitch = clamp(((room.h - near_h) / size - 2 * fit.pad_y) / n_far, LEAST_PITCH, MOST_PITCH);
    double y = (room.h - rows_height(&fit, pitch) + pitch * size) / 2;
    for (int i = 0; i < fit.n; i++) {
        fit.rows[i].y = y;
        y += row_pitch(&fit, i + 1, pitch) * size;
    }
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
    return (Point){fit->pad_x * size + width, fit->rows[row].y - CURSOR_H / 2 * size};
}

static Point cursor_end(Scene *s, const ShellFit *fit)
{
    return cursor_place(fit, fit->n - 1, row_width(s, fit, fit->n - 1));
}

// What is still to be typed.
static void faint_items(Layout *layout, const ShellFit *fit, const CodeLine *line, Point at, double h)
{
    Arena *arena = scene_arena(layout_scene(layout));
    CodeToken *tokens = arena_memdup(arena, line->tokens, sizeof *tokens * (size_t)line->n_tokens);
    for (int i = 0; i < line->n_tokens; i++)
        tokens[i].name = arena_printf(arena, "faint %s", tokens[i].name);
    const CodeLine faint = {.tokens = tokens, .n_tokens = line->n_tokens};
    mono_line_items(layout, &fit->type, &faint, at, h, MONO_FAINT);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const ShellPanel *panel = data;
    const ShellFit fit = fit_shell(s, panel, (Size){rect.w, rect.h});
    const double size = fit.type.style.size, h = LEAST_PITCH * size;
    if (!panel->bare)
        mono_panel_part(layout, rect);
    for (int i = 0; i < fit.n; i++) {
        layout_must_show(layout, fit.rows[i].keys);
        layout_part(layout, part_index(i), (Rect){rect.x, rect.y + fit.rows[i].y - h / 2, rect.w, h}, 1);
        const Point at = {fit.pad_x * size, h / 2};
        if (panel->faint)
            faint_items(layout, &fit, &fit.rows[i].line, at, h);
        mono_line_items(layout, &fit.type, &fit.rows[i].line, at, h, MONO_IN_COLOR);
    }
    const Point cursor = cursor_end(s, &fit);
    layout_part(layout, part_named("cursor"),
                (Rect){rect.x + cursor.x, rect.y + cursor.y, CURSOR_W * size, CURSOR_H * size}, 2);
    item_rect(layout, "block", .w = CURSOR_W * size, .h = CURSOR_H * size, .r = 2,
              .fill = layout_theme(layout)->accent);
}

// ---- typing ----

// A row appears key by key, with its prompt when it begins, unless that was there.
static void type_row(Scene *s, const Picture *picture, int index, const ShellRow *row, const double *t_s, double begin_s)
{
    const double row_s = t_s[0];
    const int part = picture_part_find(picture, part_index(index));
    for (int i = row->prompted; i < row->line.n_tokens; i++) {
        const int n = (int)strlen(row->line.tokens[i].text);
        double *shown = ARENA_ARRAY(scene_arena(s), double, n + 1);
        for (int k = 0; k <= n; k++)
            shown[k] = k;
        node_keys(s, picture_item(picture, part, row->line.tokens[i].name), PROP_REVEAL, EASE_STEP, t_s, shown, n + 1);
        t_s += n;
    }
    if (index > 0 && row->prompted)
        node_keys(s, picture_item(picture, part, "prompt"), PROP_OPACITY, EASE_STEP, (double[]){begin_s, row_s},
                  (double[]){0, 1}, 2);
}

// Which rows are typed, and the keys of them all.
typedef struct Typed {
    int first, end; // rows
    int n_keys;
    double dur_s;
} Typed;

// Those of the lines from `first` to `last`. How long they take does not depend on how the lines were set.
static Typed typed_rows(const ShellPanel *panel, const ShellFit *fit, int first, int last)
{
    Typed typed = {0};
    int n_given = 0;
    for (int i = first; i <= last; i++)
        n_given += (int)strlen(panel->lines[i]->text);
    typed.dur_s = n_given / TYPING_KEYS_PER_S + (last - first) * TYPING_ENTER_S;
    while (typed.first < fit->n && fit->rows[typed.first].given < first)
        typed.first++;
    for (typed.end = typed.first; typed.end < fit->n && fit->rows[typed.end].given <= last; typed.end++)
        typed.n_keys += (int)strlen(fit->rows[typed.end].keys);
    return typed;
}

// Key by key, fast within words and slower between them.
static void type_rows(Scene *s, const Picture *picture, const ShellFit *fit, Typed typed)
{
    const int n_rows = typed.end - typed.first;
    const double begin_s = block_begin_s(s, 0), typing_s = fmax(0, typed.dur_s - (n_rows - 1) * TYPING_ENTER_S);
    const Point rest = cursor_end(s, fit);
    double *t_s = ARENA_ARRAY(scene_arena(s), double, typed.n_keys + n_rows);
    double *x = ARENA_ARRAY(scene_arena(s), double, typed.n_keys + n_rows);
    double row_t_s[SHELL_MOST_ROWS], y[SHELL_MOST_ROWS], at_s = begin_s;
    int at = 0;
    for (int row = typed.first; row < typed.end; row++) {
        const ShellRow *keys = &fit->rows[row];
        const int n = (int)strlen(keys->keys);
        const double row_s = typing_s * n / fmax(typed.n_keys, 1);
        typing_strike(keys->keys, at_s, row_s, t_s + at);
        type_row(s, picture, row, keys, t_s + at, begin_s);
        for (int k = 0; k <= n; k++) {
            const double width = k < n ? (k + keys->n_before) * fit->type.advance : row_width(s, fit, row);
            x[at + k] = typing_place(cursor_place(fit, row, width).x - rest.x);
        }
        row_t_s[row - typed.first] = at_s;
        y[row - typed.first] = typing_place(cursor_place(fit, row, 0).y - rest.y);
        at += n + 1;
        at_s += row_s + TYPING_ENTER_S;
    }
    Node *block = picture_item(picture, picture_part_find(picture, part_named("cursor")), "block");
    node_keys(s, block, PROP_X, EASE_STEP, t_s, x, at);
    node_keys(s, block, PROP_Y, EASE_STEP, row_t_s, y, n_rows);
    block_passed(s, begin_s, begin_s + typed.dur_s);
}

static void method_type(ScriptCall *call, const ScriptArgs *args)
{
    const Picture *picture = call->self;
    const ShellPanel *panel = picture_data(picture);
    const Rect rect = picture_rect(picture);
    const int first = arg_given(args, "first") ? (int)arg_integer(args, "first") : 1;
    const int last = arg_given(args, "last") ? (int)arg_integer(args, "last") : arg_given(args, "first") ? first : panel->n;
    if (first > last || last > panel->n) {
        script_fail(call, "there are no lines %d to %d in this shell, which has %d", first, last, panel->n);
        return;
    }
    const ShellFit fit = fit_shell(call->host, panel, (Size){rect.w, rect.h});
    type_rows(call->host, picture, &fit, typed_rows(panel, &fit, first - 1, last - 1));
}

static const Arg TYPE_ARGS[] = {
    {"first", ARG_INTEGER, .optional = true, .min = 1, .max = SHELL_MOST_ROWS, .help = "which line; else all"},
    {"last", ARG_INTEGER, .optional = true, .min = 1, .max = SHELL_MOST_ROWS, .help = "and all up to this one"},
    {0}};

static const Verb SHELL_METHODS[] = {
    {"type", SHAPE_FUNCTION, "Lines are typed, key by key; until then there is only the prompt.", TYPE_ARGS,
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
    const ScriptValue *looked_at = arg_list(args, "lit", &panel->n_lit);
    const Words **lit = ARENA_ARRAY(arena, const Words *, panel->n_lit);
    for (int i = 0; i < panel->n_lit; i++)
        lit[i] = looked_at[i].words;
    panel->lit = lit;
    panel->numbered = arg_bool(args, "numbered");
    panel->bare = arg_bool(args, "bare");
    panel->faint = arg_bool(args, "faint");
    const int most = panel->numbered ? MOST_NUMBER : SHELL_MOST_ROWS;
    if (panel->n < 1 || panel->n > most)
        script_fail(call, "a shell shows 1 to %d %slines, not %d", most, panel->numbered ? "numbered " : "", panel->n);
    else
        script_picture(call, args, &SHELL, panel);
}

static const Arg SHELL_ARGS[] = {
    {"lines", ARG_LIST, .items = ARG_TEXT,
     .help = "what is typed; where it is narrow a line breaks at ` && `, and with a backslash"}, {0}};

static const Arg SHELL_OPTIONS[] = {
    {"numbered", ARG_BOOL, .preset = "false", .help = "lines begin with their numbers, as steps of a list"},
    {"lit", ARG_LIST, .items = ARG_TEXT,
     .help = "the words of each line that matter; all else in it steps back"},
    {"faint", ARG_BOOL, .preset = "false", .help = "what is still to be typed is seen, faintly"},
    {"bare", ARG_BOOL, .preset = "false", .help = "without a card around them, and as large as there is room"},
    {0},
};

const Verb SHELL_VERBS[] = {
    {"shell", SHAPE_PICTURE, "A terminal with commands, which can be typed.", SHELL_ARGS, SHELL_OPTIONS, PICTURE_OPTIONS,
     .call = verb_shell, .makes = &SHELL_TYPE,
     .example = "local sh = shell { { \"git clone https://example.org/it && cd it\", \"make\" }, into = area() }"},
    {0},
};
