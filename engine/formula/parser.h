// parser.h — what parse.c, which reads lists, and parse_commands.c, which reads what begins with a backslash, share.
#ifndef GPTREEL_FORMULA_PARSER_H
#define GPTREEL_FORMULA_PARSER_H

#include "engine/formula/parse.h"
#include "engine/formula/symbols.h"

#define THIN_SPACE "\u2009" // what \, is in words

enum { NO_PART = -1, NO_SPAN = -1, MOST_COMMAND = 32 };

typedef struct Parser {
    Arena *arena;
    const char *source;
    int at; // byte
    const FormulaSpan *spans;
    int n_spans, next_span; // the first that does not begin before `at`
    Formula *formula;
    Err *err;
    bool failed;
    int depth, n_fences; // of groups and of fences that are open
    Alphabet alphabet;
    const char *color; // \textcolor around; NULL: none
    int named;         // the part that \name has begun; NO_PART
} Parser;

// ---- parse.c ----

// Notes the first error, "column 7: what; what to do".
void parser_fail(Parser *p, int byte, const char *format, ...) PRINTF_LIKE(3, 4);

void parser_skip_spaces(Parser *p);

// The command at the parser's place, without its backslash and without moving; "" when there is none.
void parser_peek_command(const Parser *p, char name[MOST_COMMAND]);

// Moves behind a command of that name.
void parser_take_command(Parser *p, const char *name);

// The ink of what begins at a byte: a part of its own unless \name has begun one. `name` is kept.
AtomMark parser_mark(Parser *p, const char *name, const char *words, int byte);

Atom *parser_add(Parser *p, Atoms *list, AtomKind kind, AtomClass class);

// Atoms up to where a list ends by itself: the source's end, }, &, \\, \end, \right, and ] when `bracket`. Not NULL.
Atoms *parser_list(Parser *p, bool bracket);

// What stands in braces, or one atom without them. `what` is said when there is nothing.
Atoms *parser_argument(Parser *p, const char *what);

// The letters that stand in braces as they are, spaces too.
const char *parser_words(Parser *p, const char *what);

// A letter or a sign as an atom of its own.
Atom *parser_symbol(Parser *p, Atoms *list, const Symbol *symbol, uint32_t code, const char *name, int byte);

// A row of upright letters as one atom. A number among them that belongs nowhere is noted.
Atom *parser_upright(Parser *p, Atoms *list, AtomClass class, const char *words, int byte);

// ---- parse_commands.c ----

// Reads the command at the parser's place into the list.
void parser_command(Parser *p, Atoms *list);

// ---- parse_tables.c ----

// Lines in braces that stand below one another, as below a sum.
void parser_substack(Parser *p, Atoms *list, int byte);

// Reads an environment, whose \begin is read, into the list; `byte` is where that stands.
void parser_table(Parser *p, Atoms *list, int byte);

#endif
