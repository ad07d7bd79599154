// test_probe_tensors.c — what a probe's tensors must look like, and that the header and the table say the same.
#include "support_temp.h"

#include "model/run/probe_tensors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// Two layers of three heads, four channels, eight in the MLP, five symbols.
static ProbeSizes made_sizes(void)
{
    ProbeSizes sizes;
    memset(sizes.of, -1, sizeof sizes.of);
    *probe_size(&sizes, 'L') = 2;
    *probe_size(&sizes, 'S') = 3;
    *probe_size(&sizes, 'H') = 3;
    *probe_size(&sizes, 'C') = 4;
    *probe_size(&sizes, 'F') = 8;
    *probe_size(&sizes, 'V') = 5;
    return sizes;
}

static bool check(Tensor *tensors, int n_tensors, Err *err)
{
    const TensorFile file = {.tensors = tensors, .n_tensors = n_tensors};
    return probe_tensors_check(&file, made_sizes(), "probes/7.safetensors", err);
}

static const int32_t IDS[2] = {4, 0}, WRONG_IDS[2] = {0, 5}, NEGATIVE_IDS[2] = {-1, 0};

#define FLOATS(name_, dims, ...)                                                                                       \
    {                                                                                                                  \
        .name = name_, .type = TENSOR_F32, .n_dims = dims, .shape = { __VA_ARGS__ }                                    \
    }
#define TOKENS(ids)                                                                                                    \
    {                                                                                                                  \
        .name = "tokens", .type = TENSOR_I32, .n_dims = 1, .shape = {2}, .n_items = 2, .i32 = ids                      \
    }

static void good_ones(void **state)
{
    (void)state;
    Err err = {""};
    Tensor tensors[] = {TOKENS(IDS),
                        FLOATS("attention", 4, 2, 3, 2, 2),
                        FLOATS("q", 4, 2, 3, 2, 7),
                        FLOATS("residual", 3, 3, 2, 4),
                        FLOATS("mlp.w_out", 3, 2, 8, 4),
                        FLOATS("temperatures", 1, 6),
                        FLOATS("probabilities_at", 3, 6, 2, 5),
                        FLOATS("probabilities_after", 2, 2, 5),
                        FLOATS("of another program", 1, 99)};
    if (!check(tensors, sizeof tensors / sizeof tensors[0], &err))
        fail_msg("%s", err.text);
}

static void bad_ones(void **state)
{
    (void)state;
    static const struct {
        Tensor tensors[2];
        const char *because;
    } CASES[] = {
        {{TOKENS(IDS), FLOATS("attention", 4, 2, 3, 2, 3)},
         "\"attention\" is (2, 3, 2, 3), not (L, H, T, T) = (2, 3, 2, 2)"},
        {{TOKENS(IDS), FLOATS("logits", 2, 3, 5)}, "\"logits\" is (3, 5), not (T, V) = (2, 5)"},
        {{TOKENS(IDS), FLOATS("probabilities_after", 2, 3, 5)}, "is (3, 5), not (L, V) = (2, 5)"},
        {{TOKENS(IDS), FLOATS("residual", 3, 2, 2, 4)}, "\"residual\" is (2, 2, 4), not (S, T, C) = (3, 2, 4)"},
        {{FLOATS("mlp.in", 2, 2, 4), FLOATS("q", 4, 2, 3, 1, 1)}, "\"mlp.in\" is (2, 4), not (L, T, C) = (2, "},
        {{FLOATS("attention", 4, 2, 3, 6, 5), FLOATS("x", 1, 1)}, "not (L, H, T, T) = (2, 3, T, T)"},
        {{FLOATS("logits", 2, 0, 5), FLOATS("x", 1, 1)}, "\"logits\" is (0, 5)"},
        {{FLOATS("tokens", 1, 2), FLOATS("x", 1, 1)}, "\"tokens\" is F32, not whole numbers"},
        {{TOKENS(WRONG_IDS), FLOATS("x", 1, 1)}, "\"tokens\" holds the id 5, and the vocabulary has 5"},
        {{TOKENS(NEGATIVE_IDS), FLOATS("x", 1, 1)}, "holds the id -1"},
        {{{.name = "norm", .type = TENSOR_I64, .n_dims = 2, .shape = {2, 4}}, FLOATS("x", 1, 1)},
         "\"norm\" is I64, not floating-point numbers"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        Tensor tensors[] = {CASES[i].tensors[0], CASES[i].tensors[1]};
        assert_false(check(tensors, 2, &err));
        assert_contains(err.text, CASES[i].because);
        assert_contains(err.text, "probes/7.safetensors");
    }
}

// The comments beside the enumerators have the shapes of the table.
static void header_says_the_same(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *at = file_read(&temp->arena, "model/run/probe_tensors.h", NULL, &err);
    assert_non_null(at);
    at = strstr(at, "typedef enum ProbeTensor {");
    for (int i = 0; i < PROBE_TENSOR_COUNT; i++) {
        const ProbeTensorRow *row = &PROBE_TENSORS[i];
        const char *shape = "";
        for (const char *letter = row->dims; *letter; letter++)
            shape = arena_printf(&temp->arena, "%s%s%c", shape, letter > row->dims ? ", " : "", *letter);
        shape = arena_printf(&temp->arena, "// (%s)", shape);
        at = strstr(at, "// (");
        assert_non_null(at);
        if (strncmp(at, shape, strlen(shape)) != 0)
            fail_msg("%s is said to be %.20s, not %s", row->name, at, shape);
        at++;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_ones),
        cmocka_unit_test(bad_ones),
        cmocka_unit_test_setup_teardown(header_says_the_same, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
