// sampling.c — how fast models write, against what the memory of this machine allows: with one text at a time every
// weight is read once a token, so weights / bandwidth is the least that a token can take.
//
//     bench_sampling [FOLDER]
//
// All models have random weights, which take the same time; their files (up to 3.1 GB) are made in FOLDER, /tmp unless
// given, and deleted. GPT-2's sizes are written and measured in a process of their own each, so that the peak of the
// memory is that of sampling. All times are the best of many.
#define _DEFAULT_SOURCE // mkdtemp
#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "model/cli/cli.h"
#include "model/infer/decoder.h"
#include "model/infer/pretrained.h"
#include "model/infer/sample.h"
#include "model/nn/kernel.h"
#include "model/nn/memory.h"
#include "model/train/preset.h"
#include "model/train/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { READ_BYTES = 1 << 29, N_READS = 12, N_TOKENS = 48, N_TEXTS = 12, TEXT_TOKENS = 1000 };

static void fail(const Err *err)
{
    fprintf(stderr, "bench_sampling: %s\n", err->text);
    exit(1);
}

// Bytes a second that all processors together read from an array that no cache holds.
static double bandwidth(void)
{
    enum { N_ITEMS = READ_BYTES / (int)sizeof(uint64_t) };
    uint64_t *array = mem_alloc(READ_BYTES);
    for (int64_t i = 0; i < N_ITEMS; i++)
        array[i] = (uint64_t)i;
    double best_s = 1e9;
    uint64_t sum = 0;
    for (int k = 0; k < N_READS; k++) {
        const double begun_s = clock_seconds();
#pragma omp parallel for schedule(static) reduction(+ : sum)
        for (int64_t i = 0; i < N_ITEMS; i++)
            sum += array[i];
        const double took_s = clock_seconds() - begun_s;
        best_s = took_s < best_s ? took_s : best_s;
    }
    free(array);
    return sum == 1 ? 0 : READ_BYTES / best_s;
}

typedef struct Size {
    const char *name;
    int64_t n_layer, n_head, n_embd;
} Size;

static const Size SIZES[] = {{"124M", 12, 12, 768}, {"774M", 36, 20, 1280}};
static const char *const TYPES[] = {"float32", "float16", "bfloat16"}; // by TensorType

static GptConfig gpt2_config(const Size *size)
{
    Settings settings;
    settings_init(&settings);
    GptConfig config = settings.gpt;
    config.n_layer = size->n_layer;
    config.n_head = size->n_head;
    config.n_embd = size->n_embd;
    config.n_ctx = 1024;
    config.n_vocab = 50257;
    config.bias = true;
    config.gelu = &GPT_GELUS[GPT_GELU_TANH];
    return config;
}

// The folder of a model with random weights.
static void write_model(const char *dir, const GptConfig *config, TensorType type)
{
    Err err = {""};
    Gpt *gpt = gpt_create(config, &err);
    if (!gpt)
        fail(&err);
    gpt_init_weights(gpt, 1);
    if (!weights_save(gpt, type, dir, &err))
        fail(&err);
    gpt_destroy(gpt);
}

static void delete_model(const char *dir)
{
    static const char *const NAMES[] = {"model.safetensors", "config.json"};
    Arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        unlink(path_join(&arena, dir, NAMES[i]));
    arena_finish(&arena);
}

// Writes tokens one by one, always the likeliest, and prints the fastest of them.
static void measure_decoder(const Size *size, TensorType type, const char *dir, double bytes_per_s)
{
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    const double begun_s = clock_seconds();
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, &arena, dir, &err))
        fail(&err);
    Gpt *gpt = pretrained_gpt(&pretrained, stdout, &err);
    if (!gpt)
        fail(&err);
    const double open_s = clock_seconds() - begun_s;
    RunCandidate *candidates = mem_alloc(sizeof *candidates * (size_t)gpt->config.n_vocab);
    Decoder *decoder = decoder_create(gpt, 1);
    int32_t token = 50256;
    double best_s = 1e9;
    for (int i = 0; i < N_TOKENS; i++) {
        const double token_s = clock_seconds();
        const float *logits = decoder_feed(decoder, &token, 1);
        sample_distribution(candidates, logits, gpt->config.n_vocab, 1, 50);
        token = candidates[i % 50].id;
        const double took_s = clock_seconds() - token_s;
        best_s = took_s < best_s ? took_s : best_s;
    }
    const double bytes = (type == TENSOR_F32 ? 4.0 : 2.0) * (double)gpt->n_items, least_s = bytes / bytes_per_s;
    printf("%-5s %-9s %7.1f tokens/s, at most %.1f by the bandwidth: ratio %.2f; opened in %.2f s, peak %.2f GB\n",
           size->name, TYPES[type], 1 / best_s, 1 / least_s, least_s / best_s, open_s, 1e-9 * mem_peak_bytes());
    fflush(stdout);
    decoder_destroy(decoder);
    free(candidates);
    gpt_destroy(gpt);
    pretrained_close(&pretrained);
    arena_finish(&arena);
}

// The char-cpu preset's model in 16 bits, as `gptreel sample` uses a run: with the choice of every token, and its window
// that begins anew.
static void measure_char(const char *dir)
{
    static const char SYMBOLS[] = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    Settings settings;
    settings_init(&settings);
    const Tokenizer *tokenizer = tokenizer_build(&arena, "char", (TokenizerOptions){.n_vocab = 0}, SYMBOLS, sizeof SYMBOLS - 1, &err);
    if (!tokenizer || !preset_load(&settings, &arena, "char-cpu", &err))
        fail(&err);
    settings.gpt.n_vocab = tokenizer->n_vocab;
    write_model(dir, &settings.gpt, TENSOR_F16);
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, &arena, dir, &err))
        fail(&err);
    Gpt *gpt = pretrained_gpt(&pretrained, NULL, &err);
    if (!gpt)
        fail(&err);
    const int32_t prompt = 0;
    double best_s = 1e9;
    for (int k = 0; k < N_TEXTS; k++) {
        const SampleRequest request = {.prompt_ids = &prompt, .n_prompt = 1, .n_tokens = TEXT_TOKENS, .temperature = 0.8,
                                       .top_k = 50, .seed = k};
        const double begun_s = clock_seconds();
        if (!sample_text(gpt, tokenizer, &request, &err))
            fail(&err);
        const double took_s = clock_seconds() - begun_s;
        best_s = took_s < best_s ? took_s : best_s;
    }
    printf("char-cpu (%lld parameters, %d tokens): %.0f tokens/s\n", (long long)gpt->n_items, TEXT_TOKENS,
           TEXT_TOKENS / best_s);
    fflush(stdout);
    gpt_destroy(gpt);
    pretrained_close(&pretrained);
    delete_model(dir);
    arena_finish(&arena);
}

// This program again: WHAT SIZE TYPE DIR BANDWIDTH, the middle two as indices.
static void run_self(const char *what, int size, int type, const char *dir, double bytes_per_s)
{
    char texts[3][32];
    snprintf(texts[0], sizeof texts[0], "%d", size);
    snprintf(texts[1], sizeof texts[1], "%d", type);
    snprintf(texts[2], sizeof texts[2], "%.17g", bytes_per_s);
    const pid_t child = fork();
    if (child == 0) {
        execl("/proc/self/exe", "bench_sampling", what, texts[0], texts[1], dir, texts[2], (char *)NULL);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
        fprintf(stderr, "bench_sampling: cannot %s a model of %s\n", what, SIZES[size].name);
}

int main(int argc, char **argv)
{
    enum { SMALL, LARGE };
    if (argc == 6) {
        const Size *size = &SIZES[atoi(argv[2])];
        const GptConfig config = gpt2_config(size);
        const TensorType type = (TensorType)atoi(argv[3]);
        if (strcmp(argv[1], "write") == 0)
            write_model(argv[4], &config, type);
        else
            measure_decoder(size, type, argv[4], strtod(argv[5], NULL));
        return 0;
    }
    Arena arena;
    arena_init(&arena);
    char *dir = arena_printf(&arena, "%s/gptreel-sampling-XXXXXX", argc > 1 ? argv[1] : "/tmp");
    if (!mkdtemp(dir)) {
        perror(dir);
        return 1;
    }
    const double bytes_per_s = bandwidth();
    printf("%s, %d threads: memory is read at %.1f GB/s\n", cpu_name(&arena), kernel_threads(), 1e-9 * bytes_per_s);
    measure_char(dir);
    for (int i = TENSOR_F32; i <= TENSOR_BF16 + 1; i++) {
        const int size = i > TENSOR_BF16 ? LARGE : SMALL, type = i > TENSOR_BF16 ? TENSOR_F32 : i;
        run_self("write", size, type, dir, bytes_per_s);
        run_self("measure", size, type, dir, bytes_per_s);
        delete_model(dir);
    }
    rmdir(dir);
    arena_finish(&arena);
    return 0;
}
