// codec.h — what libav has to know to encode a format.
#ifndef GPTREEL_VIDEO_CODEC_H
#define GPTREEL_VIDEO_CODEC_H

#include <stdbool.h>

// Static data of the program.
typedef struct Codec {
    const char *encoder;    // libav's name of it
    const char *pixels;     // libav's name of what it takes
    const char *options[3]; // "name=value:name=value" by Quality.level; NULL: none
    const char *tag;        // four letters where players want other than libav's; NULL
    bool alpha;             // the film's background is transparent
    int most_fps;           // what the format can tell and players follow; 0: any
} Codec;

#endif
