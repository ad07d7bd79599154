#include "model/cli/cli.h"

#include "engine/base/file.h"
#include "engine/base/lists.h"
#include "model/cli/compare.h"
#include "model/cli/tokenize.h"
#include "model/infer/pretrained.h"
#include "model/infer/probe.h"
#include "model/infer/record.h"
#include "model/train/train.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static int run_train(int argc, char **argv, const void *context, Err *err);
static int run_sample(int argc, char **argv, const void *context, Err *err);
static int run_probe(int argc, char **argv, const void *context, Err *err);
static int run_compare(int argc, char **argv, const void *context, Err *err);
static int run_tokenize(int argc, char **argv, const void *context, Err *err);

// To add a command: a row here and its function.
const Command MODEL_COMMANDS[] = {
    {"train", "--preset NAME --data FILE --out DIR [OPTIONS]", "Trains a GPT on a text and records a run folder.",
     run_train},
    {"sample", "RUN [OPTIONS]", "Lets the model of a run, or a GPT-2, write, and can record what it wrote.",
     run_sample},
    {"probe", "RUN --prompt TEXT [OPTIONS]", "Records what happens inside the model of a run on a prompt.", run_probe},
    {"compare", "RUN… [--json]", "Prints runs, or all runs in a folder, side by side.", run_compare},
    {"tokenize", "DIR < TEXT", "Prints the token ids of a text by the tokenizer of a run, or of GPT-2's files.",
     run_tokenize},
    {0},
};

static const Command *command_named(const char *name)
{
    const Command *command = MODEL_COMMANDS;
    while (command->name && strcmp(command->name, name) != 0)
        command++;
    return command;
}

static int run_train(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    Arena arena;
    arena_init(&arena);
    TrainRequest request;
    int code = 0;
    if (!train_parse(&request, &arena, argc, argv, err)) {
        code = request.wrong_usage ? 2 : 1;
    } else if (request.settings.help) {
        command_help(command_named("train"), SETTINGS_OPTS, &request.settings, stdout);
    } else {
        request.shown = stdout;
        code = train_run(&request, err) ? 0 : 1;
    }
    arena_finish(&arena);
    return code;
}

// ---- commands on a run that exists ----

typedef struct SampleOptions {
    const char *prompt;
    int64_t n_tokens;
    double temperature;
    int64_t top_k;
    int64_t seed;
    bool record;
    const char *select;
    const char *temperatures;
    bool help;
} SampleOptions;

#define AT(field) offsetof(SampleOptions, field)

static const Opt SAMPLE_OPTS[] = {
    {"prompt", 'p', OPT_STRING, AT(prompt), "TEXT", "what the text begins with; \\n is a line end", 0, 0},
    {"tokens", 'n', OPT_INT, AT(n_tokens), "N", "tokens to write", 1, 1e9},
    {"temperature", 't', OPT_REAL, AT(temperature), "X", "above 1 bolder, below 1 safer; 0: the likeliest", 0, 100},
    {"top-k", 'k', OPT_INT, AT(top_k), "N", "candidates kept; 0: all", 0, 1e6},
    {"seed", 's', OPT_INT, AT(seed), "N", "of the draws", 0, 9e15},
    {"record", 'r', OPT_FLAG, AT(record), NULL, "keep text and probe of the prompt in the run", 0, 0},
    {"help", 'h', OPT_FLAG, AT(help), NULL, "this list", 0, 0},
    {0},
};

static const Opt PROBE_OPTS[] = {
    {"prompt", 'p', OPT_STRING, AT(prompt), "TEXT", "what the model reads; \\n is a line end", 0, 0},
    {"select", 0, OPT_STRING, AT(select), "NAMES", "tensors: attention,mlp.*; all: model/run/run.h", 0, 0},
    {"temperatures", 't', OPT_STRING, AT(temperatures), "LIST", "each gives probabilities of its own", 0, 0},
    {"help", 'h', OPT_FLAG, AT(help), NULL, "this list", 0, 0},
    {0},
};

// The model in a folder, ready to work.
typedef struct Opened {
    const char *dir;
    const Run *run; // NULL: a model that no run of gptreel made
    Pretrained pretrained;
    const Tokenizer *tokenizer;
} Opened;

static bool open_model(Opened *opened, Arena *arena, const char *path, Err *err)
{
    opened->dir = path;
    if (file_exists(path_join(arena, path, "run.json"))) {
        opened->run = run_read_texts(arena, path, err);
        if (!opened->run)
            return false;
        for (int i = 0; i < opened->run->n_notes; i++)
            fprintf(stderr, "gptreel: %s\n", opened->run->notes[i]);
    }
    if (!pretrained_open(&opened->pretrained, arena, path, err))
        return false;
    opened->dir = opened->pretrained.weights.dir;
    opened->tokenizer = pretrained_tokenizer(&opened->pretrained, arena, err);
    return opened->tokenizer != NULL;
}

static int64_t steps_of(const Opened *opened)
{
    return opened->run ? opened->run->n_steps : 0;
}

// A probe looks into a model whose weights are in memory.
static bool record_probe(const Opened *opened, const ProbeRequest *request, Err *err)
{
    Gpt *gpt = gpt_create(&opened->pretrained.config, err);
    const bool ok = gpt && weights_load(gpt, opened->pretrained.weights.path, err) &&
                    probe_record(opened->dir, gpt, opened->tokenizer, request, err);
    gpt_destroy(gpt);
    return ok;
}

static bool sample_opened(const Opened *opened, const SampleOptions *options, Arena *arena, Err *err)
{
    SampleRequest request = {
        .n_tokens = options->n_tokens,
        .temperature = options->temperature,
        .top_k = options->top_k,
        .seed = options->seed,
    };
    const char *prompt = prompt_unescape(arena, options->prompt);
    request.prompt_ids = prompt_ids(opened->tokenizer, arena, prompt, false, &request.n_prompt, err);
    if (!request.prompt_ids)
        return false;
    if (options->record && !opened->run)
        return err_set(err, "%s is no run of gptreel that a text could be recorded in; leave out --record",
                       opened->dir);
    Gpt *gpt = pretrained_gpt(&opened->pretrained, stderr, err);
    const bool ok =
        gpt && record_generation(options->record ? opened->dir : NULL, stdout, gpt, opened->tokenizer, request, err);
    gpt_destroy(gpt);
    const ProbeRequest probe = {
        .step = steps_of(opened),
        .ids = request.prompt_ids,
        .n_ids = request.n_prompt,
        .select = PROBE_OF_FILMS,
    };
    return ok && (!options->record || record_probe(opened, &probe, err));
}

static bool probe_opened(const Opened *opened, const SampleOptions *options, Arena *arena, Err *err)
{
    ProbeRequest request = {
        .step = steps_of(opened),
        .select = options->select,
        .weight_type = pretrained_type(&opened->pretrained),
    };
    request.temperatures =
        list_numbers(arena, "temperatures", options->temperatures, 0, 100, &request.n_temperatures, err);
    if (request.temperatures)
        request.ids =
            prompt_ids(opened->tokenizer, arena, prompt_unescape(arena, options->prompt), false, &request.n_ids, err);
    return request.ids && record_probe(opened, &request, err);
}

// Parses the options, opens the model that is named, and hands both to `work`.
static int on_model(int argc, char **argv, const Opt *table, SampleOptions options,
                    bool (*work)(const Opened *, const SampleOptions *, Arena *, Err *), Err *err)
{
    int n_words = 0;
    if (!opts_parse(table, &options, argc, argv, &n_words, err))
        return 2;
    if (options.help) {
        command_help(command_named(argv[0]), table, &options, stdout);
        return 0;
    }
    if (n_words != 1) {
        err_set(err, "one run folder is needed: gptreel %s RUN, or a folder with a GPT-2", argv[0]);
        return 2;
    }
    Arena arena;
    arena_init(&arena);
    Opened opened = {.run = NULL};
    const bool ok = open_model(&opened, &arena, argv[1], err) && work(&opened, &options, &arena, err);
    pretrained_close(&opened.pretrained);
    arena_finish(&arena);
    return ok ? 0 : 1;
}

static int run_sample(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    const SampleOptions options = {.prompt = "\\n", .n_tokens = 300, .temperature = 0.8, .top_k = 50, .seed = 1};
    return on_model(argc, argv, SAMPLE_OPTS, options, sample_opened, err);
}

static int run_probe(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    const SampleOptions options = {.prompt = "\\n", .select = "*", .temperatures = "0.5,1,1.5"};
    return on_model(argc, argv, PROBE_OPTS, options, probe_opened, err);
}

// ---- compare ----

typedef struct CompareOptions {
    bool json;
    bool help;
} CompareOptions;

static const Opt COMPARE_OPTS[] = {
    {"json", 'j', OPT_FLAG, offsetof(CompareOptions, json), NULL, "as JSON, every number as it was measured", 0, 0},
    {"help", 'h', OPT_FLAG, offsetof(CompareOptions, help), NULL, "this list", 0, 0},
    {0},
};

static int run_compare(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    CompareOptions options = {.json = false};
    int n_words = 0;
    if (!opts_parse(COMPARE_OPTS, &options, argc, argv, &n_words, err))
        return 2;
    if (options.help) {
        command_help(command_named(argv[0]), COMPARE_OPTS, &options, stdout);
        return 0;
    }
    if (n_words == 0) {
        err_set(err, "run folders are needed, or a folder of them: gptreel compare RUN…");
        return 2;
    }
    const CompareRequest request = {.dirs = (const char *const *)(argv + 1),
                                    .n_dirs = n_words,
                                    .json = options.json,
                                    .out = stdout,
                                    .notes = stderr};
    return compare_runs(&request, err) ? 0 : 1;
}

// ---- tokenize ----

typedef struct TokenizeOptions {
    bool decode;
    bool help;
} TokenizeOptions;

static const Opt TOKENIZE_OPTS[] = {
    {"decode", 'd', OPT_FLAG, offsetof(TokenizeOptions, decode), NULL, "the other way: ids come in, text goes out", 0,
     0},
    {"help", 'h', OPT_FLAG, offsetof(TokenizeOptions, help), NULL, "this list", 0, 0},
    {0},
};

static int run_tokenize(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    TokenizeOptions options = {.decode = false};
    int n_words = 0;
    if (!opts_parse(TOKENIZE_OPTS, &options, argc, argv, &n_words, err))
        return 2;
    if (options.help) {
        command_help(command_named(argv[0]), TOKENIZE_OPTS, &options, stdout);
        return 0;
    }
    if (n_words != 1) {
        err_set(err, "one folder is needed: gptreel tokenize DIR, that of a run or one with vocab.json and merges.txt");
        return 2;
    }
    const TokenizeRequest request = {.dir = argv[1], .decode = options.decode, .in = stdin, .out = stdout};
    return tokenize(&request, err) ? 0 : 1;
}
