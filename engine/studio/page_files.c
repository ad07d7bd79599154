// page_files.c — files by name, their types by extension, and fonts.
#include "engine/studio/page_files.h"

#include "engine/base/file.h"

#include <string.h>

const PageFile *page_file(const char *name)
{
    for (const PageFile *file = PAGE_FILES; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}

const char *page_file_type(const PageFile *file)
{
    static const char *const TYPES[][2] = {{"html", "text/html; charset=utf-8"},
                                           {"css", "text/css; charset=utf-8"},
                                           {"js", "text/javascript; charset=utf-8"},
                                           {"svg", "image/svg+xml"}};
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(path_extension(file->name), TYPES[i][0]) == 0)
            return TYPES[i][1];
    return "application/octet-stream";
}

// ---- answers ----

enum { OK = 200, NOT_FOUND = 404 };

// False when the request is for no font that there is.
static bool give_font(HttpRequest *request)
{
    static const char FOLDER[] = "fonts/";
    const char *name = strncmp(request->path, FOLDER, sizeof FOLDER - 1) == 0 ? request->path + sizeof FOLDER - 1 : "";
    const char *type = strcmp(path_extension(name), "ttf") == 0 ? "font/ttf" : "font/otf";
    const bool is_font = strcmp(path_extension(name), "ttf") == 0 || strcmp(path_extension(name), "otf") == 0;
    if (!is_font || strchr(name, '/'))
        return false;
    Arena arena;
    arena_init(&arena);
    size_t n_bytes = 0;
    Err err = {""};
    const char *home = home_folder(&arena, &err);
    const char *bytes =
        home ? file_read(&arena, path_join(&arena, path_join(&arena, home, "fonts"), name), &n_bytes, &err) : NULL;
    if (bytes) {
        char *copy = mem_alloc(n_bytes);
        http_answer(request, 200, type, memcpy(copy, bytes, n_bytes), n_bytes);
    }
    arena_finish(&arena);
    return bytes != NULL;
}

void page_answer(HttpRequest *request, const char *usual)
{
    const PageFile *file = request->post ? NULL : page_file(*request->path ? request->path : usual);
    if (file)
        http_answer_static(request, page_file_type(file), file->bytes, file->n_bytes);
    else if (request->post || !give_font(request))
        http_answer_error(request, NOT_FOUND, "there is nothing at this address");
}
