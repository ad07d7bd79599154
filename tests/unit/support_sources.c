// support_sources.c — reads sources line by line. What begins at the left edge of a file is taken for a declaration, as
// it is in all of ours.
#include "support_sources.h"

#include "engine/base/file.h"

#include <ctype.h>
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

bool text_begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

// ---- one file ----

typedef struct List {
    const char **items;
    int n, capacity;
} List;

static void list_add(Arena *arena, List *list, const char *text)
{
    list->items = arena_grow(arena, list->items, list->n, &list->capacity, sizeof *list->items);
    list->items[list->n++] = text;
}

static bool is_of_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

// The name before the parameters, in what begins at a line and ends with a semicolon (declared) or a brace (defined).
static void take_function(Arena *arena, const char *line, List *declares, List *defines)
{
    if (!isalpha((unsigned char)*line) || text_begins(line, "static ") || text_begins(line, "typedef "))
        return;
    const char *end = line + strcspn(line, ";{="), *name_end = line + strcspn(line, "(");
    if (name_end > end || *end == '=')
        return;
    const char *inner = name_end + 1;
    const size_t n_inner = strcspn(inner, "(), ");
    if (text_begins(inner + n_inner, ")(")) // AT_LEVEL(name)(parameters)
        name_end = inner + n_inner;
    const char *name = name_end;
    while (name > line && is_of_name(name[-1]))
        name--;
    if (name < name_end)
        list_add(arena, *end == ';' ? declares : defines, arena_strndup(arena, name, (size_t)(name_end - name)));
}

static Source read_source(Arena *arena, const char *path)
{
    Err err = {""};
    const char *text = file_read(arena, path, NULL, &err);
    if (!text)
        fail_msg("%s", err.text);
    List includes = {0}, libraries = {0}, declares = {0}, defines = {0};
    for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        char name[200];
        if (sscanf(line, "#include \"%199[^\"]\"", name) == 1)
            list_add(arena, &includes, arena_strdup(arena, name));
        else if (sscanf(line, "#include <%199[^>]>", name) == 1)
            list_add(arena, &libraries, arena_strdup(arena, name));
        else
            take_function(arena, line, &declares, &defines);
    }
    List *const lists[] = {&includes, &libraries, &declares, &defines};
    for (int i = 0; i < 4; i++)
        list_add(arena, lists[i], NULL);
    return (Source){path, text, includes.items, libraries.items, declares.items, defines.items};
}

// ---- all files ----

typedef struct Reader {
    Arena *arena;
    Source *items;
    int n, capacity;
} Reader;

static void read_folder(Reader *reader, const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        fail_msg("cannot open %s; tests run in the folder of the sources", folder);
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        const char *path = path_join(reader->arena, folder, entry->d_name);
        struct stat about;
        if (entry->d_name[0] == '.' || stat(path, &about) != 0)
            continue;
        const char *extension = path_extension(path);
        if (S_ISDIR(about.st_mode)) {
            read_folder(reader, path);
        } else if (strcmp(extension, "c") == 0 || strcmp(extension, "cpp") == 0 || strcmp(extension, "h") == 0) {
            reader->items =
                arena_grow(reader->arena, reader->items, reader->n, &reader->capacity, sizeof *reader->items);
            reader->items[reader->n++] = read_source(reader->arena, path);
        }
    }
    closedir(dir);
}

Sources sources_read(Arena *arena, const char *const *folders, int n_folders)
{
    Reader reader = {.arena = arena};
    for (int i = 0; i < n_folders; i++)
        read_folder(&reader, folders[i]);
    return (Sources){reader.items, reader.n};
}
