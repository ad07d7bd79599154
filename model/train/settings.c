// settings.c — the table of all settings, their defaults, and what contradicts itself.
#include "model/train/settings.h"

#include "model/train/optim.h"
#include "model/train/schedule.h"

#include <stddef.h>
#include <string.h>

#define GPT(field) offsetof(Settings, gpt.field)
#define TRAIN(field) offsetof(Settings, train.field)

// To add a setting: a row here, a field in settings.h or gpt_config.h, and its default in settings_init.
const Opt SETTINGS_OPTS[] = {
    {"preset", 'p', OPT_STRING, TRAIN(preset), "NAME", "settings to start from", 0, 0},
    {"data", 'd', OPT_STRING, TRAIN(data), "FILE", "corpus, a text in UTF-8", 0, 0},
    {"data-name", 0, OPT_STRING, TRAIN(data_name), "NAME", "what the run calls the corpus", 0, 0},
    {"init", 'i', OPT_STRING, TRAIN(init), "PATH", "folder or file of a model to begin with", 0, 0},
    {"tokenizer", 0, OPT_STRING, TRAIN(tokenizer), "char|bpe", "what a token is", 0, 0},
    {"vocab-size", 0, OPT_INT, TRAIN(vocab_size), "N", "tokens of a bpe; 0: 1024", 0, 4194304},
    {"split", 0, OPT_STRING, TRAIN(split), "gpt2|digits", "how a bpe cuts text; digits: each alone", 0, 0},
    {"chat-tokens", 0, OPT_FLAG, TRAIN(chat_tokens), NULL, "a bpe ends with a chat's special tokens", 0, 0},
    {"out", 'o', OPT_STRING, TRAIN(out), "DIR", "run folder", 0, 0},
    {"resume", 0, OPT_FLAG, TRAIN(resume), NULL, "go on from the folder's checkpoint", 0, 0},
    {"force", 0, OPT_FLAG, TRAIN(force), NULL, "replace the run that stands in the folder", 0, 0},

    {"steps", 'n', OPT_INT, TRAIN(steps), "N", "updates", 0, 1e9},
    {"batch-size", 0, OPT_INT, TRAIN(batch_size), "N", "sequences an update", 1, 65536},
    {"micro-batch", 0, OPT_INT, TRAIN(micro_batch), "N", "of them at once, accumulated; 0: automatic", 0, 65536},
    {"seed", 's', OPT_INT, TRAIN(seed), "N", "of the initial weights and the batches", 0, 9e15},
    {"replicas", 0, OPT_INT, TRAIN(replicas), "N", "threads that share a batch; 0: all processors", 0, 1024},
    {"val-fraction", 0, OPT_REAL, TRAIN(val_fraction), "X", "part of the corpus kept for validation", 0, 0.9},
    {"lr", 0, OPT_REAL, TRAIN(lr), "X", "learning rate after the warm-up", 0, 1e30},
    {"lr-min", 0, OPT_REAL, TRAIN(lr_min), "X", "learning rate at the end of the schedule", 0, 1e30},
    {"lr-embd", 0, OPT_REAL, TRAIN(lr_embd), "X", "AdamW: of embeddings; 0: lr", 0, 1e30},
    {"lr-head", 0, OPT_REAL, TRAIN(lr_head), "X", "AdamW: of a head of its own; 0: lr", 0, 1e30},
    {.name = "schedule", .kind = OPT_CHOICE, .offset = TRAIN(schedule), .help = "how the learning rate falls",
     .choices = &SCHEDULE_CHOICES},
    {"warmdown", 0, OPT_REAL, TRAIN(warmdown), "X", "last part of the steps, in which it falls in a line", 0, 1},
    {"warmup-steps", 0, OPT_INT, TRAIN(warmup_steps), "N", "updates until the learning rate is full", 0, 1e9},
    {"decay-steps", 0, OPT_INT, TRAIN(decay_steps), "N", "updates until lr-min is reached; 0: all", 0, 1e9},
    {.name = "optimizer", .kind = OPT_CHOICE, .offset = TRAIN(optimizer), .help = "what takes the steps",
     .choices = &OPTIMIZER_CHOICES},
    {"beta1", 0, OPT_REAL, TRAIN(beta1), "X", "AdamW: of the mean of the gradient", 0, 0.99999},
    {"beta2", 0, OPT_REAL, TRAIN(beta2), "X", "AdamW: of the mean of its square", 0, 0.99999},
    {"adam-eps", 0, OPT_REAL, TRAIN(adam_eps), "X", "AdamW: added to the denominator", 1e-20, 1},
    {"weight-decay", 0, OPT_REAL, TRAIN(weight_decay), "X", "of matrices", 0, 10},
    {"muon-tensors", 0, OPT_STRING, TRAIN(muon_tensors), "NAMES", "matrices that Muon takes; the rest: AdamW", 0, 0},
    {"muon-lr", 0, OPT_REAL, TRAIN(muon_lr), "X", "Muon: learning rate; 0: lr", 0, 1e30},
    {"muon-momentum-first", 0, OPT_REAL, TRAIN(muon_momentum_first), "X", "Muon: momentum at first", 0, 0.99999},
    {"muon-momentum", 0, OPT_REAL, TRAIN(muon_momentum), "X", "Muon: momentum later", 0, 0.99999},
    {"muon-momentum-steps", 0, OPT_INT, TRAIN(muon_momentum_steps), "N", "Muon: updates until then", 0, 1e9},
    {"clip", 0, OPT_REAL, TRAIN(clip), "X", "largest norm of the gradient; 0: any", 0, 1e9},
    {"log-every", 0, OPT_INT, TRAIN(log_every), "N", "steps between lines in metrics.jsonl", 1, 1e9},
    {"log-first", 0, OPT_INT, TRAIN(log_first), "N", "until this step, every step has a line", 0, 1e9},
    {"eval-every", 0, OPT_INT, TRAIN(eval_every), "N", "steps between evaluations; 0: none", 0, 1e9},
    {"eval-early-every", 0, OPT_INT, TRAIN(eval_early_every), "N", "the same at first; 0: no difference", 0, 1e9},
    {"eval-early", 0, OPT_INT, TRAIN(eval_early), "N", "last step that counts as at first", 0, 1e9},
    {"checkpoint-every", 0, OPT_INT, TRAIN(checkpoint_every), "N", "steps; 0: only at the end", 0, 1e9},
    {"weights", 0, OPT_STRING, TRAIN(weights), "f32|f16|bf16|none", "numbers in model.safetensors", 0, 0},
    {"record-steps", 0, OPT_STRING, TRAIN(record_steps), "LIST", "steps that snapshots/ keeps: 0,10,100", 0, 0},
    {"record-weights", 0, OPT_STRING, TRAIN(record_weights), "NAMES", "of weights in them: wte.*,h.0.*", 0, 0},
    {"record-gradients", 0, OPT_STRING, TRAIN(record_gradients), "NAMES", "of gradients in them", 0, 0},
    {"sample-prompt", 0, OPT_STRING, TRAIN(sample_prompt), "TEXT", "of samples; \\n is a line end", 0, 0},
    {"sample-tokens", 0, OPT_INT, TRAIN(sample_tokens), "N", "tokens of a sample at an evaluation", 0, 1e6},
    {"generate-tokens", 0, OPT_INT, TRAIN(generate_tokens), "N", "tokens recorded at the end", 0, 1e6},
    {"temperature", 0, OPT_REAL, TRAIN(temperature), "X", "of samples; 0: always the likeliest", 0, 100},
    {"top-k", 0, OPT_INT, TRAIN(top_k), "N", "candidates kept; 0: all", 0, 1e6},
    {"sample-seed", 0, OPT_INT, TRAIN(sample_seed), "N", "of samples and of the generation", 0, 9e15},
    {"probe-prompt", 0, OPT_STRING, TRAIN(probe_prompt), "TEXT", "recorded at the end in probes/", 0, 0},

    {"n-layer", 0, OPT_INT, GPT(n_layer), "N", "blocks", 0, 1000},
    {"n-head", 0, OPT_INT, GPT(n_head), "N", "attention heads a block", 1, 1000},
    {"n-kv-head", 0, OPT_INT, GPT(n_kv_head), "N", "heads of keys and values; 0: n-head", 0, 1000},
    {"n-embd", 0, OPT_INT, GPT(n_embd), "N", "channels; 0: as many as symbols (--no-lm-head)", 0, 100000},
    {"head-width", 0, OPT_INT, GPT(head_width), "N", "channels of a head; 0: n-embd / n-head", 0, 100000},
    {"n-ctx", 0, OPT_INT, GPT(n_ctx), "N", "tokens the model sees at once", 1, 1e6},
    {"bias", 0, OPT_FLAG, GPT(bias), NULL, "biases in linear layers and norms", 0, 0},
    {"activation", 0, OPT_STRING, GPT(activation), "gelu|relu2", "of the MLP", 0, 0},
    {"gelu", 0, OPT_STRING, GPT(gelu), "erf|tanh", "form of the GELU", 0, 0},
    {"norm", 0, OPT_STRING, GPT(norm), "layer|rms|none", "kind of the norms; rms has no parameters", 0, 0},
    {"norm-eps", 0, OPT_REAL, GPT(norm_eps), "X", "added to the variance", 0, 1},
    {"embed-norm", 0, OPT_FLAG, GPT(embed_norm), NULL, "a norm behind the embedding", 0, 0},
    {"qk-norm", 0, OPT_FLAG, GPT(qk_norm), NULL, "a norm of each head's queries and keys", 0, 0},
    {"positions", 0, OPT_STRING, GPT(positions), "learned|rotary|none", "how it knows where a token stands", 0, 0},
    {"rotary-base", 0, OPT_REAL, GPT(rotary_base), "X", "of the angles of rotary positions", 1, 1e9},
    {"lm-head", 0, OPT_FLAG, GPT(lm_head), NULL, "logits by a matrix; without: the stream itself", 0, 0},
    {"tied-head", 0, OPT_FLAG, GPT(tied_head), NULL, "that matrix is the embedding table", 0, 0},
    {"logit-cap", 0, OPT_REAL, GPT(logit_cap), "X", "logits stay softly below it; 0: any", 0, 1e6},
    {"attention", 0, OPT_FLAG, GPT(attention), NULL, "blocks have attention", 0, 0},
    {"mlp", 0, OPT_FLAG, GPT(mlp), NULL, "blocks have an MLP", 0, 0},
    {"residual", 0, OPT_FLAG, GPT(residual), NULL, "the parts of a block add to the stream", 0, 0},
    {"mlp-ratio", 0, OPT_INT, GPT(mlp_ratio), "N", "width of the MLP's middle over n-embd", 1, 64},
    {"init-scheme", 0, OPT_STRING, GPT(init_scheme), "gpt2|fan", "weights by init-std, or by a layer's widths", 0, 0},
    {"init-zero", 0, OPT_FLAG, GPT(init_zero), NULL, "output projections and own head begin at zero", 0, 0},
    {"init-std", 0, OPT_REAL, GPT(init_std), "X", "deviation of the initial weights", 0, 10},
    {"dropout", 0, OPT_REAL, GPT(dropout), "X", "part of the activations left out while training", 0, 0.99},
    {"help", 'h', OPT_FLAG, offsetof(Settings, help), NULL, "this list", 0, 0},
    {0},
};

bool setting_is_recorded(const char *name)
{
    static const char *const local[] = {"preset", "data", "data-name", "init", "out", "resume", "force", "help"};
    for (size_t i = 0; i < sizeof local / sizeof local[0]; i++)
        if (strcmp(local[i], name) == 0)
            return false;
    return true;
}

void settings_init(Settings *settings)
{
    *settings = (Settings){
        .gpt = {.n_layer = 4, .n_head = 4, .n_embd = 128, .n_ctx = 64, .activation = "gelu",
                .gelu = "erf", .norm = "layer", .norm_eps = 1e-5, .positions = "learned", .rotary_base = 1e4,
                .lm_head = true, .tied_head = true, .attention = true,
                .mlp = true, .residual = true, .mlp_ratio = 4, .init_scheme = "gpt2",
                .init_std = 0.02},
        .train = {.tokenizer = "char", .split = "gpt2",
                  .steps = 2000, .batch_size = 12, .seed = 1, .val_fraction = 0.1, .lr = 1e-3, .lr_min = 1e-4,
                  .schedule = &SCHEDULES[0], .warmup_steps = 100, .warmdown = 0.2, .optimizer = &OPTIMIZERS[0],
                  .beta1 = 0.9, .beta2 = 0.99, .adam_eps = 1e-8, .weight_decay = 0.1,
                  .muon_tensors = "h.*", .muon_lr = 0.02, .muon_momentum_first = 0.85, .muon_momentum = 0.95,
                  .muon_momentum_steps = 300,
                  .clip = 1, .log_every = 10, .log_first = 50, .eval_every = 250, .checkpoint_every = 250,
                  .weights = "f32", .sample_prompt = "\\n", .sample_tokens = 200, .generate_tokens = 300,
                  .temperature = 0.8, .top_k = 50, .sample_seed = 1},
    };
}

const char *setting_text(const Opt *opt, const Settings *settings, Arena *arena)
{
    const void *field = (const char *)settings + opt->offset;
    switch (opt->kind) {
    case OPT_FLAG:
        return *(const bool *)field ? "true" : "false";
    case OPT_INT:
        return arena_printf(arena, "%lld", (long long)*(const int64_t *)field);
    case OPT_REAL:
        return arena_printf(arena, "%.17g", *(const double *)field);
    case OPT_STRING:
        return *(const char *const *)field;
    case OPT_CHOICE:
        return choice_name(*(const void *const *)field);
    case OPT_HELP:
        break;
    }
    return NULL;
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
    if (strcmp(t->tokenizer, "bpe") == 0 && t->vocab_size > 0 && t->vocab_size < 256)
        return err_set(err, "--vocab-size %lld is below 256: every byte is a token of a bpe", (long long)t->vocab_size);
    if (strcmp(t->tokenizer, "char") == 0 && t->vocab_size > 0)
        return err_set(err, "--vocab-size is for --tokenizer bpe; a char has as many tokens as the text has characters");
    if (strcmp(t->tokenizer, "char") == 0 && (t->chat_tokens || strcmp(t->split, "gpt2") != 0))
        return err_set(err, "%s is for --tokenizer bpe", t->chat_tokens ? "--chat-tokens" : "--split");
    if (t->lr_min > t->lr)
        return err_set(err, "--lr-min %g is above --lr %g", t->lr_min, t->lr);
    const int64_t decay_steps = t->decay_steps ? t->decay_steps : t->steps;
    if (t->decay_steps && t->warmup_steps > decay_steps)
        return err_set(err, "--warmup-steps %lld is above --decay-steps %lld", (long long)t->warmup_steps,
                       (long long)decay_steps);
    return true;
}
