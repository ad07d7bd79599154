// architecture_layout.c — where everything of 01_architecture stands on each canvas.
#include "scenes/nanogpt/architecture_layout.h"

#include <math.h>

static const ArchLayout LAYOUTS[] =
    {
        [CANVAS_WIDE] =
            {
                .title_size = 120,
                .title_pitch = 132,
                .title = {960, 330},
                .subtitle_y = 412,
                .files = {{324, 500, 624, 292}, {972, 500, 624, 292}},
                .tiles = {96, 264},
                .tile_w = 44,
                .tile_h = 48,
                .tile_size = 30,
                .tile_pitch = 50,
                .token_matrix = {96, 328},
                .position_matrix = {96, 588},
                .cell_w = 44,
                .cell_h = 21,
                .cell_pitch_x = 50,
                .cell_pitch_y = 25,
                .numbers = {118, 830},
                .token_out = {{456, 426}, {500, 426}, {500, 526}},
                .position_out = {{456, 686}, {500, 686}, {500, 586}},
                .plus = {500, 556},
                .plus_r = 26,
                .stream_w = 72,
                .stream_across = 556,
                .stream_from = 500,
                .stream_to = 1226,
                .lanes_from = 526,
                .lanes_to = 1212,
                .card = {556, 356, 140, 400},
                .card_pitch = 164,
                .card_grid = {20, 36, 100, 100},
                .card_mlp = {22, 254, 96, 116},
                .block_label = {70, -18},
                .norm = {1212, 446, 48, 220},
                .head = {1318, 556},
                .head_length = 84,
                .head_narrow = 140,
                .head_wide = 380,
                .bars = {1476, 336},
                .bar_tile = 48,
                .bar_pitch = 56,
                .bar_x = 64,
                .bar_w = 190,
                .bar_h = 24,
                .label_input = {268, 908},
                .label_blocks = {872, 908},
                .label_output = {1650, 908},
                .cards = {{248, 196, 600, 632}, {1140, 196, 600, 632}},
                .card_head = {40, 58},
                .card_head_size = SIZE_BODY,
                .card_note_size = SIZE_LABEL,
                .grid = {396, 426},
                .grid_side = 350,
                .grid_gap = 16,
                .heads_y = 368,
                .heads_tile = 42,
                .arcs_height = 88,
                .mlp = {1240, 312, 400, 396},
                .mlp_numbers_y = 792,
                .block_stream = 912,
                .norms = {{96, 700, 104, 56}, {988, 700, 104, 56}},
                .branch_in = {{{148, 876}, {148, 512}, {242, 512}}, {{1040, 876}, {1040, 512}, {1134, 512}}},
                .branch_out = {{{848, 512}, {904, 512}, {904, 882}}, {{1740, 512}, {1796, 512}, {1796, 882}}},
                .n_branch_in = 3,
                .n_branch_out = 3,
                .pluses = {{904, 912}, {1796, 912}},
                .pulse_along = 60,
                .note = {1824, 136},
                .stream_note = {96, 1000},
                .note_at_end = true,
                .block_heading_x = 96,
                .end_card = {96, 196, 392, 720},
                .end_grid = {158, 234, 268, 268},
                .end_mlp = {152, 622, 280, 264},
                .end_stream = 556,
                .end_to = 1920,
                .code = {552, 196, 1272, 292},
                .code_size = SIZE_BODY,
                .code_pitch = 46,
                .end_files = {{552, 624, 624, 292}, {1200, 624, 624, 292}},
            },
        // Two rows: the line that leaves the norm goes back to the left, as lines of text do.
        [CANVAS_SQUARE] =
            {
                .title_size = 94,
                .title_pitch = 104,
                .title = {540, 350},
                .subtitle_y = 424,
                .files = {{64, 500, 464, 226}, {552, 500, 464, 226}},
                .tiles = {64, 176},
                .tile_w = 40,
                .tile_h = 46,
                .tile_size = 32,
                .tile_pitch = 44,
                .token_matrix = {64, 232},
                .position_matrix = {64, 444},
                .cell_w = 40,
                .cell_h = 15,
                .cell_pitch_x = 44,
                .cell_pitch_y = 18,
                .numbers = {84, 622},
                .token_out = {{374, 302}, {412, 302}, {412, 380}},
                .position_out = {{374, 514}, {412, 514}, {412, 436}},
                .plus = {412, 408},
                .plus_r = 24,
                .stream_w = 72,
                .stream_across = 408,
                .stream_from = 412,
                .stream_to = 962,
                .lanes_from = 436,
                .lanes_to = 950,
                .card = {452, 250, 110, 316},
                .card_pitch = 124,
                .card_grid = {13, 22, 84, 84},
                .card_mlp = {13, 206, 84, 92},
                .block_label = {55, -16},
                .norm = {950, 316, 44, 184},
                .head = {130, 846},
                .head_length = 86,
                .head_narrow = 96,
                .head_wide = 272,
                .head_wrap = true,
                .head_turn = 86,
                .head_row = 696,
                .bars = {284, 712},
                .bar_tile = 48,
                .bar_pitch = 54,
                .bar_x = 60,
                .bar_w = 420,
                .bar_h = 22,
                .label_input = {216, 672},
                .label_blocks = {689, 622},
                .label_output = {940, 856},
                .cards = {{64, 180, 464, 642}, {552, 180, 464, 642}},
                .card_head = {32, 54},
                .card_head_size = SIZE_BODY,
                .card_note_size = SIZE_LABEL,
                .grid = {167, 404},
                .grid_side = 322,
                .grid_gap = 14,
                .heads_y = 348,
                .heads_tile = 40,
                .arcs_height = 80,
                .mlp = {619, 290, 330, 420},
                .mlp_numbers_y = 780,
                .block_stream = 970,
                .norms = {{104, 858, 104, 50}, {592, 858, 104, 50}},
                .branch_in = {{{156, 934}, {156, 828}}, {{644, 934}, {644, 828}}},
                .branch_out = {{{436, 822}, {436, 940}}, {{924, 822}, {924, 940}}},
                .n_branch_in = 2,
                .n_branch_out = 2,
                .pluses = {{436, 970}, {924, 970}},
                .pulse_along = 100,
                .note = {1016, 120},
                .note_at_end = true,
                .block_heading_x = 64,
                .end_card = {370, 160, 340, 348},
                .end_grid = {480, 172, 120, 120},
                .end_mlp = {440, 386, 200, 106},
                .end_stream = 334,
                .end_to = 1080,
                .code = {64, 526, 952, 250},
                .code_size = SIZE_LABEL,
                .code_pitch = 38,
                .end_files = {{64, 798, 464, 226}, {552, 798, 464, 226}},
            },
        [CANVAS_TALL] =
            {
                .vertical = true,
                .title_size = 147,
                .title_pitch = 152,
                .title = {540, 500},
                .subtitle_y = 756,
                .files = {{180, 850, 720, 300}, {180, 1182, 720, 300}},
                .tiles = {64, 250},
                .tile_w = 54,
                .tile_h = 58,
                .tile_size = 32,
                .tile_pitch = 62,
                .token_matrix = {64, 322},
                .position_matrix = {590, 322},
                .cell_w = 54,
                .cell_h = 22,
                .cell_pitch_x = 62,
                .cell_pitch_y = 26,
                .numbers = {617, 296},
                .token_out = {{277, 540}, {277, 610}, {510, 610}},
                .position_out = {{803, 540}, {803, 610}, {570, 610}},
                .plus = {540, 610},
                .plus_r = 28,
                .stream_w = 72,
                .stream_across = 540,
                .stream_from = 610,
                .stream_to = 1284,
                .lanes_from = 638,
                .lanes_to = 1272,
                .card = {230, 700, 620, 120},
                .card_pitch = 140,
                .card_grid = {84, 10, 100, 100},
                .card_mlp = {378, 16, 210, 88},
                .block_label = {-88, 70},
                .norm = {430, 1272, 220, 48},
                .head = {540, 1346},
                .head_length = 72,
                .head_narrow = 150,
                .head_wide = 460,
                .bars = {400, 1460},
                .bar_tile = 54,
                .bar_pitch = 62,
                .bar_x = 72,
                .bar_w = 330,
                .bar_h = 28,
                .label_input = {170, 664},
                .label_blocks = {946, 980},
                .label_output = {164, 1624},
                .cards = {{264, 424, 720, 832}, {264, 1412, 720, 400}},
                .card_head = {40, 66},
                .card_head_size = SIZE_LEAD,
                .card_note_size = SIZE_BODY,
                .grid = {415, 712},
                .grid_side = 476,
                .grid_gap = 16,
                .heads_y = 638,
                .heads_tile = 58,
                .arcs_height = 118,
                .mlp = {353, 1520, 541, 204},
                .mlp_numbers_y = 1786,
                .block_stream = 132,
                .norms = {{264, 316, 124, 64}, {264, 1304, 124, 64}},
                .branch_in = {{{168, 348}, {326, 348}, {326, 418}}, {{168, 1336}, {326, 1336}, {326, 1406}}},
                .branch_out = {{{264, 1170}, {166, 1170}}, {{264, 1620}, {166, 1620}}},
                .n_branch_in = 3,
                .n_branch_out = 2,
                .pluses = {{132, 1170}, {132, 1620}},
                .pulse_along = 270,
                .note = {264, 236},
                .block_heading_x = 264,
                .end_card = {84, 270, 912, 400},
                .end_grid = {130, 306, 328, 328},
                .end_mlp = {628, 330, 316, 280},
                .end_stream = 540,
                .end_from = 214,
                .end_to = 1920,
                .code = {54, 728, 972, 320},
                .code_size = 31,
                .code_pitch = 52,
                .end_files = {{180, 1104, 720, 300}, {180, 1436, 720, 300}},
            },
};

// A square that shrinks about its middle.
static Rect shrunk(Rect box, double share)
{
    return (Rect){box.x + box.w * (1 - share) / 2, box.y + box.h * (1 - share) / 2, box.w * share, box.h * share};
}

const ArchLayout *arch_layout(Scene *s, int n_tokens)
{
    ArchLayout *layout = ARENA_NEW(scene_arena(s), ArchLayout);
    *layout = LAYOUTS[scene_shape(s)];
    // Fewer tokens than there is room for stand in the middle of it.
    const double spare = (ARCH_TOKENS - n_tokens) * layout->tile_pitch / 2;
    layout->tiles.x += spare;
    layout->token_matrix.x += spare;
    layout->position_matrix.x += spare;
    layout->numbers.x += spare;
    if (!layout->vertical) {
        layout->token_out[0].x -= spare;
        layout->position_out[0].x -= spare;
    }
    // And a grid of a few tokens is small rather than coarse.
    static const double COARSEST = 3.5;
    const double share = fmin(1, n_tokens / COARSEST), less = layout->grid_side * (1 - share) / 2;
    layout->grid.x += less;
    layout->grid.y += less;
    layout->heads_y += less;
    layout->grid_side *= share;
    layout->card_grid = shrunk(layout->card_grid, share);
    layout->end_grid = shrunk(layout->end_grid, share);
    return layout;
}

// Blocks stand in four slots along the stream; fewer blocks stand around the middle.
static double slot_of(const ArchData *data, int i)
{
    if (data->n_layers > ARCH_BLOCKS)
        return i == data->n_blocks - 1 ? ARCH_BLOCKS - 1 : i;
    return i + (ARCH_BLOCKS - data->n_blocks) / 2.0;
}

Rect arch_card(const ArchLayout *layout, const ArchData *data, int i)
{
    const double along = slot_of(data, i) * layout->card_pitch;
    Rect card = layout->card;
    *(layout->vertical ? &card.y : &card.x) += along;
    return card;
}
