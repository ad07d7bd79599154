// zip_parts.c — the directory at the end of the archive, and the header before each file.
#include "model/run/zip_parts.h"

#include <stdlib.h>
#include <string.h>

// What the format fixes: signatures, bytes of the records without what varies in length, and the value that says that a
// number stands in the record for 64 bits.
enum { DIRECTORY_END_BYTES = 22, LOCATOR_BYTES = 20, WIDE_END_BYTES = 56, ENTRY_BYTES = 46, HEADER_BYTES = 30 };
enum { MOST_PARTS = 1 << 20, LONGEST_COMMENT = 0xffff, ENCRYPTED = 1 };
static const char DIRECTORY_END[] = "PK\5\6", LOCATOR[] = "PK\6\7", WIDE_END[] = "PK\6\6", ENTRY[] = "PK\1\2",
                  HEADER[] = "PK\3\4";
static const uint64_t WIDE_16 = 0xffff, WIDE_32 = 0xffffffff;

typedef struct Archive {
    const unsigned char *bytes; // [n_bytes]
    uint64_t n_bytes;
} Archive;

// `n` bytes of the archive from `at` on; NULL when they are not all there.
static const unsigned char *bytes_at(const Archive *archive, uint64_t at, uint64_t n)
{
    return at <= archive->n_bytes && n <= archive->n_bytes - at ? archive->bytes + at : NULL;
}

// A record that begins with a signature; NULL when there is none.
static const unsigned char *record_at(const Archive *archive, uint64_t at, uint64_t n, const char *signature)
{
    const unsigned char *record = bytes_at(archive, at, n);
    return record && memcmp(record, signature, 4) == 0 ? record : NULL;
}

static uint64_t number(const unsigned char *bytes, int n_bytes)
{
    uint64_t value = 0;
    for (int i = n_bytes - 1; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

// The directory: how many files it lists, and where it begins.
typedef struct Directory {
    uint64_t n, begin;
} Directory;

// Its end is the last record, with a comment behind it.
static bool find_directory(Directory *directory, const Archive *archive)
{
    const uint64_t n = archive->n_bytes;
    const unsigned char *end = NULL;
    uint64_t at = 0;
    for (uint64_t comment = 0; comment <= LONGEST_COMMENT && DIRECTORY_END_BYTES + comment <= n && !end; comment++) {
        at = n - DIRECTORY_END_BYTES - comment;
        end = record_at(archive, at, DIRECTORY_END_BYTES, DIRECTORY_END);
        if (end && number(end + 20, 2) != comment)
            end = NULL;
    }
    if (!end)
        return false;
    *directory = (Directory){number(end + 10, 2), number(end + 16, 4)};
    if (directory->n != WIDE_16 && directory->begin != WIDE_32)
        return true;
    const unsigned char *locator = record_at(archive, at - LOCATOR_BYTES, LOCATOR_BYTES, LOCATOR);
    const unsigned char *wide = locator ? record_at(archive, number(locator + 8, 8), WIDE_END_BYTES, WIDE_END) : NULL;
    if (wide)
        *directory = (Directory){number(wide + 32, 8), number(wide + 48, 8)};
    return wide != NULL;
}

// An entry of the directory.
typedef struct Entry {
    const char *name;
    uint64_t flags, method, n_packed, n_bytes, header;
    uint64_t n_whole; // bytes of the entry itself
} Entry;

// Numbers that need 64 bits stand in an extra field, in this order.
static bool widen(Entry *entry, const unsigned char *extra, uint64_t n_extra)
{
    uint64_t *const numbers[] = {&entry->n_bytes, &entry->n_packed, &entry->header};
    const unsigned char *end = extra + n_extra;
    while (end - extra >= 4 && number(extra, 2) != 1) {
        const uint64_t n_gone = 4 + number(extra + 2, 2);
        if (n_gone > (uint64_t)(end - extra))
            return false;
        extra += n_gone;
    }
    const bool is_there = end - extra >= 4;
    const unsigned char *at = is_there ? extra + 4 : end;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (*numbers[i] != WIDE_32)
            continue;
        if (!is_there || end - at < 8)
            return false;
        *numbers[i] = number(at, 8);
        at += 8;
    }
    return true;
}

static bool take_entry(Entry *entry, Arena *arena, const Archive *archive, uint64_t at)
{
    const unsigned char *record = record_at(archive, at, ENTRY_BYTES, ENTRY);
    if (!record)
        return false;
    const uint64_t n_name = number(record + 28, 2), n_extra = number(record + 30, 2);
    const unsigned char *name = bytes_at(archive, at + ENTRY_BYTES, n_name + n_extra);
    if (!name || memchr(name, '\0', n_name))
        return false;
    *entry = (Entry){
        .name = arena_strndup(arena, (const char *)name, n_name),
        .flags = number(record + 8, 2),
        .method = number(record + 10, 2),
        .n_packed = number(record + 20, 4),
        .n_bytes = number(record + 24, 4),
        .header = number(record + 42, 4),
        .n_whole = ENTRY_BYTES + n_name + n_extra + number(record + 32, 2),
    };
    return widen(entry, name + n_name, n_extra);
}

// The file of an entry: behind its own header, which may have another length of extra fields.
static bool take_part(ZipPart *part, const Archive *archive, const Entry *entry, Err *err)
{
    const unsigned char *header = record_at(archive, entry->header, HEADER_BYTES, HEADER);
    if (!header)
        return err_set(err, "%s is not where its directory says; copy or make it again", entry->name);
    if (entry->method != 0 || number(header + 8, 2) != 0 || (entry->flags & ENCRYPTED) != 0 ||
        entry->n_packed != entry->n_bytes)
        return err_set(err, "%s is packed in it; the files of PyTorch are not", entry->name);
    const uint64_t n_gone = HEADER_BYTES + number(header + 26, 2) + number(header + 28, 2);
    const unsigned char *bytes = bytes_at(archive, entry->header + n_gone, entry->n_bytes);
    if (!bytes)
        return err_set(err, "it is cut off within %s; copy or make it again", entry->name);
    *part = (ZipPart){entry->name, bytes, (int64_t)entry->n_bytes};
    return true;
}

static int compare_parts(const void *a, const void *b)
{
    const ZipPart *left = a, *right = b;
    return strcmp(left->name, right->name);
}

bool zip_parts_read(ZipParts *parts, Arena *arena, const unsigned char *archive_bytes, size_t n_bytes, Err *err)
{
    const Archive archive = {archive_bytes, n_bytes};
    Directory directory;
    *parts = (ZipParts){.n = 0};
    if (!find_directory(&directory, &archive))
        return err_set(err, "it is cut off or no zip archive; copy or make it again");
    if (directory.n > MOST_PARTS || directory.n > n_bytes / ENTRY_BYTES)
        return err_set(err, "its directory lists %llu files, which is too many", (unsigned long long)directory.n);
    parts->items = ARENA_ARRAY(arena, ZipPart, directory.n);
    uint64_t at = directory.begin;
    for (; (uint64_t)parts->n < directory.n; parts->n++) {
        Entry entry;
        if (!take_entry(&entry, arena, &archive, at))
            return err_set(err, "its directory is damaged; copy or make it again");
        if (!take_part(&parts->items[parts->n], &archive, &entry, err))
            return false;
        at += entry.n_whole;
    }
    if (parts->n > 0)
        qsort(parts->items, (size_t)parts->n, sizeof *parts->items, compare_parts);
    return true;
}

const ZipPart *zip_part(const ZipParts *parts, const char *name)
{
    const ZipPart key = {.name = name};
    return parts->n > 0 ? bsearch(&key, parts->items, (size_t)parts->n, sizeof key, compare_parts) : NULL;
}
