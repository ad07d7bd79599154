// test_opts.c — options by their table: values, what was given, choices from tables, refusals and the help; and the
// words of commands.
#include "engine/base/command.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fruit {
    const char *name;
    int weight;
    const char *taste;
} Fruit;

static const Fruit FRUITS[] = {{"apple", 100, "sour"}, {"banana", 120, "sweet"}, {"cherry", 8, "both"}, {0}};
static const Choices FRUIT_NAMES = {"fruit", FRUITS, sizeof *FRUITS, 0};
static const Fruit *const FRUIT_POINTERS[] = {&FRUITS[2], &FRUITS[0], NULL};
static const Choices FEW_FRUITS = {"fruit", FRUIT_POINTERS, 0, 0};
static const Choices FRUIT_TASTES = {"fruit", FRUITS, sizeof *FRUITS, offsetof(Fruit, taste)};

typedef struct Inner {
    int64_t depth;
} Inner;

typedef struct Target {
    bool flag, on;
    int64_t whole;
    double real;
    const char *text, *color;
    const Fruit *fruit;
    OptWords words;
    OptRows fruits;
    Inner inner;
} Target;

static const Opt TABLE[] = {
    {"flag", 'f', OPT_FLAG, offsetof(Target, flag), NULL, "a flag"},
    {"on", 0, OPT_FLAG, offsetof(Target, on), NULL, "a flag that is on"},
    {"n-whole", 'n', OPT_INT, offsetof(Target, whole), "N", "a whole number", 1, 10},
    {"real", 0, OPT_REAL, offsetof(Target, real), "X", "a number", -1, 1},
    {"text", 't', OPT_STRING, offsetof(Target, text), "TEXT", "a text"},
    {"color", 0, OPT_STRING, offsetof(Target, color), "red|green", "a colour"},
    {"fruit", 0, OPT_CHOICE, offsetof(Target, fruit), .help = "a fruit", .choices = &FRUIT_NAMES},
    {"fruits", 0, OPT_CHOICES, offsetof(Target, fruits), "NAME,NAME", "several fruits", .choices = &FRUIT_NAMES},
    {"word", 'w', OPT_WORDS, offsetof(Target, words), "W", "a word of several"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

// A command line in words that can be moved around.
typedef struct Line {
    int argc;
    char *argv[32];
} Line;

static Line line_of(Temp *temp, const char *words)
{
    Line line = {.argc = 0};
    for (char *word = strtok(arena_strdup(&temp->arena, words), " "); word; word = strtok(NULL, " "))
        line.argv[line.argc++] = word;
    return line;
}

static bool parse(Temp *temp, Target *target, const char *words, Line *line, OptsGiven *given, Err *err)
{
    *line = line_of(temp, words);
    return opts_parse(TABLE, target, line->argc, line->argv, given, err);
}

static void values_are_read(void **state)
{
    Target target = {.on = true, .whole = 2, .real = 0.5};
    Line line;
    OptsGiven given;
    Err err = {""};
    assert_true(parse(*state, &target,
                      "cmd one -f --no-on --n-whole 7 two --real=-1e-3 -t hi --color green --fruit cherry "
                      "-w a --word b --fruits banana --fruits cherry,apple -- -x", &line,
                      &given, &err));
    assert_true(target.flag);
    assert_false(target.on);
    assert_int_equal(target.whole, 7);
    assert_true(target.real == -1e-3);
    assert_string_equal(target.text, "hi");
    assert_string_equal(target.color, "green");
    assert_ptr_equal(target.fruit, &FRUITS[2]);
    assert_int_equal(target.fruits.n, 2); // of the last time that they were given
    assert_ptr_equal(target.fruits.rows[0], &FRUITS[2]);
    assert_ptr_equal(target.fruits.rows[1], &FRUITS[0]);
    assert_int_equal(target.words.n, 2);
    assert_string_equal(target.words.words[0], "a");
    assert_string_equal(target.words.words[1], "b");
    assert_int_equal(given.n_words, 3);
    assert_string_equal(line.argv[1], "one");
    assert_string_equal(line.argv[2], "two");
    assert_string_equal(line.argv[3], "-x");
}

static void what_was_given_is_told(void **state)
{
    static const char *const NAMES[] = {"flag", "on", "n-whole", "real", "text", "color", "fruit", "help"};
    Target target = {.whole = 2};
    Line line;
    OptsGiven given;
    Err err = {""};
    assert_true(parse(*state, &target, "cmd word", &line, &given, &err));
    assert_int_equal(given.n_words, 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        assert_false(opts_given(&given, NAMES[i]));
    // A value that equals the default is given too; so is what is switched off, or by its letter, or twice.
    assert_true(parse(*state, &target, "cmd --n-whole 2 --no-flag -t a -t b -h", &line, &given, &err));
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        assert_int_equal(opts_given(&given, NAMES[i]), strstr("n-whole flag text help", NAMES[i]) != NULL);
    assert_int_equal(given.n_names, 4);
    assert_string_equal(target.text, "b");
    // The whole table at once, over and over.
    assert_true(parse(*state, &target,
                      "cmd --flag --on -n 1 --real 0 --text a --color red --fruit apple -h --text b -n 3", &line,
                      &given, &err));
    assert_int_equal(given.n_names, sizeof NAMES / sizeof NAMES[0]);
}

static void wrong_options_are_refused(void **state)
{
    static const struct {
        const char *words, *because;
    } CASES[] = {
        {"cmd --n-whole x", "whole number, not \"x\""},
        {"cmd --n-whole 1.5", "whole number"},
        {"cmd --n-whole 11", "from 1 to 10, not 11"},
        {"cmd --n-whole 99999999999999999999", "--n-whole"},
        {"cmd --real 1x", "number, not \"1x\""},
        {"cmd --real nan", "--real"},
        {"cmd --color blue", "red|green"},
        {"cmd --color re", "red|green"},
        {"cmd --fruit banan", "there is no fruit \"banan\"; did you mean banana?"},
        {"cmd --fruit xxxxxxxxxxxxxxxxxx", "apple, banana or cherry"},
        {"cmd --fruit", "needs a value"},
        {"cmd --fruits apple,banan", "did you mean banana?"},
        {"cmd --fruits apple,", "there is no fruit \"\""},
        {"cmd --fruits apple,cherry,apple", "--fruits names apple twice"},
        {"cmd --texx hi", "did you mean text"},
        {"cmd --text", "needs a value"},
        {"cmd -t", "needs a value"},
        {"cmd -z", "no option \"z\""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Target target = {0};
        Line line;
        OptsGiven given;
        Err err = {""};
        if (parse(*state, &target, CASES[i].words, &line, &given, &err))
            fail_msg("\"%s\" was taken", CASES[i].words);
        assert_contains(err.text, CASES[i].because);
        assert_null(target.fruit);
    }
}

static void options_are_set_by_name(void **state)
{
    Temp *temp = *state;
    Target target = {0};
    Err err = {""};
    assert_true(opts_set(TABLE, &target, &temp->arena, "n_whole", "3", &err));
    assert_true(opts_set(TABLE, &target, &temp->arena, "n-whole", "4", &err));
    assert_true(opts_set(TABLE, &target, &temp->arena, "flag", "true", &err));
    assert_true(opts_set(TABLE, &target, &temp->arena, "fruit", "banana", &err));
    assert_int_equal(target.whole, 4);
    assert_true(target.flag);
    assert_ptr_equal(target.fruit, &FRUITS[1]);
    assert_true(opts_set(TABLE, &target, &temp->arena, "flag", "no", &err));
    assert_false(target.flag);
    assert_false(opts_set(TABLE, &target, &temp->arena, "flag", "maybe", &err));
    assert_false(opts_set(TABLE, &target, &temp->arena, "help", "true", &err));
    assert_contains(err.text, "command line");
    assert_false(opts_set(TABLE, &target, &temp->arena, "wholes", "4", &err));
    assert_contains(err.text, "n-whole");
}

static void tables_are_put_together(void **state)
{
    static const Opt MORE[] = {{"depth", 0, OPT_INT, offsetof(Inner, depth), "N", "how deep"}, {0}};
    Opt all[MOST_OPTIONS + 1];
    const int n = opts_append(all, opts_append(all, 0, TABLE, 0), MORE, offsetof(Target, inner));
    assert_int_equal(n, 11);
    assert_null(all[n].name);
    Line line = line_of(*state, "cmd --depth 5 -n 4");
    Target target = {0};
    OptsGiven given;
    Err err = {""};
    assert_true(opts_parse(all, &target, line.argc, line.argv, &given, &err));
    assert_int_equal(target.inner.depth, 5);
    assert_int_equal(target.whole, 4);
    assert_true(opts_given(&given, "depth"));
}

// What opts_text says of a value, opts_set takes back to the very same value.
static void values_as_text(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Target target = {.flag = true, .whole = 7, .real = 0.1, .text = "a b", .fruit = &FRUITS[1],
                           .fruits = {{&FRUITS[2], &FRUITS[1]}, 2}};
    Target again = {.on = true};
    for (const Opt *opt = TABLE; opt->name; opt++) {
        const char *text = opts_text(opt, &target, &temp->arena);
        if (text && !opts_set(TABLE, &again, &temp->arena, opt->name, text, &err))
            fail_msg("%s", err.text);
    }
    assert_true(again.flag && !again.on && again.whole == 7 && again.real == 0.1 && again.fruit == &FRUITS[1]);
    assert_string_equal(again.text, "a b");
    assert_int_equal(again.fruits.n, 2);
    assert_ptr_equal(again.fruits.rows[1], &FRUITS[1]);
    assert_null(opts_text(&TABLE[5], &target, &temp->arena)); // a string that is not set
    const Target none = {.fruit = NULL};
    assert_null(opts_text(&TABLE[6], &none, &temp->arena));
}

static const char *help_of(Temp *temp, const Opt *table, const Target *target)
{
    FILE *stream = fopen(temp_path(temp, "help"), "w");
    opts_help(table, target, stream);
    fclose(stream);
    return temp_read(temp, "help");
}

static void help_shows_what_is_in_force(void **state)
{
    const Target target = {.on = true, .whole = 5, .text = "default", .fruit = &FRUITS[1]};
    const char *help = help_of(*state, TABLE, &target);
    assert_contains(help, "-n, --n-whole N");
    assert_contains(help, "(5)");
    assert_contains(help, "(on; --no-on)");
    assert_contains(help, "(default)");
    assert_contains(help, "--fruit apple|banana|cherry");
    assert_contains(help, "a fruit (banana)\n");
    assert_contains(help, "-h, --help ");
}

// A table that explains its rows is shown with them, each on a line.
static void help_explains_the_choices(void **state)
{
    static const Opt FRUITFUL[] = {
        {"fruit", 0, OPT_CHOICE, offsetof(Target, fruit), "NAME", "a fruit", .choices = &FRUIT_TASTES}, {0}};
    const char *help = help_of(*state, FRUITFUL, &(const Target){.fruit = FRUITS});
    assert_contains(help, "--fruit NAME");
    assert_contains(help, "a fruit (apple)\n      apple ");
    assert_contains(help, " sour\n      banana ");
    assert_contains(help, " both\n");
}

static void choices_are_listed(void **state)
{
    Temp *temp = *state;
    assert_string_equal(choices_list(&FRUIT_NAMES, ", ", " or ", &temp->arena), "apple, banana or cherry");
    assert_ptr_equal(choices_row(&FRUIT_NAMES, 2), &FRUITS[2]);
    assert_null(choices_row(&FRUIT_NAMES, 3));
    // A table of pointers.
    Err err = {""};
    assert_string_equal(choices_list(&FEW_FRUITS, ", ", " or ", &temp->arena), "cherry or apple");
    assert_ptr_equal(choices_find(&FEW_FRUITS, "apple", &err), FRUITS);
    assert_null(choices_find(&FEW_FRUITS, "banana", &err));
    assert_contains(err.text, "did you mean cherry or apple");
}

// ---- commands ----

static int run_nothing(int argc, char **argv, const void *context, Err *err)
{
    (void)argc;
    (void)argv;
    (void)context;
    (void)err;
    return 0;
}

static void words_of_commands_are_counted(void **state)
{
    static const Command COMMANDS[] = {
        {"none", "", "Takes no word.", run_nothing, 0, 0},
        {"some", "A [B]", "Takes one or two.", run_nothing, 1, 2},
        {0},
    };
    static const struct {
        const char *words;
        int code;
        const char *because;
    } CASES[] = {
        {"none", -1, ""},
        {"none x", 2, "too many words; usage: gptreel none"},
        {"some", 2, "something is missing; usage: gptreel some A [B]"},
        {"some a", -1, ""},
        {"some a --flag b", -1, ""},
        {"some a b c", 2, "too many words"},
        {"some a --flog", 2, "did you mean flag"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Line line = line_of(*state, CASES[i].words);
        Target target = {0};
        OptsGiven given;
        Err err = {""};
        const int code = command_parse(COMMANDS, TABLE, &target, line.argc, line.argv, &given, &err);
        assert_int_equal(code, CASES[i].code);
        assert_contains(err.text, CASES[i].because);
    }
    assert_ptr_equal(command_named(COMMANDS, "some"), &COMMANDS[1]);
    assert_null(command_named(COMMANDS, "other"));
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        WITH_TEMP(values_as_text),
        WITH_TEMP(values_are_read),
        WITH_TEMP(what_was_given_is_told),
        WITH_TEMP(wrong_options_are_refused),
        WITH_TEMP(options_are_set_by_name),
        WITH_TEMP(tables_are_put_together),
        WITH_TEMP(help_shows_what_is_in_force),
        WITH_TEMP(help_explains_the_choices),
        WITH_TEMP(choices_are_listed),
        WITH_TEMP(words_of_commands_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
