// gpt_config.h — what a model is made of: its sizes and which parts it has.
//
// The architecture is configured, never forked.
#ifndef GPTREEL_MODEL_NN_GPT_CONFIG_H
#define GPTREEL_MODEL_NN_GPT_CONFIG_H

#include "engine/base/opts.h"
#include "model/nn/gpt_parts.h"

// Shape letters used in all of model/:
//   B sequences in a batch   T tokens in a sequence   C channels (n_embd)   L blocks   H heads   G key/value heads
//   D channels of a head   F hidden width of the MLP   V symbols
typedef struct GptConfig {
    int64_t n_layer;
    int64_t n_head;
    int64_t n_kv_head;      // 0: as many as n_head; otherwise it divides n_head
    int64_t n_embd;         // 0: as many as symbols, for a model without lm_head
    int64_t head_width;     // D; 0: n_embd / n_head. The heads together may be narrower or wider than the stream
    int64_t n_ctx;          // longest sequence
    int64_t n_vocab;        // from the tokenizer; no option
    int64_t begin_id, end_id; // tokens that begin and end a text, from the tokenizer; -1: none; no options
    bool bias;              // in linear layers and norms
    const GptActivation *activation;
    const GptGelu *gelu;
    const GptNorm *norm;
    double norm_eps;
    bool embed_norm;       // a norm behind the embedding
    bool qk_norm;          // queries and keys, head by head, through a norm as of "rms"
    const GptPositions *positions;
    double rotary_base;    // the i-th of D/2 pairs of channels turns by position · base^(−2i/D)
    bool lm_head;          // logits by a matrix; without it the stream is the logits, and C = V
    bool tied_head;        // that matrix is the embedding table
    double logit_cap;      // logits z become cap · tanh(z / cap); 0: they stay
    bool attention;        // what a block contains
    bool mlp;
    bool residual;           // each part adds to the stream instead of replacing it
    int64_t mlp_ratio;       // F = mlp_ratio · C,
    int64_t n_hidden;        // unless this is F; 0: it is not
    const GptInit *init_scheme;
    double init_std;         // deviation of the initial weights where the scheme is "gpt2"
    bool init_zero;          // projections back to the stream, and a head of its own, begin at zero
    double dropout;          // rate while training: after the embeddings, on attention and on each part's output
} GptConfig;

// All but what comes from the tokenizer as options, with offsets in GptConfig; the names that presets and run.json have for them.
extern const Opt GPT_OPTS[];

// A small GPT with everything that GPT-2 has but biases, without a vocabulary.
GptConfig gpt_config_default(void);

// The same model with zeros instead of what zeros stand for: equal models have equal configurations.
GptConfig gpt_config_plain(GptConfig config);

// The first option in which two plain configurations are of different models, whatever their dropout and initial
// weights; NULL when there is none.
const Opt *gpt_config_difference(const GptConfig *a, const GptConfig *b);

// Refuses what contradicts itself or is not implemented, naming the option.
bool gpt_config_check(const GptConfig *config, Err *err);

// n_kv_head with its default filled in; channels of a head.
int64_t gpt_kv_heads(const GptConfig *config);
int64_t gpt_head_width(const GptConfig *config);
int64_t gpt_heads_width(const GptConfig *config);  // H·D: all heads side by side
int64_t gpt_hidden_width(const GptConfig *config); // F; 0 without MLP

// Whether it is a GPT-2, which other programs can work with: nothing but sizes, biases, the form of the GELU and a head
// of its own may differ.
bool gpt_is_gpt2(const GptConfig *config);

#endif
