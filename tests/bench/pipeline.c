// pipeline.c — how long a film takes beside other ways, in one run: bench_pipeline [film] [grids] [glyphs] [camera].
//
// "film" is the nanogpt film at 1080p60 against one x264 with 2 threads that gets the same pictures ready-made. The
// other three are scenes that change everywhere, against the plain way (whole pictures, one encoder). Prints seconds,
// and ratios of seconds, processor seconds and bytes; with "quality" also what the worst frame is like.
#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/base/progress.h"
#include "engine/output/convert.h"
#include "engine/output/pipeline.h"
#include "engine/output/plan.h"
#include "engine/output/raster.h"
#include "engine/output/video.h"
#include "model/run/run.h"
#include "scenes/films.h"
#include "support_video.h"

#include <libavutil/frame.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <x264.h>

enum { WIDTH = 1920, HEIGHT = 1080, FPS = 60, READY_FRAMES = 240, JOBS = 2, MOST_SCENES = 16 };
static const OutputSize SIZE = {WIDTH, HEIGHT, {FPS, 1}};
static const size_t FRAME_BYTES = (size_t)WIDTH * HEIGHT * 3 / 2;

// What a way of making videos took.
typedef struct Cost {
    double wall_s, cpu_s, bytes;
} Cost;

static double cpu_seconds(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           1e-6 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
}

static Cost cost_begin(void)
{
    return (Cost){clock_seconds(), cpu_seconds(), 0};
}

static void cost_end(Cost *sum, Cost begun)
{
    sum->wall_s += clock_seconds() - begun.wall_s;
    sum->cpu_s += cpu_seconds() - begun.cpu_s;
}

static void cost_print(const char *name, Cost cost, double dur_s)
{
    printf("  %-34s %7.2f s  %7.2f s of processor  %7.2f MB  %5.1f x real time\n", name, cost.wall_s, cost.cpu_s,
           cost.bytes / 1e6, dur_s / cost.wall_s);
}

static void ratio_print(Cost ours, Cost theirs)
{
    printf("  ratio                              %7.3f    %7.3f                %7.3f\n", ours.wall_s / theirs.wall_s,
           ours.cpu_s / theirs.cpu_s, ours.bytes / theirs.bytes);
}

static void fail(const Err *err)
{
    fprintf(stderr, "bench_pipeline: %s\n", err->text);
    exit(1);
}

// ---- the reference: x264 alone, its pictures ready ----

static x264_t *open_reference(void)
{
    x264_param_t params;
    x264_param_default_preset(&params, "veryfast", NULL);
    params.i_log_level = X264_LOG_NONE;
    params.i_threads = 2;
    params.i_width = WIDTH;
    params.i_height = HEIGHT;
    params.i_csp = X264_CSP_I420;
    params.i_fps_num = params.i_timebase_den = FPS;
    params.i_fps_den = params.i_timebase_num = 1;
    params.b_vfr_input = 0;
    params.i_keyint_max = 300;
    params.rc.i_rc_method = X264_RC_CRF;
    params.rc.f_rf_constant = 18;
    params.rc.i_aq_mode = X264_AQ_AUTOVARIANCE_BIASED;
    params.rc.f_aq_strength = 1.2F;
    return x264_encoder_open(&params);
}

static I420 planes_of(uint8_t *y)
{
    const ptrdiff_t luma = (ptrdiff_t)WIDTH * HEIGHT;
    return (I420){y, y + luma, y + luma * 5 / 4, WIDTH, WIDTH / 2};
}

static double encode_one(x264_t *x264, uint8_t *frame, int64_t pts, FILE *out)
{
    x264_picture_t in, made;
    x264_picture_init(&in);
    const I420 planes = planes_of(frame);
    in.img.i_csp = X264_CSP_I420;
    in.img.i_plane = 3;
    memcpy(in.img.plane, (uint8_t *[]){planes.y, planes.u, planes.v}, 3 * sizeof(uint8_t *));
    memcpy(in.img.i_stride, (int[]){WIDTH, WIDTH / 2, WIDTH / 2}, 3 * sizeof(int));
    in.i_pts = pts;
    x264_nal_t *nals;
    int n_nals;
    const int size = x264_encoder_encode(x264, &nals, &n_nals, frame ? &in : NULL, &made);
    if (size > 0 && out)
        fwrite(nals->p_payload, 1, (size_t)size, out);
    return size;
}

// Encodes all scenes; only the time within the encoder counts. The stream goes to `path` (.h264).
static Cost encode_ready(const SceneJob *jobs, int n_scenes, const char *path)
{
    Cost cost = {0};
    uint8_t *ready = mem_alloc(FRAME_BYTES * READY_FRAMES);
    Raster *raster = raster_create(WIDTH, HEIGHT);
    Arena arena;
    arena_init(&arena);
    x264_t *x264 = open_reference();
    FILE *out = fopen(path, "wb");
    int64_t pts = 0;
    for (int s = 0; s < n_scenes; s++)
        for (int64_t first = 0; first < job_frames(&jobs[s]); first += READY_FRAMES) {
            int n = 0;
            for (; n < READY_FRAMES && first + n < job_frames(&jobs[s]); n++) {
                arena_reset(&arena);
                const DisplayList list = frame_at(jobs[s].scene, job_time(&jobs[s], first + n), &arena);
                raster_draw(raster, &list);
                convert_bgra_to_i420(raster_pixels(raster), raster_stride_bytes(raster), WIDTH, HEIGHT,
                                     planes_of(ready + FRAME_BYTES * (size_t)n));
            }
            const Cost begun = cost_begin();
            for (int i = 0; i < n; i++)
                cost.bytes += encode_one(x264, ready + FRAME_BYTES * (size_t)i, pts++, out);
            cost_end(&cost, begun);
        }
    const Cost begun = cost_begin();
    while (x264_encoder_delayed_frames(x264) > 0)
        cost.bytes += encode_one(x264, NULL, 0, out);
    cost_end(&cost, begun);
    x264_encoder_close(x264);
    if (out)
        fclose(out);
    raster_destroy(raster);
    arena_finish(&arena);
    free(ready);
    return cost;
}

// ---- how good the frames are ----

typedef struct Measure {
    const SceneJob *jobs;
    int scene;
    int64_t frame;
    Raster *raster;
    uint8_t *drawn;
    Arena arena;
    double least_psnr_db, least_ssim, sum_ssim;
    int64_t n;
    double worst_psnr_s, worst_ssim_s;
} Measure;

// Sums over one 4 × 4 block of two pictures.
typedef struct Sums {
    int a, b, squares, product;
} Sums;

static Sums sums_of(const uint8_t *a, ptrdiff_t a_stride, const uint8_t *b, ptrdiff_t b_stride)
{
    Sums sums = {0};
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 4; x++) {
            const int p = a[y * a_stride + x], q = b[y * b_stride + x];
            sums.a += p;
            sums.b += q;
            sums.squares += p * p + q * q;
            sums.product += p * q;
        }
    return sums;
}

// Of windows of 8 × 8, 4 apart, as x264 and ffmpeg measure it.
static double ssim(const uint8_t *a, ptrdiff_t a_stride, const uint8_t *b, ptrdiff_t b_stride)
{
    enum { COLS = WIDTH / 4, ROWS = HEIGHT / 4 };
    static Sums sums[ROWS][COLS];
    for (int y = 0; y < ROWS; y++)
        for (int x = 0; x < COLS; x++)
            sums[y][x] = sums_of(a + 4 * (y * a_stride + x), a_stride, b + 4 * (y * b_stride + x), b_stride);
    const double c1 = 0.01 * 0.01 * 255 * 255 * 64 * 64, c2 = 0.03 * 0.03 * 255 * 255 * 64 * 63;
    double total = 0;
    for (int y = 0; y + 1 < ROWS; y++)
        for (int x = 0; x + 1 < COLS; x++) {
            double sa = 0, sb = 0, ss = 0, sp = 0;
            for (int i = 0; i < 4; i++) {
                const Sums *one = &sums[y + i / 2][x + i % 2];
                sa += one->a, sb += one->b, ss += one->squares, sp += one->product;
            }
            const double vars = ss * 64 - sa * sa - sb * sb, covar = sp * 64 - sa * sb;
            total += (2 * sa * sb + c1) * (2 * covar + c2) / ((sa * sa + sb * sb + c1) * (vars + c2));
        }
    return total / ((ROWS - 1.0) * (COLS - 1.0));
}

static void measure_frame(void *context, int index, const AVFrame *frame, double t_s)
{
    (void)index;
    (void)t_s;
    Measure *m = context;
    if (m->frame == job_frames(&m->jobs[m->scene])) {
        m->scene++;
        m->frame = 0;
    }
    const double at_s = job_time(&m->jobs[m->scene], m->frame++);
    arena_reset(&m->arena);
    const DisplayList list = frame_at(m->jobs[m->scene].scene, at_s, &m->arena);
    raster_draw(m->raster, &list);
    convert_bgra_to_i420(raster_pixels(m->raster), raster_stride_bytes(m->raster), WIDTH, HEIGHT, planes_of(m->drawn));
    const double psnr_db = video_psnr_db(frame->data[0], frame->linesize[0], m->drawn, WIDTH, WIDTH, HEIGHT);
    const double alike = ssim(frame->data[0], frame->linesize[0], m->drawn, WIDTH);
    if (psnr_db < m->least_psnr_db) {
        m->least_psnr_db = psnr_db;
        m->worst_psnr_s = m->scene * 1000 + at_s;
    }
    if (alike < m->least_ssim) {
        m->least_ssim = alike;
        m->worst_ssim_s = m->scene * 1000 + at_s;
    }
    m->sum_ssim += alike;
    m->n++;
}

// Of one file that shows all the jobs' scenes, or of a file a scene.
static void print_quality(const char *name, const SceneJob *jobs, const char *const *paths, int n_paths)
{
    Measure m = {.jobs = jobs, .least_psnr_db = 100, .least_ssim = 1};
    m.raster = raster_create(WIDTH, HEIGHT);
    m.drawn = mem_alloc(FRAME_BYTES);
    arena_init(&m.arena);
    for (int i = 0; i < n_paths; i++)
        video_decode(paths[i], measure_frame, &m);
    printf("  %-34s worst frame %.2f dB (scene and second %.2f), SSIM %.5f (%.2f); mean SSIM %.5f\n", name,
           m.least_psnr_db, m.worst_psnr_s, m.least_ssim, m.worst_ssim_s, m.sum_ssim / (double)m.n);
    raster_destroy(m.raster);
    free(m.drawn);
    arena_finish(&m.arena);
}

// ---- the stress scenes ----

enum { GRID_CELLS = 48, MOVING_GLYPHS = 3000 };
static const double STRESS_S = 5;

// 48 × 48 cells, each changing all the time to its own measure.
static void build_grids(Scene *s, const void *input)
{
    (void)input;
    const Theme *theme = scene_theme(s);
    for (int i = 0; i < GRID_CELLS * GRID_CELLS; i++) {
        const int row = i / GRID_CELLS, col = i % GRID_CELLS;
        Node *cell = add_rect(s, NULL, .x = 480 + 20 * col, .y = 60 + 20 * row, .w = 18, .h = 18, .radius = 3,
                              .fill = theme->query);
        double t_s[12], value[12];
        for (int k = 0; k < 12; k++) {
            t_s[k] = STRESS_S * k / 11;
            value[k] = 0.5 + 0.45 * sin(0.7 * k + 0.3 * row + 0.17 * col * (1 + k % 3));
        }
        keys(s, cell, PROP_OPACITY, EASE_LINEAR, t_s, value, 12);
    }
    scene_end(s, STRESS_S);
}

static Node *add_many_words(Scene *s, Node *parent)
{
    const TextStyle style = {.family = FONT_SANS, .size = 26};
    Node *all = add_group(s, parent, .x = 60, .y = 40);
    char words[101];
    for (int row = 0; row < MOVING_GLYPHS / 100; row++) {
        for (int i = 0; i < 100; i++)
            words[i] = (char)(i % 7 == 6 ? ' ' : 'a' + (row * 31 + i * 17) % 26);
        words[100] = '\0';
        add_text(s, all, .x = 0, .y = 30 + 32 * row, .text = words, .style = &style, .color = scene_theme(s)->ink);
    }
    return all;
}

static void build_glyphs(Scene *s, const void *input)
{
    (void)input;
    Node *all = add_many_words(s, NULL);
    const double t_s[2] = {0, STRESS_S}, x[2] = {60, 60 + 0.1 * STRESS_S * FPS},
                 y[2] = {40, 40 + 0.04 * STRESS_S * FPS};
    keys(s, all, PROP_X, EASE_LINEAR, t_s, x, 2);
    keys(s, all, PROP_Y, EASE_LINEAR, t_s, y, 2);
    scene_end(s, STRESS_S);
}

static void build_camera(Scene *s, const void *input)
{
    (void)input;
    const Theme *theme = scene_theme(s);
    add_many_words(s, NULL);
    for (int i = 0; i < 60; i++) {
        Path *path = path_create(scene_arena(s));
        path_circle(path, 0, 0, 40);
        add_rect(s, NULL, .x = 30 * i, .y = 40 + 16 * i, .w = 140, .h = 60, .radius = 12, .fill = theme->panel,
                 .stroke = theme->line);
        if (i % 6 == 0)
            add_glow(s, NULL, .x = 1800 - 28 * i, .y = 100 + 14 * i, .path = path, .sigma = 24, .color = theme->accent);
    }
    camera_to(s, 1200, 700, 2.2, .dur_s = STRESS_S);
    scene_end(s, STRESS_S);
}

// ---- runs ----

static char *file_in(Arena *arena, const char *folder, const char *name, const char *suffix)
{
    return path_join(arena, folder, arena_printf(arena, "%s%s", name, suffix));
}

static Cost run_tiles(const SceneJob *jobs, int n_scenes)
{
    const VideoOptions how = {.label = "tiles", .quality = quality_standard()};
    Err err = {""};
    Cost cost = {0};
    const Cost begun = cost_begin();
    if (!pipeline_write(jobs, n_scenes, &how, &err))
        fail(&err);
    cost_end(&cost, begun);
    for (int i = 0; i < n_scenes; i++) {
        struct stat info;
        if (stat(jobs[i].path, &info) == 0)
            cost.bytes += (double)info.st_size;
    }
    return cost;
}

static void bench_film(Arena *arena, Fonts *fonts, const Run *run, const char *folder, bool quality)
{
    SceneJob jobs[MOST_SCENES];
    const char *paths[MOST_SCENES];
    int n = 0;
    double dur_s = 0;
    Err err = {""};
    for (const FilmRow *row = FILM_ROWS; row->film; row++) {
        if (strcmp(row->film, "nanogpt") != 0)
            continue;
        const Scene *scene = scene_build(arena, fonts, canvas_make(WIDTH, HEIGHT), &THEME_DARK, row, run, &err);
        if (!scene)
            fail(&err);
        paths[n] = file_in(arena, folder, row->scene, ".mp4");
        jobs[n] = (SceneJob){.scene = scene, .to_s = scene->dur_s, .size = SIZE, .n_jobs = JOBS, .path = paths[n]};
        dur_s += scene->dur_s;
        n++;
    }
    const char *reference = path_join(arena, folder, "reference.h264");
    printf("nanogpt, %.0f s at 1080p60\n", dur_s);
    const Cost ours = run_tiles(jobs, n);
    const Cost theirs = encode_ready(jobs, n, reference);
    cost_print("drawn and encoded by parts", ours, dur_s);
    cost_print("ready frames, x264 with 2 threads", theirs, dur_s);
    ratio_print(ours, theirs);
    if (!quality)
        return;
    print_quality("by parts", jobs, paths, n);
    print_quality("x264 with 2 threads", jobs, &reference, 1);
}

static void bench_stress(Arena *arena, Fonts *fonts, const char *name, void (*build)(Scene *, const void *),
                         const char *folder, bool quality)
{
    const SceneSource source = {name, __FILE__, build};
    const FilmRow row = {"stress", name, &source};
    Err err = {""};
    const Scene *scene = scene_build(arena, fonts, canvas_make(WIDTH, HEIGHT), &THEME_DARK, &row, "", &err);
    if (!scene)
        fail(&err);
    SceneJob job = {.scene = scene, .to_s = STRESS_S, .size = SIZE, .n_jobs = JOBS};
    job.path = file_in(arena, folder, name, ".mp4");
    printf("%s, %.0f s at 1080p60\n", name, STRESS_S);
    const Cost ours = run_tiles(&job, 1);
    if (quality)
        print_quality("by parts", &job, &job.path, 1);
    Cost plain = {0};
    const Cost begun = cost_begin();
    if (!video_write(&job, &err))
        fail(&err);
    cost_end(&plain, begun);
    struct stat info;
    plain.bytes = stat(job.path, &info) == 0 ? (double)info.st_size : 0;
    if (quality)
        print_quality("the plain way", &job, &job.path, 1);
    cost_print("by parts", ours, STRESS_S);
    cost_print("the plain way", plain, STRESS_S);
    ratio_print(ours, plain);
}

static bool asked(int argc, char **argv, const char *name)
{
    bool any = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], name) == 0)
            return true;
        any = any || strcmp(argv[i], "quality") != 0;
    }
    return !any && strcmp(name, "quality") != 0;
}

int main(int argc, char **argv)
{
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    const char *home = home_folder(&arena, &err);
    Fonts *fonts = home ? fonts_create(path_join(&arena, home, "fonts"), &err) : NULL;
    const Run *run = fonts ? run_read(&arena, path_join(&arena, home, "model/runs/shakespeare"), &err) : NULL;
    const char *folder = arena_printf(&arena, "/tmp/gptreel-bench-%ld", (long)getpid());
    if (!run || !dir_make(folder, &err))
        fail(&err);
    const bool quality = asked(argc, argv, "quality");
    if (asked(argc, argv, "film"))
        bench_film(&arena, fonts, run, folder, quality);
    if (asked(argc, argv, "grids"))
        bench_stress(&arena, fonts, "grids", build_grids, folder, quality);
    if (asked(argc, argv, "glyphs"))
        bench_stress(&arena, fonts, "glyphs", build_glyphs, folder, quality);
    if (asked(argc, argv, "camera"))
        bench_stress(&arena, fonts, "camera", build_camera, folder, quality);
    printf("the files are in %s\n", folder);
    arena_finish(&arena);
    fonts_destroy(fonts);
    return 0;
}
