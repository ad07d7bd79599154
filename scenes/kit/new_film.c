// new_film.c — the files of the template with the film's name in them, and those that the language's declarations give.
//
// All is written to a folder under a temporary name, which gets its own one at last.
#include "scenes/kit/new_film.h"

#include "engine/base/file.h"
#include "engine/script/reference.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Written by CMake from scenes/kit/template: one film.
extern const EmbeddedFilm TEMPLATE_FILMS[];

static const char NAME_IN_TEMPLATE[] = "mytalk";
static const char GUIDE[] = "AGENTS.md";

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

bool new_film_write(const char *path, const ScriptLanguage *language, Err *err)
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

const char *new_film_guide(void)
{
    const EmbeddedFile *file = TEMPLATE_FILMS[0].files;
    while (file->name && strcmp(file->name, GUIDE) != 0)
        file++;
    return file->bytes;
}
