// support_kit.h — every picture of scenes/kit once, drawn from the fixture run.
#ifndef GPTREEL_TESTS_SUPPORT_KIT_H
#define GPTREEL_TESTS_SUPPORT_KIT_H

#include "engine/anim/scene.h"
#include "model/run/run.h"

typedef struct PictureRow {
    const char *name; // of the golden file
    void (*build)(Scene *s, const Run *run);
    double still; // when its golden PNG is drawn, as a share of its duration
} PictureRow;

extern const PictureRow PICTURES[]; // ended by a row without a name

#endif
