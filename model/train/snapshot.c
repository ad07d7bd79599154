// snapshot.c — norms of gradients, and snapshots of chosen tensors.
#include "model/train/snapshot.h"

#include "engine/base/lists.h"
#include "model/run/writer.h"
#include "model/train/muon.h"
#include "model/train/muon_record.h"
#include "model/train/settings.h"
#include "model/train/steps.h"

#include <math.h>
#include <string.h>

// ---- norms ----

// How much of a parameter's name is that of its group.
static size_t group_length(const char *name)
{
    const size_t first = strcspn(name, ".");
    const bool in_block = strncmp(name, "h.", 2) == 0;
    return in_block ? first + 1 + strcspn(name + first + 1, ".") : first;
}

static double sum_of_squares(const float *values, int64_t n)
{
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += (double)values[i] * (double)values[i];
    return sum;
}

bool gradient_norms_record(const char *dir, int64_t step, const Gpt *gpt, const float *gradient, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char **groups = ARENA_ARRAY(&arena, const char *, gpt->n_params);
    double *norms = ARENA_ARRAY(&arena, double, gpt->n_params);
    int n_groups = 0;
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        const char *group = arena_strndup(&arena, param->name, group_length(param->name));
        if (n_groups == 0 || strcmp(group, groups[n_groups - 1]) != 0)
            groups[n_groups++] = group;
        norms[n_groups - 1] += sum_of_squares(gradient + param->offset, param->n_items);
    }
    for (int i = 0; i < n_groups; i++)
        norms[i] = sqrt(norms[i]);
    const RunGradient line = {.step = step, .norms = norms};
    const bool ok = run_append_gradient(dir, &line, groups, n_groups, err);
    arena_finish(&arena);
    return ok;
}

// ---- snapshots ----

static bool check_names(const char *option, const char *patterns, const Gpt *gpt, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char **names = ARENA_ARRAY(&arena, const char *, gpt->n_params);
    for (int i = 0; i < gpt->n_params; i++)
        names[i] = gpt->params[i].name;
    const bool ok = list_check(option, patterns, names, gpt->n_params, err);
    arena_finish(&arena);
    return ok;
}

static bool takes_update(const TrainConfig *config, const Gpt *gpt, const GptParam *param)
{
    return config->optimizer->update == muon_update && muon_takes(config, gpt, param) &&
           list_selects(config->record_updates, param->name);
}

static bool check_updates(const TrainConfig *config, const Gpt *gpt, Err *err)
{
    bool found = config->record_updates == NULL;
    for (int i = 0; i < gpt->n_params && !found; i++)
        found = takes_update(config, gpt, &gpt->params[i]);
    return found || err_set(err, "--record-updates %s: none of them is a matrix that Muon takes; see --optimizer and "
                                 "--muon-tensors",
                            config->record_updates);
}

bool snapshot_check(const TrainConfig *config, const Gpt *gpt, Err *err)
{
    if (!steps_check("record-steps", config->record_steps, err))
        return false;
    const bool has_steps = config->record_steps && *config->record_steps;
    const bool has_names = config->record_weights || config->record_gradients || config->record_updates;
    if (has_steps && !has_names)
        return err_set(err, "--record-steps says when; say what with --record-weights, --record-gradients or "
                            "--record-updates");
    if (!has_steps && has_names)
        return err_set(err, "--record-weights, --record-gradients and --record-updates say what; say when with "
                            "--record-steps");
    return check_names("record-weights", config->record_weights, gpt, err) &&
           check_names("record-gradients", config->record_gradients, gpt, err) &&
           check_names("record-updates", config->record_updates, gpt, err) && check_updates(config, gpt, err);
}

typedef struct Tensors {
    Arena *arena;
    TensorOut *tensors;
    int n;
} Tensors;

static void add(Tensors *t, const char *prefix, const GptParam *param, const float *values)
{
    t->tensors[t->n++] = (TensorOut){
        .name = arena_printf(t->arena, "%s%s", prefix, param->name),
        .type = TENSOR_F32,
        .n_dims = param->n_dims,
        .shape = {param->shape[0], param->shape[1]},
        .data = values,
    };
}

static void add_sigma(Tensors *t, const char *prefix, const GptParam *param, const float *sigma, int64_t n)
{
    GptParam list = *param;
    list.n_dims = 1;
    list.shape[0] = n;
    add(t, prefix, &list, sigma);
}

static bool add_update(Tensors *t, const SnapshotSource *source, int i, Err *err)
{
    const GptParam *param = &source->gpt->params[i];
    MuonRecord record;
    const TensorUpdate last =
        optimizer_tensor_update(source->optimizer, source->gpt, i, source->gradient, source->factor, 0);
    if (!muon_record(&record, t->arena, &last, err))
        return false;
    add(t, "momentum.", param, record.momentum);
    add(t, "update.", param, record.update);
    add_sigma(t, "momentum_sigma.", param, record.momentum_sigma, record.n_sigma);
    add_sigma(t, "update_sigma.", param, record.update_sigma, record.n_sigma);
    return true;
}

static bool add_param(Tensors *t, const TrainConfig *config, const SnapshotSource *source, int i, Err *err)
{
    const GptParam *param = &source->gpt->params[i];
    if (list_selects(config->record_weights, param->name))
        add(t, "weights.", param, source->gpt->weights + param->offset);
    if (!source->gradient)
        return true;
    if (list_selects(config->record_gradients, param->name))
        add(t, "gradients.", param, source->gradient + param->offset);
    return !takes_update(config, source->gpt, param) || add_update(t, source, i, err);
}

bool snapshot_record(const char *dir, const TrainConfig *config, int64_t step, const SnapshotSource *source, Err *err)
{
    enum { MOST_TENSORS = 6 }; // of a parameter
    if (!steps_have(config->record_steps, step))
        return true;
    Arena arena;
    arena_init(&arena);
    const int n_params = source->gpt->n_params;
    Tensors tensors = {&arena, ARENA_ARRAY(&arena, TensorOut, MOST_TENSORS * n_params), 0};
    bool ok = true;
    for (int i = 0; i < n_params && ok; i++)
        ok = add_param(&tensors, config, source, i, err);
    ok = ok && (tensors.n == 0 || run_write_snapshot(dir, step, tensors.tensors, tensors.n, err));
    arena_finish(&arena);
    return ok;
}
