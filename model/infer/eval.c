// eval.c — one question after another, all answers to it at once.
#include "model/infer/eval.h"

#include "engine/base/stop.h"
#include "model/infer/answer.h"
#include "model/text/chat_render.h"

#include <math.h>

static void tell(EvalWatcher watcher, int64_t n_done, int64_t n_total)
{
    if (watcher.show)
        watcher.show(watcher.context, n_done, n_total);
}

// Right answers and calls so far.
typedef struct Score {
    int64_t n_right, n_passed, n_called;
} Score;

static bool ask(Score *score, ChatRenderer *renderer, const EvalRequest *request, int number, Err *err)
{
    const ChatExamItem *item = &request->items[number];
    const Part part = {PART_TEXT, item->question};
    const Message message = {ROLE_USER, &part, 1};
    Arena scratch;
    arena_init(&scratch);
    Rendering prompt;
    const int64_t most_prompt = request->gpt->config.n_ctx;
    bool ok = chat_render_prompt(renderer, &prompt, &scratch, &(Conversation){&message, 1}, most_prompt, err);
    Answer *answers = ARENA_ARRAY(&scratch, Answer, request->n_samples);
    const AnswerRequest asked = {
        .gpt = request->gpt,
        .tokenizer = request->tokenizer,
        .tokens = &renderer->tokens,
        .prompt_ids = ok ? prompt.ids : NULL,
        .n_prompt = ok ? prompt.n : 0,
        .n_answers = request->n_samples,
        .most_tokens = request->most_tokens,
        .temperature = request->temperature,
        .top_k = request->top_k,
        .no_tool = request->no_tool,
        .seed = request->seed,
        .number = (uint64_t)number,
    };
    ok = ok && answers_write(answers, &scratch, &asked, err);
    int n_right = 0;
    for (int i = 0; ok && i < request->n_samples; i++) {
        n_right += chat_exam_is_right(item, answers[i].text);
        score->n_called += answers[i].n_calls > 0;
    }
    score->n_right += n_right;
    score->n_passed += n_right > 0;
    arena_finish(&scratch);
    return ok;
}

bool eval_exam(RunEval *eval, const EvalRequest *request, Err *err)
{
    Score score = {0, 0, 0};
    ChatRenderer renderer;
    bool ok = chat_renderer_init(&renderer, request->tokenizer, err);
    for (int i = 0; ok && i < request->n; i++) {
        ok = ask(&score, &renderer, request, i, err);
        tell(request->watcher, i + 1, request->n);
    }
    chat_renderer_finish(&renderer);
    const double n_questions = request->n, n_answers = n_questions * request->n_samples;
    eval->temperature = request->temperature;
    eval->tool = !request->no_tool;
    eval->n = request->n;
    eval->n_samples = request->n_samples;
    eval->accuracy = (double)score.n_right / n_answers;
    eval->pass = (double)score.n_passed / n_questions;
    eval->tool_rate = (double)score.n_called / n_answers;
    eval->bits_per_byte = (double)NAN;
    return ok;
}

bool eval_bits_per_byte(double *bits, const Gpt *gpt, const Tokenizer *tokenizer, const char *text, size_t n_bytes,
                        EvalWatcher watcher, Err *err)
{
    Arena scratch;
    arena_init(&scratch);
    const int64_t n_ctx = gpt->config.n_ctx;
    int64_t n = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, &scratch, text, n_bytes, &n, err);
    bool ok = ids != NULL;
    if (ok && n < 2)
        ok = err_set(err, "the text is too short: of its %lld tokens none can be predicted", (long long)n);
    GptState *state = ok ? gpt_state_create(gpt, 1, n_ctx, 0, 1) : NULL;
    double nats = 0;
    for (int64_t at = 0; ok && at + 1 < n; at += n_ctx) {
        const int64_t n_time = n - 1 - at < n_ctx ? n - 1 - at : n_ctx;
        gpt_forward(gpt, state, ids + at, 1, n_time);
        nats += gpt_loss(gpt, state, &(GptTargets){.ids = ids + at + 1, .scale = 1}, NULL, false);
        tell(watcher, at + n_time, n - 1);
        ok = !stop_requested() || stop_error(err);
    }
    if (ok) {
        size_t n_first;
        tokenizer_bytes(tokenizer, ids[0], &n_first);
        *bits = nats / log(2) / (double)(n_bytes - n_first);
    }
    gpt_state_destroy(state);
    arena_finish(&scratch);
    return ok;
}
