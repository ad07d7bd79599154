// test_tensor_set.c — the tensors of a model in one file or in several, and how a path leads to them.
#include "support_temp.h"

#include "model/run/tensor_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const float VALUES[4] = {1, 2, 3, 4};
static const TensorOut A = {"a", TENSOR_F32, 1, {4}, VALUES}, B = {"b", TENSOR_F16, 2, {2, 2}, VALUES};

static void write_file(Temp *temp, const char *name, const TensorOut *tensor)
{
    Err err = {""};
    if (!tensor_file_write(temp_path(temp, name), tensor, 1, NULL, &err))
        fail_msg("%s", err.text);
}

static void expect(Temp *temp, const char *path, int n_files)
{
    Err err = {""};
    TensorSet set;
    if (!tensor_set_open(&set, &temp->arena, path, &err))
        fail_msg("%s", err.text);
    assert_int_equal(set.n_files, n_files);
    assert_true(set.size_bytes > n_files * 16);
    assert_string_equal(set.dir, temp->dir);
    float values[4];
    tensor_floats(tensor_set_find(&set, "a"), values);
    assert_memory_equal(values, VALUES, sizeof values);
    assert_int_equal(tensor_set_find(&set, "b") != NULL, n_files == 2);
    assert_null(tensor_set_find(&set, "c"));
    tensor_set_close(&set);
    tensor_set_close(&set); // safe in any state
}

static void one_file(void **state)
{
    Temp *temp = *state;
    write_file(temp, "model.safetensors", &A);
    expect(temp, temp->dir, 1);
    expect(temp, temp_path(temp, "model.safetensors"), 1);
    write_file(temp, "other.safetensors", &A);
    expect(temp, temp_path(temp, "other.safetensors"), 1);
}

static void several_files(void **state)
{
    Temp *temp = *state;
    write_file(temp, "1.safetensors", &A);
    write_file(temp, "2.safetensors", &B);
    const char *index = temp_write_text(temp, "model.safetensors.index.json",
                                        "{\"weight_map\": {\"a\": \"1.safetensors\", \"b\": \"2.safetensors\"}}");
    expect(temp, temp->dir, 2);
    expect(temp, index, 2);
    // A whole file beside an index is what counts.
    write_file(temp, "model.safetensors", &A);
    expect(temp, temp->dir, 1);
}

static void nothing_to_open(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    TensorSet set;
    assert_false(tensor_set_open(&set, &temp->arena, temp->dir, &err));
    assert_contains(err.text, "has no weights");
    assert_false(tensor_set_open(&set, &temp->arena, temp_path(temp, "none"), &err));
    assert_contains(err.text, "there is no file or folder");
    tensor_set_close(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_file, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(several_files, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(nothing_to_open, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
