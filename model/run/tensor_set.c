// tensor_set.c — finds and opens the files of a model.
#include "model/run/tensor_set.h"

#include "engine/base/file.h"
#include "model/run/json_in.h"

#include <string.h>

enum { MOST_TENSORS = 20000, MOST_FILES = 1000 };

// The folder that a file stands in.
static const char *folder_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

// The names of the files that an index names, each once. NULL when one leads out of the folder, or on any other error.
static const char **shard_names(JsonDoc *doc, Arena *arena, const JsonNode *map, int *n_names)
{
    if (json_node_count(map) > MOST_TENSORS) {
        json_doc_fail(doc, "%lld tensors are too many", (long long)json_node_count(map));
        return NULL;
    }
    const char **names = NULL;
    int n = 0, n_room = 0;
    for (const JsonMember *at = json_member_first(map); at && !doc->failed; at = json_member_next(map, at)) {
        const char *name = json_doc_text(doc, map, json_member_key(at));
        if (!doc->failed && (!*name || name[0] == '.' || strchr(name, '/')))
            json_doc_fail(doc, "\"%s\" is no name of a file beside it", name);
        bool known = false;
        for (int i = 0; i < n && !known; i++)
            known = strcmp(names[i], name) == 0;
        if (known)
            continue;
        if (n == MOST_FILES)
            json_doc_fail(doc, "it names more than %d files", (int)MOST_FILES);
        names = arena_grow(arena, names, n, &n_room, sizeof *names);
        names[n++] = arena_strdup(arena, name);
    }
    if (n == 0 && !doc->failed)
        json_doc_fail(doc, "\"weight_map\" names no file");
    *n_names = n;
    return doc->failed ? NULL : names;
}

// Whether index and files agree: each tensor stands in the file that is named for it.
static bool check_index(JsonDoc *doc, const JsonNode *map, const TensorSet *set, const char *const *names)
{
    int64_t n_tensors = 0;
    for (int f = 0; f < set->n_files; f++)
        for (int i = 0; i < set->files[f].n_tensors; i++, n_tensors++) {
            const char *name = set->files[f].tensors[i].name;
            if (strcmp(json_doc_text_or(doc, map, name, ""), names[f]) != 0)
                return json_doc_fail(doc, "tensor \"%s\" stands in %s, which the index does not say", name, names[f]);
        }
    // No name is twice in the index or in a file, and each tensor is in the index: so these are the same or some lack.
    for (const JsonMember *at = json_member_first(map); at && n_tensors != json_node_count(map);
         at = json_member_next(map, at))
        if (!tensor_set_find(set, json_member_key(at)))
            return json_doc_fail(doc, "tensor \"%s\" is not in %s, where the index says it is", json_member_key(at),
                                 json_doc_text(doc, map, json_member_key(at)));
    return true;
}

static bool open_file(TensorSet *set, Arena *arena, const char *path, Err *err)
{
    TensorFile *file = &set->files[set->n_files];
    if (!tensor_file_map(file, arena, path, err))
        return false;
    set->n_files++;
    set->size_bytes += (int64_t)file->mapping_bytes;
    return true;
}

static bool open_index(TensorSet *set, Arena *arena, Err *err)
{
    size_t n_bytes = 0;
    int n_names = 0;
    const char *text = file_read(arena, set->path, &n_bytes, err);
    JsonDoc doc;
    if (!text)
        return false;
    bool ok = json_doc_parse(&doc, text, n_bytes, set->path, 0, err);
    const JsonNode *map = ok ? json_doc_object(&doc, doc.root, "weight_map", true) : NULL;
    const char *const *names = map ? shard_names(&doc, arena, map, &n_names) : NULL;
    set->files = ARENA_ARRAY(arena, TensorFile, n_names);
    ok = names != NULL;
    for (int i = 0; ok && i < n_names; i++)
        ok = open_file(set, arena, path_join(arena, set->dir, names[i]), err);
    ok = ok && check_index(&doc, map, set, names);
    json_doc_finish(&doc);
    return ok;
}

// The file that a folder's weights begin with. NULL when it has none.
static const char *file_in(Arena *arena, const char *dir, Err *err)
{
    // The first one that there is. To add one: a row.
    static const char *const NAMES[] = {"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
                                        "pytorch_model.bin.index.json", "ckpt.pt"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (file_exists(path_join(arena, dir, NAMES[i])))
            return path_join(arena, dir, NAMES[i]);
    if (dir_exists(dir))
        err_set(err, "%s has no weights: neither %s nor %s, and no pytorch_model.bin or ckpt.pt", dir, NAMES[0], NAMES[1]);
    else
        err_set(err, "there is no file or folder %s", dir);
    return NULL;
}

bool tensor_set_open(TensorSet *set, Arena *arena, const char *path, Err *err)
{
    const bool is_folder = !file_exists(path);
    *set = (TensorSet){.path = is_folder ? file_in(arena, path, err) : arena_strdup(arena, path)};
    if (!set->path)
        return false;
    set->dir = is_folder ? arena_strdup(arena, path) : folder_of(arena, path);
    bool ok;
    if (strcmp(path_extension(set->path), "json") == 0) {
        ok = open_index(set, arena, err);
    } else {
        set->files = ARENA_NEW(arena, TensorFile);
        ok = open_file(set, arena, set->path, err);
    }
    if (!ok)
        tensor_set_close(set);
    return ok;
}

void tensor_set_close(TensorSet *set)
{
    for (int i = 0; i < set->n_files; i++)
        tensor_file_unmap(&set->files[i]);
    set->n_files = 0;
}

const Tensor *tensor_set_find(const TensorSet *set, const char *name)
{
    const Tensor *found = NULL;
    for (int i = 0; i < set->n_files && !found; i++)
        found = tensor_find(&set->files[i], name);
    return found;
}
