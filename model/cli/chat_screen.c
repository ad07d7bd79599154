// chat_screen.c — text as text_screen.h shows it, calls in brackets.
#include "model/cli/chat_screen.h"

static const char DIM[] = "\033[2m", PLAIN[] = "\033[0m";

static void set_dim(ChatScreen *screen, bool dim)
{
    if (screen->dims && screen->dim != dim)
        fputs(dim ? DIM : PLAIN, screen->text.out);
    screen->dim = dim;
}

// What stands for a special token; NULL: nothing. Sets whether the text behind it is dimmed.
static void put_special(ChatScreen *screen, int32_t id)
{
    const int32_t *ids = screen->tokens->ids;
    text_screen_end(&screen->text);
    if (id == ids[CHAT_PYTHON_START] || id == ids[CHAT_OUTPUT_START]) {
        set_dim(screen, true);
        fputs(id == ids[CHAT_PYTHON_START] ? "[" : "[= ", screen->text.out);
    } else if (id == ids[CHAT_PYTHON_END] || id == ids[CHAT_OUTPUT_END]) {
        fputs(id == ids[CHAT_PYTHON_END] ? "]" : "] ", screen->text.out);
        set_dim(screen, false);
    }
}

void chat_screen_put(ChatScreen *screen, int32_t id)
{
    if (screen->tokenizer->special[id]) {
        put_special(screen, id);
    } else {
        size_t n_bytes;
        const char *bytes = tokenizer_bytes(screen->tokenizer, id, &n_bytes);
        text_screen_put(&screen->text, bytes, n_bytes);
    }
    fflush(screen->text.out);
}

void chat_screen_end(ChatScreen *screen)
{
    text_screen_end(&screen->text);
    set_dim(screen, false);
    fputc('\n', screen->text.out);
    fflush(screen->text.out);
}
