// parse_commands.c — what a backslash begins: symbols, fractions, roots, accents, delimiters.
#include "engine/base/nearest.h"
#include "engine/base/utf8.h"
#include "engine/formula/parser.h"

#include <ctype.h>
#include <string.h>

typedef struct Command Command;
struct Command {
    const char *name;
    void (*read)(Parser *p, Atoms *list, const Command *command, int byte);
    int choice;   // what tells it from others of the same function
    double width; // of spaces, of delimiters
};

// ---- fractions, roots ----

enum { FRAC, DFRAC, TFRAC, BINOM };

static void read_fraction(Parser *p, Atoms *list, const Command *command, int byte)
{
    Atoms *inner = list;
    Atom *fence = NULL;
    if (command->choice == BINOM) {
        fence = parser_add(p, list, ATOM_FENCE, CLASS_ORD);
        fence->code = '(';
        fence->right = ')';
        fence->mark = parser_mark(p, "(", "(", byte);
        fence->body = inner = ARENA_NEW(p->arena, Atoms);
    }
    Atom *atom = parser_add(p, inner, ATOM_FRACTION, CLASS_ORD);
    atom->ruled = command->choice != BINOM;
    atom->level = command->choice == DFRAC ? STYLE_DISPLAY : command->choice == TFRAC ? STYLE_TEXT : STYLE_AS_AROUND;
    atom->body = parser_argument(p, "what stands above the line");
    if (atom->ruled)
        atom->mark = parser_mark(p, "frac", "", byte);
    atom->other = parser_argument(p, "what stands below the line");
    if (fence)
        fence->right_mark = parser_mark(p, ")", ")", byte);
}

// What stands in brackets, if anything does.
static Atoms *read_optional(Parser *p, const char *what)
{
    parser_skip_spaces(p);
    if (p->source[p->at] != '[')
        return NULL;
    const int bracket = p->at++;
    Atoms *list = parser_list(p, true);
    if (p->source[p->at] != ']')
        parser_fail(p, bracket, "[ has no ]; close %s", what);
    else
        p->at++;
    return list;
}

static void read_root(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    Atom *atom = parser_add(p, list, ATOM_RADICAL, CLASS_ORD);
    atom->other = read_optional(p, "the root's index");
    atom->mark = parser_mark(p, "sqrt", "√", byte);
    atom->body = parser_argument(p, "what the root is of");
}

// ---- above and below ----

static void read_accent(Parser *p, Atoms *list, const Symbol *symbol, int byte)
{
    Atom *atom = parser_add(p, list, ATOM_ACCENT, CLASS_ORD);
    atom->code = symbol->code;
    atom->wide = symbol->use == USE_WIDE_ACCENT;
    atom->body = parser_argument(p, "what the accent stands on");
    atom->mark = parser_mark(p, symbol->name, "", byte);
}

enum { OVER, UNDER };

static void read_line(Parser *p, Atoms *list, const Command *command, int byte)
{
    Atom *atom = parser_add(p, list, ATOM_LINE, CLASS_ORD);
    atom->under = command->choice == UNDER;
    atom->body = parser_argument(p, "what the line belongs to");
    atom->mark = parser_mark(p, command->name, "", byte);
}

static void read_brace(Parser *p, Atoms *list, const Command *command, int byte)
{
    Atom *atom = parser_add(p, list, ATOM_BRACE, CLASS_OP);
    atom->under = command->choice == UNDER;
    atom->limits = LIMITS_ALWAYS;
    atom->body = parser_argument(p, "what the brace belongs to");
    atom->mark = parser_mark(p, command->name, "", byte);
}

// \overset{a}{b}: b with a above it, of b's class.
static void read_set(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)byte;
    Atoms *script = parser_argument(p, "what stands above or below");
    Atoms *body = parser_argument(p, "what it stands at");
    Atom *atom = parser_add(p, list, ATOM_LIST, body->n == 1 ? body->items[0]->class : CLASS_ORD);
    atom->body = body;
    atom->limits = LIMITS_ALWAYS;
    *(command->choice == UNDER ? &atom->sub : &atom->sup) = script;
}

static void read_arrow(Parser *p, Atoms *list, const Command *command, int byte)
{
    Atom *atom = parser_add(p, list, ATOM_ARROW, CLASS_REL);
    atom->code = (uint32_t)command->choice;
    atom->other = read_optional(p, "what stands below the arrow");
    atom->mark = parser_mark(p, command->name, "", byte);
    atom->body = parser_argument(p, "what stands above the arrow");
}

static void read_boxed(Parser *p, Atoms *list, const Command *command, int byte)
{
    Atom *atom = parser_add(p, list, ATOM_BOXED, CLASS_ORD);
    atom->body = parser_argument(p, "what stands in the frame");
    atom->mark = parser_mark(p, command->name, "", byte);
}

static void read_phantom(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command, (void)byte;
    Atom *atom = parser_add(p, list, ATOM_PHANTOM, CLASS_ORD);
    atom->body = parser_argument(p, "what there is to be room for");
}

static void read_substack(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    parser_substack(p, list, byte);
}

// ---- delimiters ----

// The delimiter at the parser's place, 0 for the full stop that stands for none.
static uint32_t read_delimiter(Parser *p, const char *of, AtomMark *mark)
{
    char name[MOST_COMMAND];
    parser_skip_spaces(p);
    const int byte = p->at;
    parser_peek_command(p, name);
    uint32_t code = 0;
    const Symbol *symbol = NULL;
    if (name[0]) {
        symbol = symbol_named(name);
        parser_take_command(p, name);
    } else if (p->source[p->at]) {
        p->at += utf8_next(p->source + p->at, &code);
        if (code == '.') {
            *mark = (AtomMark){.part = NO_PART, .span = NO_SPAN};
            return 0;
        }
        symbol = symbol_of(code == '<' ? 0x27E8 : code == '>' ? 0x27E9 : code);
    }
    if (!symbol || symbol->use != USE_DELIMITER) {
        parser_fail(p, byte, "\\%s is followed by a delimiter, as ( [ \\{ | \\langle, or by . for none", of);
        return 0;
    }
    char shown[5];
    utf8_encode(symbol->code, shown);
    const char *words = arena_strdup(p->arena, shown);
    *mark = parser_mark(p, words, words, byte);
    return symbol->code;
}

static void read_fence(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    char name[MOST_COMMAND];
    Atom *atom = parser_add(p, list, ATOM_FENCE, CLASS_INNER);
    atom->code = read_delimiter(p, "left", &atom->mark);
    p->n_fences++;
    atom->body = parser_list(p, false);
    p->n_fences--;
    parser_peek_command(p, name);
    if (strcmp(name, "right") != 0) {
        parser_fail(p, byte, "\\left has no \\right; write \\right. where nothing is to be seen");
        return;
    }
    parser_take_command(p, name);
    atom->right = read_delimiter(p, "right", &atom->right_mark);
}

static void read_middle(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    if (p->n_fences == 0)
        parser_fail(p, byte, "\\middle stands between \\left and \\right; write them around it");
    Atom *atom = parser_add(p, list, ATOM_MIDDLE, CLASS_CLOSE);
    atom->code = read_delimiter(p, "middle", &atom->mark);
}

static void read_big(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)byte;
    Atom *atom = parser_add(p, list, ATOM_BIG, (AtomClass)command->choice);
    atom->width = command->width;
    atom->code = read_delimiter(p, command->name, &atom->mark);
}

// ---- words ----

static void read_text(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    parser_upright(p, list, CLASS_ORD, parser_words(p, "the text"), byte);
}

static void read_operator(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    const bool limits = p->source[p->at] == '*';
    p->at += limits;
    Atom *atom = parser_upright(p, list, CLASS_OP, parser_words(p, "an operator's name"), byte);
    atom->limits = limits ? LIMITS_IN_DISPLAY : LIMITS_NEVER;
}

static void append(Parser *p, Atoms *list, const Atoms *more)
{
    for (int i = 0; i < more->n; i++) {
        list->items = arena_grow(p->arena, list->items, list->n, &list->capacity, sizeof *list->items);
        list->items[list->n++] = more->items[i];
    }
}

static void read_colored(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command, (void)byte;
    const char *around = p->color;
    p->color = parser_words(p, "the name of a colour");
    const Atoms *body = parser_argument(p, "what has the colour");
    p->color = around;
    append(p, list, body);
}

static void read_named(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)command;
    if (p->named >= 0) {
        parser_fail(p, byte, "one \\name stands in another, and parts have no parts; leave one out");
        return;
    }
    const char *name = parser_words(p, "the name of a part");
    p->named = parser_mark(p, name, "", byte).part;
    const Atoms *body = parser_argument(p, "what has the name");
    p->named = NO_PART;
    append(p, list, body);
}

// Several letters in braces are one word, all else is read in the alphabet.
static void read_alphabet(Parser *p, Atoms *list, Alphabet alphabet, int byte)
{
    parser_skip_spaces(p);
    const char *at = p->source + p->at;
    size_t n = 0;
    while (at[0] == '{' && isalpha((unsigned char)at[1 + n]))
        n++;
    if (n > 1 && at[1 + n] == '}') {
        char letter[5];
        const char *words = parser_words(p, "a word");
        char *styled = ARENA_ARRAY(p->arena, char, 4 * (int64_t)n + 1);
        for (size_t i = 0, to = 0; i < n; i++) {
            const int n_bytes = utf8_encode(alphabet_letter(alphabet, (uint32_t)words[i]), letter);
            memcpy(styled + to, letter, (size_t)n_bytes);
            to += (size_t)n_bytes;
        }
        Atom *atom = parser_upright(p, list, CLASS_ORD, words, byte);
        atom->mark.words = styled;
        return;
    }
    const Alphabet around = p->alphabet;
    p->alphabet = alphabet;
    append(p, list, parser_argument(p, "a letter"));
    p->alphabet = around;
}

// ---- spaces, styles, limits ----

static void read_space(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)byte;
    parser_add(p, list, ATOM_SPACE, CLASS_ORD)->width = command->width;
}

static void read_style(Parser *p, Atoms *list, const Command *command, int byte)
{
    (void)byte;
    parser_add(p, list, ATOM_STYLE, CLASS_ORD)->level = (StyleLevel)command->choice;
}

static void read_limits(Parser *p, Atoms *list, const Command *command, int byte)
{
    if (list->n == 0 || list->items[list->n - 1]->class != CLASS_OP)
        parser_fail(p, byte, "\\%s stands behind an operator, as \\sum", command->name);
    else
        list->items[list->n - 1]->limits = (Limits)command->choice;
}

// ---- all commands ----

static const Command COMMANDS[] = {
    {"frac", read_fraction, FRAC},
    {"dfrac", read_fraction, DFRAC},
    {"tfrac", read_fraction, TFRAC},
    {"binom", read_fraction, BINOM},
    {"sqrt", read_root},
    {"overline", read_line, OVER},
    {"underline", read_line, UNDER},
    {"overbrace", read_brace, OVER},
    {"underbrace", read_brace, UNDER},
    {"overset", read_set, OVER},
    {"stackrel", read_set, OVER},
    {"underset", read_set, UNDER},
    {"substack", read_substack},
    {"xrightarrow", read_arrow, 0x2192},
    {"xleftarrow", read_arrow, 0x2190},
    {"boxed", read_boxed},
    {"phantom", read_phantom},
    {"left", read_fence},
    {"middle", read_middle},
    {"big", read_big, CLASS_ORD, 1.2},
    {"Big", read_big, CLASS_ORD, 1.623},
    {"bigg", read_big, CLASS_ORD, 2.047},
    {"Bigg", read_big, CLASS_ORD, 2.47},
    {"bigl", read_big, CLASS_OPEN, 1.2},
    {"Bigl", read_big, CLASS_OPEN, 1.623},
    {"biggl", read_big, CLASS_OPEN, 2.047},
    {"Biggl", read_big, CLASS_OPEN, 2.47},
    {"bigr", read_big, CLASS_CLOSE, 1.2},
    {"Bigr", read_big, CLASS_CLOSE, 1.623},
    {"biggr", read_big, CLASS_CLOSE, 2.047},
    {"Biggr", read_big, CLASS_CLOSE, 2.47},
    {"text", read_text},
    {"operatorname", read_operator},
    {"textcolor", read_colored},
    {"name", read_named},
    {",", read_space, 0, 3},
    {":", read_space, 0, 4},
    {">", read_space, 0, 4},
    {";", read_space, 0, 5},
    {"!", read_space, 0, -3},
    {" ", read_space, 0, 4.5},
    {"quad", read_space, 0, 18},
    {"qquad", read_space, 0, 36},
    {"displaystyle", read_style, STYLE_DISPLAY},
    {"textstyle", read_style, STYLE_TEXT},
    {"scriptstyle", read_style, STYLE_SCRIPT},
    {"scriptscriptstyle", read_style, STYLE_SCRIPTSCRIPT},
    {"limits", read_limits, LIMITS_ALWAYS},
    {"nolimits", read_limits, LIMITS_NEVER},
};
enum { N_COMMANDS = sizeof COMMANDS / sizeof *COMMANDS };

static void fail_unknown(Parser *p, const char *name, int byte)
{
    enum { MOST_NAMES = 400 };
    const char *names[MOST_NAMES];
    int n = 0;
    names[n++] = "begin";
    for (int i = 0; i < N_COMMANDS; i++)
        if (isalpha((unsigned char)COMMANDS[i].name[0]))
            names[n++] = COMMANDS[i].name;
    for (int i = 0; symbol_name(i) && n < MOST_NAMES; i++)
        names[n++] = symbol_name(i);
    for (int i = 0; alphabet_name(i) && n < MOST_NAMES; i++)
        names[n++] = alphabet_name(i);
    const char *near[NEAREST_OFFERED];
    int distance[NEAREST_OFFERED];
    const int n_near = nearest_find(name, names, n, near, distance);
    if (n_near > 0 && 3 * distance[0] <= (int)strlen(name))
        parser_fail(p, byte, "there is no \\%s; did you mean \\%s?", name, near[0]);
    else
        parser_fail(p, byte, "there is no \\%s; write \\operatorname{%s} for a function of that name", name, name);
}

static void read_symbol(Parser *p, Atoms *list, const Symbol *symbol, int byte)
{
    switch (symbol->use) {
    case USE_SIGN:
    case USE_LETTER:
    case USE_LARGE:
    case USE_INTEGRAL:
    case USE_DELIMITER:
        parser_symbol(p, list, symbol, symbol->code, symbol->name, byte);
        break;
    case USE_ACCENT:
    case USE_WIDE_ACCENT:
        read_accent(p, list, symbol, byte);
        break;
    case USE_NAME:
    case USE_LIMIT:
        parser_upright(p, list, CLASS_OP, symbol->name, byte)->limits =
            symbol->use == USE_LIMIT ? LIMITS_IN_DISPLAY : LIMITS_NEVER;
        break;
    }
}

void parser_command(Parser *p, Atoms *list)
{
    char name[MOST_COMMAND];
    const int byte = p->at;
    Alphabet alphabet;
    parser_peek_command(p, name);
    if (!name[0]) {
        parser_fail(p, byte, "a backslash stands alone; write the command behind it");
        return;
    }
    parser_take_command(p, name);
    const Symbol *symbol = symbol_named(name);
    if (symbol) {
        read_symbol(p, list, symbol, byte);
        return;
    }
    if (alphabet_named(name, &alphabet)) {
        read_alphabet(p, list, alphabet, byte);
        return;
    }
    if (strcmp(name, "begin") == 0) {
        parser_table(p, list, byte);
        return;
    }
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(COMMANDS[i].name, name) == 0) {
            COMMANDS[i].read(p, list, &COMMANDS[i], byte);
            return;
        }
    fail_unknown(p, name, byte);
}
