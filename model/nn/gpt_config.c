// gpt_config.c — what follows from a model's configuration, and which ones make no sense.
#include "model/nn/gpt_config.h"

#include <string.h>

#define AT(field) offsetof(GptConfig, field)

// To add one: a row here, a field in gpt_config.h, and its default below.
const Opt GPT_OPTS[] = {
    {"n-layer", 0, OPT_INT, AT(n_layer), "N", "blocks", 0, 1000},
    {"n-head", 0, OPT_INT, AT(n_head), "N", "attention heads a block", 1, 1000},
    {"n-kv-head", 0, OPT_INT, AT(n_kv_head), "N", "heads of keys and values; 0: n-head", 0, 1000},
    {"n-embd", 0, OPT_INT, AT(n_embd), "N", "channels; 0: as many as symbols (--no-lm-head)", 0, 100000},
    {"head-width", 0, OPT_INT, AT(head_width), "N", "channels of a head; 0: n-embd / n-head", 0, 100000},
    {"n-ctx", 0, OPT_INT, AT(n_ctx), "N", "tokens the model sees at once", 1, 1e6},
    {"bias", 0, OPT_FLAG, AT(bias), NULL, "biases in linear layers and norms", 0, 0},
    {"activation", 0, OPT_CHOICE, AT(activation), NULL, "of the MLP", 0, 0, &GPT_ACTIVATION_CHOICES},
    {"gelu", 0, OPT_CHOICE, AT(gelu), NULL, "form of the GELU", 0, 0, &GPT_GELU_CHOICES},
    {"norm", 0, OPT_CHOICE, AT(norm), NULL, "kind of the norms; rms has no parameters", 0, 0, &GPT_NORM_CHOICES},
    {"norm-eps", 0, OPT_REAL, AT(norm_eps), "X", "added to the variance", 0, 1},
    {"embed-norm", 0, OPT_FLAG, AT(embed_norm), NULL, "a norm behind the embedding", 0, 0},
    {"qk-norm", 0, OPT_FLAG, AT(qk_norm), NULL, "a norm of each head's queries and keys", 0, 0},
    {"positions", 0, OPT_CHOICE, AT(positions), NULL, "how it knows where a token stands", 0, 0,
     &GPT_POSITIONS_CHOICES},
    {"rotary-base", 0, OPT_REAL, AT(rotary_base), "X", "of the angles of rotary positions", 1, 1e9},
    {"lm-head", 0, OPT_FLAG, AT(lm_head), NULL, "logits by a matrix; without: the stream itself", 0, 0},
    {"tied-head", 0, OPT_FLAG, AT(tied_head), NULL, "that matrix is the embedding table", 0, 0},
    {"logit-cap", 0, OPT_REAL, AT(logit_cap), "X", "logits stay softly below it; 0: any", 0, 1e6},
    {"attention", 0, OPT_FLAG, AT(attention), NULL, "blocks have attention", 0, 0},
    {"mlp", 0, OPT_FLAG, AT(mlp), NULL, "blocks have an MLP", 0, 0},
    {"residual", 0, OPT_FLAG, AT(residual), NULL, "the parts of a block add to the stream", 0, 0},
    {"mlp-ratio", 0, OPT_INT, AT(mlp_ratio), "N", "width of the MLP's middle over n-embd", 1, 64},
    {"n-hidden", 0, OPT_INT, AT(n_hidden), "N", "that width itself; 0: by mlp-ratio", 0, 16777216},
    {"init-scheme", 0, OPT_CHOICE, AT(init_scheme), NULL, "weights by init-std, or by a layer's widths", 0, 0,
     &GPT_INIT_CHOICES},
    {"init-zero", 0, OPT_FLAG, AT(init_zero), NULL, "output projections and own head begin at zero", 0, 0},
    {"init-std", 0, OPT_REAL, AT(init_std), "X", "deviation of the initial weights", 0, 10},
    {"dropout", 0, OPT_REAL, AT(dropout), "X", "part of the activations left out while training", 0, 0.99},
    {0},
};

GptConfig gpt_config_default(void)
{
    return (GptConfig){
        .n_layer = 4,
        .n_head = 4,
        .n_embd = 128,
        .n_ctx = 64,
        .begin_id = -1,
        .end_id = -1,
        .activation = &GPT_ACTIVATIONS[GPT_ACTIVATION_GELU],
        .gelu = &GPT_GELUS[GPT_GELU_ERF],
        .norm = &GPT_NORMS[GPT_NORM_LAYER],
        .norm_eps = 1e-5,
        .positions = &GPT_POSITIONS[GPT_POSITIONS_LEARNED],
        .rotary_base = 1e4,
        .lm_head = true,
        .tied_head = true,
        .attention = true,
        .mlp = true,
        .residual = true,
        .mlp_ratio = 4,
        .init_scheme = &GPT_INITS[GPT_INIT_GPT2],
        .init_std = 0.02,
    };
}

GptConfig gpt_config_plain(GptConfig config)
{
    const GptConfig usual = gpt_config_default();
    if (config.head_width * config.n_head == config.n_embd)
        config.head_width = 0;
    if (config.n_kv_head == config.n_head)
        config.n_kv_head = 0;
    if (!config.mlp)
        config.n_hidden = 0;
    if (config.n_embd > 0 && config.n_hidden > 0 && config.n_hidden % config.n_embd == 0) {
        config.mlp_ratio = config.n_hidden / config.n_embd;
        config.n_hidden = 0;
    }
    if (!config.mlp || config.n_hidden > 0)
        config.mlp_ratio = usual.mlp_ratio;
    if (config.activation->is_relu)
        config.gelu = usual.gelu;
    if (!config.positions->is_rotary)
        config.rotary_base = usual.rotary_base;
    return config;
}

const Opt *gpt_config_difference(const GptConfig *a, const GptConfig *b)
{
    Arena arena;
    arena_init(&arena);
    const Opt *found = NULL;
    for (const Opt *opt = GPT_OPTS; opt->name && !found; opt++) {
        const bool is_shape = opt->offset != AT(dropout) && strncmp(opt->name, "init-", 5) != 0;
        if (is_shape && strcmp(opts_text(opt, a, &arena), opts_text(opt, b, &arena)) != 0)
            found = opt;
    }
    arena_finish(&arena);
    return found;
}

int64_t gpt_kv_heads(const GptConfig *config)
{
    return config->n_kv_head ? config->n_kv_head : config->n_head;
}

int64_t gpt_head_width(const GptConfig *config)
{
    return config->head_width ? config->head_width : config->n_embd / config->n_head;
}

int64_t gpt_heads_width(const GptConfig *config)
{
    return config->n_head * gpt_head_width(config);
}

int64_t gpt_hidden_width(const GptConfig *config)
{
    const int64_t n_hidden = config->n_hidden ? config->n_hidden : config->mlp_ratio * config->n_embd;
    return config->mlp ? n_hidden : 0;
}

bool gpt_is_gpt2(const GptConfig *c)
{
    return !c->activation->squared && c->norm->exists && !c->norm->is_rms && c->positions->has_table &&
           !c->embed_norm && !c->qk_norm && c->logit_cap == 0 && c->lm_head && c->attention && c->mlp && c->residual &&
           gpt_kv_heads(c) == c->n_head && gpt_heads_width(c) == c->n_embd;
}

bool gpt_config_check(const GptConfig *c, Err *err)
{
    if (c->lm_head && c->n_embd < 1)
        return err_set(err, "--n-embd 0 is for --no-lm-head; give the number of channels");
    if (!c->lm_head && c->n_embd != c->n_vocab)
        return err_set(err, "with --no-lm-head the stream is the logits: --n-embd is 0 or the %lld symbols, not %lld",
                       (long long)c->n_vocab, (long long)c->n_embd);
    if (c->n_layer > 0 && c->attention && !c->head_width && c->n_embd % c->n_head != 0)
        return err_set(err, "--n-embd %lld is not a multiple of --n-head %lld; another --n-head, or a --head-width",
                       (long long)c->n_embd, (long long)c->n_head);
    if (c->n_kv_head && c->n_head % c->n_kv_head != 0)
        return err_set(err, "--n-head %lld is not a multiple of --n-kv-head %lld", (long long)c->n_head,
                       (long long)c->n_kv_head);
    if (c->n_layer > 0 && c->attention && c->positions->is_rotary && gpt_head_width(c) % 2 != 0)
        return err_set(err,
                       "--positions rotary turns pairs of channels, and a head has %lld; take an even --head-width",
                       (long long)gpt_head_width(c));
    if (c->embed_norm && !c->norm->exists)
        return err_set(err, "--embed-norm needs a --norm that is not none");
    if (c->n_layer > 0 && !c->attention && !c->mlp)
        return err_set(err, "a block with --no-attention and --no-mlp is empty; take --n-layer 0 for that");
    if (c->n_vocab < 1)
        return err_set(err, "the vocabulary is empty");
    return true;
}
