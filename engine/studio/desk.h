// desk.h — what the studio's server holds: what was chosen, the workers that have built it, and who wants what of them.
#ifndef GPTREEL_STUDIO_DESK_H
#define GPTREEL_STUDIO_DESK_H

#include "engine/base/json_out.h"
#include "engine/studio/http.h"
#include "engine/studio/inputs.h"
#include "engine/studio/jobs.h"
#include "engine/studio/prompt.h"
#include "engine/studio/serve.h"
#include "engine/studio/watch.h"
#include "engine/studio/worker.h"
#include "engine/video/scene_sound.h"

enum { MOST_CANVASES = 8 };
_Static_assert(2 + 2 * WORKER_LANES * (MOST_CANVASES + 1) + 2 * (MOST_JOBS + 1) <= SERVE_MOST_FDS, "all can be polled");

// One canvas of the film: the worker that answers, and the one that is built to take its place.
typedef struct Slot {
    const CanvasKind *canvas; // NULL: the film's own
    Worker now, next;
    bool has_now, has_next;
    char *findings;  // heap: why the newest state of the film could not be built; NULL: it could
    double wanted_s; // when something was asked for last
} Slot;

// What the page chose; NULL: as the command line and the film have it.
typedef struct Choice {
    const CanvasKind *canvas;
    const Theme *theme;
    const CaptionsKind *captions;
    const PaceKind *pace;
    const char *input; // folder; of `inputs`
    const Music *music;
} Choice;

typedef struct Desk {
    const Studio *studio;
    const char *name;      // of the film, as the command line has it
    const StageOpts *base; // what the command line says
    const char *out;       // the folder for what is made
    Choice choice;
    Slot chosen, others[MOST_CANVASES]; // others by their place in CANVAS_KINDS
    const CanvasKind *shown_canvas;     // that the chosen one has; NULL: there is no film yet
    uint32_t version;                   // of the last build that was begun
    uint32_t shown;                     // of the last that the chosen canvas has; 0: none
    double changed_s;                   // when what is being built was saved or chosen; 0: nothing is
    double ready_ms;                    // from there to the picture, the last time; NAN: not yet
    Inputs inputs;
    char *recorded; // heap: folder of the first input of what is shown, but for a prompt's; NULL: there is none
    Prompt prompt;
    Jobs jobs;
    Watch film_watch, input_watch;
    bool news;            // pages are to be told of the state
    double input_after_s; // a run that is being trained changes all the time: no build before this
} Desk;

// Begins the first build. `out` as in Desk. False when that cannot be; desk_close is due in any case.
bool desk_open(Desk *desk, const Studio *studio, const StageOpts *base, const char *name, const char *out, Err *err);
void desk_close(Desk *desk);

// What is chosen, or what is on the disk, has changed: everything that is looked at is built anew.
void desk_build(Desk *desk, double now_s);

// For serve.h: takes what workers and folders have to say, and tells pages; the descriptors of all of them; how long
// nothing has to be done if nothing comes.
void desk_run(void *desk, Http *http, double now_s);
void desk_end(void *desk); // ends the workers: whoever waits for one is told that there is no film
int desk_fds(const void *desk, int fds[SERVE_MOST_FDS]);
double desk_wait_s(const void *desk, double now_s);

// The slot of a canvas by name (NULL: the chosen one). NULL when there is no such canvas. Begins a build when there is
// none.
Slot *desk_slot(Desk *desk, const char *canvas);

// Asks it, or says at once that there is no film. The chosen canvas answers with what it has while the next version is
// built, since pages are told when that is there; another canvas answers with the next one. `done` as in worker.h.
void desk_wish(Desk *desk, Slot *slot, const WorkerWish *wish,
               void (*done)(void *context, WorkerSays says, char *bytes, size_t n_bytes), void *context);

// The stage of a canvas with all that is chosen; its words are the desk's.
StageOpts desk_stage(const Desk *desk, const CanvasKind *canvas);

// ---- for pages ----

// All of the state as one JSON object. (desk_state.c)
void desk_state(const Desk *desk, JsonOut *out);

// Takes a choice {"canvas": …} of a page, and begins to build what is another film by it. (desk_state.c)
bool desk_choose(Desk *desk, const char *json, Err *err);

// Begins what a page asks to be made; gives the job, NULL on error. (desk_make.c)
const Job *desk_make(Desk *desk, const char *json, Err *err);

// The command line that makes what a page would ask for, in the arena; NULL on error. (desk_make.c)
const char *desk_command(const Desk *desk, Arena *arena, const char *json, Err *err);

// Takes the prompt {"text": …} of a page, null for what is recorded. (desk_make.c)
bool desk_prompt(Desk *desk, const char *json, Err *err);

// Puts all inputs that can be chosen as a JSON list; looks for new ones. (desk_state.c)
void desk_inputs(Desk *desk, JsonOut *out);

// Answers a request of a page. (desk_routes.c)
void desk_handle(void *desk, HttpRequest *request);

#endif
