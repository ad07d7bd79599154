// support_fuzz.h — a folder for a fuzz target, as what is fuzzed reads files.
#ifndef GPTREEL_TESTS_SUPPORT_FUZZ_H
#define GPTREEL_TESTS_SUPPORT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// The folder: made at the first call, gone when the process ends.
const char *fuzz_dir(void);

// Writes, or deletes, a file in it.
void fuzz_write(const char *name, const void *data, size_t n_bytes);
void fuzz_delete(const char *name);

// libFuzzer calls this for each input.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes);

// Ends the process, which libFuzzer takes for a finding, unless `holds`.
void fuzz_expect(int holds, const char *what);

#endif
