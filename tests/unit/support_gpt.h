// support_gpt.h — models to test with, and what they compute compared.
#ifndef GPTREEL_TESTS_SUPPORT_GPT_H
#define GPTREEL_TESTS_SUPPORT_GPT_H

#include "model/gpt.h"

// All parameters are random, norms and biases too, with so large a deviation that distributions differ from uniform.
Gpt *random_gpt(const GptConfig *config, float deviation);

// Fails the test at the first of n values that is further off than `tolerance`; else prints how far the worst is.
void assert_floats_near(const float *got, const float *expected, int64_t n, double tolerance, const char *what);

// The largest size of n values without their signs, and at least 1: what a tolerance is relative to.
double largest_size(const float *values, int64_t n);

#endif
