// recording_index.h — what is in a recording and when, found without decoding it.
#ifndef GPTREEL_VIDEO_RECORDING_INDEX_H
#define GPTREEL_VIDEO_RECORDING_INDEX_H

#include "engine/base/err.h"

#include <stdint.h>

struct AVFormatContext;

typedef struct RecordingFrame {
    int64_t pts, dur; // ticks of the stream
    bool key;         // decoding can begin with it
} RecordingFrame;

typedef struct RecordingIndex {
    int stream;             // of the pictures
    RecordingFrame *frames; // [n] by pts; on the heap
    int64_t n;
    double tick_s, begin_s; // seconds a tick; the file's own time when the recording begins
    int turns;              // quarter turns to the right that it wants
} RecordingIndex;

// Opens a file and finds its streams. NULL on error.
struct AVFormatContext *recording_input(const char *path, Err *err);

// The file's own time at which the recording begins, in seconds.
double recording_begin_s(const struct AVFormatContext *input);

// Reads all of an open file. False on error. recording_index_finish is due whatever it returns.
bool recording_index_make(RecordingIndex *index, struct AVFormatContext *input, const char *path, Err *err);
void recording_index_finish(RecordingIndex *index);

#endif
