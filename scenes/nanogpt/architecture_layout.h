// architecture_layout.h — where everything of 01_architecture stands on each canvas.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_LAYOUT_H
#define GPTREEL_NANOGPT_ARCHITECTURE_LAYOUT_H

#include "scenes/nanogpt/architecture_data.h"

typedef struct ArchLayout {
    bool vertical; // the stream runs down
    // Title and files.
    double title_size, title_pitch;
    Point title; // its first baseline; centred
    double subtitle_y;
    Rect files[2];
    // The flow.
    Point tiles;
    double tile_w, tile_h, tile_pitch, tile_size; // tile_size: of the type
    Point token_matrix, position_matrix;
    double cell_w, cell_h, cell_pitch_x, cell_pitch_y;
    Point numbers; // middle of the first one, baseline
    Point token_out[3], position_out[3];
    Point plus;
    double plus_r;
    double stream_w, stream_across, stream_from, stream_to, lanes_from, lanes_to;
    Rect card; // of the first block of four
    double card_pitch;
    Rect card_grid, card_mlp; // in the card
    Point block_label;        // of the card's upper left corner, middle, baseline
    Rect norm;
    Point head; // middle of its narrow side
    double head_length, head_narrow, head_wide;
    bool head_wrap;             // the head stands in a row below: the line goes round by
    double head_turn, head_row; // this x and this y
    Point bars;
    double bar_tile, bar_pitch, bar_x, bar_w, bar_h;
    Point label_input, label_blocks, label_output; // middle, baseline
    // One block.
    Rect cards[2];   // attention, MLP
    Point card_head; // of a card's upper left corner: baseline of its name
    double card_head_size, card_note_size;
    Point grid;
    double grid_side, grid_gap, heads_y, heads_tile, arcs_height;
    Rect mlp;
    double mlp_numbers_y;
    double block_stream; // across
    Rect norms[2];
    Point branch_in[2][4], branch_out[2][4];
    int n_branch_in, n_branch_out;
    Point pluses[2];
    double pulse_along; // where the pulse waits
    Point note, stream_note;
    bool note_at_end;       // right-aligned
    double block_heading_x; // of the title from here on: it keeps clear of the stream
    // The code.
    Rect end_card, end_grid, end_mlp;    // all absolute
    double end_stream, end_from, end_to; // across, along
    Rect code;
    double code_size, code_pitch;
    Rect end_files[2];
} ArchLayout;

// For the canvas, and for as many tokens.
const ArchLayout *arch_layout(Scene *s, int n_tokens);

// The card of drawn block i in the flow.
Rect arch_card(const ArchLayout *layout, const ArchData *data, int i);

#endif
