// opening.c — beginning and end of benches of films.
#include "opening.h"

#include "engine/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void opening_begin(Opening *opening, const char *bench)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    *opening = (Opening){.fonts = NULL};
    Arena *arena = &opening->arena;
    arena_init(arena);
    Err err = {""};
    const char *home = home_folder(arena, &err);
    opening->fonts = home ? fonts_create(path_join(arena, home, "fonts"), &err) : NULL;
    opening->run = opening->fonts ? run_read(arena, path_join(arena, home, "model/runs/shakespeare"), &err) : NULL;
    opening->folder = arena_printf(arena, "/tmp/gptreel-bench-%ld", (long)getpid());
    if (opening->run && dir_make(opening->folder, &err))
        return;
    fprintf(stderr, "%s: %s\n", bench, err.text);
    exit(1);
}

void opening_end(Opening *opening)
{
    printf("the files are in %s\n", opening->folder);
    arena_finish(&opening->arena);
    fonts_destroy(opening->fonts);
}
