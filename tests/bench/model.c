// model.c — how fast a training step is, against what the same machine's sgemm does in the same run, and against
// PyTorch, eager and compiled, where it is installed.
//
//   bench_model [char-cpu] [10m] [124m] [nano]      all of them without a name
//
// Each model runs in a process of its own. Times are the best of some; beside the clock's stand the processors' (their
// seconds over the number of threads), which other programs disturb less. GPTREEL_BENCH_PYTHON is the Python that has
// PyTorch ("python3", or "chroot /somewhere python3").
#include "model_parts.h"

#include "engine/base/file.h"
#include "model/cli/cli.h"
#include "model/nn/blas.h"
#include "model/nn/kernel.h"
#include "model/nn/levels.h"
#include "model/nn/memory.h"
#include "model/nn/random.h"
#include "model/train/preset.h"
#include "model/train/trainer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Case {
    const char *name, *what;
    const char *preset; // that sizes and optimizer come from; NULL: the numbers here
    int64_t n_layer, n_head, n_embd, n_ctx, n_vocab, batch_size;
    double dropout;
    bool bias;
} Case;

// To add one: a row.
static const Case CASES[] = {
    {"char-cpu", "nanoGPT's setting for a CPU", NULL, 4, 4, 128, 64, 65, 12, 0, false},
    {"10m", "10.65 million parameters", NULL, 6, 6, 384, 256, 65, 64, 0.2, false},
    {"124m", "GPT-2's smallest", NULL, 12, 12, 768, 64, 50257, 4, 0, true},
    {"nano", "a miniature of nanochat", "nano-base", 0, 0, 0, 0, 1034, 0, 0, false},
};

static Settings settings_of(const Case *one)
{
    static Arena arena; // of the preset's strings
    Settings settings;
    settings_init(&settings);
    GptConfig *c = &settings.gpt;
    Err err = {""};
    arena_init(&arena);
    if (one->preset && !preset_load(&settings, &arena, one->preset, &err)) {
        fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    c->n_vocab = one->n_vocab;
    if (!one->preset) {
        c->n_layer = one->n_layer;
        c->n_head = one->n_head;
        c->n_embd = one->n_embd;
        c->n_ctx = one->n_ctx;
        c->dropout = one->dropout;
        c->bias = one->bias;
        settings.train.batch_size = one->batch_size;
    }
    settings.train.replicas = kernel_threads();
    return settings;
}

// Tokens without order.
static Corpus random_corpus(int64_t n_vocab)
{
    enum { N_TOKENS = 100000 };
    int32_t *tokens = mem_alloc(sizeof(int32_t) * N_TOKENS);
    for (uint64_t i = 0; i < N_TOKENS; i++)
        tokens[i] = (int32_t)random_below(1, 0, i, (uint64_t)n_vocab);
    return (Corpus){.train = tokens, .n_train = N_TOKENS};
}

// What the peer takes, where there is one: a line for each way that it has.
static void print_peers(const GptConfig *c, int64_t batch_size, double our_ms)
{
    Arena arena;
    arena_init(&arena);
    const char *python = getenv("GPTREEL_BENCH_PYTHON");
    python = python && *python ? python : "python3";
    Err err = {""};
    const char *home = home_folder(&arena, &err);
    const bool avx2 = strcmp(level_in_use()->name, "v3") == 0; // then the peer's libraries, too
    const char *command = arena_printf(
        &arena,
        "%s -c 'import torch' 2>/dev/null && %s OMP_NUM_THREADS=%d MKL_NUM_THREADS=%d %s - %lld %lld %lld %lld %lld "
        "%lld %g %d %d < %s/tests/bench/peer_torch.py",
        python, avx2 ? "ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2 MKL_ENABLE_INSTRUCTIONS=AVX2" : "",
        kernel_threads(), kernel_threads(), python, (long long)c->n_layer, (long long)c->n_head, (long long)c->n_embd,
        (long long)c->n_ctx, (long long)c->n_vocab, (long long)batch_size, c->dropout, c->bias, kernel_threads(),
        home ? home : ".");
    FILE *out = popen(command, "r");
    char line[160];
    while (out && fgets(line, sizeof line, out)) {
        char *name = line;
        const double ms = strtod(line, &name);
        line[strcspn(line, "\n")] = '\0';
        if (ms > 0)
            printf("  %8.2f ms %s: %.2f times ours by the clock\n", ms, name, ms / our_ms);
    }
    if (out)
        pclose(out);
    arena_finish(&arena);
}

static void print_parts(const PartTimes *times, double step_ms)
{
    double known_ms = 0;
    for (int part = 0; part < N_PARTS; part++) {
        printf("    %-18s %9.2f ms  %5.1f %%\n", PART_NAMES[part], times->ms[part], 100 * times->ms[part] / step_ms);
        known_ms += times->ms[part];
    }
    printf("    %-18s %9.2f ms  %5.1f %%\n", "rest", step_ms - known_ms, 100 * (step_ms - known_ms) / step_ms);
}

static void bench(const Case *one)
{
    const Settings settings = settings_of(one);
    const GptConfig config = settings.gpt;
    const TrainConfig train = settings.train;
    const Corpus corpus = random_corpus(one->n_vocab);
    const double before_mb = 1e-6 * mem_peak_bytes();
    Err err = {""};
    Gpt *gpt = gpt_create(&config, &err);
    if (!gpt) {
        fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    gpt_init_weights(gpt, 1);
    Optimizer optimizer;
    optimizer_init(&optimizer, &train, gpt);
    const CorpusBatches windows = {&corpus, 1};
    const Batches batches = corpus_batches(&windows);
    Trainer *trainer = trainer_create(&train, &batches, gpt, &optimizer);
    Best step = best_begin(3, 4);
    UpdateResult result = {0};
    for (int64_t update = 0; best_next(&step); update++)
        if (!trainer_update(trainer, update, &result))
            exit(1);
    const double used_mb = 1e-6 * mem_peak_bytes() - before_mb, paper_mb = 1e-6 * trainer_memory_bytes(&train, gpt);
    const int64_t micro_batch = trainer_micro_batch(&train, gpt);
    trainer_destroy(trainer);

    Arena arena;
    arena_init(&arena);
    const Rate squares = sgemm_rate();
    const double n_operations = step_operations(&config, train.batch_size);
    const double rate = 1e-6 * n_operations / step.wall_ms, cpu_rate = 1e-6 * n_operations / step.cpu_ms;
    printf("%s: %s, %.2f million parameters, batch %lld x %lld, micro-batch %lld, %d threads\n", one->name, one->what,
           1e-6 * (double)gpt->n_items, (long long)train.batch_size, (long long)config.n_ctx, (long long)micro_batch,
           kernel_threads());
    printf("  %s, instructions %s, OpenBLAS's kernels for %s\n", cpu_name(&arena), level_in_use()->name,
           blas_core_type());
    printf("  sgemm, large squares   %8.1f GFLOP/s by the clock, %8.1f by the processors' time\n", squares.wall,
           squares.cpu);
    printf("  step                   %8.2f ms, %.2f of processor time a thread\n", step.wall_ms, step.cpu_ms);
    printf("  its %.4g GFLOP         %8.1f GFLOP/s: %.0f %% of sgemm by the clock; %.1f: %.0f %% by processor time\n",
           1e-9 * n_operations, rate, 100 * rate / squares.wall, cpu_rate, 100 * cpu_rate / squares.cpu);
    printf("  memory                 %8.1f MB at the peak, %.1f on paper: ratio %.2f\n", used_mb, paper_mb,
           used_mb / paper_mb);
    printf("  where the processor time goes:\n");
    const PartTimes times = parts_measure(gpt, &train, &optimizer, &corpus);
    print_parts(&times, step.cpu_ms);
    printf("  products alone         %8.1f GFLOP/s on the model's own shapes by processor time: %.0f %% of squares\n",
           times.product_rate, 100 * times.product_rate / squares.cpu);
    fflush(stdout);
    if (gpt_is_gpt2(&config))
        print_peers(&config, train.batch_size, step.wall_ms);
    fflush(stdout);
    arena_finish(&arena);
    optimizer_finish(&optimizer);
    gpt_destroy(gpt);
    free((void *)(uintptr_t)corpus.train);
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        bool asked = argc == 1;
        for (int k = 1; k < argc; k++)
            asked = asked || strcmp(argv[k], CASES[i].name) == 0;
        if (!asked)
            continue;
        fflush(stdout);
        const pid_t child = fork(); // before any thread: the peak of memory is each model's own
        if (child == 0) {
            bench(&CASES[i]);
            exit(0);
        }
        int status = 1;
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
            return 1;
    }
    return 0;
}
