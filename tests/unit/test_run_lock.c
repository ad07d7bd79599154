// test_run_lock.c — one writer at a time in a run folder.
#include "support_folder.h"

#include "engine/base/file.h"
#include "model/run/lock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

// One writer at a time; whose lock is freed by its end.
static void one_writer(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    RunLock first, second;
    folder_ok(run_lock(&first, temp->dir, &err), &err);
    assert_true(run_is_locked(temp->dir));
    assert_false(run_lock(&second, temp->dir, &err));
    assert_contains(err.text, arena_printf(&temp->arena, "process %ld on ", (long)getpid()));
    run_unlock(&second);
    run_unlock(&first);
    run_unlock(&first);
    assert_false(run_is_locked(temp->dir) || file_exists(temp_path(temp, "lock")));
    temp_write_text(temp, "lock", "process 1 on\x1b[31m a machine that crashed\n"); // which nobody holds
    assert_false(run_is_locked(temp->dir));
    folder_ok(run_lock(&first, temp->dir, &err), &err);
    run_unlock(&first);
    folder_ok(run_lock(&first, temp_path(temp, "fresh"), &err), &err);
    run_unlock(&first);
    assert_false(dir_exists(temp_path(temp, "fresh"))); // made for the lock alone
}

// Of many that want a folder at once one at a time has it, and whoever ends without a word leaves it free.
static void many_writers(void **state)
{
    enum { N_WRITERS = 8, TURNS = 15 };
    Temp *temp = *state;
    for (int i = 0; i < N_WRITERS; i++)
        if (fork() == 0) {
            for (int turn = 0; turn < TURNS;) {
                RunLock lock;
                Err err;
                if (!run_lock(&lock, temp->dir, &err))
                    continue;
                // Nobody else is within, or the folder could not be made.
                const bool alone = mkdir(temp_path(temp, "within"), 0777) == 0;
                const bool left = rmdir(temp_path(temp, "within")) == 0;
                if (!alone || !left)
                    _exit(1);
                if (++turn == TURNS && i % 2 == 0)
                    _exit(0); // as a kill would end it
                run_unlock(&lock);
            }
            _exit(0);
        }
    for (int i = 0; i < N_WRITERS; i++) {
        int status = 0;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    assert_false(run_is_locked(temp->dir));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        TEST(one_writer),
        TEST(many_writers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
