// test_studio_watch.c — changes of files told once, whatever way they are written.
#include "engine/base/file.h"
#include "engine/studio/watch.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const double SOON_S = 0.02, LATER_S = 0.2;

// Whether what happened is told at a time, and forgets it.
static bool told(Watch *watch, double now_s)
{
    const bool told_now = watch_wait_s(watch, now_s) == 0;
    if (told_now)
        watch_told(watch);
    return told_now;
}

static void open_watch(Watch *watch, const char *folder)
{
    Err err = {""};
    assert_true(watch_open(watch, &err));
    watch_add(watch, folder);
    watch_read(watch, 1);
    assert_true(watch_wait_s(watch, 1) < 0);
}

static void written_in_pieces(void **state)
{
    Temp *temp = *state;
    Watch watch;
    open_watch(&watch, temp->dir);
    temp_write_text(temp, "01_a.lua", "one");
    watch_read(&watch, 10);
    assert_false(told(&watch, 10));
    assert_true(watch_wait_s(&watch, 10) > 0);
    temp_write_text(temp, "01_a.lua", "one and two");
    watch_read(&watch, 10 + SOON_S);
    assert_false(told(&watch, 10 + SOON_S)); // and what was waited for begins again
    assert_false(told(&watch, 10 + SOON_S + 0.015));
    assert_true(told(&watch, 10 + LATER_S));
    assert_false(told(&watch, 11));
    watch_close(&watch);
}

static void renamed_into_place(void **state)
{
    Temp *temp = *state;
    Watch watch;
    temp_write_text(temp, "01_a.lua", "one");
    open_watch(&watch, temp->dir);
    const char *copy = temp_write_text(temp, ".01_a.lua.swp", "two"); // an editor's
    watch_read(&watch, 10);
    assert_false(told(&watch, 10 + LATER_S));
    assert_int_equal(rename(copy, temp_path(temp, "01_a.lua")), 0);
    watch_read(&watch, 11);
    assert_true(told(&watch, 11 + LATER_S));
    watch_close(&watch);
}

static void never_at_rest(void **state)
{
    Temp *temp = *state;
    Watch watch;
    open_watch(&watch, temp->dir);
    int n_told = 0;
    for (double now_s = 10; now_s < 12; now_s += 0.01) {
        temp_write_text(temp, "metrics.jsonl", "{}");
        watch_read(&watch, now_s);
        n_told += told(&watch, now_s);
    }
    assert_in_range(n_told, 3, 4);
    watch_close(&watch);
}

static void new_folders(void **state)
{
    Temp *temp = *state;
    Watch watch;
    open_watch(&watch, temp->dir);
    assert_int_equal(mkdir(temp_path(temp, "data"), 0777), 0);
    watch_read(&watch, 10);
    assert_true(told(&watch, 10 + LATER_S));
    temp_write_text(temp, "data/x.csv", "1");
    watch_read(&watch, 11);
    assert_true(told(&watch, 11 + LATER_S));
    watch_close(&watch);
}

static void taken_away(void **state)
{
    Temp *temp = *state;
    Watch watch;
    Err err = {""};
    const char *folder = temp_path(temp, "talk"), *elsewhere = temp_path(temp, "old");
    open_watch(&watch, folder); // which is not there yet
    assert_true(dir_make(folder, &err));
    watch_read(&watch, 10);
    assert_true(told(&watch, 10 + LATER_S));
    temp_write_text(temp, "talk/01_a.lua", "one");
    watch_read(&watch, 11);
    assert_true(told(&watch, 11 + LATER_S));
    assert_int_equal(rename(folder, elsewhere), 0);
    assert_true(dir_make(folder, &err)); // another of that name
    watch_read(&watch, 12);
    watch_read(&watch, 12);
    assert_true(told(&watch, 12 + LATER_S));
    temp_write_text(temp, "old/01_a.lua", "two");
    watch_read(&watch, 13);
    assert_false(told(&watch, 13 + LATER_S));
    temp_write_text(temp, "talk/01_a.lua", "three");
    watch_read(&watch, 14);
    assert_true(told(&watch, 14 + LATER_S));
    watch_close(&watch);
}

static void without_one(void **state)
{
    Temp *temp = *state;
    Watch watch;
    Err err = {""};
    open_watch(&watch, temp->dir);
    watch.without = temp_path(temp, "out");
    assert_true(dir_make(temp_path(temp, "out/talk"), &err));
    assert_true(dir_make(temp_path(temp, "data"), &err));
    watch_read(&watch, 10);
    assert_true(told(&watch, 10 + LATER_S));
    temp_write_text(temp, "out/a.mp4", "1");
    temp_write_text(temp, "out/talk/a.mp4", "1");
    watch_read(&watch, 11);
    assert_false(told(&watch, 11 + LATER_S));
    temp_write_text(temp, "data/a.csv", "1");
    watch_read(&watch, 12);
    assert_true(told(&watch, 12 + LATER_S));
    watch_close(&watch);
}

// One that nobody may read, or one too many for the system, is no change each time that it is looked at.
static void cannot_be_watched(void **state)
{
    Temp *temp = *state;
    Watch watch;
    Err err = {""};
    const char *folder = temp_path(temp, "closed");
    assert_true(dir_make(folder, &err));
    assert_true(watch_open(&watch, &err));
    assert_int_equal(chmod(folder, 0), 0);
    assert_int_equal(chmod(temp->dir, 0755), 0);
    const bool root = geteuid() == 0;
    assert_true(!root || seteuid(65534) == 0); // nobody
    watch_add(&watch, folder);
    watch_read(&watch, 10);
    const bool told_now = told(&watch, 10 + LATER_S);
    assert_true(!root || seteuid(0) == 0);
    assert_false(told_now);
    assert_int_equal(chmod(folder, 0755), 0);
    watch_read(&watch, 11);
    assert_true(told(&watch, 11 + LATER_S)); // it can be from now on
    watch_close(&watch);
}

static void what_counts(void **state)
{
    (void)state;
    static const char *const COUNT[] = {"01_a.lua", "film.lua", "metrics.jsonl", "x.csv"};
    static const char *const DO_NOT[] = {"", ".01_a.lua.swp", "01_a.lua~", "#01_a.lua#", "4913", "lock", "x.tmp"};
    for (size_t i = 0; i < sizeof COUNT / sizeof *COUNT; i++)
        assert_true(watch_counts(COUNT[i]));
    for (size_t i = 0; i < sizeof DO_NOT / sizeof *DO_NOT; i++)
        assert_false(watch_counts(DO_NOT[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(written_in_pieces, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(renamed_into_place, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(never_at_rest, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(new_folders, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(taken_away, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(without_one, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(cannot_be_watched, temp_setup, temp_teardown),
        cmocka_unit_test(what_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
