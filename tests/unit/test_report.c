// test_report.c — how far a render is: events for programs, one line on a terminal, nothing elsewhere.
#include "engine/base/report.h"
#include "support_capture.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// A thousand seconds' work of a film, so that no pause of the machine counts, told to whoever listens.
static void work(bool json)
{
    Report report;
    report_begin(&report, "a \"film\"", "frames", 30000, json);
    report_planned(&report, 2, 0.12345);
    report_reused(&report, 10000);
    report_part(&report, "film/01_a", 0, 10.0 / 3, true, 0);
    report.started_s -= 1000;
    report.shown_s -= 1;
    report_made(&report, 10000);
    report_made(&report, 9900); // too soon to be told
    report_end(&report, true);
}

static json_t *event_at(const char *text, int index)
{
    for (int i = 0; i < index; i++) {
        text = strchr(text, '\n');
        assert_non_null(text);
        text++;
    }
    json_error_t error;
    json_t *event = json_loads(text, JSON_DISABLE_EOF_CHECK, &error);
    if (!event)
        fail_msg("event %d: %s", index, error.text);
    return event;
}

static void assert_event(const json_t *event, const char *name, int n_fields)
{
    assert_string_equal(json_string_value(json_object_get(event, "event")), name);
    assert_int_equal(json_object_size(event), n_fields);
}

static double field(const json_t *event, const char *name)
{
    const json_t *value = json_object_get(event, name);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void assert_between(double value, double least, double most)
{
    if (!(value >= least && value <= most))
        fail_msg("%g is not from %g to %g", value, least, most);
}

static void programs_get_an_event_a_line(void **state)
{
    Temp *temp = *state;
    Capture capture = capture_to_file(temp, STDOUT_FILENO);
    work(true);
    const char *text = capture_end(&capture, temp);
    int n_lines = 0;
    for (const char *at = text; *at; at++)
        n_lines += *at == '\n';
    assert_int_equal(n_lines, 4);
    json_t *planned = event_at(text, 0), *part = event_at(text, 1), *progress = event_at(text, 2),
           *rendered = event_at(text, 3);
    assert_event(planned, "planned", 4);
    assert_string_equal(json_string_value(json_object_get(planned, "what")), "a \"film\"");
    assert_true(field(planned, "parts") == 2 && field(planned, "cpu_s") == 0.123);
    assert_event(part, "part", 6);
    assert_string_equal(json_string_value(json_object_get(part, "scene")), "film/01_a");
    assert_true(field(part, "from_s") == 0 && field(part, "to_s") == 3.333 && field(part, "cpu_s") == 0);
    assert_true(json_is_true(json_object_get(part, "reused")));
    assert_event(progress, "progress", 9);
    assert_string_equal(json_string_value(json_object_get(progress, "unit")), "frames");
    assert_true(field(progress, "frames") == 30000 && field(progress, "made") == 10000);
    assert_true(field(progress, "reused") == 10000);
    // Frames that were taken as they are do not count as speed: ten a second, and a thousand seconds to go.
    assert_between(field(progress, "seconds"), 1000, 1020);
    assert_between(field(progress, "fps"), 9.8, 10);
    assert_between(field(progress, "left_s"), 1000, 1020);
    assert_event(rendered, "rendered", 9);
    assert_true(field(rendered, "made") == 19900);
    json_decref(planned);
    json_decref(part);
    json_decref(progress);
    json_decref(rendered);
}

static void a_terminal_gets_one_line(void **state)
{
    Temp *temp = *state;
    Capture capture = capture_to_terminal(STDERR_FILENO);
    work(false);
    const char *text = capture_end(&capture, temp);
    assert_contains(text, "\ra \"film\" ████████████████░░░░░░░░  66%  20000 of 30000 frames, 10 a second, 10");
    assert_contains(text, " s left, 10000 reused\033[K");
    assert_contains(text, "\r\033[Ka \"film\": 30000 frames in 10");
    assert_contains(text, " s, 10000 of them reused");
}

static void nobody_else_is_told(void **state)
{
    Temp *temp = *state;
    Capture out = capture_to_file(temp, STDOUT_FILENO);
    work(false);
    assert_string_equal(capture_end(&out, temp), "");
    Capture errors = capture_to_file(temp, STDERR_FILENO);
    work(false);
    assert_string_equal(capture_end(&errors, temp), "");
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        WITH_TEMP(programs_get_an_event_a_line),
        WITH_TEMP(a_terminal_gets_one_line),
        WITH_TEMP(nobody_else_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
