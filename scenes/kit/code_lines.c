// code_lines.c — takes code apart into lines and these into tokens, by what Source-highlight says of its bytes.
#include "engine/anim/scene.h"
#include "scenes/kit/code_text.h"

#include <ctype.h>
#include <string.h>

enum { SPACES_A_TAB = 4 };

// The code while it is taken apart.
typedef struct Reader {
    ScriptCall *call;
    const CodeReading *reading;
    const Words *words;    // all of it
    const CodeKind *kinds; // of its bytes
    int at, next_shown;    // byte; the first figure that ends behind it
    CodeToken *tokens;     // [n] of the line
    int n, capacity;
} Reader;

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

// The figure that begins at the reader's place; NULL: none does.
static const ShownFigure *figure_here(const Reader *r)
{
    const Shown *shown = &r->words->shown;
    const bool here = r->next_shown < shown->n_figures && shown->figures[r->next_shown].first_byte == r->at;
    return here ? &shown->figures[r->next_shown] : NULL;
}

static int line_end(const Reader *r)
{
    return r->at + (int)strcspn(r->words->text + r->at, "\n");
}

// Up to which byte a token may go: the line's end, or a figure that stands before it.
static int most_end(const Reader *r)
{
    const Shown *shown = &r->words->shown;
    const int end = line_end(r);
    const int figure = r->next_shown < shown->n_figures ? shown->figures[r->next_shown].first_byte : end;
    return figure > r->at && figure < end ? figure : end;
}

// Behind the bytes from `at` on that are of one kind.
static int kind_end(const Reader *r, int most)
{
    int end = r->at + 1;
    while (end < most && r->kinds[end] == r->kinds[r->at])
        end++;
    return end;
}

static int sign_end(const Reader *r, int most)
{
    static const char *const SIGNS[] = {"**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", "+=",
                                        "-=",  "*=",  "/=",  "%=",  "@=",  "**", "//", ":=", "<<", ">>", "&&",
                                        "||",  "::",  "..",  "~=",  "++",  "--", NULL};
    for (int i = 0; SIGNS[i]; i++) {
        const int n = (int)strlen(SIGNS[i]);
        if (r->at + n <= most && strncmp(r->words->text + r->at, SIGNS[i], (size_t)n) == 0)
            return r->at + n;
    }
    return r->at + 1;
}

// Behind the token at the reader's place, and what it is.
static int token_end(const Reader *r, CodeKind *kind)
{
    const char *text = r->words->text;
    const int most = most_end(r);
    *kind = r->kinds[r->at];
    if (*kind == CODE_STRING || *kind == CODE_COMMENT || *kind == CODE_NUMBER)
        return kind_end(r, most);
    if (!is_word(text[r->at])) {
        *kind = CODE_SIGN;
        return sign_end(r, most);
    }
    int end = r->at;
    const bool number = isdigit((unsigned char)text[r->at]);
    while (end < most && (is_word(text[end]) || (number && text[end] == '.')))
        end++;
    *kind = number ? CODE_NUMBER : *kind == CODE_SIGN ? CODE_NAME : *kind;
    return end;
}

// Figures are told apart by their places among themselves: what they show may change.
static const char *token_name(Arena *arena, const Reader *r, CodeKind kind, const char *text)
{
    int n = 1;
    for (int i = 0; i < r->n; i++)
        n += kind == CODE_FIGURE ? r->tokens[i].kind == CODE_FIGURE : strcmp(r->tokens[i].text, text) == 0;
    return arena_printf(arena, "%s#%d", kind == CODE_FIGURE ? "${}" : text, n);
}

// All digits of a token as those of one figure; NULL: they belong to the code.
static const Shown *shown_whole(Arena *arena, const char *text, const ShownFigure *figure)
{
    ShownFigure *shown = ARENA_NEW(arena, ShownFigure);
    *shown = figure ? *figure : (ShownFigure){0};
    shown->first_byte = 0;
    shown->n_bytes = (int)strlen(text);
    Shown *all = ARENA_NEW(arena, Shown);
    *all = (Shown){shown, 1};
    return all;
}

static void add_token(Reader *r, CodeKind kind, int end, int gap, const ShownFigure *figure)
{
    Arena *arena = scene_arena(r->call->host);
    CodeToken token = {.kind = kind, .gap = gap};
    token.text = arena_strndup(arena, r->words->text + r->at, (size_t)(end - r->at));
    token.name = token_name(arena, r, kind, token.text);
    token.own = named_color_find(&r->reading->colors, token.text);
    r->tokens = arena_grow(arena, r->tokens, r->n, &r->capacity, sizeof *r->tokens);
    r->tokens[r->n++] = token;
    r->at = end;
    if (!token.text[strcspn(token.text, "0123456789")])
        return;
    const Figure *setting = code_setting(r->reading, r->tokens, r->n - 1);
    const ShownFigure set = {.figure = setting, .format = strpbrk(token.text, ".eE") ? ".3g" : "d"};
    r->tokens[r->n - 1].shown = shown_whole(arena, token.text, setting ? &set : figure);
}

static CodeLine read_line(Reader *r)
{
    r->tokens = NULL;
    r->n = r->capacity = 0;
    const int end = line_end(r);
    for (;;) {
        int gap = 0;
        while (r->at < end && !figure_here(r) && strchr(" \t\r", r->words->text[r->at]))
            gap += r->words->text[r->at++] == '\t' ? SPACES_A_TAB : 1;
        if (r->at >= end)
            break;
        const ShownFigure *figure = figure_here(r);
        CodeKind kind = CODE_FIGURE;
        const int token = figure ? r->at + figure->n_bytes : token_end(r, &kind);
        r->next_shown += figure != NULL;
        if (token > r->at)
            add_token(r, kind, token, gap, figure);
    }
    r->at = end + (r->words->text[end] == '\n');
    return (CodeLine){.tokens = r->tokens, .n_tokens = r->n};
}

// NULL after script_fail.
static const CodeKind *kinds_of(ScriptCall *call, const CodeReading *reading, const char *language, const char *text)
{
    CodeKind *kinds = ARENA_ARRAY(call->arena, CodeKind, (int)strlen(text) + 1);
    switch (code_colors_find(CODE_COLORS_FOLDER, language, text, kinds)) {
    case CODE_COLORS_FOUND:
        return kinds;
    case CODE_COLORS_UNKNOWN:
        if (!reading->language) // the file's ending, which may be any
            return kinds;
        script_fail(call, "there is no language `%s` that code has colours for; %s/lang.map has their names", language,
                    CODE_COLORS_FOLDER);
        return NULL;
    case CODE_COLORS_MISSING:
        break;
    }
    script_fail(call,
                "code cannot have colours: %s has no definition of `%s` that can be read; install the Debian package "
                "libsource-highlight-common",
                CODE_COLORS_FOLDER, language);
    return NULL;
}

void code_lines_read(ScriptCall *call, const CodeReading *reading, const char *language, const Words *words,
                     CodeText *text)
{
    Arena *arena = scene_arena(call->host);
    Reader reader = {.call = call, .reading = reading, .words = words};
    reader.kinds = kinds_of(call, reading, language, words->text);
    int capacity = 0;
    while (reader.kinds && words->text[reader.at]) {
        text->lines = arena_grow(arena, text->lines, text->n_lines, &capacity, sizeof *text->lines);
        text->lines[text->n_lines++] = read_line(&reader);
    }
    while (text->n_lines > 0 && text->lines[text->n_lines - 1].n_tokens == 0)
        text->n_lines--;
    if (reader.kinds && text->n_lines == 0)
        script_fail(call, "%s has no code; write at least one line", text->what);
}
