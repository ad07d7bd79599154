// fuzz_part.c — files of encoded parts whose checksum is right, whatever the packets say.
#include "support_fuzz.h"

#include "engine/base/file.h"
#include "engine/video/part.h"

#include <stdlib.h>
#include <string.h>

// The number of packets, then the packets, then their bytes.
static Part part_of(const uint8_t *data, size_t n_bytes)
{
    const size_t most = (n_bytes - 1) / sizeof(PartPacket), n = data[0] < most ? data[0] : most;
    const uint8_t *packets = data + 1, *bytes = packets + sizeof(PartPacket) * n;
    Part part = {
        .packets = mem_alloc(sizeof(PartPacket) * (n + 1)),
        .n_packets = (int)n,
        .n_bytes = (size_t)(data + n_bytes - bytes),
    };
    part.bytes = mem_alloc(part.n_bytes + 1);
    memcpy(part.packets, packets, sizeof(PartPacket) * n);
    memcpy(part.bytes, bytes, part.n_bytes);
    return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes < 1)
        return 0;
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    const char *path = path_join(&arena, fuzz_dir(), "x.part");
    const Hash key = hash_begin();
    Part part = part_of(data, n_bytes), found = {0};
    fuzz_expect(part_write(&part, key, path, &err), "to write a part");
    if (part_read(&found, key, path)) {
        size_t sum = 0;
        for (int i = 0; i < found.n_packets; i++)
            sum += found.packets[i].size_bytes;
        fuzz_expect(sum == found.n_bytes && found.n_bytes == part.n_bytes, "packets that are together their bytes");
        fuzz_expect(found.n_packets == 0 || found.packets[0].key == 1, "a keyframe first");
    }
    part_finish(&part);
    part_finish(&found);
    arena_finish(&arena);
    return 0;
}
