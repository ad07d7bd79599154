// support_near.h — numbers that have to agree but for rounding.
#ifndef GPTREEL_TESTS_SUPPORT_NEAR_H
#define GPTREEL_TESTS_SUPPORT_NEAR_H

#include "engine/base/geom.h"

// Fail the test, at its own line, unless the two are no further apart than a millionth.
#define assert_near(found, wanted) assert_within_at((found), (wanted), 1e-6, __FILE__, __LINE__)
#define assert_rect_near(found, wanted) assert_rect_within_at((found), (wanted), 1e-6, __FILE__, __LINE__)

// Fails the test unless the two are no further apart than `most`.
#define assert_within(found, wanted, most) assert_within_at((found), (wanted), (most), __FILE__, __LINE__)

void assert_within_at(double found, double wanted, double most, const char *file, int line);
void assert_rect_within_at(Rect found, Rect wanted, double most, const char *file, int line);

#endif
