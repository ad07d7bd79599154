// sample.c — gptreel sample.
#include "model/cli/commands.h"
#include "model/cli/opened.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"
#include "model/nn/kernel.h"
#include "model/text/corpus_files.h"

#include <stddef.h>

typedef struct SampleOptions {
    const char *prompt;
    const char *prompt_file;
    int64_t n_tokens;
    int64_t n_samples;
    OptWords stops;
    double temperature;
    int64_t top_k;
    double top_p;
    int64_t seed;
    int64_t n_threads;
    bool special;
    bool past_end;
    bool record;
} SampleOptions;

#define AT(field) offsetof(SampleOptions, field)

static const Opt SAMPLE_OPTS[] = {
    {"prompt", 'p', OPT_STRING, AT(prompt), "TEXT", "what the text begins with; without: as the run's samples", 0, 0},
    {"prompt-file", 0, OPT_STRING, AT(prompt_file), "FILE", "the same from a file; -: standard input", 0, 0},
    {"tokens", 'n', OPT_INT, AT(n_tokens), "N", "tokens to write", 1, 1e9},
    {"num-samples", 0, OPT_INT, AT(n_samples), "N", "texts, each with draws of its own", 1, 1e6},
    {"stop", 0, OPT_WORDS, AT(stops), "TEXT", "ends a text before it; may be given again", 0, 0},
    {"temperature", 't', OPT_REAL, AT(temperature), "X", "above 1 bolder, below 1 safer; 0: the likeliest", 0, 100},
    {"top-k", 'k', OPT_INT, AT(top_k), "N", "candidates kept; 0: all", 0, 1e6},
    {"top-p", 0, OPT_REAL, AT(top_p), "X", "the likeliest kept that together have so much; 0: all", 0, 1},
    {"seed", 's', OPT_INT, AT(seed), "N", "of the draws", 0, 9e15},
    {"threads", 0, OPT_INT, AT(n_threads), "N", "that work on it; 0: one a processor", 0, 1024},
    {"special", 0, OPT_FLAG, AT(special), NULL, "names like <|endoftext|> in the prompt are these tokens"},
    {"past-end", 0, OPT_FLAG, AT(past_end), NULL, "go on behind the token that ends a text"},
    {"record", 'r', OPT_FLAG, AT(record), NULL, "keep text and probe of the prompt in the run", 0, 0},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

// What films cannot show is not recorded.
static bool check(const SampleOptions *options, Err *err)
{
    if (options->prompt && options->prompt_file)
        return err_set(err, "--prompt and --prompt-file both say what the text begins with; give one");
    if (options->record && options->n_samples > 1)
        return err_set(err, "a run keeps one text; leave out --num-samples or --record");
    if (options->record && options->top_p > 0)
        return err_set(err, "films tell how a text was drawn by temperature and top-k alone; leave out --top-p or --record");
    for (int i = 0; i < options->stops.n; i++)
        if (!*options->stops.words[i])
            return err_set(err, "--stop needs a text");
    return true;
}

// The prompt as text; NULL on error.
static const char *prompt_of(const SampleOptions *options, const Opened *opened, Arena *arena, Err *err)
{
    if (options->prompt)
        return prompt_unescape(arena, options->prompt);
    if (!options->prompt_file)
        return opened_prompt(opened);
    CorpusFiles files;
    if (!corpus_files_read(&files, arena, options->prompt_file, err))
        return NULL;
    if (files.note)
        fprintf(stderr, "gptreel: %s\n", files.note);
    return arena_strndup(arena, files.text, (size_t)files.n_bytes);
}

static bool write_texts(const Opened *opened, const SampleOptions *options, Arena *arena, SampleRequest request, Err *err)
{
    Gpt *gpt = pretrained_gpt(&opened->pretrained, stderr, err);
    const char **stops = ARENA_ARRAY(arena, const char *, options->stops.n);
    for (int i = 0; i < options->stops.n; i++)
        stops[i] = prompt_unescape(arena, options->stops.words[i]);
    const Shown shown = {stdout, stops, options->stops.n};
    bool ok = gpt != NULL;
    for (int64_t i = 0; i < options->n_samples && ok; i++) {
        if (i > 0)
            puts("---------------");
        request.part = (uint32_t)i;
        ok = record_generation(options->record ? opened->dir : NULL, shown, gpt, opened->tokenizer, request, err);
    }
    gpt_destroy(gpt);
    return ok;
}

static bool work(const Opened *opened, const void *asked, Arena *arena, Err *err)
{
    const SampleOptions *options = asked;
    SampleRequest request = {
        .n_tokens = options->n_tokens,
        .temperature = options->temperature,
        .top_k = options->top_k,
        .top_p = options->top_p,
        .seed = options->seed,
        .past_end = options->past_end,
    };
    const char *prompt = check(options, err) ? prompt_of(options, opened, arena, err) : NULL;
    const PromptRule rule = {.special = options->special};
    if (prompt)
        request.prompt_ids = prompt_ids(opened->tokenizer, arena, prompt, rule, &request.n_prompt, err);
    if (!request.prompt_ids)
        return false;
    opened_tell_cut(opened, request.n_prompt);
    RunLock lock = {0};
    if (options->record && !opened_lock(&lock, opened, "leave out --record", err))
        return false;
    if (options->n_threads > 0)
        kernel_limit_threads((int)options->n_threads);
    const bool ok = write_texts(opened, options, arena, request, err);
    const ProbeRequest probe = {
        .step = opened_step(opened),
        .ids = request.prompt_ids,
        .n_ids = request.n_prompt,
        .select = PROBE_OF_FILMS,
    };
    const bool recorded = ok && (!options->record || opened_probe(opened, &probe, err));
    run_unlock(&lock);
    return recorded;
}

int command_sample(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    SampleOptions options = {.n_tokens = 300, .n_samples = 1, .temperature = 0.8, .top_k = 50, .seed = 1};
    return on_opened(argc, argv, SAMPLE_OPTS, &options, work, err);
}
