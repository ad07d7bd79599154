// test_studio_scratch.c — temporary folders go with their owner, also with one that was killed; and addresses.
#include "engine/base/file.h"
#include "engine/studio/address.h"
#include "engine/studio/scratch.h"
#include "support_temp.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void goes_with_its_owner(void **state)
{
    Temp *temp = *state;
    setenv("TMPDIR", temp->dir, 1);
    Scratch scratch = {.lock = -1};
    Err err = {""};
    scratch_delete(&scratch); // there is none
    assert_true(scratch_make(&scratch, &err));
    const char *folder = arena_strdup(&temp->arena, scratch.folder);
    assert_contains(folder, "/gptreel_studio_");
    assert_int_equal(mkdir(path_join(&temp->arena, folder, "1"), 0700), 0);
    scratch_clean(); // its owner lives
    assert_true(dir_exists(path_join(&temp->arena, folder, "1")));
    scratch_delete(&scratch);
    assert_false(dir_exists(folder));
}

// Makes a folder in a process that is killed. Gives its path.
static const char *left_behind(Temp *temp)
{
    int ends[2];
    char path[256] = "";
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        Scratch scratch = {.lock = -1};
        Err err = {""};
        if (scratch_make(&scratch, &err) && write(ends[1], scratch.folder, strlen(scratch.folder) + 1) > 0)
            raise(SIGKILL);
        _exit(1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_true(read(ends[0], path, sizeof path) > 0);
    close(ends[0]);
    close(ends[1]);
    return arena_strdup(&temp->arena, path);
}

static void of_the_killed_go_too(void **state)
{
    Temp *temp = *state;
    setenv("TMPDIR", temp->dir, 1);
    const char *folder = left_behind(temp);
    const char *other = temp_path(temp, "gptreel_studio_abcdef"); // which is nobody's
    assert_int_equal(mkdir(other, 0700), 0);
    assert_true(dir_exists(folder));
    scratch_clean();
    assert_false(dir_exists(folder));
    assert_true(dir_exists(other));
    assert_int_equal(rmdir(other), 0);
}

static void addresses(void **state)
{
    Arena *arena = &((Temp *)*state)->arena;
    assert_string_equal(address_here(arena, NULL, 4700, "t"), "http://127.0.0.1:4700/t/");
    assert_string_equal(address_here(arena, "192.168.1.2", 4700, "t"), "http://192.168.1.2:4700/t/");
    assert_string_equal(address_here(arena, "fd00::2", 4700, "t"), "http://[fd00::2]:4700/t/");
    assert_string_equal(address_here(arena, "0.0.0.0", 4700, "t"), "http://127.0.0.1:4700/t/");
    assert_string_equal(address_here(arena, "::", 4700, "t"), "http://[::1]:4700/t/");
    assert_string_equal(address_elsewhere(arena, NULL, 4700, "t"), "");
    assert_string_equal(address_elsewhere(arena, "192.168.1.2", 4700, "t"), "");
    // What networks the machine is in, if any, nobody knows here; all of them are others than the loopback.
    assert_null(strstr(address_elsewhere(arena, "0.0.0.0", 4700, "t"), "127.0.0.1"));
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        WITH_TEMP(goes_with_its_owner),
        WITH_TEMP(of_the_killed_go_too),
        WITH_TEMP(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
