// count.c — gptreel count.
#include "engine/base/file.h"
#include "model/cli/cli.h"
#include "model/cli/commands.h"
#include "model/infer/guess.h"
#include "model/infer/pretrained.h"
#include "model/run/lock.h"
#include "model/run/writer.h"
#include "model/text/corpus.h"
#include "model/text/text_record.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct CountOptions {
    const char *data, *line;
} CountOptions;

static const Opt COUNT_OPTS[] = {
    {"data", 'd', OPT_STRING, offsetof(CountOptions, data), "FILE", "the text that the run learned from; or built-in"},
    {"line", 0, OPT_STRING, offsetof(CountOptions, line), "TEXT",
     "also record what the text holds, with this line of it in characters and in byte pairs"},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

// The corpus of the run, split and tokenised as for its training. NULL on error.
static const Corpus *corpus_of(const Run *run, const CountOptions *options, Arena *arena, Err *err)
{
    if (strcmp(run->objective, "next-token") != 0) {
        err_set(err, "%s learned from conversations, and only a text is counted", run->dir);
        return NULL;
    }
    if (!options->data) {
        err_set(err, "--data FILE is missing: the text that %s learned from, which was \"%s\"", run->dir,
                run->corpus_name);
        return NULL;
    }
    const CorpusSource source = {
        .path = strcmp(options->data, BUILT_IN_CORPUS) == 0 ? NULL : options->data,
        .tokenizer = tokenizer_load(arena, run->tokenizer, run->dir, err),
        .special = run->special,
        .val_fraction = isnan(run->val_fraction) ? 0 : run->val_fraction,
        .n_ctx = run->n_ctx,
    };
    const Corpus *corpus = source.tokenizer ? corpus_load(arena, &source, err) : NULL;
    if (!corpus || strcmp(corpus->sha256, run->corpus_sha256) == 0)
        return corpus;
    err_set(err, "%s is not what %s learned from: that was \"%s\", %lld bytes with the SHA-256 %s", options->data,
            run->dir, run->corpus_name, (long long)run->corpus_bytes, run->corpus_sha256);
    return NULL;
}

static void print_counts(const RunCounts *counts, const char *reached)
{
    printf("nats a token: blind guessing %.3f", counts->nats[0]);
    for (int n = 1; n < counts->n_orders; n++)
        printf(", by sequences of %d %.3f", n, counts->nats[n]);
    printf("\nreached: %s\n", reached ? reached : "unknown, as the run has no loss");
}

// With the weights, if there are any.
static bool record_guess(const Run *run, const Corpus *corpus, Arena *arena, Err *err)
{
    if (!file_exists(path_join(arena, run->dir, "model.safetensors")))
        return true;
    Pretrained pretrained;
    const bool opened = pretrained_open(&pretrained, arena, run->dir, err);
    Gpt *gpt = opened ? gpt_create(&pretrained.config, err) : NULL;
    const bool ok = gpt && weights_load(gpt, pretrained.weights.path, err) &&
                    guess_record(arena, run, gpt, corpus, err);
    gpt_destroy(gpt);
    pretrained_close(&pretrained);
    return ok;
}

static void print_guess(const RunGuess *guess)
{
    if (!guess)
        return;
    printf("a guess: %s[%s]%s, %.2f = -ln %.3f; ", guess->before, guess->token.text, guess->after,
           -log(guess->token.p), guess->token.p);
    if (guess->untrained)
        printf("untrained %.2f\n", -log(guess->untrained->p));
    else
        puts("untrained unknown, as the weights of step 0 cannot be made again");
}

static bool count(const CountOptions *options, const char *dir, Arena *arena, Err *err)
{
    const Run *run = run_read_texts(arena, dir, err);
    RunLock lock = {0};
    RunCounts counts;
    bool ok = run && run_lock(&lock, dir, err);
    const Corpus *corpus = ok ? corpus_of(run, options, arena, err) : NULL;
    ok = corpus && // a line that is not there is told before anything is written
         (!options->line || text_record(dir, corpus, &(TextRequest){options->line, run->seed, run->n_ctx}, err)) &&
         corpus_count(&counts, arena, corpus, err) && run_add_counts(dir, &counts, err) &&
         record_guess(run, corpus, arena, err);
    run = ok ? run_read_texts(arena, dir, err) : NULL;
    if (run) {
        print_counts(&counts, run_reached(run));
        print_guess(run->guess);
    }
    run_unlock(&lock);
    return run != NULL;
}

int command_count(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    CountOptions options = {.data = NULL};
    OptsGiven given;
    const int code = command_parse(MODEL_COMMANDS, COUNT_OPTS, &options, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    const bool ok = count(&options, argv[1], &arena, err);
    arena_finish(&arena);
    return ok ? 0 : 1;
}
