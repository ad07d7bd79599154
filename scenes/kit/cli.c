// cli.c — the commands for who writes films: help, guide, and new, which copies the template with the film's name in
// it.
#include "scenes/kit/cli.h"

#include "engine/base/file.h"
#include "engine/script/reference.h"
#include "scenes/kit/kit_verbs.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- help ----

typedef struct HelpOpts {
    bool json;
} HelpOpts;

static const Opt HELP_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(HelpOpts, json), .help = "print all of the reference as one JSON object"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static int command_help_verb(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    HelpOpts opts = {0};
    OptsGiven given;
    const int code = command_parse(AUTHOR_COMMANDS, HELP_TABLE, &opts, argc, argv, &given, err);
    if (code >= 0)
        return code;
    if (opts.json && given.n_words > 0) {
        err_set(err, "--json prints everything; leave out \"%s\"", argv[1]);
        return 2;
    }
    Arena arena;
    arena_init(&arena);
    const ScriptLanguage language = language_make(&arena, &KIT_LANGUAGE);
    bool found = true;
    if (opts.json)
        script_reference_json(stdout, &language);
    else
        found = script_help(stdout, &language, given.n_words > 0 ? argv[1] : NULL, err);
    arena_finish(&arena);
    return found ? 0 : 2;
}

// ---- a new film ----

// Written by CMake from scenes/kit/template: one film.
extern const EmbeddedFilm TEMPLATE_FILMS[];

static const char NAME_IN_TEMPLATE[] = "mytalk";

// To add a file that is written from the declarations: a row.
static const struct {
    const char *name;
    void (*write)(FILE *out, const ScriptLanguage *language);
} WRITTEN[] = {
    {"REFERENCE.md", script_reference_page},
    {"gptreel.lua", script_annotations},
};

enum { N_WRITTEN = sizeof WRITTEN / sizeof *WRITTEN };

// The folder while it is written.
typedef struct NewFilm {
    Arena arena;
    const char *folder; // under its temporary name
    const char *name;
} NewFilm;

static bool write_file(NewFilm *film, const char *name, const char *bytes, size_t n_bytes, Err *err)
{
    return file_write(path_join(&film->arena, film->folder, name), bytes, n_bytes, err);
}

static bool write_template(NewFilm *film, const EmbeddedFile *file, Err *err)
{
    const char *text = "", *rest = file->bytes;
    for (const char *at; (at = strstr(rest, NAME_IN_TEMPLATE)); rest = at + strlen(NAME_IN_TEMPLATE))
        text = arena_printf(&film->arena, "%s%.*s%s", text, (int)(at - rest), rest, film->name);
    text = arena_printf(&film->arena, "%s%s", text, rest);
    return write_file(film, file->name, text, strlen(text), err);
}

static bool write_from_language(NewFilm *film, int index, const ScriptLanguage *language, Err *err)
{
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&text, &n_bytes);
    if (!out)
        return err_errno(err, "cannot write %s", WRITTEN[index].name);
    WRITTEN[index].write(out, language);
    bool ok = fclose(out) == 0 || err_errno(err, "cannot write %s", WRITTEN[index].name);
    ok = ok && write_file(film, WRITTEN[index].name, text, n_bytes, err);
    free(text);
    return ok;
}

static bool write_files(NewFilm *film, const ScriptLanguage *language, Err *err)
{
    for (const EmbeddedFile *file = TEMPLATE_FILMS[0].files; file->name; file++)
        if (!write_template(film, file, err))
            return false;
    for (int i = 0; i < N_WRITTEN; i++)
        if (!write_from_language(film, i, language, err))
            return false;
    return true;
}

static void remove_files(NewFilm *film)
{
    for (const EmbeddedFile *file = TEMPLATE_FILMS[0].files; file->name; file++)
        (void)unlink(path_join(&film->arena, film->folder, file->name));
    for (int i = 0; i < N_WRITTEN; i++)
        (void)unlink(path_join(&film->arena, film->folder, WRITTEN[i].name));
    (void)rmdir(film->folder);
}

// The name stands in strings of Lua and on command lines.
static bool is_name(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && (unsigned char)*c < 0x80 && !strchr("_-", *c))
            return false;
    return *name && *name != '-';
}

// Makes the folder `path`, whose last part is the film's name: the template, the reference, and definitions for
// editors. All is written to a folder under a temporary name, which gets its own one at last. What exists is refused.
static bool make_film(const char *path, const ScriptLanguage *language, Err *err)
{
    NewFilm film = {.name = path};
    arena_init(&film.arena);
    if (strrchr(path, '/'))
        film.name = strrchr(path, '/') + 1;
    film.folder = path_temporary(&film.arena, path);
    bool ok;
    if (!is_name(film.name))
        ok = err_set(err, "\"%s\" is no name for a film; take letters, digits, _ and -", film.name);
    else if (file_exists(path) || dir_exists(path))
        ok = err_set(err, "%s exists; take another name", path);
    else
        ok = dir_make(film.folder, err);
    if (ok) {
        ok = write_files(&film, language, err) &&
             (rename(film.folder, path) == 0 || err_errno(err, "cannot make the folder %s", path));
        if (!ok)
            remove_files(&film);
    }
    arena_finish(&film.arena);
    return ok;
}

static const Opt NO_OPTIONS[] = {
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static int command_new(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    OptsGiven given;
    const int code = command_parse(AUTHOR_COMMANDS, NO_OPTIONS, NULL, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    const ScriptLanguage language = language_make(&arena, &KIT_LANGUAGE);
    const bool ok = make_film(argv[1], &language, err);
    arena_finish(&arena);
    if (ok)
        printf("%s/ holds a film; gptreel render %s draws it, and its README.md tells the rest\n", argv[1], argv[1]);
    return ok ? 0 : 1;
}

static int command_guide(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    OptsGiven given;
    const int code = command_parse(AUTHOR_COMMANDS, NO_OPTIONS, NULL, argc, argv, &given, err);
    if (code >= 0)
        return code;
    const EmbeddedFile *file = TEMPLATE_FILMS[0].files;
    while (file->name && strcmp(file->name, "AGENTS.md") != 0)
        file++;
    fputs(file->bytes, stdout);
    return 0;
}

// To add one: a row here.
const Command AUTHOR_COMMANDS[] = {
    {"help", "[VERB]", "Tells what a scene can say: all verbs, or one verb or type with its options.",
     command_help_verb, 0, 1},
    {"guide", "", "Prints how a film is written, on one page.", command_guide},
    {"new", "NAME", "Makes a folder with a small film to begin with, which renders at once.", command_new, 1, 1},
    {0},
};
