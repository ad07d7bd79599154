// settings.h — every setting of a model and of its training, once: each is a command line flag and a preset key.
//
// The architecture is configured, never forked. What a value asks for and the code cannot do is refused by name.
#ifndef GPTREEL_MODEL_TRAIN_SETTINGS_H
#define GPTREEL_MODEL_TRAIN_SETTINGS_H

#include "engine/base/opts.h"
#include "model/nn/gpt_config.h"
#include "model/nn/weights.h"
#include "model/text/tokenizer.h"

typedef struct Objective Objective;
typedef struct OptimizerKind OptimizerKind;
typedef struct ScheduleKind ScheduleKind;

// Which tokens of a conversation are learned from.
typedef struct LearnKind {
    const char *name;
    bool all; // else what an assistant says
} LearnKind;

typedef struct TrainConfig {
    const char *preset;     // name or path; NULL: char-cpu
    const Objective *objective; // a row of OBJECTIVES (objective.h)
    const char
        *data; // what is learned from: files and folders, one a line; NULL: the preset must name a corpus that ships
    const char *data_name;  // what to call the corpus; NULL: known by its hash, or the file's name
    const char *init;       // folder or file of a pretrained model to begin with; NULL: random weights
    const TokenizerKind *tokenizer;
    int64_t vocab_size;     // of a "bpe" tokenizer; 0: its default
    const BpePattern *split; // that a "bpe" cuts text by
    bool chat_tokens;       // a "bpe" has the special tokens of a chat
    bool special;           // names of special tokens in the corpus and in prompts are these tokens
    const char *out;        // run folder
    bool resume;
    bool force;             // replace a run that stands in `out`

    int64_t steps;
    int64_t batch_size;     // sequences an update
    int64_t micro_batch; // how many of them a replica works on at once (trainer.h); gradients accumulate. 0: automatic
    int64_t seed;
    int64_t replicas;       // threads that share a batch (trainer.h); 0: one a processor
    double val_fraction;    // of the corpus's end that is kept from training
    const LearnKind *learn; // of conversations
    bool pack;              // conversations stand one behind another in rows as long as the context
    int64_t group;          // of the answers of an update, those to one question
    int64_t answer_tokens;  // that an answer may have
    double answer_temperature;
    int64_t answer_top_k;   // 0: all
    const char *answers_at; // "0,50,150": steps at which answers to one question are recorded; NULL: none
    double lr, lr_min;
    double lr_embd, lr_head; // AdamW's of embeddings and of a head of its own; 0: lr
    const ScheduleKind *schedule; // a row of SCHEDULES (schedule.h)
    int64_t warmup_steps;
    int64_t decay_steps;    // lr_min is reached here; 0: at `steps`
    double warmdown;        // the last part of the schedule of that name, of 1
    const OptimizerKind *optimizer; // a row of OPTIMIZERS (optim.h)
    double beta1, beta2, adam_eps;
    double weight_decay;    // on tensors of two or more dimensions
    const char *muon_tensors; // matrices that Muon takes, as list_selects takes them
    double muon_lr;         // at the height of the schedule; 0: lr
    double muon_momentum_first, muon_momentum;
    int64_t muon_momentum_steps; // updates from the one to the other
    double clip;            // of the gradient's global norm; 0: never

    int64_t log_every;      // steps between lines in metrics.jsonl
    int64_t log_first;      // every step up to here has one
    int64_t eval_every;     // steps between evaluations; 0: none at all
    int64_t eval_early_every; // the same up to eval_early; 0: as eval_every
    int64_t eval_early;
    int64_t checkpoint_every; // steps; 0: only at the end
    const WeightsKind *weights;   // how model.safetensors keeps them
    const char *record_steps;     // "0,10,100": when snapshots are made; NULL: never
    const char *record_weights;   // names of parameters, as list_selects takes them; NULL: none
    const char *record_gradients; // likewise, for their gradients
    const char *record_updates;   // likewise, for Muon's updates

    // With escapes (\n, \t, \\); of the samples at evaluations and of the final generation. NULL: that of the data
    // (Lessons).
    const char *sample_prompt;
    const char *more_prompts; // of further samples, with | between them, which \| means itself; NULL: none
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
} Settings;

extern const LearnKind LEARN_KINDS[]; // ends with a row without a name
extern const Choices LEARN_CHOICES;

// All settings as options, with offsets in Settings, and the one that asks for help.
void settings_opts(Opt table[MOST_OPTIONS + 1]);

// Those that run.json records: all that the numbers of a run depend on, and nothing about this machine.
void settings_recorded_opts(Opt table[MOST_OPTIONS + 1]);

// What holds where neither a preset nor a flag says otherwise: the char-cpu preset's model.
void settings_init(Settings *settings);

// What a vocabulary that is built for the training should be like.
TokenizerOptions settings_tokenizer_options(const TrainConfig *config);

// Refuses what contradicts itself or is not implemented, naming the option.
bool settings_check(const Settings *settings, Err *err);

#endif
