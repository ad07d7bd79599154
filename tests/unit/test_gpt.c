// test_gpt.c — whole models, each way the architecture can be configured: the gradients of all parameters against
// slopes of the loss, and passes that threads share against those of one.
#include "support_gpt.h"

#include "engine/base/arena.h"
#include "model/nn/gpt.h"
#include "model/nn/random.h"
#include "model/train/settings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double STEP = 1e-2;

static Arena arena;

static int set_up(void **context)
{
    (void)context;
    arena_init(&arena);
    return 0;
}

static int tear_down(void **context)
{
    (void)context;
    arena_finish(&arena);
    return 0;
}

enum { BATCH = 2, TIME = 9 };

static double model_loss(const Gpt *gpt, GptState *state, const int32_t *x, const int32_t *y, float *grads)
{
    gpt_forward(gpt, state, x, BATCH, TIME);
    return gpt_loss(gpt, state, &(GptTargets){y, NULL, 1}, grads, false);
}

// The gradients of a pass that three threads share, added to what is there; the logits a row at a time.
static void check_slices(const Gpt *gpt, const int32_t *x, const int32_t *y, const float *grads)
{
    GptState *state = gpt_state_create(gpt, BATCH, TIME, GPT_GRADIENTS, 3);
    state->dropout = (Dropout){gpt->config.dropout, 3, 8, 0};
    state->n_logit_rows = 1;
    float *sum = arena_memdup(&arena, grads, sizeof(float) * (size_t)gpt->n_items);
    gpt_forward(gpt, state, x, BATCH, TIME);
    gpt_loss(gpt, state, &(GptTargets){y, NULL, 1}, sum, true);
    gpt_backward(gpt, state, x, sum, true);
    // Row by row the sums are taken in another order; how far that leads depends on the processor's kernels.
    for (int64_t i = 0; i < gpt->n_items; i++)
        assert_close((double)sum[i], 2 * (double)grads[i], 5e-5 * (1 + fabs((double)grads[i])));
    gpt_state_destroy(state);
}

// Along a random direction in each parameter, the slope of the loss is the product of direction and gradient.
static void check_model(const GptConfig *config, const char *what)
{
    Err err = {""};
    Gpt *gpt = gpt_create(config, &err);
    if (!gpt)
        fail_msg("%s: %s", what, err.text);
    random_fill_normal(gpt->weights, (size_t)gpt->n_items, 11, random_stream(RANDOM_WEIGHTS, 0), 0);
    for (int64_t i = 0; i < gpt->n_items; i++)
        gpt->weights[i] *= 0.3f;
    int32_t x[BATCH * TIME], y[BATCH * TIME];
    for (int i = 0; i < BATCH * TIME; i++) {
        x[i] = (i * 5 + i / 3) % (int)config->n_vocab;
        y[i] = (i * 3 + 1) % (int)config->n_vocab;
    }
    GptState *state = gpt_state_create(gpt, BATCH, TIME, GPT_GRADIENTS, 1);
    state->dropout = (Dropout){config->dropout, 3, 8, 0};
    float *grads = noise(&arena, gpt->n_items, 60); // what stood there before does not count
    model_loss(gpt, state, x, y, grads);
    gpt_backward(gpt, state, x, grads, false);
    check_slices(gpt, x, y, grads);
    for (int k = 0; k < gpt->n_params; k++) {
        const GptParam *param = &gpt->params[k];
        float *direction = noise(&arena, param->n_items, 50), *w = gpt->weights + param->offset;
        double length = 0, product = 0, sides[2];
        for (int64_t i = 0; i < param->n_items; i++)
            length += (double)direction[i] * (double)direction[i];
        for (int64_t i = 0; i < param->n_items; i++) {
            direction[i] /= (float)sqrt(length);
            product += (double)direction[i] * (double)grads[param->offset + i];
        }
        float *kept = arena_memdup(&arena, w, sizeof(float) * (size_t)param->n_items);
        for (int side = 0; side < 2; side++) {
            for (int64_t i = 0; i < param->n_items; i++)
                w[i] = kept[i] + (side ? 1.0f : -1.0f) * (float)STEP * direction[i];
            sides[side] = model_loss(gpt, state, x, y, NULL);
        }
        memcpy(w, kept, sizeof(float) * (size_t)param->n_items);
        const double slope = (sides[1] - sides[0]) / (2 * STEP);
        if (!(fabs(slope - product) <= 5e-3 * (1 + fabs(slope))))
            fail_msg("%s, %s: the gradient gives %g, the slope is %g", what, param->name, product, slope);
    }
    gpt_state_destroy(state);
    gpt_destroy(gpt);
}

static void architectures(void **context)
{
    (void)context;
    Settings settings;
    settings_init(&settings);
    GptConfig base = settings.gpt;
    base.n_layer = 2;
    base.n_head = 2;
    base.n_embd = 12;
    base.n_ctx = TIME;
    base.n_vocab = 11;
#define VARIANT(change)                                                                                                \
    do {                                                                                                               \
        GptConfig c = base;                                                                                            \
        change;                                                                                                        \
        check_model(&c, #change);                                                                                      \
    } while (0)
    VARIANT((void)0);
    VARIANT(c.bias = true);
    VARIANT(c.gelu = &GPT_GELUS[GPT_GELU_TANH]);
    VARIANT(c.tied_head = false);
    VARIANT(c.positions = &GPT_POSITIONS[GPT_POSITIONS_NONE]);
    VARIANT(c.norm = &GPT_NORMS[GPT_NORM_NONE]);
    VARIANT(c.residual = false);
    VARIANT(c.mlp = false);
    VARIANT(c.attention = false);
    VARIANT(c.dropout = 0.3);
    VARIANT((c.dropout = 0.3, c.residual = false, c.norm = &GPT_NORMS[GPT_NORM_NONE]));
    VARIANT((c.dropout = 0.3, c.n_head = 4, c.n_kv_head = 2, c.bias = true, c.tied_head = false));
    VARIANT(c.n_layer = 1);
    VARIANT(c.n_layer = 0);
    VARIANT((c.n_head = 4, c.n_kv_head = 2));
    VARIANT(c.head_width = 3);
    VARIANT((c.head_width = 10, c.n_head = 3, c.bias = true));
    VARIANT((c.lm_head = false, c.n_embd = 0, c.n_head = 1));
    VARIANT((c.lm_head = false, c.n_embd = 0, c.n_layer = 0, c.norm = &GPT_NORMS[GPT_NORM_NONE],
             c.positions = &GPT_POSITIONS[GPT_POSITIONS_NONE]));
    VARIANT((c.norm = &GPT_NORMS[GPT_NORM_NONE], c.residual = false, c.mlp = false, c.tied_head = false));
    VARIANT((c.norm = &GPT_NORMS[GPT_NORM_NONE], c.n_layer = 0, c.positions = &GPT_POSITIONS[GPT_POSITIONS_NONE],
             c.tied_head = false));
    VARIANT(c.norm = &GPT_NORMS[GPT_NORM_RMS]);
    VARIANT(c.positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY]);
    VARIANT(c.qk_norm = true);
    VARIANT(c.activation = &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU2]);
    VARIANT((c.n_hidden = 31, c.bias = true));
    VARIANT(c.embed_norm = true);
    VARIANT((c.embed_norm = true, c.bias = true, c.dropout = 0.3));
    VARIANT(c.logit_cap = 2);
    VARIANT((c.norm = &GPT_NORMS[GPT_NORM_RMS], c.n_layer = 0, c.embed_norm = true));
#undef VARIANT
}

// All parts that can be chosen, each as a coin falls.
static void mixes(void **context)
{
    (void)context;
    enum { N_MIXES = 60 };
    uint64_t n = 0;
    for (int i = 0; i < N_MIXES; i++) {
        Settings settings;
        settings_init(&settings);
        GptConfig c = settings.gpt;
#define COIN(sides) random_below(2025, 1, n++, sides)
        static const int64_t heads[][2] = {{2, 0}, {2, 1}, {4, 2}, {4, 1}, {3, 3}};
        c.n_vocab = 11;
        c.n_embd = 12;
        c.n_ctx = TIME;
        c.n_layer = (int64_t)COIN(3);
        const int64_t *shape = heads[COIN(5)];
        c.n_head = shape[0];
        c.n_kv_head = shape[1];
        c.head_width = COIN(2) ? 4 : 6;
        c.bias = COIN(2);
        c.activation = &GPT_ACTIVATIONS[COIN(2) ? GPT_ACTIVATION_RELU2 : GPT_ACTIVATION_GELU];
        c.gelu = &GPT_GELUS[COIN(2)];
        c.norm = &GPT_NORMS[COIN(3)];
        c.norm_eps = 1e-5;
        c.positions = &GPT_POSITIONS[COIN(3)];
        c.rotary_base = COIN(2) ? 10000 : 100;
        c.qk_norm = COIN(2);
        c.embed_norm = COIN(2) && c.norm->exists;
        c.tied_head = COIN(2);
        c.logit_cap = COIN(2) ? 3 : 0;
        c.residual = COIN(4) > 0;
        c.mlp = COIN(4) > 0;
        c.attention = !c.mlp || COIN(4) > 0;
        c.dropout = COIN(3) ? 0 : 0.2;
#undef COIN
        check_model(&c, arena_printf(&arena, "mix %d", i));
    }
}

// Rows that do not count, and rows that count more or less than others: as if the loss were made of the rest, and as
// often.
static void targets_and_weights(void **context)
{
    (void)context;
    Settings settings;
    settings_init(&settings);
    GptConfig c = settings.gpt;
    c.n_layer = 1;
    c.n_head = 2;
    c.n_embd = 12;
    c.n_ctx = TIME;
    c.n_vocab = 11;
    c.logit_cap = 4;
    Gpt *gpt = random_gpt(&c, 0.3f);
    GptState *state = gpt_state_create(gpt, BATCH, TIME, GPT_GRADIENTS, 1);
    int32_t x[BATCH * TIME], y[BATCH * TIME], kept[BATCH * TIME];
    float weights[BATCH * TIME];
    for (int i = 0; i < BATCH * TIME; i++) {
        x[i] = (i * 5 + i / 3) % 11;
        y[i] = (i * 3 + 1) % 11;
        kept[i] = i % 3 ? y[i] : -1;
        weights[i] = i % 3 ? 1 : 0;
    }
    float *grads[3];
    double losses[3];
    const GptTargets targets[3] = {{kept, NULL, 0.5}, {y, weights, 0.5}, {y, weights, -1}};
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < BATCH * TIME && k == 2; i++)
            weights[i] *= -0.5f;
        grads[k] = ARENA_ARRAY(&arena, float, gpt->n_items);
        gpt_forward(gpt, state, x, BATCH, TIME);
        losses[k] = gpt_loss(gpt, state, &targets[k], grads[k], false);
        gpt_backward(gpt, state, x, grads[k], false);
    }
    assert_close(losses[1], losses[0], 1e-12);
    assert_close(losses[2], -0.5 * losses[0], 1e-6);
    for (int64_t i = 0; i < gpt->n_items; i++) {
        assert_close((double)grads[1][i], (double)grads[0][i], 1e-6);
        assert_close((double)grads[2][i], (double)grads[0][i], 1e-6);
    }
    gpt_state_destroy(state);
    gpt_destroy(gpt);
}

// The deviations of the scheme "fan", and what begins at zero.
static void initial_weights_by_width(void **context)
{
    (void)context;
    Settings settings;
    settings_init(&settings);
    GptConfig c = settings.gpt;
    c.n_layer = 1;
    c.n_embd = 128;
    c.n_kv_head = 1;
    c.n_vocab = 300;
    c.bias = true;
    c.tied_head = false;
    c.init_scheme = &GPT_INITS[GPT_INIT_FAN];
    Err err = {""};
    for (int zero = 0; zero < 2; zero++) {
        c.init_zero = zero;
        Gpt *gpt = gpt_create(&c, &err);
        gpt_init_weights(gpt, 1);
        const GptBlockAt *at = &gpt->blocks[0];
        const int64_t width = 128 + 2 * 32;
        const struct {
            int64_t offset, columns, stride;
            double deviation;
        } expected[] = {
            {gpt->wte, 128, 128, 1},
            {gpt->head, 128, 128, zero ? 0 : 1 / sqrt(128)},
            {at->c_attn, 128, width, 1 / sqrt(128)},
            {at->c_attn + 128, 64, width, sqrt(32.0 / 128) / sqrt(128)},
            {at->attn_c_proj, 128, 128, zero ? 0 : 1 / sqrt(128)},
            {at->c_fc, 512, 512, 1 / sqrt(128)},
            {at->mlp_c_proj, 128, 128, zero ? 0 : sqrt(128.0 / 512) / sqrt(512)},
            {at->c_fc_bias, 512, 0, 0},
        };
        for (size_t k = 0; k < sizeof expected / sizeof expected[0]; k++) {
            const int64_t n_rows = expected[k].stride ? 128 : 1;
            double squares = 0;
            for (int64_t i = 0; i < n_rows * expected[k].columns; i++) {
                const float value = gpt->weights[expected[k].offset + i / expected[k].columns * expected[k].stride +
                                                 i % expected[k].columns];
                squares += (double)value * (double)value;
            }
            assert_close(sqrt(squares / (double)(n_rows * expected[k].columns)), expected[k].deviation,
                         0.03 * expected[k].deviation);
        }
        gpt_destroy(gpt);
    }
}

static void refused_configs(void **context)
{
    (void)context;
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_vocab = 5;
    Err err = {""};
    GptConfig c = settings.gpt;
    c.n_head = 3;
    assert_null(gpt_create(&c, &err));
    assert_non_null(strstr(err.text, "--n-head"));
    c = settings.gpt;
    c.n_embd = 0;
    assert_null(gpt_create(&c, &err));
    assert_non_null(strstr(err.text, "--no-lm-head"));
    c = settings.gpt;
    c.lm_head = false;
    assert_null(gpt_create(&c, &err));
    assert_non_null(strstr(err.text, "the 5 symbols"));
    c = settings.gpt;
    c.n_kv_head = 3;
    assert_null(gpt_create(&c, &err));
    assert_non_null(strstr(err.text, "--n-kv-head"));
    c = settings.gpt;
    c.head_width = 3;
    c.positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
    assert_null(gpt_create(&c, &err));
    assert_non_null(strstr(err.text, "--head-width"));
    c = settings.gpt;
    c.norm = &GPT_NORMS[GPT_NORM_NONE];
    c.embed_norm = true;
    assert_null(gpt_create(&c, &err));
    assert_non_null(strstr(err.text, "--embed-norm"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(architectures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mixes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(targets_and_weights, set_up, tear_down),
        cmocka_unit_test_setup_teardown(initial_weights_by_width, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused_configs, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
