// wire.c — a head of fixed size, and then the bytes.
#include "engine/studio/wire.h"

#include "engine/base/arena.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 29 };

// Reads towards `n_bytes`. False when nothing more is there now; *ended when nothing will come.
static bool read_towards(int fd, char *to, size_t *n, size_t n_bytes, bool *ended)
{
    while (*n < n_bytes) {
        const ssize_t got = read(fd, to + *n, n_bytes - *n);
        if (got < 0 && errno == EINTR)
            continue;
        *ended = got == 0 || (got < 0 && errno != EAGAIN);
        if (got <= 0)
            return false;
        *n += (size_t)got;
    }
    return true;
}

WireState wire_receive(WireInbox *inbox, int fd)
{
    bool ended = false;
    if (!read_towards(fd, (char *)&inbox->head, &inbox->n_head, sizeof inbox->head, &ended))
        return ended ? WIRE_ENDED : WIRE_WAITING;
    if (inbox->head.n_bytes > MOST_BYTES)
        return WIRE_ENDED;
    if (!inbox->bytes)
        inbox->bytes = mem_alloc((size_t)inbox->head.n_bytes + 1);
    if (!read_towards(fd, inbox->bytes, &inbox->n_bytes, inbox->head.n_bytes, &ended))
        return ended ? WIRE_ENDED : WIRE_WAITING;
    return WIRE_ARRIVED;
}

char *wire_take(WireInbox *inbox)
{
    char *bytes = inbox->bytes;
    *inbox = (WireInbox){0};
    return bytes;
}

void wire_drop(WireInbox *inbox)
{
    free(wire_take(inbox));
}

static bool send_all(int fd, const char *bytes, size_t n_bytes)
{
    while (n_bytes > 0) {
        const ssize_t sent = send(fd, bytes, n_bytes, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN)
            poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
        else if (sent < 0 && errno != EINTR)
            return false;
        if (sent > 0) {
            bytes += sent;
            n_bytes -= (size_t)sent;
        }
    }
    return true;
}

bool wire_send(int fd, uint32_t kind, const void *bytes, size_t n_bytes)
{
    const WireHead head = {kind, (uint32_t)n_bytes};
    return n_bytes <= MOST_BYTES && send_all(fd, (const char *)&head, sizeof head) && send_all(fd, bytes, n_bytes);
}
