// address.h — the addresses under which a page is found.
#ifndef GPTREEL_STUDIO_ADDRESS_H
#define GPTREEL_STUDIO_ADDRESS_H

#include "engine/base/arena.h"

// Where this machine finds it, which listens on `host` (NULL: the loopback alone). In the arena.
const char *address_here(Arena *arena, const char *host, int port, const char *token);

// Where other machines find it when `host` means all addresses, as 0.0.0.0 does: a line for each network that this
// machine is in. "" when `host` is one address. In the arena.
const char *address_elsewhere(Arena *arena, const char *host, int port, const char *token);

#endif
