// generation_layout.c — where everything of 03_generation stands on each canvas.
#include "scenes/nanogpt/generation_layout.h"

static const GenerationLayout LAYOUTS[] = {
    [CANVAS_WIDE] = {
        .title = "Write one token, then go round again",
        .title_y = 520, .title_scale = 1.8, .question_y = 680,
        .ring_x = 960, .ring_y = 572, .ring_r = 268,
        .name_size = 44, .line_size = 28, .line_dy = 46, .centre_size = 44, .again_dx = 28,
        .stations = {{640, 296, 380}, {1280, 296, 380}, {1280, 716, 828}, {640, 716, 830}},
        .tile = 56, .row_w = 544, .chart_w = 544, .histogram_h = 92, .strip_h = 60,
        .rider_scale = 76.0 / 56, .lift = {-170, 0},
        .leaves = 0.8, .reach = 110, .enter = {170, 0},
        .text_x = 96, .text_y = 236, .text_size = 64, .text_least = 44, .text_pitch = 92, .text_w = 1160,
        .text_lines = 6,
        .bars_x = 1320, .bars_y = 150, .bars_tile = 52, .bars_pitch = 66, .bars_w = 350, .bars_h = 26,
        .stage = {96, 110, 1728, 580},
        .ring_alone = {430, 580}, .ring_scale = 0.95,
        .code_alone = {824, 364, 1000, 240}, .call_alone = {824, 628, 1000, 168},
        .code = {96, 772, 1728, 212}, .code_after = {96, 772, 960, 212}, .call = {1080, 772, 744, 212},
        .code_beside_bars = true,
    },
    [CANVAS_SQUARE] = {
        .title = "Write one token, then go round again",
        .title_y = 500, .title_scale = 1.7, .question_y = 644,
        .ring_x = 540, .ring_y = 600, .ring_r = 186,
        .name_size = 40, .line_size = 28, .line_dy = 40, .centre_size = 38, .again_dx = -28,
        .stations = {{500, 212, 280}, {580, 212, 280}, {580, 856, 936}, {500, 856, 936}},
        .tile = 48, .row_w = 444, .chart_w = 440, .histogram_h = 100, .strip_h = 60,
        .rider_scale = 1.35, .lift = {-60, -30},
        .leaves = 0.5, .reach = 24, .enter = {116, -14},
        .text_x = 64, .text_y = 150, .text_size = 56, .text_least = 38, .text_pitch = 78, .text_w = 952,
        .text_lines = 5,
        .bars_x = 240, .bars_y = 548, .bars_tile = 48, .bars_pitch = 54, .bars_w = 440, .bars_h = 24,
        .stage = {64, 90, 952, 450},
        .ring_alone = {540, 360}, .ring_scale = 1,
        .code_alone = {64, 580, 952, 212}, .call_alone = {64, 816, 952, 150},
        .code = {64, 596, 952, 212}, .code_after = {64, 596, 952, 212}, .call = {64, 832, 952, 150},
    },
    [CANVAS_TALL] = {
        .title = "Write one token,\nthen go round again",
        .title_y = 860, .title_scale = 1.9, .question_y = 1020,
        .ring_x = 540, .ring_y = 1050, .ring_r = 330,
        .name_size = 56, .line_size = 30, .line_dy = 50, .centre_size = 64, .again_dx = 30,
        .stations = {{500, 440, 530}, {580, 440, 530}, {580, 1516, 1618}, {500, 1516, 1622}},
        .tile = 48, .row_w = 444, .chart_w = 440, .histogram_h = 130, .strip_h = 72,
        .rider_scale = 1.9, .lift = {-40, -110},
        .leaves = 0.5, .reach = 24, .enter = {120, -20},
        .text_x = 64, .text_y = 300, .text_size = 64, .text_least = 38, .text_pitch = 92, .text_w = 952,
        .text_lines = 6,
        .bars_x = 190, .bars_y = 890, .bars_tile = 64, .bars_pitch = 74, .bars_w = 560, .bars_h = 32,
        .stage = {64, 150, 952, 1060},
        .ring_alone = {540, 720}, .ring_scale = 1,
        .code_alone = {64, 1180, 952, 232}, .call_alone = {64, 1436, 952, 150},
        .code = {64, 1570, 952, 232}, .code_after = {64, 1350, 952, 232}, .call = {64, 1606, 952, 150},
        .code_beside_bars = true,
    },
};

const GenerationLayout *generation_layout(const Scene *s)
{
    return &LAYOUTS[scene_shape(s)];
}
