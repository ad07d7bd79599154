// test_gpt_oracle.c — forward, backward and AdamW against numbers that PyTorch computed: those in
// tests/golden/oracle_bias (2 layers, 2 heads, 32 wide, 65 symbols, context 16, biases, tied head, erf GELU) and in
// tests/golden/oracle_plain (1 layer, 2 heads, 16 wide, 33 symbols, context 9, no biases, a head of its own, tanh
// GELU), or those in the folder that GPTREEL_ORACLE names, in the same files.
//
// The model and the optimizer follow the folder's oracle.json: config (n_layer, n_head, n_embd, block_size, vocab_size,
// bias, and where they differ from nanoGPT's tie_weights, gelu, layer_norm_eps) and optimizer. A head of its own is
// lm_head.weight. The weights there are (out, in), ours (in, out).
#include "support_gpt.h"

#include "engine/base/file.h"
#include "model/nn/gpt.h"
#include "model/run/tensor.h"
#include "model/train/gradient.h"
#include "model/train/optim.h"
#include "model/train/schedule.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fixture {
    Arena arena;
    GptConfig config;
    TrainConfig train;
    Gpt *gpt;
    GptState *state; // for training
    int64_t n_batch, n_time;
    float *grads;
} Fixture;

static const char *folder; // of the group of tests that runs

static double number(const json_t *object, const char *name, double otherwise)
{
    const json_t *value = json_object_get(object, name);
    return json_is_number(value) ? json_number_value(value) : json_is_boolean(value) ? json_is_true(value) : otherwise;
}

static int64_t whole(const json_t *object, const char *name)
{
    const double value = number(object, name, -1);
    if (value < 0)
        fail_msg("oracle.json has no %s", name);
    return (int64_t)value;
}

static void read_config(Fixture *f)
{
    json_t *root = json_load_file(path_join(&f->arena, folder, "oracle.json"), 0, NULL);
    const json_t *config = json_object_get(root, "config"), *optimizer = json_object_get(root, "optimizer");
    if (!config || !optimizer)
        fail_msg("%s/oracle.json has no config or no optimizer", folder);
    Settings settings;
    settings_init(&settings);
    f->config = settings.gpt;
    f->config.n_layer = whole(config, "n_layer");
    f->config.n_head = whole(config, "n_head");
    f->config.n_embd = whole(config, "n_embd");
    f->config.n_ctx = whole(config, "block_size");
    f->config.n_vocab = whole(config, "vocab_size");
    f->config.bias = whole(config, "bias");
    f->config.norm_eps = number(config, "layer_norm_eps", 1e-5);
    f->config.tied_head = number(config, "tie_weights", 1) != 0;
    const char *gelu = json_string_value(json_object_get(config, "gelu"));
    f->config.gelu = &GPT_GELUS[gelu && strstr(gelu, "tanh") ? GPT_GELU_TANH : GPT_GELU_ERF];
    assert_true(number(config, "dropout", 0) == 0);
    const double lr = number(optimizer, "lr", 1e-3);
    const json_t *betas = json_object_get(optimizer, "betas");
    f->train = (TrainConfig){
        .optimizer = OPTIMIZERS,
        .lr = lr,
        .lr_min = lr,
        .beta1 = json_number_value(json_array_get(betas, 0)),
        .beta2 = json_number_value(json_array_get(betas, 1)),
        .adam_eps = number(optimizer, "eps", 1e-8),
        .weight_decay = number(optimizer, "weight_decay_2d", 0.1),
        .clip = number(optimizer, "grad_clip", 0),
    };
    json_decref(root);
}

static TensorFile read_golden(Arena *arena, const char *name)
{
    Err err = {""};
    TensorFile file;
    if (!tensor_file_read(&file, arena, arena_printf(arena, "%s/%s.safetensors", folder, name), &err))
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

static int set_up(void **context)
{
    Fixture *f = mem_alloc(sizeof *f);
    arena_init(&f->arena);
    Err err = {""};
    read_config(f);
    f->gpt = gpt_create(&f->config, &err);
    if (!f->gpt)
        return -1;
    const TensorFile file = read_golden(&f->arena, "logits");
    const Tensor *x = tensor_find(&file, "x");
    assert_non_null(x);
    f->n_batch = x->shape[0];
    f->n_time = x->shape[1];
    f->state = gpt_state_create(f->gpt, f->n_batch, f->n_time, GPT_GRADIENTS, 1);
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
    GptState *state = gpt_state_create(f->gpt, f->n_batch, f->n_time, 0, 1);
    gpt_forward(f->gpt, state, tensor_find(&file, "x")->i32, f->n_batch, f->n_time);
    const Tensor *logits = tensor_find(&file, "logits");
    assert_floats_near(state->logits, logits->f32, logits->n_items, 2e-5, "logits");
    const double n_rows = (double)(f->n_batch * f->n_time);
    const int32_t *y = tensor_find(&file, "y")->i32;
    const float loss = (float)(gpt_loss(f->gpt, state, &(GptTargets){y, NULL, 1}, NULL, false) / n_rows);
    assert_floats_near(&loss, tensor_find(&file, "loss")->f32, 1, 1e-5, "loss");
    gpt_state_destroy(state);
}

// Those in the file are of the first sequences.
static void activations(void **context)
{
    Fixture *f = *context;
    const TensorFile inputs = read_golden(&f->arena, "logits");
    const TensorFile acts = read_golden(&f->arena, "acts");
    GptState *state = gpt_state_create(f->gpt, f->n_batch, f->n_time, GPT_PROBS, 1);
    gpt_forward(f->gpt, state, tensor_find(&inputs, "x")->i32, f->n_batch, f->n_time);
    const Tensor *embed = tensor_find(&acts, "embed");
    assert_floats_near(state->embedded, embed->f32, embed->n_items, 2e-5, "embed");
    for (int layer = 0; layer < (int)f->config.n_layer; layer++) {
        const GptBlockActs *block = &state->blocks[layer];
        const struct {
            const char *name;
            const float *values;
        } parts[] = {{"ln_1", block->norm_1},    {"qkv", block->qkv},     {"att_probs", block->probs},
                     {"att_y", block->attn_out}, {"ln_2", block->norm_2}, {"resid_attn", block->mid},
                     {"fc", block->c_fc},        {"gelu", block->hidden}, {"resid_mlp", block->out}};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            const char *name = arena_printf(&f->arena, "h.%d.%s", layer, parts[i].name);
            const Tensor *expected = tensor_find(&acts, name);
            assert_non_null(expected);
            assert_floats_near(parts[i].values, expected->f32, expected->n_items, 2e-5, name);
        }
    }
    const Tensor *norm_f = tensor_find(&acts, "ln_f");
    assert_floats_near(state->norm_f, norm_f->f32, norm_f->n_items, 2e-5, "ln_f");
    gpt_state_destroy(state);
}

static double forward_backward(Fixture *f, const int32_t *x, const int32_t *y)
{
    const double scale = 1.0 / (double)(f->n_batch * f->n_time);
    gpt_forward(f->gpt, f->state, x, f->n_batch, f->n_time);
    const double loss = gpt_loss(f->gpt, f->state, &(GptTargets){y, NULL, scale}, f->grads, false) * scale;
    gpt_backward(f->gpt, f->state, x, f->grads, false);
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
        assert_floats_near(f->grads + param->offset, golden_param(&f->arena, &file, param), param->n_items, 2e-6,
                           param->name);
    }
}

static void ten_steps(void **context)
{
    Fixture *f = *context;
    load_params(f);
    const TensorFile steps = read_golden(&f->arena, "steps");
    const TensorFile after = read_golden(&f->arena, "params_after10");
    const int64_t n_steps = tensor_find(&steps, "loss")->n_items;
    float *losses = ARENA_ARRAY(&f->arena, float, n_steps), *norms = ARENA_ARRAY(&f->arena, float, n_steps);
    Optimizer optimizer;
    optimizer_init(&optimizer, &f->train, f->gpt);
    for (int64_t step = 0; step < n_steps; step++) {
        const int64_t at = step * f->n_batch * f->n_time;
        const int32_t *x = tensor_find(&steps, "x")->i32 + at, *y = tensor_find(&steps, "y")->i32 + at;
        losses[step] = (float)forward_backward(f, x, y);
        const double norm = gradient_sum(&f->grads, 1, f->gpt->n_items);
        norms[step] = (float)norm;
        optimizer_update(&optimizer, f->gpt, f->grads, gradient_clip(norm, f->train.clip),
                         learning_rate(&f->train, step));
    }
    optimizer_finish(&optimizer);
    assert_floats_near(losses, tensor_find(&steps, "loss")->f32, n_steps, 1e-5, "losses of the steps");
    assert_floats_near(norms, tensor_find(&steps, "grad_norm")->f32, n_steps, 1e-5, "gradient norms of the steps");
    for (int i = 0; i < f->gpt->n_params; i++) {
        const GptParam *param = &f->gpt->params[i];
        const float *got = f->gpt->weights + param->offset;
        const float *expected = golden_param(&f->arena, &after, param);
        if (!strstr(param->name, "c_attn.bias")) {
            assert_floats_near(got, expected, param->n_items, 1e-4, param->name);
            continue;
        }
        // The true gradient of the keys' bias is 0, which Adam turns into noise: only q and v are compared.
        const int64_t n_embd = f->gpt->config.n_embd;
        assert_floats_near(got, expected, n_embd, 1e-4, param->name);
        assert_floats_near(got + 2 * n_embd, expected + 2 * n_embd, n_embd, 1e-4, param->name);
    }
}

static int test_folder(const char *path)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logits_and_loss),
        cmocka_unit_test(activations),
        cmocka_unit_test(gradients),
        cmocka_unit_test(ten_steps),
    };
    folder = path;
    return cmocka_run_group_tests_name(path, tests, set_up, tear_down);
}

int main(void)
{
    const char *given = getenv("GPTREEL_ORACLE");
    if (given && *given)
        return test_folder(given);
    return test_folder("tests/golden/oracle_bias") + test_folder("tests/golden/oracle_plain");
}
