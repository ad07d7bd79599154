// frame_quality.c — signal to noise of each decoded frame.
#include "frame_quality.h"

#include "engine/raster/raster.h"
#include "engine/video/convert.h"
#include "support_video.h"

#include <libavutil/frame.h>
#include <stdlib.h>

// Sums over one 4 × 4 block of two pictures.
typedef struct Sums {
    int a, b, squares, product;
} Sums;

// One frame after the other: what is needed for one is all that is kept.
typedef struct Measure {
    const SceneJob *job; // whose frames come now
    Rate rate;
    int64_t frame;
    double begin_s; // of the job within all
    Raster *raster;
    I420 drawn;
    Sums *sums; // (height / 4, width / 4)
    Arena arena;
    FrameQuality quality;
    double sum_ssim;
} Measure;

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
static double ssim(Sums *sums, int n_cols, int n_rows, const uint8_t *a, ptrdiff_t a_stride, const uint8_t *b,
                   ptrdiff_t b_stride)
{
    for (int y = 0; y < n_rows; y++)
        for (int x = 0; x < n_cols; x++)
            sums[y * n_cols + x] = sums_of(a + 4 * (y * a_stride + x), a_stride, b + 4 * (y * b_stride + x), b_stride);
    const double c1 = 0.01 * 0.01 * 255 * 255 * 64 * 64, c2 = 0.03 * 0.03 * 255 * 255 * 64 * 63;
    double total = 0;
    for (int y = 0; y + 1 < n_rows; y++)
        for (int x = 0; x + 1 < n_cols; x++) {
            double sa = 0, sb = 0, ss = 0, sp = 0;
            for (int i = 0; i < 4; i++) {
                const Sums *one = &sums[(y + i / 2) * n_cols + x + i % 2];
                sa += one->a, sb += one->b, ss += one->squares, sp += one->product;
            }
            const double vars = ss * 64 - sa * sa - sb * sb, covar = sp * 64 - sa * sb;
            total += (2 * sa * sb + c1) * (2 * covar + c2) / ((sa * sa + sb * sb + c1) * (vars + c2));
        }
    return total / ((n_rows - 1.0) * (n_cols - 1.0));
}

static void note_frame(FrameQuality *quality, double psnr_db, double alike, double at_s)
{
    if (psnr_db < quality->least_psnr_db) {
        quality->least_psnr_db = psnr_db;
        quality->least_psnr_s = at_s;
    }
    if (alike < quality->least_ssim) {
        quality->least_ssim = alike;
        quality->least_ssim_s = at_s;
    }
    quality->n_frames++;
}

static void measure_frame(void *context, int index, const AVFrame *frame, double t_s)
{
    (void)index;
    (void)t_s;
    Measure *m = context;
    const int width = raster_width_px(m->raster), height = raster_height_px(m->raster);
    if (m->frame == job_frames(m->job, m->rate)) {
        m->begin_s += m->job->to_s - m->job->from_s;
        m->job++;
        m->frame = 0;
    }
    arena_reset(&m->arena);
    const double t = job_time(m->job, m->rate, m->frame++);
    const DisplayList list = frame_at(m->job->scene, t, &m->arena);
    raster_draw(m->raster, &list);
    convert_bgra_to_i420(raster_pixels(m->raster), raster_stride_bytes(m->raster), width, height, m->drawn);
    const double psnr_db =
        video_psnr_db(frame->data[0], frame->linesize[0], m->drawn.y, m->drawn.y_stride, width, height);
    const double alike =
        ssim(m->sums, width / 4, height / 4, frame->data[0], frame->linesize[0], m->drawn.y, m->drawn.y_stride);
    m->sum_ssim += alike;
    note_frame(&m->quality, psnr_db, alike, m->begin_s + t - m->job->from_s);
}

FrameQuality frame_quality(const SceneJob *jobs, OutputSize size, const char *const *paths, int n_paths)
{
    const int width = size.width_px, height = size.height_px;
    const size_t n_pixels = (size_t)width * (size_t)height;
    uint8_t *planes = mem_alloc(n_pixels * 3 / 2);
    Measure m = {
        .job = jobs,
        .rate = size.rate,
        .raster = raster_create(width, height),
        .drawn = {planes, planes + n_pixels, planes + n_pixels * 5 / 4, width, width / 2},
        .sums = mem_alloc(sizeof(Sums) * n_pixels / 16),
        .quality = {.least_psnr_db = 100, .least_ssim = 1},
    };
    arena_init(&m.arena);
    for (int i = 0; i < n_paths; i++)
        video_decode(paths[i], measure_frame, &m);
    m.quality.mean_ssim = m.sum_ssim / (double)m.quality.n_frames;
    raster_destroy(m.raster);
    free(planes);
    free(m.sums);
    arena_finish(&m.arena);
    return m.quality;
}
