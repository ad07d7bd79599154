// test_trainer.c — updates however a batch is cut, the memory they take, and what happens at which step.
#include "support_gpt.h"
#include "support_temp.h"

#include "model/nn/random.h"
#include "model/train/gradient.h"
#include "model/train/schedule.h"
#include "model/train/train.h"
#include "model/train/trainer.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

// The moments after some updates, made by hand: one pass over the whole batch, one sum, the clipping.
static void update_by_hand(const TrainConfig *config, const Corpus *corpus, Gpt *gpt, Optimizer *optimizer,
                           int64_t step)
{
    enum { BATCH = 5, TIME = 8 };
    int32_t inputs[BATCH * TIME], targets[BATCH * TIME];
    float *grads = mem_alloc(sizeof(float) * (size_t)gpt->n_items);
    GptState *pass = gpt_state_create(gpt, BATCH, TIME, GPT_GRADIENTS, 1);
    pass->dropout = (Dropout){gpt->config.dropout, (uint64_t)config->seed, step * BATCH, 0};
    corpus_train_windows(corpus, (uint64_t)config->seed, (uint64_t)(step * BATCH), BATCH, TIME, inputs, targets);
    gpt_forward(gpt, pass, inputs, BATCH, TIME);
    gpt_loss(gpt, pass, &(GptTargets){targets, NULL, 1.0 / (BATCH * TIME)}, grads, true);
    gpt_backward(gpt, pass, inputs, grads, true);
    const double norm = gradient_sum(&grads, 1, gpt->n_items);
    assert_true(norm > config->clip); // or the clipping would not show
    optimizer_update(optimizer, gpt, grads, gradient_clip(norm, config->clip), learning_rate(config, step));
    gpt_state_destroy(pass);
    free(grads);
}

// However a batch is cut into replicas and micro-batches: the same gradients up to rounding, and the same things left
// out.
static void replicas_agree(void **state)
{
    static const struct {
        int replicas, micro_batch; // 0 replicas: by hand
    } cuts[] = {{0, 0}, {1, 5}, {2, 3}, {3, 2}, {1, 1}, {2, 2}, {1, 4}};
    enum { N_CUTS = sizeof cuts / sizeof cuts[0] };
    Temp *temp = *state;
    Err err = {""};
    const CorpusSource source = {
        .path = temp_write_corpus(temp), .tokenizer_kind = "char", .val_fraction = 0.1, .n_ctx = 8};
    const Corpus *corpus = corpus_load(&temp->arena, &source, &err);
    Settings settings;
    settings_init(&settings);
    GptConfig config = settings.gpt;
    config.n_layer = config.n_head = 2;
    config.n_embd = 16;
    config.n_ctx = 8;
    config.dropout = 0.25;
    config.n_vocab = corpus->tokenizer->n_vocab;
    TrainConfig train_config = settings.train;
    train_config.batch_size = 5;
    train_config.clip = 0.05;
    Gpt *gpts[N_CUTS];
    Optimizer optimizers[N_CUTS];
    for (int cut = 0; cut < N_CUTS; cut++) {
        gpts[cut] = gpt_create(&config, &err);
        gpt_init_weights(gpts[cut], 1);
        optimizer_init(&optimizers[cut], &train_config, gpts[cut]);
        train_config.replicas = cuts[cut].replicas;
        train_config.micro_batch = cuts[cut].micro_batch;
        const CorpusBatches windows = {corpus, (uint64_t)train_config.seed};
        const Batches batches = corpus_batches(&windows);
        Trainer *trainer = cut ? trainer_create(&train_config, &batches, gpts[cut], &optimizers[cut]) : NULL;
        UpdateResult result;
        for (int64_t step = 0; step < 3; step++) {
            if (trainer)
                assert_true(trainer_update(trainer, step, &result));
            else
                update_by_hand(&train_config, corpus, gpts[0], &optimizers[0], step);
        }
        trainer_destroy(trainer);
        for (int64_t i = 0; i < optimizer_items(&train_config, gpts[0]); i++)
            assert_true(fabsf(optimizers[cut].memory[i] - optimizers[0].memory[i]) < 1e-6f);
    }
    for (int cut = 0; cut < N_CUTS; cut++) {
        gpt_destroy(gpts[cut]);
        optimizer_finish(&optimizers[cut]);
    }
}

static void watch(void *context, double done)
{
    double *before = context;
    assert_true(done > *before && done <= 1);
    *before = done;
}

// An evaluation is one pass over all windows of the validation part, without dropout, however it is cut.
static void evaluation_is_complete(void **state)
{
    enum { TIME = 8 };
    Temp *temp = *state;
    Err err = {""};
    const CorpusSource source = {
        .path = temp_write_corpus(temp), .tokenizer_kind = "char", .val_fraction = 0.1, .n_ctx = TIME};
    const Corpus *corpus = corpus_load(&temp->arena, &source, &err);
    assert_true(llabs(corpus->n_val - (corpus->n_train + corpus->n_val) / 10) <= 1);
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_layer = settings.gpt.n_head = 2;
    settings.gpt.n_embd = 16;
    settings.gpt.n_ctx = TIME;
    settings.gpt.dropout = 0.25;
    settings.gpt.n_vocab = corpus->tokenizer->n_vocab;
    Gpt *gpt = gpt_create(&settings.gpt, &err);
    gpt_init_weights(gpt, 1);
    for (int64_t i = 0; i < gpt->n_items; i++)
        gpt->weights[i] *= 20; // losses that differ from window to window
    double by_hand = 0;
    const int64_t n_windows = (corpus->n_val - 1) / TIME;
    GptState *pass = gpt_state_create(gpt, 1, TIME, 0, 1);
    for (int64_t i = 0; i < n_windows; i++) {
        gpt_forward(gpt, pass, corpus->val + i * TIME, 1, TIME);
        by_hand += gpt_loss(gpt, pass, &(GptTargets){corpus->val + i * TIME + 1, NULL, 1}, NULL, false);
    }
    gpt_state_destroy(pass);
    by_hand /= (double)(n_windows * TIME);
    for (int cut = 0; cut < 6; cut++) {
        settings.train.batch_size = 7;
        settings.train.replicas = 1 + cut % 3;
        settings.train.micro_batch = 1 + cut % 4;
        Optimizer optimizer;
        optimizer_init(&optimizer, &settings.train, gpt);
        const CorpusBatches windows = {corpus, (uint64_t)settings.train.seed};
        const Batches batches = corpus_batches(&windows);
        Trainer *trainer = trainer_create(&settings.train, &batches, gpt, &optimizer);
        double loss = 0, again = 0, done = 0;
        assert_true(trainer_evaluate(trainer, (Watcher){watch, &done}, &loss, &err));
        assert_true(done == 1 && fabs(loss - by_hand) < 1e-5 * by_hand);
        done = 0;
        assert_true(trainer_evaluate(trainer, (Watcher){watch, &done}, &again, &err));
        assert_true(again == loss);
        trainer_destroy(trainer);
        optimizer_finish(&optimizer);
    }
    gpt_destroy(gpt);
}

// What the paper says is what is taken, and too much is refused with the remedy that would help.
// Sequences of which some targets are not learned, with weights.
enum { MADE_VOCAB = 5 };

static void fill_made(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time, int32_t *inputs,
                      int32_t *targets, float *weights)
{
    (void)context;
    for (int64_t i = 0; i < n * n_time; i++) {
        const int64_t sequence = first + i / n_time, t = i % n_time;
        inputs[i] = (int32_t)((sequence + 2 * t + part) % MADE_VOCAB);
        targets[i] = (sequence + t) % 3 == 0 ? -1 : (int32_t)((sequence * t + 1) % MADE_VOCAB);
        weights[i] = sequence % 2 ? 1.5f : -0.5f;
    }
}

static int64_t count_made(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time)
{
    int64_t count = 0;
    (void)context;
    (void)part;
    for (int64_t i = 0; i < n * n_time; i++)
        count += (first + i / n_time + i % n_time) % 3 != 0;
    return count;
}

static int64_t three_for_validation(const void *context, int64_t n_time)
{
    (void)context;
    (void)n_time;
    return 3;
}

// What is learned from other sequences than a corpus's: the mean is over the targets that count, however the batch is cut.
static void sequences_of_ones_own(void **state)
{
    (void)state;
    enum { BATCH = 5, TIME = 8 };
    const Batches made = {
        .fill = fill_made, .count = count_made, .n_val = three_for_validation, .weighted = true};
    Settings settings;
    settings_init(&settings);
    GptConfig config = settings.gpt;
    config.n_layer = config.n_head = 2;
    config.n_embd = 16;
    config.n_ctx = TIME;
    config.n_vocab = MADE_VOCAB;
    settings.train.batch_size = BATCH;
    double losses[3], val_losses[3], norms[3];
    for (int cut = 0; cut < 3; cut++) {
        settings.train.replicas = 1 + cut % 2;
        settings.train.micro_batch = cut == 0 ? BATCH : 2;
        Gpt *gpt = random_gpt(&config, 0.3f);
        Optimizer optimizer;
        optimizer_init(&optimizer, &settings.train, gpt);
        Trainer *trainer = trainer_create(&settings.train, &made, gpt, &optimizer);
        UpdateResult result;
        double done = 0;
        Err err = {""};
        assert_true(trainer_evaluate(trainer, (Watcher){watch, &done}, &val_losses[cut], &err));
        assert_true(trainer_update(trainer, 1, &result));
        losses[cut] = result.loss;
        norms[cut] = result.grad_norm;
        assert_close(losses[cut], losses[0], 1e-5);
        assert_close(norms[cut], norms[0], 1e-4 * norms[0]);
        assert_close(val_losses[cut], val_losses[0], 1e-5);
        trainer_destroy(trainer);
        optimizer_finish(&optimizer);
        gpt_destroy(gpt);
    }
    // By hand: sequences 5 to 9.
    Gpt *gpt = random_gpt(&config, 0.3f);
    GptState *pass = gpt_state_create(gpt, BATCH, TIME, 0, 1);
    int32_t inputs[BATCH * TIME], targets[BATCH * TIME];
    float weights[BATCH * TIME];
    fill_made(NULL, BATCH_TRAIN, BATCH, BATCH, TIME, inputs, targets, weights);
    gpt_forward(gpt, pass, inputs, BATCH, TIME);
    const double sum = gpt_loss(gpt, pass, &(GptTargets){targets, weights, 1}, NULL, false);
    assert_close(losses[0], sum / (double)count_made(NULL, BATCH_TRAIN, BATCH, BATCH, TIME), 1e-5);
    gpt_state_destroy(pass);
    gpt_destroy(gpt);
}

static void memory_of_training(void **state)
{
    (void)state;
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_vocab = 50257;
    settings.gpt.n_ctx = 64;
    TrainConfig c = settings.train;
    c.replicas = 2;
    c.batch_size = 65536;
    Err err = {""};
    Gpt *small = gpt_create_empty(&settings.gpt, &err);
    // Two replicas; a micro-batch of them has about 512 tokens, whatever the batch.
    assert_int_equal(trainer_micro_batch(&c, small), 8);
    const double arrays = 5 * sizeof(float) * (double)small->n_items;
    const double states = 2 * (double)gpt_state_bytes(small, 8, 64, GPT_GRADIENTS, 1);
    assert_true(fabs(trainer_memory_bytes(&c, small) - arrays - states) < 1e-3 * arrays);
    assert_true(trainer_check_memory(&c, small, 0, NULL, &err));
    c.micro_batch = 65536;
    const double machine = mem_machine_bytes();
    if (trainer_memory_bytes(&c, small) > machine) {
        assert_false(trainer_check_memory(&c, small, 0, NULL, &err));
        assert_contains(err.text, "--micro-batch");
    }
    c.micro_batch = 1;
    assert_false(trainer_check_memory(&c, small, machine, NULL, &err)); // with what there is beside it
    // More than a number can say is more than the machine has.
    assert_true(gpt_state_bytes(small, 65536, (int64_t)1 << 40, GPT_GRADIENTS, 1) == INT64_MAX);
    gpt_destroy(small);
    settings.gpt.n_embd = 65536;
    settings.gpt.n_layer = 1000;
    Gpt *large = gpt_create_empty(&settings.gpt, &err);
    assert_false(trainer_check_memory(&c, large, 0, NULL, &err));
    assert_contains(err.text, "--n-layer");
    gpt_destroy(large);
}

static void schedules(void **state)
{
    (void)state;
    TrainConfig c = {.steps = 200,
                     .schedule = &SCHEDULES[0],
                     .lr = 1,
                     .lr_min = 0.1,
                     .warmup_steps = 9,
                     .eval_every = 50,
                     .eval_early_every = 10,
                     .eval_early = 30,
                     .log_every = 20,
                     .log_first = 3};
    assert_true(fabs(learning_rate(&c, 0) - 0.1) < 1e-12);
    assert_true(fabs(learning_rate(&c, 8) - 0.9) < 1e-12);
    assert_true(learning_rate(&c, 9) == 1);
    assert_true(fabs(learning_rate(&c, 200) - 0.1) < 1e-12);
    assert_true(learning_rate(&c, 150) < learning_rate(&c, 149));
    c.schedule = &SCHEDULES[1];
    c.warmdown = 0.2;
    assert_true(learning_rate(&c, 8) < 1 && learning_rate(&c, 9) == 1 && learning_rate(&c, 160) == 1);
    assert_true(fabs(learning_rate(&c, 180) - 0.55) < 1e-12);
    assert_true(fabs(learning_rate(&c, 199) - (0.1 + 0.9 / 40)) < 1e-12);
    assert_true(learning_rate(&c, 200) == 0.1);
    static const int64_t evaluated[] = {0, 10, 20, 30, 50, 100, 150, 200};
    size_t n = 0;
    for (int64_t step = 0; step <= 200; step++)
        if (train_is_evaluated(&c, step))
            assert_int_equal(step, evaluated[n++]);
    assert_int_equal(n, sizeof evaluated / sizeof evaluated[0]);
    assert_true(train_is_logged(&c, 3) && !train_is_logged(&c, 4));
    assert_true(train_is_logged(&c, 40) && train_is_logged(&c, 50));
    c.eval_every = 0;
    assert_false(train_is_evaluated(&c, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(replicas_agree, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(evaluation_is_complete, temp_setup, temp_teardown),
        cmocka_unit_test(sequences_of_ones_own),
        cmocka_unit_test(memory_of_training),
        cmocka_unit_test(schedules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
