// reinforce.c — questions that the model answers several times each: it learns from what was better than the rest.
//
// An update takes batch_size answers, `group` to a question. Each is a row whose loss counts as much as its reward is
// above the mean of its question's answers. The gradient of that is the policy gradient: nothing keeps the model near
// what it was, nothing is clipped or divided by a deviation, and the mean is over all tokens that were said.
#include "model/train/objective.h"

#include "model/run/writer_chat.h"
#include "model/text/chat_render.h"
#include "model/train/rollout.h"
#include "model/train/steps.h"

#include <stdlib.h>

// The number of the question that is asked beside the training, beyond those of all that it asks.
static const uint64_t ASIDE = UINT64_C(1) << 40;

// A question as the model gets it.
typedef struct Prompt {
    const int32_t *ids; // [n] ends with <|assistant_start|>
    int64_t n;
} Prompt;

typedef struct Quiz {
    const TrainConfig *config;
    int64_t n_ctx;
    const Tokenizer *tokenizer;
    ChatTokens tokens;
    ChatExam exam;
    Prompt *prompts;  // [exam.n]
    RowList answered; // of the update that was prepared last
    RowList none;     // for validation
    RowBatches rows;
    int64_t prepared; // that update; -1: none
} Quiz;

// ---- beginning ----

static bool render_questions(Quiz *quiz, Arena *arena, Err *err)
{
    const TrainConfig *c = quiz->config;
    ChatRenderer renderer;
    if (!chat_renderer_init(&renderer, quiz->tokenizer, err))
        return false;
    quiz->tokens = renderer.tokens;
    quiz->prompts = ARENA_ARRAY(arena, Prompt, quiz->exam.n);
    bool ok = true;
    for (int i = 0; i < quiz->exam.n && ok; i++) {
        const Message message = {ROLE_USER, &(Part){PART_TEXT, quiz->exam.items[i].question}, 1};
        Rendering rendering;
        ok = chat_render_prompt(&renderer, &rendering, arena, &(Conversation){&message, 1}, INT64_MAX, err);
        if (ok && rendering.n + c->answer_tokens > quiz->n_ctx)
            ok = err_set(err, "its %lld tokens and the %lld of --answer-tokens do not fit a context of %lld",
                         (long long)rendering.n, (long long)c->answer_tokens, (long long)quiz->n_ctx);
        if (!ok)
            err_prefix(err, "%s, question %d", c->data, i + 1);
        quiz->prompts[i] = (Prompt){rendering.ids, rendering.n};
    }
    chat_renderer_finish(&renderer);
    return ok;
}

bool reinforce_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err)
{
    const TrainConfig *c = &request->settings->train;
    Quiz *quiz = lessons->own = ARENA_NEW(arena, Quiz);
    *quiz = (Quiz){
        .config = c,
        .n_ctx = request->settings->gpt.n_ctx,
        .tokenizer = request->tokenizer,
        .rows = {.train = &quiz->answered, .val = &quiz->none, .weighted = true},
        .prepared = -1,
    };
    lessons->tokenizer = request->tokenizer;
    lessons->batches = row_batches(&quiz->rows);
    if (c->batch_size % c->group != 0)
        return err_set(err, "--batch-size %lld is no multiple of --group %lld, the answers to a question",
                       (long long)c->batch_size, (long long)c->group);
    if (!steps_check("answers-at", c->answers_at, err) ||
        !lessons_identify(lessons, arena, c, "questions with answers", err) ||
        !chat_exam_read(&quiz->exam, arena, c->data, err) || !render_questions(quiz, arena, err))
        return false;
    lessons->prompt = quiz->exam.items[0].question;
    quiz->rows.padding = quiz->tokens.ids[CHAT_ASSISTANT_END];
    return true;
}

void reinforce_close(Lessons *lessons)
{
    Quiz *quiz = lessons->own;
    row_list_finish(&quiz->answered);
}

// ---- an update's answers ----

// How a question is asked. `number` tells the draws of one time it is asked from those of all others.
static AnswerRequest request_of(const Quiz *quiz, const Gpt *gpt, int64_t question, uint64_t number)
{
    const TrainConfig *c = quiz->config;
    return (AnswerRequest){
        .gpt = gpt,
        .tokenizer = quiz->tokenizer,
        .tokens = &quiz->tokens,
        .prompt_ids = quiz->prompts[question].ids,
        .n_prompt = quiz->prompts[question].n,
        .n_answers = (int)c->group,
        .most_tokens = c->answer_tokens,
        .temperature = c->answer_temperature,
        .top_k = c->answer_top_k,
        .seed = c->seed,
        .number = number,
    };
}

// A question of an update under way.
typedef struct Asked {
    Arena arena;
    AnswerRequest request;
    int64_t question;
    Rollout rollout;
    bool ok;
    Err err;
} Asked;

static void add_figures(AnswerFigures *figures, const Rollout *rollout)
{
    for (int i = 0; i < rollout->n; i++) {
        const Answer *answer = &rollout->answers[i];
        figures->reward += rollout->rewards[i];
        figures->tool_rate += answer->n_calls > 0;
        for (int k = 0; k < answer->n; k++)
            figures->n_tokens += !answer->forced[k];
    }
}

// What was answered becomes the batch.
static void take_answers(Lessons *lessons, const Asked *asked, int n_asked)
{
    Quiz *quiz = lessons->own;
    const double n_answers = (double)quiz->config->batch_size;
    AnswerFigures sums = {0, 0, 0};
    row_list_clear(&quiz->answered);
    for (int i = 0; i < n_asked; i++) {
        row_list_add_rollout(&quiz->answered, &asked[i].rollout, &asked[i].request, quiz->n_ctx + 1);
        add_figures(&sums, &asked[i].rollout);
    }
    lessons->figures = (AnswerFigures){sums.reward / n_answers, sums.tool_rate / n_answers, sums.n_tokens / n_answers};
}

bool reinforce_prepare(Lessons *lessons, const Gpt *gpt, int64_t update, Err *err)
{
    Quiz *quiz = lessons->own;
    const TrainConfig *c = quiz->config;
    if (quiz->prepared == update)
        return true;
    const int n_asked = (int)(c->batch_size / c->group);
    Asked *asked = mem_array(sizeof *asked, n_asked);
    for (int i = 0; i < n_asked; i++) {
        const int64_t number = update * n_asked + i;
        arena_init(&asked[i].arena);
        asked[i].question = shuffled_in_passes((uint64_t)c->seed, quiz->exam.n, number);
        asked[i].request = request_of(quiz, gpt, asked[i].question, (uint64_t)number);
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads((int)c->replicas) if (c->replicas > 1)
    for (int i = 0; i < n_asked; i++)
        asked[i].ok = rollout_make(&asked[i].rollout, &asked[i].arena, &quiz->exam.items[asked[i].question],
                                   &asked[i].request, &asked[i].err);
    bool ok = true;
    for (int i = 0; i < n_asked && ok; i++)
        ok = asked[i].ok || err_set(err, "%s", asked[i].err.text);
    if (ok) {
        take_answers(lessons, asked, n_asked);
        quiz->prepared = update;
    }
    for (int i = 0; i < n_asked; i++)
        arena_finish(&asked[i].arena);
    free(asked);
    return ok;
}

// ---- record ----

static bool record_rollout(const Quiz *quiz, const Rollout *rollout, Arena *arena, const char *dir, int64_t step,
                           const ChatExamItem *item, Err *err)
{
    RunRolloutSample *samples = ARENA_ARRAY(arena, RunRolloutSample, rollout->n);
    for (int i = 0; i < rollout->n; i++) {
        const Answer *answer = &rollout->answers[i];
        samples[i] = (RunRolloutSample){
            .ids = answer->ids,
            .forced = answer->forced,
            .n = answer->n,
            .text = tokenizer_decode(quiz->tokenizer, arena, answer->ids, answer->n),
            .reward = rollout->rewards[i],
            .advantage = rollout->advantages[i],
        };
    }
    const RunRollout line = {step, item->question, item->answer, samples, rollout->n};
    return run_append_rollout(dir, &line, err);
}

// The first question of the file is asked beside the training, at chosen steps, each time with the same draws: what
// changes is the model.
bool reinforce_record(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err)
{
    const Quiz *quiz = lessons->own;
    if (!steps_have(quiz->config->answers_at, step))
        return true;
    Arena arena;
    arena_init(&arena);
    const AnswerRequest request = request_of(quiz, gpt, 0, ASIDE);
    const ChatExamItem *item = &quiz->exam.items[0];
    Rollout rollout;
    const bool ok = rollout_make(&rollout, &arena, item, &request, err) &&
                    record_rollout(quiz, &rollout, &arena, dir, step, item, err);
    arena_finish(&arena);
    return ok;
}
