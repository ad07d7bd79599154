// training_layout.c — the places on each canvas.
#include "scenes/nanogpt/training_layout.h"

static const TrainingLayout LAYOUTS[] = {
    [CANVAS_WIDE] = {.frame = {160, 196, 1128, 396},
                     .frame_alone = {160, 196, 1128, 716},
                     .right_most = 1480,
                     .size = 28,
                     .counters = {{1824, 228, 298, 64, 400}, {1824, 372, 424, 44, 400}, {1824, 488, 540, 44, 400}},
                     .align = ALIGN_END,
                     .texts = {{96, 716}, {688, 716}, {1280, 716}},
                     .text_dy = 62,
                     .text_w = 520,
                     .text_size = 34,
                     .text_pitch = 46,
                     .text_lines = 6,
                     .zoom_most = 1.6},
    [CANVAS_SQUARE] = {.frame = {132, 286, 700, 316},
                       .frame_alone = {132, 286, 700, 640},
                       .right_most = 1026,
                       .size = 28,
                       .counters = {{64, 186, 240, 44, 240}, {330, 186, 240, 44, 200}, {560, 186, 240, 44, 400}},
                       .align = ALIGN_START,
                       .texts = {{64, 716}, {396, 716}, {728, 716}},
                       .text_dy = 50,
                       .text_w = 298,
                       .text_size = 30,
                       .text_pitch = 40,
                       .text_lines = 7,
                       .zoom_most = 1.4},
    [CANVAS_TALL] = {.frame = {136, 420, 700, 470},
                     .frame_alone = {136, 420, 700, 1200},
                     .right_most = 1026,
                     .size = 30,
                     .counters = {{64, 276, 346, 64, 300}, {400, 276, 346, 64, 210}, {640, 276, 346, 64, 380}},
                     .align = ALIGN_START,
                     .texts = {{64, 1010}, {64, 1290}, {64, 1570}},
                     .text_dy = 58,
                     .text_w = 700,
                     .text_size = 38,
                     .text_pitch = 50,
                     .text_lines = 4,
                     .stacked = true,
                     .beside_x = 836,
                     .zoom_most = 1.4},
};

const TrainingLayout *training_layout(const Scene *s)
{
    return &LAYOUTS[scene_shape(s)];
}
