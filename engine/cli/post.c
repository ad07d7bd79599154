// post.c — the command post: a film and all that goes with it where it is posted.
#include "engine/output/post.h"

#include "engine/base/file.h"
#include "engine/cli/commands.h"
#include "engine/cli/render.h"
#include "engine/cli/session.h"
#include "engine/output/still.h"

#include <math.h>

enum { THUMBNAIL_PX = 1080 }; // of the short side

// The last scene without captions drawn into it: what it shows is enough. NULL on error.
static const Scene *bare_scene(Session *session, const FilmRow *row, const Scene *scene, Err *err)
{
    if (!row->front.captions)
        return scene;
    FilmRow bare = *row;
    bare.front.captions = false;
    return session_scene(session, &bare, err);
}

// The last picture.
static bool write_thumbnail(Session *session, const Selection *selection, const Scene *const *scenes, const char *path,
                            Err *err)
{
    const int last = selection->n_rows - 1;
    const double scale = THUMBNAIL_PX / fmin(session->canvas.width, session->canvas.height);
    const Still still = {
        .scene = bare_scene(session, &selection->rows[last], scenes[last], err),
        .t_s = INFINITY,
        .width_px = (int)lround(scale * session->canvas.width),
        .height_px = (int)lround(scale * session->canvas.height),
    };
    return still.scene && still_format_of(path, err)->write(&still, path, err);
}

static bool write_beside(Session *session, const Selection *selection, const Scene *const *scenes,
                         const RenderOpts *opts, Err *err)
{
    Arena *arena = &session->arena;
    const StageOpts *stage = &opts->stage;
    const FilmRow *rows = selection->rows;
    const char *folder = path_join(arena, opts->out, rows->film);
    const FilmLook *look = rows->look;
    const Post post = {
        .film = spoken_film(arena, scenes, selection->n_rows, stage->size.rate),
        .title = selection_title(selection),
        .titles = selection_titles(selection, arena),
        .author = stage->author,
        .handle = stage->handle,
        .links = look ? look->links : NULL,
        .tags = look ? look->tags : NULL,
    };
    const char *name = selection->whole_film ? rows->film : rows->scene; // as the video's
    const char *captions = path_join(arena, folder, arena_printf(arena, "%s.vtt", name));
    const char *text = path_join(arena, folder, "post.md"), *alt = path_join(arena, folder, "alt.txt");
    const char *thumbnail = path_join(arena, folder, "thumbnail.png");
    const bool ok = captions_write(&post.film, captions, err) && post_write(&post, text, err) &&
                    post_alt_write(&post, alt, err) && write_thumbnail(session, selection, scenes, thumbnail, err);
    if (ok)
        printf("%s\n%s\n%s\n%s\n", captions, text, alt, thumbnail);
    return ok;
}

// A post is of one film, all of it.
static bool can_post(const RenderOpts *opts, Err *err)
{
    if (opts->batch)
        return err_set(err, "--batch is for render; post makes one film and what goes with it");
    return !opts->shard || err_set(err, "--shard is for render; post makes the whole film");
}

int command_post(int argc, char **argv, const void *context, Err *err)
{
    RenderOpts opts;
    const int code = render_parse(&opts, context, argc, argv, false, err);
    if (code >= 0)
        return code;
    return can_post(&opts, err) ? render_film(context, &opts, argv[1], NULL, write_beside, err) : 2;
}
