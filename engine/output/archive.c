// archive.c — zip archives by libzip, which asks each part for its size and then for its bytes, one part after the
// other.
#include "engine/output/archive.h"

#include "engine/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum {
    DATE_1980 = 1 << 5 | 1, // the first day that the format can say: parts have no time of their own
    COPY_BYTES = 1 << 16,
};

typedef struct Part {
    Archive *archive;
    ArchiveMake *make;
    const void *context;
    SvgText bytes;  // between the size being asked for and the end of reading
    size_t n_bytes; // once made
    size_t n_read;
    bool made;
    struct Part *next; // of the archive
} Part;

struct Archive {
    Arena arena;
    zip_source_t *written; // what libzip writes to; the archive's own hold on it
    zip_t *zip;
    Part *parts; // newest first
    Err *err;    // of who writes it
};

static bool make_part(Part *part)
{
    if (!part->made && !part->make(part->context, &part->bytes, part->archive->err))
        return false;
    part->made = true;
    part->n_bytes = part->bytes.n_bytes;
    return true;
}

static zip_int64_t read_part(Part *part, void *data, size_t most_bytes)
{
    const size_t left = part->n_bytes - part->n_read, n = left < most_bytes ? left : most_bytes;
    if (n > 0)
        memcpy(data, part->bytes.data + part->n_read, n);
    part->n_read += n;
    return (zip_int64_t)n;
}

// What libzip asks of a part (zip_source_function(3)).
static zip_int64_t answer(void *of_part, void *data, zip_uint64_t n_bytes, zip_source_cmd_t command)
{
    Part *part = of_part;
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_STAT: {
        if (!make_part(part))
            return -1;
        zip_stat_t *stat = data;
        zip_stat_init(stat);
        stat->valid = ZIP_STAT_SIZE;
        stat->size = part->n_bytes;
        return sizeof *stat;
    }
    case ZIP_SOURCE_OPEN:
        part->n_read = 0;
        return make_part(part) ? 0 : -1;
    case ZIP_SOURCE_READ:
        return read_part(part, data, n_bytes);
    case ZIP_SOURCE_CLOSE:
        svg_text_finish(&part->bytes);
        return 0;
    case ZIP_SOURCE_ERROR: {
        zip_error_t error;
        zip_error_init(&error);
        zip_error_set(&error, ZIP_ER_INTERNAL, 0);
        return zip_error_to_data(&error, data, n_bytes);
    }
    default:
        return 0;
    }
}

Archive *archive_create(void)
{
    Archive *archive = mem_alloc(sizeof *archive);
    arena_init(&archive->arena);
    archive->written = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (archive->written) {
        zip_source_keep(archive->written);
        archive->zip = zip_open_from_source(archive->written, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    }
    if (!archive->zip)
        mem_die(sizeof *archive); // nothing else can go wrong in memory
    return archive;
}

void archive_destroy(Archive *archive)
{
    if (!archive)
        return;
    if (archive->zip)
        zip_discard(archive->zip);
    zip_source_free(archive->written);
    for (Part *part = archive->parts; part; part = part->next)
        svg_text_finish(&part->bytes);
    arena_finish(&archive->arena);
    free(archive);
}

void archive_add(Archive *archive, const char *name, bool packed, ArchiveMake *make, const void *context)
{
    Part *part = ARENA_NEW(&archive->arena, Part);
    *part = (Part){.archive = archive, .make = make, .context = context, .next = archive->parts};
    archive->parts = part;
    zip_source_t *source = zip_source_function_create(answer, part, NULL);
    const zip_int64_t index = source ? zip_file_add(archive->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0)
        mem_die(sizeof *part);
    zip_file_set_dostime(archive->zip, (zip_uint64_t)index, 0, DATE_1980, 0);
    zip_set_file_compression(archive->zip, (zip_uint64_t)index, packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
}

static bool copy_written(zip_source_t *written, FILE *out)
{
    char copy[COPY_BYTES];
    zip_int64_t n = zip_source_open(written);
    while (n >= 0 && (n = zip_source_read(written, copy, sizeof copy)) > 0)
        fwrite(copy, 1, (size_t)n, out);
    zip_source_close(written);
    return n == 0;
}

bool archive_write(Archive *archive, const char *path, Err *err)
{
    Err why = {""};
    archive->err = &why;
    if (zip_close(archive->zip) != 0) {
        if (!*why.text)
            err_set(&why, "%s", zip_strerror(archive->zip));
        return err_set(err, "cannot write %s: %s", path, why.text);
    }
    archive->zip = NULL;
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    if (copy_written(archive->written, file.stream))
        return atomic_commit(&file, err);
    atomic_drop(&file);
    return err_set(err, "cannot write %s: its archive cannot be read back", path);
}
