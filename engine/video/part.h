// part.h — the encoded pictures of a stretch of film, in memory and as a file.
//
// A part begins with a keyframe and needs nothing of what is before it. Its packets are one a picture, in the order of
// showing.
#ifndef GPTREEL_VIDEO_PART_H
#define GPTREEL_VIDEO_PART_H

#include "engine/base/err.h"
#include "engine/video/hash.h"

typedef struct PartPacket {
    uint32_t size_bytes;
    uint32_t key; // 1: decoding can begin here
} PartPacket;

typedef struct Part {
    uint8_t *bytes; // [n_bytes] packets one behind the other
    size_t n_bytes, cap_bytes;
    PartPacket *packets; // [n_packets]
    int n_packets, cap_packets;
} Part;

void part_clear(Part *part);  // empties it, keeping the memory; a zeroed one is empty too
void part_finish(Part *part); // frees the memory

// Appends a packet of the given size and returns its bytes, to be filled in at once.
uint8_t *part_add(Part *part, uint32_t size_bytes, bool key);
void part_shrink_last(Part *part, uint32_t size_bytes); // the last packet turned out to be smaller

// All or nothing, whoever else writes the same file at that time.
bool part_write(const Part *part, Hash key, const char *path, Err *err);

// Replaces the content by that of a file. False when there is none or it is not whole, or is of another key.
bool part_read(Part *part, Hash key, const char *path);

#endif
