// test_pictures_known.c — no picture of scripts is forgotten: each is made in rectangles of many shapes by some test,
// and stands in the guide.
#include "engine/base/file.h"
#include "scenes/kit/kit_verbs.h"
#include "support_scenes.h"

#include <ctype.h>
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *read(Arena *arena, const char *path)
{
    Err err = {""};
    const char *text = file_read(arena, path, NULL, &err);
    if (!text)
        fail_msg("%s", err.text);
    return text;
}

// All tests that lay pictures out in areas at random, one behind the other.
static const char *rectangle_tests(Arena *arena)
{
    const char *all = "";
    DIR *folder = opendir("tests/unit");
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        const size_t n = strlen(entry->d_name);
        if (strncmp(entry->d_name, "test_", 5) != 0 || strcmp(entry->d_name + n - 2, ".c") != 0)
            continue;
        const char *text = read(arena, arena_printf(arena, "tests/unit/%s", entry->d_name));
        if (strstr(text, "rectangles") || strstr(text, ":middle(%"))
            all = arena_printf(arena, "%s\n%s", all, text);
    }
    closedir(folder);
    return all;
}

// Whether the text calls the verb: as a word of its own, before a brace or a parenthesis.
static bool calls(const char *text, const char *name)
{
    const size_t n = strlen(name);
    for (const char *at = strstr(text, name); at; at = strstr(at + n, name)) {
        const bool begins = at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_');
        const char *end = at + n + (at[n] == ' ');
        if (begins && (*end == '{' || *end == '(' || *end == '\''))
            return true;
    }
    return false;
}

static void test_none_is_forgotten(void **state)
{
    Arena *arena = &((Stage *)*state)->arena;
    const char *tests = rectangle_tests(arena), *guide = read(arena, "scenes/kit/template/AGENTS.md");
    int n_pictures = 0, n_missing = 0;
    for (const Verb *const *table = KIT_LANGUAGE.verbs; *table; table++)
        for (const Verb *verb = *table; verb->name; verb++) {
            if (verb->shared != PICTURE_OPTIONS || verb->renamed_to)
                continue;
            n_pictures++;
            if (!calls(tests, verb->name))
                print_error("no test makes a %s in rectangles of many shapes\n", verb->name);
            if (!calls(guide, verb->name))
                print_error("%s is not in the guide\n", verb->name);
            n_missing += !calls(tests, verb->name) + !calls(guide, verb->name);
        }
    assert_true(n_pictures >= 10);
    assert_int_equal(n_missing, 0);
}

static void test_calls_are_found(void **state)
{
    (void)state;
    assert_true(calls("appear(box 'a')", "box") && calls("box{ 'a' }", "box") && calls("x\nbox(", "box"));
    assert_false(calls("toolbox(", "box"));
    assert_false(calls("a box is", "box"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_none_is_forgotten),
                                       cmocka_unit_test(test_calls_are_found)};
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
