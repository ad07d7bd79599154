// writer_folder.c — the run folder as a whole: begun, cut back for a resume, its probes.
#include "model/run/writer.h"

#include "model/run/reader.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BEFORE_ALL = -1 };

// All that the format names. run.json goes first: without it the rest is not taken for a run.
static const char *const NAMES[] = {
    "run.json",    "checkpoint.safetensors", "metrics.jsonl", "samples.jsonl", "generation.jsonl", "tokenizer.json",
    "config.json", "model.safetensors",      "merges.jsonl",
};
enum { N_NAMES = sizeof NAMES / sizeof NAMES[0] };

const char *run_file_in(const char *dir)
{
    const char *found = NULL;
    Arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < N_NAMES && !found; i++)
        if (file_exists(path_join(&arena, dir, NAMES[i])))
            found = NAMES[i];
    arena_finish(&arena);
    return found;
}

// Deletes the probes of steps later than `step`.
static bool delete_probes(Arena *arena, const char *dir, int64_t step, Err *err)
{
    const char *probes = path_join(arena, dir, "probes");
    DIR *folder = opendir(probes);
    if (!folder)
        return errno == ENOENT || err_errno(err, "cannot read the folder %s", probes);
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(folder)) != NULL;) {
        const char *path = path_join(arena, probes, entry->d_name);
        if (probe_step(entry->d_name) > step && unlink(path) != 0)
            ok = err_errno(err, "cannot delete %s", path);
    }
    closedir(folder);
    return ok;
}

bool run_begin(const char *dir, Err *err)
{
    Arena arena;
    arena_init(&arena);
    bool ok = dir_make(path_join(&arena, dir, "probes"), err);
    for (size_t i = 0; ok && i < N_NAMES; i++) {
        const char *path = path_join(&arena, dir, NAMES[i]);
        if (unlink(path) != 0 && errno != ENOENT)
            ok = err_errno(err, "cannot delete %s", path);
    }
    ok = ok && delete_probes(&arena, dir, BEFORE_ALL, err);
    arena_finish(&arena);
    return ok;
}

// Rewrites a JSONL file without the lines whose step is later.
static bool cut_lines(Arena *arena, const char *path, int64_t step, Err *err)
{
    JsonLines lines;
    AtomicFile file;
    bool absent;
    if (!json_lines_open(&lines, arena, path, &absent, err))
        return false;
    if (absent)
        return true;
    if (!atomic_open(&file, path, err))
        return false;
    while (json_lines_next(&lines, err)) {
        if (json_doc_int(&lines.doc, lines.doc.root, "step", 0, INT64_MAX) > step)
            continue;
        if (lines.doc.failed)
            break;
        fwrite(lines.text + lines.line_begin, 1, lines.line_end - lines.line_begin, file.stream);
        fputc('\n', file.stream);
    }
    json_lines_close(&lines);
    if (!lines.doc.failed)
        return atomic_commit(&file, err);
    atomic_drop(&file);
    return false;
}

bool run_cut_back(const char *dir, int64_t step, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const bool ok = cut_lines(&arena, path_join(&arena, dir, "metrics.jsonl"), step, err) &&
                    cut_lines(&arena, path_join(&arena, dir, "samples.jsonl"), step, err) &&
                    delete_probes(&arena, dir, step, err);
    arena_finish(&arena);
    return ok;
}

bool run_probe_begin(TensorWriter *writer, const char *dir, int64_t step, const char *prompt, const TensorOut *tensors,
                     int n_tensors, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *folder = path_join(&arena, dir, "probes");
    const char *const meta[] = {"prompt", prompt, NULL};
    const char *path = arena_printf(&arena, "%s/%lld.safetensors", folder, (long long)step);
    const bool ok = dir_make(folder, err) && tensor_writer_begin(writer, path, tensors, n_tensors, meta, err);
    arena_finish(&arena);
    return ok;
}
