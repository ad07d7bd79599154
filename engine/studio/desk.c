// desk.c — workers begun, replaced when the next one is ready, and given up.
#include "engine/studio/desk.h"

#include "engine/base/file.h"
#include "engine/base/progress.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double UNWANTED_S = 30; // a canvas that nobody looked at for so long is not built again
static const double INPUT_PAUSE_S = 2;
static const double LOOK_AGAIN_S = 0.5; // at time limits

// ---- stages ----

static void add_input(StageOpts *stage, const char *dir)
{
    if (dir && stage->inputs.n < MOST_OPT_WORDS)
        stage->inputs.words[stage->inputs.n++] = dir; // the last one that is named counts
}

StageOpts desk_stage(const Desk *desk, const CanvasKind *canvas)
{
    StageOpts stage = *desk->base;
    stage.told = true;
    if (canvas)
        stage_set_canvas(&stage, canvas);
    if (desk->choice.theme)
        stage_set_theme(&stage, desk->choice.theme);
    if (desk->choice.pace)
        stage_set_pace(&stage, desk->choice.pace);
    if (desk->choice.captions)
        stage.captions = desk->choice.captions;
    add_input(&stage, desk->choice.input);
    add_input(&stage, desk->prompt.dir);
    return stage;
}

// ---- slots ----

static void set_findings(Slot *slot, char *findings)
{
    free(slot->findings);
    slot->findings = findings;
}

static void build_slot(Desk *desk, Slot *slot)
{
    const StageOpts stage = desk_stage(desk, slot->canvas);
    const WorkerSpec spec = {.studio = desk->studio, .name = desk->name, .stage = &stage, .version = ++desk->version};
    Worker next;
    Err err = {""};
    if (!worker_start(&next, &spec, &err)) {
        fprintf(stderr, "gptreel: %s\n", err.text);
        return;
    }
    if (slot->has_next) {
        worker_hand_over(&slot->next, &next);
        worker_end(&slot->next);
    }
    slot->next = next;
    slot->has_next = true;
}

static void end_slot(Slot *slot)
{
    if (slot->has_now)
        worker_end(&slot->now);
    if (slot->has_next)
        worker_end(&slot->next);
    set_findings(slot, NULL);
    *slot = (Slot){0};
}

void desk_build(Desk *desk, double now_s)
{
    desk->news = true;
    desk->changed_s = now_s;
    desk->chosen.canvas = desk->choice.canvas;
    build_slot(desk, &desk->chosen);
    for (int i = 0; i < MOST_CANVASES; i++) {
        Slot *slot = &desk->others[i];
        if (slot->wanted_s > now_s - UNWANTED_S)
            build_slot(desk, slot);
        else
            end_slot(slot);
    }
}

Slot *desk_slot(Desk *desk, const char *canvas)
{
    const CanvasKind *row = canvas ? choices_find(&CANVAS_CHOICES, canvas, NULL) : NULL;
    if (!canvas || row == (desk->shown_canvas ? desk->shown_canvas : desk_stage(desk, desk->chosen.canvas).canvas))
        return &desk->chosen;
    const ptrdiff_t index = row ? row - CANVAS_KINDS : MOST_CANVASES;
    if (index >= MOST_CANVASES)
        return NULL;
    Slot *slot = &desk->others[index];
    slot->canvas = row;
    slot->wanted_s = clock_seconds();
    if (!slot->has_now && !slot->has_next && !slot->findings)
        build_slot(desk, slot);
    return slot;
}

// Who answers for a slot; NULL: nobody.
static Worker *answering(const Desk *desk, Slot *slot)
{
    if (slot == &desk->chosen && slot->has_now)
        return &slot->now;
    if (slot->has_next)
        return &slot->next;
    return slot->has_now && !slot->findings ? &slot->now : NULL;
}

void desk_wish(Desk *desk, Slot *slot, const WorkerWish *wish,
               void (*done)(void *context, WorkerSays says, char *bytes, size_t n_bytes), void *context)
{
    Worker *worker = answering(desk, slot);
    if (worker)
        worker_wish(worker, wish, done, context);
    else
        done(context, SAYS_NO, NULL, 0);
}

// ---- what workers say ----

static bool is_of_prompt(const Desk *desk, const char *dir)
{
    const char *folder = desk->prompt.scratch.folder;
    return folder && strncmp(dir, folder, strlen(folder)) == 0;
}

// Watches the folders that the film and its inputs are in, and keeps which the first input is.
static void take_folders(Desk *desk, const char *about)
{
    json_t *root = json_loads(about, 0, NULL);
    size_t i;
    json_t *folder;
    json_array_foreach(json_object_get(root, "folders"), i, folder)
        watch_add(&desk->film_watch, json_string_value(folder));
    json_array_foreach(json_object_get(root, "inputs"), i, folder)
    {
        const char *dir = json_string_value(folder);
        if (!dir || is_of_prompt(desk, dir)) // which changes as we say
            continue;
        watch_add(&desk->input_watch, dir);
        if (i > 0)
            continue;
        char *recorded = mem_strdup(dir);
        free(desk->recorded);
        desk->recorded = recorded;
    }
    json_decref(root);
}

static const CanvasKind *canvas_of(const char *about)
{
    json_t *root = json_loads(about, 0, NULL);
    const char *name = json_string_value(json_object_get(root, "canvas"));
    const CanvasKind *canvas = name ? choices_find(&CANVAS_CHOICES, name, NULL) : NULL;
    json_decref(root);
    return canvas;
}

// The next worker has built its film.
static void take_over(Desk *desk, Slot *slot, double now_s)
{
    if (slot->has_now) {
        worker_hand_over(&slot->now, &slot->next);
        worker_end(&slot->now);
    }
    slot->now = slot->next;
    slot->has_now = true;
    slot->has_next = false;
    desk->news = true;
    set_findings(slot, NULL);
    take_folders(desk, slot->now.film);
    if (slot != &desk->chosen)
        return;
    desk->shown_canvas = canvas_of(slot->now.film);
    desk->shown = slot->now.version;
    desk->ready_ms = 1e3 * (now_s - desk->changed_s);
    desk->changed_s = 0;
}

static void give_up(Desk *desk, Slot *slot, Worker *worker, bool *has)
{
    desk->news = true;
    set_findings(slot, worker->findings);
    worker->findings = NULL;
    *has = false;
    worker_end(worker);
}

static void run_slot(Desk *desk, Slot *slot, double now_s)
{
    if (slot->has_now)
        worker_run(&slot->now, now_s);
    if (slot->has_now && slot->now.state == WORKER_FAILED)
        give_up(desk, slot, &slot->now, &slot->has_now);
    if (slot->has_next)
        worker_run(&slot->next, now_s);
    if (slot->has_next && slot->next.state == WORKER_READY)
        take_over(desk, slot, now_s);
    if (!slot->has_next || slot->next.state != WORKER_FAILED)
        return;
    give_up(desk, slot, &slot->next, &slot->has_next);
    if (slot == &desk->chosen)
        desk->changed_s = 0;
}

// ---- what folders say ----

static void run_watches(Desk *desk, double now_s)
{
    watch_read(&desk->film_watch, now_s);
    watch_read(&desk->input_watch, now_s);
    const bool film = watch_wait_s(&desk->film_watch, now_s) == 0;
    const bool input = watch_wait_s(&desk->input_watch, now_s) == 0 && now_s >= desk->input_after_s &&
                       !desk->chosen.has_next; // else a run that is trained would end every build
    if (!film && !input)
        return;
    const double saved_s = film ? desk->film_watch.first_s : desk->input_watch.first_s;
    watch_told(&desk->film_watch);
    watch_told(&desk->input_watch);
    desk->input_after_s = now_s + INPUT_PAUSE_S;
    desk_build(desk, saved_s);
}

static void tell(Http *http, const char *event, JsonOut *out)
{
    http_tell(http, event, json_out_string(out));
    json_out_finish(out);
}

// What is new since the last time.
static void tell_news(Desk *desk, Http *http)
{
    JsonOut out;
    if (desk->news) {
        json_out_init(&out);
        desk_state(desk, &out);
        tell(http, "state", &out);
    }
    desk->news = false;
    for (int i = 0; i < desk->jobs.n; i++) {
        Job *job = &desk->jobs.jobs[i];
        if (!job->news)
            continue;
        json_out_init(&out);
        job_write(job, &out);
        tell(http, "job", &out);
        job->news = false;
    }
}

void desk_run(void *context, Http *http, double now_s)
{
    Desk *desk = context;
    run_slot(desk, &desk->chosen, now_s);
    for (int i = 0; i < MOST_CANVASES; i++)
        run_slot(desk, &desk->others[i], now_s);
    run_watches(desk, now_s);
    jobs_run(&desk->jobs);
    if (prompt_run(&desk->prompt)) {
        desk->news = true;
        if (desk->prompt.state == PROMPT_READY)
            desk_build(desk, now_s);
    }
    tell_news(desk, http);
}

static int add_fds(const Slot *slot, int *fds, int n)
{
    for (int i = 0; i < WORKER_LANES; i++) {
        if (slot->has_now && slot->now.fds[i] >= 0)
            fds[n++] = slot->now.fds[i];
        if (slot->has_next && slot->next.fds[i] >= 0)
            fds[n++] = slot->next.fds[i];
    }
    return n;
}

int desk_fds(const void *context, int fds[SERVE_MOST_FDS])
{
    const Desk *desk = context;
    fds[0] = desk->film_watch.fd;
    fds[1] = desk->input_watch.fd;
    int n = add_fds(&desk->chosen, fds, 2);
    for (int i = 0; i < MOST_CANVASES; i++)
        n = add_fds(&desk->others[i], fds, n);
    const Child *child = &desk->prompt.child;
    if (child->out.fd >= 0)
        fds[n++] = child->out.fd;
    if (child->err.fd >= 0)
        fds[n++] = child->err.fd;
    return n + jobs_fds(&desk->jobs, fds + n);
}

double desk_wait_s(const void *context, double now_s)
{
    const Desk *desk = context;
    double wait_s = LOOK_AGAIN_S;
    const double film_s = watch_wait_s(&desk->film_watch, now_s);
    double input_s = watch_wait_s(&desk->input_watch, now_s);
    if (input_s >= 0 && input_s < desk->input_after_s - now_s)
        input_s = desk->input_after_s - now_s;
    if (desk->chosen.has_next)
        input_s = -1; // the build is waited for
    if (film_s >= 0 && film_s < wait_s)
        wait_s = film_s;
    return input_s >= 0 && input_s < wait_s ? input_s : wait_s;
}

// ---- beginning and ending ----

// The folder that a film of that name would be in; NULL: it is within the program.
static const char *film_folder(Arena *arena, const char *name)
{
    if (dir_exists(name))
        return name;
    const char *slash = strrchr(name, '/');
    const char *folder = slash ? arena_strndup(arena, name, (size_t)(slash - name)) : ".";
    return dir_exists(folder) && (slash || file_exists(name)) ? folder : NULL;
}

bool desk_open(Desk *desk, const Studio *studio, const StageOpts *base, const char *name, const char *out, Err *err)
{
    *desk =
        (Desk){.studio = studio, .name = name, .base = base, .out = out, .ready_ms = NAN, .input_watch = {.fd = -1}};
    inputs_init(&desk->inputs);
    scratch_clean();
    prompt_init(&desk->prompt);
    if (!watch_open(&desk->film_watch, err) || !watch_open(&desk->input_watch, err))
        return false;
    desk->film_watch.without = out; // what is made from the page changes no film
    Arena arena;
    arena_init(&arena);
    const char *folder = film_folder(&arena, name);
    if (folder)
        watch_add(&desk->film_watch, folder);
    arena_finish(&arena);
    desk_build(desk, clock_seconds());
    return true;
}

void desk_end(void *context)
{
    Desk *desk = context;
    end_slot(&desk->chosen);
    for (int i = 0; i < MOST_CANVASES; i++)
        end_slot(&desk->others[i]);
}

void desk_close(Desk *desk)
{
    desk_end(desk);
    watch_close(&desk->film_watch);
    watch_close(&desk->input_watch);
    jobs_end(&desk->jobs);
    prompt_finish(&desk->prompt);
    inputs_finish(&desk->inputs);
    free(desk->recorded);
}
