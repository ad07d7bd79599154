// desk_routes.c — what pages ask for, by its address.
#include "engine/studio/desk.h"

#include "engine/studio/frames.h"
#include "engine/studio/page_files.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 200, NOT_FOUND = 404, BAD = 400, NO_FILM = 503, MOST_SCENES = 10000 };
static const char JSON_TYPE[] = "application/json";

// ---- answers of workers ----

// A request that waits for a worker.
typedef struct Waiting {
    HttpRequest *request;
    const Slot *slot;
    const char *type; // of the answer
} Waiting;

// There is no film on that canvas: the first thing that is wrong with it.
static void answer_why(HttpRequest *request, const Slot *slot)
{
    const char *newest = slot->has_next && slot->next.findings ? slot->next.findings : slot->findings;
    json_t *findings = newest ? json_loads(newest, 0, NULL) : NULL;
    const json_t *first = json_array_get(findings, 0);
    const char *file = json_string_value(json_object_get(first, "file"));
    const char *what = json_string_value(json_object_get(first, "what"));
    if (file && what)
        http_answer_error(request, NO_FILM, "%s:%d: %s; %s", file,
                          (int)json_integer_value(json_object_get(first, "line")), what,
                          json_string_value(json_object_get(first, "remedy")));
    else
        http_answer_error(request, NO_FILM, "%s", what ? what : "the film cannot be built; the state tells why");
    json_decref(findings);
}

static void on_answer(void *context, WorkerSays says, char *bytes, size_t n_bytes)
{
    Waiting *waiting = context;
    if (says == SAYS_ANSWER)
        http_answer(waiting->request, OK, waiting->type, bytes, n_bytes);
    else if (bytes)
        http_answer_error(waiting->request, BAD, "%s", bytes);
    else
        answer_why(waiting->request, waiting->slot);
    if (says != SAYS_ANSWER)
        free(bytes);
    free(waiting);
}

static void ask(Desk *desk, HttpRequest *request, WorkerWish wish, const char *type)
{
    Slot *slot = desk_slot(desk, http_param(request, "canvas"));
    if (!slot) {
        http_answer_error(request, BAD, "there is no such canvas; the state lists them");
        return;
    }
    Waiting *waiting = mem_alloc(sizeof *waiting);
    *waiting = (Waiting){request, slot, type};
    wish.scene = (int)http_number(request, "scene", 0, MOST_SCENES, 0);
    desk_wish(desk, slot, &wish, on_answer, waiting);
}

static void get_timeline(Desk *desk, HttpRequest *request)
{
    ask(desk, request, (WorkerWish){.ask = ASK_TIMELINE}, JSON_TYPE);
}

static void get_frames(Desk *desk, HttpRequest *request)
{
    const WorkerWish wish = {
        .ask = ASK_FRAMES,
        .frame = (int64_t)http_number(request, "from", 0, 1e9, 0),
        .n_frames = (int)http_number(request, "count", 1, MOST_FRAMES, 1),
        .step = (int)http_number(request, "step", -1000, 1000, 1),
        .width_px = (int)http_number(request, "w", LEAST_WIDTH_PX, MOST_WIDTH_PX, 960),
        .shown = (uint32_t)http_number(request, "have", 0, UINT32_MAX, 0),
    };
    ask(desk, request, wish, "application/octet-stream");
}

static void get_node(Desk *desk, HttpRequest *request)
{
    const WorkerWish wish = {
        .ask = ASK_NODE,
        .frame = (int64_t)http_number(request, "frame", 0, 1e9, 0),
        .x = http_number(request, "x", -1e5, 1e5, 0),
        .y = http_number(request, "y", -1e5, 1e5, 0),
    };
    ask(desk, request, wish, JSON_TYPE);
}

static void get_lint(Desk *desk, HttpRequest *request)
{
    ask(desk, request, (WorkerWish){.ask = ASK_LINT}, JSON_TYPE);
}

static void get_audit(Desk *desk, HttpRequest *request)
{
    ask(desk, request, (WorkerWish){.ask = ASK_AUDIT}, JSON_TYPE);
}

static void get_sound(Desk *desk, HttpRequest *request)
{
    const int music = desk->choice.music ? (int)(desk->choice.music - MUSIC) : 0;
    ask(desk, request, (WorkerWish){.ask = ASK_SOUND, .music = music}, "audio/wav");
}

static void get_svg(Desk *desk, HttpRequest *request)
{
    ask(desk, request, (WorkerWish){.ask = ASK_SVG}, "image/svg+xml");
}

// ---- the desk's own ----

static void get_state(Desk *desk, HttpRequest *request)
{
    JsonOut out;
    json_out_init(&out);
    desk_state(desk, &out);
    http_answer(request, OK, JSON_TYPE, out.text, out.n_bytes);
}

static void get_events(Desk *desk, HttpRequest *request)
{
    JsonOut out;
    json_out_init(&out);
    desk_state(desk, &out);
    http_answer_events(request, "state", json_out_string(&out));
    json_out_finish(&out);
}

static void get_runs(Desk *desk, HttpRequest *request)
{
    JsonOut out;
    json_out_init(&out);
    desk_inputs(desk, &out);
    http_answer(request, OK, JSON_TYPE, out.text, out.n_bytes);
}

static void post_choose(Desk *desk, HttpRequest *request)
{
    Err err = {""};
    if (!desk_choose(desk, request->body, &err)) {
        http_answer_error(request, BAD, "%s", err.text);
        return;
    }
    http_answer_text(request, OK, JSON_TYPE, "{\"ok\": true}");
}

static void post_prompt(Desk *desk, HttpRequest *request)
{
    Err err = {""};
    if (desk_prompt(desk, request->body, &err))
        http_answer_text(request, OK, JSON_TYPE, "{\"ok\": true}");
    else
        http_answer_error(request, BAD, "%s", err.text);
}

static void post_make(Desk *desk, HttpRequest *request)
{
    Err err = {""};
    const Job *job = desk_make(desk, request->body, &err);
    if (!job) {
        http_answer_error(request, BAD, "%s", err.text);
        return;
    }
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "job", job->id);
    json_out_text_at(&out, "command", job->command);
    json_out_end(&out, '}');
    http_answer(request, OK, JSON_TYPE, out.text, out.n_bytes);
}

static void post_command(Desk *desk, HttpRequest *request)
{
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    const char *command = desk_command(desk, &arena, request->body, &err);
    if (command) {
        JsonOut out;
        json_out_init(&out);
        json_out_begin(&out, '{');
        json_out_text_at(&out, "command", command);
        json_out_end(&out, '}');
        http_answer(request, OK, JSON_TYPE, out.text, out.n_bytes);
    } else {
        http_answer_error(request, BAD, "%s", err.text);
    }
    arena_finish(&arena);
}

static void post_cancel(Desk *desk, HttpRequest *request)
{
    json_t *wish = json_loads(request->body, 0, NULL);
    const int id = (int)json_integer_value(json_object_get(wish, "job"));
    json_decref(wish);
    if (jobs_cancel(&desk->jobs, id))
        http_answer_text(request, OK, JSON_TYPE, "{\"ok\": true}");
    else
        http_answer_error(request, BAD, "no such job runs");
}

// ---- the table ----

// To add one: a row.
static const struct {
    const char *path;
    bool post;
    void (*handle)(Desk *desk, HttpRequest *request);
} ROUTES[] = {
    {"state", false, get_state},   {"events", false, get_events}, {"timeline", false, get_timeline},
    {"frames", false, get_frames}, {"node", false, get_node},     {"lint", false, get_lint},
    {"audit", false, get_audit},   {"sound", false, get_sound},   {"svg", false, get_svg},
    {"runs", false, get_runs},     {"choose", true, post_choose}, {"prompt", true, post_prompt},
    {"make", true, post_make},     {"cancel", true, post_cancel}, {"command", true, post_command},
};

void desk_handle(void *context, HttpRequest *request)
{
    Desk *desk = context;
    for (size_t i = 0; i < sizeof ROUTES / sizeof *ROUTES; i++)
        if (ROUTES[i].post == request->post && strcmp(ROUTES[i].path, request->path) == 0) {
            ROUTES[i].handle(desk, request);
            return;
        }
    page_answer(request, "index.html");
}
