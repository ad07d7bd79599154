// checkpoint.c — writes and reads a training's state as tensors with metadata.
#include "model/train/checkpoint.h"

#include "engine/base/file.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char FILE_NAME[] = "checkpoint.safetensors";
static const char SETTING_PREFIX[] = "setting.";
static const char VERSION[] = "2";

enum { MOST_META = 256, PARTS = 1 + MOST_MOMENTS }; // of a tensor: its weights, then its moments

bool checkpoint_exists(const char *dir)
{
    Arena arena;
    arena_init(&arena);
    const bool exists = file_exists(path_join(&arena, dir, FILE_NAME));
    arena_finish(&arena);
    return exists;
}

// Key and value pairs, ended by NULL.
typedef struct Meta {
    const char *items[MOST_META];
    int n;
} Meta;

static void meta_add(Meta *meta, const char *key, const char *value)
{
    if (!value)
        return;
    assert(meta->n + 2 < MOST_META);
    meta->items[meta->n++] = key;
    meta->items[meta->n++] = value;
}

static const char *meta_get(const char *const *meta, const char *key)
{
    for (; meta && meta[0]; meta += 2)
        if (strcmp(meta[0], key) == 0)
            return meta[1];
    return NULL;
}

static void fill_meta(Meta *meta, Arena *arena, const Checkpoint *c, const Settings *settings)
{
    meta_add(meta, "gptreel_checkpoint", VERSION);
    meta_add(meta, "step", arena_printf(arena, "%lld", (long long)c->step));
    meta_add(meta, "recorded", c->recorded ? "true" : "false");
    meta_add(meta, "loss", arena_printf(arena, "%.17g", c->loss));
    meta_add(meta, "grad_norm", arena_printf(arena, "%.17g", c->grad_norm));
    meta_add(meta, "lr", arena_printf(arena, "%.17g", c->lr));
    meta_add(meta, "reward", arena_printf(arena, "%.17g", c->figures.reward));
    meta_add(meta, "tool_rate", arena_printf(arena, "%.17g", c->figures.tool_rate));
    meta_add(meta, "answer_tokens", arena_printf(arena, "%.17g", c->figures.n_tokens));
    meta_add(meta, "n_tokens", arena_printf(arena, "%lld", (long long)c->n_tokens));
    meta_add(meta, "train_s", arena_printf(arena, "%.17g", c->train_s));
    meta_add(meta, "unlogged_s", arena_printf(arena, "%.17g", c->unlogged_s));
    meta_add(meta, "n_unlogged", arena_printf(arena, "%lld", (long long)c->n_unlogged));
    meta_add(meta, "unlogged_tokens", arena_printf(arena, "%lld", (long long)c->unlogged_tokens));
    meta_add(meta, "command", c->command);
    meta_add(meta, "changes", c->changes);
    meta_add(meta, "data", c->data);
    meta_add(meta, "init", c->init);
    meta_add(meta, "init_name", c->from.name);
    meta_add(meta, "init_sha256", c->from.sha256);
    meta_add(meta, "corpus_sha256", c->corpus_sha256);
    meta_add(meta, "n_vocab", arena_printf(arena, "%lld", (long long)c->n_vocab));
    meta_add(meta, "begin_id", arena_printf(arena, "%lld", (long long)c->begin_id));
    meta_add(meta, "end_id", arena_printf(arena, "%lld", (long long)c->end_id));
    Opt opts[MOST_OPTIONS + 1];
    settings_recorded_opts(opts);
    for (const Opt *opt = opts; opt->name; opt++)
        meta_add(meta, arena_printf(arena, "%s%s", SETTING_PREFIX, opt->name), opts_text(opt, settings, arena));
}

// What stands before a tensor's name for a part of it, and where the part's values are. NULL when it has no such part.
static const char *part_prefix(const Optimizer *optimizer, int tensor, int part)
{
    return part == 0 ? "weights." : optimizer->tensors[tensor].kind->moments[part - 1];
}

static float *part_values(const Gpt *gpt, const Optimizer *optimizer, int tensor, int part)
{
    return part == 0 ? gpt->weights + gpt->params[tensor].offset : optimizer->tensors[tensor].moments[part - 1];
}

bool checkpoint_save(const char *dir, const Checkpoint *checkpoint, const Settings *settings, const Gpt *gpt,
                     const Optimizer *optimizer, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const int n_parts = checkpoint->step > 0 ? PARTS : 0;
    TensorOut *tensors = ARENA_ARRAY(&arena, TensorOut, PARTS * gpt->n_params);
    int n_tensors = 0;
    for (int part = 0; part < n_parts; part++)
        for (int i = 0; i < gpt->n_params; i++) {
            const GptParam *param = &gpt->params[i];
            const char *prefix = part_prefix(optimizer, i, part);
            if (!prefix)
                continue;
            tensors[n_tensors++] = (TensorOut){
                .name = arena_printf(&arena, "%s%s", prefix, param->name),
                .type = TENSOR_F32,
                .n_dims = param->n_dims,
                .shape = {param->shape[0], param->shape[1]},
                .data = part_values(gpt, optimizer, i, part),
            };
        }
    Meta meta = {.n = 0};
    fill_meta(&meta, &arena, checkpoint, settings);
    const bool ok = tensor_file_write(path_join(&arena, dir, FILE_NAME), tensors, n_tensors, meta.items, err);
    arena_finish(&arena);
    return ok;
}

static double number(const char *text)
{
    return text ? strtod(text, NULL) : (double)NAN;
}

static int64_t whole_number(const char *text)
{
    return text ? strtoll(text, NULL, 10) : 0;
}

static int64_t token_id(const char *text)
{
    return text ? strtoll(text, NULL, 10) : -1;
}

// Takes state and settings from the metadata of an open file.
static bool read_meta(CheckpointFile *checkpoint, Settings *settings, Arena *arena, const char *path, Err *err)
{
    const char *const *meta = checkpoint->file.meta;
    const char *step = meta_get(meta, "step"), *recorded = meta_get(meta, "recorded");
    const char *version = meta_get(meta, "gptreel_checkpoint");
    if (version && strcmp(version, VERSION) != 0)
        return err_set(err, "%s is a checkpoint of another version of gptreel, and only that one can go on from it",
                       path);
    if (!version || !step || !recorded || !meta_get(meta, "command"))
        return err_set(err, "%s is no checkpoint of gptreel", path);
    checkpoint->state = (Checkpoint){
        .step = whole_number(step),
        .recorded = strcmp(recorded, "true") == 0,
        .loss = number(meta_get(meta, "loss")),
        .grad_norm = number(meta_get(meta, "grad_norm")),
        .lr = number(meta_get(meta, "lr")),
        .figures = {number(meta_get(meta, "reward")), number(meta_get(meta, "tool_rate")),
                    number(meta_get(meta, "answer_tokens"))},
        .n_tokens = whole_number(meta_get(meta, "n_tokens")),
        .train_s = number(meta_get(meta, "train_s")),
        .unlogged_s = number(meta_get(meta, "unlogged_s")),
        .n_unlogged = whole_number(meta_get(meta, "n_unlogged")),
        .unlogged_tokens = whole_number(meta_get(meta, "unlogged_tokens")),
        .command = meta_get(meta, "command"),
        .changes = meta_get(meta, "changes"),
        .data = meta_get(meta, "data"),
        .init = meta_get(meta, "init"),
        .from = {.name = meta_get(meta, "init_name"), .sha256 = meta_get(meta, "init_sha256")},
        .corpus_sha256 = meta_get(meta, "corpus_sha256"),
        .n_vocab = whole_number(meta_get(meta, "n_vocab")),
        .begin_id = token_id(meta_get(meta, "begin_id")),
        .end_id = token_id(meta_get(meta, "end_id")),
    };
    if (checkpoint->state.step < 0)
        return err_set(err, "%s: step %s makes no sense", path, step);
    Opt opts[MOST_OPTIONS + 1];
    settings_recorded_opts(opts);
    const size_t n_prefix = strlen(SETTING_PREFIX);
    for (; meta[0]; meta += 2)
        if (strncmp(meta[0], SETTING_PREFIX, n_prefix) == 0 &&
            !opts_set(opts, settings, arena, meta[0] + n_prefix, meta[1], err))
            return err_prefix(err, "%s", path);
    return true;
}

bool checkpoint_open(CheckpointFile *checkpoint, Settings *settings, Arena *arena, const char *dir, Err *err)
{
    const char *path = path_join(arena, dir, FILE_NAME);
    *checkpoint = (CheckpointFile){.state = {.step = -1}};
    if (!tensor_file_map(&checkpoint->file, arena, path, err))
        return false;
    if (read_meta(checkpoint, settings, arena, path, err))
        return true;
    checkpoint_close(checkpoint);
    return false;
}

void checkpoint_close(CheckpointFile *checkpoint)
{
    if (checkpoint)
        tensor_file_unmap(&checkpoint->file);
}

bool checkpoint_apply(const CheckpointFile *checkpoint, Gpt *gpt, Optimizer *optimizer, Err *err)
{
    if (checkpoint->state.step == 0)
        return true;
    for (int part = 0; part < PARTS; part++)
        for (int i = 0; i < gpt->n_params; i++) {
            const GptParam *param = &gpt->params[i];
            const char *prefix = part_prefix(optimizer, i, part);
            if (!prefix)
                continue;
            char name[80];
            snprintf(name, sizeof name, "%s%s", prefix, param->name);
            const Tensor *tensor = tensor_find(&checkpoint->file, name);
            if (!tensor || tensor->type != TENSOR_F32 || tensor->n_items != param->n_items)
                return err_set(err, "the checkpoint's tensor %s is missing or of another size", name);
            tensor_floats(tensor, part_values(gpt, optimizer, i, part));
            tensor_forget(tensor);
        }
    optimizer->n_updates = checkpoint->state.step;
    return true;
}
