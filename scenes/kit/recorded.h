// recorded.h — what a run recorded of its generation, as the plain arrays that pictures take.
#ifndef GPTREEL_KIT_RECORDED_H
#define GPTREEL_KIT_RECORDED_H

#include "engine/anim/scene.h"
#include "model/run/run.h"
#include "scenes/kit/bars.h"

// The first generated token's step, and how much of the text is shown. Without a generation: what the probe predicts,
// at temperature 1, and no choice; without a probe nothing but zeros. In the scene's arena.
typedef struct Recorded {
    const Run *run;
    const RunGeneration *generation; // NULL: none
    const char **context;            // [n_context] the prompt's tokens
    int n_context;
    double *p;                       // [n_vocab] of the distribution that was drawn from; NULL: not known
    const char **texts;              // [n_sorted] symbols with p above 0, by falling p
    double *sorted_p;                // [n_sorted]
    int *ids;                        // [n_sorted]
    int n_sorted;
    int chosen;                      // place in these of what was drawn, -1: nothing
    const char *choice;              // its text, NULL: none
    int n_written;                   // tokens of the text that is shown, at most 150 characters
    const char *source;              // for node_source
} Recorded;

Recorded recorded_generation(Scene *s, const Run *run);

// A generated token's step as bars. A chosen token that is not among the likeliest takes the last row.
const Prediction *recorded_prediction(Scene *s, const Recorded *recorded, int token);

#endif
