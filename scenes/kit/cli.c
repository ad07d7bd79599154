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

typedef struct NewFile {
    const char *name, *text; // no name: there are no more
} NewFile;

static const char *with_name(Arena *arena, const char *rest, const char *film)
{
    const char *text = "";
    for (const char *at; (at = strstr(rest, NAME_IN_TEMPLATE)); rest = at + strlen(NAME_IN_TEMPLATE))
        text = arena_printf(arena, "%s%.*s%s", text, (int)(at - rest), rest, film);
    return arena_printf(arena, "%s%s", text, rest);
}

// All files of a film of that name; NULL on error.
static const NewFile *files_of(Arena *arena, const char *film, const ScriptLanguage *language, Err *err)
{
    const EmbeddedFile *template = TEMPLATE_FILMS[0].files;
    int n = 0;
    while (template[n].name)
        n++;
    NewFile *files = ARENA_ARRAY(arena, NewFile, n + N_WRITTEN + 1);
    for (int i = 0; i < n; i++)
        files[i] = (NewFile){template[i].name, with_name(arena, template[i].bytes, film)};
    for (int i = 0; i < N_WRITTEN; i++) {
        char *text = NULL;
        size_t n_bytes = 0;
        FILE *out = open_memstream(&text, &n_bytes);
        if (out)
            WRITTEN[i].write(out, language);
        const bool ok = (out && fclose(out) == 0) || err_errno(err, "cannot write %s", WRITTEN[i].name);
        files[n + i] = (NewFile){WRITTEN[i].name, ok ? arena_strdup(arena, text) : NULL};
        free(text);
        if (!ok)
            return NULL;
    }
    return files;
}

// All is written to a folder under a temporary name, which gets its own one at last.
static bool write_folder(Arena *arena, const char *path, const NewFile *files, Err *err)
{
    const char *folder = path_temporary(arena, path);
    bool ok = dir_make(folder, err);
    for (const NewFile *file = files; file->name && ok; file++)
        ok = file_write(path_join(arena, folder, file->name), file->text, strlen(file->text), err);
    if (ok && rename(folder, path) == 0)
        return true;
    if (ok)
        err_errno(err, "cannot make the folder %s", path);
    for (const NewFile *file = files; file->name; file++)
        (void)unlink(path_join(arena, folder, file->name));
    (void)rmdir(folder);
    return false;
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
// editors. What exists is refused.
static bool make_film(Arena *arena, const char *path, Err *err)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const ScriptLanguage language = language_make(arena, &KIT_LANGUAGE);
    if (!is_name(name))
        return err_set(err, "\"%s\" is no name for a film; take letters, digits, _ and -", name);
    if (file_exists(path) || dir_exists(path))
        return err_set(err, "%s exists; take another name", path);
    const NewFile *files = files_of(arena, name, &language, err);
    return files && write_folder(arena, path, files, err);
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
    const bool ok = make_film(&arena, argv[1], err);
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
