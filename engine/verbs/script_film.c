// script_film.c — scripts are read twice: once to learn which scenes there are, and again for each scene that is built.
#include "engine/verbs/script_film.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/script/film_file.h"
#include "engine/verbs/film_facts.h"
#include "engine/verbs/film_runs.h"

#include <string.h>

// What a row is built from: a scene of a script.
typedef struct ScriptSource {
    const char *file; // as messages show it
    const ScriptStage *stage;
    const FilmFile *film;
    const FilmScene *scene;
    const FilmInput *inputs; // [n_inputs]
    int n_inputs;
} ScriptSource;

bool script_film_at(const EmbeddedFilm *embedded, const char *path)
{
    for (const EmbeddedFilm *each = embedded; each && each->name; each++)
        if (strcmp(each->name, path) == 0)
            return true;
    if (film_file_is_one(path))
        return file_exists(path);
    Arena arena;
    arena_init(&arena);
    int n = 0;
    const ScriptFolder folder = {.path = path};
    const bool is_film =
        dir_exists(path) && (folder_has(&folder, "film.lua") || (folder_scenes(&folder, &arena, &n) && n > 0));
    arena_finish(&arena);
    return is_film;
}

// ---- building ----

static ScriptValue run_of(const ScriptSource *source, Scene *s, const void *const *inputs, int index)
{
    const char *const *origins = s->row ? s->row->origins : NULL;
    const char *origin = origins ? origins[index] : source->inputs[index].name;
    return inputs[index] ? source->stage->input_value(s->arena, inputs[index], origin) : value_no_run();
}

static ScriptSetup setup_of(const ScriptSource *source, Scene *host)
{
    ScriptNamed *facts = ARENA_NEW(host->arena, ScriptNamed);
    *facts = (ScriptNamed){"facts", value_facts(host, source->film)};
    return (ScriptSetup){
        .language = source->stage->language,
        .folder = source->film->folder,
        .translated_file = source->scene->lua ? source->scene->file : NULL,
        .translated = source->scene->lua,
        .params = source->film->params,
        .n_params = source->film->n_params,
        .globals = facts,
        .n_globals = 1,
        .host = host,
        .host_err = &host->err,
        .host_arena = host->arena,
    };
}

static void build(Scene *s, const void *const *inputs, const void *script_source)
{
    const ScriptSource *source = script_source;
    const ScriptSetup setup = setup_of(source, s);
    block_begin_scene(s);
    Script *script = script_create(&setup);
    Err err = {""};
    int n = 0;
    const ScriptScene *scenes = script_load(script, source->scene->file, &n, &err);
    ScriptValue *values = ARENA_ARRAY(s->arena, ScriptValue, source->n_inputs);
    for (int i = 0; i < source->n_inputs; i++)
        values[i] = run_of(source, s, inputs, i);
    const ScriptValue given[] = {values[0], value_runs(s->arena, source->inputs, values, source->n_inputs)};
    const bool ok = scenes && script_build(script, &scenes[source->scene->index], given, 2, &err);
    if (!ok)
        s->err = err; // that of the scene itself, when it has one, with the script's stack
    script_destroy(script);
}

static const char *read_film_file(const void *script_source, Arena *arena, const char *name, size_t *n_bytes, Err *err)
{
    return folder_read(&((const ScriptSource *)script_source)->film->folder, arena, name, n_bytes, err);
}

// ---- what a scene needs ----

// Asks the run as a script would, in a scene that is thrown away.
static const char *lacks(Arena *arena, const void *const *inputs, const void *script_source, Err *err)
{
    const ScriptSource *source = script_source;
    const FilmScene *scene = source->scene;
    Scene *trial = scene_create(arena, NULL, canvas_make(1920, 1080), THEMES[0], source->film->name);
    const ScriptSetup setup = setup_of(source, trial);
    Script *script = script_create(&setup);
    const char *missing = script_first_nil(script, run_of(source, trial, inputs, 0), scene->needs, scene->n_needs, err);
    script_destroy(script);
    if (missing && !*missing)
        err_prefix(err, "%s:%d: needs", source->file, scene->line);
    return missing;
}

// ---- finding the scenes ----

static FilmInput input_of(Arena *arena, const ScriptStage *stage, const FilmFile *film, const FilmRun *run)
{
    const char *beside = film->folder.files ? NULL : folder_shown(&film->folder, arena, run->folder);
    if (beside && dir_exists(beside))
        return (FilmInput){run->name, beside, false};
    return (FilmInput){run->name, path_join(arena, stage->runs, run->folder), true};
}

// The runs that scenes are given, `main` first, whether the film names one or not. At least one.
static const FilmInput *film_inputs(Arena *arena, const ScriptStage *stage, const FilmFile *film, int *n_inputs)
{
    FilmInput *inputs = ARENA_ARRAY(arena, FilmInput, film->n_runs + 1);
    int n = 1;
    inputs[0] = (FilmInput){.name = "main"};
    for (int i = 0; i < film->n_runs; i++) {
        const bool main_run = strcmp(film->runs[i].name, "main") == 0;
        inputs[main_run ? 0 : n++] = input_of(arena, stage, film, &film->runs[i]);
    }
    *n_inputs = n;
    return inputs;
}

static bool is_among(const char *const *words, int n, const char *word)
{
    for (int i = 0; i < n; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

// The film's own sources, then those of its facts, each once; ended by NULL.
static const char *const *film_sources(Arena *arena, const FilmFile *film)
{
    int n = 0;
    while (film->sources && film->sources[n])
        n++;
    const char **sources = ARENA_ARRAY(arena, const char *, n + film->n_facts + 1);
    for (int i = 0; i < n; i++)
        sources[i] = film->sources[i];
    for (int i = 0; i < film->n_facts; i++)
        if (!is_among(sources, n, film->facts[i].source))
            sources[n++] = film->facts[i].source;
    return sources;
}

const FilmRow *script_film_open(Arena *arena, const ScriptStage *stage, const char *path, const OptWords *params,
                                Err *err)
{
    const FilmFile *film = film_file_read(arena, stage->language, stage->embedded, path, params->words, params->n, err);
    if (!film)
        return NULL;
    int n_inputs = 0;
    const FilmInput *inputs = film_inputs(arena, stage, film, &n_inputs);
    FilmLook *look = ARENA_NEW(arena, FilmLook);
    *look = (FilmLook){film->title, film->size, film->canvas,
                       film->theme, film->pace, film->links,
                       film->tags,  film->lead, film_sources(arena, film), film->warnings};
    FilmRow *rows = ARENA_ARRAY(arena, FilmRow, film->n_scenes + 1);
    const char *text = NULL;
    for (int i = 0; i < film->n_scenes; i++) {
        const FilmScene *scene = &film->scenes[i];
        ScriptSource *source = ARENA_NEW(arena, ScriptSource);
        size_t n_bytes = 0;
        if (i == 0 || strcmp(film->scenes[i - 1].file, scene->file) != 0)
            text = folder_read(&film->folder, arena, scene->file, &n_bytes, err);
        if (!text)
            return NULL;
        *source = (ScriptSource){
            .file = folder_shown(&film->folder, arena, scene->file),
            .stage = stage,
            .film = film,
            .scene = scene,
            .inputs = inputs,
            .n_inputs = n_inputs,
        };
        rows[i] = (FilmRow){
            .film = film->name,
            .scene = scene->name,
            .title = scene->title,
            .file = source->file,
            .line = scene->line,
            .build = build,
            .script = source,
            .script_text = text,
            .inputs = inputs,
            .n_inputs = n_inputs,
            .shipped = stage->runs,
            .index = i,
            .n_in_film = film->n_scenes,
            .part = film->part,
            .continues = scene->continues,
            .look = look,
            .read_file = read_film_file,
            .lacks = scene->n_needs > 0 ? lacks : NULL,
        };
    }
    rows[film->n_scenes] = (FilmRow){0};
    return rows;
}
