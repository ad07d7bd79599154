// part.c — packets in memory and in a file with a checksum.
#include "engine/video/part.h"

#include "engine/base/file.h"

#include <stdlib.h>
#include <string.h>

// In front of a part file: then the packets, then their bytes.
typedef struct Header {
    char magic[8];
    Hash key, sum;
    uint64_t n_packets, n_bytes;
} Header;

static const char MAGIC[8] = "gptpart";

void part_clear(Part *part)
{
    part->n_bytes = 0;
    part->n_packets = 0;
}

void part_finish(Part *part)
{
    free(part->bytes);
    free(part->packets);
    *part = (Part){0};
}

static void reserve(Part *part, size_t n_bytes)
{
    if (n_bytes <= part->cap_bytes)
        return;
    part->cap_bytes = n_bytes + n_bytes / 2 + 4096;
    part->bytes = mem_realloc(part->bytes, part->cap_bytes);
}

uint8_t *part_add(Part *part, uint32_t size_bytes, bool key)
{
    part->packets = mem_grow(part->packets, part->n_packets, &part->cap_packets, sizeof *part->packets);
    part->packets[part->n_packets++] = (PartPacket){size_bytes, key};
    reserve(part, part->n_bytes + size_bytes);
    part->n_bytes += size_bytes;
    return part->bytes + part->n_bytes - size_bytes;
}

void part_shrink_last(Part *part, uint32_t size_bytes)
{
    PartPacket *last = &part->packets[part->n_packets - 1];
    part->n_bytes -= last->size_bytes - size_bytes;
    last->size_bytes = size_bytes;
}

static Hash sum_of(const Part *part)
{
    Hash sum = hash_begin();
    hash_add(&sum, part->packets, sizeof *part->packets * (size_t)part->n_packets);
    hash_add(&sum, part->bytes, part->n_bytes);
    return sum;
}

bool part_write(const Part *part, Hash key, const char *path, Err *err)
{
    Header header = {.key = key, .n_packets = (uint64_t)part->n_packets, .n_bytes = part->n_bytes};
    memcpy(header.magic, MAGIC, sizeof MAGIC);
    header.sum = sum_of(part);
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    fwrite(&header, sizeof header, 1, file.stream);
    fwrite(part->packets, sizeof *part->packets, (size_t)part->n_packets, file.stream);
    fwrite(part->bytes, 1, part->n_bytes, file.stream);
    return atomic_commit(&file, err);
}

// Takes what can be a part: packets that begin with a keyframe and are together as long as their bytes.
static bool take(Part *part, const Header *header, const char *content)
{
    part_clear(part);
    uint64_t n_bytes = 0;
    for (uint64_t i = 0; i < header->n_packets; i++) {
        PartPacket packet;
        memcpy(&packet, content + i * sizeof packet, sizeof packet);
        n_bytes += packet.size_bytes; // at most 2³¹ numbers below 2³²
        if (packet.key > 1 || (i == 0 && !packet.key))
            return false;
        part->packets = mem_grow(part->packets, part->n_packets, &part->cap_packets, sizeof packet);
        part->packets[part->n_packets++] = packet;
    }
    if (n_bytes != header->n_bytes)
        return false;
    reserve(part, header->n_bytes);
    part->n_bytes = header->n_bytes;
    if (part->n_bytes)
        memcpy(part->bytes, content + header->n_packets * sizeof(PartPacket), part->n_bytes);
    return hash_equal(sum_of(part), header->sum);
}

bool part_read(Part *part, Hash key, const char *path)
{
    Arena arena;
    arena_init(&arena);
    size_t length = 0;
    Header header;
    const char *content = file_exists(path) ? file_read(&arena, path, &length, NULL) : NULL;
    bool ok = content && length >= sizeof header;
    if (ok) {
        memcpy(&header, content, sizeof header);
        length -= sizeof header;
        ok = memcmp(header.magic, MAGIC, sizeof MAGIC) == 0 && hash_equal(header.key, key) &&
             header.n_packets <= INT32_MAX && header.n_packets <= length / sizeof(PartPacket) &&
             header.n_bytes == length - header.n_packets * sizeof(PartPacket) &&
             take(part, &header, content + sizeof header);
    }
    arena_finish(&arena);
    return ok;
}
