// snapshot.c — norms of gradients, and snapshots of chosen tensors.
#include "model/train/snapshot.h"

#include "engine/base/lists.h"
#include "model/run/writer.h"
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

bool snapshot_check(const TrainConfig *config, const Gpt *gpt, Err *err)
{
    if (!steps_check("record-steps", config->record_steps, err))
        return false;
    const bool has_steps = config->record_steps && *config->record_steps;
    const bool has_names = config->record_weights || config->record_gradients;
    if (has_steps && !has_names)
        return err_set(err, "--record-steps says when; say what with --record-weights or --record-gradients");
    if (!has_steps && has_names)
        return err_set(err, "--record-weights and --record-gradients say what; say when with --record-steps");
    return check_names("record-weights", config->record_weights, gpt, err) &&
           check_names("record-gradients", config->record_gradients, gpt, err);
}

bool snapshot_record(const char *dir, const TrainConfig *config, int64_t step, const Gpt *gpt, const float *gradient,
                     Err *err)
{
    if (!steps_have(config->record_steps, step))
        return true;
    Arena arena;
    arena_init(&arena);
    const char *const prefix[] = {"weights.", "gradients."};
    const char *const patterns[] = {config->record_weights, config->record_gradients};
    const float *const bases[] = {gpt->weights, gradient};
    TensorOut *tensors = ARENA_ARRAY(&arena, TensorOut, 2 * gpt->n_params);
    int n = 0;
    for (int part = 0; part < 2; part++)
        for (int i = 0; bases[part] && i < gpt->n_params; i++) {
            const GptParam *param = &gpt->params[i];
            if (!list_selects(patterns[part], param->name))
                continue;
            tensors[n++] = (TensorOut){
                .name = arena_printf(&arena, "%s%s", prefix[part], param->name),
                .type = TENSOR_F32,
                .n_dims = param->n_dims,
                .shape = {param->shape[0], param->shape[1]},
                .data = bases[part] + param->offset,
            };
        }
    const bool ok = n == 0 || run_write_snapshot(dir, step, tensors, n, err);
    arena_finish(&arena);
    return ok;
}
