#include "model/weights.h"

#include "engine/base/file.h"
#include "model/run/writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

TensorType weights_type(const char *name)
{
    if (strcmp(name, "f16") == 0)
        return TENSOR_F16;
    return strcmp(name, "bf16") == 0 ? TENSOR_BF16 : TENSOR_F32;
}

// ---- model.safetensors ----

static TensorOut param_out(const GptParam *param, const char *name, TensorType type, const float *base)
{
    TensorOut out = {.name = name, .type = type, .n_dims = param->n_dims, .data = base + param->offset};
    memcpy(out.shape, param->shape, sizeof param->shape);
    return out;
}

static bool save_config(const Gpt *gpt, const char *dir, Err *err)
{
    const GptConfig *c = &gpt->config;
    const RunField more[] = {
        {.name = "bias", .kind = OPT_FLAG, .flag = c->bias},
        {.name = "norm", .kind = OPT_STRING, .text = c->norm},
        {.name = "positions", .kind = OPT_STRING, .text = c->positions},
        {.name = "head_width", .kind = OPT_INT, .whole = gpt_head_width(c)},
        {.name = "initializer_range", .kind = OPT_REAL, .real = c->init_std},
        {.name = "lm_head", .kind = OPT_FLAG, .flag = c->lm_head},
        {.name = "n_kv_head", .kind = OPT_INT, .whole = gpt_kv_heads(c)},
        {.name = "attention", .kind = OPT_FLAG, .flag = c->attention},
        {.name = "mlp", .kind = OPT_FLAG, .flag = c->mlp},
        {.name = "residual", .kind = OPT_FLAG, .flag = c->residual},
    };
    const RunModelConfig config = {
        .n_layer = c->n_layer,
        .n_head = c->n_head,
        .n_embd = c->n_embd,
        .n_ctx = c->n_ctx,
        .n_vocab = c->n_vocab,
        .n_hidden = gpt_hidden_width(c),
        .activation = strcmp(c->gelu, "tanh") == 0 ? "gelu_new" : "gelu",
        .norm_epsilon = c->norm_eps,
        .dropout = c->dropout,
        .tied_head = c->tied_head,
        .more = more,
        .n_more = sizeof more / sizeof more[0],
    };
    return run_write_config(dir, &config, err);
}

bool weights_save(const Gpt *gpt, TensorType type, const char *dir, Err *err)
{
    static const char *const meta[] = {"format", "pt", NULL};
    Arena arena;
    arena_init(&arena);
    TensorOut *tensors = ARENA_ARRAY(&arena, TensorOut, gpt->n_params);
    for (int i = 0; i < gpt->n_params; i++)
        tensors[i] = param_out(&gpt->params[i], gpt->params[i].name, type, gpt->weights);
    const bool ok = tensor_file_write(path_join(&arena, dir, "model.safetensors"), tensors, gpt->n_params, meta, err) &&
                    save_config(gpt, dir, err);
    arena_finish(&arena);
    return ok;
}

// The tensor `prefix`NAME of a parameter, with its shape checked.
static const Tensor *param_tensor(const TensorFile *file, const char *prefix, const GptParam *param, Err *err)
{
    char name[80];
    snprintf(name, sizeof name, "%s%s", prefix, param->name);
    const Tensor *tensor = tensor_find(file, name);
    if (!tensor)
        err_set(err, "it has no tensor %s, which this architecture needs", name);
    else if (!tensor->f32 || tensor->n_dims != param->n_dims ||
             memcmp(tensor->shape, param->shape, sizeof(int64_t) * (size_t)param->n_dims) != 0)
        err_set(err, "tensor %s is not the float array of %lld%s%.0lld that this architecture needs", name,
                (long long)param->shape[0], param->n_dims == 2 ? " × " : "", (long long)param->shape[1]);
    else
        return tensor;
    return NULL;
}

static bool all_finite(const Tensor *tensor)
{
    for (int64_t i = 0; i < tensor->n_items; i++)
        if (!isfinite(tensor->f32[i]))
            return false;
    return true;
}

static bool fill_params(const Gpt *gpt, float *base, const TensorFile *file, const char *prefix, Err *err)
{
    for (int i = 0; i < gpt->n_params; i++) {
        const Tensor *tensor = param_tensor(file, prefix, &gpt->params[i], err);
        if (!tensor)
            return false;
        if (!all_finite(tensor))
            return err_set(err, "tensor %s holds values that are no numbers; copy the run again or train it anew",
                           tensor->name);
        memcpy(base + gpt->params[i].offset, tensor->f32, sizeof(float) * (size_t)tensor->n_items);
    }
    return true;
}

static bool is_mask(const char *name)
{
    const char *dot = strstr(name, ".attn.");
    return dot && (strcmp(dot, ".attn.bias") == 0 || strcmp(dot, ".attn.masked_bias") == 0);
}

// Refuses tensors that the architecture has no place for.
static bool refuse_foreign(const Gpt *gpt, const TensorFile *file, const char *prefix, Err *err)
{
    const size_t n_prefix = strlen(prefix);
    for (int t = 0; t < file->n_tensors; t++) {
        const char *name = file->tensors[t].name;
        const char *bare = strncmp(name, prefix, n_prefix) == 0 ? name + n_prefix : name;
        bool known = is_mask(name) || (gpt->config.tied_head && strcmp(bare, "lm_head.weight") == 0);
        for (int i = 0; i < gpt->n_params && !known; i++)
            known = strcmp(bare, gpt->params[i].name) == 0;
        if (!known)
            return err_set(err, "its tensor %s has no place in this architecture", name);
    }
    return true;
}

bool weights_load(Gpt *gpt, const char *dir, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *path = path_join(&arena, dir, "model.safetensors");
    TensorFile file;
    bool ok = tensor_file_read(&file, &arena, path, err);
    if (ok) {
        const char *prefix = tensor_find(&file, "transformer.wte.weight") ? "transformer." : "";
        ok = fill_params(gpt, gpt->weights, &file, prefix, err) && refuse_foreign(gpt, &file, prefix, err);
        if (!ok)
            err_prefix(err, "%s", path);
    }
    arena_finish(&arena);
    return ok;
}

// ---- settings of a run ----

bool run_settings(Settings *settings, Arena *arena, const Run *run, Err *err)
{
    for (const char *const *at = run->config; at && at[0]; at += 2) {
        char *name = arena_strdup(arena, at[0]);
        for (char *c = name; *c; c++)
            *c = *c == '_' ? '-' : *c;
        if (setting_is_recorded(name) && !opts_set(SETTINGS_OPTS, settings, arena, name, at[1], err))
            return err_prefix(err, "%s/run.json", run->dir);
    }
    settings->gpt.n_vocab = run->n_vocab;
    return gpt_config_check(&settings->gpt, err) || err_prefix(err, "%s/run.json", run->dir);
}
