// inline.h — for helpers of a loop: compiled into each function that calls them, where the vector code is looked for.
#ifndef GPTREEL_MODEL_NN_LOOPS_INLINE_H
#define GPTREEL_MODEL_NN_LOOPS_INLINE_H

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

#endif
