// pretrained.c — opens a model in files: its configuration, its weights, its tokenizer.
#include "model/infer/pretrained.h"

#include "engine/base/file.h"
#include "model/infer/decoder.h"
#include "model/nn/memory.h"
#include "model/run/bpe_file.h"
#include "model/run/config_file.h"
#include "model/train/settings.h"

#include <stddef.h>
#include <string.h>

// What config.json calls the activations. To add one: a row.
static const struct {
    const char *name, *activation, *form; // form: of the GELU
} ACTIVATIONS[] = {
    {"gelu_new", "gelu", "tanh"}, {"gelu_pytorch_tanh", "gelu", "tanh"}, {"gelu_fast", "gelu", "tanh"},
    {"gelu", "gelu", "erf"},      {"gelu_python", "gelu", "erf"},        {"relu2", "relu2", "erf"},
};
enum { N_ACTIVATIONS = sizeof ACTIVATIONS / sizeof ACTIVATIONS[0] };

// The rows of SETTINGS_OPTS that are about what the model is, not about how it is trained.
static bool is_of_shape(const Opt *opt)
{
    return opt->offset < sizeof(GptConfig) && strcmp(opt->name, "dropout") != 0 && strncmp(opt->name, "init-", 5) != 0;
}

static bool set_number(Settings *settings, Arena *arena, const char *name, int64_t value, Err *err)
{
    return opts_set(SETTINGS_OPTS, settings, arena, name, arena_printf(arena, "%lld", (long long)value), err);
}

// What GPT-2's names say.
static bool take_sizes(Settings *settings, Arena *arena, const RunModelConfig *from, Err *err)
{
    GptConfig *c = &settings->gpt;
    if (!set_number(settings, arena, "n-layer", from->n_layer, err) ||
        !set_number(settings, arena, "n-head", from->n_head, err) ||
        !set_number(settings, arena, "n-embd", from->n_embd, err) ||
        !set_number(settings, arena, "n-ctx", from->n_ctx, err) ||
        !opts_set(SETTINGS_OPTS, settings, arena, "norm-eps", arena_printf(arena, "%.17g", from->norm_epsilon), err))
        return false;
    c->n_vocab = from->n_vocab;
    c->tied_head = from->tied_head;
    c->mlp = from->n_hidden > 0;
    if (from->n_hidden % from->n_embd != 0)
        return err_set(err, "\"n_inner\" is %lld; only whole multiples of \"n_embd\", %lld, can be worked with",
                       (long long)from->n_hidden, (long long)from->n_embd);
    if (c->mlp && !set_number(settings, arena, "mlp-ratio", from->n_hidden / from->n_embd, err))
        return false;
    for (int i = 0; i < N_ACTIVATIONS; i++)
        if (strcmp(ACTIVATIONS[i].name, from->activation) == 0) {
            c->activation = ACTIVATIONS[i].activation;
            c->gelu = ACTIVATIONS[i].form;
            return true;
        }
    return err_set(err, "\"activation_function\" is \"%s\"; gelu_new, gelu and relu2 can be worked with", from->activation);
}

// What gptreel wrote beside them: settings under their own names.
static bool take_more(Settings *settings, Arena *arena, const RunModelConfig *from, bool *says_bias, Err *err)
{
    for (const Opt *opt = SETTINGS_OPTS; opt->name; opt++)
        for (int i = 0; i < from->n_more && is_of_shape(opt); i++) {
            char *name = arena_strdup(arena, from->more[i].name);
            for (char *c = name; *c; c++)
                *c = *c == '_' ? '-' : *c;
            if (strcmp(name, opt->name) != 0)
                continue;
            *says_bias = *says_bias || strcmp(name, "bias") == 0;
            if (!opts_set(SETTINGS_OPTS, settings, arena, name, from->more[i].text, err))
                return false;
        }
    return true;
}

// GPT-2's layers have biases; a file of nanoGPT may have none and says so by lacking them.
static bool has_biases(const TensorSet *set)
{
    static const char *const NAMES[] = {"ln_f.bias",          "transformer.ln_f.bias",
                                        "h.0.mlp.c_fc.bias",  "transformer.h.0.mlp.c_fc.bias",
                                        "h.0.attn.c_attn.bias", "transformer.h.0.attn.c_attn.bias"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (tensor_set_find(set, NAMES[i]))
            return true;
    return false;
}

// Zeros instead of what zeros stand for, and the same ratio for all that have no MLP: equal models have equal settings.
static GptConfig with_defaults(GptConfig config)
{
    if (config.head_width * config.n_head == config.n_embd)
        config.head_width = 0;
    if (config.n_kv_head == config.n_head)
        config.n_kv_head = 0;
    if (!config.mlp)
        config.mlp_ratio = 4;
    if (strcmp(config.activation, "gelu") != 0)
        config.gelu = "erf";
    if (!gpt_has_rotary(&config))
        config.rotary_base = 1e4;
    return config;
}

static bool read_config(Pretrained *p, Arena *arena, Err *err)
{
    const char *path = path_join(arena, p->weights.dir, "config.json");
    RunModelConfig from;
    Settings settings;
    settings_init(&settings);
    if (!file_exists(path))
        return err_set(err, "%s has no config.json, which says what model the weights are of", p->weights.dir);
    if (!config_file_read(&from, arena, path, err))
        return false;
    bool says_bias = false;
    if (!take_sizes(&settings, arena, &from, err) || !take_more(&settings, arena, &from, &says_bias, err))
        return err_prefix(err, "%s", path);
    if (!says_bias)
        settings.gpt.bias = has_biases(&p->weights);
    p->config = with_defaults(settings.gpt);
    return gpt_config_check(&p->config, err) || err_prefix(err, "%s", path);
}

bool pretrained_open(Pretrained *pretrained, Arena *arena, const char *path, Err *err)
{
    *pretrained = (Pretrained){.weights = {.n_files = 0}};
    if (!tensor_set_open(&pretrained->weights, arena, path, err))
        return false;
    if (read_config(pretrained, arena, err))
        return true;
    pretrained_close(pretrained);
    return false;
}

void pretrained_close(Pretrained *pretrained)
{
    tensor_set_close(&pretrained->weights);
}

const Tokenizer *pretrained_tokenizer(const Pretrained *pretrained, Arena *arena, Err *err)
{
    const char *dir = pretrained->weights.dir;
    const Tokenizer *tokenizer = tokenizer_load(arena, bpe_vocab_is_in(dir) ? "bpe" : "char", dir, err);
    if (!tokenizer || tokenizer->n_vocab == pretrained->config.n_vocab)
        return tokenizer;
    err_set(err, "the tokenizer in %s has %d tokens and the model %lld: they are not of each other", dir,
            (int)tokenizer->n_vocab, (long long)pretrained->config.n_vocab);
    return NULL;
}

static bool check_memory(const Pretrained *p, const Gpt *gpt, FILE *shown, Err *err)
{
    const double weights = (double)p->weights.size_bytes, rest = decoder_memory_bytes(gpt, 1);
    char what[160];
    snprintf(what, sizeof what, "sampling from %.3g million parameters takes %.3g GB of memory, %.3g for the weights",
             1e-6 * (double)gpt->n_items, 1e-9 * (weights + rest), 1e-9 * weights);
    return memory_check(shown, what, weights + rest, "take a smaller model, or its weights in 16 bits", err) ||
           err_prefix(err, "%s", p->weights.path);
}

Gpt *pretrained_gpt(const Pretrained *pretrained, FILE *shown, Err *err)
{
    Gpt *gpt = gpt_create_empty(&pretrained->config, err);
    if (gpt && check_memory(pretrained, gpt, shown, err) && weights_bind(gpt, &pretrained->weights, err))
        return gpt;
    gpt_destroy(gpt);
    return NULL;
}

TensorType pretrained_type(const Pretrained *pretrained)
{
    const Tensor *table = tensor_set_find(&pretrained->weights, "wte.weight");
    if (!table)
        table = tensor_set_find(&pretrained->weights, "transformer.wte.weight");
    return table ? table->type : TENSOR_F32;
}

bool pretrained_agrees(const Pretrained *pretrained, const GptConfig *config, Err *err)
{
    Arena arena;
    arena_init(&arena);
    Settings theirs = {.gpt = pretrained->config}, ours = {.gpt = with_defaults(*config)};
    bool ok = true;
    for (const Opt *opt = SETTINGS_OPTS; opt->name && ok; opt++) {
        if (!is_of_shape(opt))
            continue;
        const char *has = setting_text(opt, &theirs, &arena), *asked = setting_text(opt, &ours, &arena);
        if (strcmp(has, asked) != 0)
            ok = err_set(err, "--%s %s does not fit the model in %s, which has %s; leave it out", opt->name, asked,
                         pretrained->weights.path, has);
    }
    arena_finish(&arena);
    return ok;
}
