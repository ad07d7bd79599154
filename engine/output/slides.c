// slides.c — the pictures at the steps of a scene.
#include "engine/output/slides.h"

#include "engine/base/series.h"
#include "engine/base/stop.h"

#include <string.h>

static const char *short_name(const Scene *scene)
{
    const char *slash = strrchr(scene->name, '/');
    return slash ? slash + 1 : scene->name;
}

// The last picture is one more unless it equals the last step's.
int slides_count(const Scene *scene)
{
    if (scene->n_steps == 0)
        return 1;
    Arena arena;
    arena_init(&arena);
    const DisplayList step = frame_at(scene, scene->steps[scene->n_steps - 1].t_s, &arena);
    const DisplayList last = frame_at(scene, scene->dur_s, &arena);
    const bool same = display_list_equal(&step, &last);
    arena_finish(&arena);
    return same ? scene->n_steps : scene->n_steps + 1;
}

bool slides_write(const Still *still, const StillFormat *format, const char *folder, Report *report, Err *err)
{
    const Scene *scene = still->scene;
    const int n_slides = slides_count(scene);
    Arena arena;
    arena_init(&arena);
    Series series;
    bool ok = series_begin(&series, folder, arena_printf(&arena, "%s_step_", short_name(scene)), format->extension, 1,
                           n_slides, err);
    for (int i = 0; ok && i < n_slides; i++) {
        Still slide = *still;
        slide.t_s = i == scene->n_steps ? scene->dur_s : scene->steps[i].t_s;
        ok = (!stop_requested() || stop_error(err)) && format->write(&slide, series_path(&series, i, &arena), err);
        report_made(report, 1);
    }
    ok = ok && series_commit(&series, err);
    series_drop(&series);
    arena_finish(&arena);
    return ok;
}
