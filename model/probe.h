// probe.h — what happens inside the model on one prompt, recorded for pictures (names and shapes: run/run.h).
#ifndef GPTREEL_MODEL_PROBE_H
#define GPTREEL_MODEL_PROBE_H

#include "model/gpt.h"
#include "model/tokenizer.h"
#include "model/run/tensor.h"

// Runs the model on the ids and writes DIR/probes/STEP.safetensors. Of a prompt longer than the context, the last n_ctx
// tokens are taken. What the architecture lacks is left out. The MLP's weights are written as `weight_type`.
bool probe_record(const char *dir, int64_t step, const Gpt *gpt, const Tokenizer *tokenizer, const int32_t *ids,
                  int64_t n_ids, TensorType weight_type, Err *err);

#endif
