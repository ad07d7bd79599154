// hold.c — slices that skip every macroblock, and the frame numbers of those that do not.
#include "engine/video/hold.h"

#include "engine/base/arena.h"
#include "engine/video/bits.h"

#include <stdlib.h>

enum {
    NAL_SLICE = 0x41, // type 1, a reference
    NAL_PPS = 0x68,
    SLICE_P_ALL = 5,   // P, as all slices of the picture
    HEADER_BYTES = 24, // more than the fields up to the frame number can fill
};

// ---- parameter sets ----

bool hold_read_sps(HoldStream *stream, const uint8_t *nal, int n_bytes, Err *err)
{
    enum { PROFILE_HIGH = 100, POC_IS_FRAME_NUM = 2 };
    uint8_t *plain = mem_alloc((size_t)n_bytes);
    BitReader reader = {plain, bits_unescape(nal, n_bytes, plain), 8};
    const uint32_t profile = bits_get(&reader, 8);
    bits_get(&reader, 16); // constraints, level
    bool ok = bits_get_golomb(&reader) == 0;
    if (profile >= PROFILE_HIGH) {
        ok = ok && bits_get_golomb(&reader) == 1; // 4:2:0
        bits_get_golomb(&reader);                 // bit depths
        bits_get_golomb(&reader);
        ok = bits_get(&reader, 2) == 0 && ok; // no lossless, no matrices
    }
    stream->frame_num_bits = 4 + (int)bits_get_golomb(&reader);
    ok = bits_get_golomb(&reader) == POC_IS_FRAME_NUM && ok;
    ok = bits_get_golomb(&reader) == 1 && ok; // one reference
    bits_get(&reader, 1);
    const int width = (int)bits_get_golomb(&reader) + 1;
    stream->n_blocks = width * ((int)bits_get_golomb(&reader) + 1);
    ok = bits_get(&reader, 1) == 1 && ok; // whole frames
    free(plain);
    return ok || err_set(err, "this libx264 writes streams in which pictures cannot be held");
}

int hold_write_pps(uint8_t out[HOLD_MOST_BYTES])
{
    BitWriter w = {{NAL_PPS}, 8};
    bits_put_golomb(&w, 1); // its number
    bits_put_golomb(&w, 0); // of the sequence
    bits_put(&w, 2, 0);     // no arithmetic coding, no field order
    bits_put_golomb(&w, 0); // one slice group
    bits_put_golomb(&w, 0); // one reference, forward
    bits_put_golomb(&w, 0); // and backward
    bits_put(&w, 3, 0);     // no weights
    bits_put_golomb(&w, 0); // quantiser 26
    bits_put_golomb(&w, 0);
    bits_put_golomb(&w, 0); // chroma like luma
    bits_put(&w, 3, 4);     // slices say whether they are deblocked; all prediction; nothing twice
    return bits_finish(&w, out);
}

// ---- slices ----

int hold_write_slice(const HoldStream *stream, int frame_num, uint8_t out[HOLD_MOST_BYTES])
{
    BitWriter w = {{NAL_SLICE}, 8};
    bits_put_golomb(&w, 0); // first macroblock
    bits_put_golomb(&w, SLICE_P_ALL);
    bits_put_golomb(&w, 1); // the parameter set above
    bits_put(&w, stream->frame_num_bits, (uint32_t)frame_num & ((1u << stream->frame_num_bits) - 1));
    bits_put(&w, 3, 0);                              // the usual references, nothing reordered or marked
    bits_put_golomb(&w, 0);                          // quantiser
    bits_put_golomb(&w, 1);                          // not deblocked
    bits_put_golomb(&w, (uint32_t)stream->n_blocks); // all are skipped
    return bits_finish(&w, out);
}

// Leaves the reader in front of the frame number.
static void skip_to_frame_num(BitReader *reader)
{
    reader->at = 8;
    for (int i = 0; i < 3; i++)
        bits_get_golomb(reader); // first macroblock, type, parameter set
}

int hold_frame_num(const HoldStream *stream, const uint8_t *nal, int n_bytes)
{
    uint8_t plain[HEADER_BYTES];
    BitReader reader = {plain, bits_unescape(nal, n_bytes < HEADER_BYTES ? n_bytes : HEADER_BYTES, plain), 0};
    skip_to_frame_num(&reader);
    return (int)bits_get(&reader, stream->frame_num_bits);
}

int hold_renumber(const HoldStream *stream, const uint8_t *nal, int n_bytes, int by, uint8_t *out)
{
    uint8_t *plain = mem_alloc((size_t)n_bytes);
    const int n_plain = bits_unescape(nal, n_bytes, plain);
    BitReader reader = {plain, n_plain, 0};
    skip_to_frame_num(&reader);
    const int at = reader.at;
    const uint32_t frame_num = bits_get(&reader, stream->frame_num_bits) + (uint32_t)by;
    for (int i = 0; i < stream->frame_num_bits; i++) {
        const int bit = at + i;
        const uint8_t mask = (uint8_t)(0x80 >> bit % 8);
        plain[bit / 8] &= (uint8_t)~mask;
        if (frame_num >> (stream->frame_num_bits - 1 - i) & 1)
            plain[bit / 8] |= mask;
    }
    const int n_out = bits_escape(plain, n_plain, out);
    free(plain);
    return n_out;
}
