// canvas.h — the shapes of picture that films come in, by name.
#ifndef GPTREEL_ANIM_CANVAS_H
#define GPTREEL_ANIM_CANVAS_H

#include "engine/anim/scene.h"
#include "engine/base/choices.h"

typedef struct CanvasKind {
    const char *name;     // NULL ends the table
    double width, height; // units
} CanvasKind;

extern const CanvasKind CANVAS_KINDS[]; // the first one is usual
extern const Choices CANVAS_CHOICES;    // of CANVAS_KINDS

#endif
