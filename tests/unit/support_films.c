// support_films.c — films are opened and their runs read as the program does it.
#include "support_films.h"

#include "scenes/films.h"
#include "support_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

const FilmRow *films_scenes(Stage *stage)
{
    Err err = {""};
    FilmRow *all = NULL;
    int n = 0, capacity = 0;
    const char *name;
    for (int i = 0; (name = film_name(i)); i++) {
        const FilmRow *rows = film_open(&stage->arena, name, &(const OptWords){0}, &err);
        if (!rows)
            fail_msg("%s", err.text);
        for (; rows->film; rows++) {
            all = arena_grow(&stage->arena, all, n, &capacity, sizeof *all);
            all[n++] = *rows;
        }
    }
    all = arena_grow(&stage->arena, all, n, &capacity, sizeof *all);
    all[n] = (FilmRow){0};
    return all;
}

// A run's folder that has been read: films share their runs, and each is read once.
struct ReadRun {
    const char *folder;
    const Run *run;
    struct ReadRun *next;
};

static const Run *read_once(Stage *stage, const char *folder)
{
    struct ReadRun *read = stage->read;
    while (read && strcmp(read->folder, folder) != 0)
        read = read->next;
    if (read)
        return read->run;
    read = ARENA_NEW(&stage->arena, struct ReadRun);
    *read = (struct ReadRun){folder, run_recorded(&stage->arena, folder), stage->read};
    stage->read = read;
    return read->run;
}

const void *const *films_runs(Stage *stage, const FilmRow *row, const Run *first)
{
    const void **runs = ARENA_ARRAY(&stage->arena, const void *, row->n_inputs);
    for (int i = 0; i < row->n_inputs; i++) {
        const char *folder = row->inputs[i].folder;
        runs[i] = i == 0 && first ? first : folder ? read_once(stage, folder) : NULL;
    }
    return runs;
}

const Scene *films_build(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs, CanvasShape shape)
{
    Err err = {""};
    const Scene *scene = scene_build(arena, stage->fonts, CANVASES[shape], &THEME_DARK, row, runs, &err);
    if (!scene)
        fail_msg("%s/%s, %s: %s", row->film, row->scene, CANVAS_NAMES[shape], err.text);
    return scene;
}
