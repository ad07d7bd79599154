// recording.c — a recording's pictures for many threads: decoders that wait where they are, and squares that were made.
#include "engine/video/recording.h"

#include "engine/base/arena.h"
#include "engine/base/file_map.h"
#include "engine/video/footage_decoder.h"
#include "engine/video/hash.h"

#include <libavformat/avformat.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DECODERS = 64, WAITING_DECODERS = 4, N_SQUARES = 8 };

// A decoder and whether a thread has it.
typedef struct Place {
    FootageDecoder *decoder; // NULL: not opened yet
    bool taken;
    int64_t used; // count of uses when it was used last
} Place;

// A frame as it was asked for, as several tiles of one picture ask for it.
typedef struct Square {
    int64_t frame, used;
    int side_px;
    uint32_t *pixels; // NULL: none
} Square;

struct Recording {
    Footage footage;
    Arena arena;
    RecordingIndex index;
    pthread_mutex_t lock; // of all below
    pthread_cond_t given_back; // a decoder was
    Place places[MOST_DECODERS];
    Square squares[N_SQUARES];
    int64_t n_uses;
};

// ---- squares ----

static size_t square_bytes(int side_px)
{
    return sizeof(uint32_t) * (size_t)side_px * (size_t)side_px;
}

static bool find_square(Recording *recording, int64_t frame, int side_px, uint32_t *pixels)
{
    for (int i = 0; i < N_SQUARES; i++) {
        Square *square = &recording->squares[i];
        if (square->pixels && square->frame == frame && square->side_px == side_px) {
            memcpy(pixels, square->pixels, square_bytes(side_px));
            square->used = recording->n_uses++;
            return true;
        }
    }
    return false;
}

// In the place of the one that was not used for longest.
static void keep_square(Recording *recording, int64_t frame, int side_px, const uint32_t *pixels)
{
    Square *oldest = recording->squares;
    for (int i = 1; i < N_SQUARES; i++)
        if (recording->squares[i].used < oldest->used)
            oldest = &recording->squares[i];
    uint32_t *kept = mem_realloc(oldest->pixels, square_bytes(side_px));
    memcpy(kept, pixels, square_bytes(side_px));
    *oldest = (Square){frame, recording->n_uses++, side_px, kept};
}

// ---- decoders ----

// One that is near; else a new one, while there are few; else the free one that was not used for longest. NULL: all are
// taken.
static Place *choose_place(Recording *recording, int64_t frame)
{
    Place *oldest = NULL, *unopened = NULL;
    int n_open = 0;
    for (int i = 0; i < MOST_DECODERS; i++) {
        Place *place = &recording->places[i];
        n_open += place->decoder != NULL || place->taken;
        if (place->taken)
            continue;
        if (!place->decoder) {
            unopened = unopened ? unopened : place;
            continue;
        }
        if (footage_decoder_is_near(place->decoder, frame))
            return place;
        if (!oldest || place->used < oldest->used)
            oldest = place;
    }
    return unopened && (!oldest || n_open < WAITING_DECODERS) ? unopened : oldest;
}

static bool read_frame(const Footage *footage, int64_t frame, int side_px, uint32_t *pixels)
{
    Recording *recording = (Recording *)(uintptr_t)footage; // its first member; what changes in it is under the lock
    pthread_mutex_lock(&recording->lock);
    bool ok = find_square(recording, frame, side_px, pixels);
    Place *place = NULL;
    while (!ok && !(place = choose_place(recording, frame)))
        pthread_cond_wait(&recording->given_back, &recording->lock);
    if (place) {
        place->taken = true;
        pthread_mutex_unlock(&recording->lock);
        if (!place->decoder)
            place->decoder = footage_decoder_open(footage->path, &recording->index, NULL);
        ok = place->decoder && footage_decoder_read(place->decoder, frame, side_px, pixels);
        pthread_mutex_lock(&recording->lock);
        place->taken = false;
        place->used = recording->n_uses++;
        pthread_cond_signal(&recording->given_back);
        if (ok)
            keep_square(recording, frame, side_px, pixels);
    }
    pthread_mutex_unlock(&recording->lock);
    return ok;
}

// ---- opening ----

static bool hash_file(const char *path, uint64_t content[2], Err *err)
{
    const unsigned char *bytes = NULL;
    size_t n_bytes = 0;
    if (!file_map(&bytes, &n_bytes, path, err))
        return false;
    Hash hash = hash_begin();
    hash_add(&hash, bytes, n_bytes);
    file_unmap(bytes, n_bytes);
    content[0] = hash.a;
    content[1] = hash.b;
    return true;
}

static void fill_footage(Recording *recording)
{
    const RecordingIndex *index = &recording->index;
    Footage *footage = &recording->footage;
    double *begins_s = ARENA_ARRAY(&recording->arena, double, index->n);
    for (int64_t i = 0; i < index->n; i++)
        begins_s[i] = (double)index->frames[i].pts * index->tick_s - index->begin_s;
    const double last_s = (double)index->frames[index->n - 1].dur * index->tick_s;
    const double mean_s = index->n > 1 ? (begins_s[index->n - 1] - begins_s[0]) / (double)(index->n - 1) : 0;
    footage->begins_s = begins_s;
    footage->n_frames = index->n;
    footage->dur_s = begins_s[index->n - 1] + (last_s > 0 ? last_s : mean_s);
    footage->read = read_frame;
}

// A look at the first frame tells whether there is a decoder for it at all.
static bool look_at_first(Recording *recording, Err *err)
{
    enum { LOOK_PX = 16 };
    uint32_t pixels[LOOK_PX * LOOK_PX];
    Place *place = recording->places;
    place->decoder = footage_decoder_open(recording->footage.path, &recording->index, err);
    return place->decoder &&
           (footage_decoder_read(place->decoder, 0, LOOK_PX, pixels) ||
            err_set(err, "the pictures of %s cannot be decoded; record it again, or convert it to MP4",
                    recording->footage.path));
}

Recording *recording_open(const char *path, Err *err)
{
    Recording *recording = mem_alloc(sizeof *recording);
    pthread_mutex_init(&recording->lock, NULL);
    pthread_cond_init(&recording->given_back, NULL);
    arena_init(&recording->arena);
    recording->footage.path = arena_strdup(&recording->arena, path);
    struct AVFormatContext *input = NULL;
    bool ok = hash_file(path, recording->footage.content, err) && (input = recording_input(path, err)) != NULL &&
              recording_index_make(&recording->index, input, path, err);
    avformat_close_input(&input);
    if (ok) {
        fill_footage(recording);
        ok = look_at_first(recording, err);
    }
    if (ok)
        return recording;
    recording_close(recording);
    return NULL;
}

void recording_close(Recording *recording)
{
    if (!recording)
        return;
    for (int i = 0; i < MOST_DECODERS; i++)
        footage_decoder_close(recording->places[i].decoder);
    for (int i = 0; i < N_SQUARES; i++)
        free(recording->squares[i].pixels);
    recording_index_finish(&recording->index);
    arena_finish(&recording->arena);
    pthread_cond_destroy(&recording->given_back);
    pthread_mutex_destroy(&recording->lock);
    free(recording);
}

const Footage *recording_footage(const Recording *recording)
{
    return &recording->footage;
}
