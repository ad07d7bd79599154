// test_json_fields.c — a struct to JSON and back by the table of its options, and what is refused on the way back.
#include "support_temp.h"

#include "model/run/json_fields.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct Colour {
    const char *name;
    int red;
} Colour;

static const Colour COLOURS[] = {{"red", 255}, {"blue", 0}, {NULL, 0}};
static const Choices COLOUR_CHOICES = {"colour", COLOURS, sizeof COLOURS[0], 0};

typedef struct Target {
    bool flag;
    int64_t whole, any;
    double real;
    const char *text;
    const Colour *colour;
} Target;

static const Opt TABLE[] = {
    {"a-flag", 0, OPT_FLAG, offsetof(Target, flag)},
    {"n-whole", 0, OPT_INT, offsetof(Target, whole), "N", "", 1, 9},
    {"any", 0, OPT_INT, offsetof(Target, any)},
    {"real", 0, OPT_REAL, offsetof(Target, real), "X", "", 0, 1},
    {"text", 0, OPT_STRING, offsetof(Target, text)},
    {"colour", 0, OPT_CHOICE, offsetof(Target, colour), NULL, "", 0, 0, &COLOUR_CHOICES},
    {"help", 'h', OPT_HELP},
    {0},
};

static const char *written(Arena *arena, const Target *target)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_fields(&out, TABLE, target);
    json_out_end(&out, '}');
    const char *text = arena_strndup(arena, out.text, out.n_bytes);
    json_out_finish(&out);
    return text;
}

static bool read_into(Target *target, Arena *arena, const char *text, Err *err)
{
    JsonDoc doc;
    if (json_doc_parse(&doc, text, strlen(text), "a.json", 0, err))
        json_doc_fields(&doc, doc.root, TABLE, target, arena);
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    return ok;
}

static void there_and_back(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Target target = {true, 7, INT64_MIN, 0.25, "x\"y", &COLOURS[1]};
    const char *text = written(&temp->arena, &target);
    assert_string_equal(text, "{\"a_flag\": true, \"n_whole\": 7, \"any\": -9223372036854775808, \"real\": 0.25, "
                              "\"text\": \"x\\\"y\", \"colour\": \"blue\"}");
    Target again = {.whole = 1};
    if (!read_into(&again, &temp->arena, text, &err))
        fail_msg("%s", err.text);
    assert_true(again.flag && again.whole == 7 && again.any == INT64_MIN && again.real == 0.25);
    assert_string_equal(again.text, "x\"y");
    assert_ptr_equal(again.colour, &COLOURS[1]);
}

// What is not there, or null, stays as it was; what no row names is nobody's.
static void missing_members(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Target unset = {.real = (double)NAN};
    assert_contains(written(&temp->arena, &unset), "\"real\": null, \"text\": null, \"colour\": null");
    Target target = {true, 7, 3, 0.25, "x", &COLOURS[0]};
    assert_true(read_into(&target, &temp->arena, "{\"text\": null, \"any\": 5, \"other\": [1]}", &err));
    assert_true(target.flag && target.whole == 7 && target.any == 5);
    assert_string_equal(target.text, "x");
}

static void refused(void **state)
{
    static const char *const CASES[][2] = {
        {"{\"a_flag\": 1}", "\"a_flag\" is not true or false"},
        {"{\"n_whole\": 10}", "\"n_whole\" is 10, which is not between 1 and 9"},
        {"{\"n_whole\": 2.5}", "\"n_whole\" is not a whole number"},
        {"{\"real\": 1.5}", "\"real\" is 1.5, which is not between 0 and 1"},
        {"{\"real\": \"0.5\"}", "\"real\" is not a number"},
        {"{\"text\": 5}", "\"text\" is not a text"},
        {"{\"colour\": \"green\"}", "\"colour\": there is no colour \"green\""},
        {"{\"colour\": 1}", "\"colour\" is not a text"},
    };
    Temp *temp = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        Target target = {.whole = 1};
        assert_false(read_into(&target, &temp->arena, CASES[i][0], &err));
        assert_contains(err.text, CASES[i][1]);
        assert_contains(err.text, "a.json");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(there_and_back, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(missing_members, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
