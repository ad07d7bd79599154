// support_temp.c — a folder made and removed, files written and read.
#include "support_temp.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

int temp_setup(void **state)
{
    Temp *temp = mem_alloc(sizeof *temp);
    arena_init(&temp->arena);
    strcpy(temp->dir, "/tmp/gptreel-test-XXXXXX");
    *state = temp;
    return mkdtemp(temp->dir) ? 0 : -1;
}

static void delete_folder(Arena *arena, const char *folder)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return;
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char *path = path_join(arena, folder, entry->d_name);
        if (unlink(path) != 0)
            delete_folder(arena, path);
    }
    closedir(stream);
    rmdir(folder);
}

int temp_teardown(void **state)
{
    Temp *temp = *state;
    delete_folder(&temp->arena, temp->dir);
    arena_finish(&temp->arena);
    free(temp);
    return 0;
}

char *temp_path(Temp *temp, const char *name)
{
    return path_join(&temp->arena, temp->dir, name);
}

char *temp_write(Temp *temp, const char *name, const void *data, size_t n_bytes)
{
    char *path = temp_path(temp, name);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    if (n_bytes)
        assert_int_equal(fwrite(data, 1, n_bytes, stream), n_bytes);
    assert_int_equal(fclose(stream), 0);
    return path;
}

char *temp_write_text(Temp *temp, const char *name, const char *text)
{
    return temp_write(temp, name, text, strlen(text));
}

char *temp_read(Temp *temp, const char *name)
{
    Err err = {""};
    char *text = file_read(&temp->arena, temp_path(temp, name), NULL, &err);
    assert_string_equal(err.text, "");
    return text;
}

void assert_same_file(const char *a, const char *b)
{
    Arena arena;
    arena_init(&arena);
    size_t n_a = 0, n_b = 0;
    const char *bytes_a = file_read(&arena, a, &n_a, NULL), *bytes_b = file_read(&arena, b, &n_b, NULL);
    assert_int_equal(n_a, n_b);
    assert_memory_equal(bytes_a, bytes_b, n_a);
    arena_finish(&arena);
}

void assert_contains(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" does not contain \"%s\"", text, part);
}
