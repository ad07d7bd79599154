// chat.c — gptreel chat: the user's lines and the model's answers in turn, within the context that the model has.
#include "engine/base/stop.h"
#include "model/cli/chat_screen.h"
#include "model/cli/commands.h"
#include "model/cli/opened.h"
#include "model/infer/answer.h"
#include "model/run/writer_chat.h"
#include "model/text/chat_render.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct ChatOptions {
    int64_t n_tokens;
    double temperature;
    int64_t top_k;
    double top_p;
    int64_t seed;
    bool record;
} ChatOptions;

#define AT(field) offsetof(ChatOptions, field)

static const Opt CHAT_OPTS[] = {
    {"tokens", 'n', OPT_INT, AT(n_tokens), "N", "tokens of an answer, at most", 1, 1e6},
    {"temperature", 't', OPT_REAL, AT(temperature), "X", "above 1 bolder, below 1 safer; 0: the likeliest", 0, 100},
    {"top-k", 'k', OPT_INT, AT(top_k), "N", "candidates kept; 0: all", 0, 1e6},
    {"top-p", 0, OPT_REAL, AT(top_p), "X", "the likeliest kept that together have so much; 0: all", 0, 1},
    {"seed", 's', OPT_INT, AT(seed), "N", "of the draws", 0, 9e15},
    {"record", 'r', OPT_FLAG, AT(record), NULL, "keep the conversation in the run", 0, 0},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

// What the user said and what was answered, as tokens.
typedef struct Turn {
    const int32_t *ids; // [n] from <|user_start|> to <|assistant_end|>
    int64_t n;
} Turn;

typedef struct Chat {
    const ChatOptions *options;
    const Opened *opened;
    Arena *arena; // of all that lasts
    Gpt *gpt;
    ChatRenderer renderer;
    bool is_terminal; // that asks and answers, not a pipe
    Turn *turns;      // [n_turns]
    int n_turns, n_turns_room;
    int first;         // turn that the model still sees
    RunTurn *recorded; // [n_recorded]
    int n_recorded, n_recorded_room;
} Chat;

// ---- what the model sees ----

// Tokens that a prompt may have, so that an answer has room behind it.
static int64_t most_prompt(const Chat *chat)
{
    const int64_t n_ctx = chat->gpt->config.n_ctx, half = n_ctx / 2;
    return n_ctx - (chat->options->n_tokens < half ? chat->options->n_tokens : half);
}

// The line as <|user_start|> … <|user_end|> <|assistant_start|>; NULL when it has too many tokens.
static const int32_t *asked_ids(Chat *chat, const char *line, int64_t *n_ids, Err *err)
{
    const int32_t *special = chat->renderer.tokens.ids;
    int64_t n = 0;
    const int32_t *words = text_encode(chat->renderer.encoder, chat->arena, line, strlen(line), &n, err);
    const int64_t most = most_prompt(chat) - 4; // with <|bos|>
    if (!words)
        return NULL;
    if (n > most) {
        err_set(err, "that is %lld tokens, and the model can be told %lld at once", (long long)n, (long long)most);
        return NULL;
    }
    int32_t *ids = ARENA_ARRAY(chat->arena, int32_t, n + 3);
    ids[0] = special[CHAT_USER_START];
    memcpy(ids + 1, words, sizeof *words * (size_t)n);
    ids[n + 1] = special[CHAT_USER_END];
    ids[n + 2] = special[CHAT_ASSISTANT_START];
    *n_ids = n + 3;
    return ids;
}

// <|bos|>, the turns that still fit, and what was asked. Turns that no longer fit are forgotten for good.
static int32_t *prompt_of(Chat *chat, Arena *scratch, const int32_t *asked, int64_t n_asked, int64_t *n_prompt)
{
    int64_t n = 1 + n_asked;
    for (int i = chat->first; i < chat->n_turns; i++)
        n += chat->turns[i].n;
    const int before = chat->first;
    while (n > most_prompt(chat))
        n -= chat->turns[chat->first++].n;
    if (chat->first > before)
        fprintf(stderr,
                chat->first > 1 ? "(The model no longer sees the first %d turns.)\n"
                                : "(The model no longer sees the first turn.)\n",
                chat->first);
    int32_t *prompt = ARENA_ARRAY(scratch, int32_t, n), *at = prompt;
    *at++ = chat->renderer.tokens.ids[CHAT_BOS];
    for (int i = chat->first; i < chat->n_turns; at += chat->turns[i++].n)
        memcpy(at, chat->turns[i].ids, sizeof *at * (size_t)chat->turns[i].n);
    memcpy(at, asked, sizeof *at * (size_t)n_asked);
    *n_prompt = n;
    return prompt;
}

static void remember_turn(Chat *chat, const int32_t *asked, int64_t n_asked, const Answer *answer)
{
    // An answer that was broken off, or ended with another token of a turn, ends like others.
    const bool is_cut = !answer->ended && chat->opened->tokenizer->special[answer->ids[answer->n - 1]];
    const int n_answer = answer->n - (answer->ended || is_cut);
    const int64_t n = n_asked + n_answer + 1;
    int32_t *ids = ARENA_ARRAY(chat->arena, int32_t, n);
    memcpy(ids, asked, sizeof *ids * (size_t)n_asked);
    memcpy(ids + n_asked, answer->ids, sizeof *ids * (size_t)n_answer);
    ids[n - 1] = chat->renderer.tokens.ids[CHAT_ASSISTANT_END];
    chat->turns = arena_grow(chat->arena, chat->turns, chat->n_turns, &chat->n_turns_room, sizeof *chat->turns);
    chat->turns[chat->n_turns++] = (Turn){ids, n};
}

// ---- what is kept in the run ----

static void record_part(Chat *chat, const char *role, const int32_t *ids, const bool *forced, int n)
{
    chat->recorded =
        arena_grow(chat->arena, chat->recorded, chat->n_recorded, &chat->n_recorded_room, sizeof *chat->recorded);
    chat->recorded[chat->n_recorded++] = (RunTurn){
        .role = role,
        .ids = ids,
        .forced = forced,
        .n = n,
        .text = tokenizer_decode(chat->opened->tokenizer, chat->arena, ids, n),
    };
}

static bool record_turn(Chat *chat, const int32_t *asked, int64_t n_asked, const Answer *answer, Err *err)
{
    const int n_user = (int)n_asked - 1, n_answer = answer->n + 1; // <|assistant_start|> is the answer's
    bool *forced = ARENA_ARRAY(chat->arena, bool, n_asked + n_answer);
    memcpy(forced + n_asked, answer->forced, sizeof *forced * (size_t)answer->n);
    int32_t *ids = ARENA_ARRAY(chat->arena, int32_t, n_answer);
    ids[0] = asked[n_user];
    memcpy(ids + 1, answer->ids, sizeof *ids * (size_t)answer->n);
    record_part(chat, "user", asked, forced, n_user);
    record_part(chat, "assistant", ids, forced + n_user, n_answer);
    return run_write_dialogue(chat->opened->dir, chat->recorded, chat->n_recorded, err);
}

// ---- turns ----

static bool show_token(void *context, int answer, int32_t id, bool forced)
{
    (void)answer;
    (void)forced;
    chat_screen_put(context, id);
    return !stop_requested();
}

// Answers a line. An answer that Ctrl-C broke off stands as far as it came.
static bool answer_line(Chat *chat, const char *line, Err *err)
{
    int64_t n_asked = 0, n_prompt = 0;
    Err too_long = {""};
    const int32_t *asked = asked_ids(chat, line, &n_asked, &too_long);
    if (!asked) {
        fprintf(stderr, "(Not asked: %s.)\n", too_long.text);
        return true;
    }
    Arena scratch;
    arena_init(&scratch);
    ChatScreen screen = {.text = {.out = stdout},
                         .dims = isatty(STDOUT_FILENO),
                         .tokenizer = chat->opened->tokenizer,
                         .tokens = &chat->renderer.tokens};
    AnswerRequest request = {
        .gpt = chat->gpt,
        .tokenizer = chat->opened->tokenizer,
        .tokens = &chat->renderer.tokens,
        .n_answers = 1,
        .most_tokens = chat->options->n_tokens,
        .temperature = chat->options->temperature,
        .top_k = chat->options->top_k,
        .top_p = chat->options->top_p,
        .seed = chat->options->seed,
        .number = (uint64_t)chat->n_turns,
        .take = show_token,
        .context = &screen,
    };
    request.prompt_ids = prompt_of(chat, &scratch, asked, n_asked, &n_prompt);
    request.n_prompt = n_prompt;
    Answer answer;
    bool ok = answers_write(&answer, chat->arena, &request, err);
    chat_screen_end(&screen);
    if (stop_requested())
        ok = stop_forget() || stop_error(err);
    if (ok && ferror(stdout))
        ok = err_set(err, "cannot write the answer: the output is closed or full");
    if (ok)
        remember_turn(chat, asked, n_asked, &answer);
    ok = ok && (!chat->options->record || record_turn(chat, asked, n_asked, &answer, err));
    arena_finish(&scratch);
    return ok;
}

// Takes line after line until the input ends, or Ctrl-C comes while nothing is being answered.
static bool converse(Chat *chat, Err *err)
{
    char *line = NULL;
    size_t room = 0;
    bool ok = true;
    while (ok) {
        if (chat->is_terminal)
            fputs("> ", stdout);
        fflush(stdout);
        errno = 0;
        ssize_t n = getline(&line, &room, stdin);
        if (n < 0 && errno == ENOMEM)
            mem_die(room);
        if (n < 0)
            break;
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            line[--n] = '\0';
        ok = line[0] == '\0' || answer_line(chat, line, err);
    }
    if (ok && stop_requested())
        ok = stop_forget() || stop_error(err);
    else if (ok && ferror(stdin))
        ok = err_errno(err, "cannot read the input");
    if (ok && chat->is_terminal)
        fputc('\n', stdout);
    free(line);
    return ok;
}

static bool work(const Opened *opened, const void *asked, Arena *arena, Err *err)
{
    const ChatOptions *options = asked;
    Chat chat = {.options = options,
                 .opened = opened,
                 .arena = arena,
                 .is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    if (!chat_renderer_init(&chat.renderer, opened->tokenizer, err))
        return err_prefix(err, "%s", opened->dir);
    RunLock lock = {0};
    if (options->record && !opened_lock(&lock, opened, "leave out --record", err)) {
        chat_renderer_finish(&chat.renderer);
        return false;
    }
    chat.gpt = pretrained_gpt(&opened->pretrained, stderr, err);
    const bool ok = chat.gpt && converse(&chat, err);
    gpt_destroy(chat.gpt);
    chat_renderer_finish(&chat.renderer);
    run_unlock(&lock);
    return ok;
}

int command_chat(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    ChatOptions options = {.n_tokens = 100, .temperature = 0.6, .top_k = 50, .seed = 1};
    return on_opened(argc, argv, CHAT_OPTS, &options, work, err);
}
