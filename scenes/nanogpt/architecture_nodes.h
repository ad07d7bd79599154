// architecture_nodes.h — the nodes of 01_architecture that travel from one of its parts to the next.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_NODES_H
#define GPTREEL_NANOGPT_ARCHITECTURE_NODES_H

#include "scenes/nanogpt/architecture_data.h"
#include "scenes/nanogpt/architecture_files.h"
#include "scenes/nanogpt/architecture_layout.h"

typedef struct Arch {
    const ArchData *data;
    const ArchLayout *layout;
    Node *under, *over; // of the stream
    FileCard files[ARCH_FILES];
    Node *subtitle;
    Node *title; // the heading, whatever it says at the moment
    // The flow.
    Node *left, *right; // what leaves when the camera moves in
    Node *tiles[ARCH_TOKENS];
    Columns *token_matrix, *position_matrix; // NULL without positions
    Columns *flying[2][ARCH_TOKENS];
    Node *numbers;
    Arrow *token_out, *position_out;
    Plus *plus;
    Residual *stream;
    Node *pulse;
    Block *blocks[ARCH_BLOCKS];
    Node *between; // ⋯ for the blocks that are not drawn, or NULL
    Node *block_label;
    Node *norm, *norm_box, *head, *head_box, *head_glow, *head_in;
    Node *fan[BARS_MOST];
    Bars *bars; // NULL without a prediction
    Node *label_input, *label_blocks, *label_output;
    // One block.
    Node *inside; // what appears around the grown pictures
    Node *glows[2];
    Node *arcs;
    Node *query; // the tile before the last row
    Node *norms[2];
    Arrow *into[2], *out_of[2];
    Plus *pluses[2];
    Node *note;
    // The code.
    Code *code;
} Arch;

#endif
