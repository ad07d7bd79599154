// slides.c — the pictures at the steps of a scene.
#include "engine/output/slides.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"

#include <string.h>

static const char *short_name(const Scene *scene)
{
    const char *slash = strrchr(scene->name, '/');
    return slash ? slash + 1 : scene->name;
}

bool slides_write(const Scene *scene, const StillFormat *format, int width_px, int height_px, const char *folder,
                  int *n_written, Err *err)
{
    Arena arena;
    arena_init(&arena);
    *n_written = 0;
    bool ok = true;
    DisplayList before = {.n_items = -1};
    for (int i = 0; ok && i <= scene->n_steps; i++) {
        const bool last = i == scene->n_steps;
        const DisplayList list = frame_at(scene, last ? scene->dur_s : scene->steps[i].t_s, &arena);
        if (last && i > 0 && display_list_equal(&before, &list))
            break;
        const char *name = arena_printf(&arena, "%s_step_%d.%s", short_name(scene), i + 1, format->extension);
        ok = !stop_requested() || stop_error(err);
        ok = ok && format->write(&list, width_px, height_px, path_join(&arena, folder, name), err);
        *n_written += ok;
        before = list;
    }
    arena_finish(&arena);
    return ok;
}
