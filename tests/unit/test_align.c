// test_align.c — two sequences find their common items in order.
#include "engine/base/align.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct Letters {
    const char *old, *fresh;
} Letters;

static double same_letter(const void *context, int old, int fresh)
{
    const Letters *letters = context;
    return letters->old[old] == letters->fresh[fresh];
}

static double capitals_weigh_more(const void *context, int old, int fresh)
{
    const Letters *letters = context;
    const bool capital = letters->fresh[fresh] < 'a';
    return letters->old[old] == letters->fresh[fresh] ? (capital ? 3 : 1) : 0;
}

// The partners as digits, "-" for none.
static void assert_partners(Arena *arena, Letters letters, Likeness *likeness, const char *expected)
{
    const int n = (int)strlen(letters.fresh);
    const int *partners = align_sequences(arena, (int)strlen(letters.old), n, likeness, &letters);
    char *found = ARENA_ARRAY(arena, char, n + 1);
    for (int i = 0; i < n; i++)
        found[i] = partners[i] == NO_PARTNER ? '-' : (char)('0' + partners[i]);
    assert_string_equal(found, expected);
}

static void test_common_items(void **state)
{
    const Temp *temp = *state;
    Arena *arena = (Arena *)&temp->arena;
    assert_partners(arena, (Letters){"abc", "abc"}, same_letter, "012");
    assert_partners(arena, (Letters){"ab", "xaxbx"}, same_letter, "-0-1-");
    assert_partners(arena, (Letters){"abcabba", "cbabac"}, same_letter, "24-56-");
    assert_partners(arena, (Letters){"", "ab"}, same_letter, "--");
    assert_partners(arena, (Letters){"ab", ""}, same_letter, "");
    assert_partners(arena, (Letters){"ab", "cd"}, same_letter, "--");
}

// Many small likenesses count less than one that is greater than all of them.
static void test_weights(void **state)
{
    const Temp *temp = *state;
    Arena *arena = (Arena *)&temp->arena;
    assert_partners(arena, (Letters){"Qab", "abQ"}, same_letter, "12-");
    assert_partners(arena, (Letters){"Qab", "abQ"}, capitals_weigh_more, "--0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_common_items), cmocka_unit_test(test_weights)};
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
