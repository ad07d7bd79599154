// worker.h — a film as it was when it was saved, built in a process of its own that draws and answers.
//
// Scripts are somebody's: one may loop, eat memory or crash what is below it, and takes down no more than its worker.
// The film is built once, after the fork; then a worker has two lanes, each a process with the same scenes: one answers
// what is wanted at once, pictures above all, the other what takes seconds.
#ifndef GPTREEL_STUDIO_WORKER_H
#define GPTREEL_STUDIO_WORKER_H

#include "engine/cli/stage_opts.h"
#include "engine/studio/wire.h"

#include <sys/types.h>

typedef enum WorkerAsk {
    ASK_TIMELINE,
    ASK_FRAMES,
    ASK_NODE,
    ASK_LINT, // from here on in the slow lane
    ASK_AUDIT,
    ASK_SOUND,
    ASK_SVG,
} WorkerAsk;

// What is wanted of a worker; only what the question needs is looked at.
typedef struct WorkerWish {
    WorkerAsk ask;
    int scene;
    int64_t frame; // the first one
    int n_frames, step;
    int width_px;
    uint32_t shown; // serial of the picture that the page has; 0: none
    double x, y;    // canvas units
    int music;      // row of MUSIC
} WorkerWish;

// Kinds of the messages of a worker.
typedef enum WorkerSays {
    SAYS_READY,  // the film is built; JSON, as built_film.h has it
    SAYS_FAILED, // it could not be built; a JSON list of findings
    SAYS_ANSWER, // what was wished
    SAYS_NO,     // that cannot be: one line why
} WorkerSays;

enum { WORKER_LANES = 2 };
typedef enum WorkerLane { LANE_FAST, LANE_SLOW } WorkerLane;

// What a film is built from. Lent to the fork only.
typedef struct WorkerSpec {
    const Studio *studio;
    const char *name; // of the film, as the command line has it
    const StageOpts *stage;
    uint32_t version; // of the build
} WorkerSpec;

typedef enum WorkerState { WORKER_BUILDING, WORKER_READY, WORKER_FAILED } WorkerState;

// A wish that waits for its answer.
typedef struct WorkerTicket WorkerTicket;
struct WorkerTicket {
    WorkerWish wish;
    // Called once: `bytes` (heap, the function's own now) are the answer; with `says` SAYS_NO the reason. NULL: the
    // worker is gone.
    void (*done)(void *context, WorkerSays says, char *bytes, size_t n_bytes);
    void *context;
    double since_s; // when it was sent; 0: not yet
    WorkerTicket *next;
};

typedef struct Worker {
    pid_t pid; // and of its group; 0: it ended
    uint32_t version;
    WorkerState state;
    double began_s, limit_s; // a build, or an answer of the fast lane, may take so long
    double slow_limit_s;     // an answer of the slow lane
    int fds[WORKER_LANES];
    WireInbox inboxes[WORKER_LANES];
    WorkerTicket *tickets[WORKER_LANES]; // the first was sent
    char *film;                          // heap: what SAYS_READY brought; NULL
    char *findings;                      // heap: of SAYS_FAILED; NULL
    double built_s;                      // how long the build took
} Worker;

// Forks. False when that cannot be.
bool worker_start(Worker *worker, const WorkerSpec *spec, Err *err);

// Ends it at once; its tickets are answered with NULL.
void worker_end(Worker *worker);

// Puts a wish into its lane. Who wishes for the same in the slow lane is answered together.
void worker_wish(Worker *worker, const WorkerWish *wish,
                 void (*done)(void *context, WorkerSays says, char *bytes, size_t n_bytes), void *context);

// Gives what waits in `from` to `to`.
void worker_hand_over(Worker *from, Worker *to);

// Takes what a lane has said; when it ends before its film is built, a finding says why. Looks at time limits, too.
void worker_run(Worker *worker, double now_s);

// ---- the other end ----

// What the forked process does: builds, says how that went, answers until the other end is gone. (worker_child.c)
_Noreturn void worker_live(const WorkerSpec *spec, const int fds[WORKER_LANES]);

#endif
