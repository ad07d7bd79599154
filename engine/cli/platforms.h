// platforms.h — what platforms ask of the films that are posted on them, as settings of render.
#ifndef GPTREEL_ENGINE_CLI_PLATFORMS_H
#define GPTREEL_ENGINE_CLI_PLATFORMS_H

#include "engine/base/choices.h"

// A row of the table. What is named as an option takes its value, unless that option is given.
typedef struct Platform {
    const char *name; // NULL ends the table
    const char *help;
    const char *canvas, *size, *quality, *captions; // as the options have them
    double key_s;                                   // most seconds between keyframes
    int sound_bits; // a second, of the sound track, which is there even when it is silent
} Platform;

extern const Choices PLATFORM_CHOICES; // of all platforms

#endif
