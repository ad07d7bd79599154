// desk_make.c — what a page has made: files by commands, and an input by a prompt.
#include "engine/studio/desk.h"

#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "engine/studio/make.h"

#include <jansson.h>
#include <string.h>

// ---- about the film that is shown ----

static json_t *about_film(const Desk *desk)
{
    const Slot *slot = &desk->chosen;
    return slot->has_now && slot->now.film ? json_loads(slot->now.film, 0, NULL) : NULL;
}

static MakeFrom make_from(const Desk *desk, const json_t *about, const StageOpts *stage, Arena *arena)
{
    const json_t *scenes = json_object_get(about, "scenes");
    const size_t n = json_array_size(scenes);
    const char **names = ARENA_ARRAY(arena, const char *, (int64_t)n);
    for (size_t i = 0; i < n; i++)
        names[i] = arena_strdup(arena, json_string_value(json_array_get(scenes, i)));
    return (MakeFrom){.name = desk->name,
                      .film = arena_strdup(arena, json_string_value(json_object_get(about, "film"))),
                      .scenes = names,
                      .n_scenes = (int)n,
                      .stage = stage,
                      .music = desk->choice.music,
                      .out = desk->out};
}

// ---- making ----

// A file can only be written where there is a folder.
static bool make_above(Arena *arena, const char *path, Err *err)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return !slash || dir_make(arena_strndup(arena, path, (size_t)(slash - path)), err);
}

// The command of what a page asks for, in the arena.
static bool find_command(const Desk *desk, Arena *arena, const char *json, MakeCommand *command, Err *err)
{
    json_t *about = about_film(desk);
    if (!about)
        return err_set(err, "the film cannot be built; mend it first");
    const StageOpts stage = desk_stage(desk, desk->chosen.canvas);
    const MakeFrom from = make_from(desk, about, &stage, arena);
    const bool ok = make_command(command, arena, &from, json, err);
    json_decref(about);
    return ok;
}

const Job *desk_make(Desk *desk, const char *json, Err *err)
{
    Arena arena;
    arena_init(&arena);
    MakeCommand command;
    int id = 0;
    if (find_command(desk, &arena, json, &command, err) && make_above(&arena, command.makes, err))
        id = jobs_begin(&desk->jobs, command.what, command.words, err);
    desk->news = desk->news || id > 0;
    arena_finish(&arena);
    return id > 0 ? &desk->jobs.jobs[desk->jobs.n - 1] : NULL;
}

const char *desk_command(const Desk *desk, Arena *arena, const char *json, Err *err)
{
    MakeCommand command;
    return find_command(desk, arena, json, &command, err) ? jobs_typed(arena, command.words) : NULL;
}

// ---- prompts ----

bool desk_prompt(Desk *desk, const char *json, Err *err)
{
    json_t *wish = json_loads(json, 0, NULL);
    const json_t *text = json_object_get(wish, "text");
    bool ok = true;
    if (json_is_string(text)) {
        ok = desk->recorded ? prompt_begin(&desk->prompt, desk->studio, desk->recorded, json_string_value(text), err)
                            : err_set(err, "the film draws nothing that a prompt could be asked of");
    } else if (json_is_null(text)) {
        prompt_forget(&desk->prompt);
        desk_build(desk, clock_seconds());
    } else {
        ok = err_set(err, "a prompt is {\"text\": \"…\"}, or null for what is recorded");
    }
    desk->news = true;
    json_decref(wish);
    return ok;
}
