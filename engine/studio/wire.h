// wire.h — messages between the studio's server and its workers, over a pair of sockets of one machine.
#ifndef GPTREEL_STUDIO_WIRE_H
#define GPTREEL_STUDIO_WIRE_H

#include "engine/base/err.h"

#include <stddef.h>
#include <stdint.h>

// What a message is, before its bytes.
typedef struct WireHead {
    uint32_t kind;    // the two ends agree
    uint32_t n_bytes; // that follow
} WireHead;

// A message that arrives piece by piece.
typedef struct WireInbox {
    WireHead head;
    size_t n_head, n_bytes; // so far
    char *bytes;            // [head.n_bytes + 1] heap, with a NUL behind them
} WireInbox;

typedef enum WireState {
    WIRE_WAITING, // for more
    WIRE_ARRIVED, // a whole message is in the inbox
    WIRE_ENDED,   // the other end is gone, or sends what is no message
} WireState;

// Reads what is there. When a message has arrived it is the caller's to take (wire_take) before the next call.
WireState wire_receive(WireInbox *inbox, int fd);

// The bytes of the message that has arrived, heap; the inbox is empty then.
char *wire_take(WireInbox *inbox);
void wire_drop(WireInbox *inbox);

// Sends a message, waiting until all of it is on its way. False when the other end is gone.
bool wire_send(int fd, uint32_t kind, const void *bytes, size_t n_bytes);

#endif
