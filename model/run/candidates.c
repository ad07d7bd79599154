// candidates.c — keeps the best so far as a heap whose root is the one to go next.
#include "model/run/candidates.h"

#include <math.h>

// Whether a stands behind b in the order in which candidates are given.
static bool stands_behind(RunCandidate a, RunCandidate b)
{
    return a.p < b.p || (a.p == b.p && a.id > b.id);
}

static void swap(RunCandidate *a, RunCandidate *b)
{
    const RunCandidate kept = *a;
    *a = *b;
    *b = kept;
}

// The root moves down until it stands behind both of its children.
static void sift_down(RunCandidate *heap, int n)
{
    for (int i = 0, last; 2 * i + 1 < n; i = last) {
        last = 2 * i + 1;
        if (last + 1 < n && stands_behind(heap[last + 1], heap[last]))
            last++;
        if (!stands_behind(heap[last], heap[i]))
            return;
        swap(&heap[i], &heap[last]);
    }
}

static void sift_up(RunCandidate *heap, int i)
{
    for (; i > 0 && stands_behind(heap[i], heap[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&heap[i], &heap[(i - 1) / 2]);
}

int candidates_top(RunCandidate *top, int n_most, const float *p, int64_t n)
{
    int n_top = 0;
    for (int64_t id = 0; id < n && n_most > 0; id++) {
        const RunCandidate candidate = {(int32_t)id, (double)p[id]};
        if (!(candidate.p > 0)) // nor is a NaN
            continue;
        if (n_top < n_most) {
            top[n_top] = candidate;
            sift_up(top, n_top++);
        } else if (stands_behind(top[0], candidate)) {
            top[0] = candidate;
            sift_down(top, n_top);
        }
    }
    for (int i = n_top - 1; i > 0; i--) {
        swap(&top[0], &top[i]);
        sift_down(top, i);
    }
    return n_top;
}

// A row of a tensor of distributions as a token; of none without the tensor.
static RunToken prediction(const Run *run, const Tensor *rows, int64_t row, Arena *arena, int n_most)
{
    RunToken token = {.id = -1, .text = "", .p = (double)NAN, .entropy_nats = (double)NAN, .draw = (double)NAN};
    if (!rows)
        return token;
    RunCandidate *top = ARENA_ARRAY(arena, RunCandidate, n_most);
    token.n_top = candidates_top(top, n_most, rows->f32 + row * run->n_vocab, run->n_vocab);
    token.top = top;
    double sum = 0;
    for (int i = 0; i < token.n_top; i++)
        sum += top[i].p;
    token.p_other = fmax(1 - sum, 0);
    return token;
}

RunToken probe_prediction(const Run *run, Arena *arena, int n_most)
{
    const Tensor *rows = run_tensor(run, PROBE_PROBABILITIES);
    return prediction(run, rows, rows ? rows->shape[0] - 1 : 0, arena, n_most);
}

RunToken probe_prediction_after(const Run *run, int64_t layer, Arena *arena, int n_most)
{
    return prediction(run, run_tensor(run, PROBE_PROBABILITIES_AFTER), layer, arena, n_most);
}
