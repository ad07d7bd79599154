// inputs.c — folders walked through, in the order of their names.
#include "engine/studio/inputs.h"

#include "engine/base/file.h"
#include "engine/studio/watch.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 3, MOST_INPUTS = 500 };

void inputs_init(Inputs *inputs)
{
    *inputs = (Inputs){0};
    arena_init(&inputs->arena);
}

void inputs_finish(Inputs *inputs)
{
    arena_finish(&inputs->arena);
}

int inputs_index(const Inputs *inputs, const char *dir)
{
    for (int i = 0; i < inputs->n; i++)
        if (strcmp(inputs->dirs[i], dir) == 0)
            return i;
    return -1;
}

static bool is_input(const Studio *studio, const char *dir)
{
    Arena arena;
    arena_init(&arena);
    const bool is_one = studio->describe_input(&arena, dir, NULL);
    arena_finish(&arena);
    return is_one;
}

static void add(Inputs *inputs, const char *dir, const char *name)
{
    if (inputs->n == MOST_INPUTS || inputs_index(inputs, dir) >= 0)
        return;
    Arena *arena = &inputs->arena;
    inputs->dirs = arena_grow(arena, inputs->dirs, inputs->n, &inputs->cap_dirs, sizeof *inputs->dirs);
    inputs->names = arena_grow(arena, inputs->names, inputs->n, &inputs->cap_names, sizeof *inputs->names);
    inputs->dirs[inputs->n] = arena_strdup(arena, dir);
    inputs->names[inputs->n++] = arena_strdup(arena, name);
}

static int visible(const struct dirent *entry)
{
    return watch_counts(entry->d_name);
}

static void walk(Inputs *inputs, const Studio *studio, const char *dir, const char *name, int depth)
{
    if (inputs_index(inputs, dir) >= 0)
        return;
    if (is_input(studio, dir)) {
        add(inputs, dir, *name ? name : path_names(&inputs->arena, &dir, 1)[0]);
        return;
    }
    struct dirent **entries = NULL;
    const int n = depth == DEEPEST ? 0 : scandir(dir, &entries, visible, alphasort);
    Arena arena;
    arena_init(&arena);
    for (int i = 0; i < n; i++) {
        const char *inner = path_join(&arena, dir, entries[i]->d_name);
        if (dir_exists(inner))
            walk(inputs, studio, inner, *name ? path_join(&arena, name, entries[i]->d_name) : entries[i]->d_name,
                 depth + 1);
        free(entries[i]);
    }
    free(entries);
    arena_finish(&arena);
}

void inputs_find(Inputs *inputs, const Studio *studio, const char *folder)
{
    if (studio->describe_input)
        walk(inputs, studio, folder, "", 0);
}

void inputs_write(const Inputs *inputs, const Studio *studio, JsonOut *out)
{
    json_out_begin(out, '[');
    for (int i = 0; i < inputs->n; i++) {
        if (!is_input(studio, inputs->dirs[i]))
            continue;
        Arena arena;
        arena_init(&arena);
        json_out_begin(out, '{');
        json_out_int_at(out, "id", i);
        json_out_text_at(out, "name", inputs->names[i]);
        json_out_text_at(out, "folder", inputs->dirs[i]);
        json_out_bool_at(out, "prompts", studio->takes_prompt && studio->takes_prompt(inputs->dirs[i]));
        studio->describe_input(&arena, inputs->dirs[i], out);
        json_out_end(out, '}');
        arena_finish(&arena);
    }
    json_out_end(out, ']');
}
