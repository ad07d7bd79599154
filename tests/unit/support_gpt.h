// support_gpt.h — models and numbers to test with, and what is computed compared.
#ifndef GPTREEL_TESTS_SUPPORT_GPT_H
#define GPTREEL_TESTS_SUPPORT_GPT_H

#include "support_temp.h"

#include "model/nn/gpt.h"
#include "model/text/tokenizer.h"

// All parameters are random, norms and biases too, with so large a deviation that distributions differ from uniform.
Gpt *random_gpt(const GptConfig *config, float deviation);

// The configuration of the model in a folder; its strings go into the arena.
GptConfig saved_config(Arena *arena, const char *dir);

// A tokenizer whose symbols are these characters, by rising code points.
const Tokenizer *char_tokenizer(Arena *arena, const char *const *vocab, int n_vocab);

// n values, normal with deviation 1; a function of `part` alone. In the arena.
float *noise(Arena *arena, int64_t n, uint32_t part);

// A corpus with some order in it, 300 lines of a few words, as corpus.txt. Returns its path, in the arena.
const char *temp_write_corpus(Temp *temp);

// cmocka's comparison of floats is in float; this one is in double.
void assert_close(double got, double expected, double tolerance);

// Fails the test at the first of n values that is further off than `tolerance`; else prints how far the worst is.
void assert_floats_near(const float *got, const float *expected, int64_t n, double tolerance, const char *what);

// The largest size of n values without their signs, and at least 1: what a tolerance is relative to.
double largest_size(const float *values, int64_t n);

#endif
