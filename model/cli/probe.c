// probe.c — gptreel probe.
#include "engine/base/lists.h"
#include "model/cli/commands.h"
#include "model/cli/opened.h"
#include "model/infer/prompt.h"

#include <stddef.h>

typedef struct ProbeOptions {
    const char *prompt;
    const char *select;
    const char *temperatures;
    bool special, no_positions;
} ProbeOptions;

#define AT(field) offsetof(ProbeOptions, field)

static const Opt PROBE_OPTS[] = {
    {"prompt", 'p', OPT_STRING, AT(prompt), "TEXT", "what the model reads; without: as the run's samples begin", 0, 0},
    {"select", 0, OPT_STRING, AT(select), "NAMES", "tensors: attention,mlp.*; all: model/run/probe_tensors.h", 0, 0},
    {"temperatures", 't', OPT_STRING, AT(temperatures), "LIST", "each gives probabilities of its own", 0, 0},
    {"no-positions", 0, OPT_FLAG, AT(no_positions), NULL, "as if no positions were added: which sums does order change?"},
    {"special", 0, OPT_FLAG, AT(special), NULL, "names like <|endoftext|> in the prompt are these tokens"},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

static bool work(const Opened *opened, const void *asked, Arena *arena, Err *err)
{
    const ProbeOptions *options = asked;
    ProbeRequest request = {
        .step = opened_step(opened),
        .select = options->select,
        .no_positions = options->no_positions,
        .weight_type = pretrained_type(&opened->pretrained),
    };
    request.temperatures =
        list_numbers(arena, "temperatures", options->temperatures, 0, 100, &request.n_temperatures, err);
    const char *prompt = options->prompt ? prompt_unescape(arena, options->prompt) : opened_prompt(opened);
    if (request.temperatures)
        request.ids = prompt_ids(opened->tokenizer, arena, prompt, (PromptRule){.special = options->special},
                                 &request.n_ids, err);
    if (request.ids)
        opened_tell_cut(opened, request.n_ids);
    RunLock lock = {0};
    const bool ok =
        request.ids && (!opened->run || run_lock(&lock, opened->dir, err)) && opened_probe(opened, &request, err);
    run_unlock(&lock);
    return ok;
}

int command_probe(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    ProbeOptions options = {.select = "*", .temperatures = "0.5,1,1.5"};
    return on_opened(argc, argv, PROBE_OPTS, &options, work, err);
}
