// address.c — what stands for all addresses of a machine is an address that nobody can open: those that it stands for
// are told.
#define _DEFAULT_SOURCE // getifaddrs, IFF_UP
#include "engine/studio/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>

static const char *address_of(Arena *arena, const char *number, int port, const char *token)
{
    const bool is_v6 = strchr(number, ':') != NULL;
    return arena_printf(arena, "http://%s%s%s:%d/%s/", is_v6 ? "[" : "", number, is_v6 ? "]" : "", port, token);
}

// AF_INET or AF_INET6 when it stands for all addresses of that family, else 0.
static int family_of_all(const char *host)
{
    struct in6_addr number;
    if (host && inet_pton(AF_INET, host, &number) == 1)
        return ((const struct in_addr *)&number)->s_addr == INADDR_ANY ? AF_INET : 0;
    return host && inet_pton(AF_INET6, host, &number) == 1 && IN6_IS_ADDR_UNSPECIFIED(&number) ? AF_INET6 : 0;
}

const char *address_here(Arena *arena, const char *host, int port, const char *token)
{
    const int all = family_of_all(host);
    const char *number = all == AF_INET6 ? "::1" : all == AF_INET || !host ? "127.0.0.1" : host;
    return address_of(arena, number, port, token);
}

// The number of an address of a network card that other machines reach, in `text`. False when it is none.
static bool reached(const struct ifaddrs *card, int family, char text[INET6_ADDRSTRLEN])
{
    if (!card->ifa_addr || card->ifa_addr->sa_family != family || !(card->ifa_flags & IFF_UP) ||
        card->ifa_flags & IFF_LOOPBACK)
        return false;
    if (family == AF_INET)
        return inet_ntop(family, &((const struct sockaddr_in *)(const void *)card->ifa_addr)->sin_addr, text,
                         INET6_ADDRSTRLEN) != NULL;
    const struct in6_addr *number = &((const struct sockaddr_in6 *)(const void *)card->ifa_addr)->sin6_addr;
    return !IN6_IS_ADDR_LINKLOCAL(number) && inet_ntop(family, number, text, INET6_ADDRSTRLEN) != NULL;
}

const char *address_elsewhere(Arena *arena, const char *host, int port, const char *token)
{
    const int family = family_of_all(host);
    struct ifaddrs *cards = NULL;
    const char *lines = "";
    if (family == 0 || getifaddrs(&cards) != 0)
        return lines;
    for (const struct ifaddrs *card = cards; card; card = card->ifa_next) {
        char number[INET6_ADDRSTRLEN];
        if (reached(card, family, number))
            lines = arena_printf(arena, "%sfrom other machines: %s\n", lines, address_of(arena, number, port, token));
    }
    freeifaddrs(cards);
    return lines;
}
