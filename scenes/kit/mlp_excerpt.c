// mlp_excerpt.c — the strongest neurons and wires, by the size of what they carry.
#include "scenes/kit/mlp_excerpt.h"

#include <math.h>
#include <stdlib.h>

typedef struct Ranked {
    double size;
    int index;
} Ranked;

static int by_falling_size(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->index - y->index;
}

static int by_channel(const void *a, const void *b)
{
    return ((const MlpNeuron *)a)->channel - ((const MlpNeuron *)b)->channel;
}

static int pick_neurons(Arena *arena, const float *values, int64_t width, int n_wanted, MlpNeuron *neurons)
{
    Ranked *ranked = ARENA_ARRAY(arena, Ranked, width);
    for (int64_t i = 0; i < width; i++)
        ranked[i] = (Ranked){fabs((double)values[i]), (int)i};
    qsort(ranked, (size_t)width, sizeof *ranked, by_falling_size);
    const int n = n_wanted < width ? n_wanted : (int)width;
    const double largest = ranked[0].size > 0 ? ranked[0].size : 1;
    for (int i = 0; i < n; i++)
        neurons[i] = (MlpNeuron){ranked[i].index, (double)values[ranked[i].index] / largest};
    qsort(neurons, (size_t)n, sizeof *neurons, by_channel);
    return n;
}

// The wires of one side that carry most, weak ones first.
static void pick_wires(Arena *arena, const MlpTensors *mlp, int side, int n_wanted, MlpExcerpt *excerpt)
{
    const MlpNeuron *from = excerpt->neurons[side], *to = excerpt->neurons[side + 1];
    const int n_to = excerpt->n[side + 1], n_all = excerpt->n[side] * n_to;
    Ranked *ranked = ARENA_ARRAY(arena, Ranked, n_all);
    double *carries = ARENA_ARRAY(arena, double, n_all);
    for (int i = 0; i < n_all; i++) {
        const int a = from[i / n_to].channel, b = to[i % n_to].channel;
        carries[i] = (double)mlp->values[side][a] * (double)mlp->weights[side][a * mlp->widths[side + 1] + b];
        ranked[i] = (Ranked){fabs(carries[i]), i};
    }
    qsort(ranked, (size_t)n_all, sizeof *ranked, by_falling_size);
    for (int i = (n_wanted < n_all ? n_wanted : n_all) - 1; i >= 0 && ranked[0].size > 0; i--) {
        const int wire = ranked[i].index;
        excerpt->wires[side][excerpt->n_wires[side]++] =
            (MlpWire){wire / n_to, wire % n_to, carries[wire] / ranked[0].size};
    }
}

MlpExcerpt mlp_strongest(Arena *arena, const MlpTensors *mlp, int n_outer, int n_hidden, int n_wires)
{
    MlpExcerpt excerpt = {0};
    for (int column = 0; column < MLP_COLUMNS; column++)
        excerpt.n[column] = pick_neurons(arena, mlp->values[column], mlp->widths[column],
                                         column == MLP_HIDDEN ? n_hidden : n_outer, excerpt.neurons[column]);
    for (int side = 0; side < 2; side++)
        if (mlp->weights[side])
            pick_wires(arena, mlp, side, n_wires, &excerpt);
    return excerpt;
}

bool mlp_tensors(const Run *run, int64_t layer, int64_t position, MlpTensors *mlp)
{
    static const ProbeTensor VALUES[MLP_COLUMNS] = {PROBE_MLP_IN, PROBE_MLP_HIDDEN, PROBE_MLP_OUT};
    static const ProbeTensor WEIGHTS[2] = {PROBE_MLP_W_IN, PROBE_MLP_W_OUT};
    for (int i = 0; i < MLP_COLUMNS; i++) {
        const Tensor *values = run_tensor(run, VALUES[i]);
        if (!values || layer < 0 || layer >= values->shape[0] || position < 0 || position >= values->shape[1])
            return false;
        mlp->widths[i] = values->shape[2];
        mlp->values[i] = values->f32 + (layer * values->shape[1] + position) * values->shape[2];
    }
    for (int side = 0; side < 2; side++) {
        const Tensor *weights = run_tensor(run, WEIGHTS[side]);
        mlp->weights[side] = weights ? weights->f32 + layer * weights->shape[1] * weights->shape[2] : NULL;
    }
    return true;
}
