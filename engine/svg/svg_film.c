#include "engine/svg/svg_film.h"

#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/svg/html.h"
#include "engine/svg/svg_anim.h"

bool svg_film_write(const SceneJob *job, Err *err)
{
    if (job->static_s >= 0)
        return svg_still_write(job->scene, job->title, job->static_s, job->path, err);
    const SvgJob svg = {
        .scene = job->scene,
        .title = job->title,
        .from_s = job->from_s,
        .to_s = job->to_s,
        .poster_s = job->poster_s,
        .loop = job->loop,
    };
    return svg_anim_write(&svg, job->path, err);
}

static bool make_still(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const SceneJob *job = context;
    Arena arena;
    arena_init(&arena);
    const char *path = path_join(&arena, job->path, arena_printf(&arena, "%04lld.svg", (long long)item + 1));
    const double t_s = job->from_s + frame_time(item, job->size.rate);
    const bool ok = svg_still_write(job->scene, job->title, t_s, path, err);
    arena_finish(&arena);
    return ok;
}

bool svg_frames_write(const SceneJob *job, Err *err)
{
    SceneJob context = *job;
    const PoolJob pool = {
        .n_items = frames_in(job->to_s - job->from_s, job->size.rate),
        .n_workers = job->n_jobs,
        .n_slots = 2 * job->n_jobs,
        .make = make_still,
        .context = &context,
    };
    return dir_make(job->path, err) && pool_run(&pool, err);
}

bool html_film_write(const FilmJob *job, Err *err)
{
    const HtmlJob page = {
        .title = job->title,
        .scenes = job->scenes,
        .scene_titles = job->scene_titles,
        .n_scenes = job->n_scenes,
        .loop = job->loop,
    };
    return html_write(&page, job->path, err);
}
