// guard.c — token, Host and Origin looked at.
#include "engine/studio/guard.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

bool token_make(char token[TOKEN_CHARS + 1], Err *err)
{
    static const char CHARS[] = "abcdefghijklmnopqrstuvwxyz234567"; // 32: five bits each
    unsigned char random[TOKEN_CHARS];
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return err_errno(err, "cannot make a random token");
    for (int i = 0; i < TOKEN_CHARS; i++)
        token[i] = CHARS[random[i] % 32];
    token[TOKEN_CHARS] = '\0';
    return true;
}

enum { MOST_HOST = 256 };

// The name or number of a Host header without its port, "[::1]:80" gives "::1". False when it is too long or empty.
static bool host_name(char name[MOST_HOST], const char *host)
{
    const bool bracket = *host == '[';
    const char *begin = host + bracket;
    const size_t n = strcspn(begin, bracket ? "]" : ":");
    if (n == 0 || n >= MOST_HOST)
        return false;
    memcpy(name, begin, n);
    name[n] = '\0';
    return true;
}

static bool is_number(const char *name)
{
    unsigned char address[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, name, address) == 1 || inet_pton(AF_INET6, name, address) == 1;
}

bool guard_host(const char *host, const char *open)
{
    char name[MOST_HOST];
    if (!host || !host_name(name, host))
        return false;
    if (strcasecmp(name, "localhost") == 0 || strcmp(name, "127.0.0.1") == 0 || strcmp(name, "::1") == 0)
        return true;
    return open && (is_number(name) || strcasecmp(name, open) == 0);
}

bool guard_origin(const char *origin, const char *host)
{
    static const char SCHEME[] = "http://";
    const size_t n = sizeof SCHEME - 1;
    return !origin || (host && strncmp(origin, SCHEME, n) == 0 && strcasecmp(origin + n, host) == 0);
}

const char *guard_path(const char *path, const char *token)
{
    const size_t n = strlen(token);
    if (*path != '/' || strlen(path) < n + 2)
        return NULL;
    unsigned differs = path[n + 1] != '/';
    for (size_t i = 0; i < n; i++) // as long for any wrong token
        differs |= (unsigned)(path[i + 1] ^ token[i]);
    return differs ? NULL : path + n + 2;
}
