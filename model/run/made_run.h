// made_run.h — runs that nothing was trained for: of any shape, with or without any of their parts. Films are tried on
// them, and never shown with them.
#ifndef GPTREEL_RUN_MADE_RUN_H
#define GPTREEL_RUN_MADE_RUN_H

#include "model/run/run.h"

enum { SHAPE_NONE = -1 };

// A field that is 0 has what is usual; SHAPE_NONE is a true 0: no MLP, no step, nothing generated.
typedef struct RunShape {
    const char *name;   // of the case
    const char *corpus; // name of the corpus
    const char *begins; // the text of the prompt's first token; NULL: a letter
    int n_layer, n_head, n_embd, n_ctx;
    int n_hidden;    // width of the MLP's middle
    int n_vocab;     // above 60 with letters of many scripts and signs that no font has
    int n_prompt;    // tokens of the probe's and the generation's prompt
    int n_generated; // tokens
    int n_metrics;   // lines, at equal distances up to n_steps
    int n_steps;
    int eval_every; // lines between validation losses
    int train_s;
    int nan_from; // line from which on losses are not numbers, counted from 1; 0: all are
    double loss_first, loss_last;
    bool no_probe, no_lens, no_samples, not_counted; // no_lens: a probe without "probabilities_after"
} RunShape;

extern const RunShape RUN_SHAPES[]; // strange ones; ends with a row without a name

// In the arena.
const Run *run_made(Arena *arena, const RunShape *shape);

#endif
