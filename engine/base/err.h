// err.h — the one way a function says what went wrong.
//
// A fallible function returns bool (or a pointer) and takes `Err *err` last. On failure the text is one line that
// says what, where, and what to do. Only main prints it.
#ifndef GPTREEL_BASE_ERR_H
#define GPTREEL_BASE_ERR_H

#include <stdbool.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(format_index, first_arg) __attribute__((format(printf, format_index, first_arg)))
#else
#define PRINTF_LIKE(format_index, first_arg)
#endif

typedef struct Err {
    char text[1024];  // one line without a newline; empty when nothing went wrong
    char stack[1024]; // of the script that it arose in, lines with their newlines; empty when it arose elsewhere
} Err;

// Sets the text and returns false, so that a function can `return err_set(err, …)`. `err` may be NULL.
bool err_set(Err *err, const char *format, ...) PRINTF_LIKE(2, 3);

// As err_set, followed by ": ", the system's words for errno, and what to do about it where that is known.
bool err_errno(Err *err, const char *format, ...) PRINTF_LIKE(2, 3);

// Keeps as many whole lines of a stack, the innermost first, as there is room for.
void err_set_stack(Err *err, const char *lines);

// What a person can do about an errno, as "; do this"; "" where nothing general helps.
const char *err_remedy(int code);

// Puts "context: " before the text that is already there and returns false.
bool err_prefix(Err *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
