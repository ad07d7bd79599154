// chat_screen.c — bytes are held back until they are a character.
#include "model/cli/chat_screen.h"

#include "engine/base/utf8.h"

#include <string.h>

static const char REPLACEMENT[] = "\xef\xbf\xbd", DIM[] = "\033[2m", PLAIN[] = "\033[0m";

static void set_dim(ChatScreen *screen, bool dim)
{
    if (screen->dims && screen->dim != dim)
        fputs(dim ? DIM : PLAIN, screen->out);
    screen->dim = dim;
}

// Controls but the line end, and what turns the direction of writing.
static bool is_harmful(uint32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x061c || (c >= 0x200e && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void show(ChatScreen *screen, uint32_t c, const char *bytes, size_t n_bytes)
{
    if (c == '\t')
        fputc(' ', screen->out);
    else if (c < 0x20 && c != '\n')
        fprintf(screen->out, "^%c", (int)(c + '@'));
    else if (is_harmful(c))
        fprintf(screen->out, "<U+%04X>", (unsigned)c);
    else
        fwrite(bytes, 1, n_bytes, screen->out);
}

// The bytes that a character with this first one has; 0 for none.
static size_t length_of(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

// Shows what is complete of the held bytes; with `all`, what is not complete as well.
static void show_held(ChatScreen *screen, bool all)
{
    while (screen->n_held > 0) {
        uint32_t c = 0;
        const size_t wanted = length_of((unsigned char)screen->held[0]);
        if (wanted > screen->n_held && !all)
            return;
        const int length = wanted > 0 ? utf8_decode(screen->held, screen->n_held, &c) : 0;
        const size_t n_gone = length > 0 ? (size_t)length : 1;
        if (length > 0)
            show(screen, c, screen->held, n_gone);
        else
            fputs(REPLACEMENT, screen->out);
        screen->n_held -= n_gone;
        memmove(screen->held, screen->held + n_gone, screen->n_held);
    }
}

// What stands for a special token; NULL: nothing. Sets whether the text behind it is dimmed.
static void put_special(ChatScreen *screen, int32_t id)
{
    const int32_t *ids = screen->tokens->ids;
    show_held(screen, true);
    if (id == ids[CHAT_PYTHON_START] || id == ids[CHAT_OUTPUT_START]) {
        set_dim(screen, true);
        fputs(id == ids[CHAT_PYTHON_START] ? "[" : "[= ", screen->out);
    } else if (id == ids[CHAT_PYTHON_END] || id == ids[CHAT_OUTPUT_END]) {
        fputs(id == ids[CHAT_PYTHON_END] ? "]" : "] ", screen->out);
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
        for (size_t i = 0; i < n_bytes; i++) {
            screen->held[screen->n_held++] = bytes[i];
            show_held(screen, false);
        }
    }
    fflush(screen->out);
}

void chat_screen_end(ChatScreen *screen)
{
    show_held(screen, true);
    set_dim(screen, false);
    fputc('\n', screen->out);
    fflush(screen->out);
}
