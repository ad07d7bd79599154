// probe.h — what happens inside the model on one prompt, recorded for pictures: probes/STEP.safetensors.
//
// The values are computed and written one layer and one head at a time, so memory holds some rows of one layer and one
// (T, T) matrix whatever the model's size.
#ifndef GPTREEL_MODEL_INFER_PROBE_H
#define GPTREEL_MODEL_INFER_PROBE_H

#include "model/nn/gpt.h"
#include "model/run/probe_tensors.h"
#include "model/text/tokenizer.h"

// What a training and `gptreel sample --record` keep: all that the films draw and that does not stand in the run folder
// already. Where no weights are kept, those of the MLPs belong to it.
extern const char PROBE_OF_FILMS[], PROBE_OF_FILMS_ALONE[];

typedef struct ProbeRequest {
    int64_t step;
    const int32_t *ids;         // [n_ids] of the prompt; of one longer than the context, the last n_ctx are taken
    int64_t n_ids;
    const char *select;         // names, as list_selects takes them
    const double *temperatures; // [n_temperatures] of "probabilities_at"
    int n_temperatures;
    TensorType weight_type;     // of the MLP's weights in the file
    bool no_positions;          // positions are not added to the tokens: what the model would do if it had no table of them
} ProbeRequest;

// What the architecture lacks is left out. An error when `select` means nothing that there is.
bool probe_record(const char *dir, const Gpt *gpt, const Tokenizer *tokenizer, const ProbeRequest *request, Err *err);

#endif
