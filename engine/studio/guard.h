// guard.h — who may ask the studio's server: requests that know its token and come from a page of its own.
//
// The server listens on the loopback, but every page of the browser could ask there. A page of another site does not
// know the token; one whose name was made to lead to the loopback (DNS rebinding) is told by the Host header; one that
// guesses is told by Origin.
#ifndef GPTREEL_STUDIO_GUARD_H
#define GPTREEL_STUDIO_GUARD_H

#include "engine/base/err.h"

enum { TOKEN_CHARS = 32 };

// Fills in random characters that may stand in an address, with a NUL behind them.
bool token_make(char token[TOKEN_CHARS + 1], Err *err);

// Whether a Host header names the loopback by name or number, whatever the port: tunnels have ports of their own. With
// `open` the server is meant for the network: then any number is fine, and `open` itself, which is a name or a number.
bool guard_host(const char *host, const char *open);

// Whether an Origin header (NULL: there is none) is that of a page of this server.
bool guard_origin(const char *origin, const char *host);

// What stands behind "/TOKEN/" in the path of a request; NULL: it begins otherwise.
const char *guard_path(const char *path, const char *token);

#endif
