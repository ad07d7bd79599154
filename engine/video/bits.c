// bits.c — bits and Exp-Golomb numbers, written and read.
#include "engine/video/bits.h"

#include <assert.h>
#include <string.h>

void bits_put(BitWriter *writer, int n_bits, uint32_t value)
{
    assert(writer->n_bits + n_bits <= 8 * BITS_MOST_BYTES);
    for (int i = n_bits - 1; i >= 0; i--, writer->n_bits++)
        if (value >> i & 1)
            writer->bytes[writer->n_bits / 8] |= (uint8_t)(0x80 >> writer->n_bits % 8);
}

// The value plus one, behind one zero less than it has bits.
void bits_put_golomb(BitWriter *writer, uint32_t value)
{
    int n_bits = 1;
    while ((value + 1) >> n_bits)
        n_bits++;
    bits_put(writer, n_bits - 1, 0);
    bits_put(writer, n_bits, value + 1);
}

int bits_finish(BitWriter *writer, uint8_t *out)
{
    static const uint8_t START[4] = {0, 0, 0, 1};
    bits_put(writer, 1, 1);
    memcpy(out, START, sizeof START);
    return (int)sizeof START + bits_escape(writer->bytes, (writer->n_bits + 7) / 8, out + sizeof START);
}

uint32_t bits_get(BitReader *reader, int n_bits)
{
    uint32_t value = 0;
    for (int i = 0; i < n_bits; i++, reader->at++)
        value = value << 1 |
                (reader->at / 8 < reader->n_bytes ? reader->bytes[reader->at / 8] >> (7 - reader->at % 8) & 1u : 0u);
    return value;
}

uint32_t bits_get_golomb(BitReader *reader)
{
    int n_zeros = 0;
    while (n_zeros < 31 && reader->at < 8 * reader->n_bytes && !bits_get(reader, 1))
        n_zeros++;
    return (1u << n_zeros) - 1 + bits_get(reader, n_zeros);
}

int bits_escape(const uint8_t *from, int n_bytes, uint8_t *to)
{
    int n = 0, n_zeros = 0;
    for (int i = 0; i < n_bytes; i++) {
        if (n_zeros >= 2 && from[i] <= 3) {
            to[n++] = 3;
            n_zeros = 0;
        }
        n_zeros = from[i] == 0 ? n_zeros + 1 : 0;
        to[n++] = from[i];
    }
    return n;
}

int bits_unescape(const uint8_t *from, int n_bytes, uint8_t *to)
{
    int n = 0, n_zeros = 0;
    for (int i = 0; i < n_bytes; i++) {
        if (n_zeros >= 2 && from[i] == 3) {
            n_zeros = 0;
            continue;
        }
        n_zeros = from[i] == 0 ? n_zeros + 1 : 0;
        to[n++] = from[i];
    }
    return n;
}
