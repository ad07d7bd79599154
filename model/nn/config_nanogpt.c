// config_nanogpt.c — nanoGPT's names for the sizes of a model, and what it does not say: its GELU is exact, and its head
// is the embedding table.
#include "model/nn/config_nanogpt.h"

#include <string.h>

static const char *meta_get(const char *const *meta, const char *key)
{
    for (; meta[0]; meta += 2)
        if (strcmp(meta[0], key) == 0)
            return meta[1];
    return NULL;
}

static const Opt VOCAB_OPTS[] = {
    {"vocab-size", 0, OPT_INT, offsetof(GptConfig, n_vocab), NULL, NULL, 1, 1 << 24},
    {0},
};

// To add one: a row.
static const struct {
    const char *key;
    const Opt *opts;
    const char *name; // in the table
} MEMBERS[] = {
    {"model_args.vocab_size", VOCAB_OPTS, "vocab-size"}, {"model_args.n_layer", GPT_OPTS, "n-layer"},
    {"model_args.n_head", GPT_OPTS, "n-head"},           {"model_args.n_embd", GPT_OPTS, "n-embd"},
    {"model_args.block_size", GPT_OPTS, "n-ctx"},        {"model_args.bias", GPT_OPTS, "bias"},
};

bool config_nanogpt_read(GptConfig *config, bool *is_there, bool *says_bias, const TensorFile *file, const char *path,
                         Err *err)
{
    const size_t n_members = sizeof MEMBERS / sizeof MEMBERS[0];
    *is_there = meta_get(file->meta, MEMBERS[0].key) != NULL;
    *says_bias = meta_get(file->meta, "model_args.bias") != NULL;
    if (!*is_there)
        return true;
    *config = gpt_config_default();
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    for (size_t i = 0; i < n_members && ok; i++) {
        const char *value = meta_get(file->meta, MEMBERS[i].key);
        if (!value && strcmp(MEMBERS[i].name, "bias") == 0)
            continue;
        ok = value ? opts_set(MEMBERS[i].opts, config, &arena, MEMBERS[i].name, value, err)
                   : err_set(err, "it has no \"%s\"", MEMBERS[i].key);
    }
    arena_finish(&arena);
    ok = ok && gpt_config_check(config, err);
    *config = gpt_config_plain(*config);
    return ok || err_prefix(err, "%s", path);
}

const char *config_nanogpt_corpus(const TensorFile *file)
{
    const char *name = meta_get(file->meta, "config.dataset");
    return name && *name && name[0] != '.' && !strchr(name, '/') ? name : NULL;
}
