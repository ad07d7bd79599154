// support_package.h — an Office document read back: its parts, and whether they keep the rules of the format.
#ifndef GPTREEL_TESTS_SUPPORT_PACKAGE_H
#define GPTREEL_TESTS_SUPPORT_PACKAGE_H

#include "engine/base/arena.h"

typedef struct PackagePart {
    const char *name;  // "ppt/slides/slide1.xml"
    const char *bytes; // [n_bytes], with a NUL behind them
    size_t n_bytes;
} PackagePart;

typedef struct Package {
    Arena arena;
    PackagePart *parts; // [n_parts] in the order of the file
    int n_parts;
} Package;

void package_read(Package *package, const char *path); // fails the test when it cannot be
void package_finish(Package *package);

// The bytes of a part; fails the test when there is none.
const char *package_part(const Package *package, const char *name);

// The words in all elements of that name (as "a:t") of a part, a line for each. In the package's arena.
const char *package_words(Package *package, const char *name, const char *element);

// Fails the test unless: every part that should be XML is; every part has a type, and every type's part is there; every
// relationship leads to a part, or to an address; every id that a part refers by is among its relationships; every part
// is reached from the package's own; ids of shapes differ on each slide; and the elements that the schemas demand are
// there in their order.
void package_check(Package *package);

#endif
