// shell_rows.c — a terminal's lines as rows: prompts or numbers, an address and what is lit in colours of their own.
#include "scenes/kit/shell.h"

#include "scenes/kit/shown.h"

#include <string.h>

enum { MOST_TOKENS = 8, PROMPT = 2, SET_IN = 4 }; // characters before the words

static const char AND[] = " && ", SCHEME[] = "https://", GOES_ON[] = " \\";

// What of a line is a row of its own.
typedef struct Piece {
    int line, first, n_bytes;
    bool continues; // the row before
    bool goes_on;   // in the row behind it
} Piece;

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

// The keys of a command's row, which goes on in the next one behind a backslash.
static const char *keys_of(Arena *arena, const ShellPanel *panel, Piece piece)
{
    const char *text = panel->lines[piece.line]->text + piece.first;
    return arena_printf(arena, "%.*s%s", piece.n_bytes, text, piece.goes_on ? GOES_ON : "");
}

// The prompt and the words behind it.
static ShellRow make_row(Arena *arena, const ShellPanel *panel, Piece piece)
{
    static const char *const NAMES[] = {"words", "words 2", "words 3", "words 4", "words 5", "words 6", "words 7"};
    const Words *line = panel->lines[piece.line];
    const char *keys = keys_of(arena, panel, piece);
    const int n_keys = (int)strlen(keys);
    const CodeKind *kinds = key_kinds(arena, panel, piece.line, keys);
    const Shown *number;
    const char *prompt = prompt_of(arena, panel, piece, &number);
    ShellRow row = {
        .given = piece.line, .keys = keys, .n_before = piece.continues ? SET_IN : PROMPT, .prompted = prompt != NULL};
    CodeToken *tokens = ARENA_ARRAY(arena, CodeToken, MOST_TOKENS);
    int n = 0;
    if (prompt)
        tokens[n++] = (CodeToken){.kind = CODE_CALL, .text = prompt, .name = "prompt", .shown = number};
    for (int first = 0, end = 0; first < n_keys; first = end) {
        while (end < n_keys && kinds[end] == kinds[first])
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

// Where the last word ends that has room in a row of `most` characters with what tells that it goes on; all of the
// command when it has, or when its first word has none.
static int room_for(const char *command, int n_bytes, int most)
{
    int end = n_bytes;
    for (int i = 0; i < n_bytes && n_bytes > most; i++)
        if (command[i] == ' ' && (end == n_bytes || i + (int)strlen(GOES_ON) <= most))
            end = i;
    return end;
}

// The rows of a panel as they come.
typedef struct Rows {
    ShellRow *items; // [n]
    int n;
} Rows;

// A command as a row, or as several where one has no room for it: `most` characters with what stands before them.
static void add_rows(Rows *rows, Arena *arena, const ShellPanel *panel, Piece command, int most)
{
    const char *text = panel->lines[command.line]->text;
    const int end = command.first + command.n_bytes;
    while (command.first <= end && rows->n < SHELL_MOST_ROWS) {
        const int before = command.continues ? SET_IN : PROMPT;
        command.n_bytes = room_for(text + command.first, end - command.first, most > before ? most - before : 1);
        command.goes_on = command.first + command.n_bytes < end;
        rows->items[rows->n++] = make_row(arena, panel, command);
        command.first += command.n_bytes + 1; // behind the space
        command.continues = true;
    }
}

// Where a row ends: at a line break, and at " && " when the line is split there. NULL: at its end. `n_between`: bytes up
// to what comes then.
static const char *row_end(const char *text, bool split, int *n_between)
{
    const char *broken = strchr(text, '\n'), *joined = split ? strstr(text, AND) : NULL;
    const bool is_broken = broken && (!joined || broken < joined);
    *n_between = is_broken ? 1 : (int)strlen(AND);
    return is_broken ? broken : joined;
}

int shell_rows(Arena *arena, const ShellPanel *panel, bool split, int most, ShellRow *rows)
{
    Rows all = {rows, 0};
    for (int i = 0; i < panel->n; i++) {
        const char *text = panel->lines[i]->text, *at = text, *end;
        int n_between;
        bool continues = false;
        do {
            end = row_end(at, split, &n_between);
            const Piece command = {.line = i,
                                   .first = (int)(at - text),
                                   .n_bytes = end ? (int)(end - at) : (int)strlen(at),
                                   .continues = continues};
            add_rows(&all, arena, panel, command, most);
            continues = end && *end == '\n';
            at = end ? end + n_between : at;
        } while (end);
    }
    return all.n;
}
