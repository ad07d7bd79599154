// gpt_init.c — initial weights.
#include "model/nn/gpt.h"

#include "model/nn/random.h"

#include <math.h>
#include <string.h>

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), n_end = strlen(end);
    return n >= n_end && strcmp(text + n - n_end, end) == 0;
}

static void fill(float *values, int64_t n, float value)
{
    for (int64_t i = 0; i < n; i++)
        values[i] = value;
}

// The deviation of a layer from n_in to n_out channels that keeps what passes through at about its size.
static float fan_deviation(int64_t n_in, int64_t n_out)
{
    return (float)(fmin(1, sqrt((double)n_out / (double)n_in)) / sqrt((double)n_in));
}

static void scale_columns(float *values, const GptParam *param, int64_t first, int64_t n, float scale)
{
    for (int64_t row = 0; row < param->shape[0]; row++)
        for (int64_t column = first; column < first + n; column++)
            values[row * param->shape[1] + column] *= scale;
}

// From deviation 1 to that of the scheme "fan".
static void scale_by_fan(const GptConfig *c, float *values, const GptParam *param)
{
    const int64_t rows = param->shape[0], columns = param->shape[1];
    if (strcmp(param->name, "lm_head.weight") == 0) {
        scale_columns(values, param, 0, columns, fan_deviation(columns, rows)); // a table: (V, C)
    } else if (ends_with(param->name, "c_attn.weight")) {
        const int64_t q = gpt_heads_width(c), kv = gpt_kv_heads(c) * gpt_head_width(c);
        scale_columns(values, param, 0, q, fan_deviation(rows, q));
        scale_columns(values, param, q, 2 * kv, fan_deviation(rows, kv));
    } else if (strncmp(param->name, "h.", 2) == 0) {
        scale_columns(values, param, 0, columns, fan_deviation(rows, columns));
    }
}

void gpt_init_weights(Gpt *gpt, uint64_t seed)
{
    const GptConfig *c = &gpt->config;
    const double shrink = c->residual && c->n_layer > 0 ? 1 / sqrt(2.0 * (double)c->n_layer) : 1;
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        float *values = gpt->weights + param->offset;
        const bool projects = ends_with(param->name, "c_proj.weight");
        if (param->n_dims == 1) {
            fill(values, param->n_items, ends_with(param->name, ".weight") ? 1.0f : 0.0f);
            continue;
        }
        if (c->init_zero && (projects || strcmp(param->name, "lm_head.weight") == 0)) {
            fill(values, param->n_items, 0);
            continue;
        }
        random_fill_normal(values, (size_t)param->n_items, seed, random_stream(RANDOM_WEIGHTS, (uint32_t)i), 0);
        if (c->init_scheme->by_fan)
            scale_by_fan(c, values, param);
        else
            scale_columns(values, param, 0, param->shape[1], (float)(c->init_std * (projects ? shrink : 1.0)));
    }
}
