// fuzz_tokenizer.c — files of byte-level BPE tokenizers. What can be loaded must encode any bytes and give them back,
// and be the same tokenizer when it was saved and loaded again.
//
// The first byte says in which form; behind a first NUL byte the second file of a pair begins, behind the next one the
// text to encode.
#include "support_fuzz.h"

#include "engine/base/err.h"
#include "model/text/tokenizer.h"

#include <string.h>

static const char *const FILES[][2] = {
    {"tokenizer.json", NULL}, {"vocab.json", "merges.txt"}, {"encoder.json", "vocab.bpe"}};
enum { N_FORMS = sizeof FILES / sizeof FILES[0] };

typedef struct Part {
    const char *bytes; // [n_bytes]
    size_t n_bytes;
} Part;

// Cuts off what stands before the next NUL byte.
static Part cut(Part *rest)
{
    const char *nul = rest->n_bytes > 0 ? memchr(rest->bytes, '\0', rest->n_bytes) : NULL;
    const Part part = {rest->bytes, nul ? (size_t)(nul - rest->bytes) : rest->n_bytes};
    const size_t n_gone = part.n_bytes + (nul != NULL);
    *rest = (Part){rest->bytes + n_gone, rest->n_bytes - n_gone};
    return part;
}

static void use(const Tokenizer *tokenizer, Arena *arena, Part text)
{
    Err err = {""};
    int64_t n = 0, n_again = 0;
    size_t n_back = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, arena, text.bytes, text.n_bytes, &n, &err);
    fuzz_expect(ids || err.text[0], "ids or an error");
    for (int64_t i = 0; ids && i < n; i++)
        fuzz_expect(ids[i] >= 0 && ids[i] < tokenizer->n_vocab, "ids of the vocabulary");
    if (ids) {
        const char *back = tokenizer_decode_bytes(tokenizer, arena, ids, n, &n_back);
        fuzz_expect(n_back == text.n_bytes && memcmp(back, text.bytes, n_back) == 0, "the text back");
        tokenizer_decode(tokenizer, arena, ids, n);
    }
    int64_t n_special = 0;
    const int32_t *special = tokenizer_encode_as((TextForm){.special = true}, tokenizer, arena, text.bytes, text.n_bytes,
                                                 &n_special, &err);
    for (int64_t i = 0; special && i < n_special; i++)
        fuzz_expect(special[i] >= 0 && special[i] < tokenizer->n_vocab, "ids of the vocabulary");
    if (special) {
        const char *back = tokenizer_decode_bytes(tokenizer, arena, special, n_special, &n_back);
        fuzz_expect(n_back == text.n_bytes && memcmp(back, text.bytes, n_back) == 0, "the text back, with special tokens");
    }
    fuzz_expect(tokenizer_save(tokenizer, fuzz_dir(), &err), "a tokenizer saved");
    const Tokenizer *again = tokenizer_load(arena, "bpe", fuzz_dir(), &err);
    fuzz_expect(again && again->n_vocab == tokenizer->n_vocab, "the tokenizer back");
    const int32_t *ids_again = tokenizer_encode(again, arena, text.bytes, text.n_bytes, &n_again, &err);
    fuzz_expect(!ids == !ids_again && (!ids || (n == n_again && memcmp(ids, ids_again, sizeof *ids * (size_t)n) == 0)),
                "the same ids from the tokenizer saved");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes == 0)
        return 0;
    const char *const *names = FILES[data[0] % N_FORMS];
    Part rest = {(const char *)data + 1, n_bytes - 1};
    for (int i = 0; i < 2; i++) {
        const Part part = cut(&rest);
        if (names[i])
            fuzz_write(names[i], part.bytes, part.n_bytes);
    }
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    const Tokenizer *tokenizer = tokenizer_load(&arena, "bpe", fuzz_dir(), &err);
    fuzz_expect(!tokenizer == (err.text[0] != '\0'), "a tokenizer or an error");
    if (tokenizer)
        use(tokenizer, &arena, rest);
    arena_finish(&arena);
    fuzz_delete("tokenizer.json");
    fuzz_delete("tokenizer_config.json");
    for (int i = 0; i < 2; i++)
        if (names[i])
            fuzz_delete(names[i]);
    return 0;
}
