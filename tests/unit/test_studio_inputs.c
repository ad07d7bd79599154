// test_studio_inputs.c — inputs found in folders, which keep their numbers.
#include "engine/base/file.h"
#include "engine/studio/inputs.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool describe(Arena *arena, const char *dir, JsonOut *out)
{
    if (out)
        json_out_text_at(out, "note", "recorded");
    return file_exists(path_join(arena, dir, "run.json"));
}

static void found_once(void **state)
{
    Temp *temp = *state;
    const Studio studio = {.describe_input = describe};
    Err err = {""};
    static const char *const DIRS[] = {"b", "a/deep", "a/deep/inner", "none"};
    for (size_t i = 0; i < sizeof DIRS / sizeof *DIRS; i++)
        assert_true(dir_make(temp_path(temp, DIRS[i]), &err));
    temp_write_text(temp, "b/run.json", "{}");
    temp_write_text(temp, "a/deep/run.json", "{}");
    temp_write_text(temp, "a/deep/inner/run.json", "{}"); // of another: no input of its own
    Inputs inputs;
    inputs_init(&inputs);
    inputs_find(&inputs, &studio, temp->dir);
    assert_int_equal(inputs.n, 2);
    assert_string_equal(inputs.names[0], "a/deep");
    assert_string_equal(inputs.names[1], "b");
    temp_write_text(temp, "a/run.json", "{}");
    temp_write_text(temp, "none/run.json", "{}");
    inputs_find(&inputs, &studio, temp->dir);
    assert_int_equal(inputs_index(&inputs, temp_path(temp, "b")), 1); // whatever came
    assert_true(inputs_index(&inputs, temp_path(temp, "none")) > 1);
    const int n = inputs.n;
    inputs_find(&inputs, &studio, temp_path(temp, "b"));
    inputs_find(&inputs, &studio, temp_path(temp, "nowhere"));
    assert_int_equal(inputs.n, n);
    assert_int_equal(inputs_index(&inputs, "elsewhere"), -1);
    JsonOut out;
    json_out_init(&out);
    inputs_write(&inputs, &studio, &out);
    assert_non_null(strstr(json_out_string(&out), "\"id\": 1, \"name\": \"b\""));
    assert_non_null(strstr(json_out_string(&out), "\"prompts\": false, \"note\": \"recorded\""));
    json_out_finish(&out);
    assert_int_equal(remove(temp_path(temp, "a/deep/run.json")), 0);
    json_out_init(&out);
    inputs_write(&inputs, &studio, &out); // without what is gone; the others keep their numbers
    assert_null(strstr(json_out_string(&out), "\"id\": 0"));
    assert_non_null(strstr(json_out_string(&out), "\"id\": 1, \"name\": \"b\""));
    json_out_finish(&out);
    inputs_finish(&inputs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(found_once, temp_setup, temp_teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
