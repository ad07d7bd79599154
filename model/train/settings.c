// settings.c — the table of all settings, their defaults, and what contradicts itself.
#include "model/train/settings.h"

#include "model/train/objective.h"
#include "model/train/optim.h"
#include "model/train/schedule.h"

#include <stddef.h>

// To add one: a row.
const LearnKind LEARN_KINDS[] = {{"answers", false}, {"all", true}, {NULL, false}};
const Choices LEARN_CHOICES = {.what = "kind of tokens", .rows = LEARN_KINDS, .row_bytes = sizeof LEARN_KINDS[0]};

#define AT(field) offsetof(TrainConfig, field)

// What is about this machine and this call. To add a setting: a row in one of the tables, a field in settings.h, and
// its default in settings_init; those of the model stand in gpt_config.c.
static const Opt LOCAL_OPTS[] = {
    {"preset", 'p', OPT_STRING, AT(preset), "NAME", "settings to start from", 0, 0},
    {"data", 'd', OPT_STRING, AT(data), "FILE…", "UTF-8 texts, folders, - the input; or what --objective takes", 0, 0},
    {"data-name", 0, OPT_STRING, AT(data_name), "NAME", "what the run calls the corpus", 0, 0},
    {"init", 'i', OPT_STRING, AT(init), "PATH", "folder or file of a model to begin with", 0, 0},
    {"out", 'o', OPT_STRING, AT(out), "DIR", "run folder", 0, 0},
    {"resume", 0, OPT_FLAG, AT(resume), NULL, "go on from the folder's checkpoint", 0, 0},
    {"force", 0, OPT_FLAG, AT(force), NULL, "replace the run that stands in the folder", 0, 0},
    {0},
};

// What describes a run.
static const Opt TRAIN_OPTS[] = {
    {"objective", 0, OPT_CHOICE, AT(objective), NULL, "what is learned", 0, 0, &OBJECTIVE_CHOICES},
    {"tokenizer", 0, OPT_CHOICE, AT(tokenizer), NULL, "what a token is", 0, 0, &TOKENIZER_CHOICES},
    {"vocab-size", 0, OPT_INT, AT(vocab_size), "N", "tokens of a bpe; 0: 1024", 0, 4194304},
    {"split", 0, OPT_CHOICE, AT(split), NULL, "how a bpe cuts text; digits: each alone", 0, 0, &BPE_PATTERN_CHOICES},
    {"chat-tokens", 0, OPT_FLAG, AT(chat_tokens), NULL, "a bpe ends with a chat's special tokens", 0, 0},
    {"special", 0, OPT_FLAG, AT(special), NULL, "names like <|endoftext|> in texts are these tokens", 0, 0},
    {"steps", 'n', OPT_INT, AT(steps), "N", "updates", 0, 1e9},
    {"batch-size", 0, OPT_INT, AT(batch_size), "N", "sequences an update", 1, 65536},
    {"micro-batch", 0, OPT_INT, AT(micro_batch), "N", "of them at once, accumulated; 0: automatic", 0, 65536},
    {"seed", 's', OPT_INT, AT(seed), "N", "of the initial weights and the batches", 0, 9e15},
    {"replicas", 0, OPT_INT, AT(replicas), "N", "threads that share a batch; 0: all processors", 0, 1024},
    {"val-fraction", 0, OPT_REAL, AT(val_fraction), "X", "part of the corpus kept for validation", 0, 0.9},
    {"learn", 0, OPT_CHOICE, AT(learn), NULL, "assistant: from which tokens", 0, 0, &LEARN_CHOICES},
    {"pack", 0, OPT_FLAG, AT(pack), NULL, "assistant: conversations one behind another in full rows", 0, 0},
    {"group", 0, OPT_INT, AT(group), "N", "reinforce: answers of a batch to one question", 1, 65536},
    {"answer-tokens", 0, OPT_INT, AT(answer_tokens), "N", "reinforce: that an answer may have", 1, 65536},
    {"answer-temperature", 0, OPT_REAL, AT(answer_temperature), "X", "reinforce: of answers", 0, 100},
    {"answer-top-k", 0, OPT_INT, AT(answer_top_k), "N", "reinforce: candidates kept; 0: all", 0, 1e6},
    {"answers-at", 0, OPT_STRING, AT(answers_at), "LIST", "reinforce: steps that rollouts.jsonl keeps: 0,50", 0, 0},
    {"lr", 0, OPT_REAL, AT(lr), "X", "learning rate after the warm-up", 0, 1e30},
    {"lr-min", 0, OPT_REAL, AT(lr_min), "X", "learning rate at the end of the schedule", 0, 1e30},
    {"lr-embd", 0, OPT_REAL, AT(lr_embd), "X", "AdamW: of embeddings; 0: lr", 0, 1e30},
    {"lr-head", 0, OPT_REAL, AT(lr_head), "X", "AdamW: of a head of its own; 0: lr", 0, 1e30},
    {"schedule", 0, OPT_CHOICE, AT(schedule), NULL, "how the learning rate falls", 0, 0, &SCHEDULE_CHOICES},
    {"warmdown", 0, OPT_REAL, AT(warmdown), "X", "last part of the steps, in which it falls in a line", 0, 1},
    {"warmup-steps", 0, OPT_INT, AT(warmup_steps), "N", "updates until the learning rate is full", 0, 1e9},
    {"decay-steps", 0, OPT_INT, AT(decay_steps), "N", "updates until lr-min is reached; 0: all", 0, 1e9},
    {"optimizer", 0, OPT_CHOICE, AT(optimizer), NULL, "what takes the steps", 0, 0, &OPTIMIZER_CHOICES},
    {"beta1", 0, OPT_REAL, AT(beta1), "X", "AdamW: of the mean of the gradient", 0, 0.99999},
    {"beta2", 0, OPT_REAL, AT(beta2), "X", "AdamW: of the mean of its square", 0, 0.99999},
    {"adam-eps", 0, OPT_REAL, AT(adam_eps), "X", "AdamW: added to the denominator", 1e-20, 1},
    {"weight-decay", 0, OPT_REAL, AT(weight_decay), "X", "of matrices", 0, 10},
    {"muon-tensors", 0, OPT_STRING, AT(muon_tensors), "NAMES", "matrices that Muon takes; the rest: AdamW", 0, 0},
    {"muon-lr", 0, OPT_REAL, AT(muon_lr), "X", "Muon: learning rate; 0: lr", 0, 1e30},
    {"muon-momentum-first", 0, OPT_REAL, AT(muon_momentum_first), "X", "Muon: momentum at first", 0, 0.99999},
    {"muon-momentum", 0, OPT_REAL, AT(muon_momentum), "X", "Muon: momentum later", 0, 0.99999},
    {"muon-momentum-steps", 0, OPT_INT, AT(muon_momentum_steps), "N", "Muon: updates until then", 0, 1e9},
    {"clip", 0, OPT_REAL, AT(clip), "X", "largest norm of the gradient; 0: any", 0, 1e9},
    {"log-every", 0, OPT_INT, AT(log_every), "N", "steps between lines in metrics.jsonl", 1, 1e9},
    {"log-first", 0, OPT_INT, AT(log_first), "N", "until this step, every step has a line", 0, 1e9},
    {"eval-every", 0, OPT_INT, AT(eval_every), "N", "steps between evaluations; 0: none", 0, 1e9},
    {"eval-early-every", 0, OPT_INT, AT(eval_early_every), "N", "the same at first; 0: no difference", 0, 1e9},
    {"eval-early", 0, OPT_INT, AT(eval_early), "N", "last step that counts as at first", 0, 1e9},
    {"checkpoint-every", 0, OPT_INT, AT(checkpoint_every), "N", "steps; 0: only at the end", 0, 1e9},
    {"weights", 0, OPT_CHOICE, AT(weights), NULL, "numbers in model.safetensors", 0, 0, &WEIGHTS_CHOICES},
    {"record-steps", 0, OPT_STRING, AT(record_steps), "LIST", "steps that snapshots/ keeps: 0,10,100", 0, 0},
    {"record-weights", 0, OPT_STRING, AT(record_weights), "NAMES", "of weights in them: wte.*,h.0.*", 0, 0},
    {"record-gradients", 0, OPT_STRING, AT(record_gradients), "NAMES", "of gradients in them", 0, 0},
    {"record-updates", 0, OPT_STRING, AT(record_updates), "NAMES", "of Muon's updates in them", 0, 0},
    {"sample-prompt", 0, OPT_STRING, AT(sample_prompt), "TEXT",
     "of samples; \\n is a line end; without: one of the data", 0, 0},
    {"more-prompts", 0, OPT_STRING, AT(more_prompts), "TEXTS", "of further samples; | stands between them", 0, 0},
    {"sample-tokens", 0, OPT_INT, AT(sample_tokens), "N", "tokens of a sample at an evaluation", 0, 1e6},
    {"generate-tokens", 0, OPT_INT, AT(generate_tokens), "N", "tokens recorded at the end", 0, 1e6},
    {"temperature", 0, OPT_REAL, AT(temperature), "X", "of samples; 0: always the likeliest", 0, 100},
    {"top-k", 0, OPT_INT, AT(top_k), "N", "candidates kept; 0: all", 0, 1e6},
    {"sample-seed", 0, OPT_INT, AT(sample_seed), "N", "of samples and of the generation", 0, 9e15},
    {"probe-prompt", 0, OPT_STRING, AT(probe_prompt), "TEXT", "recorded at the end in probes/", 0, 0},
    {0},
};

static const Opt HELP_OPTS[] = {{"help", 'h', OPT_HELP, 0, NULL, "this list"}, {0}};

// Appends the settings that a run records.
static int append_recorded(Opt table[MOST_OPTIONS + 1], int n)
{
    n = opts_append(table, n, TRAIN_OPTS, offsetof(Settings, train));
    return opts_append(table, n, GPT_OPTS, offsetof(Settings, gpt));
}

void settings_recorded_opts(Opt table[MOST_OPTIONS + 1])
{
    append_recorded(table, 0);
}

void settings_opts(Opt table[MOST_OPTIONS + 1])
{
    const int n = append_recorded(table, opts_append(table, 0, LOCAL_OPTS, offsetof(Settings, train)));
    opts_append(table, n, HELP_OPTS, 0);
}

void settings_init(Settings *settings)
{
    *settings = (Settings){
        .gpt = gpt_config_default(),
        .train =
            {
                .objective = &OBJECTIVES[0],
                .tokenizer = choices_row(&TOKENIZER_CHOICES, 0),
                .split = &BPE_PATTERNS[BPE_PATTERN_GPT2],
                .steps = 2000,
                .batch_size = 12,
                .seed = 1,
                .val_fraction = 0.1,
                .learn = &LEARN_KINDS[0],
                .group = 16,
                .answer_tokens = 24,
                .answer_temperature = 1,
                .answer_top_k = 50,
                .lr = 1e-3,
                .lr_min = 1e-4,
                .schedule = &SCHEDULES[0],
                .warmup_steps = 100,
                .warmdown = 0.2,
                .optimizer = &OPTIMIZERS[0],
                .beta1 = 0.9,
                .beta2 = 0.99,
                .adam_eps = 1e-8,
                .weight_decay = 0.1,
                .muon_tensors = "h.*",
                .muon_lr = 0.02,
                .muon_momentum_first = 0.85,
                .muon_momentum = 0.95,
                .muon_momentum_steps = 300,
                .clip = 1,
                .log_every = 10,
                .log_first = 50,
                .eval_every = 250,
                .checkpoint_every = 250,
                .weights = &WEIGHTS_KINDS[WEIGHTS_F32],
                .sample_tokens = 200,
                .generate_tokens = 300,
                .temperature = 0.8,
                .top_k = 50,
                .sample_seed = 1,
            },
    };
}

TokenizerOptions settings_tokenizer_options(const TrainConfig *config)
{
    return (TokenizerOptions){
        .n_vocab = config->vocab_size, .split = config->split, .chat_tokens = config->chat_tokens};
}

bool settings_check(const Settings *settings, Err *err)
{
    const TrainConfig *t = &settings->train;
    GptConfig gpt = settings->gpt;
    if (gpt.n_vocab < 1)
        gpt.n_vocab = gpt.n_embd ? gpt.n_embd : 1; // comes from the corpus, later
    if (!gpt.lm_head && !gpt.n_embd)
        gpt.n_embd = gpt.n_vocab;
    if (!gpt_config_check(&gpt, err))
        return false;
    if (!tokenizer_check(t->tokenizer, settings_tokenizer_options(t), err))
        return false;
    if (t->lr_min > t->lr)
        return err_set(err, "--lr-min %g is above --lr %g", t->lr_min, t->lr);
    const int64_t decay_steps = t->decay_steps ? t->decay_steps : t->steps;
    if (t->decay_steps && t->warmup_steps > decay_steps)
        return err_set(err, "--warmup-steps %lld is above --decay-steps %lld", (long long)t->warmup_steps,
                       (long long)decay_steps);
    return true;
}
