// probe_tensors.c — the table of a probe's tensors, and the check of a file against it.
#include "model/run/probe_tensors.h"

#include "model/run/tensor_type.h"

#include <string.h>

const ProbeTensorRow PROBE_TENSORS[PROBE_TENSOR_COUNT] = {
    [PROBE_TOKENS] = {"tokens", "T", PROBE_PART_ALWAYS},
    [PROBE_EMBED_TOKEN] = {"embed.token", "TC", PROBE_PART_ALWAYS},
    [PROBE_EMBED_POSITION] = {"embed.position", "TC", PROBE_PART_POSITIONS},
    [PROBE_ATTENTION_IN] = {"attention_in", "LTC", PROBE_PART_ATTENTION},
    [PROBE_Q] = {"q", "LHTD", PROBE_PART_ATTENTION},
    [PROBE_K] = {"k", "LHTD", PROBE_PART_ATTENTION},
    [PROBE_V] = {"v", "LHTD", PROBE_PART_ATTENTION},
    [PROBE_SCORES] = {"scores", "LHTT", PROBE_PART_ATTENTION},
    [PROBE_SCORES_MASKED] = {"scores_masked", "LHTT", PROBE_PART_ATTENTION},
    [PROBE_ATTENTION] = {"attention", "LHTT", PROBE_PART_ATTENTION},
    [PROBE_HEADS] = {"heads", "LHTD", PROBE_PART_ATTENTION},
    [PROBE_ATTENTION_OUT] = {"attention_out", "LTC", PROBE_PART_ATTENTION},
    [PROBE_RESIDUAL] = {"residual", "STC", PROBE_PART_ALWAYS},
    [PROBE_RESIDUAL_MID] = {"residual_mid", "LTC", PROBE_PART_ATTENTION},
    [PROBE_MLP_IN] = {"mlp.in", "LTC", PROBE_PART_MLP},
    [PROBE_MLP_PRE] = {"mlp.pre", "LTF", PROBE_PART_MLP},
    [PROBE_MLP_HIDDEN] = {"mlp.hidden", "LTF", PROBE_PART_MLP},
    [PROBE_MLP_OUT] = {"mlp.out", "LTC", PROBE_PART_MLP},
    [PROBE_MLP_W_IN] = {"mlp.w_in", "LCF", PROBE_PART_MLP},
    [PROBE_MLP_W_OUT] = {"mlp.w_out", "LFC", PROBE_PART_MLP},
    [PROBE_NORM] = {"norm", "TC", PROBE_PART_ALWAYS},
    [PROBE_LOGITS] = {"logits", "TV", PROBE_PART_ALWAYS},
    [PROBE_PROBABILITIES] = {"probabilities", "TV", PROBE_PART_ALWAYS},
    [PROBE_PROBABILITIES_AFTER] = {"probabilities_after", "LV", PROBE_PART_BLOCKS},
    [PROBE_TEMPERATURES] = {"temperatures", "N", PROBE_PART_TEMPERATURES},
    [PROBE_PROBABILITIES_AT] = {"probabilities_at", "NTV", PROBE_PART_TEMPERATURES},
};

// "(6, 6, 8, 8)"
static const char *shape_text(Arena *arena, const int64_t *shape, int n_dims)
{
    const char *text = "";
    for (int i = 0; i < n_dims; i++)
        text = arena_printf(arena, "%s%s%lld", text, i > 0 ? ", " : "", (long long)shape[i]);
    return arena_printf(arena, "(%s)", text);
}

// "(L, H, T, T) = (6, 6, 8, 8)", with letters where a length is not known.
static const char *wanted_text(Arena *arena, const char *dims, ProbeSizes *sizes)
{
    const char *letters = "", *lengths = "";
    for (const char *at = dims; *at; at++) {
        const char *comma = at > dims ? ", " : "";
        letters = arena_printf(arena, "%s%s%c", letters, comma, *at);
        lengths = *probe_size(sizes, *at) >= 0
                      ? arena_printf(arena, "%s%s%lld", lengths, comma, (long long)*probe_size(sizes, *at))
                      : arena_printf(arena, "%s%s%c", lengths, comma, *at);
    }
    return arena_printf(arena, "(%s) = (%s)", letters, lengths);
}

// Whether the tensor has the row's shape; lengths that were not known are known after it.
static bool take_shape(const Tensor *tensor, const char *dims, ProbeSizes *sizes)
{
    if (tensor->n_dims != (int)strlen(dims))
        return false;
    for (int i = 0; i < tensor->n_dims; i++) {
        int64_t *size = probe_size(sizes, dims[i]);
        if (*size < 0)
            *size = tensor->shape[i];
        if (tensor->shape[i] < 1 || tensor->shape[i] != *size)
            return false;
    }
    return true;
}

static bool check_tensor(const Tensor *tensor, ProbeTensor which, ProbeSizes *sizes, const char *path, Err *err)
{
    const ProbeTensorRow *row = &PROBE_TENSORS[which];
    const bool is_whole = which == PROBE_TOKENS;
    ProbeSizes known = *sizes;
    if (tensor_type_is_float(tensor->type) == is_whole)
        return err_set(err, "%s: tensor \"%s\" is %s, not %s numbers", path, row->name, tensor_type_name(tensor->type),
                       is_whole ? "whole" : "floating-point");
    if (!take_shape(tensor, row->dims, sizes)) {
        Arena arena;
        arena_init(&arena);
        err_set(err, "%s: tensor \"%s\" is %s, not %s", path, row->name,
                shape_text(&arena, tensor->shape, tensor->n_dims), wanted_text(&arena, row->dims, &known));
        arena_finish(&arena);
        return false;
    }
    for (int64_t i = 0; is_whole && i < tensor->n_items; i++)
        if (tensor->i32[i] < 0 || tensor->i32[i] >= *probe_size(sizes, 'V'))
            return err_set(err, "%s: tensor \"%s\" holds the id %d, and the vocabulary has %lld", path, row->name,
                           (int)tensor->i32[i], (long long)*probe_size(sizes, 'V'));
    return true;
}

bool probe_tensors_check(const TensorFile *file, ProbeSizes sizes, const char *path, Err *err)
{
    for (int i = 0; i < PROBE_TENSOR_COUNT; i++) {
        const Tensor *tensor = tensor_find(file, PROBE_TENSORS[i].name);
        if (tensor && !check_tensor(tensor, (ProbeTensor)i, &sizes, path, err))
            return false;
    }
    return true;
}
