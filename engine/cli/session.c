// session.c — fonts and input opened, scenes built from them.
#include "engine/cli/session.h"

#include "engine/base/file.h"

#include <string.h>

bool session_open(Session *session, const Studio *studio, const StageOpts *opts, Err *err)
{
    *session = (Session){
        .studio = studio,
        .canvas = canvas_make(opts->canvas->width, opts->canvas->height),
        .theme = opts->theme,
        .input_named = opts->input,
    };
    arena_init(&session->arena);
    const char *home = home_folder(&session->arena, err);
    if (!home)
        return false;
    session->fonts = fonts_create(path_join(&session->arena, home, "fonts"), err);
    return session->fonts != NULL;
}

void session_close(Session *session)
{
    arena_finish(&session->arena); // scenes before the fonts that they use
    fonts_destroy(session->fonts);
    session->fonts = NULL;
}

// What a film is built from. Films that share it do not read it again.
static const void *session_input(Session *session, const FilmRow *row, Err *err)
{
    const char *dir = session->input_named;
    if (!dir) {
        const char *home = home_folder(&session->arena, err);
        if (!home)
            return NULL;
        dir = path_join(&session->arena, home, row->input);
    }
    if (session->input && strcmp(dir, session->input_dir) == 0)
        return session->input;
    session->input_dir = dir;
    session->input = session->studio->read_input(&session->arena, dir, err);
    return session->input;
}

const Scene *session_scene(Session *session, const FilmRow *row, Err *err)
{
    const void *input = session_input(session, row, err);
    if (!input)
        return NULL;
    return scene_build(&session->arena, session->fonts, session->canvas, session->theme, row, input, err);
}

const Scene *const *session_scenes(Session *session, const Selection *selection, Err *err)
{
    const Scene **scenes = ARENA_ARRAY(&session->arena, const Scene *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++) {
        scenes[i] = session_scene(session, &selection->rows[i], err);
        if (!scenes[i])
            return NULL;
    }
    return scenes;
}
