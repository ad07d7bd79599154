// insets.c — films and charts found by address, their inputs, and building them.
#include "engine/cli/insets.h"

#include "engine/anim/scene_data.h"
#include "engine/base/file.h"

#include <string.h>

// A scene that was asked for.
typedef struct InsetFilm {
    const char *path;  // of its film, as it is found
    const char *scene; // NULL: the film's only one
    const FilmRow *row;
} InsetFilm;

// An input, and what figures call it.
typedef struct Given {
    const void *input;
    const char *name, *origin;
} Given;

static const char CHART[] = "chart/";

// ---- inputs ----

static Given given_of(const Scene *within, int index)
{
    const FilmRow *row = within->row;
    const char *name = row->inputs[index].name;
    return (Given){within->inputs[index], name, row->origins ? row->origins[index] : name};
}

static int input_called(const FilmRow *row, const char *name)
{
    for (int i = 0; i < row->n_inputs; i++)
        if (strcmp(row->inputs[i].name, name) == 0)
            return i;
    return -1;
}

static const char *folder_of(Arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? arena_strndup(arena, file, (size_t)(slash - file)) : "";
}

// In the arena, whatever the path is in.
static const char *beside(Arena *arena, const Scene *within, const char *path)
{
    const char *folder = folder_of(arena, within->row->file);
    return *path == '/' || !*folder ? arena_strdup(arena, path) : path_join(arena, folder, path);
}

static bool read_dir(Session *session, const char *dir, Given *given, Err *err)
{
    given->origin = dir;
    given->input = session_read_folder(session, dir, err);
    return given->input != NULL;
}

// By a name: of an input of the scene that asks, of a folder beside its file, of what ships.
static bool find_named(Session *session, const Scene *within, const char *name, Given *given, Err *err)
{
    Arena *arena = &session->arena;
    const FilmRow *row = within->row;
    const int own = input_called(row, name);
    if (own >= 0 && within->inputs[own]) {
        *given = given_of(within, own);
        return true;
    }
    const char *slash = strrchr(name, '/'), *folder = beside(arena, within, name);
    *given = (Given){.name = slash ? slash + 1 : name};
    if (dir_exists(folder))
        return read_dir(session, folder, given, err);
    const char *home = home_folder(arena, err);
    const char *all = home && row->shipped ? path_join(arena, home, row->shipped) : NULL;
    const char *shipped = all ? path_join(arena, all, name) : NULL;
    if (shipped && dir_exists(shipped))
        return read_dir(session, shipped, given, err);
    const char *called = row->inputs[0].name;
    for (int i = 1; i < row->n_inputs; i++)
        called = arena_printf(arena, "%s, %s", called, row->inputs[i].name);
    return err_set(err, "there is no %s \"%s\": it is none of the film's (%s), and no folder beside its file or in %s",
                   session->studio->input_option.name, name, called, row->shipped ? row->shipped : "the program's home");
}

// The next of names that commas part; NULL: there is none.
static const char *next_name(Arena *arena, const char **rest)
{
    *rest += strspn(*rest, ",");
    const size_t n = strcspn(*rest, ",");
    const char *name = n > 0 ? arena_strndup(arena, *rest, n) : NULL;
    *rest += n;
    return name;
}

// ---- films ----

static bool is_embedded(const Studio *studio, const char *film)
{
    int i = 0;
    const char *name;
    while ((name = studio->film_name(i)) && strcmp(name, film) != 0)
        i++;
    return name != NULL;
}

static const InsetFilm *find_film(Session *session, const Scene *within, const char *asked, Err *err)
{
    Arena *arena = &session->arena;
    const char *address = arena_strdup(arena, asked); // the film outlives the scene that asks
    const char *slash = strrchr(address, '/');
    const char *film = slash ? arena_strndup(arena, address, (size_t)(slash - address)) : address;
    const bool named = is_embedded(session->studio, film);
    const char *path = named ? address : beside(arena, within, address);
    const bool whole = session->studio->film_at(path);
    InsetFilm found = {.path = whole ? path : named ? film : beside(arena, within, film),
                       .scene = whole || !slash ? NULL : slash + 1};
    for (int i = 0; i < session->n_insets; i++) {
        const InsetFilm *each = &session->insets[i];
        if (strcmp(each->path, found.path) == 0 && (each->scene ? found.scene && strcmp(each->scene, found.scene) == 0 : !found.scene))
            return each;
    }
    Selection selection;
    static const OptWords NO_PARAMS = {0};
    if (!selection_find(&selection, session->studio, arena, path, &NO_PARAMS, err))
        return NULL;
    found.row = selection_only(&selection, address, err);
    if (!found.row)
        return NULL;
    session->insets =
        arena_grow(arena, session->insets, session->n_insets, &session->cap_insets, sizeof *session->insets);
    session->insets[session->n_insets] = found;
    return &session->insets[session->n_insets++];
}

const char *insets_read_file(Session *session, Arena *arena, const char *called, size_t *n_bytes, Err *err)
{
    const char *colon = strrchr(called, ':');
    for (int i = 0; colon && i < session->n_insets; i++) {
        const InsetFilm *film = &session->insets[i];
        if (strlen(film->path) == (size_t)(colon - called) && strncmp(film->path, called, strlen(film->path)) == 0)
            return film->row->read_file(film->row->script, arena, colon + 1, n_bytes, err);
    }
    err_set(err, "no film is drawn within it that has a file %s", called);
    return NULL;
}

// A scene that shows itself has no end.
static bool has_end(const Scene *within, const FilmRow *row, const char *address, Err *err)
{
    enum { DEEPEST = 4 };
    int depth = 0;
    for (const Scene *each = within; each; each = each->row->within, depth++)
        if (strcmp(each->row->file, row->file) == 0 && strcmp(each->row->scene, row->scene) == 0)
            return err_set(err, "%s would be drawn within itself; take another scene", address);
    return depth < DEEPEST || err_set(err, "%s is drawn within %d others; take some of them away", address, depth);
}

// ---- building ----

static FilmRow row_within(const Scene *within, const FilmRow *row)
{
    FilmRow own = *row;
    own.pace = within->pace;
    own.front = (Front){0};
    own.voice = NULL;
    own.n_voice = 0;
    own.speak = NULL;
    own.insets = within->row->insets;
    own.within = within;
    return own;
}

// The inputs of a film's scene: of who asks, what is called the same; else the film's own.
static bool take_inputs(Session *session, const Scene *within, const InsetAsk *ask, const FilmRow *row, const void **inputs,
                        const char **origins, Err *err)
{
    Arena *arena = &session->arena;
    const char *rest = ask->inputs ? ask->inputs : "";
    const char *home = home_folder(arena, err);
    if (!home)
        return false;
    for (int i = 0; i < row->n_inputs; i++) {
        const FilmInput *input = &row->inputs[i];
        const char *named = i == 0 ? next_name(arena, &rest) : NULL;
        const int same = input_called(within->row, input->name);
        Given given = {.origin = input->name};
        if (named && !find_named(session, within, named, &given, err))
            return false;
        if (!named && same >= 0 && within->inputs[same])
            given = given_of(within, same);
        else if (!named && input->folder &&
                 !read_dir(session, input->in_home ? path_join(arena, home, input->folder) : input->folder, &given, err))
            return false;
        inputs[i] = given.input;
        origins[i] = given.origin;
    }
    return true;
}

static const Scene *build_scene(Session *session, Scene *within, const InsetAsk *ask, Err *err)
{
    Arena *arena = scene_arena(within);
    const InsetFilm *film = find_film(session, within, ask->address, err);
    if (!film || !has_end(within, film->row, ask->address, err))
        return NULL;
    const void **inputs = ARENA_ARRAY(arena, const void *, film->row->n_inputs);
    const char **origins = ARENA_ARRAY(arena, const char *, film->row->n_inputs);
    if (!take_inputs(session, within, ask, film->row, inputs, origins, err))
        return NULL;
    const char *lacks = film->row->lacks ? film->row->lacks(arena, inputs, film->row->script, err) : NULL;
    if (lacks && *lacks)
        err_set(err, "%s needs `%s`, which the %s has not recorded; name another with ?%s=…", ask->address, lacks,
                session->studio->input_option.name, session->studio->input_option.name);
    if (lacks)
        return NULL;
    FilmRow row = row_within(within, film->row);
    row.origins = origins;
    row.called = film->path;
    return scene_build(arena, session->fonts, ask->canvas, within->theme, &row, inputs, err);
}

static const Scene *build_chart(Session *session, Scene *within, const InsetAsk *ask, Err *err)
{
    enum { MOST = 16 };
    Arena *arena = scene_arena(within);
    const void *inputs[MOST], *drawn = NULL;
    const char *names[MOST], *origins[MOST], *rest = ask->inputs ? ask->inputs : within->row->inputs[0].name;
    int n = 0;
    if (!ask->inputs && !within->inputs[0]) {
        err_set(err, "the film names no %s that %s could show; name one with ?%s=…", session->studio->input_option.name,
                ask->address, session->studio->input_option.name);
        return NULL;
    }
    for (const char *name; n < MOST && (name = next_name(arena, &rest)); n++) {
        Given given;
        if (!find_named(session, within, name, &given, err))
            return NULL;
        inputs[n] = given.input;
        names[n] = given.name;
        origins[n] = given.origin;
    }
    const FilmRow *chart = session->studio->chart(arena, ask->address + strlen(CHART), inputs, names, origins, n, &drawn, err);
    if (!chart)
        return NULL;
    const FilmRow row = row_within(within, chart);
    return scene_build(arena, session->fonts, ask->canvas, within->theme, &row, &drawn, err);
}

const Scene *insets_build(void *context, Scene *within, const InsetAsk *ask, Err *err)
{
    Session *session = context;
    if (strncmp(ask->address, CHART, strlen(CHART)) == 0 && session->studio->chart)
        return build_chart(session, within, ask, err);
    return build_scene(session, within, ask, err);
}
