// tokenizer.c — how fast byte-level BPE learns and encodes, on one core: bench_tokenizer FILE [DIR]. DIR has a
// vocabulary to encode with, GPT-2's for instance; without it that is the one of 1,024 tokens learned from FILE.
//
// Prints processor seconds, which other processes do not add to, the best of some rounds; and for a text without a
// space, which is one piece, what twice the length costs: 2 when the time is linear.
#include "engine/base/file.h"
#include "model/text/tokenizer.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { ROUNDS = 9, MEGABYTE = 1000000 };

static double cpu_seconds(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e-6;
}

// Seconds for one encoding; the tokens it gives in `n_ids`. Below 0 on error.
static double encode_seconds(const Tokenizer *tokenizer, const char *text, size_t n_bytes, int64_t *n_ids, Err *err)
{
    double best = -1;
    for (int i = 0; i < ROUNDS; i++) {
        Arena arena;
        arena_init(&arena);
        const double begin = cpu_seconds();
        const bool ok = tokenizer_encode(tokenizer, &arena, text, n_bytes, n_ids, err) != NULL;
        const double took = cpu_seconds() - begin;
        arena_finish(&arena);
        if (!ok)
            return -1;
        best = best < 0 || took < best ? took : best;
    }
    return best;
}

// Letters without order, the same each time.
static const char *letters(Arena *arena, size_t n_bytes)
{
    char *text = arena_alloc(arena, n_bytes + 1);
    uint32_t seed = 1;
    for (size_t i = 0; i < n_bytes; i++) {
        seed = seed * 1664525U + 1013904223U;
        text[i] = (char)('a' + (seed >> 16) % 26);
    }
    return text;
}

static bool measure(Arena *arena, const char *path, const char *dir, Err *err)
{
    size_t n_bytes = 0;
    const char *text = file_read(arena, path, &n_bytes, err);
    if (!text)
        return false;
    double begin = cpu_seconds();
    const Tokenizer *tokenizer = tokenizer_build(arena, "bpe", (TokenizerOptions){.n_vocab = 1024}, text, n_bytes, err);
    printf("learn %d tokens from %.2f MB      %7.3f s\n", (int)tokenizer->n_vocab, (double)n_bytes / MEGABYTE,
           cpu_seconds() - begin);
    if (dir) {
        begin = cpu_seconds();
        tokenizer = tokenizer_load(arena, "bpe", dir, err);
        if (!tokenizer)
            return false;
        printf("load %d tokens              %7.3f s\n", (int)tokenizer->n_vocab, cpu_seconds() - begin);
    }
    int64_t n_ids = 0;
    const double took = encode_seconds(tokenizer, text, n_bytes, &n_ids, err);
    printf("encode it to %lld tokens        %7.1f MB/s\n", (long long)n_ids, (double)n_bytes / took / MEGABYTE);
    const char *long_piece = letters(arena, 2 * (size_t)MEGABYTE);
    const double one = encode_seconds(tokenizer, long_piece, MEGABYTE, &n_ids, err);
    const double two = encode_seconds(tokenizer, long_piece, 2 * (size_t)MEGABYTE, &n_ids, err);
    printf("a megabyte without a space       %7.3f s, two %.2f times that\n", one, two / one);
    return took > 0 && one > 0 && two > 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_tokenizer FILE [DIR]\n");
        return 2;
    }
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    const bool ok = measure(&arena, argv[1], argc > 2 ? argv[2] : NULL, &err);
    if (!ok)
        fprintf(stderr, "bench_tokenizer: %s\n", err.text);
    arena_finish(&arena);
    return ok ? 0 : 1;
}
