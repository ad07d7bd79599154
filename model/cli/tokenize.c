// tokenize.c — gptreel tokenize.
#include "model/cli/tokenize.h"

#include "engine/base/file.h"
#include "model/cli/commands.h"
#include "model/run/run.h"
#include "model/text/tokenizer.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

enum { FIRST_ROOM_BYTES = 1 << 16 };

// All that the stream has, in the arena, with a NUL behind it.
static char *read_all(FILE *in, Arena *arena, size_t *n_bytes, Err *err)
{
    size_t room = FIRST_ROOM_BYTES, n = 0;
    char *bytes = mem_alloc(room);
    for (size_t got; (got = fread(bytes + n, 1, room - n, in)) > 0;) {
        n += got;
        if (n == room)
            bytes = mem_realloc(bytes, room *= 2);
    }
    char *kept = NULL;
    if (ferror(in))
        err_errno(err, "cannot read the input");
    else
        kept = arena_strndup(arena, bytes, n);
    free(bytes);
    *n_bytes = n;
    return kept;
}

static bool print_ids(const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes,
                      const TokenizeRequest *request, Err *err)
{
    int64_t n = 0;
    const int32_t *ids = request->special ? tokenizer_encode_special(tokenizer, arena, text, n_bytes, &n, err)
                                          : tokenizer_encode(tokenizer, arena, text, n_bytes, &n, err);
    for (int64_t i = 0; ids && i < n; i++)
        fprintf(request->out, i > 0 ? " %d" : "%d", (int)ids[i]);
    fputs(ids ? "\n" : "", request->out);
    return ids != NULL;
}

// `text` has no NUL but the one at its end.
static bool print_text(const Tokenizer *tokenizer, const char *text, FILE *out, Err *err)
{
    const char *at = text;
    for (;;) {
        while (isspace((unsigned char)*at))
            at++;
        if (!*at)
            return true;
        char *end;
        errno = 0;
        const long id = strtol(at, &end, 10);
        if (end == at || errno || (*end && !isspace((unsigned char)*end)))
            return err_set(err, "byte %lld of the input is no token id; ids are decimal numbers with spaces between",
                           (long long)(at - text));
        if (id < 0 || id >= tokenizer->n_vocab)
            return err_set(err, "there is no token %ld; the vocabulary ends with %d", id, (int)tokenizer->n_vocab - 1);
        size_t n_bytes;
        const char *bytes = tokenizer_bytes(tokenizer, (int32_t)id, &n_bytes);
        fwrite(bytes, 1, n_bytes, out);
        at = end;
    }
}

bool tokenize_run(const TokenizeRequest *request, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const bool is_run = file_exists(path_join(&arena, request->dir, "run.json"));
    const Run *run = is_run ? run_read_texts(&arena, request->dir, err) : NULL;
    const Tokenizer *tokenizer = NULL;
    if (run || !is_run)
        tokenizer = tokenizer_load(&arena, run ? run->tokenizer : "bpe", request->dir, err);
    size_t n_bytes;
    const char *text = tokenizer ? read_all(request->in, &arena, &n_bytes, err) : NULL;
    bool ok = text && (request->decode ? print_text(tokenizer, text, request->out, err)
                                       : print_ids(tokenizer, &arena, text, n_bytes, request, err));
    if (ok && (fflush(request->out) != 0 || ferror(request->out)))
        ok = err_errno(err, "cannot write the output");
    arena_finish(&arena);
    return ok;
}

// ---- the command ----

typedef struct TokenizeOptions {
    bool decode;
    bool special;
    bool help;
} TokenizeOptions;

static const Opt TOKENIZE_OPTS[] = {
    {"decode", 'd', OPT_FLAG, offsetof(TokenizeOptions, decode), NULL, "the other way: ids come in, text goes out", 0,
     0},
    {"special", 's', OPT_FLAG, offsetof(TokenizeOptions, special), NULL, "names like <|bos|> are special tokens", 0, 0},
    {"help", 'h', OPT_FLAG, offsetof(TokenizeOptions, help), NULL, "this list", 0, 0},
    {0},
};

int command_tokenize(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    TokenizeOptions options = {.decode = false};
    OptsGiven given;
    if (!opts_parse(TOKENIZE_OPTS, &options, argc, argv, &given, err))
        return 2;
    if (options.help) {
        model_command_help(argv[0], TOKENIZE_OPTS, &options);
        return 0;
    }
    if (given.n_words != 1) {
        err_set(err, "one folder is needed: gptreel tokenize DIR, that of a run or one with vocab.json and merges.txt");
        return 2;
    }
    const TokenizeRequest request = {
        .dir = argv[1], .decode = options.decode, .special = options.special, .in = stdin, .out = stdout};
    return tokenize_run(&request, err) ? 0 : 1;
}
