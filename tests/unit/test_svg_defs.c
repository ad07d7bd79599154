// test_svg_defs.c — what an SVG says once: names, and what is worth one.
#include "engine/svg/svg_defs.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void names_are_short_and_differ(void **state)
{
    Temp *temp = *state;
    SvgDefs *defs = svg_defs_create(&temp->arena);
    enum { N = 3000 };
    const char *ids[N];
    for (int i = 0; i < N; i++) {
        char rest[64];
        snprintf(rest, sizeof rest, " d=\"M%d 0h1\"/>", i);
        ids[i] = svg_defs_use(defs, "path", rest, true);
        assert_true(strlen(ids[i]) <= strlen(SVG_OWN) + 3);
        assert_ptr_equal(svg_defs_use(defs, "path", rest, true), ids[i]);
    }
    for (int i = 0; i < N; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
    const char *once = " d=\"M0 0h1v1h1v1h1v1h1v1h1v1h1v1\"/>", *twice = " d=\"M0 0v1h1v1h1v1h1v1h1v1h1v1h1\"/>";
    assert_null(svg_defs_use(defs, "path", once, false));
    assert_null(svg_defs_use(defs, "path", twice, false));
    assert_null(svg_defs_use(defs, "path", twice, false));
    svg_defs_settle(defs);
    assert_null(svg_defs_use(defs, "path", once, false));
    assert_non_null(svg_defs_use(defs, "path", twice, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_short_and_differ),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
