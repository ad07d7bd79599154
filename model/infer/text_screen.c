// text_screen.c — bytes are held back until they are a character.
#include "model/infer/text_screen.h"

#include "engine/base/utf8.h"

#include <string.h>

static const char REPLACEMENT[] = "\xef\xbf\xbd";

static void show(TextScreen *screen, uint32_t c)
{
    char text[UTF8_NAME_BYTES];
    if (c == '\n')
        fputc('\n', screen->out);
    else
        fwrite(text, 1, (size_t)utf8_name(c, text), screen->out);
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
static void show_held(TextScreen *screen, bool all)
{
    while (screen->n_held > 0) {
        uint32_t c = 0;
        const size_t wanted = length_of((unsigned char)screen->held[0]);
        if (wanted > screen->n_held && !all)
            return;
        const int length = wanted > 0 ? utf8_decode(screen->held, screen->n_held, &c) : 0;
        const size_t n_gone = length > 0 ? (size_t)length : 1;
        if (length > 0)
            show(screen, c);
        else
            fputs(REPLACEMENT, screen->out);
        screen->n_held -= n_gone;
        memmove(screen->held, screen->held + n_gone, screen->n_held);
    }
}

void text_screen_put(TextScreen *screen, const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        screen->held[screen->n_held++] = bytes[i];
        show_held(screen, false);
    }
}

void text_screen_end(TextScreen *screen)
{
    show_held(screen, true);
}
