// eval.c — a question a thread, all answers to it at once.
#include "model/infer/eval.h"

#include "engine/base/stop.h"
#include "model/infer/answer.h"
#include "model/nn/kernel.h"
#include "model/text/chat_render.h"

#include <math.h>

static void tell(EvalWatcher watcher, int64_t n_done, int64_t n_total)
{
    if (watcher.show)
        watcher.show(watcher.context, n_done, n_total);
}

// A question as the model gets it, and what its answers were like.
typedef struct Question {
    const int32_t *ids; // [n] ends with <|assistant_start|>
    int64_t n;
    int n_right, n_called; // of its answers
} Question;

static bool render_questions(Question *questions, ChatTokens *tokens, Arena *arena, const EvalRequest *request,
                             Err *err)
{
    ChatRenderer renderer;
    bool ok = chat_renderer_init(&renderer, request->tokenizer, err);
    *tokens = renderer.tokens;
    for (int i = 0; ok && i < request->n; i++) {
        const Part part = {PART_TEXT, request->items[i].question};
        const Message message = {ROLE_USER, &part, 1};
        Rendering prompt = {.n = 0};
        ok = chat_render_prompt(&renderer, &prompt, arena, &(Conversation){&message, 1}, request->gpt->config.n_ctx,
                                err);
        questions[i] = (Question){.ids = prompt.ids, .n = prompt.n};
    }
    chat_renderer_finish(&renderer);
    return ok;
}

// Question number `number` is answered. False when a stop is requested.
static bool ask(Question *question, const ChatTokens *tokens, const EvalRequest *request, int number)
{
    Arena scratch;
    arena_init(&scratch);
    Answer *answers = ARENA_ARRAY(&scratch, Answer, request->n_samples);
    const AnswerRequest asked = {
        .gpt = request->gpt,
        .tokenizer = request->tokenizer,
        .tokens = tokens,
        .prompt_ids = question->ids,
        .n_prompt = question->n,
        .n_answers = request->n_samples,
        .most_tokens = request->most_tokens,
        .temperature = request->temperature,
        .top_k = request->top_k,
        .no_tool = request->no_tool,
        .seed = request->seed,
        .number = (uint64_t)number,
    };
    const bool ok = answers_write(answers, &scratch, &asked, NULL);
    for (int i = 0; ok && i < request->n_samples; i++) {
        question->n_right += chat_exam_is_right(&request->items[number], answers[i].text);
        question->n_called += answers[i].n_calls > 0;
    }
    arena_finish(&scratch);
    return ok;
}

// A thread takes one question after another: of a small model that is faster than to share each of its products.
static bool ask_all(Question *questions, const ChatTokens *tokens, const EvalRequest *request, Err *err)
{
    int64_t n_done = 0;
#pragma omp parallel for schedule(dynamic, 1) num_threads(kernel_threads())
    for (int i = 0; i < request->n; i++) {
        if (stop_requested() || !ask(&questions[i], tokens, request, i))
            continue;
#pragma omp critical(eval_watcher)
        tell(request->watcher, ++n_done, request->n);
    }
    return !stop_requested() || stop_error(err);
}

bool eval_exam(RunEval *eval, const EvalRequest *request, Err *err)
{
    Arena arena;
    arena_init(&arena);
    ChatTokens tokens;
    Question *questions = ARENA_ARRAY(&arena, Question, request->n);
    const bool ok =
        render_questions(questions, &tokens, &arena, request, err) && ask_all(questions, &tokens, request, err);
    int64_t n_right = 0, n_passed = 0, n_called = 0;
    for (int i = 0; i < request->n; i++) {
        n_right += questions[i].n_right;
        n_passed += questions[i].n_right > 0;
        n_called += questions[i].n_called;
    }
    arena_finish(&arena);
    const double n_questions = request->n, n_answers = n_questions * request->n_samples;
    eval->temperature = request->temperature;
    eval->tool = !request->no_tool;
    eval->n = request->n;
    eval->n_samples = request->n_samples;
    eval->accuracy = (double)n_right / n_answers;
    eval->pass = (double)n_passed / n_questions;
    eval->tool_rate = (double)n_called / n_answers;
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
