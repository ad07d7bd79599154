// script_film.c — scripts are read twice: once to learn which scenes there are, and again for each scene that is built.
#include "engine/verbs/script_film.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/script/film_file.h"

#include <string.h>

// A scene of a script, as a source of the table of films.
typedef struct ScriptSource {
    SceneSource source;
    const ScriptStage *stage;
    const FilmFile *film;
    const FilmScene *scene;
} ScriptSource;

bool script_film_at(const EmbeddedFilm *embedded, const char *path)
{
    for (const EmbeddedFilm *each = embedded; each && each->name; each++)
        if (strcmp(each->name, path) == 0)
            return true;
    if (strcmp(path_extension(path), "lua") == 0)
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

static void build(Scene *s, const void *input, const void *script_source)
{
    const ScriptSource *source = script_source;
    const ScriptSetup setup = {
        .language = source->stage->language,
        .folder = source->film->folder,
        .params = source->film->params,
        .n_params = source->film->n_params,
        .host = s,
        .host_err = &s->err,
        .host_arena = s->arena,
    };
    block_begin_scene(s);
    Script *script = script_create(&setup);
    Err err = {""};
    int n = 0;
    const ScriptScene *scenes = script_load(script, source->scene->file, &n, &err);
    const ScriptValue given = source->stage->input_value(s->arena, input);
    const bool ok = scenes && script_build(script, &scenes[source->scene->index], &given, 1, &err);
    if (!ok && !s->err.text[0])
        s->err = err;
    script_destroy(script);
}

// ---- finding the scenes ----

// The folder of the run that scenes are given, in the program's home: the film's own, else the stage's. NULL on error.
static const char *film_input(Arena *arena, const ScriptStage *stage, const FilmFile *film, Err *err)
{
    const char *name = stage->run;
    for (int i = 0; i < film->n_runs; i++) {
        if (strcmp(film->runs[i].name, "main") != 0) {
            err_set(err, "%s: the film names a run `%s`; scenes are given the run `main` alone",
                    folder_shown(&film->folder, arena, "film.lua"), film->runs[i].name);
            return NULL;
        }
        name = film->runs[i].folder;
    }
    return path_join(arena, stage->runs, name);
}

const FilmRow *script_film_open(Arena *arena, const ScriptStage *stage, const char *path, Err *err)
{
    const FilmFile *film = film_file_read(arena, stage->language, stage->embedded, path, err);
    const char *input = film ? film_input(arena, stage, film, err) : NULL;
    if (!input)
        return NULL;
    FilmRow *rows = ARENA_ARRAY(arena, FilmRow, film->n_scenes + 1);
    for (int i = 0; i < film->n_scenes; i++) {
        const FilmScene *scene = &film->scenes[i];
        ScriptSource *source = ARENA_NEW(arena, ScriptSource);
        *source = (ScriptSource){
            .source = {scene->title, folder_shown(&film->folder, arena, scene->file), NULL},
            .stage = stage,
            .film = film,
            .scene = scene,
        };
        rows[i] = (FilmRow){
            .film = film->name,
            .scene = scene->name,
            .source = &source->source,
            .build_script = build,
            .script = source,
            .input = input,
        };
    }
    rows[film->n_scenes] = (FilmRow){0};
    return rows;
}
