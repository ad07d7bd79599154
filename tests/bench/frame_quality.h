// frame_quality.h — how like the drawn pictures those of a video are, frame by frame.
#ifndef GPTREEL_BENCH_FRAME_QUALITY_H
#define GPTREEL_BENCH_FRAME_QUALITY_H

#include "engine/video/render_spec.h"

// Of luma.
typedef struct FrameQuality {
    double least_psnr_db, least_psnr_s; // of the worst frame, and when it is shown, all scenes behind one another
    double least_ssim, least_ssim_s;
    double mean_ssim;
    int64_t n_frames;
} FrameQuality;

// Of one file that shows all the jobs' scenes, or of a file a scene. Width and height are multiples of four.
FrameQuality frame_quality(const SceneJob *jobs, OutputSize size, const char *const *paths, int n_paths);

#endif
