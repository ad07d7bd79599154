// live.c — links to the files of a run, and the command line of its sample.
#define _XOPEN_SOURCE 700 // realpath
#include "model/cli/live.h"

#include "engine/base/file.h"
#include "engine/base/utf8.h"
#include "model/run/run.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool live_takes_prompt(const char *dir)
{
    Arena arena;
    arena_init(&arena);
    const bool has_all =
        file_exists(path_join(&arena, dir, "run.json")) && file_exists(path_join(&arena, dir, "model.safetensors"));
    arena_finish(&arena);
    return has_all;
}

// What the new prompt makes anew, and what belongs to a training.
static bool is_left_out(const char *name)
{
    static const char *const NAMES[] = {"generation.jsonl", "probes", "lock", "checkpoint.safetensors"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(name, NAMES[i]) == 0)
            return true;
    return name[0] == '.' || path_is_temporary(name);
}

static bool link_files(Arena *arena, const char *from, const char *to, Err *err)
{
    DIR *dir = opendir(from);
    if (!dir)
        return err_errno(err, "cannot read the folder %s", from);
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(dir));)
        if (!is_left_out(entry->d_name))
            ok = symlink(path_join(arena, from, entry->d_name), path_join(arena, to, entry->d_name)) == 0 ||
                 err_errno(err, "cannot link %s into %s", entry->d_name, to);
    closedir(dir);
    return ok;
}

const char *const *live_command(Arena *arena, const char *dir, const char *to, const char *prompt, Err *err)
{
    enum { USUAL_TOKENS = 200, MOST_WORDS = 11, SMALL_PARAMS = 20000000 };
    const Run *run = run_read_texts(arena, dir, err);
    char *absolute = run ? realpath(dir, NULL) : NULL;
    const bool linked = absolute && link_files(arena, absolute, to, err);
    free(absolute);
    if (!linked)
        return NULL;
    const RunGeneration *before = run->generation;
    const char **words = ARENA_ARRAY(arena, const char *, MOST_WORDS);
    int n = 0;
    words[n++] = "gptreel";
    words[n++] = "sample";
    words[n++] = arena_strdup(arena, to);
    words[n++] = arena_printf(arena, "--prompt=%s", prompt);
    words[n++] = arena_printf(arena, "--tokens=%d", before && before->n_tokens > 0 ? before->n_tokens : USUAL_TOKENS);
    if (before) {
        words[n++] = arena_printf(arena, "--temperature=%.17g", before->temperature);
        words[n++] = arena_printf(arena, "--top-k=%lld", (long long)before->top_k);
        words[n++] = arena_printf(arena, "--seed=%lld", (long long)before->seed);
    }
    if (run->n_params < SMALL_PARAMS) // threads would rather wait for each other, most of all beside others' work
        words[n++] = "--threads=1";
    words[n++] = "--record";
    return words;
}

// ---- what a list shows of it ----

bool live_describe(Arena *arena, const char *dir, JsonOut *out)
{
    Err err = {""};
    const bool there = file_exists(path_join(arena, dir, "run.json"));
    if (!there || !out)
        return there;
    const Run *run = run_read_metrics(arena, dir, &err);
    if (!run) {
        json_out_text_at(out, "note", utf8_harmless(arena, err.text));
        return true;
    }
    double train_loss = NAN, val_loss = NAN;
    for (int i = 0; i < run->n_metrics; i++) {
        train_loss = isfinite(run->metrics[i].loss) ? run->metrics[i].loss : train_loss;
        val_loss = isfinite(run->metrics[i].val_loss) ? run->metrics[i].val_loss : val_loss;
    }
    json_out_text_at(out, "note", arena_printf(arena, "%s, %lld steps", run->corpus_name, (long long)run->n_steps));
    json_out_int_at(out, "steps", run->n_steps);
    json_out_rounded_at(out, "train_loss", train_loss, 4);
    json_out_rounded_at(out, "val_loss", val_loss, 4);
    return true;
}
