// code_text.c — reads code line by line, and takes lines apart.
#include "scenes/kit/code_text.h"

#include "engine/anim/scene.h"
#include "engine/base/utf8.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static const char *const PYTHON_KEYWORDS[] = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await", "break",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "not",    "or",    "nonlocal",
    "pass",   "raise",    "return", "try", "while", "with",   "yield",  NULL,
};

// To add a language: a row.
const CodeLanguage CODE_PYTHON = {PYTHON_KEYWORDS, "#"};

// ---- one line into tokens ----

enum { SPACES_A_TAB = 4 };

// The code while it is taken apart.
typedef struct Reader {
    ScriptCall *call;
    const CodeLanguage *language;
    const char *what;   // the file, or what the lines are called in messages
    const Words *words; // all of it
    int at, next_shown; // byte; the first figure that ends behind it
    char quote[4];      // that ends the string in which the reader is; "" outside of strings
    CodeToken *tokens;  // [n] of the line
    int n, capacity, line;
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

static bool is_keyword(const CodeLanguage *language, const char *word)
{
    for (int i = 0; language->keywords[i]; i++)
        if (strcmp(language->keywords[i], word) == 0)
            return true;
    return false;
}

// Where a string ends that is open, behind its quotes, or at `most` when it goes on there.
static int string_end(Reader *r, int from, int most)
{
    const size_t n_quote = strlen(r->quote);
    for (int i = from; i < most; i++) {
        if (r->words->text[i] == '\\')
            i++;
        else if (strncmp(r->words->text + i, r->quote, n_quote) == 0) {
            r->quote[0] = '\0';
            return i + (int)n_quote;
        }
    }
    return most;
}

static int open_string(Reader *r, int most)
{
    const char *at = r->words->text + r->at;
    const bool three = at[1] == at[0] && at[2] == at[0];
    const int n = three ? 3 : 1;
    memset(r->quote, 0, sizeof r->quote);
    memset(r->quote, at[0], (size_t)n);
    return string_end(r, r->at + n, most);
}

// Behind the token at the reader's place.
static int token_end(Reader *r, CodeKind *kind)
{
    static const char *const OPERATORS[] = {"**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", "+=",
                                            "-=",  "*=",  "/=",  "%=",  "@=",  "**", "//", ":=", "<<", ">>", NULL};
    const char *text = r->words->text;
    const int most = most_end(r);
    int end = r->at;
    if (r->quote[0]) {
        *kind = CODE_STRING;
        return string_end(r, r->at, most);
    }
    if (strncmp(text + r->at, r->language->comment, strlen(r->language->comment)) == 0) {
        *kind = CODE_COMMENT;
        return most;
    }
    if (text[r->at] == '"' || text[r->at] == '\'') {
        *kind = CODE_STRING;
        return open_string(r, most);
    }
    if (is_word(text[r->at])) {
        const bool number = isdigit((unsigned char)text[r->at]);
        *kind = number ? CODE_NUMBER : CODE_NAME;
        while (end < most && (is_word(text[end]) || (number && text[end] == '.')))
            end++;
        return end;
    }
    *kind = CODE_SIGN;
    for (int i = 0; OPERATORS[i]; i++)
        if (strncmp(text + r->at, OPERATORS[i], strlen(OPERATORS[i])) == 0 && r->at + (int)strlen(OPERATORS[i]) <= most)
            return r->at + (int)strlen(OPERATORS[i]);
    return r->at + 1;
}

// Figures are told apart by their places among themselves: what they show may change.
static const char *token_name(Arena *arena, const Reader *r, CodeKind kind, const char *text)
{
    int n = 1;
    for (int i = 0; i < r->n; i++)
        n += kind == CODE_FIGURE ? r->tokens[i].kind == CODE_FIGURE : strcmp(r->tokens[i].text, text) == 0;
    return arena_printf(arena, "%s#%d", kind == CODE_FIGURE ? "${}" : text, n);
}

static void add_token(Reader *r, CodeKind kind, int end, int gap, const ShownFigure *figure)
{
    Arena *arena = scene_arena(r->call->host);
    CodeToken token = {.kind = kind, .gap = gap};
    token.text = arena_strndup(arena, r->words->text + r->at, (size_t)(end - r->at));
    token.name = token_name(arena, r, kind, token.text);
    if (kind == CODE_NAME && is_keyword(r->language, token.text))
        token.kind = CODE_KEYWORD;
    if (token.text[strcspn(token.text, "0123456789")]) {
        ShownFigure *shown = ARENA_NEW(arena, ShownFigure);
        *shown = figure ? *figure : (ShownFigure){0};
        shown->first_byte = 0;
        shown->n_bytes = (int)strlen(token.text);
        Shown *all = ARENA_NEW(arena, Shown);
        *all = (Shown){shown, 1};
        token.shown = all;
    }
    r->tokens = arena_grow(arena, r->tokens, r->n, &r->capacity, sizeof *r->tokens);
    r->tokens[r->n++] = token;
    r->at = end;
}

// Names that are called, and what `def` and `class` name.
static void mark_calls(Reader *r)
{
    for (int i = 0; i < r->n; i++) {
        const bool called = i + 1 < r->n && r->tokens[i + 1].gap == 0 && strcmp(r->tokens[i + 1].text, "(") == 0;
        const bool defined =
            i > 0 && (strcmp(r->tokens[i - 1].text, "def") == 0 || strcmp(r->tokens[i - 1].text, "class") == 0);
        if (r->tokens[i].kind == CODE_NAME && (called || defined))
            r->tokens[i].kind = CODE_CALL;
    }
}

// ---- digits ----

// The bracket around a token, within the line; 0 when there is none.
static char bracket_around(const CodeToken *tokens, int index)
{
    int depth = 0;
    for (int i = index - 1; i >= 0; i--) {
        const char c = tokens[i].text[0];
        if (tokens[i].kind != CODE_SIGN)
            continue;
        if (strchr(")]}", c))
            depth++;
        else if (strchr("([{", c) && depth-- == 0)
            return c;
    }
    return '\0';
}

static bool names_an_axis(const char *name)
{
    return strcmp(name, "dim") == 0 || strcmp(name, "axis") == 0;
}

// Whether a number belongs to the language's structure, as the header tells.
static bool is_structural(const CodeToken *tokens, int index)
{
    const char *before = index > 0 ? tokens[index - 1].text : "", *number = tokens[index].text;
    if (strcmp(before, "**") == 0 || strcmp(number, "0") == 0)
        return true;
    if (strcmp(number, "1") != 0 && strcmp(number, "2") != 0)
        return false;
    if (strcmp(before, "=") == 0)
        return index > 1 && names_an_axis(tokens[index - 2].text);
    return strcmp(before, ":") != 0 || bracket_around(tokens, index) == '[';
}

// Reports the first digit of the line that comes from nowhere.
static void check_digits(const Reader *r)
{
    for (int i = 0; i < r->n; i++) {
        const CodeToken *token = &r->tokens[i];
        const bool spoken = token->kind == CODE_STRING || token->kind == CODE_COMMENT;
        if (!token->shown || !(spoken || (token->kind == CODE_NUMBER && !is_structural(r->tokens, i))))
            continue;
        script_fail(r->call,
                    "%s, line %d: the digit in `%s` comes from nowhere; write ${name} for it and give its figure, or a "
                    "name, as an option",
                    r->what, r->line, token->text);
        return;
    }
}

// ---- lines ----

static CodeLine read_line(Reader *r)
{
    r->tokens = NULL;
    r->n = r->capacity = 0;
    r->line++;
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
    mark_calls(r);
    check_digits(r);
    if (r->quote[0] && !r->quote[1])
        r->quote[0] = '\0'; // only three quotes go on in the next line
    return (CodeLine){.tokens = r->tokens, .n_tokens = r->n};
}

// The whole code; empty lines at its end are not of it.
static CodeText *read_lines(Reader *r)
{
    Arena *arena = scene_arena(r->call->host);
    CodeText *text = ARENA_NEW(arena, CodeText);
    int capacity = 0;
    while (r->words->text[r->at] && !script_failed(r->call)) {
        text->lines = arena_grow(arena, text->lines, text->n_lines, &capacity, sizeof *text->lines);
        text->lines[text->n_lines++] = read_line(r);
    }
    while (text->n_lines > 0 && text->lines[text->n_lines - 1].n_tokens == 0)
        text->n_lines--;
    if (text->n_lines == 0)
        script_fail(r->call, "%s has no code; write at least one line", r->what);
    return text;
}

// ---- what a script gives ----

// A name or quotation as it is written within a string of the code: on one line.
static const char *escaped(Arena *arena, const char *words)
{
    static const char FROM[] = "\n\t\r\"\\", TO[] = "ntr\"\\";
    char *out = ARENA_ARRAY(arena, char, 2 * (int)strlen(words) + 1);
    int n = 0;
    for (; *words; words++) {
        const char *found = strchr(FROM, *words);
        if (found)
            out[n++] = '\\';
        out[n++] = found ? TO[found - FROM] : *words;
    }
    return out;
}

// Numbers as code has them, without thousands set off; quotations escaped.
static const Words *join(ScriptCall *call, const ScriptPiece *pieces, int n_pieces)
{
    ScriptPiece *own = arena_memdup(call->arena, pieces, sizeof *pieces * (size_t)n_pieces);
    for (int i = 0; i < n_pieces; i++) {
        const Figure *figure = own[i].words ? NULL : value_object(own[i].value, &FIGURE_TYPE);
        const Name *quoted = own[i].words ? NULL : value_object(own[i].value, &NAME_TYPE);
        if (figure && !*own[i].format && figure->value == floor(figure->value))
            own[i].format = "d";
        if (quoted) {
            Name *name = ARENA_NEW(call->arena, Name);
            *name = (Name){escaped(call->arena, quoted->words), quoted->figure};
            own[i].value = value_handle(&NAME_TYPE, name);
        }
    }
    return words_join(call, own, n_pieces);
}

// Reports a value that the file has no place for.
static void check_used(ScriptCall *call, const char *file, const char *bytes, const ScriptNamed *values, int n_values)
{
    for (int i = 0; i < n_values; i++) {
        const char *hole = arena_printf(call->arena, "${%s", values[i].name);
        const char *found = strstr(bytes, hole);
        if (!found || !strchr("}:", found[strlen(hole)]))
            script_fail(call, "there is no option `%s`, and no %s} in %s", values[i].name, hole, file);
    }
}

static const Words *file_words(ScriptCall *call, const char *name, const ScriptNamed *values, int n_values, bool all)
{
    size_t n_bytes = 0;
    int n_pieces = 0;
    const char *bytes = script_read(call, name, &n_bytes);
    if (!bytes)
        return NULL;
    if (all)
        check_used(call, name, bytes, values, n_values);
    const ScriptPiece *pieces = script_fill(call, utf8_shown(call->arena, bytes, n_bytes), values, n_values, &n_pieces);
    return pieces ? join(call, pieces, n_pieces) : NULL;
}

// One text or several, each of which is a line or more.
static const Words *lines_words(ScriptCall *call, const ScriptValue *lines, int n_lines)
{
    ScriptPiece *all = NULL;
    int n = 0, capacity = 0;
    for (int i = 0; i < n_lines; i++) {
        int n_pieces = 0;
        const ScriptPiece *pieces = script_pieces(call, lines[i], &n_pieces);
        if (!pieces)
            return NULL;
        for (int k = 0; k <= n_pieces; k++) {
            all = arena_grow(call->arena, all, n, &capacity, sizeof *all);
            all[n++] = k < n_pieces ? pieces[k] : (ScriptPiece){.words = "\n", .format = ""};
        }
    }
    return join(call, all, n);
}

const CodeText *code_text_read(ScriptCall *call, const CodeLanguage *language, ScriptValue given,
                               const ScriptNamed *values, int n_values, const CodeText *old)
{
    const bool is_file = given.kind == VALUE_STRING;
    const Words *words = NULL;
    if (is_file)
        words = file_words(call, given.string.bytes, values, n_values, !old);
    else if (given.kind == VALUE_LIST)
        words = lines_words(call, given.list.items, given.list.n_items);
    else
        words = lines_words(call, &given, 1);
    if (!words)
        return NULL;
    Reader reader = {
        .call = call,
        .language = language,
        .what = is_file ? given.string.bytes : "the code",
        .words = words,
    };
    CodeText *text = read_lines(&reader);
    if (script_failed(call))
        return NULL;
    code_match(call->arena, old, text);
    return text;
}
