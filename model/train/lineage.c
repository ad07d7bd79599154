// lineage.c — name and hash of a model in files.
#define _XOPEN_SOURCE 700 // realpath
#include "model/train/lineage.h"

#include "engine/base/file.h"
#include "model/run/run.h"

#include <sha256.h>
#include <stdlib.h>
#include <string.h>

// The last name of a folder's path, however it was written.
static const char *folder_name(Arena *arena, const char *dir)
{
    char *whole = realpath(dir, NULL);
    const char *slash = whole ? strrchr(whole, '/') : NULL;
    const char *name = arena_strdup(arena, slash && slash[1] ? slash + 1 : dir);
    free(whole);
    return name;
}

static const char *hash_of(Arena *arena, const TensorSet *set)
{
    char *hex = ARENA_ARRAY(arena, char, SHA256_DIGEST_STRING_LENGTH);
    SHA2_CTX context;
    SHA256Init(&context);
    for (int i = 0; i < set->n_files; i++)
        SHA256Update(&context, set->files[i].mapping, set->files[i].mapping_bytes);
    return SHA256End(&context, hex);
}

bool lineage_of(Lineage *lineage, Arena *arena, const Pretrained *pretrained, Err *err)
{
    const char *dir = pretrained->weights.dir;
    *lineage = (Lineage){.name = folder_name(arena, dir), .sha256 = hash_of(arena, &pretrained->weights)};
    if (!file_exists(path_join(arena, dir, "run.json")))
        return true;
    const Run *run = run_read_info(arena, dir, err);
    lineage->objective = run ? run->objective : NULL;
    return run != NULL;
}
