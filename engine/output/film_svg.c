// film_svg.c — the formats that are made of SVG: files that play, numbered stills, the page.
#include "engine/output/film_write.h"

#include "engine/base/pool.h"
#include "engine/base/report.h"
#include "engine/base/series.h"
#include "engine/base/stop.h"
#include "engine/svg/html.h"
#include "engine/svg/svg_anim.h"

static bool write_svg(const FilmJob *job, int i, Err *err)
{
    const SceneJob *scene = &job->scenes[i];
    const SvgJob svg = {
        .scene = scene->scene,
        .title = job->titles[i],
        .from_s = scene->from_s,
        .to_s = scene->to_s,
        .poster_s = job->poster_s ? *job->poster_s : scene->to_s,
        .loop = job->loop,
        .transparent = job->spec->transparent,
    };
    const SvgStill still = {
        .scene = scene->scene,
        .title = job->titles[i],
        .t_s = job->static_s ? *job->static_s : 0,
        .transparent = job->spec->transparent,
    };
    return job->static_s ? svg_still_write(&still, scene->path, err) : svg_anim_write(&svg, scene->path, err);
}

bool film_write_svg(const FilmJob *job, Err *err)
{
    Report report;
    report_begin(&report, job->spec->label, "scenes", job->n_scenes, job->spec->json);
    bool ok = true;
    for (int i = 0; ok && i < job->n_scenes; i++) {
        ok = (!stop_requested() || stop_error(err)) && write_svg(job, i, err);
        report_made(&report, 1);
    }
    report_end(&report, ok);
    return ok;
}

typedef struct Stills {
    const SceneJob *scene;
    const char *title;
    Rate rate;
    bool transparent;
    Series series;
    Report *report;
} Stills;

static bool make_still(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const Stills *stills = context;
    Arena arena;
    arena_init(&arena);
    const SvgStill still = {
        .scene = stills->scene->scene,
        .title = stills->title,
        .t_s = job_time(stills->scene, stills->rate, item),
        .transparent = stills->transparent,
    };
    const bool ok = svg_still_write(&still, series_path(&stills->series, item, &arena), err);
    arena_finish(&arena);
    report_made(stills->report, 1);
    return ok;
}

bool film_write_svg_frames(const FilmJob *job, Err *err)
{
    int64_t n_frames = 0;
    for (int i = 0; i < job->n_scenes; i++)
        n_frames += job_frames(&job->scenes[i], job->spec->size.rate);
    Report report;
    report_begin(&report, job->spec->label, "frames", n_frames, job->spec->json);
    bool ok = true;
    for (int i = 0; ok && i < job->n_scenes; i++) {
        Stills stills = {
            .scene = &job->scenes[i],
            .title = job->titles[i],
            .rate = job->spec->size.rate,
            .transparent = job->spec->transparent,
            .report = &report,
        };
        const PoolJob pool = {
            .n_items = job_frames(stills.scene, stills.rate),
            .n_workers = job->spec->n_threads,
            .n_slots = 2 * job->spec->n_threads,
            .make = make_still,
            .context = &stills,
        };
        ok = series_begin(&stills.series, stills.scene->path, "", "svg", SERIES_DIGITS, pool.n_items, err) &&
             pool_run(&pool, err) && series_commit(&stills.series, err);
        series_drop(&stills.series);
    }
    report_end(&report, ok);
    return ok;
}

bool film_write_html(const FilmJob *job, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const Scene **scenes = ARENA_ARRAY(&arena, const Scene *, job->n_scenes);
    for (int i = 0; i < job->n_scenes; i++)
        scenes[i] = job->scenes[i].scene;
    Report report;
    const HtmlJob page = {
        .title = job->title,
        .scenes = scenes,
        .scene_titles = job->titles,
        .n_scenes = job->n_scenes,
        .loop = job->loop,
        .report = &report,
    };
    report_begin(&report, job->spec->label, "scenes", job->n_scenes, job->spec->json);
    const bool ok = html_write(&page, job->path, err);
    report_end(&report, ok);
    arena_finish(&arena);
    return ok;
}
