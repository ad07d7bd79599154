// pretrained.c — opens a model in files: its configuration, its weights, its tokenizer.
#include "model/infer/pretrained.h"

#include "engine/base/file.h"
#include "model/infer/decoder.h"
#include "model/nn/config_file.h"
#include "model/nn/config_nanogpt.h"
#include "model/nn/memory.h"
#include "model/run/nanogpt_meta.h"

enum { MOST_PADDING = 1024 };

// GPT-2's layers have biases; a file of nanoGPT may have none and says so by lacking them.
static bool has_biases(const TensorSet *set)
{
    static const char *const NAMES[] = {"ln_f.bias", "h.0.mlp.c_fc.bias", "h.0.attn.c_attn.bias"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (weights_find(set, NAMES[i]))
            return true;
    return false;
}

static bool read_config(Pretrained *p, Arena *arena, Err *err)
{
    const char *path = path_join(arena, p->weights.dir, "config.json");
    bool of_nanogpt = false, says_bias = false;
    if (!config_nanogpt_read(&p->config, &of_nanogpt, &says_bias, &p->weights.files[0], p->weights.path, err))
        return false;
    if (!of_nanogpt && !file_exists(path))
        return err_set(err, "%s has no config.json, which says what model the weights are of", p->weights.dir);
    if (!of_nanogpt && !config_file_read(&p->config, &says_bias, arena, path, err))
        return false;
    if (!says_bias)
        p->config.bias = has_biases(&p->weights);
    return true;
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

// Whether the model's symbols are these tokens and at most some padding, as makes the number a multiple of 1024 or less.
static bool is_of(const Tokenizer *tokenizer, const GptConfig *config)
{
    const int64_t n_padding = config->n_vocab - tokenizer->n_vocab;
    return n_padding == 0 || (n_padding > 0 && n_padding < MOST_PADDING && n_padding < tokenizer->n_vocab);
}

// Where the model's tokenizer is: beside it, or, of a checkpoint of nanoGPT's, where nanoGPT keeps the characters of its
// corpus, beside the checkpoint's folder or the one we are in.
static const char *tokenizer_dir(const Pretrained *pretrained, Arena *arena)
{
    const TensorSet *weights = &pretrained->weights;
    const char *corpus = config_nanogpt_corpus(&weights->files[0]);
    if (nanogpt_meta_is_in(weights->dir) || !corpus)
        return weights->dir;
    const char *const dirs[] = {arena_printf(arena, "%s/../data/%s", weights->dir, corpus),
                                arena_printf(arena, "data/%s", corpus)};
    for (size_t i = 0; i < sizeof dirs / sizeof dirs[0]; i++)
        if (nanogpt_meta_is_in(dirs[i]))
            return dirs[i];
    return weights->dir;
}

const Tokenizer *pretrained_tokenizer(const Pretrained *pretrained, Arena *arena, Err *err)
{
    const char *dir = tokenizer_dir(pretrained, arena);
    const Tokenizer *tokenizer = tokenizer_load(arena, tokenizer_kind_in(dir), dir, err);
    if (!tokenizer)
        return NULL;
    if (is_of(tokenizer, &pretrained->config))
        // Hugging Face's `generate` goes by config.json, too.
        return tokenizer_with_ends(tokenizer, arena, pretrained->config.begin_id, pretrained->config.end_id);
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

static TensorType type_of(const Pretrained *pretrained)
{
    const Tensor *table = weights_find(&pretrained->weights, "wte.weight");
    return table ? table->type : TENSOR_F32;
}

Gpt *pretrained_gpt(const Pretrained *pretrained, FILE *shown, Err *err)
{
    const bool is_double = type_of(pretrained) == TENSOR_F64; // which is not worked with as it is
    Gpt *gpt = gpt_create_empty(&pretrained->config, err);
    bool ok = gpt && check_memory(pretrained, gpt, shown, err);
    if (ok && is_double) {
        gpt_destroy(gpt);
        gpt = gpt_create(&pretrained->config, err);
        ok = gpt && weights_load(gpt, pretrained->weights.path, err);
    } else if (ok) {
        ok = weights_bind(gpt, &pretrained->weights, err);
    }
    if (ok)
        return gpt;
    gpt_destroy(gpt);
    return NULL;
}

TensorType pretrained_type(const Pretrained *pretrained)
{
    const TensorType type = type_of(pretrained);
    return type == TENSOR_F64 ? TENSOR_F32 : type;
}

bool pretrained_agrees(const Pretrained *pretrained, const GptConfig *config, Err *err)
{
    GptConfig asked = gpt_config_plain(*config);
    if (asked.n_ctx < pretrained->config.n_ctx) // its first positions do
        asked.n_ctx = pretrained->config.n_ctx;
    const Opt *opt = gpt_config_difference(&pretrained->config, &asked);
    if (!opt)
        return true;
    Arena arena;
    arena_init(&arena);
    err_set(err, "--%s %s does not fit the model in %s, which has %s; leave it out", opt->name,
            opts_text(opt, &asked, &arena), pretrained->weights.path, opts_text(opt, &pretrained->config, &arena));
    arena_finish(&arena);
    return false;
}
