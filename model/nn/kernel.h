// kernel.h — what the processor can do, and which of OpenBLAS's kernels run on it.
#ifndef GPTREEL_MODEL_NN_KERNEL_H
#define GPTREEL_MODEL_NN_KERNEL_H

#include "engine/base/arena.h"

// "AMD EPYC 9004": the model name in /proc/cpuinfo, "unknown" where there is none. In the arena.
const char *cpu_name(Arena *arena);

// What OpenBLAS's kernels ask of a processor, as bits.
enum { CPU_AVX = 1, CPU_FMA4 = 2, CPU_AVX2 = 4, CPU_AVX512 = 8, CPU_BF16 = 16 };

// The core type that OpenBLAS should be told at a level (levels.h): "SkylakeX", "Haswell", or NULL to leave the choice
// to the library.
const char *kernel_best(const char *level);

// What is wrong with a value of OPENBLAS_CORETYPE on a processor with these features: a part of a sentence that begins
// with the value; NULL when nothing is.
const char *kernel_trouble(const char *core_type, unsigned features);

// The environment variable that names the core type to OpenBLAS.
extern const char KERNEL_VARIABLE[];

// Sets KERNEL_VARIABLE to the fastest kernels this CPU has, for OpenBLAS to read when it is loaded. A value of that
// variable or of GPTREEL_CPU_LEVEL (levels.h) that this CPU cannot run is said on the standard error, and not followed.
void kernel_choose(void);

// Threads that OpenMP loops and OpenBLAS use.
int kernel_threads(void);

// Lets OpenMP loops and OpenBLAS that the calling thread begins from now on use so many threads; returns how many they
// used before, to be set again.
int kernel_limit_threads(int n_threads);

// Billions of operations a second in products of square matrices, over all threads; takes about a tenth of a second.
double kernel_gflops(void);

#endif
