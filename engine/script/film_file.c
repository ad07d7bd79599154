// film_file.c — reads what a film's files say, without building a scene.
//
// film.lua is run first, for what the film is; then each file of a scene, in a script that has the film's params, for
// the scenes that it returns. A file of a scene alone is a part of the film that its folder is.
#include "engine/script/film_file.h"

#include "engine/base/file.h"
#include "engine/script/convert.h"
#include "engine/script/facts_file.h"
#include "engine/script/film_params.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

static const char FILM_LUA[] = "film.lua";
static const char PUBLIC[] = "public="; // what every film has beside its params: where "/x.svg" is

// To add one: a row here, a member of FilmFile, a line in take_fields.
const Arg FILM_FIELDS[] = {
    {"gptreel", ARG_INTEGER, .help = "which version of gptreel's films this is: 1", .required = true},
    {"title", ARG_TEXT, .help = "what the film is called"},
    {"scenes", ARG_LIST, .help = "the scenes in order: names of files without .lua, or scene(…); else all NN_*.lua"},
    {"deck", ARG_STRING, .help = "a file of slides in Markdown: each is a scene, in the place of `scenes`"},
    {"runs", ARG_TABLE, .help = "the runs by name; scenes are given `main` first"},
    {"params", ARG_TABLE, .help = "what --set NAME=VALUE can replace, with what stands there otherwise"},
    {"size", ARG_STRING, .help = "of the video, as --size says it"},
    {"canvas", ARG_STRING, .help = "wide, square, 4:5 or tall, as --canvas says it"},
    {"theme", ARG_STRING, .help = "as --theme says it"},
    {"pace", ARG_STRING, .help = "as --pace says it"},
    {"links", ARG_LIST, .help = "addresses that a post of the film gives"},
    {"tags", ARG_LIST, .help = "what a post of it is tagged with, without #"},
    {"lead", ARG_TEXT, .help = "what an article of it begins with"},
    {"sources", ARG_LIST, .help = "whom an article credits, with addresses, beside the sources of its facts"},
    {0},
};

typedef struct Reading {
    Arena *arena;
    const ScriptLanguage *language;
    FilmFile *film;
    const char *film_lua; // the file that is read as the film's: NULL when there is none
    const char **files;   // [n_files] of the scenes, in order
    int n_files;
    const char *only; // the one file of these that is read; NULL: all
    const char *translated_file; // the one of these that is not Lua, once it was read; NULL: none
    ScriptTranslation translation;
    Err *err;
} Reading;

// `params_later` is as in ScriptSetup.
static Script *begin_script(const Reading *reading, bool params_later)
{
    const ScriptSetup setup = {
        .language = reading->language,
        .folder = reading->film->folder,
        .translated_file = reading->translated_file,
        .translated = reading->translation.all,
        .params = reading->film->params,
        .n_params = reading->film->n_params,
        .params_later = params_later,
    };
    return script_create(&setup);
}

// Reads a file of slides; those of Lua are left as they are.
static bool translate(Reading *reading, const char *file)
{
    FilmFile *film = reading->film;
    if (file_is_lua(file) || !reading->language->translate || reading->translated_file)
        return true;
    if (!reading->language->translate(reading->arena, &film->folder, file, &reading->translation, reading->err))
        return false;
    reading->translated_file = file;
    film->warnings = reading->translation.warnings;
    return true;
}

// ---- film.lua ----

static const char *copy_string(Arena *arena, const ScriptArgs *fields, const char *name)
{
    return arg_given(fields, name) ? arena_strdup(arena, arg_string(fields, name)) : NULL;
}

// A list of words, ended by NULL.
static const char *const *take_words(Reading *reading, CallState *state, const ScriptArgs *fields, const char *name)
{
    int n = 0;
    const ScriptValue *items = arg_given(fields, name) ? arg_list(fields, name, &n) : NULL;
    const char **words = ARENA_ARRAY(reading->arena, const char *, n + 1);
    for (int i = 0; i < n; i++) {
        if (items[i].kind != VALUE_STRING)
            error_raise(state->lua, "item %d of the film's %s is no string; write it in quotes", i + 1, name);
        words[i] = arena_strdup(reading->arena, items[i].string.bytes);
    }
    return words;
}

static void take_runs(Reading *reading, CallState *state, const ScriptArgs *table)
{
    int n = 0;
    const ScriptNamed *named = table ? args_others(table, &n) : NULL;
    FilmRun *runs = ARENA_ARRAY(reading->arena, FilmRun, n);
    for (int i = 0; i < n; i++) {
        if (named[i].value.kind != VALUE_STRING)
            error_raise(state->lua, "`%s` of the film's runs is no string; give the run's folder", named[i].name);
        runs[i] = (FilmRun){arena_strdup(reading->arena, named[i].name),
                            arena_strdup(reading->arena, named[i].value.string.bytes)};
    }
    reading->film->runs = runs;
    reading->film->n_runs = n;
}

// The files of the scenes that the film names; those that it holds itself are of film.lua, which is listed once, where
// the first of them stands.
static void take_scenes(Reading *reading, CallState *state, const ScriptArgs *fields)
{
    int n = 0;
    const ScriptValue *items = arg_list(fields, "scenes", &n);
    reading->files = ARENA_ARRAY(reading->arena, const char *, n);
    bool holds = false;
    for (int i = 0; i < n; i++) {
        if (items[i].kind == VALUE_STRING) {
            const char *file = arena_printf(reading->arena, "%s.lua", items[i].string.bytes);
            if (!folder_has(&reading->film->folder, file))
                error_raise(state->lua,
                            "the film's folder has no %s for the scene \"%s\"; write it there, or leave the name "
                            "out", file, items[i].string.bytes);
            reading->files[reading->n_files++] = file;
        } else if (items[i].kind == VALUE_HANDLE) {
            if (!holds)
                reading->files[reading->n_files++] = reading->film_lua;
            holds = true;
        } else {
            error_raise(state->lua, "scene %d of the film is neither the name of a file nor a scene(…); give one",
                        i + 1);
        }
    }
}

static void take_deck(Reading *reading, CallState *state, const char *deck)
{
    if (reading->files)
        error_raise(state->lua, "the film has `scenes` and a `deck`; leave one of them out");
    if (file_is_lua(deck) || !folder_has(&reading->film->folder, deck))
        error_raise(state->lua, "the film's folder has no slides in \"%s\"; write them there, as slides.md", deck);
    reading->files = ARENA_ARRAY(reading->arena, const char *, 1);
    reading->files[reading->n_files++] = arena_strdup(reading->arena, deck);
}

static void take_fields(Reading *reading, CallState *state, const ScriptArgs *fields)
{
    FilmFile *film = reading->film;
    if (arg_integer(fields, "gptreel") != 1)
        error_raise(state->lua, "the film is of version %lld and this gptreel reads version 1; take a newer gptreel",
                    (long long)arg_integer(fields, "gptreel"));
    if (arg_given(fields, "title"))
        film->title = arena_strdup(reading->arena, reading->language->plain(arg_text(fields, "title")));
    film->size = copy_string(reading->arena, fields, "size");
    film->canvas = copy_string(reading->arena, fields, "canvas");
    film->theme = copy_string(reading->arena, fields, "theme");
    film->pace = copy_string(reading->arena, fields, "pace");
    film->links = take_words(reading, state, fields, "links");
    film->tags = take_words(reading, state, fields, "tags");
    film->sources = take_words(reading, state, fields, "sources");
    if (arg_given(fields, "lead"))
        film->lead = arena_strdup(reading->arena, reading->language->plain(arg_text(fields, "lead")));
    take_runs(reading, state, arg_table(fields, "runs"));
    film->params = params_take(state, reading->arena, arg_table(fields, "params"), &film->n_params);
    if (arg_given(fields, "scenes"))
        take_scenes(reading, state, fields);
    if (arg_given(fields, "deck"))
        take_deck(reading, state, arg_string(fields, "deck"));
}

// Runs the film's file and reads the table that it returns; when it returns scenes, they are the film.
static int film_task(lua_State *lua)
{
    Reading *reading = lua_touserdata(lua, 1);
    script_load_file(lua, reading->film_lua);
    lua_call(lua, 0, 1);
    const int table = lua_gettop(lua);
    if (lua_istable(lua, table))
        lua_rawgeti(lua, table, 1);
    if (script_scene_at(lua, -1)) {
        reading->files = ARENA_ARRAY(reading->arena, const char *, 1);
        reading->files[reading->n_files++] = reading->film_lua;
        return 0;
    }
    if (!lua_istable(lua, table))
        error_raise(
            lua,
            "the file returns neither a film nor scenes; it ends with return { gptreel = 1, … } or return scene(…)");
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    const int n = rows_count(FILM_FIELDS);
    ScriptArgs fields = {.tables = {NULL, FILM_FIELDS},
                         .values = call_memory(&state, sizeof(ScriptValue) * (size_t)n),
                         .given = call_memory(&state, sizeof(bool) * (size_t)n)};
    convert_options(&state, &fields, 0, NULL, &(Place){.owner = "the film"}, table);
    take_fields(reading, &state, &fields);
    return 0;
}

static bool read_film_lua(Reading *reading)
{
    if (!translate(reading, reading->film_lua))
        return false;
    Script *script = begin_script(reading, true);
    const bool read = script_protected(script, film_task, reading, reading->err);
    script_destroy(script);
    // What is wrong with the table has no line: it is found when the file has run.
    const char *shown = folder_shown(&reading->film->folder, reading->arena, reading->film_lua);
    if (!read && reading->err && file_is_lua(reading->film_lua) && !strstr(reading->err->text, ".lua:"))
        err_prefix(reading->err, "%s", shown);
    return read;
}

// ---- the scenes ----

// "Many heads" as "many_heads"; "" when it has no letters of ASCII.
static const char *slug(Arena *arena, const char *title)
{
    char *text = arena_strdup(arena, title);
    size_t n = 0;
    for (const char *c = title; *c; c++) {
        const char small = *c >= 'A' && *c <= 'Z' ? (char)(*c + ('a' - 'A')) : *c;
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9'))
            text[n++] = small;
        else if (n > 0 && text[n - 1] != '_')
            text[n++] = '_';
    }
    while (n > 0 && text[n - 1] == '_')
        n--;
    text[n] = '\0';
    return text;
}

static const char *stem(Arena *arena, const char *file)
{
    const char *name = strrchr(file, '/');
    name = name ? name + 1 : file;
    const char *extension = path_extension(name);
    return arena_strndup(arena, name, strlen(name) - (*extension ? strlen(extension) + 1 : 0));
}

// The only scene of a file has the file's name; those of the film's own file, and slides, are numbered.
static const char *scene_name(const Reading *reading, const char *file, int place, int n_in_file, const char *title)
{
    Arena *arena = reading->arena;
    const bool own = !file_is_lua(file) || (reading->film_lua && strcmp(file, reading->film_lua) == 0);
    if (!own && n_in_file == 1)
        return stem(arena, file);
    const char *words = slug(arena, title);
    const char *before = own ? arena_printf(arena, "%02d", place + 1) : stem(arena, file);
    return *words ? arena_printf(arena, "%s_%s", before, words) : before;
}

static bool check_names(const Reading *reading)
{
    const FilmFile *film = reading->film;
    for (int i = 0; i < film->n_scenes; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(film->scenes[i].name, film->scenes[k].name) == 0)
                return err_set(reading->err, "%s: two scenes are called %s; give one another title or file",
                               folder_shown(&film->folder, reading->arena, film->scenes[i].file), film->scenes[i].name);
    return true;
}

// A scene can only begin where one before it has ended. Of a part of a film nobody knows the others.
static bool check_continues(const Reading *reading)
{
    const FilmFile *film = reading->film;
    const char **names = ARENA_ARRAY(reading->arena, const char *, film->n_scenes);
    for (int i = 0; i < film->n_scenes && !film->part; i++) {
        const FilmScene *scene = &film->scenes[i];
        bool found = !scene->continues;
        for (int k = 0; k < i && !found; k++)
            found = strcmp(names[k], scene->continues) == 0;
        if (!found)
            return err_set(reading->err, "%s:%d: no scene before this one is called \"%s\", which it continues%s",
                           folder_shown(&film->folder, reading->arena, scene->file), scene->line, scene->continues,
                           error_did_you_mean(reading->arena, scene->continues, names, i));
        names[i] = scene->name;
    }
    return true;
}

static const char **copy_strings(Arena *arena, const char *const *strings, int n)
{
    const char **copy = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++)
        copy[i] = arena_strdup(arena, strings[i]);
    return copy;
}

// Takes the scenes that a file gives, behind those that the film has.
static bool take_file(Reading *reading, Script *script, const char *file, FilmScene **all, int *capacity)
{
    FilmFile *film = reading->film;
    Arena *arena = reading->arena;
    int n = 0;
    const ScriptScene *scenes = script_load(script, file, &n, reading->err);
    const ScriptTranslation *translation = file_is_lua(file) ? NULL : &reading->translation;
    for (int k = 0; k < n; k++) {
        *all = arena_grow(arena, *all, film->n_scenes, capacity, sizeof **all);
        (*all)[film->n_scenes] = (FilmScene){
            .name = scene_name(reading, file, film->n_scenes, n, scenes[k].title),
            .file = file,
            .lua = translation ? translation->scenes[k] : NULL,
            .index = translation ? 0 : k,
            .line = scenes[k].line,
            .title = arena_strdup(arena, scenes[k].title),
            .needs = copy_strings(arena, scenes[k].needs, scenes[k].n_needs),
            .n_needs = scenes[k].n_needs,
            .continues = scenes[k].continues ? arena_strdup(arena, scenes[k].continues) : NULL,
        };
        film->n_scenes++;
    }
    return scenes != NULL;
}

static bool read_scenes(Reading *reading)
{
    for (int i = 0; i < reading->n_files; i++)
        if (!translate(reading, reading->files[i]))
            return false;
    if (reading->translated_file && !reading->film->pace)
        reading->film->pace = "steps"; // slides that play by themselves can be read
    Script *script = begin_script(reading, false);
    FilmScene *all = NULL;
    int capacity = 0;
    bool fine = true;
    for (int i = 0; i < reading->n_files && fine; i++)
        fine = take_file(reading, script, reading->files[i], &all, &capacity);
    script_destroy(script);
    reading->film->scenes = all;
    return fine && check_names(reading) && check_continues(reading);
}

// ---- where it is ----

static bool find_embedded(Reading *reading, const EmbeddedFilm *embedded, const char *what)
{
    for (const EmbeddedFilm *each = embedded; each && each->name; each++) {
        if (strcmp(each->name, what) != 0)
            continue;
        reading->film->folder = (ScriptFolder){each->folder, each->files};
        reading->film->name = each->name;
        return true;
    }
    return false;
}

bool film_file_is_one(const char *path)
{
    return file_is_lua(path) || strcmp(path_extension(path), "md") == 0;
}

static bool find_on_disk(Reading *reading, const char *what)
{
    Arena *arena = reading->arena;
    FilmFile *film = reading->film;
    if (dir_exists(what)) {
        char *path = arena_strdup(arena, what);
        for (size_t n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
            path[n - 1] = '\0';
        film->folder.path = path;
        film->name = folder_name(&film->folder, arena);
        return true;
    }
    if (!file_exists(what) || !film_file_is_one(what))
        return false;
    const char *slash = strrchr(what, '/');
    film->folder.path = slash ? arena_strndup(arena, what, slash == what ? 1 : (size_t)(slash - what)) : "";
    const char *file = arena_strdup(arena, slash ? slash + 1 : what);
    film->part = file_is_lua(file) && strcmp(file, FILM_LUA) != 0 && folder_has(&film->folder, FILM_LUA);
    film->name = film->part ? folder_name(&film->folder, arena) : stem(arena, what);
    if (film->part)
        reading->only = file;
    else
        reading->film_lua = file;
    return true;
}

// The scenes of one file instead of all.
static void take_only(Reading *reading)
{
    reading->files = ARENA_ARRAY(reading->arena, const char *, 1);
    reading->files[0] = reading->only;
    reading->n_files = 1;
}

static bool not_found(const Reading *reading, const EmbeddedFilm *embedded, const char *what)
{
    enum { MOST = 64 };
    const char *names[MOST];
    int n = 0;
    for (const EmbeddedFilm *each = embedded; each && each->name && n < MOST; each++)
        names[n++] = each->name;
    const char *hint = error_did_you_mean(reading->arena, what, names, n);
    return err_set(reading->err, "there is no film \"%s\"%s%s", what, hint,
                   *hint ? "" : "; give a folder or a .lua file");
}

static bool read_facts(Reading *reading)
{
    FilmFile *film = reading->film;
    const ScriptSetup setup = {.language = reading->language, .folder = film->folder};
    if (folder_has(&film->folder, FACTS_LUA))
        film->facts = facts_file_read(reading->arena, &setup, &film->n_facts, reading->err);
    return film->facts || !folder_has(&film->folder, FACTS_LUA);
}

static bool is_public(const char *word)
{
    return strncmp(word, PUBLIC, strlen(PUBLIC)) == 0;
}

static void take_public(Reading *reading, const char *const *words, int n_words)
{
    for (int i = 0; i < n_words; i++)
        if (is_public(words[i]))
            reading->film->folder.public_path = arena_strdup(reading->arena, words[i] + strlen(PUBLIC));
}

static bool set_params(Reading *reading, const char *const *words, int n_words)
{
    FilmFile *film = reading->film;
    ScriptNamed *params = ARENA_ARRAY(reading->arena, ScriptNamed, film->n_params);
    for (int i = 0; i < film->n_params; i++)
        params[i] = film->params[i];
    for (int i = 0; i < n_words; i++) {
        if (!is_public(words[i]) && !params_set(film, reading->arena, params, words[i], reading->err))
            return false;
    }
    film->params = params;
    return true;
}

const FilmFile *film_file_read(Arena *arena, const ScriptLanguage *language, const EmbeddedFilm *embedded,
                               const char *what, const char *const *sets, int n_sets, Err *err)
{
    FilmFile *film = ARENA_NEW(arena, FilmFile);
    Reading reading = {.arena = arena, .language = language, .film = film, .err = err};
    if (!find_embedded(&reading, embedded, what) && !find_on_disk(&reading, what)) {
        not_found(&reading, embedded, what);
        return NULL;
    }
    film->title = film->name;
    take_public(&reading, sets, n_sets);
    if (!reading.film_lua && folder_has(&film->folder, FILM_LUA))
        reading.film_lua = FILM_LUA;
    if (reading.film_lua && !read_film_lua(&reading))
        return NULL;
    if (!read_facts(&reading) || !set_params(&reading, sets, n_sets))
        return NULL;
    if (reading.only)
        take_only(&reading);
    if (!reading.files)
        reading.files = folder_scenes(&film->folder, arena, &reading.n_files);
    if (reading.n_files == 0) {
        err_set(err, "%s holds no scenes; write one as 01_name.lua, or film.lua", what);
        return NULL;
    }
    return read_scenes(&reading) ? film : NULL;
}
