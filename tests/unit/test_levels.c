// test_levels.c — which level's loops and which of OpenBLAS's kernels run, decided from what the processor has.
#include "model/nn/kernel.h"
#include "model/nn/levels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { CPU_OF_V3 = CPU_AVX | CPU_AVX2, CPU_OF_V4 = CPU_OF_V3 | CPU_AVX512 };

static void kernels_that_the_processor_lacks_are_refused(void **state)
{
    (void)state;
    assert_non_null(kernel_trouble("SkylakeX", CPU_OF_V3));
    assert_null(kernel_trouble("SkylakeX", CPU_OF_V4));
    assert_null(kernel_trouble("skylakex", CPU_OF_V4)); // as OpenBLAS reads it
    assert_non_null(kernel_trouble("Cooperlake", CPU_OF_V4));
    assert_null(kernel_trouble("Cooperlake", CPU_OF_V4 | CPU_BF16));
    assert_non_null(kernel_trouble("Haswell", CPU_AVX));
    assert_null(kernel_trouble("Haswell", CPU_OF_V3));
    assert_non_null(kernel_trouble("Piledriver", CPU_OF_V4));
    assert_non_null(kernel_trouble("Sandybridge", 0));
    assert_null(kernel_trouble("Prescott", 0));
}

static void unknown_core_types_are_refused_in_other_words(void **state)
{
    (void)state;
    const char *wrong = kernel_trouble("Skylake", CPU_OF_V4);
    assert_non_null(wrong);
    assert_string_not_equal(wrong, kernel_trouble("SkylakeX", CPU_OF_V3));
    assert_non_null(kernel_trouble("", CPU_OF_V4));
}

static void the_kernels_of_a_level_run_where_the_level_does(void **state)
{
    (void)state;
    assert_null(kernel_best("baseline"));
    assert_null(kernel_trouble(kernel_best("v3"), CPU_OF_V3));
    assert_null(kernel_trouble(kernel_best("v4"), CPU_OF_V4));
}

static void a_lower_level_can_be_asked_for(void **state)
{
    (void)state;
    assert_null(level_trouble(NULL, "baseline"));
    assert_null(level_trouble("baseline", "baseline"));
    assert_non_null(level_trouble("v5", level_best()));
    assert_non_null(level_trouble("", level_best()));
    if (strcmp(level_best(), "baseline") != 0) {
        assert_null(level_trouble("v3", "v4"));
        assert_null(level_trouble("v3", "v3"));
        assert_non_null(level_trouble("v4", "v3"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kernels_that_the_processor_lacks_are_refused),
        cmocka_unit_test(unknown_core_types_are_refused_in_other_words),
        cmocka_unit_test(the_kernels_of_a_level_run_where_the_level_does),
        cmocka_unit_test(a_lower_level_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
