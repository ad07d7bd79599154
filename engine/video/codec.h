// codec.h — the encoders that videos are made with through libav.
#ifndef GPTREEL_VIDEO_CODEC_H
#define GPTREEL_VIDEO_CODEC_H

#include <stdbool.h>

// A row of the table; static data of the program.
typedef struct Codec {
    const char *name;       // how FILM_FORMATS names it
    const char *encoder;    // libav's name of it
    const char *pixels;     // libav's name of what it takes
    const char *options[3]; // "name=value:name=value" for the lowest, the middle and the highest quality
    const char *tag;        // four letters where players want other than libav's; NULL
    bool alpha;             // the film's background is transparent
    int most_fps;           // what the format can tell and players follow; 0: any
} Codec;

extern const Codec CODECS[]; // ends with a row without a name

// The row by name, which is one of the table's.
const Codec *codec_named(const char *name);

#endif
