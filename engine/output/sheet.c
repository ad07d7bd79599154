// sheet.c — draws pictures of a film into a grid and labels them.
#include "engine/output/sheet.h"

#include "engine/base/pool.h"
#include "engine/output/sheet_label.h"
#include "engine/output/sheet_marks.h"
#include "engine/raster/png.h"
#include "engine/raster/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SIDE_PX = 30000, ABOUT = 40, GAP_PX = 12, LABEL_PX = 30 };
static const double LABEL_SIZE = 17;

typedef struct Shot {
    const Scene *scene;
    double t_s;      // of the scene
    double film_t_s; // of the film
} Shot;

typedef struct Job {
    Shot *shots;
    int n_shots;
    int n_columns, n_rows;
    int width_px, height_px; // of a picture
    int sheet_width_px, sheet_height_px;
    uint32_t *pixels; // (sheet_height_px, sheet_width_px); workers write different cells
    Raster **rasters; // [n_threads], one a worker
    Report report;
    SheetMarks marks;
} Job;

static double nice_interval(const Sheet *sheet)
{
    static const double NICE_S[] = {0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 30, 60};
    double total_s = 0;
    for (int i = 0; i < sheet->n_scenes; i++)
        total_s += sheet->scenes[i]->dur_s;
    const int n = sizeof NICE_S / sizeof NICE_S[0];
    for (int i = 0; i < n; i++)
        if (total_s / NICE_S[i] <= ABOUT)
            return NICE_S[i];
    return total_s / ABOUT;
}

static int by_time(const void *a, const void *b)
{
    const double x = ((const Shot *)a)->t_s, y = ((const Shot *)b)->t_s;
    return (x > y) - (x < y);
}

// A picture of the time of a mark, unless the scene, from its `first` picture on, has one.
static void add_marked(Job *job, int first, const SheetMark *mark, const Scene *scene, double start_s)
{
    for (int i = first; i < job->n_shots; i++)
        if (sheet_mark_is_at(mark, scene, job->shots[i].t_s))
            return;
    if (mark->scene == scene)
        job->shots[job->n_shots++] = (Shot){scene, mark->t_s, start_s + mark->t_s};
}

// Each scene from its start, its last picture, and those of its marks.
static void choose_shots(const Sheet *sheet, Arena *arena, Job *job)
{
    const double every_s = sheet->every_s > 0 ? sheet->every_s : nice_interval(sheet);
    int n = 0;
    for (int i = 0; i < sheet->n_scenes; i++)
        n += (int)ceil(sheet->scenes[i]->dur_s / every_s) + 2;
    job->shots = ARENA_ARRAY(arena, Shot, n + sheet->n_marks);
    double start_s = 0;
    for (int i = 0; i < sheet->n_scenes; i++) {
        const Scene *scene = sheet->scenes[i];
        const int first = job->n_shots;
        for (int k = 0; k * every_s < scene->dur_s - 0.01; k++)
            job->shots[job->n_shots++] = (Shot){scene, k * every_s, start_s + k * every_s};
        job->shots[job->n_shots++] = (Shot){scene, scene->dur_s, start_s + scene->dur_s};
        for (int k = 0; k < sheet->n_marks; k++)
            add_marked(job, first, &sheet->marks[k], scene, start_s);
        qsort(job->shots + first, (size_t)(job->n_shots - first), sizeof *job->shots, by_time);
        start_s += scene->dur_s;
    }
}

// Columns that make the sheet about as wide as high, a little wider.
static int columns_for(int n_shots, double aspect)
{
    const int n = (int)ceil(sqrt(1.6 * n_shots / aspect));
    return n < 1 ? 1 : n > n_shots ? n_shots : n;
}

static bool lay_out(const Sheet *sheet, Fonts *fonts, Arena *arena, Job *job, Err *err)
{
    const Canvas canvas = sheet->scenes[0]->canvas;
    job->width_px = sheet->picture_width_px;
    job->height_px = (int)lround(job->width_px * canvas.height / canvas.width);
    job->n_columns = sheet->n_columns > 0 ? sheet->n_columns : columns_for(job->n_shots, canvas.width / canvas.height);
    job->n_rows = (job->n_shots + job->n_columns - 1) / job->n_columns;
    const int64_t width = GAP_PX + (int64_t)job->n_columns * (job->width_px + GAP_PX);
    if (!sheet_marks_set(&job->marks, sheet, job->width_px, (int)width, fonts, arena, err))
        return false;
    const int legend_px = job->marks.n > 0 ? sheet_legend_height(&job->marks) + GAP_PX : 0;
    const int64_t height = GAP_PX + (int64_t)job->n_rows * (job->height_px + LABEL_PX + GAP_PX) + legend_px;
    if (width > MOST_SIDE_PX || height > MOST_SIDE_PX)
        return err_set(err,
                       "a sheet of %d pictures would be %lld × %lld pixels; take fewer with --every, or smaller ones "
                       "with --width",
                       job->n_shots, (long long)width, (long long)height);
    job->sheet_width_px = (int)width;
    job->sheet_height_px = (int)height;
    return true;
}

static int cell_x(const Job *job, int shot)
{
    return GAP_PX + shot % job->n_columns * (job->width_px + GAP_PX);
}

static int cell_y(const Job *job, int shot)
{
    return GAP_PX + shot / job->n_columns * (job->height_px + LABEL_PX + GAP_PX);
}

// The scene's name as far as there is room beside the time: whole, without its film, or not at all (NULL without error).
static bool shape_name(const Job *job, const Scene *scene, const TextRun *time, Fonts *fonts, Arena *arena,
                       const TextRun **run, Err *err)
{
    const TextStyle style = {.family = FONT_SANS, .size = LABEL_SIZE, .align = ALIGN_END};
    const char *slash = strrchr(scene->name, '/'), *const names[] = {scene->name, slash ? slash + 1 : scene->name};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        *run = text_shape(fonts, arena, &style, names[i], err);
        if (!*run)
            return false;
        if (time->logical.w + LABEL_SIZE + (*run)->logical.w <= job->width_px)
            return true;
    }
    *run = NULL;
    return true;
}

// All labels as one display list over the whole sheet, in pixels.
static bool list_labels(const Sheet *sheet, Fonts *fonts, const Job *job, Arena *arena, DisplayList *list, Err *err)
{
    const Theme *theme = sheet->scenes[0]->theme;
    const TextStyle times = {.family = FONT_MONO, .size = LABEL_SIZE};
    DrawItem *items = ARENA_ARRAY(arena, DrawItem, 2 * job->n_shots + job->marks.n);
    int n = 0;
    for (int i = 0; i < job->n_shots; i++) {
        const Shot *shot = &job->shots[i];
        const int x = cell_x(job, i);
        const double y = cell_y(job, i) + job->height_px + 0.7 * LABEL_PX;
        const TextRun *time = text_shape(fonts, arena, &times, arena_printf(arena, "%.2f s", shot->film_t_s), err);
        const TextRun *name = NULL;
        if (!time || !shape_name(job, shot->scene, time, fonts, arena, &name, err))
            return false;
        items[n++] = label_item(time, x, y, theme->ink);
        if (name)
            items[n++] = label_item(name, x + job->width_px, y, theme->soft);
    }
    const int legend_y = job->sheet_height_px - GAP_PX - sheet_legend_height(&job->marks);
    n += sheet_legend(&job->marks, GAP_PX, legend_y, theme->ink, items + n);
    *list = (DisplayList){
        .canvas = canvas_make(job->sheet_width_px, job->sheet_height_px),
        .background = theme->line,
        .items = items,
        .n_items = n,
    };
    return true;
}

static bool make_shot(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)err;
    Job *job = context;
    const Shot *shot = &job->shots[item];
    Raster *raster = job->rasters[worker];
    Arena arena;
    arena_init(&arena);
    const DisplayList list =
        sheet_marks_over(&job->marks, frame_at(shot->scene, shot->t_s, &arena), shot->scene, shot->t_s, &arena);
    raster_draw(raster, &list);
    arena_finish(&arena);
    const uint8_t *from = raster_pixels(raster);
    uint32_t *to = job->pixels + (size_t)cell_y(job, (int)item) * (size_t)job->sheet_width_px + cell_x(job, (int)item);
    for (int y = 0; y < job->height_px; y++)
        memcpy(to + (size_t)y * (size_t)job->sheet_width_px, from + (size_t)y * (size_t)raster_stride_bytes(raster),
               sizeof(uint32_t) * (size_t)job->width_px);
    report_made(&job->report, 1);
    return true;
}

static bool draw_shots(const Sheet *sheet, Job *job, Arena *arena, Err *err)
{
    job->rasters = ARENA_ARRAY(arena, Raster *, sheet->n_threads);
    for (int i = 0; i < sheet->n_threads; i++)
        job->rasters[i] = raster_create(job->width_px, job->height_px);
    const PoolJob pool = {
        .n_items = job->n_shots,
        .n_workers = sheet->n_threads,
        .n_slots = 2 * sheet->n_threads,
        .make = make_shot,
        .context = job,
    };
    report_begin(&job->report, sheet->label, "pictures", job->n_shots, sheet->json);
    const bool ok = pool_run(&pool, err);
    report_end(&job->report, ok);
    for (int i = 0; i < sheet->n_threads; i++)
        raster_destroy(job->rasters[i]);
    return ok;
}

bool sheet_write(const Sheet *sheet, Fonts *fonts, const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    Job job = {0};
    Raster *paper = NULL;
    DisplayList labels;
    choose_shots(sheet, &arena, &job);
    bool ok = lay_out(sheet, fonts, &arena, &job, err) && list_labels(sheet, fonts, &job, &arena, &labels, err);
    if (!ok)
        goto done;
    paper = raster_create(job.sheet_width_px, job.sheet_height_px);
    raster_draw(paper, &labels);
    const size_t n_bytes = (size_t)raster_stride_bytes(paper) * (size_t)job.sheet_height_px;
    job.pixels = arena_memdup(&arena, raster_pixels(paper), n_bytes);
    ok =
        draw_shots(sheet, &job, &arena, err) && png_write((const uint8_t *)job.pixels, job.sheet_width_px,
                                                          job.sheet_height_px, 4 * job.sheet_width_px, true, path, err);
done:
    raster_destroy(paper);
    arena_finish(&arena);
    return ok;
}
