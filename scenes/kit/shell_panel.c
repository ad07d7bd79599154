// shell_panel.c — a terminal's panel whose lines are typed, with a block cursor that moves along and never blinks.
#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/mono_panel.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { MOST_ROWS = 24, MOST_NUMBER = 9, MOST_TOKENS = 8, PROMPT = 2, SET_IN = 4 }; // characters before the words

// Shares of the size of type.
static const double PAD_X = 1.3, NARROW_PAD_X = 0.75, PAD_Y = 0.7, LEAST_PITCH = 1.25, PITCH = 1.9, MOST_PITCH = 2.6,
                    CURSOR_W = 0.5, CURSOR_H = 1.12, CURSOR_GAP = 0.1, TIGHT = -0.064;
static const double KEYS_PER_S = 42, ENTER_S = 0.25;
static const char AND[] = " && ", SCHEME[] = "https://";

typedef struct ShellPanel {
    const Words *const *lines; // [n]
    int n;
    const Words *const *lit; // [n_lit] what of each line is looked at; all else steps back
    int n_lit;
    bool numbered; // in place of prompts
    bool bare;     // without a card
} ShellPanel;

// A line as it is set: one that was given, one of those that `&&` joined in it, or a piece of such a one.
typedef struct Row {
    CodeLine line;
    const char *keys; // that are typed
    int n_before;     // characters before them
    bool prompted;    // its first token is the prompt
    double y;         // of its middle, in the panel
} Row;

// What of a line is a row of its own.
typedef struct Piece {
    int line, first, n_bytes;
    bool continues; // the row before
} Piece;

typedef struct ShellFit {
    Row rows[MOST_ROWS]; // [n]
    int n;
    MonoType type;
    double pad_x, pad_y; // shares of the size of type
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

// "$", or the line's number at its first row; NULL for a row without.
static const char *prompt_of(Arena *arena, const ShellPanel *panel, Piece piece, const Shown **shown)
{
    *shown = NULL;
    if (piece.continues || (panel->numbered && piece.first > 0))
        return NULL;
    if (!panel->numbered)
        return "$";
    const Figure *number = figure_leaf(arena, FIGURE_ORDINAL, piece.line + 1, (FigureSource){.field = "line"});
    const Words *words = words_with_figure(arena, NULL, number, "d");
    *shown = &words->shown;
    return words->text;
}

static void paint(CodeKind *kinds, int from, int n, CodeKind kind)
{
    for (int i = 0; i < n; i++)
        kinds[from + i] = kind;
}

// What each byte of the keys is: an address stands out as the prompt does, and its scheme steps back.
static const CodeKind *key_kinds(Arena *arena, const ShellPanel *panel, int line, const char *keys)
{
    const int n = (int)strlen(keys);
    CodeKind *kinds = ARENA_ARRAY(arena, CodeKind, n + 1);
    const char *lit = line < panel->n_lit ? panel->lit[line]->text : "", *looked_at = *lit ? strstr(keys, lit) : NULL;
    paint(kinds, 0, n, panel->n_lit > 0 ? CODE_SIGN : CODE_NAME);
    if (looked_at)
        paint(kinds, (int)(looked_at - keys), (int)strlen(lit), CODE_NAME);
    const char *scheme = strstr(keys, SCHEME), *address = scheme ? scheme + strlen(SCHEME) : NULL;
    if (address) {
        paint(kinds, (int)(scheme - keys), (int)(address - scheme), CODE_SIGN);
        paint(kinds, (int)(address - keys), (int)strcspn(address, " "), CODE_CALL);
    }
    return kinds;
}

// The prompt and the words behind it.
static Row make_row(Arena *arena, const ShellPanel *panel, Piece piece)
{
    static const char *const NAMES[] = {"words", "words 2", "words 3", "words 4", "words 5", "words 6", "words 7"};
    const Words *line = panel->lines[piece.line];
    const char *keys = arena_strndup(arena, line->text + piece.first, (size_t)piece.n_bytes);
    const CodeKind *kinds = key_kinds(arena, panel, piece.line, keys);
    const Shown *number;
    const char *prompt = prompt_of(arena, panel, piece, &number);
    Row row = {.keys = keys, .n_before = piece.continues ? SET_IN : PROMPT, .prompted = prompt != NULL};
    CodeToken *tokens = ARENA_ARRAY(arena, CodeToken, MOST_TOKENS);
    int n = 0;
    if (prompt)
        tokens[n++] = (CodeToken){.kind = CODE_CALL, .text = prompt, .name = "prompt", .shown = number};
    for (int first = 0, end = 0; first < piece.n_bytes; first = end) {
        while (end < piece.n_bytes && kinds[end] == kinds[first])
            end++;
        tokens[n] = (CodeToken){.kind = kinds[first],
                                .text = arena_strndup(arena, keys + first, (size_t)(end - first)),
                                .name = NAMES[n - row.prompted],
                                .gap = first > 0 ? 0 : prompt ? 1 : row.n_before,
                                .shown = shown_within(arena, line, piece.first + first, end - first)};
        n++;
    }
    row.line = (CodeLine){.tokens = tokens, .n_tokens = n};
    return row;
}

// Where the last word ends that has room in a row of `most` characters; all of the command when it has, or when its
// first word has none.
static int room_for(const char *command, int n_bytes, int most)
{
    int end = n_bytes;
    for (int i = 0; i < n_bytes && n_bytes > most; i++)
        if (command[i] == ' ' && (end == n_bytes || i <= most))
            end = i;
    return end;
}

// A command as a row, or as several where one has no room for it: `most` characters with what stands before them.
static void add_rows(ShellFit *fit, Arena *arena, const ShellPanel *panel, Piece command, int most)
{
    const char *text = panel->lines[command.line]->text;
    const int end = command.first + command.n_bytes;
    while (command.first <= end && fit->n < MOST_ROWS) {
        const int before = command.continues ? SET_IN : PROMPT;
        command.n_bytes = room_for(text + command.first, end - command.first, most > before ? most - before : 1);
        fit->rows[fit->n++] = make_row(arena, panel, command);
        command.first += command.n_bytes + 1; // behind the space
        command.continues = true;
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
            add_rows(fit, arena, panel, (Piece){.line = i, .first = (int)(at - text), .n_bytes = n_bytes}, most);
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

// The largest size of the scale, and the first way at which the lines have room.
static void choose_size(Scene *s, const ShellPanel *panel, Size room, ShellFit *fit)
{
    fit->pad_y = panel->bare ? 0 : PAD_Y;
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
        const struct Way way = WAYS[i];
        fit->pad_x = panel->bare ? 0 : way.tight || way.broken ? NARROW_PAD_X : PAD_X;
        for (TypeRole role = way.tight ? TYPE_LABEL : TYPE_LEAD; role < TYPE_ROLES; role++) {
            const double size = type_size(s, role);
            fit->type = mono_type(s, size, 1);
            if (way.tight) {
                fit->type.style.letter_space = TIGHT * size;
                fit->type.advance += TIGHT * size;
            }
            set_rows(fit, scene_arena(s), panel, way.split, way.broken ? fitting_keys(fit, room.w) : INT_MAX);
            const Size needed = shell_size(s, fit, way.broken ? PITCH : LEAST_PITCH);
            if (needed.w <= room.w && needed.h <= room.h)
                return;
        }
    }
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
        mono_line_items(layout, &fit.type, &fit.rows[i].line, (Point){fit.pad_x * size, h / 2}, h, false);
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
            const double width = k < n ? (k + fit.rows[i].n_before) * fit.type.advance : row_width(s, &fit, i);
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
    const ScriptValue *looked_at = arg_list(args, "lit", &panel->n_lit);
    const Words **lit = ARENA_ARRAY(arena, const Words *, panel->n_lit);
    for (int i = 0; i < panel->n_lit; i++)
        lit[i] = looked_at[i].words;
    panel->lit = lit;
    panel->numbered = arg_bool(args, "numbered");
    panel->bare = arg_bool(args, "bare");
    const int most = panel->numbered ? MOST_NUMBER : MOST_ROWS;
    if (panel->n < 1 || panel->n > most)
        script_fail(call, "a shell shows 1 to %d %slines, not %d", most, panel->numbered ? "numbered " : "", panel->n);
    else
        script_picture(call, args, &SHELL, panel);
}

static const Arg SHELL_ARGS[] = {
    {"lines", ARG_LIST, .items = ARG_TEXT, .help = "what is typed; where it is narrow a line breaks at ` && `"}, {0}};

static const Arg SHELL_OPTIONS[] = {
    {"numbered", ARG_BOOL, .preset = "false", .help = "lines begin with their numbers, as steps of a list"},
    {"lit", ARG_LIST, .items = ARG_TEXT,
     .help = "the words of each line that matter; all else in it steps back"},
    {"bare", ARG_BOOL, .preset = "false", .help = "without a card around them"},
    {0},
};

const Verb SHELL_VERBS[] = {
    {"shell", SHAPE_PICTURE, "A terminal with commands, which can be typed.", SHELL_ARGS, SHELL_OPTIONS, PICTURE_OPTIONS,
     .call = verb_shell, .makes = &SHELL_TYPE,
     .example = "local sh = shell { { \"git clone https://example.org/it && cd it\", \"make\" }, into = area() }"},
    {0},
};
