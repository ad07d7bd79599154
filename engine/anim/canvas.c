// canvas.c — the table of canvases.
#include "engine/anim/canvas.h"

// To add one: a row here. Scenes lay themselves out by what is longer, width or height (scene_shape).
const CanvasKind CANVAS_KINDS[] = {
    {.name = "wide", .width = 1920, .height = 1080},
    {.name = "square", .width = 1080, .height = 1080},
    {.name = "4:5", .width = 1080, .height = 1350},
    {.name = "tall", .width = 1080, .height = 1920},
    {0},
};

const Choices CANVAS_CHOICES = {"canvas", CANVAS_KINDS, sizeof *CANVAS_KINDS, 0};
