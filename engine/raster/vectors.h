// vectors.h — loops that are compiled twice, for plain and for wide vector units.
#ifndef GPTREEL_RASTER_VECTORS_H
#define GPTREEL_RASTER_VECTORS_H

// Before a function: the loader takes the wider version where the processor has it, two to three times as fast. Both
// give the same bits. The sanitizers cannot run the loader's choice.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define WIDE_VECTORS __attribute__((target_clones("default", "avx2")))
#else
#define WIDE_VECTORS
#endif

#endif
