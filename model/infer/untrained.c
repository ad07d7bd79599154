// untrained.c — initial weights made again, and held to what the run says of them.
#include "model/infer/untrained.h"

#include "engine/base/stop.h"
#include "model/nn/memory.h"

#include <math.h>
#include <stdlib.h>

// What the run recorded of the validation part at step 0; NAN: nothing.
static double recorded_loss(const Run *run)
{
    const bool has_it = run->n_metrics > 0 && run->metrics[0].step == 0;
    return has_it ? run->metrics[0].val_loss : (double)NAN;
}

// The mean over the consecutive windows of the validation part, as trainings evaluate it.
static double validation_loss(const Gpt *gpt, const Corpus *corpus)
{
    const int64_t n_ctx = gpt->config.n_ctx, n_windows = corpus_val_count(corpus, n_ctx);
    GptState *state = gpt_state_create(gpt, 1, n_ctx, 0, 1);
    int32_t *inputs = mem_array(sizeof *inputs, 2 * n_ctx), *targets = inputs + n_ctx;
    double nats = 0;
    for (int64_t i = 0; i < n_windows && !stop_requested(); i++) {
        corpus_val_windows(corpus, i, 1, n_ctx, inputs, targets);
        gpt_forward(gpt, state, inputs, 1, n_ctx);
        nats += gpt_loss(gpt, state, &(GptTargets){.ids = targets, .scale = 1}, NULL, false);
    }
    free(inputs);
    gpt_state_destroy(state);
    return nats / (double)(n_windows * n_ctx);
}

bool untrained_restore(Gpt *gpt, const Run *run, const Corpus *corpus)
{
    static const double MOST_OFF = 1e-4; // of the loss: another processor's last bits
    const GptInit *scheme = choices_find(&GPT_INIT_CHOICES, run->init_scheme, NULL);
    const double recorded = recorded_loss(run);
    if (*run->init_name || !scheme || isnan(recorded))
        return false;
    gpt->config.init_scheme = scheme;
    gpt->config.init_zero = run->init_zero;
    if (!isnan(run->init_std))
        gpt->config.init_std = run->init_std;
    gpt_init_weights(gpt, (uint64_t)run->seed);
    const double loss = validation_loss(gpt, corpus);
    return !stop_requested() && fabs(loss - recorded) <= MOST_OFF * recorded;
}
