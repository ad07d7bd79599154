// test_studio_worker.c — films built in a process of their own, which may loop, crash and eat memory.
#include "engine/anim/scene_data.h"
#include "engine/base/progress.h"
#include "engine/studio/worker.h"
#include "support_studio.h"
#include "support_temp.h"

#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void build_failing(Scene *s, const void *const *inputs, const void *script)
{
    build_travel(s, inputs, script);
    scene_here(s, "talk.lua", 12);
    s->in_blocks = true;
    scene_fail(s, "this is wrong; do that");
}

static void build_endless(Scene *s, const void *const *inputs, const void *script)
{
    (void)s, (void)inputs, (void)script;
    for (;;)
        poll(NULL, 0, 1000);
}

static void build_crashing(Scene *s, const void *const *inputs, const void *script)
{
    (void)s, (void)inputs, (void)script;
    signal(SIGSEGV, SIG_DFL); // a sanitizer's handler would speak
    raise(SIGSEGV);
}

static void build_greedy(Scene *s, const void *const *inputs, const void *script)
{
    (void)s, (void)inputs, (void)script;
    for (;;)
        mem_alloc((size_t)1 << 28);
}

static void start(Worker *worker, void (*build)(Scene *s, const void *const *inputs, const void *script))
{
    static StageOpts stage;
    stage = stage_defaults("360p30");
    const WorkerSpec spec = {.studio = studio_of(build), .name = "talk", .stage = &stage, .version = 7};
    Err err = {""};
    assert_true(worker_start(worker, &spec, &err));
}

// Runs it until its film is built or not.
static void settle(Worker *worker)
{
    for (double end_s = clock_seconds() + 60; worker->state == WORKER_BUILDING && clock_seconds() < end_s;) {
        poll(&(struct pollfd){.fd = worker->fds[LANE_FAST], .events = POLLIN}, 1, 10);
        worker_run(worker, clock_seconds());
    }
}

// An answer, or that there is none.
typedef struct Got {
    int n;
    WorkerSays says;
    char *bytes;
    size_t n_bytes;
} Got;

static void take(void *context, WorkerSays says, char *bytes, size_t n_bytes)
{
    Got *got = context;
    free(got->bytes);
    *got = (Got){got->n + 1, says, bytes, n_bytes};
}

static void run_until(Worker *worker, const Got *got, int n)
{
    for (double end_s = clock_seconds() + 60; got->n < n && clock_seconds() < end_s;) {
        poll(NULL, 0, 2);
        worker_run(worker, clock_seconds());
    }
    assert_int_equal(got->n, n);
}

static void builds_and_answers(void **state)
{
    (void)state;
    Worker worker;
    Got got = {0};
    start(&worker, build_travel);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_TIMELINE}, take, &got); // before there is a film
    settle(&worker);
    assert_int_equal(worker.state, WORKER_READY);
    assert_contains(worker.film, "\"film\": \"talk\"");
    run_until(&worker, &got, 1);
    assert_int_equal(got.says, SAYS_ANSWER);
    assert_contains(got.bytes, "\"version\": 7");
    assert_contains(got.bytes, "\"frames\": 30");
    worker_wish(&worker, &(WorkerWish){.ask = ASK_SVG}, take, &got);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_NODE, .scene = 4}, take, &got);
    run_until(&worker, &got, 3);
    worker_end(&worker);
    free(got.bytes);
}

static void answers_in_order_and_refuses(void **state)
{
    (void)state;
    Worker worker;
    Got good = {0}, bad = {0}, late = {0};
    start(&worker, build_travel);
    settle(&worker);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_FRAMES, .n_frames = 3, .step = 1, .width_px = 64}, take, &good);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_NODE, .scene = 4}, take, &bad);
    run_until(&worker, &good, 1);
    run_until(&worker, &bad, 1);
    assert_int_equal(good.says, SAYS_ANSWER);
    assert_int_equal(bad.says, SAYS_NO);
    assert_contains(bad.bytes, "there is none at 4");
    worker_wish(&worker, &(WorkerWish){.ask = ASK_AUDIT}, take, &late);
    worker_end(&worker); // which leaves nobody waiting
    assert_int_equal(late.n, 1);
    assert_null(late.bytes);
    free(good.bytes);
    free(bad.bytes);
}

static void answers_equals_together(void **state)
{
    (void)state;
    Worker worker;
    Got first = {0}, second = {0}, other = {0};
    start(&worker, build_travel);
    settle(&worker);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_SVG}, take, &first);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_AUDIT}, take, &other);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_SVG}, take, &second);
    for (double end_s = clock_seconds() + 60; first.n == 0 && clock_seconds() < end_s;)
        worker_run(&worker, clock_seconds());
    assert_int_equal(first.says, SAYS_ANSWER);
    assert_int_equal(second.n, 1); // and not after the audit
    assert_int_equal(second.n_bytes, first.n_bytes);
    assert_memory_equal(first.bytes, second.bytes, first.n_bytes + 1);
    assert_true(first.bytes != second.bytes);
    run_until(&worker, &other, 1);
    worker_end(&worker);
    free(first.bytes);
    free(second.bytes);
    free(other.bytes);
}

// Frames alone go on for hours, so that what is heard with them is not made soon.
static void build_long(Scene *s, const void *const *inputs, const void *script)
{
    (void)inputs, (void)script;
    animate(s, add_rect(s, NULL, .w = 200, .h = 200, .fill = scene_theme(s)->ink), PROP_X, 1500, .dur_s = 4 * 3600);
}

// Processes of a group.
static int count_group(pid_t group)
{
    int n = 0;
    DIR *dir = opendir("/proc");
    for (const struct dirent *entry; (entry = readdir(dir));) {
        const pid_t pid = (pid_t)atoi(entry->d_name);
        n += pid > 0 && getpgid(pid) == group;
    }
    closedir(dir);
    return n;
}

static void stops_what_takes_too_long(void **state)
{
    (void)state;
    Worker worker;
    Got sound = {0}, picture = {0};
    start(&worker, build_long);
    settle(&worker);
    assert_int_equal(count_group(worker.pid), 2);
    worker.slow_limit_s = 0.1;
    worker_wish(&worker, &(WorkerWish){.ask = ASK_SOUND}, take, &sound);
    run_until(&worker, &sound, 1);
    assert_null(sound.bytes);
    for (double end_s = clock_seconds() + 60; count_group(worker.pid) > 1 && clock_seconds() < end_s;)
        poll(NULL, 0, 2);
    assert_int_equal(count_group(worker.pid), 1); // nobody waits for it
    worker_wish(&worker, &(WorkerWish){.ask = ASK_FRAMES, .n_frames = 1, .width_px = 64}, take, &picture);
    run_until(&worker, &picture, 1);
    assert_int_equal(picture.says, SAYS_ANSWER);
    worker_wish(&worker, &(WorkerWish){.ask = ASK_LINT}, take, &sound); // the lane is gone
    assert_int_equal(sound.n, 2);
    worker_end(&worker);
    free(picture.bytes);
}

static void hands_over(void **state)
{
    (void)state;
    Worker before, after;
    Got got = {0};
    start(&before, build_endless);
    worker_wish(&before, &(WorkerWish){.ask = ASK_TIMELINE}, take, &got);
    start(&after, build_travel);
    worker_hand_over(&before, &after);
    worker_end(&before);
    assert_int_equal(got.n, 0);
    settle(&after);
    run_until(&after, &got, 1);
    assert_int_equal(got.says, SAYS_ANSWER);
    worker_end(&after);
    free(got.bytes);
}

// Ends a film that cannot be built, and what its finding has to say.
static void assert_fails(void (*build)(Scene *s, const void *const *inputs, const void *script), double limit_s,
                         const char *what)
{
    Worker worker;
    Got got = {0};
    start(&worker, build);
    worker.limit_s = limit_s;
    worker_wish(&worker, &(WorkerWish){.ask = ASK_TIMELINE}, take, &got);
    settle(&worker);
    assert_int_equal(worker.state, WORKER_FAILED);
    assert_contains(worker.findings, what);
    assert_int_equal(got.n, 1);
    assert_null(got.bytes);
    assert_int_equal(worker.pid, 0);
    worker_end(&worker);
}

static void fails(void **state)
{
    (void)state;
    assert_fails(build_failing, 60, "\"file\": \"talk.lua\"");
    assert_fails(build_failing, 60, "\"line\": 12");
    assert_fails(build_failing, 60, "\"remedy\": \"do that\"");
    assert_fails(build_endless, 0.2, "takes longer than it may");
    assert_fails(build_crashing, 60, "ended with the signal 11");
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__ // whose memory is not limited
    assert_fails(build_greedy, 60, "more memory than it may take");
#else
    (void)build_greedy;
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_and_answers),
        cmocka_unit_test(answers_in_order_and_refuses),
        cmocka_unit_test(answers_equals_together),
        cmocka_unit_test(stops_what_takes_too_long),
        cmocka_unit_test(hands_over),
        cmocka_unit_test(fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
