// film_svg.c — the formats that are made of SVG: files that play, numbered stills, the page.
#include "engine/output/film_write.h"

#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/svg/html.h"
#include "engine/svg/svg_anim.h"

bool film_write_svg(const FilmJob *job, Err *err)
{
    bool ok = true;
    for (int i = 0; ok && i < job->n_scenes; i++) {
        const SceneJob *scene = &job->scenes[i];
        const SvgJob svg = {
            .scene = scene->scene,
            .title = job->titles[i],
            .from_s = scene->from_s,
            .to_s = scene->to_s,
            .poster_s = job->poster_s ? *job->poster_s : scene->to_s,
            .loop = job->loop,
        };
        ok = job->static_s ? svg_still_write(scene->scene, job->titles[i], *job->static_s, scene->path, err)
                           : svg_anim_write(&svg, scene->path, err);
    }
    return ok;
}

typedef struct Series {
    const SceneJob *scene;
    const char *title;
    Rate rate;
} Series;

static bool make_still(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const Series *series = context;
    const SceneJob *scene = series->scene;
    Arena arena;
    arena_init(&arena);
    const char *path = path_join(&arena, scene->path, arena_printf(&arena, "%04lld.svg", (long long)item + 1));
    const bool ok = svg_still_write(scene->scene, series->title, job_time(scene, series->rate, item), path, err);
    arena_finish(&arena);
    return ok;
}

bool film_write_svg_frames(const FilmJob *job, Err *err)
{
    bool ok = true;
    for (int i = 0; ok && i < job->n_scenes; i++) {
        Series series = {&job->scenes[i], job->titles[i], job->spec->size.rate};
        const PoolJob pool = {
            .n_items = job_frames(series.scene, series.rate),
            .n_workers = job->spec->n_threads,
            .n_slots = 2 * job->spec->n_threads,
            .make = make_still,
            .context = &series,
        };
        ok = dir_make(series.scene->path, err) && pool_run(&pool, err);
    }
    return ok;
}

bool film_write_html(const FilmJob *job, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const Scene **scenes = ARENA_ARRAY(&arena, const Scene *, job->n_scenes);
    for (int i = 0; i < job->n_scenes; i++)
        scenes[i] = job->scenes[i].scene;
    const HtmlJob page = {
        .title = job->title,
        .scenes = scenes,
        .scene_titles = job->titles,
        .n_scenes = job->n_scenes,
        .loop = job->loop,
    };
    const bool ok = html_write(&page, job->path, err);
    arena_finish(&arena);
    return ok;
}
