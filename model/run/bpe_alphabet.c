// bpe_alphabet.c — which bytes stand for themselves, and where the others go.
#include "model/run/bpe_alphabet.h"

#include <stdbool.h>
#include <string.h>

enum { FIRST_MAPPED = 0x100 };

// Bytes that stand for themselves: those that Latin-1 shows.
static bool is_shown(int byte)
{
    return (byte >= '!' && byte <= '~') || (byte >= 0xa1 && byte != 0xad);
}

void bpe_alphabet_init(BpeAlphabet *alphabet)
{
    uint16_t mapped = FIRST_MAPPED;
    memset(alphabet->byte_of, -1, sizeof alphabet->byte_of);
    for (int byte = 0; byte < BPE_BYTES; byte++) {
        alphabet->of_byte[byte] = is_shown(byte) ? (uint16_t)byte : mapped++;
        alphabet->byte_of[alphabet->of_byte[byte]] = (int16_t)byte;
    }
}

unsigned char bpe_byte_at(int rank)
{
    for (int shown = 1; shown >= 0; shown--)
        for (int byte = 0; byte < BPE_BYTES; byte++)
            if (is_shown(byte) == (shown == 1) && rank-- == 0)
                return (unsigned char)byte;
    return 0;
}
