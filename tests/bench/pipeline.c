// pipeline.c — how long a film takes beside other ways, in one run: bench_pipeline [film] [grids] [glyphs] [camera].
//
// "film" is `gptreel render nanogpt --music none` at 1080p60, all of it, against one x264 with 2 threads that gets the
// same pictures ready-made; and what more workers would take, reckoned from what the parts took. The other three are
// scenes that change everywhere, against the plain way (every picture drawn whole by cairo, one x264 with 2 threads). Prints
// seconds, seconds of processor, bytes and memory, and their ratios; with "quality" also how good the worst frame is.
#include "cost.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "engine/raster/raster.h"
#include "engine/video/convert.h"
#include "engine/video/pipeline.h"
#include "engine/video/video.h"
#include "frame_quality.h"
#include "opening.h"
#include "scenes/films.h"
#include "stress_scenes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <x264.h>

enum { WIDTH = 1920, HEIGHT = 1080, FPS = 60, READY_FRAMES = 60, N_THREADS = 2, MOST_SCENES = 16, MOST_PARTS = 1000 };
static const OutputSize SIZE = {WIDTH, HEIGHT, {FPS, 1}};
static const Rate RATE = {FPS, 1};
static const size_t FRAME_BYTES = (size_t)WIDTH * HEIGHT * 3 / 2;
static const double MOST_MEMORY_MB = 400;

static void cost_print(const char *name, Cost cost, double dur_s)
{
    printf("  %-34s %7.2f s  %7.2f s of processor  %7.2f MB  %5.1f x real time", name, cost.wall_s, cost.cpu_s,
           cost.bytes / 1e6, dur_s / cost.wall_s);
    if (cost.peak_mb > 0)
        printf("  %4.0f MB of memory", cost.peak_mb);
    putchar('\n');
}

static void ratio_print(Cost ours, Cost theirs)
{
    printf("  ratio                              %7.3f    %7.3f                %7.3f\n", ours.wall_s / theirs.wall_s,
           ours.cpu_s / theirs.cpu_s, ours.bytes / theirs.bytes);
}

static void fail(const char *words)
{
    fprintf(stderr, "bench_pipeline: %s\n", words);
    exit(1);
}

static Cost measured(void (*work)(const void *context), const void *context)
{
    Cost cost;
    if (!cost_of(&cost, work, context))
        fail("a way of making videos failed");
    return cost;
}

static double file_bytes(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (double)info.st_size : 0;
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

// NULL: the next of those that it still holds back.
static double encode_one(x264_t *x264, uint8_t *frame, int64_t pts, FILE *out)
{
    x264_picture_t in, made;
    x264_picture_init(&in);
    if (frame) {
        const I420 planes = planes_of(frame);
        in.img.i_csp = X264_CSP_I420;
        in.img.i_plane = 3;
        memcpy(in.img.plane, (uint8_t *[]){planes.y, planes.u, planes.v}, 3 * sizeof(uint8_t *));
        memcpy(in.img.i_stride, (int[]){WIDTH, WIDTH / 2, WIDTH / 2}, 3 * sizeof(int));
        in.i_pts = pts;
    }
    x264_nal_t *nals;
    int n_nals;
    const int size = x264_encoder_encode(x264, &nals, &n_nals, frame ? &in : NULL, &made);
    if (size > 0)
        fwrite(nals->p_payload, 1, (size_t)size, out);
    return size;
}

// Encodes all scenes; only the time within the encoder counts. (What its threads do while the next pictures are drawn
// does not: a little in its favour.) The stream goes to `path` (.h264).
static Cost encode_ready(const SceneJob *jobs, int n_scenes, const char *path)
{
    Cost cost = {0};
    uint8_t *ready = mem_alloc(FRAME_BYTES * READY_FRAMES);
    Raster *raster = raster_create(WIDTH, HEIGHT);
    Arena arena;
    arena_init(&arena);
    x264_t *x264 = open_reference();
    FILE *out = fopen(path, "wb");
    if (!x264 || !out)
        fail("the reference cannot be made");
    int64_t pts = 0;
    for (int s = 0; s < n_scenes; s++)
        for (int64_t first = 0; first < job_frames(&jobs[s], RATE); first += READY_FRAMES) {
            int n = 0;
            for (; n < READY_FRAMES && first + n < job_frames(&jobs[s], RATE); n++) {
                arena_reset(&arena);
                const DisplayList list = frame_at(jobs[s].scene, job_time(&jobs[s], RATE, first + n), &arena);
                raster_draw(raster, &list);
                convert_bgra_to_i420(raster_pixels(raster), raster_stride_bytes(raster), WIDTH, HEIGHT,
                                     planes_of(ready + FRAME_BYTES * (size_t)n));
            }
            const bool last = s == n_scenes - 1 && first + n == job_frames(&jobs[s], RATE);
            const double begun_s = clock_seconds(), begun_cpu_s = cost_cpu_seconds();
            for (int i = 0; i < n; i++)
                cost.bytes += encode_one(x264, ready + FRAME_BYTES * (size_t)i, pts++, out);
            while (last && x264_encoder_delayed_frames(x264) > 0)
                cost.bytes += encode_one(x264, NULL, 0, out);
            cost.wall_s += clock_seconds() - begun_s;
            cost.cpu_s += cost_cpu_seconds() - begun_cpu_s;
        }
    x264_encoder_close(x264);
    fclose(out);
    raster_destroy(raster);
    arena_finish(&arena);
    free(ready);
    return cost;
}

static void print_quality(const char *name, const SceneJob *jobs, const char *const *paths, int n_paths)
{
    const FrameQuality q = frame_quality(jobs, SIZE, paths, n_paths);
    printf("  %-34s worst frame %.2f dB (at %.2f s), SSIM %.5f (at %.2f s); mean SSIM %.5f; %lld frames\n", name,
           q.least_psnr_db, q.least_psnr_s, q.least_ssim, q.least_ssim_s, q.mean_ssim, (long long)q.n_frames);
}

// ---- more workers, on paper ----

// What `gptreel render --json` told of its parts.
typedef struct Parts {
    double cpu_s[MOST_PARTS]; // the longest first
    int n;
    double sum_s, planning_s;
} Parts;

static int compare_longer(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static Parts read_parts(const char *path)
{
    Parts parts = {.n = 0};
    char line[1024];
    FILE *in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in)) {
        const char *cpu = strstr(line, "\"cpu_s\": ");
        if (!cpu)
            continue;
        const double cpu_s = atof(cpu + strlen("\"cpu_s\": "));
        if (strstr(line, "\"planned\"")) {
            parts.planning_s += cpu_s;
        } else if (parts.n < MOST_PARTS) {
            parts.cpu_s[parts.n++] = cpu_s;
            parts.sum_s += cpu_s;
        }
    }
    if (in)
        fclose(in);
    qsort(parts.cpu_s, (size_t)parts.n, sizeof *parts.cpu_s, compare_longer);
    return parts;
}

// Each part goes to the worker that is free first, the longest part first. Returns when the last one is done.
static double schedule(const Parts *parts, int n_workers)
{
    double busy_s[64] = {0}, last_s = 0;
    for (int i = 0; i < parts->n; i++) {
        int first = 0;
        for (int k = 1; k < n_workers; k++)
            if (busy_s[k] < busy_s[first])
                first = k;
        busy_s[first] += parts->cpu_s[i];
        last_s = fmax(last_s, busy_s[first]);
    }
    return last_s;
}

// Planning looks at frames side by side too; building the scenes and joining the parts is the serial rest.
static void print_scaling(const Parts *parts, Cost ours)
{
    const double rest_s = fmax(0, ours.cpu_s - parts->sum_s - parts->planning_s);
    printf("  %d parts: %.2f s of processor, the longest %.2f s; planning %.2f s; the serial rest %.2f s\n", parts->n,
           parts->sum_s, parts->cpu_s[0], parts->planning_s, rest_s);
    const double alone_s = rest_s + parts->planning_s + parts->sum_s;
    for (int n = 1; n <= 32; n *= 2) {
        const double made_s = schedule(parts, n), all_s = rest_s + parts->planning_s / n + made_s;
        const char *limit = made_s <= 1.001 * parts->cpu_s[0] ? "the longest part" : "the work";
        printf("  %2d workers, on paper %7.2f s  %5.2f x one worker  limit: %s\n", n, all_s, alone_s / all_s,
               rest_s > made_s ? "the serial rest" : limit);
    }
}

// ---- runs ----

static char *file_in(Arena *arena, const char *folder, const char *name, const char *suffix)
{
    return path_join(arena, folder, arena_printf(arena, "%s%s", name, suffix));
}

// The real program, told to say what it does into a file.
typedef struct Program {
    const char *path, *folder, *quality, *events;
} Program;

static void run_program(const void *context)
{
    const Program *program = context;
    if (freopen(program->events, "w", stdout))
        execl(program->path, program->path, "render", "nanogpt", "--no-cache", "--json", "--jobs", "2", "--music", "none",
              "--quality", program->quality, "--out", program->folder, (char *)NULL);
    _exit(1);
}

static Cost bench_program(Arena *arena, const char *folder, const char *quality, double dur_s, Parts *parts)
{
    char own[4096] = "";
    if (readlink("/proc/self/exe", own, sizeof own - 1) < 0)
        fail("no /proc");
    *strrchr(own, '/') = '\0';
    const Program program = {
        .path = path_join(arena, own, "gptreel"),
        .folder = path_join(arena, folder, quality),
        .quality = quality,
        .events = file_in(arena, folder, quality, ".events"),
    };
    Cost cost = measured(run_program, &program);
    cost.bytes = file_bytes(path_join(arena, program.folder, "nanogpt/nanogpt.mp4"));
    cost_print(arena_printf(arena, "gptreel render, %s", quality), cost, dur_s);
    if (cost.peak_mb > MOST_MEMORY_MB)
        printf("  MORE than %.0f MB of memory\n", MOST_MEMORY_MB);
    *parts = read_parts(program.events);
    return cost;
}

static void bench_film(Arena *arena, Fonts *fonts, const void *run, const char *folder, bool quality)
{
    SceneJob jobs[MOST_SCENES];
    int n = 0;
    double dur_s = 0;
    Err err = {""};
    const FilmRow *row = film_open(arena, "nanogpt", &(const OptWords){0}, &err);
    if (!row)
        fail(err.text);
    for (; row->film; row++) {
        const Scene *scene = scene_build(arena, fonts, canvas_make(WIDTH, HEIGHT), &THEME_DARK, row, &run, &err);
        if (!scene)
            fail(err.text);
        jobs[n++] = (SceneJob){.scene = scene, .to_s = scene->dur_s};
        dur_s += scene->dur_s;
    }
    const char *reference = path_join(arena, folder, "reference.h264");
    const char *film = path_join(arena, folder, "standard/nanogpt/nanogpt.mp4");
    printf("nanogpt, %.0f s at 1080p60\n", dur_s);
    Parts parts;
    bench_program(arena, folder, "draft", dur_s, &parts);
    const Cost ours = bench_program(arena, folder, "standard", dur_s, &parts);
    const Cost theirs = encode_ready(jobs, n, reference);
    cost_print("ready frames, x264 with 2 threads", theirs, dur_s);
    ratio_print(ours, theirs);
    print_scaling(&parts, ours);
    if (!quality)
        return;
    print_quality("gptreel render, standard", jobs, &film, 1);
    print_quality("x264 with 2 threads", jobs, &reference, 1);
}

static RenderSpec spec_of(const char *label)
{
    return (RenderSpec){.size = SIZE,
                        .n_threads = N_THREADS,
                        .quality = quality_standard(),
                        .holds = true,
                        .hints = true,
                        .label = label};
}

static void by_parts(const void *context)
{
    const RenderSpec spec = spec_of("parts");
    Err err = {""};
    if (!pipeline_write(context, 1, &spec, &err))
        fail(err.text);
}

static void the_plain_way(const void *context)
{
    const RenderSpec spec = spec_of("plain");
    Err err = {""};
    if (!plain_write(context, 1, &spec, &err))
        fail(err.text);
}

static void bench_stress(Arena *arena, Fonts *fonts, const char *name, void (*build)(Scene *s),
                         const char *folder, bool quality)
{
    Scene *scene = scene_create(arena, fonts, canvas_make(WIDTH, HEIGHT), &THEME_DARK, name);
    Err err = {""};
    build(scene);
    if (!scene_seal(scene, &err))
        fail(err.text);
    const struct {
        const char *name;
        void (*work)(const void *context);
    } ways[2] = {{"by parts", by_parts}, {"the plain way", the_plain_way}};
    const SceneJob job = {.scene = scene, .to_s = STRESS_S, .path = file_in(arena, folder, name, ".mp4")};
    printf("%s, %.0f s at 1080p60\n", name, STRESS_S);
    Cost costs[2];
    for (int i = 0; i < 2; i++) {
        costs[i] = measured(ways[i].work, &job);
        costs[i].bytes = file_bytes(job.path);
        cost_print(ways[i].name, costs[i], STRESS_S);
        if (quality)
            print_quality(ways[i].name, &job, &job.path, 1);
    }
    ratio_print(costs[0], costs[1]);
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
    Opening opening;
    opening_begin(&opening, "bench_pipeline");
    Arena *arena = &opening.arena;
    Fonts *fonts = opening.fonts;
    const char *folder = opening.folder;
    const bool quality = asked(argc, argv, "quality");
    if (asked(argc, argv, "film"))
        bench_film(arena, fonts, opening.run, folder, quality);
    if (asked(argc, argv, "grids"))
        bench_stress(arena, fonts, "grids", stress_grids, folder, quality);
    if (asked(argc, argv, "glyphs"))
        bench_stress(arena, fonts, "glyphs", stress_glyphs, folder, quality);
    if (asked(argc, argv, "camera"))
        bench_stress(arena, fonts, "camera", stress_camera, folder, quality);
    opening_end(&opening);
    return 0;
}
