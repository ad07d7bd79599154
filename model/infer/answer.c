// answer.c — all answers are fed to one decoder, a token each at a time; those that have ended are left out.
#include "model/infer/answer.h"

#include "engine/base/stop.h"
#include "model/infer/decoder.h"
#include "model/infer/sample.h"
#include "model/infer/tool.h"
#include "model/nn/random.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWS_OF_ANSWER = 1 << 16 };

// One answer under way.
typedef struct Writing {
    Answer *answer;
    Tool tool;
    int n_room, n_forced_room;
    int n_said;              // tokens of its own
    int n_waiting, n_placed; // of tool.forced: all, and those that stand in the answer
    bool over;
} Writing;

typedef struct Desk {
    const AnswerRequest *request;
    Arena *arena;
    Decoder *decoder;
    Writing *writings;        // [n_answers]
    RunCandidate *candidates; // (V)
    int *texts;               // [n_answers] those that go on …
    int32_t *next;            // [n_answers] … and the token that each goes on with
    bool interrupted;
} Desk;

// Puts a token into the answer. It is the next one that the decoder gets.
static void place(Desk *desk, int number, int32_t id, bool forced)
{
    Writing *writing = &desk->writings[number];
    Answer *answer = writing->answer;
    answer->ids = arena_grow(desk->arena, answer->ids, answer->n, &writing->n_room, sizeof *answer->ids);
    answer->forced = arena_grow(desk->arena, answer->forced, answer->n, &writing->n_forced_room, sizeof *answer->forced);
    answer->ids[answer->n] = id;
    answer->forced[answer->n++] = forced;
    const AnswerRequest *request = desk->request;
    if (request->take && !desk->interrupted)
        desk->interrupted = !request->take(request->context, number, id, forced);
}

static bool ends_turn(const ChatTokens *tokens, int32_t id)
{
    return id == tokens->ids[CHAT_BOS] || id == tokens->ids[CHAT_ASSISTANT_END] ||
           id == tokens->ids[CHAT_USER_START] || id == tokens->ids[CHAT_USER_END] ||
           id == tokens->ids[CHAT_ASSISTANT_START];
}

// The model's own next token, from its logits (V).
static int32_t draw(Desk *desk, int number, const float *logits)
{
    const AnswerRequest *request = desk->request;
    const int64_t n_vocab = request->tokenizer->n_vocab; // what the model has beyond them is padding
    const uint64_t stream = random_stream(RANDOM_ANSWERS, (uint32_t)number);
    const uint64_t counter = request->number * DRAWS_OF_ANSWER + (uint64_t)desk->writings[number].n_said;
    const double at = random_double((uint64_t)request->seed, stream, counter);
    sample_distribution(desk->candidates, logits, n_vocab, request->temperature, request->top_k);
    distribution_cut(desk->candidates, n_vocab, request->top_p);
    return desk->candidates[distribution_at(desk->candidates, n_vocab, at)].id;
}

// One token more in an answer: the next one that is forced, or one that is drawn.
static void go_on(Desk *desk, int number, const float *logits)
{
    const AnswerRequest *request = desk->request;
    Writing *writing = &desk->writings[number];
    if (writing->n_placed < writing->n_waiting) {
        place(desk, number, writing->tool.forced[writing->n_placed++], true);
    } else {
        const int32_t id = draw(desk, number, logits);
        place(desk, number, id, false);
        writing->n_said++;
        writing->n_waiting = request->no_tool ? 0 : tool_take(&writing->tool, id);
        writing->n_placed = 0;
        writing->answer->n_calls += writing->n_waiting > 0;
        writing->answer->ended = id == request->tokens->ids[CHAT_ASSISTANT_END];
        writing->over = ends_turn(request->tokens, id);
    }
    if (writing->n_placed == writing->n_waiting && writing->n_said >= request->most_tokens)
        writing->over = true;
}

// The answers that are not over, and their last tokens; returns how many.
static int collect(const Desk *desk)
{
    int n = 0;
    for (int i = 0; i < desk->request->n_answers; i++) {
        const Answer *answer = desk->writings[i].answer;
        if (desk->writings[i].over)
            continue;
        desk->texts[n] = i;
        desk->next[n++] = answer->ids[answer->n - 1];
    }
    return n;
}

static bool write_all(Desk *desk, Err *err)
{
    const AnswerRequest *request = desk->request;
    const int64_t n_vocab = request->gpt->config.n_vocab;
    const float *logits = decoder_feed(desk->decoder, request->prompt_ids, request->n_prompt);
    for (int i = 0; i < request->n_answers; i++)
        go_on(desk, i, logits);
    decoder_spread(desk->decoder);
    for (int n; !desk->interrupted && (n = collect(desk)) > 0;) {
        if (stop_requested())
            return stop_error(err);
        logits = decoder_feed_each(desk->decoder, desk->texts, desk->next, n);
        for (int i = 0; i < n && !desk->interrupted; i++)
            go_on(desk, desk->texts[i], logits + i * n_vocab);
    }
    return true;
}

// What was said, without what stands in a call or a result.
static const char *words_of(Arena *arena, const AnswerRequest *request, const Answer *answer)
{
    int32_t *words = ARENA_ARRAY(arena, int32_t, answer->n);
    int n = 0;
    bool in_call = false;
    for (int i = 0; i < answer->n; i++) {
        const int32_t id = answer->ids[i];
        in_call = (in_call || id == request->tokens->ids[CHAT_PYTHON_START]) &&
                  id != request->tokens->ids[CHAT_PYTHON_END];
        if (!in_call && !answer->forced[i] && !request->tokenizer->special[id])
            words[n++] = id;
    }
    return tokenizer_decode(request->tokenizer, arena, words, n);
}

bool answers_write(Answer *answers, Arena *arena, const AnswerRequest *request, Err *err)
{
    const size_t n = (size_t)request->n_answers;
    Desk desk = {
        .request = request,
        .arena = arena,
        .decoder = decoder_create(request->gpt, request->n_answers),
        .writings = mem_alloc(sizeof *desk.writings * n),
        .candidates = mem_array(sizeof *desk.candidates, request->tokenizer->n_vocab),
        .texts = mem_alloc(sizeof *desk.texts * n),
        .next = mem_alloc(sizeof *desk.next * n),
    };
    for (size_t i = 0; i < n; i++) {
        answers[i] = (Answer){.n = 0};
        desk.writings[i].answer = &answers[i];
        tool_init(&desk.writings[i].tool, request->tokenizer, request->tokens);
    }
    const bool ok = write_all(&desk, err);
    for (size_t i = 0; i < n && ok; i++)
        answers[i].text = words_of(arena, request, &answers[i]);
    free(desk.next);
    free(desk.texts);
    free(desk.candidates);
    free(desk.writings);
    decoder_destroy(desk.decoder);
    return ok;
}
