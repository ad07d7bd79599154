// test_optim.c — which tensor is whose, what is kept of each, and that a checkpoint brings all of it back.
#include "support_gpt.h"
#include "support_temp.h"

#include "model/train/checkpoint.h"
#include "model/train/muon.h"
#include "model/train/muon_record.h"
#include "model/train/optim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool takes_matrices_of_blocks(const TrainConfig *config, const Gpt *gpt, const GptParam *param)
{
    (void)config;
    (void)gpt;
    return param->n_dims == 2 && strncmp(param->name, "h.", 2) == 0;
}

// Steps of the gradient's sign, and the gradients added up.
static void sign_update(const TensorUpdate *update)
{
    for (int64_t i = 0; i < update->param->n_items; i++) {
        const float g = update->grad[i] * (float)update->factor;
        update->moments[0][i] += g;
        update->weights[i] -= (float)update->lr * copysignf(1, g);
    }
}

static const OptimizerKind SIGN = {"sign", {"sign.sum.", NULL}, takes_matrices_of_blocks, sign_update, true};

static Gpt *small_gpt(const Settings *settings)
{
    Err err = {""};
    GptConfig config = settings->gpt;
    config.n_layer = 2;
    config.n_head = 2;
    config.n_embd = 8;
    config.n_ctx = 4;
    config.n_vocab = 5;
    Gpt *gpt = gpt_create(&config, &err);
    assert_non_null(gpt);
    gpt_init_weights(gpt, 1);
    return gpt;
}

// The tensors that an optimizer does not take are AdamW's, with the same result as if there were no other.
static void tensors_are_shared_out(void **state)
{
    Temp *temp = *state;
    Settings settings;
    settings_init(&settings);
    TrainConfig adamw = settings.train, mixed = settings.train;
    mixed.optimizer = &SIGN;
    Gpt *a = small_gpt(&settings), *b = small_gpt(&settings), *before = small_gpt(&settings);
    const float *grad = noise(&temp->arena, a->n_items, 0);
    Optimizer plain, both;
    optimizer_init(&plain, &adamw, a);
    optimizer_init(&both, &mixed, b);
    for (int update = 0; update < 3; update++) {
        optimizer_update(&plain, a, grad, 0.5, 0.25);
        optimizer_update(&both, b, grad, 0.5, 0.25);
    }
    int64_t n_taken = 0;
    for (int i = 0; i < a->n_params; i++) {
        const GptParam *param = &a->params[i];
        const float *got = b->weights + param->offset;
        if (!takes_matrices_of_blocks(&mixed, b, param)) {
            assert_memory_equal(got, a->weights + param->offset, sizeof(float) * (size_t)param->n_items);
            continue;
        }
        n_taken += param->n_items;
        assert_null(both.tensors[i].moments[1]);
        for (int64_t k = 0; k < param->n_items; k++) {
            const float g = grad[param->offset + k];
            assert_close((double)got[k], (double)before->weights[param->offset + k] - 0.75 * copysign(1, (double)g),
                         1e-6);
            assert_close((double)both.tensors[i].moments[0][k], 1.5 * (double)g, 1e-5);
        }
    }
    assert_int_equal(n_taken, 2 * 12 * 8 * 8);
    assert_int_equal(optimizer_items(&adamw, a), 2 * a->n_items);
    assert_int_equal(optimizer_items(&mixed, b), 2 * b->n_items - n_taken);
    optimizer_finish(&plain);
    optimizer_finish(&both);
    gpt_destroy(a);
    gpt_destroy(b);
    gpt_destroy(before);
}

static void checkpoint_has_all_moments(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    Settings settings;
    settings_init(&settings);
    settings.train.optimizer = &OPTIMIZERS[1];
    Gpt *gpt = small_gpt(&settings), *again = small_gpt(&settings);
    Optimizer then, now;
    optimizer_init(&then, &settings.train, gpt);
    optimizer_init(&now, &settings.train, again);
    const float *grad = noise(&temp->arena, gpt->n_items, 0);
    optimizer_update(&then, gpt, grad, 1, 0.125);
    optimizer_update(&then, gpt, grad, 1, 0.125);
    const Checkpoint checkpoint = {.step = 2, .command = "gptreel train"};
    assert_true(checkpoint_save(temp->dir, &checkpoint, &settings, gpt, &then, &err));
    CheckpointFile file;
    assert_true(checkpoint_open(&file, &settings, &temp->arena, temp->dir, &err));
    assert_non_null(tensor_find(&file.file, "muon.m.h.0.attn.c_attn.weight"));
    assert_non_null(tensor_find(&file.file, "adam.v.wte.weight"));
    assert_null(tensor_find(&file.file, "adam.m.h.0.attn.c_attn.weight"));
    assert_true(checkpoint_apply(&file, again, &now, &err));
    checkpoint_close(&file);
    assert_memory_equal(again->weights, gpt->weights, sizeof(float) * (size_t)gpt->n_items);
    assert_memory_equal(now.memory, then.memory, sizeof(float) * (size_t)optimizer_items(&settings.train, gpt));
    assert_int_equal(now.n_updates, 2);
    optimizer_finish(&then);
    optimizer_finish(&now);
    gpt_destroy(gpt);
    gpt_destroy(again);
}

// Muon's rate of a matrix, and its momentum, are those of its shape and of the update; the lists it is given must be of
// the model.
static double squares_of(const float *values, int64_t n)
{
    double squares = 0;
    for (int64_t i = 0; i < n; i++)
        squares += (double)values[i] * (double)values[i];
    return squares;
}

// What is recorded of an update is what the weights went by, with the rate; its singular values are its matrices'.
static void an_update_by_muon_is_recorded(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    Settings settings;
    settings_init(&settings);
    settings.train.optimizer = &OPTIMIZERS[1];
    Gpt *gpt = small_gpt(&settings), *before = small_gpt(&settings);
    Optimizer optimizer;
    optimizer_init(&optimizer, &settings.train, gpt);
    const float *grad = noise(&temp->arena, gpt->n_items, 3);
    optimizer_update(&optimizer, gpt, noise(&temp->arena, gpt->n_items, 2), 1, 0);
    optimizer_update(&optimizer, gpt, grad, 0.5, settings.train.lr);
    int n_matrices = 0;
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        if (!muon_takes(&settings.train, gpt, param))
            continue;
        n_matrices++;
        const TensorUpdate last = optimizer_tensor_update(&optimizer, gpt, i, grad, 0.5, 0);
        MuonRecord record;
        assert_true(muon_record(&record, &temp->arena, &last, &err));
        const bool fused = strstr(param->name, "c_attn") != NULL; // queries, keys and values: (8, 8) each
        assert_int_equal(record.n_sigma, fused ? 24 : 8);
        const double momentum = squares_of(record.momentum, param->n_items);
        assert_close(squares_of(record.momentum_sigma, record.n_sigma), momentum, 1e-4 * momentum);
        const double update = squares_of(record.update, param->n_items);
        assert_close(squares_of(record.update_sigma, record.n_sigma), update, 1e-4 * update);
        for (int k = 1; k < 8; k++)
            assert_true(record.momentum_sigma[k] <= record.momentum_sigma[k - 1]);
        assert_true(record.update_sigma[0] < 1.25f && record.update_sigma[4] > 0.6f);
        const double rate = strstr(param->name, "c_fc") ? 2 * settings.train.muon_lr : settings.train.muon_lr;
        for (int64_t k = 0; k < param->n_items; k++) {
            const double went = (double)before->weights[param->offset + k] - (double)gpt->weights[param->offset + k];
            assert_close(went, rate * (double)record.update[k], 1e-6);
        }
    }
    assert_int_equal(n_matrices, 8);
    optimizer_finish(&optimizer);
    gpt_destroy(gpt);
    gpt_destroy(before);
}

static void muon_follows_its_settings(void **state)
{
    Temp *temp = *state;
    Settings settings;
    settings_init(&settings);
    TrainConfig *c = &settings.train;
    c->optimizer = &OPTIMIZERS[1];
    assert_close(muon_momentum(c, 0), 0.85, 1e-12);
    assert_close(muon_momentum(c, 150), 0.9, 1e-12);
    assert_close(muon_momentum(c, 300), 0.95, 1e-12);
    assert_close(muon_momentum(c, 5000), 0.95, 1e-12);
    Gpt *gpt = small_gpt(&settings), *before = small_gpt(&settings);
    Optimizer optimizer;
    optimizer_init(&optimizer, c, gpt);
    optimizer_update(&optimizer, gpt, noise(&temp->arena, gpt->n_items, 0), 1, 0.5 * c->lr);
    // All singular values are about 1: the mean square of an item is near 1 / (the longer side), times the rate's.
    const struct {
        int64_t offset, n, longer;
        double scale;
    } matrices[] = {{gpt->blocks[0].c_fc, 8 * 32, 32, 2}, {gpt->blocks[1].mlp_c_proj, 8 * 32, 32, 1}};
    for (size_t k = 0; k < sizeof matrices / sizeof matrices[0]; k++) {
        double squares = 0;
        for (int64_t i = matrices[k].offset; i < matrices[k].offset + matrices[k].n; i++)
            squares += pow((double)gpt->weights[i] - (double)before->weights[i], 2);
        const double size = sqrt(squares / (double)matrices[k].n * (double)matrices[k].longer);
        assert_close(size, 0.5 * c->muon_lr * matrices[k].scale, 0.25 * size);
    }
    Err err = {""};
    assert_true(optimizer_check(c, gpt, &err));
    c->muon_tensors = "h.*.attn.*,h.9.*";
    assert_false(optimizer_check(c, gpt, &err));
    assert_contains(err.text, "h.9.*");
    optimizer_finish(&optimizer);
    gpt_destroy(gpt);
    gpt_destroy(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tensors_are_shared_out, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(checkpoint_has_all_moments, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(an_update_by_muon_is_recorded, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(muon_follows_its_settings, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
