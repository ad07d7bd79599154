// model_parts.h — the parts of a training step, each measured by itself over buffers and shapes of the real step.
#ifndef GPTREEL_BENCH_MODEL_PARTS_H
#define GPTREEL_BENCH_MODEL_PARTS_H

#include "model/train/trainer.h"

// The best of some runs: at least `runs` and at least `least_s` seconds.
typedef struct Best {
    double wall_ms, cpu_ms; // the second: processor time of the whole process, a thread
    int runs;
    double least_s;
    int n; // begun so far
    double begun_s, start_s, start_cpu_s;
} Best;

Best best_begin(int runs, double least_s);
bool best_next(Best *best); // ends one run and begins the next: `while (best_next(&best)) work();`

// Billions of operations a second.
typedef struct Rate {
    double wall, cpu;
} Rate;

// Products of large square matrices, one a thread.
Rate sgemm_rate(void);

// Multiplications and additions of one update that the arithmetic asks for: products of the linear layers and the head,
// three times (forward, and the two gradients), and attention's products below the diagonal.
double step_operations(const GptConfig *config, int64_t batch_size);

enum { PART_PRODUCTS, PART_ATTENTION, PART_NORMS, PART_ACTIVATION, PART_DROPOUT, PART_LOSS, PART_OPTIMIZER, N_PARTS };
extern const char *const PART_NAMES[N_PARTS];

typedef struct PartTimes {
    double ms[N_PARTS];  // processor time of one update, a thread
    double product_rate; // GFLOP/s of PART_PRODUCTS by processor time, all threads
} PartTimes;

PartTimes parts_measure(Gpt *gpt, const TrainConfig *config, Optimizer *optimizer, const Corpus *corpus);

#endif
