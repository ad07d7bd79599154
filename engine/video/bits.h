// bits.h — the syntax of H.264's headers: bits, Exp-Golomb numbers, and the byte that keeps start codes out of them.
#ifndef GPTREEL_VIDEO_BITS_H
#define GPTREEL_VIDEO_BITS_H

#include <stdint.h>

enum { BITS_MOST_BYTES = 40 }; // that a writer holds

// A zeroed one is empty. Writing more than it holds is a bug.
typedef struct BitWriter {
    uint8_t bytes[BITS_MOST_BYTES];
    int n_bits;
} BitWriter;

void bits_put(BitWriter *writer, int n_bits, uint32_t value); // the value's lowest n_bits, the highest of them first
void bits_put_golomb(BitWriter *writer, uint32_t value);      // below 2³¹ − 1

// Closes the content with a one and zeros up to the byte, and writes it out, escaped, behind a start code. `out` has
// room for 4 bytes and 3/2 of the content. Returns the length.
int bits_finish(BitWriter *writer, uint8_t *out);

typedef struct BitReader {
    const uint8_t *bytes; // [n_bytes]
    int n_bytes;
    int at; // the next bit
} BitReader;

// Zeros are read behind the end.
uint32_t bits_get(BitReader *reader, int n_bits);
uint32_t bits_get_golomb(BitReader *reader);

// Puts a 3 between two zeros and what may not follow them, and takes it out again. Both return the new length; `to` has
// room for 3/2 of n_bytes.
int bits_escape(const uint8_t *from, int n_bytes, uint8_t *to);
int bits_unescape(const uint8_t *from, int n_bytes, uint8_t *to);

#endif
