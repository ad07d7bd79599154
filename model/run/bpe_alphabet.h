// bpe_alphabet.h — bytes as characters, the way the files of byte-level BPE tokenizers write them: the 188 that can be
// seen as themselves, the rest as those from U+0100 on.
#ifndef GPTREEL_RUN_BPE_ALPHABET_H
#define GPTREEL_RUN_BPE_ALPHABET_H

#include <stdint.h>

enum { BPE_BYTES = 256, BPE_CODE_POINTS = 2 * BPE_BYTES };

typedef struct BpeAlphabet {
    uint16_t of_byte[BPE_BYTES];      // the code point that a byte is written as
    int16_t byte_of[BPE_CODE_POINTS]; // by code point; -1: not of the alphabet
} BpeAlphabet;

void bpe_alphabet_init(BpeAlphabet *alphabet);

// The byte that has rank `rank`, 0 … 255, among all bytes by the character it is written as: its id in GPT-2.
unsigned char bpe_byte_at(int rank);

#endif
