// support_temp.h — a folder of its own for a test, gone afterwards, and files in it.
#ifndef GPTREEL_TESTS_SUPPORT_TEMP_H
#define GPTREEL_TESTS_SUPPORT_TEMP_H

#include "engine/base/arena.h"

// Fixtures for cmocka: *state becomes a Temp *.
typedef struct Temp {
    Arena arena;
    char dir[64];
} Temp;

int temp_setup(void **state);
int temp_teardown(void **state);

char *temp_path(Temp *temp, const char *name);                                    // in the arena
char *temp_write(Temp *temp, const char *name, const void *data, size_t n_bytes); // returns the path
char *temp_write_text(Temp *temp, const char *name, const char *text);
char *temp_read(Temp *temp, const char *name); // as text, in the arena

// Fails the test unless two files hold the same bytes.
void assert_same_file(const char *a, const char *b);

// Fails the test unless `text` contains `part`.
void assert_contains(const char *text, const char *part);

#endif
