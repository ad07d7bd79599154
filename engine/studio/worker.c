// worker.c — the server's end of a worker.
#include "engine/studio/worker.h"

#include "engine/base/finding.h"
#include "engine/base/progress.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const double BUILD_LIMIT_S = 20, SLOW_LIMIT_S = 120;

static WorkerLane lane_of(WorkerAsk ask)
{
    return ask < ASK_LINT ? LANE_FAST : LANE_SLOW;
}

// ---- beginning and ending ----

static void close_all(int fds[WORKER_LANES])
{
    for (int i = 0; i < WORKER_LANES; i++) {
        if (fds[i] >= 0)
            close(fds[i]);
        fds[i] = -1;
    }
}

static bool make_pairs(int here[WORKER_LANES], int there[WORKER_LANES], Err *err)
{
    for (int i = 0; i < WORKER_LANES; i++) {
        int pair[2];
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
            return err_errno(err, "cannot talk to a process that builds the film");
        here[i] = pair[0];
        there[i] = pair[1];
        fcntl(here[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

bool worker_start(Worker *worker, const WorkerSpec *spec, Err *err)
{
    int there[WORKER_LANES] = {-1, -1};
    *worker = (Worker){.fds = {-1, -1},
                       .version = spec->version,
                       .began_s = clock_seconds(),
                       .limit_s = BUILD_LIMIT_S,
                       .slow_limit_s = SLOW_LIMIT_S};
    prctl(PR_SET_CHILD_SUBREAPER, 1); // so that no process of a worker is left to others
    bool ok = make_pairs(worker->fds, there, err);
    worker->pid = ok ? fork() : 0;
    if (ok && worker->pid == 0)
        worker_live(spec, there);
    if (worker->pid < 0)
        ok = err_errno(err, "cannot begin a process that builds the film");
    close_all(there);
    if (!ok)
        close_all(worker->fds);
    else
        setpgid(worker->pid, worker->pid); // as it does itself: whoever is first
    return ok;
}

static void answer(WorkerTicket *ticket, WorkerSays says, char *bytes, size_t n_bytes)
{
    ticket->done(ticket->context, says, bytes, n_bytes);
    free(ticket);
}

// What takes seconds is found out once for all who wait for it: pages that ask with each edit, and go away.
static void answer_equal(Worker *worker, const WorkerWish *wish, WorkerSays says, const char *bytes, size_t n_bytes)
{
    for (WorkerTicket **place = &worker->tickets[LANE_SLOW]; *place;) {
        WorkerTicket *ticket = *place;
        const WorkerWish *other = &ticket->wish;
        if (other->ask != wish->ask || other->scene != wish->scene || other->music != wish->music) {
            place = &ticket->next;
            continue;
        }
        *place = ticket->next;
        char *copy = mem_alloc(n_bytes + 1);
        memcpy(copy, bytes, n_bytes + 1);
        answer(ticket, says, copy, n_bytes);
    }
}

static void drop_lane(Worker *worker, WorkerLane lane)
{
    while (worker->tickets[lane]) {
        WorkerTicket *ticket = worker->tickets[lane];
        worker->tickets[lane] = ticket->next;
        answer(ticket, SAYS_NO, NULL, 0);
    }
}

static void drop_tickets(Worker *worker)
{
    for (int i = 0; i < WORKER_LANES; i++)
        drop_lane(worker, i);
}

// Gives how it ended, as waitpid tells; 0 when it had ended before. Its second process is a child of this one then.
static int stop(Worker *worker)
{
    int status = 0;
    if (worker->pid > 0) {
        kill(-worker->pid, SIGKILL);
        waitpid(worker->pid, &status, 0);
        while (waitpid(-worker->pid, NULL, 0) > 0)
            continue;
    }
    worker->pid = 0;
    close_all(worker->fds);
    for (int i = 0; i < WORKER_LANES; i++)
        wire_drop(&worker->inboxes[i]);
    return status;
}

void worker_end(Worker *worker)
{
    stop(worker);
    drop_tickets(worker);
    free(worker->film);
    free(worker->findings);
    *worker = (Worker){.fds = {-1, -1}, .state = WORKER_FAILED};
}

// ---- wishes ----

static void send_first(Worker *worker, WorkerLane lane)
{
    WorkerTicket *ticket = worker->tickets[lane];
    if (!ticket || ticket->since_s > 0 || worker->state != WORKER_READY)
        return;
    ticket->since_s = clock_seconds();
    wire_send(worker->fds[lane], (uint32_t)ticket->wish.ask, &ticket->wish, sizeof ticket->wish);
}

static void put_ticket(Worker *worker, WorkerTicket *ticket)
{
    const WorkerLane lane = lane_of(ticket->wish.ask);
    WorkerTicket **end = &worker->tickets[lane];
    while (*end)
        end = &(*end)->next;
    ticket->since_s = 0;
    ticket->next = NULL;
    *end = ticket;
    send_first(worker, lane);
}

void worker_wish(Worker *worker, const WorkerWish *wish,
                 void (*done)(void *context, WorkerSays says, char *bytes, size_t n_bytes), void *context)
{
    WorkerTicket *ticket = mem_alloc(sizeof *ticket);
    *ticket = (WorkerTicket){.wish = *wish, .done = done, .context = context};
    if (worker->state == WORKER_FAILED || worker->fds[lane_of(wish->ask)] < 0)
        answer(ticket, SAYS_NO, NULL, 0);
    else
        put_ticket(worker, ticket);
}

void worker_hand_over(Worker *from, Worker *to)
{
    for (int i = 0; i < WORKER_LANES; i++)
        while (from->tickets[i]) {
            WorkerTicket *ticket = from->tickets[i];
            from->tickets[i] = ticket->next;
            put_ticket(to, ticket);
        }
}

// ---- what it says ----

static char *one_finding(const char *what, const char *remedy)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '[');
    json_out_begin(&out, '{');
    const Finding finding = {.what = what, .remedy = remedy, .stack = ""};
    finding_write(&out, &finding);
    json_out_end(&out, '}');
    json_out_end(&out, ']');
    char *text = mem_strdup(json_out_string(&out));
    json_out_finish(&out);
    return text;
}

// The process is gone, or is to go, before its film was there or after it.
static void fail(Worker *worker, const char *what, const char *remedy)
{
    const int status = stop(worker);
    char ended[160];
    if (!what && WIFSIGNALED(status)) {
        snprintf(ended, sizeof ended, "%s the film ended with the signal %d (%s)",
                 worker->state == WORKER_READY ? "drawing" : "building", WTERMSIG(status), strsignal(WTERMSIG(status)));
        what = ended;
        remedy = "take back what was changed last; that a script can do this is a fault of gptreel";
    } else if (!what) {
        what = "building the film needs more memory than it may take, or ended by itself";
        remedy = "look for a list that grows without an end; the terminal tells more";
    }
    if (!worker->findings)
        worker->findings = one_finding(what, remedy);
    worker->state = WORKER_FAILED;
    drop_tickets(worker);
}

// What takes seconds is answered no more, and pictures go on. Its process sees that this end is closed, and ends.
static void lose_slow_lane(Worker *worker)
{
    close(worker->fds[LANE_SLOW]);
    worker->fds[LANE_SLOW] = -1;
    wire_drop(&worker->inboxes[LANE_SLOW]);
    drop_lane(worker, LANE_SLOW);
}

static void take_message(Worker *worker, WorkerLane lane)
{
    const WireHead head = worker->inboxes[lane].head;
    char *bytes = wire_take(&worker->inboxes[lane]);
    if (worker->state == WORKER_BUILDING && head.kind == SAYS_READY) {
        worker->film = bytes;
        worker->state = WORKER_READY;
        worker->built_s = clock_seconds() - worker->began_s;
        for (int i = 0; i < WORKER_LANES; i++)
            send_first(worker, i);
        return;
    }
    if (worker->state == WORKER_BUILDING && head.kind == SAYS_FAILED) {
        worker->findings = bytes;
        fail(worker, NULL, NULL);
        return;
    }
    WorkerTicket *ticket = worker->tickets[lane];
    if (!ticket || ticket->since_s <= 0) {
        free(bytes); // nobody has asked
        return;
    }
    worker->tickets[lane] = ticket->next;
    if (lane == LANE_SLOW)
        answer_equal(worker, &ticket->wish, head.kind, bytes, head.n_bytes);
    answer(ticket, head.kind, bytes, head.n_bytes);
    send_first(worker, lane);
}

static void check_time(Worker *worker, double now_s)
{
    if (worker->state == WORKER_BUILDING && now_s > worker->began_s + worker->limit_s)
        fail(worker, "building the film takes longer than it may", "look for a loop without an end");
    const WorkerTicket *fast = worker->tickets[LANE_FAST], *slow = worker->tickets[LANE_SLOW];
    if (slow && slow->since_s > 0 && now_s > slow->since_s + worker->slow_limit_s)
        lose_slow_lane(worker);
    if (worker->state == WORKER_READY && fast && fast->since_s > 0 && now_s > fast->since_s + worker->limit_s)
        fail(worker, "drawing the film takes longer than it may", "take back what was changed last");
}

// False when the lane has ended.
static bool run_lane(Worker *worker, WorkerLane lane)
{
    while (worker->state != WORKER_FAILED && worker->fds[lane] >= 0) {
        const WireState state = wire_receive(&worker->inboxes[lane], worker->fds[lane]);
        if (state != WIRE_ARRIVED)
            return state == WIRE_WAITING;
        take_message(worker, lane);
    }
    return true;
}

void worker_run(Worker *worker, double now_s)
{
    if (!run_lane(worker, LANE_FAST))
        fail(worker, NULL, NULL);
    if (!run_lane(worker, LANE_SLOW) && worker->state == WORKER_READY)
        lose_slow_lane(worker);
    check_time(worker, now_s);
}
