// sample.c — gptreel sample.
#include "model/cli/commands.h"
#include "model/cli/opened.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"

#include <stddef.h>

typedef struct SampleOptions {
    const char *prompt;
    int64_t n_tokens;
    double temperature;
    int64_t top_k;
    int64_t seed;
    bool special;
    bool past_end;
    bool record;
} SampleOptions;

#define AT(field) offsetof(SampleOptions, field)

static const Opt SAMPLE_OPTS[] = {
    {"prompt", 'p', OPT_STRING, AT(prompt), "TEXT", "what the text begins with; \\n is a line end", 0, 0},
    {"tokens", 'n', OPT_INT, AT(n_tokens), "N", "tokens to write", 1, 1e9},
    {"temperature", 't', OPT_REAL, AT(temperature), "X", "above 1 bolder, below 1 safer; 0: the likeliest", 0, 100},
    {"top-k", 'k', OPT_INT, AT(top_k), "N", "candidates kept; 0: all", 0, 1e6},
    {"seed", 's', OPT_INT, AT(seed), "N", "of the draws", 0, 9e15},
    {"special", 0, OPT_FLAG, AT(special), NULL, "names like <|endoftext|> in the prompt are these tokens"},
    {"past-end", 0, OPT_FLAG, AT(past_end), NULL, "go on behind the token that ends a text"},
    {"record", 'r', OPT_FLAG, AT(record), NULL, "keep text and probe of the prompt in the run", 0, 0},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

static bool work(const Opened *opened, const void *asked, Arena *arena, Err *err)
{
    const SampleOptions *options = asked;
    SampleRequest request = {
        .n_tokens = options->n_tokens,
        .temperature = options->temperature,
        .top_k = options->top_k,
        .seed = options->seed,
        .past_end = options->past_end,
    };
    const char *prompt = prompt_unescape(arena, options->prompt);
    const PromptRule rule = {.special = options->special};
    request.prompt_ids = prompt_ids(opened->tokenizer, arena, prompt, rule, &request.n_prompt, err);
    if (!request.prompt_ids)
        return false;
    opened_tell_cut(opened, request.n_prompt);
    RunLock lock = {0};
    if (options->record && !opened_lock(&lock, opened, "leave out --record", err))
        return false;
    Gpt *gpt = pretrained_gpt(&opened->pretrained, stderr, err);
    const bool ok =
        gpt && record_generation(options->record ? opened->dir : NULL, stdout, gpt, opened->tokenizer, request, err);
    gpt_destroy(gpt);
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
    SampleOptions options = {.prompt = "\\n", .n_tokens = 300, .temperature = 0.8, .top_k = 50, .seed = 1};
    return on_opened(argc, argv, SAMPLE_OPTS, &options, work, err);
}
