// quality.c — the table of qualities.
#include "engine/video/quality.h"

// To add one: a row here. Chosen on the nanogpt film at 1080p60 with tests/bench/pipeline.c. What stands still is seen
// longest, so it is sharpest; a small dead zone with a large quantiser keeps soft gradients in fewer bytes than the
// other way round. Against x264's veryfast, superfast with finer refinement costs 2 % of bytes and saves a quarter of
// the time. The draft draws every third of 60 pictures a second, and codes them with next to no search: drawing and
// coding cost about the same there, so less of only one of them would not be three times as fast.
const Quality QUALITIES[] = {
    {
        .name = "draft",
        .preset = "ultrafast",
        .refine = 0,
        .key_qp = 32,
        .moving_qp = 32,
        .resting_qp = 32,
        .repeated_qp = 18,
        .dead_inter = 8,
        .dead_intra = 8,
        .fps = 23,
        .silent = true,
        .level = 0,
    },
    {
        .name = "standard",
        .preset = "superfast",
        .refine = 2,
        .key_qp = 16,
        .moving_qp = 22,
        .resting_qp = 14,
        .repeated_qp = 10,
        .dead_inter = 3,
        .dead_intra = 5,
        .level = 1,
    },
    {
        .name = "best",
        .preset = "medium",
        .refine = 7,
        .key_qp = 12,
        .moving_qp = 16,
        .resting_qp = 12,
        .repeated_qp = 8,
        .dead_inter = 4,
        .dead_intra = 6,
        .level = 2,
    },
    {0},
};

const Choices QUALITY_CHOICES = {"quality", QUALITIES, sizeof *QUALITIES, 0};

const Quality *quality_standard(void)
{
    return choices_find(&QUALITY_CHOICES, "standard", NULL);
}
