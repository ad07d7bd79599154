// opts.c — a command line or a preset's line by a table of options, and the help that the table gives.
#include "engine/base/opts.h"

#include "engine/base/nearest.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int table_length(const Opt *table)
{
    int n = 0;
    while (table[n].name)
        n++;
    return n;
}

static bool choice_has(const char *choices, const char *value)
{
    const size_t length = strlen(value);
    for (const char *at = choices; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (strncmp(at, value, length) == 0 && (at[length] == '|' || at[length] == '\0'))
            return true;
    return false;
}

static bool set_number(const Opt *opt, void *field, const char *value, Err *err)
{
    char *end = NULL;
    errno = 0;
    double number;
    if (opt->kind == OPT_INT) {
        const long long whole = strtoll(value, &end, 10);
        *(int64_t *)field = whole;
        number = (double)whole;
    } else {
        number = strtod(value, &end);
        *(double *)field = number;
    }
    if (end == value || *end || errno || !isfinite(number))
        return err_set(err, "--%s takes a %snumber, not \"%s\"", opt->name, opt->kind == OPT_INT ? "whole " : "",
                       value);
    if (opt->min < opt->max && !(number >= opt->min && number <= opt->max))
        return err_set(err, "--%s takes a number from %g to %g, not %s", opt->name, opt->min, opt->max, value);
    return true;
}

// The field is a pointer to whatever the rows are.
static bool set_choice(const Opt *opt, void *field, const char *value, Err *err)
{
    const void *row = choices_find(opt->choices, value, err);
    if (row)
        memcpy(field, &row, sizeof row);
    return row != NULL;
}

static bool add_row(const Opt *opt, OptRows *rows, const char *name, Err *err)
{
    const void *row = choices_find(opt->choices, name, err);
    for (int i = 0; row && i < rows->n; i++)
        if (rows->rows[i] == row)
            return err_set(err, "--%s names %s twice", opt->name, name);
    if (!row)
        return false;
    assert(rows->n < MOST_OPT_ROWS);
    rows->rows[rows->n++] = row;
    return true;
}

static bool set_rows(const Opt *opt, OptRows *rows, const char *value, Err *err)
{
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    rows->n = 0;
    for (const char *at = value; ok && at;) {
        const size_t n = strcspn(at, ",");
        ok = add_row(opt, rows, arena_strndup(&arena, at, n), err);
        at = at[n] ? at + n + 1 : NULL;
    }
    arena_finish(&arena);
    return ok;
}

static bool add_word(const Opt *opt, OptWords *words, const char *value, Err *err)
{
    if (words->n == MOST_OPT_WORDS)
        return err_set(err, "--%s is there more than %d times", opt->name, (int)MOST_OPT_WORDS);
    words->words[words->n++] = value;
    return true;
}

static bool set_value(const Opt *opt, void *target, const char *value, Err *err)
{
    void *field = (char *)target + opt->offset;
    switch (opt->kind) {
    case OPT_FLAG:
        if (!choice_has("true|yes|1|false|no|0", value))
            return err_set(err, "--%s takes true or false, not \"%s\"", opt->name, value);
        *(bool *)field = choice_has("true|yes|1", value);
        return true;
    case OPT_STRING:
        if (opt->arg && strchr(opt->arg, '|') && !choice_has(opt->arg, value))
            return err_set(err, "--%s takes %s, not \"%s\"", opt->name, opt->arg, value);
        *(const char **)field = value;
        return true;
    case OPT_WORDS:
        return add_word(opt, field, value, err);
    case OPT_INT:
    case OPT_REAL:
        return set_number(opt, field, value, err);
    case OPT_CHOICE:
        return set_choice(opt, field, value, err);
    case OPT_CHOICES:
        return set_rows(opt, field, value, err);
    case OPT_HELP:
        return err_set(err, "--%s is for the command line", opt->name);
    }
    return false;
}

// "unknown option" with the nearest names.
static bool refuse_name(const Opt *table, const char *wrong, Err *err)
{
    const char *names[MOST_OPTIONS];
    const int n = table_length(table);
    for (int i = 0; i < n; i++)
        names[i] = table[i].name;
    Arena arena;
    arena_init(&arena);
    err_set(err, "there is no option \"%s\"; did you mean %s?", wrong, nearest_names(&arena, wrong, names, n));
    arena_finish(&arena);
    return false;
}

bool opts_set(const Opt *table, void *target, Arena *arena, const char *name, const char *value, Err *err)
{
    char *dashed = arena_strdup(arena, name);
    for (char *at = dashed; *at; at++)
        if (*at == '_')
            *at = '-';
    for (const Opt *opt = table; opt->name; opt++)
        if (strcmp(opt->name, dashed) == 0)
            return set_value(opt, target, arena_strdup(arena, value), err);
    return refuse_name(table, dashed, err);
}

// What getopt_long stopped at: an unknown name, or a value that is missing.
static bool refuse_word(const Opt *table, char **argv, Err *err)
{
    const char *word = argv[optind > 1 ? optind - 1 : 1];
    for (const Opt *opt = table; opt->name; opt++)
        if (strncmp(word, "--", 2) == 0 ? strcmp(word + 2, opt->name) == 0 : opt->letter && optopt == opt->letter)
            return err_set(err, "--%s needs a value: --%s %s", opt->name, opt->name, opt->arg ? opt->arg : "VALUE");
    return refuse_name(table, word + strspn(word, "-"), err);
}

// What getopt_long is given: row i of the table is long option LONG_BASE + i, and that many more when written
// --no-NAME.
enum { LONG_BASE = 256, NEGATED = LONG_BASE + MOST_OPTIONS };
typedef struct Syntax {
    struct option longs[2 * MOST_OPTIONS + 1];
    char negated[MOST_OPTIONS][40];
    char letters[2 * MOST_OPTIONS + 2];
} Syntax;

static bool takes_value(const Opt *opt)
{
    return opt->kind != OPT_FLAG && opt->kind != OPT_HELP;
}

static void describe(const Opt *table, Syntax *syntax)
{
    int n_longs = 0, n_letters = 0;
    *syntax = (Syntax){.letters = ":"};
    n_letters++;
    for (int i = 0; table[i].name; i++) {
        const Opt *opt = &table[i];
        const int has_arg = takes_value(opt) ? required_argument : no_argument;
        syntax->longs[n_longs++] = (struct option){opt->name, has_arg, NULL, LONG_BASE + i};
        if (opt->kind == OPT_FLAG) {
            snprintf(syntax->negated[i], sizeof syntax->negated[i], "no-%s", opt->name);
            syntax->longs[n_longs++] = (struct option){syntax->negated[i], no_argument, NULL, NEGATED + i};
        }
        if (opt->letter) {
            syntax->letters[n_letters++] = opt->letter;
            if (has_arg == required_argument)
                syntax->letters[n_letters++] = ':';
        }
    }
}

// The row that getopt_long found; NULL for none.
static const Opt *row_of(const Opt *table, int got)
{
    if (got >= LONG_BASE)
        return &table[(got - LONG_BASE) % MOST_OPTIONS];
    for (const Opt *opt = table; opt->name; opt++)
        if (opt->letter && opt->letter == got)
            return opt;
    return NULL;
}

static void note_given(OptsGiven *given, const Opt *opt)
{
    if (!opts_given(given, opt->name))
        given->names[given->n_names++] = opt->name;
}

bool opts_parse(const Opt *table, void *target, int argc, char **argv, OptsGiven *given, Err *err)
{
    assert(table_length(table) <= MOST_OPTIONS);
    *given = (OptsGiven){0};
    Syntax syntax;
    describe(table, &syntax);
    optind = 0; // starts anew; GNU getopt moves the other words to the end
    opterr = 0;
    for (int got; (got = getopt_long(argc, argv, syntax.letters, syntax.longs, NULL)) != -1;) {
        const Opt *opt = row_of(table, got);
        if (!opt)
            return refuse_word(table, argv, err);
        note_given(given, opt);
        if (opt->kind == OPT_HELP)
            continue;
        const char *value = takes_value(opt) ? optarg : got >= NEGATED ? "false" : "true";
        if (!set_value(opt, target, value, err))
            return false;
    }
    given->n_words = argc - optind;
    for (int i = 0; i < given->n_words; i++)
        argv[1 + i] = argv[optind + i];
    return true;
}

bool opts_given(const OptsGiven *given, const char *name)
{
    for (int i = 0; i < given->n_names; i++)
        if (strcmp(given->names[i], name) == 0)
            return true;
    return false;
}

static bool has_row(const Opt *table, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(table[i].name, name) == 0)
            return true;
    return false;
}

int opts_append(Opt *to, int n, const Opt *table, size_t offset)
{
    for (; table->name; table++) {
        if (has_row(to, n, table->name))
            continue;
        assert(n < MOST_OPTIONS);
        to[n] = *table;
        to[n++].offset += offset;
    }
    to[n] = (Opt){0};
    return n;
}

static const void *chosen_row(const Opt *opt, const void *target)
{
    const void *row;
    memcpy(&row, (const char *)target + opt->offset, sizeof row);
    return row;
}

// The names with commas between them; NULL for none. In the arena.
static const char *rows_text(const OptRows *rows, Arena *arena)
{
    const char *text = NULL;
    for (int i = 0; i < rows->n; i++)
        text = text ? arena_printf(arena, "%s,%s", text, choice_name(rows->rows[i])) : choice_name(rows->rows[i]);
    return text;
}

const char *opts_text(const Opt *opt, const void *target, Arena *arena)
{
    const void *field = (const char *)target + opt->offset;
    switch (opt->kind) {
    case OPT_FLAG:
        return *(const bool *)field ? "true" : "false";
    case OPT_INT:
        return arena_printf(arena, "%lld", (long long)*(const int64_t *)field);
    case OPT_REAL:
        return arena_printf(arena, "%.17g", *(const double *)field);
    case OPT_STRING:
        return *(const char *const *)field;
    case OPT_CHOICE:
        return chosen_row(opt, target) ? choice_name(chosen_row(opt, target)) : NULL;
    case OPT_CHOICES:
        return rows_text(field, arena);
    case OPT_WORDS:
    case OPT_HELP:
        return NULL;
    }
    return NULL;
}

static void print_default(const Opt *opt, const void *target, FILE *out)
{
    const void *field = (const char *)target + opt->offset;
    switch (opt->kind) {
    case OPT_FLAG:
        if (*(const bool *)field)
            fprintf(out, " (on; --no-%s)", opt->name);
        return;
    case OPT_INT:
        fprintf(out, " (%lld)", (long long)*(const int64_t *)field);
        return;
    case OPT_REAL:
        if (!isnan(*(const double *)field))
            fprintf(out, " (%g)", *(const double *)field);
        return;
    case OPT_STRING:
        if (*(const char *const *)field)
            fprintf(out, " (%s)", *(const char *const *)field);
        return;
    case OPT_CHOICE:
        if (chosen_row(opt, target))
            fprintf(out, " (%s)", choice_name(chosen_row(opt, target)));
        return;
    case OPT_CHOICES: // who says nothing gets what the help says
        return;
    case OPT_WORDS:
    case OPT_HELP:
        return;
    }
}

// What stands for the value: as the row says, or all names of a table without help of its own.
static const char *argument_text(const Opt *opt, Arena *arena)
{
    if (opt->kind == OPT_CHOICE && !opt->choices->help_offset)
        return choices_list(opt->choices, "|", "|", arena);
    return opt->arg ? opt->arg : "";
}

void opts_help(const Opt *table, const void *target, FILE *out)
{
    Arena arena;
    arena_init(&arena);
    for (const Opt *opt = table; opt->name; opt++) {
        const char *letter = opt->letter ? arena_printf(&arena, "-%c, ", opt->letter) : "";
        const char *argument = argument_text(opt, &arena);
        fprintf(out, "  %-30s %s",
                arena_printf(&arena, "%s--%s%s%s", letter, opt->name, *argument ? " " : "", argument), opt->help);
        if (opt->kind != OPT_HELP)
            print_default(opt, target, out);
        fputc('\n', out);
        if (opt->choices && opt->choices->help_offset)
            choices_help(opt->choices, out);
    }
    arena_finish(&arena);
}
