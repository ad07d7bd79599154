// list.c — the command list: films, scenes, durations.
#include "engine/anim/scene_data.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"

// The names need no input; the durations do, so without one only the names are printed, and the error is kept.
static bool print_film(const Studio *studio, const StageOpts *given, const char *name, Err *err)
{
    StageOpts opts = *given; // what one film asks for is not for the next
    Session session;
    Selection selection;
    bool ok = session_open(&session, &selection, studio, &opts, name, err);
    if (selection.n_rows > 0)
        printf("%s\n", selection.rows->film);
    for (int i = 0; i < selection.n_rows; i++) {
        const FilmRow *row = &selection.rows[i];
        Arena arena; // one scene at a time
        arena_init(&arena);
        const Scene *scene = ok ? session_scene_in(&session, &arena, row, err) : NULL;
        ok = ok && scene;
        char dur[32] = "";
        if (scene)
            snprintf(dur, sizeof dur, "%.4g s", scene->dur_s);
        printf("  %-32s %8s  %s\n", arena_printf(&session.arena, "%s/%s", row->film, row->scene), dur,
               row->title);
        arena_finish(&arena);
    }
    session_close(&session);
    return ok;
}

int command_list(int argc, char **argv, const void *context, Err *err)
{
    static const Opt NONE[] = {{0}};
    StageOpts opts = stage_defaults(NULL);
    const int code = stage_parse(&opts, NONE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (opts.given.n_words > 0)
        return print_film(context, &opts, argv[1], err) ? 0 : 1;
    Arena arena;
    arena_init(&arena);
    int n = 0;
    bool ok = true;
    const char **names = selection_films(context, &arena, &n);
    for (int i = 0; i < n; i++) {
        Err later = {""};
        ok = print_film(context, &opts, names[i], ok ? err : &later) && ok;
    }
    arena_finish(&arena);
    return ok ? 0 : 1;
}
