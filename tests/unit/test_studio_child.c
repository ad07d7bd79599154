// test_studio_child.c — processes heard, stopped and killed. This program is its own child, and does not listen.
#include "engine/base/progress.h"
#include "engine/studio/child.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// Begins one and waits until it has spoken.
static void begin(Child *child, const char *how)
{
    Err err = {""};
    assert_true(child_start(child, (const char *const[]){"gptreel", how, NULL}, &err));
    Arena arena;
    arena_init(&arena);
    const char *line = NULL;
    for (double end_s = clock_seconds() + 60; !line && clock_seconds() < end_s; poll(NULL, 0, 2)) {
        assert_true(child_run(child));
        line = child_line(&child->out, &arena);
    }
    assert_string_equal(line, "begun");
    arena_finish(&arena);
}

static void killed_at_once(void **state)
{
    (void)state;
    Child child;
    begin(&child, "deaf");
    const pid_t pid = child.pid;
    const double begun_s = clock_seconds();
    child_kill(&child);
    assert_true(clock_seconds() - begun_s < 2); // no patience with one that does not stop
    assert_int_equal(child.pid, 0);
    assert_int_equal(child.out.fd, -1);
    assert_int_equal(kill(pid, 0), -1); // nor is it left for others to wait for
    child_kill(&child);                 // nothing
}

static void stopped(void **state)
{
    (void)state;
    Child child;
    begin(&child, "polite");
    child_stop(&child);
    for (double end_s = clock_seconds() + 60; child_run(&child) && clock_seconds() < end_s;)
        poll(NULL, 0, 2);
    assert_int_equal(child.pid, 0);
    assert_int_equal(child.code, -1); // by a signal
    child_end(&child);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        if (strcmp(argv[1], "deaf") == 0)
            signal(SIGINT, SIG_IGN);
        puts("begun");
        fflush(stdout);
        sleep(60);
        return 0;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(killed_at_once), cmocka_unit_test(stopped)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
