// fuzz_conversation.c — files of conversations. What can be read is written and read back the same, and can be rendered to
// any length.
#include "support_fuzz.h"

#include "engine/base/file.h"
#include "model/text/chat_render.h"

#include <string.h>

// All lines of the conversations, as they are written.
static const char *lines_of(Arena *arena, const Conversations *conversations)
{
    const char *lines = "";
    for (int i = 0; i < conversations->n; i++)
        lines = arena_printf(arena, "%s%s", lines, conversation_line(&conversations->items[i], arena));
    return lines;
}

static void render(Arena *arena, const Conversation *conversation)
{
    Err err = {""};
    ChatRenderer renderer;
    Rendering rendering;
    const TokenizerOptions options = {.n_vocab = 265, .chat_tokens = true};
    const Tokenizer *tokenizer = tokenizer_build(arena, "bpe", options, "", 0, &err);
    fuzz_expect(tokenizer && chat_renderer_init(&renderer, tokenizer, &err), "the tokens of a chat");
    for (int64_t n_most = 2; n_most < 1000; n_most *= 3) {
        fuzz_expect(chat_render(&renderer, &rendering, arena, conversation, n_most, &err), "a rendering");
        fuzz_expect(rendering.n >= 2 && rendering.n <= n_most, "no more than fits");
        fuzz_expect(rendering.ids[0] == renderer.tokens.ids[CHAT_BOS] && !rendering.learned[0], "<|bos|>");
        fuzz_expect(rendering.ids[rendering.n - 1] == renderer.tokens.ids[CHAT_ASSISTANT_END], "<|assistant_end|>");
        fuzz_expect(rendering.learned[rendering.n - 1], "<|assistant_end|>, learned");
        fuzz_expect(chat_render_prompt(&renderer, &rendering, arena, conversation, n_most, &err), "a prompt");
        fuzz_expect(rendering.ids[rendering.n - 1] == renderer.tokens.ids[CHAT_ASSISTANT_START], "<|assistant_start|>");
    }
    chat_renderer_finish(&renderer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Err err = {""};
    Arena arena;
    Conversations read, again;
    arena_init(&arena);
    fuzz_write("a.jsonl", data, n_bytes);
    const char *path = path_join(&arena, fuzz_dir(), "a.jsonl");
    const bool ok = conversations_read(&read, &arena, path, &err);
    fuzz_expect(ok == (err.text[0] == '\0') && ok == (read.n > 0), "conversations or an error");
    if (ok) {
        const char *lines = lines_of(&arena, &read);
        fuzz_write("a.jsonl", lines, strlen(lines));
        fuzz_expect(conversations_read(&again, &arena, path, &err) && again.n == read.n, "as many again");
        fuzz_expect(strcmp(lines_of(&arena, &again), lines) == 0, "the same again");
        render(&arena, &read.items[0]);
    }
    arena_finish(&arena);
    return 0;
}
