// calculator.h — the tool that a chat model can call: it evaluates sums of numbers, and can do nothing else.
//
// An expression consists of digits and + - * / . ( ) without spaces. It comes from a model or a file and is untrusted:
// it is never longer, deeper or of larger numbers than the limits below, and touches no memory but its own.
#ifndef GPTREEL_MODEL_TEXT_CALCULATOR_H
#define GPTREEL_MODEL_TEXT_CALCULATOR_H

#include <stdbool.h>
#include <stddef.h>

enum {
    CALCULATOR_MOST_BYTES = 64, // of an expression
    CALCULATOR_MOST_DEPTH = 16, // of brackets and signs within each other
    CALCULATOR_DECIMALS = 9,    // behind the point of a result
    CALCULATOR_ROOM = 32,       // bytes of a result, with the NUL behind it
};

// The value as text. It is worked out exactly, as a fraction: "1/3*3" is "1". A whole number is written as one, others
// are rounded to CALCULATOR_DECIMALS, without zeros at the end: "1/4" is "0.25". False, with an empty result, for what
// is no expression, divides by zero, goes beyond a limit, or has a numerator or denominator above 10^15 on the way.
bool calculator_run(char result[CALCULATOR_ROOM], const char *expression, size_t n_bytes);

#endif
