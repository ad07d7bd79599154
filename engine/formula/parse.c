// parse.c — characters, groups and scripts of a formula.
#include "engine/formula/parse.h"

#include "engine/base/utf8.h"
#include "engine/formula/parser.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 40, MOST_STRUCTURAL = 12 };
static const uint32_t MINUS = 0x2212, PRIME = 0x2032;

// ---- errors ----

static int column_of(const Parser *p, int byte)
{
    int column = 1, span = 0;
    for (int at = 0; at < byte;) {
        uint32_t code;
        while (span < p->n_spans && p->spans[span].first_byte < at)
            span++;
        if (span < p->n_spans && p->spans[span].first_byte == at && p->spans[span].n_bytes > 0) {
            column += p->spans[span].n_columns;
            at += p->spans[span].n_bytes;
        } else {
            column++;
            at += utf8_next(p->source + at, &code);
        }
    }
    return column;
}

void parser_fail(Parser *p, int byte, const char *format, ...)
{
    char words[512];
    va_list args;
    if (p->failed)
        return;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    err_set(p->err, "column %d of the formula: %s", column_of(p, byte), words);
    p->failed = true;
}

// ---- reading ----

void parser_skip_spaces(Parser *p)
{
    while (isspace((unsigned char)p->source[p->at]))
        p->at++;
}

void parser_peek_command(const Parser *p, char name[MOST_COMMAND])
{
    int n = 0;
    const char *at = p->source + p->at;
    name[0] = '\0';
    if (*at != '\\' || !at[1])
        return;
    while (isalpha((unsigned char)at[1 + n]) && n + 1 < MOST_COMMAND)
        n++;
    if (n == 0)
        n = 1;
    memcpy(name, at + 1, (size_t)n);
    name[n] = '\0';
}

void parser_take_command(Parser *p, const char *name)
{
    p->at += 1 + (int)strlen(name);
}

static bool at_span(Parser *p)
{
    while (p->next_span < p->n_spans && p->spans[p->next_span].first_byte < p->at)
        p->next_span++;
    return p->next_span < p->n_spans && p->spans[p->next_span].first_byte == p->at;
}

static bool list_ends(Parser *p, bool bracket)
{
    char name[MOST_COMMAND];
    if (at_span(p))
        return false;
    const char c = p->source[p->at];
    if (c == '\0' || c == '}' || c == '&' || (bracket && c == ']'))
        return true;
    parser_peek_command(p, name);
    return strcmp(name, "\\") == 0 || strcmp(name, "end") == 0 || strcmp(name, "right") == 0;
}

const char *parser_words(Parser *p, const char *what)
{
    parser_skip_spaces(p);
    const int first = p->at + 1;
    if (p->source[p->at] != '{') {
        parser_fail(p, p->at, "%s stands in braces, as {word}", what);
        return "";
    }
    const char *words = "";
    for (p->at = first; p->source[p->at] != '}';) {
        const char *at = p->source + p->at;
        const int n = (int)strcspn(at, "{}\\$");
        words = arena_printf(p->arena, "%s%.*s", words, n, at);
        p->at += n;
        if (strncmp(at + n, "\\,", 2) == 0) {
            words = arena_printf(p->arena, "%s%s", words, THIN_SPACE);
            p->at += 2;
        } else if (at[n] != '}') {
            parser_fail(p, p->at, "%s has no braces, $ or commands but \\, in it and ends with }", what);
            return "";
        }
    }
    p->at++;
    return words;
}

// ---- parts ----

static int add_part(Parser *p, const char *base, int byte)
{
    Formula *f = p->formula;
    int n = 1;
    for (int i = 0; i < f->n_parts; i++)
        n += strcmp(f->parts[i].base, base) == 0;
    f->parts = arena_grow(p->arena, f->parts, f->n_parts, &f->cap_parts, sizeof *f->parts);
    f->parts[f->n_parts] =
        (FormulaPart){n > 1 ? arena_printf(p->arena, "%s#%d", base, n) : base, base, column_of(p, byte)};
    return f->n_parts++;
}

AtomMark parser_mark(Parser *p, const char *name, const char *words, int byte)
{
    return (AtomMark){.part = p->named >= 0 ? p->named : add_part(p, name, byte),
                      .name = name,
                      .words = words,
                      .color = p->color,
                      .span = NO_SPAN};
}

Atom *parser_add(Parser *p, Atoms *list, AtomKind kind, AtomClass class)
{
    Atom *atom = ARENA_NEW(p->arena, Atom);
    *atom = (Atom){.kind = kind, .class = class, .mark = {.part = NO_PART, .span = NO_SPAN}, .level = STYLE_AS_AROUND};
    list->items = arena_grow(p->arena, list->items, list->n, &list->capacity, sizeof *list->items);
    list->items[list->n++] = atom;
    return atom;
}

// ---- letters, signs, numbers ----

static const char *utf8_of(Arena *arena, uint32_t code)
{
    char text[5];
    utf8_encode(code, text);
    return arena_strdup(arena, text);
}

Atom *parser_symbol(Parser *p, Atoms *list, const Symbol *symbol, uint32_t code, const char *name, int byte)
{
    const bool large = symbol && (symbol->use == USE_LARGE || symbol->use == USE_INTEGRAL);
    const bool letter = !symbol || symbol->use == USE_LETTER;
    Atom *atom = parser_add(p, list, ATOM_SYMBOL, symbol ? symbol->class : CLASS_ORD);
    atom->code = letter ? alphabet_letter(p->alphabet, code) : code;
    atom->large = large;
    atom->limits = symbol && symbol->use == USE_LARGE ? LIMITS_IN_DISPLAY : LIMITS_NEVER;
    atom->mark = parser_mark(p, name, utf8_of(p->arena, code), byte);
    return atom;
}

// Small whole numbers belong to a formula's structure, as the 2 of a square; others were measured or chosen.
static bool is_structural(const char *digits)
{
    return strlen(digits) == strspn(digits, "0123456789") && strtol(digits, NULL, 10) <= MOST_STRUCTURAL;
}

static void note_bare(Parser *p, const char *number, int byte)
{
    if (p->formula->bare)
        return;
    p->formula->bare = number;
    p->formula->bare_column = column_of(p, byte);
}

Atom *parser_upright(Parser *p, Atoms *list, AtomClass class, const char *words, int byte)
{
    Atom *atom = parser_add(p, list, ATOM_WORDS, class);
    atom->mark = parser_mark(p, words, words, byte);
    const size_t first = strcspn(words, "0123456789");
    if (words[first] && !is_structural(words))
        note_bare(p, words, byte);
    return atom;
}

static void read_number(Parser *p, Atoms *list, bool one_digit)
{
    const int first = p->at;
    const char *at = p->source + first;
    size_t n = one_digit ? 1 : strspn(at, "0123456789");
    if (!one_digit && at[n] == '.' && isdigit((unsigned char)at[n + 1]))
        n += 1 + strspn(at + n + 1, "0123456789");
    p->at += (int)n;
    const char *number = arena_strndup(p->arena, at, n);
    Atom *atom = parser_upright(p, list, CLASS_ORD, number, first);
    if (p->alphabet != ALPHABET_MATH && n == 1) {
        atom->kind = ATOM_SYMBOL;
        atom->code = alphabet_letter(p->alphabet, (uint32_t)number[0]);
    }
}

static void read_span(Parser *p, Atoms *list)
{
    const FormulaSpan span = p->spans[p->next_span];
    const char *words = arena_strndup(p->arena, p->source + span.first_byte, (size_t)span.n_bytes);
    Atom *atom = parser_add(p, list, ATOM_WORDS, CLASS_ORD);
    atom->mark = parser_mark(p, "number", words, span.first_byte);
    atom->mark.span = p->next_span++;
    p->at = span.first_byte + span.n_bytes;
}

static void read_character(Parser *p, Atoms *list)
{
    uint32_t code;
    const int byte = p->at;
    p->at += utf8_next(p->source + byte, &code);
    if (code == '-')
        code = MINUS;
    const Symbol *symbol = symbol_of(code);
    const bool letter = code < 0x80 && isalpha((int)code);
    if (strchr("$%#", (int)code) && code < 0x80)
        parser_fail(p, byte, "%c has no meaning here; leave it out%s", (int)code,
                    code == '%' ? ", or write \\% for the sign" : "");
    else if (!symbol && !letter)
        parser_fail(p, byte, "formulas do not know the character %s; put words into \\text{…}",
                    utf8_of(p->arena, code));
    else
        parser_symbol(p, list, symbol, code, symbol && symbol->name ? symbol->name : utf8_of(p->arena, code), byte);
}

// ---- groups and scripts ----

// A group in braces becomes one atom of the list.
static void read_group(Parser *p, Atoms *list)
{
    const int byte = p->at++;
    const Alphabet alphabet = p->alphabet;
    Atoms *body = parser_list(p, false);
    p->alphabet = alphabet;
    if (p->source[p->at] != '}')
        parser_fail(p, byte, "{ has no }; close it");
    else
        p->at++;
    parser_add(p, list, ATOM_LIST, CLASS_ORD)->body = body;
}

static void read_atom(Parser *p, Atoms *list, bool one_digit)
{
    if (at_span(p))
        read_span(p, list);
    else if (p->source[p->at] == '{')
        read_group(p, list);
    else if (p->source[p->at] == '\\')
        parser_command(p, list);
    else if (isdigit((unsigned char)p->source[p->at]))
        read_number(p, list, one_digit);
    else if (p->source[p->at] == '~') {
        p->at++;
        parser_add(p, list, ATOM_SPACE, CLASS_ORD)->width = 4.5;
    } else
        read_character(p, list);
}

Atoms *parser_argument(Parser *p, const char *what)
{
    Atoms *body = ARENA_NEW(p->arena, Atoms);
    parser_skip_spaces(p);
    if (!p->failed && (list_ends(p, false) || strchr("^_'", p->source[p->at]))) {
        parser_fail(p, p->at, "%s is missing; write it in braces", what);
        return body;
    }
    if (p->failed)
        return body;
    if (++p->depth > DEEPEST)
        parser_fail(p, p->at, "more than %d groups stand in one another; take the formula apart", DEEPEST);
    else
        read_atom(p, body, true);
    p->depth--;
    const bool group = body->n == 1 && body->items[0]->kind == ATOM_LIST;
    return group ? body->items[0]->body : body;
}

static void read_primes(Parser *p, Atom *atom)
{
    const int byte = p->at;
    if (atom->sup)
        parser_fail(p, byte, "a second superscript; put the first one and what it belongs to in braces");
    atom->sup = ARENA_NEW(p->arena, Atoms);
    for (; p->source[p->at] == '\''; p->at++)
        parser_symbol(p, atom->sup, symbol_of(PRIME), PRIME, "prime", p->at);
    if (p->source[p->at] != '^')
        return;
    p->at++;
    const Atoms *more = parser_argument(p, "the superscript");
    parser_add(p, atom->sup, ATOM_LIST, CLASS_ORD)->body = arena_memdup(p->arena, more, sizeof *more);
}

static void read_script(Parser *p, Atom *atom)
{
    const int byte = p->at++;
    const bool up = p->source[byte] == '^';
    Atoms **script = up ? &atom->sup : &atom->sub;
    if (*script)
        parser_fail(p, byte, "a second %s; put the first one and what it belongs to in braces",
                    up ? "superscript" : "subscript");
    *script = parser_argument(p, up ? "the superscript" : "the subscript");
}

// The atom that scripts at the parser's place belong to: the last one, or an empty one.
static Atom *script_base(Parser *p, Atoms *list)
{
    Atom *last = list->n > 0 ? list->items[list->n - 1] : NULL;
    if (last && last->kind != ATOM_SPACE && last->kind != ATOM_STYLE)
        return last;
    Atom *empty = parser_add(p, list, ATOM_LIST, CLASS_ORD);
    empty->body = ARENA_NEW(p->arena, Atoms);
    return empty;
}

Atoms *parser_list(Parser *p, bool bracket)
{
    Atoms *list = ARENA_NEW(p->arena, Atoms);
    if (++p->depth > DEEPEST)
        parser_fail(p, p->at, "more than %d groups stand in one another; take the formula apart", DEEPEST);
    for (parser_skip_spaces(p); !p->failed && !list_ends(p, bracket); parser_skip_spaces(p)) {
        const char c = at_span(p) ? '\0' : p->source[p->at];
        if (c == '^' || c == '_')
            read_script(p, script_base(p, list));
        else if (c == '\'')
            read_primes(p, script_base(p, list));
        else
            read_atom(p, list, false);
    }
    p->depth--;
    return list;
}

const Formula *formula_parse(Arena *arena, const char *source, const FormulaSpan *spans, int n_spans, Err *err)
{
    Formula *formula = ARENA_NEW(arena, Formula);
    Parser p = {.arena = arena,
                .source = source,
                .spans = spans,
                .n_spans = n_spans,
                .formula = formula,
                .err = err,
                .named = NO_PART};
    char name[MOST_COMMAND];
    formula->atoms = parser_list(&p, false);
    parser_peek_command(&p, name);
    if (source[p.at] == '&' || strcmp(name, "\\") == 0)
        parser_fail(&p, p.at,
                    "%s belongs into an environment; write \\begin{aligned} … \\end{aligned} around the lines",
                    source[p.at] == '&' ? "&" : "\\\\");
    else if (source[p.at])
        parser_fail(&p, p.at, "nothing was begun that %s ends; leave it out",
                    source[p.at] == '}' ? "}" : arena_printf(arena, "\\%s", name));
    else if (!p.failed && formula->n_parts == 0)
        parser_fail(&p, 0, "there is nothing in it to be seen; write a formula");
    return p.failed ? NULL : formula;
}
