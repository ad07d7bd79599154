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

static bool read_content(Part *part, const Header *header, FILE *stream)
{
    part_clear(part);
    for (uint64_t i = 0; i < header->n_packets; i++) {
        PartPacket packet;
        if (fread(&packet, sizeof packet, 1, stream) != 1)
            return false;
        part->packets = mem_grow(part->packets, part->n_packets, &part->cap_packets, sizeof packet);
        part->packets[part->n_packets++] = packet;
    }
    reserve(part, header->n_bytes);
    part->n_bytes = header->n_bytes;
    return fread(part->bytes, 1, part->n_bytes, stream) == part->n_bytes;
}

bool part_read(Part *part, Hash key, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return false;
    Header header;
    fseek(stream, 0, SEEK_END);
    const long length = ftell(stream);
    rewind(stream);
    bool ok = fread(&header, sizeof header, 1, stream) == 1 && memcmp(header.magic, MAGIC, sizeof MAGIC) == 0 &&
              hash_equal(header.key, key);
    // The length first: nothing is allocated on the word of a damaged header.
    ok = ok && header.n_packets <= (uint64_t)length / sizeof(PartPacket) && header.n_bytes <= (uint64_t)length &&
         sizeof header + header.n_packets * sizeof(PartPacket) + header.n_bytes == (uint64_t)length;
    ok = ok && read_content(part, &header, stream) && hash_equal(sum_of(part), header.sum);
    fclose(stream);
    return ok;
}
