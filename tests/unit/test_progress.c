// test_progress.c — how far a long job is: redrawn on a terminal, a line now and then elsewhere.
#include "engine/base/progress.h"
#include "support_capture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void a_log_gets_lines_that_are_far_apart(void **state)
{
    Temp *temp = *state;
    Capture capture = capture_to_file(temp, STDERR_FILENO);
    Progress progress;
    progress_begin(&progress, "film", "frames", 20000);
    progress_show(&progress, 1, NULL); // too early
    progress.shown_s -= 11;            // as if that was eleven seconds ago
    progress.started_s -= 1000;
    progress_show(&progress, 5000, "note");
    progress_show(&progress, 5100, NULL);
    progress_drop(&progress); // no terminal: nothing to clear
    progress_end(&progress, 20000, NULL);
    const char *text = capture_end(&capture, temp);
    assert_contains(text, "film ");
    assert_contains(text, " 25%  5000 of 20000 frames, 5.0/s, 30");
    assert_contains(text, " s left  note\n");
    assert_null(strstr(text, " 1 of 20000"));
    assert_null(strstr(text, "5100 of 20000"));
    assert_contains(text, " 20000 frames in 10");
    assert_null(strchr(text, '\r'));
}

static void a_terminal_gets_one_line(void **state)
{
    Temp *temp = *state;
    Capture capture = capture_to_terminal(STDERR_FILENO);
    Progress progress;
    progress_begin(&progress, "film", "frames", 0); // a job of nothing divides by nothing
    progress.shown_s -= 1;
    progress_show(&progress, 0, NULL);
    progress_show(&progress, 0, NULL); // within a tenth of a second
    progress_drop(&progress);
    const char *text = capture_end(&capture, temp);
    assert_contains(text, "\rfilm");
    assert_contains(text, "  0%  0 of 0 frames");
    assert_null(strstr(strstr(text, "film") + 1, "film"));
    assert_contains(text, "\r\033[K");
}

static void the_clock_only_rises(void **state)
{
    (void)state;
    const double before_s = clock_seconds();
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    const double spent_s = clock_seconds() - before_s;
    assert_true(spent_s >= 0.002 && spent_s < 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_log_gets_lines_that_are_far_apart, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(a_terminal_gets_one_line, temp_setup, temp_teardown),
        cmocka_unit_test(the_clock_only_rises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
