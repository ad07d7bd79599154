// support_zip.c — local headers, the central directory and its end, with the records for 64 bits where they are needed.
#include "support_zip.h"

#include <string.h>

static const uint64_t WIDE = 0xffffffff; // from here on a number stands in the record for 64 bits

static void put(ZipOut *zip, uint64_t number, int n_bytes)
{
    for (int i = 0; i < n_bytes; i++, number >>= 8)
        fputc((int)(number & 0xff), zip->file);
}

static uint64_t narrow(uint64_t number)
{
    return number < WIDE ? number : WIDE;
}

void zip_begin(ZipOut *zip, const char *path)
{
    *zip = (ZipOut){.file = fopen(path, "wb")};
}

// What a local header and an entry of the directory share: version, flags, packing, time, date, checksum, sizes, lengths.
static void put_common(ZipOut *zip, const char *name, uint64_t n_bytes, int n_extra)
{
    put(zip, 45, 2);
    put(zip, 0, 2 + 2 + 2 + 2 + 4);
    put(zip, narrow(n_bytes), 4);
    put(zip, narrow(n_bytes), 4);
    put(zip, strlen(name), 2);
    put(zip, (uint64_t)n_extra, 2);
}

void zip_add(ZipOut *zip, const char *name, const void *bytes, uint64_t n_bytes)
{
    zip->parts[zip->n].name = name;
    zip->parts[zip->n].n_bytes = n_bytes;
    zip->parts[zip->n++].begin = (uint64_t)ftello(zip->file);
    put(zip, 0x04034b50, 4);
    put_common(zip, name, n_bytes, n_bytes < WIDE ? 0 : 20);
    fputs(name, zip->file);
    if (n_bytes >= WIDE) {
        put(zip, 1, 2);
        put(zip, 16, 2);
        put(zip, n_bytes, 8);
        put(zip, n_bytes, 8);
    }
    if (bytes)
        fwrite(bytes, 1, (size_t)n_bytes, zip->file);
    else
        fseeko(zip->file, (off_t)n_bytes, SEEK_CUR);
}

static void put_entry(ZipOut *zip, int i)
{
    const uint64_t n_bytes = zip->parts[i].n_bytes, begin = zip->parts[i].begin;
    const int n_wide = (n_bytes < WIDE ? 0 : 16) + (begin < WIDE ? 0 : 8);
    put(zip, 0x02014b50, 4);
    put(zip, 45, 2);
    put_common(zip, zip->parts[i].name, n_bytes, n_wide ? 4 + n_wide : 0);
    put(zip, 0, 2 + 2 + 2 + 4); // comment, disk, attributes
    put(zip, narrow(begin), 4);
    fputs(zip->parts[i].name, zip->file);
    if (n_wide) {
        put(zip, 1, 2);
        put(zip, (uint64_t)n_wide, 2);
    }
    if (n_bytes >= WIDE) {
        put(zip, n_bytes, 8);
        put(zip, n_bytes, 8);
    }
    if (begin >= WIDE)
        put(zip, begin, 8);
}

void zip_end(ZipOut *zip)
{
    const uint64_t n = (uint64_t)zip->n, begin = (uint64_t)ftello(zip->file);
    for (int i = 0; i < zip->n; i++)
        put_entry(zip, i);
    const uint64_t end = (uint64_t)ftello(zip->file);
    if (begin >= WIDE) {
        put(zip, 0x06064b50, 4);
        put(zip, 44, 8);
        put(zip, 45, 2);
        put(zip, 45, 2);
        put(zip, 0, 8);
        put(zip, n, 8);
        put(zip, n, 8);
        put(zip, end - begin, 8);
        put(zip, begin, 8);
        put(zip, 0x07064b50, 4);
        put(zip, 0, 4);
        put(zip, end, 8);
        put(zip, 1, 4);
    }
    put(zip, 0x06054b50, 4);
    put(zip, 0, 4);
    put(zip, n, 2);
    put(zip, n, 2);
    put(zip, end - begin, 4);
    put(zip, narrow(begin), 4);
    put(zip, 0, 2);
    fclose(zip->file);
}
