// recorded.h — what a run recorded of its generation, as the plain arrays that pictures take.
#ifndef GPTREEL_KIT_RECORDED_H
#define GPTREEL_KIT_RECORDED_H

#include "engine/anim/scene.h"
#include "model/run/run.h"
#include "scenes/kit/bars.h"

// The step of the first generated token, and how much of the text is shown. Without a generation: what the probe
// predicts, and no choice; without a probe nothing but zeros. In the scene's arena.
typedef struct Recorded {
    const Run *run;
    const RunGeneration *generation; // NULL: none
    const char **context;            // [n_context] the prompt's tokens
    int n_context;
    double *p;          // [n_vocab] of the candidates, 0 of all others; NULL: not known
    const char **texts; // [n_sorted] the candidates, by falling p
    double *sorted_p;   // [n_sorted]
    int *ids;           // [n_sorted]
    int n_sorted;
    int chosen;         // place in these of what was drawn, -1: nothing
    const char *choice; // its text, NULL: none
    int n_written;      // tokens of the text that is shown, at most 150 characters
    const char *source; // for node_source
} Recorded;

Recorded recorded_generation(Scene *s, const Run *run);

// A token's candidates as bars, at most n_rows (and BARS_MOST). A token that is not among the likeliest takes the last.
const Prediction *recorded_prediction(Scene *s, const Run *run, const RunToken *token, int n_rows);

#endif
