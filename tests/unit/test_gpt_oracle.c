// test_gpt_oracle.c — forward, backward and AdamW against numbers that PyTorch computed (tests/golden/oracle_bias).
//
// The model there: 2 layers, 2 heads, 32 wide, 65 symbols, context 16, biases, tied head, erf GELU. Its weights are
// (out, in), ours (in, out).
#include "model/gpt.h"
#include "model/optim.h"
#include "model/run/tensor.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER "tests/golden/oracle_bias/"

enum { N_BATCH = 4, N_TIME = 16, N_STEPS = 10 };

typedef struct Fixture {
    Arena arena;
    Gpt *gpt;
    GptState *state;
    float *grads;
} Fixture;

static GptConfig oracle_config(void)
{
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_layer = 2;
    settings.gpt.n_head = 2;
    settings.gpt.n_embd = 32;
    settings.gpt.n_ctx = N_TIME;
    settings.gpt.n_vocab = 65;
    settings.gpt.bias = true;
    return settings.gpt;
}

static TensorFile read_golden(Arena *arena, const char *name)
{
    Err err = {""};
    TensorFile file;
    if (!tensor_file_read(&file, arena, arena_printf(arena, FOLDER "%s.safetensors", name), &err))
        fail_msg("%s", err.text);
    return file;
}

// The tensor of a parameter in our layout; the embedding tables need no turning.
static float *golden_param(Arena *arena, const TensorFile *file, const GptParam *param)
{
    const Tensor *tensor = tensor_find(file, param->name);
    assert_non_null(tensor);
    assert_int_equal(tensor->n_items, param->n_items);
    float *values = ARENA_ARRAY(arena, float, param->n_items);
    const bool turn = param->n_dims == 2 && param->name[0] == 'h';
    const int64_t rows = param->shape[0], columns = param->n_dims == 2 ? param->shape[1] : 1;
    for (int64_t i = 0; i < param->n_items; i++)
        values[i] = tensor->f32[turn ? i % columns * rows + i / columns : i];
    return values;
}

static void load_params(Fixture *f)
{
    const TensorFile file = read_golden(&f->arena, "params");
    for (int i = 0; i < f->gpt->n_params; i++) {
        const GptParam *param = &f->gpt->params[i];
        memcpy(f->gpt->weights + param->offset, golden_param(&f->arena, &file, param),
               sizeof(float) * (size_t)param->n_items);
    }
}

static void assert_near(const float *got, const float *expected, int64_t n, double tolerance, const char *what)
{
    double worst = 0;
    for (int64_t i = 0; i < n; i++) {
        const double off = fabs((double)got[i] - (double)expected[i]);
        if (!(off <= tolerance))
            fail_msg("%s[%lld] is %.9g, expected %.9g", what, (long long)i, (double)got[i], (double)expected[i]);
        worst = off > worst ? off : worst;
    }
    print_message("%-32s off by %.1e at most (%.0e allowed)\n", what, worst, tolerance);
}

static int set_up(void **context)
{
    Fixture *f = mem_alloc(sizeof *f);
    arena_init(&f->arena);
    Err err = {""};
    const GptConfig config = oracle_config();
    f->gpt = gpt_create(&config, &err);
    if (!f->gpt)
        return -1;
    f->state = gpt_state_create(f->gpt, N_BATCH, N_TIME, GPT_GRADIENTS | GPT_PROBS);
    f->grads = mem_alloc(sizeof(float) * (size_t)f->gpt->n_items);
    load_params(f);
    *context = f;
    return 0;
}

static int tear_down(void **context)
{
    Fixture *f = *context;
    free(f->grads);
    gpt_state_destroy(f->state);
    gpt_destroy(f->gpt);
    arena_finish(&f->arena);
    free(f);
    return 0;
}

static void logits_and_loss(void **context)
{
    Fixture *f = *context;
    const TensorFile file = read_golden(&f->arena, "logits");
    gpt_forward(f->gpt, f->state, tensor_find(&file, "x")->i32, N_BATCH, N_TIME);
    const Tensor *logits = tensor_find(&file, "logits");
    assert_near(f->state->logits, logits->f32, logits->n_items, 2e-5, "logits");
    const double n_rows = N_BATCH * N_TIME;
    const float loss = (float)(gpt_loss(f->gpt, f->state, tensor_find(&file, "y")->i32, 1, false) / n_rows);
    assert_near(&loss, tensor_find(&file, "loss")->f32, 1, 1e-5, "loss");
}

static void activations(void **context)
{
    Fixture *f = *context;
    const TensorFile inputs = read_golden(&f->arena, "logits");
    const TensorFile acts = read_golden(&f->arena, "acts");
    gpt_forward(f->gpt, f->state, tensor_find(&inputs, "x")->i32, N_BATCH, N_TIME);
    const Tensor *embed = tensor_find(&acts, "embed");
    assert_near(f->state->embedded, embed->f32, embed->n_items, 2e-5, "embed");
    for (int layer = 0; layer < 2; layer++) {
        const GptBlockActs *block = &f->state->blocks[layer];
        const struct {
            const char *name;
            const float *values;
        } parts[] = {{"ln_1", block->norm_1},      {"qkv", block->qkv},   {"att_probs", block->probs},
                     {"att_y", block->heads},      {"ln_2", block->norm_2}, {"resid_attn", block->mid},
                     {"fc", block->fc},            {"gelu", block->hidden}, {"resid_mlp", block->out}};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            const char *name = arena_printf(&f->arena, "h.%d.%s", layer, parts[i].name);
            const Tensor *expected = tensor_find(&acts, name);
            assert_non_null(expected);
            assert_near(parts[i].values, expected->f32, expected->n_items, 2e-5, name);
        }
    }
    const Tensor *norm_f = tensor_find(&acts, "ln_f");
    assert_near(f->state->norm_f, norm_f->f32, norm_f->n_items, 2e-5, "ln_f");
}

static double forward_backward(Fixture *f, const int32_t *x, const int32_t *y)
{
    const double scale = 1.0 / (N_BATCH * N_TIME);
    memset(f->grads, 0, sizeof(float) * (size_t)f->gpt->n_items);
    gpt_forward(f->gpt, f->state, x, N_BATCH, N_TIME);
    const double loss = gpt_loss(f->gpt, f->state, y, scale, true) * scale;
    gpt_backward(f->gpt, f->state, x, f->grads);
    return loss;
}

static void gradients(void **context)
{
    Fixture *f = *context;
    const TensorFile inputs = read_golden(&f->arena, "logits");
    const TensorFile file = read_golden(&f->arena, "grads");
    forward_backward(f, tensor_find(&inputs, "x")->i32, tensor_find(&inputs, "y")->i32);
    for (int i = 0; i < f->gpt->n_params; i++) {
        const GptParam *param = &f->gpt->params[i];
        assert_near(f->grads + param->offset, golden_param(&f->arena, &file, param), param->n_items, 2e-6, param->name);
    }
}

static void ten_steps(void **context)
{
    Fixture *f = *context;
    load_params(f);
    const TensorFile steps = read_golden(&f->arena, "steps");
    const TensorFile after = read_golden(&f->arena, "params_after10");
    TrainConfig config = {.lr = 1e-3, .lr_min = 1e-3, .beta1 = 0.9, .beta2 = 0.99, .adam_eps = 1e-8,
                          .weight_decay = 0.1, .clip = 1};
    Adam adam;
    adam_init(&adam, f->gpt->n_items);
    float losses[N_STEPS], norms[N_STEPS];
    for (int step = 0; step < N_STEPS; step++) {
        const int64_t at = step * N_BATCH * N_TIME;
        const int32_t *x = tensor_find(&steps, "x")->i32 + at, *y = tensor_find(&steps, "y")->i32 + at;
        losses[step] = (float)forward_backward(f, x, y);
        const double norm = gradient_sum(&f->grads, 1, f->gpt->n_items);
        norms[step] = (float)norm;
        adam_update(&adam, f->gpt, f->grads, gradient_clip(norm, config.clip), learning_rate(&config, step), &config);
    }
    adam_finish(&adam);
    assert_near(losses, tensor_find(&steps, "loss")->f32, N_STEPS, 1e-5, "loss of 10 steps");
    assert_near(norms, tensor_find(&steps, "grad_norm")->f32, N_STEPS, 1e-5, "gradient norm of 10 steps");
    for (int i = 0; i < f->gpt->n_params; i++) {
        const GptParam *param = &f->gpt->params[i];
        const float *got = f->gpt->weights + param->offset;
        const float *expected = golden_param(&f->arena, &after, param);
        if (!strstr(param->name, "c_attn.bias")) {
            assert_near(got, expected, param->n_items, 1e-4, param->name);
            continue;
        }
        // The true gradient of the keys' bias is 0, which Adam turns into noise: only q and v are compared.
        const int64_t n_embd = f->gpt->config.n_embd;
        assert_near(got, expected, n_embd, 1e-4, param->name);
        assert_near(got + 2 * n_embd, expected + 2 * n_embd, n_embd, 1e-4, param->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logits_and_loss),
        cmocka_unit_test(activations),
        cmocka_unit_test(gradients),
        cmocka_unit_test(ten_steps),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
