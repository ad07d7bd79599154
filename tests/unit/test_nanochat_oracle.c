// test_nanochat_oracle.c — nanochat's architecture, its losses and its optimizers against numbers that PyTorch
// computed: those in tests/golden/oracle_nanochat (2 layers, 4 heads, 2 of keys and values, 48 wide, 61 symbols,
// context 16), or those in the folder that GPTREEL_ORACLE_NANOCHAT names, in the same files.
//
// Model and optimizers follow the folder's oracle.json. The matrices there are (out, in), ours (in, out), and queries,
// keys and values are matrices of their own.
#include "support_gpt.h"

#include "engine/base/file.h"
#include "model/nn/gpt.h"
#include "model/run/tensor.h"
#include "model/train/gradient.h"
#include "model/train/muon.h"
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
    Settings settings;
    Gpt *gpt;
    GptState *state; // for training
    int64_t n_batch, n_time;
    float *grads;
} Fixture;

static const char *folder = "tests/golden/oracle_nanochat";

// ---- what the folder says ----

// true and false are 1 and 0, as is null.
static double number(const json_t *value)
{
    if (json_is_null(value))
        return 0;
    if (!json_is_number(value) && !json_is_boolean(value))
        fail_msg("oracle.json lacks a number");
    return json_is_number(value) ? json_number_value(value) : json_is_true(value);
}

static int64_t whole(const json_t *object, const char *name)
{
    return (int64_t)number(json_object_get(object, name));
}

static void read_config(GptConfig *c, const json_t *config)
{
    c->n_layer = whole(config, "n_layer");
    c->n_head = whole(config, "n_head");
    c->n_kv_head = whole(config, "n_kv_head");
    c->n_embd = whole(config, "n_embd");
    c->n_ctx = whole(config, "block_size");
    c->n_vocab = whole(config, "vocab_size");
    c->bias = whole(config, "bias");
    c->tied_head = whole(config, "tie_weights");
    c->norm = &GPT_NORMS[GPT_NORM_RMS];
    c->norm_eps = number(json_object_get(config, "norm_eps"));
    c->positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
    c->rotary_base = number(json_object_get(config, "rope_base"));
    c->qk_norm = whole(config, "qk_norm");
    c->activation = &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU2];
    c->logit_cap = number(json_object_get(config, "logit_softcap"));
    c->embed_norm = whole(config, "embed_norm");
    assert_string_equal(json_string_value(json_object_get(config, "norm")), "rms");
    assert_string_equal(json_string_value(json_object_get(config, "position")), "rope");
    assert_string_equal(json_string_value(json_object_get(config, "activation")), "relu2");
    assert_int_equal(whole(config, "norm_params"), 0);
}

static void read_optimizer(TrainConfig *t, const json_t *from, int64_t n_embd)
{
    const double by_width = pow((double)n_embd / 768, -0.5);
    const json_t *rates = json_object_get(from, "adam_lr"), *momentum = json_object_get(from, "muon_momentum");
    const json_t *betas = json_object_get(from, "adam_betas");
    t->steps = 1000; // so that the rate does not fall
    t->warmup_steps = 0;
    t->schedule = &SCHEDULES[1];
    t->warmdown = 0;
    t->lr = 1;
    t->lr_min = 0;
    t->lr_embd = by_width * number(json_object_get(rates, "wte"));
    t->lr_head = by_width * number(json_object_get(rates, "lm_head"));
    t->beta1 = number(json_array_get(betas, 0));
    t->beta2 = number(json_array_get(betas, 1));
    t->adam_eps = number(json_object_get(from, "adam_eps"));
    t->weight_decay = number(json_object_get(from, "weight_decay"));
    t->clip = number(json_object_get(from, "grad_clip"));
    t->optimizer = &OPTIMIZERS[1];
    assert_string_equal(t->optimizer->name, "muon");
    t->muon_lr = number(json_object_get(from, "muon_lr"));
    t->muon_momentum_first = number(json_array_get(momentum, 0));
    t->muon_momentum = number(json_array_get(momentum, 1));
    t->muon_momentum_steps = whole(from, "muon_momentum_steps");
    assert_int_equal(whole(from, "muon_steps"), 5);
}

static TensorFile read_golden(Arena *arena, const char *name)
{
    Err err = {""};
    TensorFile file;
    if (!tensor_file_read(&file, arena, arena_printf(arena, "%s/%s.safetensors", folder, name), &err))
        fail_msg("%s", err.text);
    return file;
}

static const Tensor *golden(const TensorFile *file, const char *name)
{
    const Tensor *tensor = tensor_find(file, name);
    if (!tensor)
        fail_msg("there is no tensor %s", name);
    return tensor;
}

// ---- matrices of ours and theirs ----

// A matrix of theirs (out, in) as columns of one of ours.
typedef struct Part {
    const char *name; // theirs
    int64_t offset;   // of its first item in an array laid out as the weights
    int64_t in, out;
    int64_t stride; // between rows of ours
    bool is_table;  // stands as it stands there
} Part;

enum { PARTS_OF_BLOCK = 6, MOST_PARTS = 100 };

static int list_parts(Fixture *f, Part parts[MOST_PARTS])
{
    const GptConfig *c = &f->gpt->config;
    const int64_t n = c->n_embd, q = gpt_heads_width(c), kv = gpt_kv_heads(c) * gpt_head_width(c), hidden = gpt_hidden_width(c);
    int count = 0;
    parts[count++] = (Part){"wte", f->gpt->wte, n, c->n_vocab, n, true};
    parts[count++] = (Part){"lm_head", f->gpt->head, n, c->n_vocab, n, true};
    for (int layer = 0; layer < (int)c->n_layer && count + PARTS_OF_BLOCK <= MOST_PARTS; layer++) {
        const GptBlockAt *at = &f->gpt->blocks[layer];
        const int64_t width = q + 2 * kv;
        const Part of_block[PARTS_OF_BLOCK] = {
            {"attn.c_q", at->c_attn, n, q, width, false},           {"attn.c_k", at->c_attn + q, n, kv, width, false},
            {"attn.c_v", at->c_attn + q + kv, n, kv, width, false}, {"attn.c_proj", at->attn_c_proj, q, n, n, false},
            {"mlp.c_fc", at->c_fc, n, hidden, hidden, false},       {"mlp.c_proj", at->mlp_c_proj, hidden, n, n, false},
        };
        for (int i = 0; i < PARTS_OF_BLOCK; i++) {
            parts[count] = of_block[i];
            parts[count++].name = arena_printf(&f->arena, "h.%d.%s", layer, of_block[i].name);
        }
    }
    return count;
}

// The part out of an array laid out as the weights, as theirs: (out, in).
static float *part_of(Arena *arena, const float *base, const Part *part)
{
    float *values = ARENA_ARRAY(arena, float, part->in * part->out);
    for (int64_t i = 0; i < part->in; i++)
        for (int64_t o = 0; o < part->out; o++)
            values[o * part->in + i] =
                base[part->offset + (part->is_table ? o * part->stride + i : i * part->stride + o)];
    return values;
}

static void load_params(Fixture *f)
{
    const TensorFile file = read_golden(&f->arena, "params");
    Part parts[MOST_PARTS];
    const int n = list_parts(f, parts);
    for (int k = 0; k < n; k++) {
        const Part *part = &parts[k];
        const Tensor *tensor = golden(&file, part->name);
        assert_int_equal(tensor->n_items, part->in * part->out);
        for (int64_t i = 0; i < part->in; i++)
            for (int64_t o = 0; o < part->out; o++)
                f->gpt->weights[part->offset + (part->is_table ? o * part->stride + i : i * part->stride + o)] =
                    tensor->f32[o * part->in + i];
    }
}

static int set_up(void **context)
{
    Fixture *f = mem_alloc(sizeof *f);
    arena_init(&f->arena);
    Err err = {""};
    json_t *root = json_load_file(path_join(&f->arena, folder, "oracle.json"), 0, NULL);
    if (!root)
        fail_msg("%s has no oracle.json", folder);
    settings_init(&f->settings);
    read_config(&f->settings.gpt, json_object_get(root, "config"));
    read_optimizer(&f->settings.train, json_object_get(root, "optimizer"), f->settings.gpt.n_embd);
    json_decref(root);
    f->gpt = gpt_create(&f->settings.gpt, &err);
    if (!f->gpt)
        fail_msg("%s", err.text);
    const TensorFile file = read_golden(&f->arena, "logits");
    f->n_batch = golden(&file, "x")->shape[0];
    f->n_time = golden(&file, "x")->shape[1];
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

// ---- forward ----

static void logits(void **context)
{
    Fixture *f = *context;
    const TensorFile file = read_golden(&f->arena, "logits");
    GptState *state = gpt_state_create(f->gpt, f->n_batch, f->n_time, 0, 1);
    gpt_forward(f->gpt, state, golden(&file, "x")->i32, f->n_batch, f->n_time);
    assert_floats_near(state->logits, golden(&file, "logits")->f32, golden(&file, "logits")->n_items, 3e-5, "logits");
    gpt_state_destroy(state);
}

// Columns of qkv as (B, heads, T, D), of the first sequences.
static float *heads_of(Fixture *f, const float *qkv, const Tensor *expected, int64_t first_head)
{
    const HeadsShape heads = gpt_heads_shape(f->gpt, f->n_time);
    const int64_t n = expected->shape[1], d = heads.head_width;
    float *values = ARENA_ARRAY(&f->arena, float, expected->n_items);
    for (int64_t i = 0; i < expected->n_items; i++) {
        const int64_t b = i / (n * f->n_time * d), h = i / (f->n_time * d) % n, t = i / d % f->n_time;
        values[i] = qkv[(b * f->n_time + t) * heads.qkv_width + (first_head + h) * d + i % d];
    }
    return values;
}

// Those in the file are of the first sequences.
static void activations(void **context)
{
    Fixture *f = *context;
    const GptConfig *c = &f->gpt->config;
    const TensorFile inputs = read_golden(&f->arena, "logits"), acts = read_golden(&f->arena, "acts");
    GptState *state = gpt_state_create(f->gpt, f->n_batch, f->n_time, GPT_PROBS, 1);
    gpt_forward(f->gpt, state, golden(&inputs, "x")->i32, f->n_batch, f->n_time);
    const Tensor *embed = golden(&acts, "embed"), *last = golden(&acts, "norm_f");
    assert_floats_near(state->norm_e, embed->f32, embed->n_items, 3e-5, "embed");
    for (int layer = 0; layer < (int)c->n_layer; layer++) {
        const GptBlockActs *block = &state->blocks[layer];
        static const char *const heads[3] = {"q", "k", "v"};
        const int64_t first[3] = {0, c->n_head, c->n_head + gpt_kv_heads(c)};
        for (int i = 0; i < 3; i++) {
            const char *name = arena_printf(&f->arena, "h.%d.%s", layer, heads[i]);
            const Tensor *expected = golden(&acts, name);
            assert_floats_near(heads_of(f, block->qkv, expected, first[i]), expected->f32, expected->n_items, 3e-5,
                               name);
        }
        const struct {
            const char *name;
            const float *values;
        } parts[] = {{"att_probs", block->probs},
                     {"att_y", block->attn_out},
                     {"resid_attn", block->mid},
                     {"relu2", block->hidden},
                     {"resid_mlp", block->out}};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            const char *name = arena_printf(&f->arena, "h.%d.%s", layer, parts[i].name);
            const Tensor *expected = golden(&acts, name);
            // Squares are larger than the rest, and so is what rounding does to them.
            const double allowed = strcmp(parts[i].name, "relu2") == 0 ? 1e-4 : 3e-5;
            assert_floats_near(parts[i].values, expected->f32, expected->n_items, allowed, name);
        }
    }
    assert_floats_near(state->norm_f, last->f32, last->n_items, 3e-5, "norm_f");
    gpt_state_destroy(state);
}

// ---- losses and their gradients ----

static double forward_backward(Fixture *f, const int32_t *x, const int32_t *y, const float *weights)
{
    int64_t n_counted = 0;
    for (int64_t i = 0; i < f->n_batch * f->n_time; i++)
        n_counted += y[i] >= 0;
    const GptTargets targets = {y, weights, 1.0 / (double)n_counted};
    gpt_forward(f->gpt, f->state, x, f->n_batch, f->n_time);
    const double loss = gpt_loss(f->gpt, f->state, &targets, f->grads, false) * targets.scale;
    gpt_backward(f->gpt, f->state, x, f->grads, false);
    return loss;
}

static void check_gradients(Fixture *f, const char *prefix, const char *loss_name, double loss)
{
    const TensorFile inputs = read_golden(&f->arena, "logits"), file = read_golden(&f->arena, "grads");
    const float got = (float)loss;
    assert_floats_near(&got, golden(&inputs, loss_name)->f32, 1, 1e-5, loss_name);
    Part parts[MOST_PARTS];
    const int n = list_parts(f, parts);
    for (int i = 0; i < n; i++) {
        const char *name = arena_printf(&f->arena, "%s%s", prefix, parts[i].name);
        assert_floats_near(part_of(&f->arena, f->grads, &parts[i]), golden(&file, name)->f32,
                           parts[i].in * parts[i].out, 3e-6, name);
    }
}

static void plain_loss(void **context)
{
    Fixture *f = *context;
    const TensorFile in = read_golden(&f->arena, "logits");
    check_gradients(f, "", "loss", forward_backward(f, golden(&in, "x")->i32, golden(&in, "y")->i32, NULL));
}

static void masked_loss(void **context)
{
    Fixture *f = *context;
    const TensorFile in = read_golden(&f->arena, "logits");
    check_gradients(f, "masked.", "loss_masked",
                    forward_backward(f, golden(&in, "x")->i32, golden(&in, "y_masked")->i32, NULL));
}

static void reinforced_loss(void **context)
{
    Fixture *f = *context;
    const TensorFile in = read_golden(&f->arena, "logits");
    float *weights = ARENA_ARRAY(&f->arena, float, f->n_batch * f->n_time);
    for (int64_t i = 0; i < f->n_batch * f->n_time; i++)
        weights[i] = golden(&in, "advantage")->f32[i / f->n_time];
    check_gradients(f, "reinforce.", "loss_reinforce",
                    forward_backward(f, golden(&in, "x")->i32, golden(&in, "y_masked")->i32, weights));
}

// ---- optimizers ----

static void orthogonalised(void **context)
{
    Fixture *f = *context;
    const TensorFile inputs = read_golden(&f->arena, "logits"), file = read_golden(&f->arena, "orthogonalised");
    forward_backward(f, golden(&inputs, "x")->i32, golden(&inputs, "y")->i32, NULL);
    Part parts[MOST_PARTS];
    const int n = list_parts(f, parts);
    int n_checked = 0;
    for (int i = 0; i < n; i++) {
        const Tensor *expected = tensor_find(&file, parts[i].name);
        if (!expected)
            continue;
        float *x = part_of(&f->arena, f->grads, &parts[i]);
        muon_orthogonalise(x, parts[i].out, parts[i].in,
                           ARENA_ARRAY(&f->arena, float, muon_scratch(parts[i].out, parts[i].in)));
        assert_floats_near(x, expected->f32, expected->n_items, 1e-5, parts[i].name);
        n_checked++;
    }
    assert_int_equal(n_checked, file.n_tensors);
}

static void ten_steps(void **context)
{
    Fixture *f = *context;
    load_params(f);
    const TensorFile steps = read_golden(&f->arena, "steps"), after = read_golden(&f->arena, "params_after10");
    const int64_t n_steps = golden(&steps, "loss")->n_items;
    float *losses = ARENA_ARRAY(&f->arena, float, n_steps), *norms = ARENA_ARRAY(&f->arena, float, n_steps);
    Optimizer optimizer;
    optimizer_init(&optimizer, &f->settings.train, f->gpt);
    for (int64_t step = 0; step < n_steps; step++) {
        const int64_t at = step * f->n_batch * f->n_time;
        losses[step] = (float)forward_backward(f, golden(&steps, "x")->i32 + at, golden(&steps, "y")->i32 + at, NULL);
        const double norm = gradient_sum(&f->grads, 1, f->gpt->n_items);
        norms[step] = (float)norm;
        optimizer_update(&optimizer, f->gpt, f->grads, gradient_clip(norm, f->settings.train.clip), 1);
    }
    optimizer_finish(&optimizer);
    assert_floats_near(losses, golden(&steps, "loss")->f32, n_steps, 1e-5, "losses of the steps");
    assert_floats_near(norms, golden(&steps, "grad_norm")->f32, n_steps, 1e-4, "gradient norms of the steps");
    Part parts[MOST_PARTS];
    const int n = list_parts(f, parts);
    for (int i = 0; i < n; i++)
        assert_floats_near(part_of(&f->arena, f->gpt->weights, &parts[i]), golden(&after, parts[i].name)->f32,
                           parts[i].in * parts[i].out, 1e-4, parts[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logits),      cmocka_unit_test(activations),     cmocka_unit_test(plain_loss),
        cmocka_unit_test(masked_loss), cmocka_unit_test(reinforced_loss), cmocka_unit_test(orthogonalised),
        cmocka_unit_test(ten_steps),
    };
    const char *given = getenv("GPTREEL_ORACLE_NANOCHAT");
    if (given && *given) {
        folder = given;
        return cmocka_run_group_tests_name(folder, tests, set_up, tear_down);
    }
    Arena arena;
    arena_init(&arena);
    const bool there = file_exists(path_join(&arena, folder, "oracle.json"));
    arena_finish(&arena);
    if (!there) {
        print_message("skipped: nanochat's numbers, as there are none in %s\n", folder);
        return 0;
    }
    return cmocka_run_group_tests_name(folder, tests, set_up, tear_down);
}
