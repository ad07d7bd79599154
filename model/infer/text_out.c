// text_out.c — holds back what may be the begin of a stop or of a character.
#include "model/infer/text_out.h"

#include "engine/base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void text_out_begin(TextOut *text, FILE *out, const char *const *stops, int n_stops)
{
    *text = (TextOut){.screen = {.out = out}, .stops = stops, .n_stops = n_stops};
    text->on_terminal = out && isatty(fileno(out));
}

void text_out_put_whole(TextOut *text, const char *bytes, size_t n_bytes)
{
    if (!text->screen.out)
        return;
    if (text->on_terminal)
        text_screen_put(&text->screen, bytes, n_bytes);
    else
        fwrite(bytes, 1, n_bytes, text->screen.out);
}

// Where the first stop begins in what is held; its length when there is none.
static size_t find_stop(const TextOut *text)
{
    for (size_t at = 0; at < text->n_held; at++)
        for (int i = 0; i < text->n_stops; i++) {
            const size_t n = strlen(text->stops[i]);
            if (n <= text->n_held - at && memcmp(text->held + at, text->stops[i], n) == 0)
                return at;
        }
    return text->n_held;
}

// The bytes at the end of what is held that a stop may begin with.
static size_t stop_begun(const TextOut *text)
{
    size_t longest = 0;
    for (int i = 0; i < text->n_stops; i++) {
        const size_t n_stop = strlen(text->stops[i]);
        size_t n = n_stop - 1 < text->n_held ? n_stop - 1 : text->n_held;
        while (n > longest && memcmp(text->held + text->n_held - n, text->stops[i], n) != 0)
            n--;
        longest = n > longest ? n : longest;
    }
    return longest;
}

// The bytes before `n` that begin a character and do not end it.
static size_t character_begun(const TextOut *text, size_t n)
{
    for (size_t length = 1; length <= 3 && length <= n; length++) {
        const unsigned char byte = (unsigned char)text->held[n - length];
        if (byte < 0x80)
            return 0;
        if (byte >= 0xc2 && byte <= 0xf4) {
            const size_t whole = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
            return whole > length ? length : 0;
        }
    }
    return 0;
}

// Writes the first `n` bytes of what is held.
static void release(TextOut *text, size_t n)
{
    text_out_put_whole(text, text->held, n);
    text->n_held -= n;
    memmove(text->held, text->held + n, text->n_held);
}

void text_out_put(TextOut *text, const char *bytes, size_t n_bytes)
{
    if (text->stopped || n_bytes == 0)
        return;
    if (text->n_room < text->n_held + n_bytes) {
        text->n_room = 2 * (text->n_held + n_bytes);
        text->held = mem_realloc(text->held, text->n_room);
    }
    memcpy(text->held + text->n_held, bytes, n_bytes);
    text->n_held += n_bytes;
    const size_t n = find_stop(text);
    text->stopped = n < text->n_held;
    if (text->stopped) {
        release(text, n);
        text->n_held = 0;
    } else {
        const size_t n_clear = n - stop_begun(text);
        release(text, n_clear - character_begun(text, n_clear));
    }
}

void text_out_end(TextOut *text)
{
    if (text->n_held > 0)
        release(text, text->n_held - character_begun(text, text->n_held));
    free(text->held);
    text->held = NULL;
    text->n_held = text->n_room = 0;
}
