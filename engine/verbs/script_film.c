// script_film.c — scripts are read twice: once to learn which scenes there are, and again for each scene that is built.
#include "engine/verbs/script_film.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"

#include <string.h>

// A scene of a script, as a source of the table of films.
typedef struct ScriptSource {
    SceneSource source;
    const ScriptStage *stage;
    ScriptFolder folder;
    const char *file; // of the folder
    int index;        // among the scenes of the file
} ScriptSource;

// The rows while they are found.
typedef struct Rows {
    Arena *arena;
    const ScriptStage *stage;
    ScriptFolder folder;
    const char *film;
    FilmRow *rows;
    int n_rows, cap_rows;
} Rows;

static const char *without_extension(Arena *arena, const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? arena_strndup(arena, name, (size_t)(dot - name)) : name;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_script(const char *path)
{
    return strcmp(path_extension(path), "lua") == 0;
}

bool script_film_at(const char *path)
{
    if (is_script(path))
        return file_exists(path);
    Arena arena;
    arena_init(&arena);
    int n = 0;
    if (dir_exists(path))
        folder_scenes(&(ScriptFolder){.path = path}, &arena, &n);
    arena_finish(&arena);
    return n > 0;
}

// ---- building ----

static void build(Scene *s, const void *input, const void *script_source)
{
    const ScriptSource *source = script_source;
    const ScriptSetup setup = {
        .language = source->stage->language,
        .folder = source->folder,
        .host = s,
        .host_err = &s->err,
        .host_arena = s->arena,
    };
    block_begin_scene(s);
    Script *script = script_create(&setup);
    Err err = {""};
    int n = 0;
    const ScriptScene *scenes = script_load(script, source->file, &n, &err);
    const ScriptValue given = source->stage->input_value(s->arena, input);
    const bool ok = scenes && script_build(script, &scenes[source->index], &given, 1, &err);
    if (!ok && !s->err.text[0])
        s->err = err;
    script_destroy(script);
}

// ---- finding the scenes ----

static void add_row(Rows *rows, const char *file, const ScriptScene *scene, int index, int n_scenes)
{
    Arena *arena = rows->arena;
    ScriptSource *source = ARENA_NEW(arena, ScriptSource);
    *source = (ScriptSource){
        .source = {arena_strdup(arena, scene->title), folder_shown(&rows->folder, arena, file), NULL},
        .stage = rows->stage,
        .folder = rows->folder,
        .file = file,
        .index = index,
    };
    const char *name = without_extension(arena, file);
    rows->rows = arena_grow(arena, rows->rows, rows->n_rows, &rows->cap_rows, sizeof *rows->rows);
    rows->rows[rows->n_rows++] = (FilmRow){
        .film = rows->film,
        .scene = n_scenes == 1 ? name : arena_printf(arena, "%s_%d", name, index + 1),
        .source = &source->source,
        .build_script = build,
        .script = source,
        .input = rows->stage->input,
    };
}

static bool add_file(Rows *rows, const char *file, Err *err)
{
    const ScriptSetup setup = {.language = rows->stage->language, .folder = rows->folder};
    Script *script = script_create(&setup);
    int n = 0;
    const ScriptScene *scenes = script_load(script, file, &n, err);
    for (int i = 0; scenes && i < n; i++)
        add_row(rows, file, &scenes[i], i, n);
    script_destroy(script);
    return scenes != NULL;
}

const FilmRow *script_film_open(Arena *arena, const ScriptStage *stage, const char *path, Err *err)
{
    Rows rows = {.arena = arena, .stage = stage};
    int n_files = 1;
    const char *one[] = {last_name(path)};
    const char *const *files = one;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    path = arena_strndup(arena, path, length);
    rows.film = without_extension(arena, last_name(path));
    if (is_script(path)) {
        one[0] = arena_strdup(arena, last_name(path));
        rows.folder.path = arena_strndup(arena, path, (size_t)(last_name(path) - path));
    } else {
        rows.folder.path = path;
        files = folder_scenes(&rows.folder, arena, &n_files);
        if (n_files == 0) {
            err_set(err, "%s has no scenes: Lua files whose names begin with a number, as 01_hello.lua", path);
            return NULL;
        }
    }
    for (int i = 0; i < n_files; i++)
        if (!add_file(&rows, files[i], err))
            return NULL;
    rows.rows = arena_grow(arena, rows.rows, rows.n_rows, &rows.cap_rows, sizeof *rows.rows);
    rows.rows[rows.n_rows] = (FilmRow){0};
    return rows.rows;
}
