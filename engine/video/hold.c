#include "engine/video/hold.h"

#include "engine/base/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAL_SLICE = 0x41, // type 1, a reference
    NAL_PPS = 0x68,
    SLICE_P_ALL = 5,   // P, as all slices of the picture
    HEADER_BYTES = 24, // more than the fields up to the frame number can fill
};

// ---- bits ----

typedef struct Writer {
    uint8_t bytes[HOLD_MOST_BYTES];
    int n_bits;
} Writer;

static void put(Writer *writer, int n_bits, uint32_t value)
{
    for (int i = n_bits - 1; i >= 0; i--, writer->n_bits++)
        if (value >> i & 1)
            writer->bytes[writer->n_bits / 8] |= (uint8_t)(0x80 >> writer->n_bits % 8);
}

// Exp-Golomb: the value plus one, behind one zero less than it has bits.
static void put_golomb(Writer *writer, uint32_t value)
{
    int n_bits = 1;
    while ((value + 1) >> n_bits)
        n_bits++;
    put(writer, n_bits - 1, 0);
    put(writer, n_bits, value + 1);
}

typedef struct Reader {
    const uint8_t *bytes;
    int n_bytes, at; // bit
} Reader;

static uint32_t get(Reader *reader, int n_bits)
{
    uint32_t value = 0;
    for (int i = 0; i < n_bits; i++, reader->at++)
        value = value << 1 |
                (reader->at / 8 < reader->n_bytes ? reader->bytes[reader->at / 8] >> (7 - reader->at % 8) & 1u : 0u);
    return value;
}

static uint32_t get_golomb(Reader *reader)
{
    int n_zeros = 0;
    while (n_zeros < 31 && reader->at < 8 * reader->n_bytes && !get(reader, 1))
        n_zeros++;
    return (1u << n_zeros) - 1 + get(reader, n_zeros);
}

// ---- the byte that keeps start codes out of the content ----

static int escape(const uint8_t *from, int n_bytes, uint8_t *to)
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

static int unescape(const uint8_t *from, int n_bytes, uint8_t *to)
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

// Closes the content with a one and zeros up to the byte, and writes it out behind a start code.
static int finish(Writer *writer, uint8_t out[HOLD_MOST_BYTES])
{
    static const uint8_t START[4] = {0, 0, 0, 1};
    put(writer, 1, 1);
    memcpy(out, START, sizeof START);
    return (int)sizeof START + escape(writer->bytes, (writer->n_bits + 7) / 8, out + sizeof START);
}

// ---- parameter sets ----

bool hold_read_sps(HoldStream *stream, const uint8_t *nal, int n_bytes, Err *err)
{
    enum { PROFILE_HIGH = 100, POC_IS_FRAME_NUM = 2 };
    uint8_t *plain = mem_alloc((size_t)n_bytes);
    Reader reader = {plain, unescape(nal, n_bytes, plain), 8};
    const uint32_t profile = get(&reader, 8);
    get(&reader, 16); // constraints, level
    bool ok = get_golomb(&reader) == 0;
    if (profile >= PROFILE_HIGH) {
        ok = ok && get_golomb(&reader) == 1; // 4:2:0
        get_golomb(&reader);                 // bit depths
        get_golomb(&reader);
        ok = get(&reader, 2) == 0 && ok; // no lossless, no matrices
    }
    stream->frame_num_bits = 4 + (int)get_golomb(&reader);
    ok = get_golomb(&reader) == POC_IS_FRAME_NUM && ok;
    ok = get_golomb(&reader) == 1 && ok; // one reference
    get(&reader, 1);
    const int width = (int)get_golomb(&reader) + 1;
    stream->n_blocks = width * ((int)get_golomb(&reader) + 1);
    ok = get(&reader, 1) == 1 && ok; // whole frames
    free(plain);
    return ok || err_set(err, "this libx264 writes streams in which pictures cannot be held");
}

int hold_write_pps(uint8_t out[HOLD_MOST_BYTES])
{
    Writer w = {{NAL_PPS}, 8};
    put_golomb(&w, 1); // its number
    put_golomb(&w, 0); // of the sequence
    put(&w, 2, 0);     // no arithmetic coding, no field order
    put_golomb(&w, 0); // one slice group
    put_golomb(&w, 0); // one reference, forward
    put_golomb(&w, 0); // and backward
    put(&w, 3, 0);     // no weights
    put_golomb(&w, 0); // quantiser 26
    put_golomb(&w, 0);
    put_golomb(&w, 0); // chroma like luma
    put(&w, 3, 4);     // slices say whether they are deblocked; all prediction; nothing twice
    return finish(&w, out);
}

// ---- slices ----

int hold_write_slice(const HoldStream *stream, int frame_num, uint8_t out[HOLD_MOST_BYTES])
{
    Writer w = {{NAL_SLICE}, 8};
    put_golomb(&w, 0); // first macroblock
    put_golomb(&w, SLICE_P_ALL);
    put_golomb(&w, 1); // the parameter set above
    put(&w, stream->frame_num_bits, (uint32_t)frame_num & ((1u << stream->frame_num_bits) - 1));
    put(&w, 3, 0);                              // the usual references, nothing reordered or marked
    put_golomb(&w, 0);                          // quantiser
    put_golomb(&w, 1);                          // not deblocked
    put_golomb(&w, (uint32_t)stream->n_blocks); // all are skipped
    return finish(&w, out);
}

// Leaves the reader in front of the frame number.
static void skip_to_frame_num(Reader *reader)
{
    reader->at = 8;
    for (int i = 0; i < 3; i++)
        get_golomb(reader); // first macroblock, type, parameter set
}

int hold_frame_num(const HoldStream *stream, const uint8_t *nal, int n_bytes)
{
    uint8_t plain[HEADER_BYTES];
    Reader reader = {plain, unescape(nal, n_bytes < HEADER_BYTES ? n_bytes : HEADER_BYTES, plain), 0};
    skip_to_frame_num(&reader);
    return (int)get(&reader, stream->frame_num_bits);
}

int hold_renumber(const HoldStream *stream, const uint8_t *nal, int n_bytes, int by, uint8_t *out)
{
    uint8_t *plain = mem_alloc((size_t)n_bytes);
    const int n_plain = unescape(nal, n_bytes, plain);
    Reader reader = {plain, n_plain, 0};
    skip_to_frame_num(&reader);
    const int at = reader.at;
    const uint32_t frame_num = get(&reader, stream->frame_num_bits) + (uint32_t)by;
    for (int i = 0; i < stream->frame_num_bits; i++) {
        const int bit = at + i;
        const uint8_t mask = (uint8_t)(0x80 >> bit % 8);
        plain[bit / 8] &= (uint8_t)~mask;
        if (frame_num >> (stream->frame_num_bits - 1 - i) & 1)
            plain[bit / 8] |= mask;
    }
    const int n_out = escape(plain, n_plain, out);
    free(plain);
    return n_out;
}
