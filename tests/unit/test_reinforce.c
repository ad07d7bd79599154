// test_reinforce.c — learning by reward: the gradient against that of the expected reward, and an update's answers.
#include "support_gpt.h"

#include "model/train/objective.h"
#include "model/train/rollout.h"
#include "model/train/trainer.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// ---- a toy of two tokens ----

// The model says 0 or 1, after a prompt of one 0. An answer ends with 1, or after two tokens. Right is 0 1.
enum { SAY, END, N_TOY_ANSWERS = 3, GROUP = 2, N_GROUPS = N_TOY_ANSWERS * N_TOY_ANSWERS };

static const struct {
    int32_t ids[2];
    int n;
    double reward;
} TOY[N_TOY_ANSWERS] = {{{END, 0}, 1, 0}, {{SAY, END}, 2, 1}, {{SAY, SAY}, 2, 0}};

static GptConfig toy_config(void)
{
    Settings settings;
    settings_init(&settings);
    GptConfig config = settings.gpt;
    config.n_layer = 1;
    config.n_head = 2;
    config.n_embd = 8;
    config.n_ctx = 4;
    config.n_vocab = 2;
    config.dropout = 0;
    return config;
}

// How likely each answer is.
static void toy_probabilities(const Gpt *gpt, double p[N_TOY_ANSWERS])
{
    static const int32_t TOKENS[] = {SAY, SAY};
    GptState *state = gpt_state_create(gpt, 1, 2, 0, 1);
    gpt_forward(gpt, state, TOKENS, 1, 2);
    double end[2]; // after the prompt, and after one 0 more
    for (int t = 0; t < 2; t++)
        end[t] = 1 / (1 + exp((double)state->logits[2 * t + SAY] - (double)state->logits[2 * t + END]));
    p[0] = end[0];
    p[1] = (1 - end[0]) * end[1];
    p[2] = (1 - end[0]) * (1 - end[1]);
    gpt_state_destroy(state);
}

static double expected_reward(const Gpt *gpt)
{
    double p[N_TOY_ANSWERS], sum = 0;
    toy_probabilities(gpt, p);
    for (int i = 0; i < N_TOY_ANSWERS; i++)
        sum += p[i] * TOY[i].reward;
    return sum;
}

// Every group of two answers there can be, each as much as it is likely.
static void add_all_groups(RowList *rows, const double p[N_TOY_ANSWERS])
{
    static const int32_t PROMPT[] = {SAY};
    static const bool NOTHING_FORCED[2] = {false, false};
    const AnswerRequest request = {.prompt_ids = PROMPT, .n_prompt = 1, .n_answers = GROUP};
    for (int group = 0; group < N_GROUPS; group++) {
        const int members[GROUP] = {group / N_TOY_ANSWERS, group % N_TOY_ANSWERS};
        int32_t ids[GROUP][2];
        bool forced[GROUP][2];
        Answer answers[GROUP];
        double rewards[GROUP], advantages[GROUP];
        for (int i = 0; i < GROUP; i++) {
            memcpy(ids[i], TOY[members[i]].ids, sizeof ids[i]);
            memcpy(forced[i], NOTHING_FORCED, sizeof forced[i]);
            answers[i] = (Answer){.ids = ids[i], .forced = forced[i], .n = TOY[members[i]].n};
            rewards[i] = TOY[members[i]].reward;
        }
        advantages_of(advantages, rewards, GROUP);
        row_list_add_rollout(rows, &(Rollout){answers, rewards, advantages, GROUP}, &request, 5);
        for (int i = 0; i < GROUP; i++)
            rows->weights[rows->n - 1 - i] *= (float)(p[members[0]] * p[members[1]]);
    }
}

// The gradient over all groups is that of the expected reward times the group's size less one, however they are cut.
static void gradient_of_expected_reward(void **state)
{
    (void)state;
    const GptConfig config = toy_config();
    Settings settings;
    settings_init(&settings);
    settings.train.batch_size = GROUP * N_GROUPS;
    for (int cut = 0; cut < 3; cut++) {
        settings.train.replicas = 1 + cut % 2;
        settings.train.micro_batch = 1 + 3 * cut;
        Gpt *gpt = random_gpt(&config, 0.4f);
        Gpt *moved = random_gpt(&config, 0.4f);
        double p[N_TOY_ANSWERS];
        RowList rows = {.n = 0}, none = {.n = 0};
        toy_probabilities(gpt, p);
        add_all_groups(&rows, p);
        const RowBatches row_lists = {.train = &rows, .val = &none, .weighted = true};
        const Batches batches = row_batches(&row_lists);
        Optimizer optimizer;
        optimizer_init(&optimizer, &settings.train, gpt);
        Trainer *trainer = trainer_create(&settings.train, &batches, gpt, &optimizer);
        UpdateResult result;
        assert_true(trainer_update(trainer, 0, &result));
        const double n_learned = (double)batches_count(&batches, BATCH_TRAIN, 0, GROUP * N_GROUPS, config.n_ctx);
        assert_true(n_learned == GROUP * 3 * (1 + 2 + 2));
        const float step = 1e-2f;
        double largest = 0;
        for (int64_t i = 0; i < gpt->n_items; i++) {
            const float at = moved->weights[i];
            moved->weights[i] = at + step;
            const double above = expected_reward(moved);
            moved->weights[i] = at - step;
            const double below = expected_reward(moved);
            moved->weights[i] = at;
            const double wanted = -(GROUP - 1) * (above - below) / (2 * (double)step);
            assert_close((double)trainer_gradient(trainer)[i] * n_learned, wanted, 2e-3);
            largest = fmax(largest, fabs(wanted));
        }
        assert_true(largest > 0.05); // or there was nothing to compare
        trainer_destroy(trainer);
        optimizer_finish(&optimizer);
        row_list_finish(&rows);
        gpt_destroy(moved);
        gpt_destroy(gpt);
    }
}

// Where all are as right, nothing is learned.
static void equal_rewards(void **state)
{
    (void)state;
    static const double REWARDS[][4] = {{0, 0, 0, 0}, {1, 1, 1, 1}, {1, 0, 0, 0}};
    double advantages[4];
    for (int i = 0; i < 2; i++) {
        advantages_of(advantages, REWARDS[i], 4);
        for (int k = 0; k < 4; k++)
            assert_true(advantages[k] == 0);
    }
    advantages_of(advantages, REWARDS[2], 4);
    assert_true(advantages[0] == 0.75 && advantages[1] == -0.25 && advantages[3] == -0.25);
}

// What the model said is learned from, its end too; prompt and result of the calculator are not.
static void rows_of_answers(void **state)
{
    (void)state;
    static const int32_t PROMPT[] = {1, 2, 3};
    int32_t ids[] = {10, 11, 12, 13, 14};
    bool forced[] = {false, false, true, true, false};
    const Answer answers[] = {{.ids = ids, .forced = forced, .n = 5}, {.ids = ids, .forced = forced, .n = 2}};
    static const double REWARDS[] = {1, 0}, ADVANTAGES[] = {0.5, -0.5};
    const AnswerRequest request = {.prompt_ids = PROMPT, .n_prompt = 3};
    RowList rows = {.n = 0}, none = {.n = 0};
    row_list_add_rollout(&rows, &(Rollout){answers, REWARDS, ADVANTAGES, 2}, &request, 7);
    const RowBatches row_lists = {.train = &rows, .val = &none, .padding = 99, .weighted = true};
    const Batches batches = row_batches(&row_lists);
    int32_t inputs[12], targets[12];
    float weights[12];
    batches.fill(batches.context, BATCH_TRAIN, 0, 2, 6, inputs, targets, weights);
    static const int32_t INPUTS[] = {1, 2, 3, 10, 11, 12, 1, 2, 3, 10, 99, 99}; // the first row is cut to 7 tokens
    static const int32_t TARGETS[] = {-1, -1, 10, 11, -1, -1, -1, -1, 10, 11, -1, -1};
    assert_memory_equal(inputs, INPUTS, sizeof INPUTS);
    assert_memory_equal(targets, TARGETS, sizeof TARGETS);
    for (int i = 0; i < 12; i++)
        assert_true(weights[i] == (i < 6 ? 0.5f : -0.5f));
    row_list_finish(&rows);
}

// ---- answers of an update ----

enum { N_CTX = 48, N_ANSWERS = 12 };

static const char QUESTIONS[] = "{\"task\": \"copying\", \"question\": \"a\", \"answer\": \"a\"}\n"
                                "{\"task\": \"copying\", \"question\": \"b\", \"answer\": \"b\"}\n"
                                "{\"task\": \"sums\", \"question\": \"2+3\", \"answer\": \"5\"}\n"
                                "{\"task\": \"sums\", \"question\": \"1+1\", \"answer\": \"2\"}\n";

static Settings quiz_settings(Temp *temp, int64_t replicas)
{
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_layer = settings.gpt.n_head = 2;
    settings.gpt.n_embd = 16;
    settings.gpt.n_ctx = N_CTX;
    settings.gpt.n_vocab = 265;
    settings.train.objective = &OBJECTIVES[2];
    settings.train.data = temp_write_text(temp, "rl.jsonl", QUESTIONS);
    settings.train.batch_size = N_ANSWERS;
    settings.train.group = 4;
    settings.train.answer_tokens = 6;
    settings.train.answer_top_k = 0;
    settings.train.replicas = replicas;
    return settings;
}

// The inputs of a batch, all of one length, and its figures.
static int32_t *batch_of(Temp *temp, Lessons *lessons, const Gpt *gpt, int64_t update)
{
    Err err = {""};
    int32_t *inputs = ARENA_ARRAY(&temp->arena, int32_t, N_ANSWERS * N_CTX);
    int32_t targets[N_ANSWERS * N_CTX];
    float weights[N_ANSWERS * N_CTX];
    assert_true(lessons_prepare(lessons, gpt, update, &err));
    lessons->batches.fill(lessons->batches.context, BATCH_TRAIN, update * N_ANSWERS, N_ANSWERS, N_CTX, inputs, targets,
                          weights);
    return inputs;
}

// A function of weights, seed and update alone; every answer and every update has draws of its own, also for the first
// token.
static void updates_are_pure(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const TokenizerOptions options = {.n_vocab = 265, .chat_tokens = true};
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", options, "", 0, &err);
    const Settings settings[2] = {quiz_settings(temp, 1), quiz_settings(temp, 2)};
    Gpt *gpt = random_gpt(&settings[0].gpt, 0.2f);
    Lessons lessons[2];
    for (int i = 0; i < 2; i++)
        assert_true(lessons_open(&lessons[i], &temp->arena, &(LessonsRequest){&settings[i], tokenizer, NULL}, &err));
    const size_t n_bytes = sizeof(int32_t) * N_ANSWERS * N_CTX;
    const int32_t *fifth = batch_of(temp, &lessons[0], gpt, 5);
    assert_memory_equal(fifth, batch_of(temp, &lessons[0], gpt, 5), n_bytes);
    assert_memory_not_equal(fifth, batch_of(temp, &lessons[0], gpt, 6), n_bytes);
    batch_of(temp, &lessons[1], gpt, 0);
    assert_memory_equal(fifth, batch_of(temp, &lessons[1], gpt, 5), n_bytes); // two threads, another one before
    const AnswerFigures *figures = &lessons[1].figures;
    assert_true(figures->n_tokens >= 1 && figures->n_tokens <= 6 && figures->tool_rate == 0 && figures->reward >= 0);
    int n_others = 0;
    for (int row = 0; row < N_ANSWERS; row += 4) {
        int64_t at = 0; // of the first token of the answers, behind the prompt that they share
        while (fifth[row * N_CTX + at] == fifth[(row + 1) * N_CTX + at] &&
               fifth[row * N_CTX + at] == fifth[(row + 2) * N_CTX + at])
            at++;
        n_others += at <= 7;
    }
    assert_true(n_others == N_ANSWERS / 4);
    for (int i = 0; i < 2; i++)
        lessons_close(&lessons[i]);
    gpt_destroy(gpt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradient_of_expected_reward),
        cmocka_unit_test(equal_rewards),
        cmocka_unit_test(rows_of_answers),
        cmocka_unit_test_setup_teardown(updates_are_pure, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
