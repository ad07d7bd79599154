// worker_child.c — a worker's own process: builds its film, then answers in two lanes.
#include "engine/studio/frames.h"
#include "engine/studio/worker.h"
#include "engine/svg/svg_anim.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// ---- a process of its own ----

// The server's sockets would stay open with it.
static void close_others(const int kept[WORKER_LANES])
{
    DIR *dir = opendir("/proc/self/fd");
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        const int fd = atoi(entry->d_name);
        if (fd > STDERR_FILENO && fd != dirfd(dir) && fd != kept[LANE_FAST] && fd != kept[LANE_SLOW])
            close(fd);
    }
    if (dir)
        closedir(dir);
}

// What a film may take. Not of a sanitizer's build, whose own memory would count.
static void limit_memory(void)
{
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
    const rlim_t most_bytes = (rlim_t)3 << 30;
    setrlimit(RLIMIT_DATA, &(struct rlimit){most_bytes, most_bytes});
#endif
}

// Ctrl-C is the server's; its end is the worker's.
static void stand_alone(const int fds[WORKER_LANES])
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    close_others(fds);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing >= 0)
        dup2(nothing, STDIN_FILENO);
    limit_memory();
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

// ---- answers ----

typedef struct Answer {
    JsonOut json; // when `bytes` is NULL
    char *bytes;  // heap
    size_t n_bytes;
    Err err; // when there is no answer
} Answer;

static void draw_frames(Frames *frames, const WorkerWish *wish, Answer *answer)
{
    const FramesWish frames_wish = {wish->scene, wish->frame, wish->n_frames, wish->step, wish->width_px, wish->shown};
    answer->bytes = frames_draw(frames, &frames_wish, &answer->n_bytes);
}

static void write_svg(const BuiltFilm *film, int scene, Answer *answer)
{
    const SvgJob job = {.scene = film->scenes[scene],
                        .title = film->selection.rows[scene].title,
                        .to_s = film->scenes[scene]->dur_s,
                        .driven = true};
    SvgText text = {0};
    if (svg_anim_put(&job, &text, &answer->err)) {
        answer->bytes = text.data;
        answer->n_bytes = text.n_bytes;
    } else {
        svg_text_finish(&text);
    }
}

static void find_answer(BuiltFilm *film, Frames *frames, const WorkerWish *wish, Answer *answer)
{
    const int scene = wish->scene;
    if (scene < 0 || scene >= film->selection.n_rows) {
        err_set(&answer->err, "the film has %d scenes; there is none at %d", film->selection.n_rows, scene);
        return;
    }
    switch (wish->ask) {
    case ASK_TIMELINE:
        built_film_timeline(film, &answer->json);
        break;
    case ASK_FRAMES:
        draw_frames(frames, wish, answer);
        break;
    case ASK_NODE:
        built_film_node(film, scene, built_film_time(film, scene, wish->frame), wish->x, wish->y, &answer->json);
        break;
    case ASK_LINT:
        built_film_lint(film, &answer->json);
        break;
    case ASK_AUDIT:
        built_film_audit(film, &answer->json);
        break;
    case ASK_SOUND:
        answer->bytes = built_film_wav(film, scene, wish->music, &answer->n_bytes, &answer->err);
        break;
    case ASK_SVG:
        write_svg(film, scene, answer);
        break;
    }
}

static bool send_answer(int fd, const Answer *answer)
{
    if (answer->err.text[0])
        return wire_send(fd, SAYS_NO, answer->err.text, strlen(answer->err.text));
    if (answer->bytes)
        return wire_send(fd, SAYS_ANSWER, answer->bytes, answer->n_bytes);
    return wire_send(fd, SAYS_ANSWER, answer->json.text, answer->json.n_bytes);
}

// Until the server closes its end.
static void answer_all(BuiltFilm *film, int fd)
{
    Frames *frames = frames_create(film);
    WireInbox inbox = {0};
    bool ok = true;
    while (ok && wire_receive(&inbox, fd) == WIRE_ARRIVED) {
        WorkerWish wish = {0};
        memcpy(&wish, inbox.bytes, inbox.n_bytes < sizeof wish ? inbox.n_bytes : sizeof wish);
        wire_drop(&inbox);
        Answer answer = {.err = {""}};
        json_out_init(&answer.json);
        find_answer(film, frames, &wish, &answer);
        ok = send_answer(fd, &answer);
        json_out_finish(&answer.json);
        free(answer.bytes);
    }
    wire_drop(&inbox);
    frames_destroy(frames);
}

// ---- its life ----

// Ends the process as soon as the server has closed its end: nobody waits for what is being found out.
static void *end_with_server(void *fd)
{
    struct pollfd server = {.fd = *(const int *)fd}; // that it is closed is told in any case
    while (poll(&server, 1, -1) <= 0)
        continue;
    _exit(0);
}

// The same film in a second process; memory is shared until one of them writes to it.
static void begin_slow_lane(BuiltFilm *film, const int fds[WORKER_LANES])
{
    signal(SIGCHLD, SIG_IGN); // it may end before this one
    if (fork() != 0)
        return;
    pthread_t watcher;
    pthread_create(&watcher, NULL, end_with_server, (void *)&fds[LANE_SLOW]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(fds[LANE_FAST]);
    setpriority(PRIO_PROCESS, 0, 10);
    answer_all(film, fds[LANE_SLOW]);
    _exit(0);
}

static void say(int fd, WorkerSays says, JsonOut *out)
{
    wire_send(fd, says, out->text, out->n_bytes);
    json_out_finish(out);
}

_Noreturn void worker_live(const WorkerSpec *spec, const int fds[WORKER_LANES])
{
    stand_alone(fds);
    BuiltFilm film;
    JsonOut out;
    json_out_init(&out);
    const bool built = built_film_open(&film, spec->studio, spec->stage, spec->name, &out);
    film.version = spec->version;
    if (!built) {
        say(fds[LANE_FAST], SAYS_FAILED, &out);
        _exit(0);
    }
    json_out_finish(&out);
    begin_slow_lane(&film, fds);
    close(fds[LANE_SLOW]);
    json_out_init(&out);
    built_film_about(&film, &out);
    say(fds[LANE_FAST], SAYS_READY, &out);
    answer_all(&film, fds[LANE_FAST]);
    built_film_close(&film);
    _exit(0);
}
