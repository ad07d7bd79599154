// architecture.h — what the parts of the scene 01_architecture share: the run's data as the pictures take it, where
// everything stands on each canvas, and the nodes that travel from one beat to the next.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_H
#define GPTREEL_NANOGPT_ARCHITECTURE_H

#include "scenes/kit/kit.h"

// When the files' lines are counted: at the beginning, and at the end again.
#define ARCH_COUNT_AT_S 1.2
#define ARCH_RECOUNT_AT_S 22.6
#define ARCH_COUNT_S 1.4

enum { ARCH_TOKENS = 7, ARCH_BLOCKS = BLOCKS_MOST, ARCH_ROWS = 8 };

// ---- data ----

typedef struct ArchData {
    int n_tokens, n_prompt;          // shown, which are the prompt's last ones; and all
    const char *texts[ARCH_TOKENS];  // as the tokenizer has them
    const char *labels[ARCH_TOKENS]; // as they are shown
    const float *tokens, *positions; // (n_tokens, n_embd) embeddings of the shown ones, or NULL
    bool has_positions;              // the model has learned positions, so far as is known
    int64_t n_embd, n_hidden;
    double full_token, full_position;
    int n_layers, n_blocks;             // all; drawn
    int layers[ARCH_BLOCKS];            // which ones are drawn
    int heads[ARCH_BLOCKS];             // which head of each
    const double *weights[ARCH_BLOCKS]; // (n_tokens, n_tokens), or NULL
    const MlpSight *sights[ARCH_BLOCKS];
    bool has_attention, has_mlp; // what the model's blocks contain
    int n_heads;
    int opened;                   // which of the drawn ones opens
    const Prediction *prediction; // NULL: not recorded; as many rows as the canvas has room for
    const char *prediction_source;
} ArchData;

const ArchData *arch_data(Scene *s, const Run *run);

// ---- places ----

typedef struct ArchLayout {
    bool vertical; // the road runs down
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
    double road_w, road_across, road_from, road_to, lanes_from, lanes_to;
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
    double block_road; // across
    Rect norms[2];
    Point riser_in[2][4], riser_out[2][4];
    int n_riser_in, n_riser_out;
    Point pluses[2];
    double pulse_along; // where the pulse waits
    Point note, road_note;
    bool note_at_end;       // right-aligned
    double block_heading_x; // of the title from here on: it keeps clear of the road
    // The code.
    Rect end_card, end_grid, end_mlp;  // all absolute
    double end_road, end_from, end_to; // across, along
    Rect code;
    double code_size, code_pitch;
    Rect end_files[2];
} ArchLayout;

// For the canvas, and for as many tokens.
const ArchLayout *arch_layout(Scene *s, int n_tokens);

// ---- nodes that travel ----

// A source file as a card: name, number of lines, and a dash for each line.
typedef struct FileCard {
    Node *group, *card, *marks, *counter, *words; // `words`: all but card, marks and counter
    int n_lines;
} FileCard;

typedef struct Arch {
    const ArchData *data;
    const ArchLayout *layout;
    const Run *run;
    Node *under, *over; // of the road
    FileCard files[2];
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
    Road *road;
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

void arch_title_make(Scene *s, Arch *arch);
void arch_title_play(Scene *s, Arch *arch);
void arch_flow_make(Scene *s, Arch *arch);
void arch_flow_play(Scene *s, Arch *arch);
void arch_block_make(Scene *s, Arch *arch);
void arch_block_play(Scene *s, Arch *arch);
void arch_code_make(Scene *s, Arch *arch);
void arch_code_play(Scene *s, Arch *arch);

// The heading changes to other words, `x` being its left end.
void arch_heading(Scene *s, Arch *arch, const char *words, double x);
// The card of drawn block i in the flow.
Rect arch_card(const Arch *arch, int i);
// The numbers of lines count up in dur_s, from each of the times on.
void arch_files_count(Scene *s, Arch *arch, const double *t_s, int n_times, double dur_s);
// The dashes of both files draw themselves, line after line.
void arch_files_draw(Scene *s, Arch *arch, double dur_s);

#endif
