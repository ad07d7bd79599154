// chat_render.c — writes a conversation token by token into a growing list, then cuts it to what fits.
#include "model/text/chat_render.h"

#include <assert.h>
#include <string.h>

// A rendering under way.
typedef struct Writing {
    ChatRenderer *renderer;
    Arena *arena;
    int32_t *ids;  // [n]
    bool *learned; // [n]
    int n, n_ids_room, n_learned_room;
    int *turns; // [n_turns] where the user's turns begin
    int n_turns, n_turns_room;
} Writing;

bool chat_renderer_init(ChatRenderer *renderer, const Tokenizer *tokenizer, Err *err)
{
    *renderer = (ChatRenderer){.encoder = NULL};
    if (!chat_tokens_find(&renderer->tokens, tokenizer, err))
        return false;
    renderer->encoder = text_encoder_create(tokenizer);
    return true;
}

void chat_renderer_finish(ChatRenderer *renderer)
{
    text_encoder_destroy(renderer->encoder);
    renderer->encoder = NULL;
}

static void put_id(Writing *writing, int32_t id, bool learned)
{
    writing->ids = arena_grow(writing->arena, writing->ids, writing->n, &writing->n_ids_room, sizeof *writing->ids);
    writing->learned =
        arena_grow(writing->arena, writing->learned, writing->n, &writing->n_learned_room, sizeof *writing->learned);
    writing->ids[writing->n] = id;
    writing->learned[writing->n++] = learned;
}

static void put_token(Writing *writing, ChatToken token, bool learned)
{
    put_id(writing, writing->renderer->tokens.ids[token], learned);
}

static bool put_text(Writing *writing, const char *text, bool learned, Err *err)
{
    Arena scratch;
    arena_init(&scratch);
    int64_t n = 0;
    const int32_t *ids = text_encode(writing->renderer->encoder, &scratch, text, strlen(text), &n, err);
    for (int64_t i = 0; ids && i < n; i++)
        put_id(writing, ids[i], learned);
    arena_finish(&scratch);
    return ids != NULL;
}

// A part of an answer. What the calculator put in is not the model's to say.
static bool put_part(Writing *writing, const Part *part, Err *err)
{
    static const struct {
        ChatToken begin, end; // N_CHAT_TOKENS: none
        bool learned;
    } KINDS[] = {
        [PART_TEXT] = {N_CHAT_TOKENS, N_CHAT_TOKENS, true},
        [PART_PYTHON] = {CHAT_PYTHON_START, CHAT_PYTHON_END, true},
        [PART_OUTPUT] = {CHAT_OUTPUT_START, CHAT_OUTPUT_END, false},
    };
    const bool learned = KINDS[part->kind].learned, is_marked = KINDS[part->kind].begin != N_CHAT_TOKENS;
    if (is_marked)
        put_token(writing, KINDS[part->kind].begin, learned);
    if (!put_text(writing, part->text, learned, err))
        return false;
    if (is_marked)
        put_token(writing, KINDS[part->kind].end, learned);
    return true;
}

// The parts of a message that has only text.
static const char *joined_text(Arena *arena, const Message *message)
{
    const char *text = message->parts[0].text;
    for (int i = 1; i < message->n_parts; i++)
        text = arena_printf(arena, "%s%s", text, message->parts[i].text);
    return text;
}

static bool put_user(Writing *writing, const Message *message, const char *before, Err *err)
{
    writing->turns =
        arena_grow(writing->arena, writing->turns, writing->n_turns, &writing->n_turns_room, sizeof *writing->turns);
    writing->turns[writing->n_turns++] = writing->n;
    put_token(writing, CHAT_USER_START, false);
    const char *text = joined_text(writing->arena, message);
    if (before)
        text = arena_printf(writing->arena, "%s\n\n%s", before, text);
    if (!put_text(writing, text, false, err))
        return false;
    put_token(writing, CHAT_USER_END, false);
    return true;
}

static bool put_assistant(Writing *writing, const Message *message, Err *err)
{
    put_token(writing, CHAT_ASSISTANT_START, false);
    for (int i = 0; i < message->n_parts; i++)
        if (!put_part(writing, &message->parts[i], err))
            return false;
    put_token(writing, CHAT_ASSISTANT_END, true);
    return true;
}

static bool put_messages(Writing *writing, const Message *messages, int n_messages, Err *err)
{
    const char *before = NULL;
    put_token(writing, CHAT_BOS, false);
    for (int i = 0; i < n_messages; i++) {
        bool ok = true;
        switch (messages[i].role) {
        case ROLE_SYSTEM:
            before = joined_text(writing->arena, &messages[i]);
            break;
        case ROLE_USER:
            ok = put_user(writing, &messages[i], before, err);
            before = NULL;
            break;
        case ROLE_ASSISTANT:
            ok = put_assistant(writing, &messages[i], err);
            break;
        }
        if (!ok)
            return false;
    }
    return true;
}

// Leaves out what is too much, behind <|bos|>.
static Rendering cut(const Writing *writing, int64_t n_most)
{
    assert(n_most > 1);
    int64_t first = 1;
    for (int i = 0; i < writing->n_turns && 1 + writing->n - first > n_most; i++)
        first = writing->turns[i];
    if (1 + writing->n - first > n_most)
        first = writing->n - (n_most - 1);
    const int64_t n_cut = first - 1;
    const size_t n_kept = (size_t)(writing->n - first);
    memmove(writing->ids + 1, writing->ids + first, sizeof *writing->ids * n_kept);
    memmove(writing->learned + 1, writing->learned + first, sizeof *writing->learned * n_kept);
    return (Rendering){writing->ids, writing->learned, writing->n - n_cut, n_cut};
}

bool chat_render(ChatRenderer *renderer, Rendering *rendering, Arena *arena, const Conversation *conversation,
                 int64_t n_most, Err *err)
{
    Writing writing = {.renderer = renderer, .arena = arena};
    if (!put_messages(&writing, conversation->messages, conversation->n_messages, err))
        return false;
    *rendering = cut(&writing, n_most);
    return true;
}

bool chat_render_prompt(ChatRenderer *renderer, Rendering *rendering, Arena *arena, const Conversation *conversation,
                        int64_t n_most, Err *err)
{
    int n_messages = conversation->n_messages;
    while (n_messages > 0 && conversation->messages[n_messages - 1].role != ROLE_USER)
        n_messages--;
    Writing writing = {.renderer = renderer, .arena = arena};
    if (!put_messages(&writing, conversation->messages, n_messages, err))
        return false;
    put_token(&writing, CHAT_ASSISTANT_START, false);
    *rendering = cut(&writing, n_most);
    return true;
}
