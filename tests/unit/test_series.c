// test_series.c — numbered files: whole, named so that they sort, without what an earlier series left.
#include "engine/base/file.h"
#include "engine/base/series.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void fill(Temp *temp, Series *series, const char *words)
{
    for (int64_t i = 0; i < series->n_files; i++)
        assert_true(file_write(series_path(series, i, &temp->arena), words, strlen(words), NULL));
}

static void make(Temp *temp, const char *folder, int64_t n_files, const char *words)
{
    Series series;
    Err err = {""};
    if (!series_begin(&series, folder, "s_", "txt", 2, n_files, &err))
        fail_msg("%s", err.text);
    fill(temp, &series, words);
    assert_true(series_commit(&series, &err));
    assert_null(series.draft.path);
}

static void assert_there(Temp *temp, const char *folder, const char *name, bool there)
{
    if (file_exists(path_join(&temp->arena, folder, name)) != there)
        fail_msg("%s is %s", name, there ? "missing" : "there");
}

static void names_sort_and_nothing_older_stays(void **state)
{
    Temp *temp = *state;
    const char *folder = temp_path(temp, "made/here");
    make(temp, folder, 3, "first");
    assert_there(temp, folder, "s_01.txt", true);
    assert_there(temp, folder, "s_03.txt", true);
    make(temp, folder, 100, "second");
    assert_there(temp, folder, "s_01.txt", false);
    assert_there(temp, folder, "s_001.txt", true);
    assert_there(temp, folder, "s_100.txt", true);
    static const char *const OTHERS[] = {"s_7.png", "t_01.txt", "s_a1.txt", "s_.txt", "s_01.txt.old"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        assert_true(file_write(path_join(&temp->arena, folder, OTHERS[i]), "", 0, NULL));
    make(temp, folder, 2, "third");
    assert_there(temp, folder, "s_001.txt", false);
    assert_there(temp, folder, "s_02.txt", true);
    assert_there(temp, folder, "s_03.txt", false);
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        assert_there(temp, folder, OTHERS[i], true);
    assert_string_equal(temp_read(temp, "made/here/s_02.txt"), "third");
}

static void what_fails_leaves_the_older_one(void **state)
{
    Temp *temp = *state;
    const char *folder = temp_path(temp, "kept");
    make(temp, folder, 2, "old");
    Series series;
    assert_true(series_begin(&series, folder, "s_", "txt", 2, 5, NULL));
    const char *draft = arena_strdup(&temp->arena, series.draft.path);
    assert_true(file_write(series_path(&series, 0, &temp->arena), "new", 3, NULL));
    assert_true(dir_exists(draft));
    series_drop(&series);
    series_drop(&series); // of an ended one
    assert_false(dir_exists(draft));
    assert_string_equal(temp_read(temp, "kept/s_01.txt"), "old");
    assert_there(temp, folder, "s_02.txt", true);

    Err err = {""};
    temp_write_text(temp, "file", "");
    assert_false(series_begin(&series, temp_path(temp, "file"), "s_", "txt", 2, 5, &err));
    assert_contains(err.text, "file");
}

// A draft without a lock is one of a writer that was killed; one with a lock is being written.
static void drafts_of_dead_writers_go(void **state)
{
    Temp *temp = *state;
    const char *folder = temp_path(temp, "drafts");
    Series alive;
    assert_true(series_begin(&alive, folder, "a_", "txt", 2, 1, NULL));
    const char *dead = path_join(&temp->arena, folder, "series.part-abcdefabcdef");
    const char *other = path_join(&temp->arena, folder, "other.part-folder");
    assert_int_equal(mkdir(dead, 0777) + mkdir(other, 0777), 0);
    assert_true(file_write(path_join(&temp->arena, dead, "s_01.txt"), "", 0, NULL));
    make(temp, folder, 1, "made");
    assert_false(dir_exists(dead));
    assert_true(dir_exists(other));
    assert_true(dir_exists(alive.draft.path));
    fill(temp, &alive, "alive");
    assert_true(series_commit(&alive, NULL));
    assert_string_equal(temp_read(temp, "drafts/a_01.txt"), "alive");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_sort_and_nothing_older_stays),
        cmocka_unit_test(what_fails_leaves_the_older_one),
        cmocka_unit_test(drafts_of_dead_writers_go),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
