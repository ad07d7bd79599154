// descent.c — the gradient of a few windows, and the loss along one weight and along all of them.
#include "model/infer/descent.h"

#include "engine/base/stop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// What is looked at, and the weights as they were.
typedef struct Ground {
    Gpt *gpt;
    GptState *state;
    int64_t n_windows;
    int32_t *inputs, *targets; // (n_windows, n_ctx)
    float *start;              // [n_items]
    float *gradient;           // [n_items]
} Ground;

// A way to go: a distance t adds t·by[i] to weight first + i.
typedef struct Way {
    int64_t first, n;
    const float *by;
    double slope; // of the loss by distance at the start; below 0
} Way;

// As many windows as take a few seconds to look at again and again.
static int64_t windows_of(const Gpt *gpt)
{
    enum { MOST = 4 };
    const double n = 1e10 / ((double)gpt->n_items * (double)gpt->config.n_ctx);
    return n < 1 ? 1 : n > MOST ? MOST : (int64_t)n;
}

// The mean over all tokens; with [NULL] grads its gradient, too.
static double loss_of(const Ground *ground, float *grads)
{
    const Gpt *gpt = ground->gpt;
    const int64_t n_ctx = gpt->config.n_ctx;
    const double n_tokens = (double)(ground->n_windows * n_ctx);
    gpt_forward(gpt, ground->state, ground->inputs, ground->n_windows, n_ctx);
    const GptTargets targets = {.ids = ground->targets, .scale = 1 / n_tokens};
    const double nats = gpt_loss(gpt, ground->state, &targets, grads, false);
    if (grads)
        gpt_backward(gpt, ground->state, ground->inputs, grads, false);
    return nats / n_tokens;
}

static double loss_at(const Ground *ground, const Way *way, double distance)
{
    float *weights = ground->gpt->weights + way->first;
    const float *start = ground->start + way->first;
    for (int64_t i = 0; i < way->n; i++)
        weights[i] = (float)((double)start[i] + distance * (double)way->by[i]);
    const double loss = loss_of(ground, NULL);
    memcpy(weights, start, sizeof *weights * (size_t)way->n);
    return loss;
}

// How far it goes down, to a factor of two; 0 when it does not.
static double way_down(const Ground *ground, const Way *way)
{
    enum { MOST_DOUBLINGS = 40 };
    static const double FIRST_FALL = 1e-3; // nats
    double distance = FIRST_FALL / -way->slope, lowest = loss_at(ground, way, 0), down = 0;
    for (int i = 0; i < MOST_DOUBLINGS && !stop_requested(); i++, distance *= 2) {
        const double loss = loss_at(ground, way, distance);
        if (!(loss < lowest))
            break;
        lowest = loss;
        down = distance;
    }
    return down;
}

// Both sides of the start, `at` rising. False when it does not go down, or when a stop is requested.
static bool look_along(const Ground *ground, const Way *way, float *at, float *losses)
{
    static const double BEYOND = 2; // times the way down
    enum { MIDDLE = RUN_DESCENT / 2 };
    const double farthest = way->slope < 0 ? BEYOND * way_down(ground, way) : 0;
    for (int i = 0; i < RUN_DESCENT && farthest > 0 && !stop_requested(); i++) {
        const double distance = farthest * (i - MIDDLE) / MIDDLE;
        at[i] = (float)distance;
        losses[i] = (float)loss_at(ground, way, distance);
    }
    return farthest > 0 && !stop_requested();
}

static int64_t n_in_matrices(const Gpt *gpt)
{
    int64_t n = 0;
    for (int k = 0; k < gpt->n_params; k++)
        n += gpt->params[k].n_dims == 2 ? gpt->params[k].n_items : 0;
    return n;
}

// The weight with the largest gradient of [first, last) among those of matrices, counted in the model's order.
static int64_t steepest(const Ground *ground, int64_t first, int64_t last)
{
    int64_t found = 0, n_before = 0;
    float most = -1;
    for (int k = 0; k < ground->gpt->n_params && n_before < last; k++) {
        const GptParam *param = &ground->gpt->params[k];
        if (param->n_dims != 2)
            continue;
        for (int64_t i = first > n_before ? first - n_before : 0; i < param->n_items && n_before + i < last; i++)
            if (fabsf(ground->gradient[param->offset + i]) > most) {
                most = fabsf(ground->gradient[param->offset + i]);
                found = param->offset + i;
            }
        n_before += param->n_items;
    }
    return found;
}

// Alone, upwards or downwards; its own values stand along the axis.
static bool look_at_one(const Ground *ground, float *out)
{
    const int64_t one = steepest(ground, 0, n_in_matrices(ground->gpt));
    const float slope = ground->gradient[one], by = slope > 0 ? -1.0F : 1.0F;
    const Way way = {one, 1, &by, -fabs((double)slope)};
    float at[RUN_DESCENT], losses[RUN_DESCENT];
    if (!look_along(ground, &way, at, losses))
        return false;
    for (int i = 0; i < RUN_DESCENT; i++) {
        const int to = by > 0 ? i : RUN_DESCENT - 1 - i;
        out[to] = ground->start[one] + by * at[i];
        out[RUN_DESCENT + to] = losses[i];
    }
    return true;
}

// How each weight moves by a distance of 1 when all go together against the gradient: the distance is the root of the
// mean square of their moves. [n_items]; free it. *slope is that of the loss.
static float *way_of_all(const Ground *ground, double *slope)
{
    const int64_t n = ground->gpt->n_items;
    double squares = 0;
    for (int64_t i = 0; i < n; i++)
        squares += (double)ground->gradient[i] * (double)ground->gradient[i];
    const double size = sqrt(squares / (double)n);
    float *by = mem_array(sizeof *by, n);
    for (int64_t i = 0; i < n && size > 0; i++)
        by[i] = (float)(-(double)ground->gradient[i] / size);
    *slope = -size * (double)n;
    return by;
}

// Some weights from all over the model, and how each of them moves.
static float *nudges_of(Arena *arena, const Ground *ground, const float *by)
{
    const int64_t n = n_in_matrices(ground->gpt);
    if (n < RUN_NUDGES)
        return NULL;
    float *nudges = ARENA_ARRAY(arena, float, 2 * RUN_NUDGES);
    for (int k = 0; k < RUN_NUDGES; k++) {
        const int64_t one = steepest(ground, n * k / RUN_NUDGES, n * (k + 1) / RUN_NUDGES);
        nudges[k] = ground->start[one];
        nudges[RUN_NUDGES + k] = by[one];
    }
    return nudges;
}

const Descent *descent_look(Arena *arena, Gpt *gpt, const Run *run, const Corpus *corpus)
{
    const int64_t n_ctx = gpt->config.n_ctx, n_windows = windows_of(gpt), n_ids = n_windows * n_ctx;
    Ground ground = {.gpt = gpt, .n_windows = n_windows};
    ground.state = gpt_state_create(gpt, n_windows, n_ctx, GPT_GRADIENTS, 1);
    ground.inputs = mem_array(sizeof *ground.inputs, 2 * n_ids);
    ground.targets = ground.inputs + n_ids;
    ground.start = mem_array(sizeof *ground.start, 2 * gpt->n_items);
    ground.gradient = ground.start + gpt->n_items;
    memcpy(ground.start, gpt->weights, sizeof *ground.start * (size_t)gpt->n_items);
    corpus_train_windows(corpus, (uint64_t)run->seed, 0, n_windows, n_ctx, ground.inputs, ground.targets);
    loss_of(&ground, ground.gradient);
    double slope;
    float *by = way_of_all(&ground, &slope), *losses = ARENA_ARRAY(arena, float, 4 * RUN_DESCENT);
    float *of_all = losses + 2 * RUN_DESCENT;
    const bool ok = look_at_one(&ground, losses) &&
                    look_along(&ground, &(Way){0, gpt->n_items, by, slope}, of_all, of_all + RUN_DESCENT);
    Descent *descent = ARENA_NEW(arena, Descent);
    *descent = (Descent){losses, nudges_of(arena, &ground, by)};
    free(by);
    free(ground.start);
    free(ground.inputs);
    gpt_state_destroy(ground.state);
    return ok ? descent : NULL;
}
