#include "engine/base/opts.h"

#include "engine/base/nearest.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OPTIONS = 96 };

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
    case OPT_INT:
    case OPT_REAL:
        return set_number(opt, field, value, err);
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

bool opts_parse(const Opt *table, void *target, int argc, char **argv, int *n_words, Err *err)
{
    // Row i of the table is long option i, and i + MOST_OPTIONS when written --no-NAME.
    struct option longs[2 * MOST_OPTIONS + 1] = {{0}};
    char negated[MOST_OPTIONS][40];
    char letters[2 * MOST_OPTIONS + 2] = ":";
    const int n = table_length(table);
    if (n > MOST_OPTIONS)
        return err_set(err, "an option table has %d rows, %d at most", n, MOST_OPTIONS);
    int n_longs = 0;
    size_t n_letters = 1;
    for (int i = 0; i < n; i++) {
        const bool flag = table[i].kind == OPT_FLAG;
        longs[n_longs++] = (struct option){table[i].name, flag ? no_argument : required_argument, NULL, 256 + i};
        if (flag) {
            snprintf(negated[i], sizeof negated[i], "no-%s", table[i].name);
            longs[n_longs++] = (struct option){negated[i], no_argument, NULL, 256 + MOST_OPTIONS + i};
        }
        if (table[i].letter) {
            letters[n_letters++] = table[i].letter;
            if (!flag)
                letters[n_letters++] = ':';
        }
    }
    optind = 0; // starts anew; GNU getopt moves the other words to the end
    opterr = 0;
    for (int got; (got = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        int row = -1;
        for (int i = 0; i < n && got < 256; i++)
            if (table[i].letter && table[i].letter == got)
                row = i;
        if (got >= 256)
            row = (got - 256) % MOST_OPTIONS;
        if (row < 0 || got == '?' || got == ':')
            return refuse_word(table, argv, err);
        const char *value = table[row].kind != OPT_FLAG ? optarg : got >= 256 + MOST_OPTIONS ? "false" : "true";
        if (!set_value(&table[row], target, value, err))
            return false;
    }
    *n_words = argc - optind;
    for (int i = 0; i < *n_words; i++)
        argv[1 + i] = argv[optind + i];
    return true;
}

static void print_default(const Opt *opt, const void *target, FILE *out)
{
    const void *field = (const char *)target + opt->offset;
    switch (opt->kind) {
    case OPT_FLAG:
        if (*(const bool *)field && strcmp(opt->name, "help") != 0)
            fprintf(out, " (on; --no-%s)", opt->name);
        return;
    case OPT_INT:
        fprintf(out, " (%lld)", (long long)*(const int64_t *)field);
        return;
    case OPT_REAL:
        fprintf(out, " (%g)", *(const double *)field);
        return;
    case OPT_STRING:
        if (*(const char *const *)field)
            fprintf(out, " (%s)", *(const char *const *)field);
        return;
    }
}

void opts_help(const Opt *table, const void *target, FILE *out)
{
    for (const Opt *opt = table; opt->name; opt++) {
        char left[80];
        char letter[8] = "";
        if (opt->letter)
            snprintf(letter, sizeof letter, "-%c, ", opt->letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, opt->name, opt->arg ? " " : "", opt->arg ? opt->arg : "");
        fprintf(out, "  %-30s %s", left, opt->help);
        print_default(opt, target, out);
        fputc('\n', out);
    }
}

void command_help(const Command *command, const Opt *table, const void *target, FILE *out)
{
    fprintf(out, "usage: gptreel %s%s%s\n%s\n\n", command->name, *command->usage ? " " : "", command->usage,
            command->help);
    opts_help(table, target, out);
}
