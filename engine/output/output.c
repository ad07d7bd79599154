#include "engine/output/output.h"

#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/output/still.h"
#include "engine/svg/svg_film.h"
#include "engine/video/mux.h"
#include "engine/video/pipeline.h"
#include "engine/video/video.h"

#include <string.h>

// To add one: a row here, and a file with its function beside still.c.
const StillFormat STILL_FORMATS[] = {
    {"png", still_write_png},
    {"svg", still_write_svg},
    {"pdf", still_write_pdf},
    {NULL, NULL},
};

// To add one: a row here, and a file with its functions beside video.c; for an encoder of libav a row in codec.c.
const FilmFormat FILM_FORMATS[] = {
    {"mp4", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, pipeline_write, mux_join},
    {"webm", "webm", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"webm-alpha", "webm", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"hevc", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"av1", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"prores", "mov", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"gif", "gif", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, NULL},
    {"apng", "apng", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, NULL},
    {"png", "", FORMAT_PART | FORMAT_SIZE, video_write_png, NULL, NULL, NULL},
    {"nvenc", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"hevc-nvenc", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"qsv", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"v4l2", "mp4", FORMAT_PART | FORMAT_SIZE | FORMAT_VIDEO, video_write, NULL, NULL, mux_join},
    {"svg", "svg", FORMAT_PART | FORMAT_LOOP | FORMAT_POSTER | FORMAT_STATIC, svg_film_write, NULL, NULL, NULL},
    {"svg-frames", "", FORMAT_PART | FORMAT_SIZE, svg_frames_write, NULL, NULL, NULL},
    {"html", "html", FORMAT_LOOP, NULL, html_film_write, NULL, NULL},
    {NULL, NULL, 0, NULL, NULL, NULL, NULL},
};

const StillFormat *still_format_named(const char *extension)
{
    for (const StillFormat *row = STILL_FORMATS; row->extension; row++)
        if (strcmp(row->extension, extension) == 0)
            return row;
    return NULL;
}

const StillFormat *still_format_of(const char *path, Err *err)
{
    const StillFormat *found = still_format_named(path_extension(path));
    if (found)
        return found;
    Arena arena;
    arena_init(&arena);
    char *known = arena_strdup(&arena, "");
    for (const StillFormat *row = STILL_FORMATS; row->extension; row++)
        known = arena_printf(&arena, "%s%s.%s", known,
                             row == STILL_FORMATS ? ""
                             : row[1].extension   ? ", "
                                                  : " or ",
                             row->extension);
    err_set(err, "cannot tell the format of %s: end the name with %s", path, known);
    arena_finish(&arena);
    return NULL;
}

const FilmFormat *film_format_named(const char *name, Err *err)
{
    enum { MOST = 32 };
    const char *names[MOST];
    int n = 0;
    for (const FilmFormat *row = FILM_FORMATS; row->name; row++) {
        if (strcmp(row->name, name) == 0)
            return row;
        if (n < MOST)
            names[n++] = row->name;
    }
    Arena arena;
    arena_init(&arena);
    err_set(err, "there is no format \"%s\"; did you mean %s?", name, nearest_names(&arena, name, names, n));
    arena_finish(&arena);
    return NULL;
}
