// tokenize.c — gptreel tokenize: what a tokenizer does with a text, ids from text or text from ids.
#include "model/cli/commands.h"

#include "engine/base/file.h"
#include "model/cli/cli.h"
#include "model/run/run.h"
#include "model/text/tokenizer.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

enum { FIRST_ROOM_BYTES = 1 << 16 };

typedef struct TokenizeOptions {
    bool decode;  // from ids to text
    bool special; // the names of special tokens in the text are these tokens
} TokenizeOptions;

static const Opt TOKENIZE_OPTS[] = {
    {"decode", 'd', OPT_FLAG, offsetof(TokenizeOptions, decode), NULL, "the other way: ids come in, text goes out"},
    {"special", 's', OPT_FLAG, offsetof(TokenizeOptions, special), NULL, "names like <|endoftext|> are special tokens"},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

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

static bool print_ids(const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes, bool special,
                      Err *err)
{
    int64_t n = 0;
    const TextForm form = {.special = special, .begins = true, .ends = true};
    const int32_t *ids = tokenizer_encode_as(form, tokenizer, arena, text, n_bytes, &n, err);
    for (int64_t i = 0; ids && i < n; i++)
        printf(i > 0 ? " %d" : "%d", (int)ids[i]);
    fputs(ids ? "\n" : "", stdout);
    return ids != NULL;
}

// `text` has no NUL but the one at its end.
static bool print_text(const Tokenizer *tokenizer, const char *text, Err *err)
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
        fwrite(bytes, 1, n_bytes, stdout);
        at = end;
    }
}

static bool tokenize_input(const TokenizeOptions *options, const char *dir, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const bool is_run = file_exists(path_join(&arena, dir, "run.json"));
    const Run *run = is_run ? run_read_texts(&arena, dir, err) : NULL;
    const Tokenizer *tokenizer = NULL;
    if (run || !is_run)
        tokenizer = tokenizer_load(&arena, run ? run->tokenizer : tokenizer_kind_in(dir), dir, err);
    size_t n_bytes;
    const char *text = tokenizer ? read_all(stdin, &arena, &n_bytes, err) : NULL;
    const bool ok = text && (options->decode ? print_text(tokenizer, text, err)
                                             : print_ids(tokenizer, &arena, text, n_bytes, options->special, err));
    arena_finish(&arena);
    return ok;
}

int command_tokenize(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    TokenizeOptions options = {.decode = false};
    OptsGiven given;
    const int code = command_parse(MODEL_COMMANDS, TOKENIZE_OPTS, &options, argc, argv, &given, err);
    if (code >= 0)
        return code;
    return tokenize_input(&options, argv[1], err) ? 0 : 1;
}
