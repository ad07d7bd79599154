// list.c — the command list: films, scenes, durations.
#include "engine/anim/scene_data.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"

#include <string.h>

// The names need no input; the durations do, so without one (`ok` false) only the names are printed.
static void print_list(const Studio *studio, Session *session, bool *ok, Err *err)
{
    const char *film = "";
    for (const FilmRow *row = studio->rows; row->film; row++) {
        if (strcmp(film, row->film) != 0)
            printf("%s\n", row->film);
        film = row->film;
        const Scene *scene = *ok ? session_scene(session, row, err) : NULL;
        *ok = *ok && scene;
        char dur[32] = "";
        if (scene)
            snprintf(dur, sizeof dur, "%.4g s", scene->dur_s);
        printf("  %-32s %8s  %s\n", arena_printf(&session->arena, "%s/%s", row->film, row->scene), dur,
               row->source->title);
    }
}

int command_list(int argc, char **argv, const void *context, Err *err)
{
    static const Opt NONE[] = {{0}};
    StageOpts opts = stage_defaults(NULL);
    const int code = stage_parse(&opts, NONE, context, argc, argv, err);
    if (code >= 0)
        return code;
    Session session;
    bool ok = session_open(&session, context, &opts, err);
    print_list(context, &session, &ok, err);
    session_close(&session);
    return ok ? 0 : 1;
}
