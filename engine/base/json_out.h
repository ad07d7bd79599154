// json_out.h — JSON text put together piece by piece in memory.
//
// Commas are set by the builder; the caller pairs begin and end. Text that is not UTF-8 is written with U+FFFD for
// each bad byte, so that what comes out can always be read. Numbers that JSON lacks (NaN, infinity) become null.
#ifndef GPTREEL_BASE_JSON_OUT_H
#define GPTREEL_BASE_JSON_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct JsonOut {
    char *text; // [n_bytes], heap, not NUL-terminated; freed by json_out_finish
    size_t n_bytes;
    size_t capacity_bytes;
    int depth;
    bool pretty; // line breaks and indents down to `flat_depth`, for files that people read
    int flat_depth;
    bool first; // in the innermost object or array
    bool after_key;
} JsonOut;

void json_out_init(JsonOut *out);                        // one line
void json_out_init_pretty(JsonOut *out, int flat_depth); // what lies deeper than flat_depth stays on one line
void json_out_finish(JsonOut *out);

// The next value, or the key before it. In an object call json_out_key before each value.
void json_out_key(JsonOut *out, const char *key);
void json_out_begin(JsonOut *out, char bracket);    // '{' or '['
void json_out_end(JsonOut *out, char bracket);      // '}' or ']'
void json_out_text(JsonOut *out, const char *text); // NULL: null
void json_out_int(JsonOut *out, int64_t value);
void json_out_bool(JsonOut *out, bool value);
void json_out_float(JsonOut *out, double value); // shortest text that is the same float32; beyond their range, six digits
void json_out_real(JsonOut *out, double value);  // shortest text that is the same double
void json_out_null(JsonOut *out);
void json_out_raw(JsonOut *out, const char *json); // a value that is JSON already

// A key and its value.
void json_out_text_at(JsonOut *out, const char *key, const char *text);
void json_out_int_at(JsonOut *out, const char *key, int64_t value);

// A key and a number rounded to so many decimals.
void json_out_rounded_at(JsonOut *out, const char *key, double value, int n_decimals);
void json_out_bool_at(JsonOut *out, const char *key, bool value);

void json_out_newline(JsonOut *out); // ends a line of a JSONL file, or a file

// All so far as text that ends with a NUL. The builder's.
const char *json_out_string(JsonOut *out);

// Ends the line, writes all to a stream, which is flushed, and finishes the builder.
void json_out_print(JsonOut *out, FILE *stream);

#endif
