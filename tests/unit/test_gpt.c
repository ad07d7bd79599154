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
    return gpt_loss(gpt, state, y, 1, grads, false);
}

// The gradients of a pass that three threads share, added to what is there; the logits a row at a time.
static void check_slices(const Gpt *gpt, const int32_t *x, const int32_t *y, const float *grads)
{
    GptState *state = gpt_state_create(gpt, BATCH, TIME, GPT_GRADIENTS, 3);
    state->dropout = (Dropout){gpt->config.dropout, 3, 8, 0};
    state->n_logit_rows = 1;
    float *sum = arena_memdup(&arena, grads, sizeof(float) * (size_t)gpt->n_items);
    gpt_forward(gpt, state, x, BATCH, TIME);
    gpt_loss(gpt, state, y, 1, sum, true);
    gpt_backward(gpt, state, x, sum, true);
    for (int64_t i = 0; i < gpt->n_items; i++)
        assert_close((double)sum[i], 2 * (double)grads[i], 2e-5 * (1 + fabs((double)grads[i])));
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
    VARIANT(c.gelu = "tanh");
    VARIANT(c.tied_head = false);
    VARIANT(c.positions = "none");
    VARIANT(c.norm = "none");
    VARIANT(c.residual = false);
    VARIANT(c.mlp = false);
    VARIANT(c.attention = false);
    VARIANT(c.dropout = 0.3);
    VARIANT((c.dropout = 0.3, c.residual = false, c.norm = "none"));
    VARIANT((c.dropout = 0.3, c.n_head = 4, c.n_kv_head = 2, c.bias = true, c.tied_head = false));
    VARIANT(c.n_layer = 1);
    VARIANT(c.n_layer = 0);
    VARIANT((c.n_head = 4, c.n_kv_head = 2));
    VARIANT(c.head_width = 3);
    VARIANT((c.head_width = 10, c.n_head = 3, c.bias = true));
    VARIANT((c.lm_head = false, c.n_embd = 0, c.n_head = 1));
    VARIANT((c.lm_head = false, c.n_embd = 0, c.n_layer = 0, c.norm = "none", c.positions = "none"));
    VARIANT((c.norm = "none", c.residual = false, c.mlp = false, c.tied_head = false));
    VARIANT((c.norm = "none", c.n_layer = 0, c.positions = "none", c.tied_head = false));
#undef VARIANT
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
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(architectures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused_configs, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
