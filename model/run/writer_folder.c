// writer_folder.c — the run folder as a whole: begun, cut back for a resume, its probes and snapshots.
#include "model/run/writer.h"

#include "model/run/reader.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BEFORE_ALL = -1 };

// All that the format names. run.json goes first: without it the rest is not taken for a run.
static const char *const NAMES[] = {
    "run.json",       "checkpoint.safetensors", "metrics.jsonl",     "samples.jsonl", "gradients.jsonl",
    "tokenizer.json", "generation.jsonl",       "model.safetensors", "config.json",   "merges.jsonl",
    "masks.jsonl",    "rollouts.jsonl",         "evals.jsonl",       "times.jsonl",
    "dialogue.jsonl", "tokenizer_config.json",  "guess.json",        "few_weights.safetensors",
    "descent.safetensors",
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

// Deletes the files of steps later than `step` in a folder of the run.
static bool delete_later(Arena *arena, const char *dir, const char *name, int64_t step, Err *err)
{
    const char *folder = path_join(arena, dir, name);
    int n_steps;
    const int64_t *steps = steps_in(arena, folder, &n_steps, err);
    if (!steps)
        return false;
    for (int i = 0; i < n_steps; i++) {
        const char *path = arena_printf(arena, "%s/%lld.safetensors", folder, (long long)steps[i]);
        if (steps[i] > step && unlink(path) != 0)
            return err_errno(err, "cannot delete %s", path);
    }
    return true;
}

// What a kill left half written may be as large as the weights. What cannot be deleted does no harm.
static void delete_leftovers(Arena *arena, const char *folder)
{
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        file_delete_left_over(path_join(arena, folder, entry->d_name));
    if (stream)
        closedir(stream);
}

static void delete_all_leftovers(Arena *arena, const char *dir)
{
    delete_leftovers(arena, dir);
    delete_leftovers(arena, path_join(arena, dir, "probes"));
    delete_leftovers(arena, path_join(arena, dir, "snapshots"));
}

bool run_begin(const char *dir, Err *err)
{
    Arena arena;
    arena_init(&arena);
    delete_all_leftovers(&arena, dir);
    bool ok = dir_make(path_join(&arena, dir, "probes"), err);
    for (size_t i = 0; ok && i < N_NAMES; i++) {
        const char *path = path_join(&arena, dir, NAMES[i]);
        if (unlink(path) != 0 && errno != ENOENT)
            ok = err_errno(err, "cannot delete %s", path);
    }
    ok = ok && delete_later(&arena, dir, "probes", BEFORE_ALL, err) &&
         delete_later(&arena, dir, "snapshots", BEFORE_ALL, err);
    arena_finish(&arena);
    return ok;
}

// A file of lines with steps: how far it is kept, and whether a step has one line alone.
typedef struct Steps {
    const char *name;
    int64_t last;
    bool one_line;
} Steps;

// Rewrites a JSONL file without the lines whose step is later, and without those that come after one of a later step, as
// two trainings leave them that wrote side by side. Counts the latter.
static bool cut_lines(Arena *arena, const char *dir, const Steps *steps, int64_t *n_strays, Err *err)
{
    JsonLines lines;
    AtomicFile file;
    bool absent;
    const char *path = path_join(arena, dir, steps->name);
    if (!json_lines_open(&lines, arena, path, &absent, err))
        return false;
    if (absent)
        return true;
    if (!atomic_open(&file, path, err))
        return false;
    int64_t least = 0;
    while (json_lines_next(&lines, err)) {
        const int64_t step = json_doc_int(&lines.doc, lines.doc.root, "step", 0, INT64_MAX);
        if (lines.doc.failed)
            break;
        if (step > steps->last)
            continue;
        if (step < least) {
            ++*n_strays;
            continue;
        }
        least = steps->one_line ? step + 1 : step;
        fwrite(lines.text + lines.line_begin, 1, lines.line_end - lines.line_begin, file.stream);
        fputc('\n', file.stream);
    }
    json_lines_close(&lines);
    if (!lines.doc.failed)
        return atomic_commit(&file, err);
    atomic_drop(&file);
    return false;
}

bool run_cut_back(const char *dir, int64_t updates, int64_t recorded, int64_t *n_strays, Err *err)
{
    const Steps files[] = {
        {"metrics.jsonl", recorded, true}, {"samples.jsonl", recorded, false},  {"evals.jsonl", recorded, false},
        {"masks.jsonl", recorded, false},  {"rollouts.jsonl", recorded, false}, {"gradients.jsonl", updates, true},
    };
    Arena arena;
    arena_init(&arena);
    delete_all_leftovers(&arena, dir);
    *n_strays = 0;
    bool ok = true;
    for (size_t i = 0; i < sizeof files / sizeof files[0] && ok; i++)
        ok = cut_lines(&arena, dir, &files[i], n_strays, err);
    ok = ok && delete_later(&arena, dir, "probes", recorded, err) &&
         delete_later(&arena, dir, "snapshots", updates, err);
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

bool run_write_snapshot(const char *dir, int64_t step, const TensorOut *tensors, int n_tensors, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *folder = path_join(&arena, dir, "snapshots");
    const char *path = arena_printf(&arena, "%s/%lld.safetensors", folder, (long long)step);
    const bool ok = dir_make(folder, err) && tensor_file_write(path, tensors, n_tensors, NULL, err);
    arena_finish(&arena);
    return ok;
}

static bool write_tensors(const char *dir, const char *name, const TensorOut *tensors, int n_tensors,
                          const char *const *meta, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const bool ok = tensor_file_write(path_join(&arena, dir, name), tensors, n_tensors, meta, err);
    arena_finish(&arena);
    return ok;
}

bool run_write_few_weights(const char *dir, const char *of, const TensorOut *weights, Err *err)
{
    return write_tensors(dir, "few_weights.safetensors", weights, 1, (const char *const[]){"of", of, NULL}, err);
}

bool run_write_descent(const char *dir, const float *descent, const float *nudges, Err *err)
{
    const TensorOut out[] = {{"descent", TENSOR_F32, 3, {2, 2, RUN_DESCENT}, descent},
                             {"nudges", TENSOR_F32, 2, {2, RUN_NUDGES}, nudges}};
    return write_tensors(dir, "descent.safetensors", out, nudges ? 2 : 1, NULL, err);
}
