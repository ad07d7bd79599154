// config.h — every setting of a model and of its training, once: each is a command line flag and a preset key.
//
// The architecture is configured, never forked. What a value asks for and the code cannot do is refused by name.
#ifndef GPTREEL_MODEL_TRAIN_CONFIG_H
#define GPTREEL_MODEL_TRAIN_CONFIG_H

#include "engine/base/opts.h"

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
    bool bias;              // in linear layers and norms
    const char *gelu;       // "erf" or "tanh"
    const char *norm;       // "layer" or "none"
    double norm_eps;
    const char *positions;  // "learned" or "none"
    bool lm_head;           // logits by a matrix; without it the stream is the logits, and C = V
    bool tied_head;         // that matrix is the embedding table
    bool attention;         // what a block contains
    bool mlp;
    bool residual;          // each part adds to the stream instead of replacing it
    int64_t mlp_ratio;      // F = mlp_ratio · C
    double init_std;        // deviation of the initial weights
    double dropout;         // rate while training: after the embeddings, on attention and on each part's output
} GptConfig;

typedef struct TrainConfig {
    const char *preset;     // name or path; NULL: char-cpu
    const char *data;       // corpus file; NULL: the preset must name a corpus that ships
    const char *data_name;  // what to call the corpus; NULL: known by its hash, or the file's name
    const char *init;       // folder or file of a pretrained model to begin with; NULL: random weights
    const char *tokenizer;  // kind, for tokenizer_build
    int64_t vocab_size;     // of a "bpe" tokenizer; 0: its default
    const char *out;        // run folder
    bool resume;
    bool force;             // replace a run that stands in `out`

    int64_t steps;
    int64_t batch_size;     // sequences an update
    int64_t micro_batch;    // how many of them a shard works on at once (trainer.h); gradients accumulate. 0: automatic
    int64_t seed;
    int64_t shards;         // threads that share a batch (trainer.h); 0: one a processor
    double val_fraction;    // of the corpus's end that is kept from training
    double lr, lr_min;
    int64_t warmup_steps;
    int64_t decay_steps;    // cosine from lr to lr_min ends here; 0: at `steps`
    double beta1, beta2, adam_eps;
    double weight_decay;    // on tensors of two or more dimensions
    double clip;            // of the gradient's global norm; 0: never

    int64_t log_every;      // steps between lines in metrics.jsonl
    int64_t log_first;      // every step up to here has one
    int64_t eval_every;     // steps between evaluations; 0: none at all
    int64_t eval_early_every; // the same up to eval_early; 0: as eval_every
    int64_t eval_early;
    int64_t checkpoint_every; // steps; 0: only at the end
    const char *weights;    // "f32", "f16" or "bf16": how model.safetensors keeps them; "none": there is no such file
    const char *record_steps;     // "0,10,100": when snapshots are made; NULL: never
    const char *record_weights;   // names of parameters, as list_selects takes them; NULL: none
    const char *record_gradients; // likewise, for their gradients

    const char *sample_prompt; // with escapes (\n, \t, \\); of the samples at evaluations and of the final generation
    int64_t sample_tokens;  // of a sample at an evaluation; 0: none
    int64_t generate_tokens; // of the generation recorded at the end; 0: none
    double temperature;
    int64_t top_k;          // 0: all
    int64_t sample_seed;
    const char *probe_prompt; // recorded at the end; NULL: sample_prompt
} TrainConfig;

typedef struct Settings {
    GptConfig gpt;
    TrainConfig train;
    bool help;
} Settings;

// One row a setting, offsets in Settings. Rows up to `preset`, `data`, `out` and the like are about this machine; the
// others describe the run and stand in run.json under their names (with underscores).
extern const Opt SETTINGS_OPTS[];

// Whether run.json records the setting: true for all that the numbers of a run depend on.
bool setting_is_recorded(const char *name);

// What holds where neither a preset nor a flag says otherwise: the char-cpu preset's model.
void settings_init(Settings *settings);

// Reads model/presets/NAME.preset below the home folder, or the file itself when `name` is a path. Lines of
// `key = value`; # begins a comment; `preset = NAME` loads another one there, which the lines after it change. An error
// names file and line. Strings go into the arena.
bool preset_load(Settings *settings, Arena *arena, const char *name, Err *err);

// One setting as the text that opts_set reads back to the same value; NULL for a string that is not set. In the arena.
const char *setting_text(const Opt *opt, const Settings *settings, Arena *arena);

// Refuses what contradicts itself or is not implemented, naming the option.
bool settings_check(const Settings *settings, Err *err);
bool gpt_config_check(const GptConfig *config, Err *err);

// n_kv_head with its default filled in; channels of a head.
int64_t gpt_kv_heads(const GptConfig *config);
int64_t gpt_head_width(const GptConfig *config);
int64_t gpt_heads_width(const GptConfig *config); // H·D: all heads side by side
int64_t gpt_hidden_width(const GptConfig *config); // F; 0 without MLP

// Resolves \n, \t, \r, \\ and \" of a prompt given on a command line. In the arena.
char *prompt_unescape(Arena *arena, const char *text);

#endif
