// bytes.c — text that grows by doubling.
#include "engine/deck/bytes.h"

#include <string.h>

void bytes_put(Bytes *to, const char *bytes, size_t n)
{
    if (to->n + n + 1 > to->room) {
        const size_t room = 2 * (to->n + n + 32);
        char *larger = arena_alloc(to->arena, room);
        if (to->n > 0)
            memcpy(larger, to->bytes, to->n);
        to->bytes = larger;
        to->room = room;
    }
    if (n > 0)
        memcpy(to->bytes + to->n, bytes, n);
    to->n += n;
    to->bytes[to->n] = '\0';
}

void bytes_text(Bytes *to, const char *text)
{
    bytes_put(to, text, strlen(text));
}

const char *bytes_get(const Bytes *from)
{
    return from->bytes ? from->bytes : "";
}
