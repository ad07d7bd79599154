// reader.c — a run folder into a Run. run.json and tokenizer.json must be there, all else may be missing: the films
// adapt.
#include "model/run/reader.h"

#include "engine/base/file.h"
#include "model/run/lock.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SYMBOLS = 1 << 22, MOST_OF_A_SIZE = 1 << 24, MOST_ORDERS = 64 };

bool read_json_object(JsonDoc *doc, Arena *arena, const char *path, Err *err)
{
    size_t size = 0;
    *doc = (JsonDoc){.failed = true};
    const char *text = file_read(arena, path, &size, err);
    if (!text || !json_doc_parse(doc, text, size, path, 0, err))
        return false;
    return json_node_is_object(doc->root) || json_doc_fail(doc, "not a JSON object");
}

// ---- run.json ----

// What the model is like, from the options that made it.
static void take_shape(Run *run, JsonDoc *doc, Arena *arena, const JsonNode *config)
{
    run->n_layer = json_doc_int(doc, config, "n_layer", 0, MOST_OF_A_SIZE);
    run->n_head = json_doc_int_or(doc, config, "n_head", 0, MOST_OF_A_SIZE, 0);
    run->n_embd = json_doc_int(doc, config, "n_embd", 1, MOST_OF_A_SIZE);
    run->n_ctx = json_doc_int(doc, config, "n_ctx", 1, MOST_OF_A_SIZE);
    run->objective = arena_strdup(arena, json_doc_text_or(doc, config, "objective", "next-token"));
    run->batch_size = json_doc_int_or(doc, config, "batch_size", 0, MOST_OF_A_SIZE, 0);
    run->val_fraction = json_doc_real(doc, config, "val_fraction");
    run->special = json_doc_flag_or(doc, config, "special", false);
    run->has_attention = json_doc_flag_or(doc, config, "attention", true);
    run->has_residual = json_doc_flag_or(doc, config, "residual", true);
    run->has_norm = strcmp(json_doc_text_or(doc, config, "norm", "layer"), "none") != 0;
    run->positions = arena_strdup(arena, json_doc_text_or(doc, config, "positions", "learned"));
    run->init_scheme = arena_strdup(arena, json_doc_text_or(doc, config, "init_scheme", "gpt2"));
    run->init_std = json_doc_real(doc, config, "init_std");
    run->init_zero = json_doc_flag_or(doc, config, "init_zero", false);
    const bool has_mlp = json_doc_flag_or(doc, config, "mlp", true);
    const int64_t ratio = json_doc_int_or(doc, config, "mlp_ratio", 0, MOST_OF_A_SIZE / run->n_embd, 4);
    const int64_t n_hidden = json_doc_int_or(doc, config, "n_hidden", 0, MOST_OF_A_SIZE, 0);
    run->n_hidden = n_hidden > 0 ? n_hidden : has_mlp ? ratio * run->n_embd : 0;
}

static void take_counts(RunCounts *counts, JsonDoc *doc, Arena *arena, const JsonNode *object)
{
    const JsonNode *nats = object ? json_doc_array(doc, object, "nats", true) : NULL;
    const int64_t n = json_node_count(nats);
    if (!nats || doc->failed)
        return;
    if (n == 0 || n > MOST_ORDERS) {
        json_doc_fail(doc, "\"nats\" in \"counts\" has %lld numbers", (long long)n);
        return;
    }
    double *values = ARENA_ARRAY(arena, double, n);
    for (int64_t i = 0; i < n && !doc->failed; i++) {
        values[i] = json_node_real(doc, json_node_at(nats, i), "a number in \"nats\"");
        if (!doc->failed && !(values[i] >= 0))
            json_doc_fail(doc, "a number in \"nats\" is below 0");
    }
    counts->n_seen = json_doc_int(doc, object, "n_seen", 0, INT64_MAX);
    counts->n_held_out = json_doc_int(doc, object, "n_held_out", 0, INT64_MAX);
    counts->nats = values;
    counts->n_orders = (int)n;
}

static void take_info(Run *run, JsonDoc *doc, Arena *arena)
{
    const JsonNode *root = doc->root;
    run->command = arena_strdup(arena, json_doc_text_or(doc, root, "command", ""));
    run->changes = arena_strdup(arena, json_doc_text_or(doc, root, "changes", ""));
    run->seed = json_doc_int_or(doc, root, "seed", INT64_MIN, INT64_MAX, 0);
    run->tokenizer = arena_strdup(arena, json_doc_text_or(doc, root, "tokenizer", "char"));
    run->build = arena_strdup(arena, json_doc_text_or(doc, root, "build", ""));
    run->cpu = arena_strdup(arena, json_doc_text_or(doc, root, "cpu", ""));
    run->instructions = arena_strdup(arena, json_doc_text_or(doc, root, "instructions", ""));
    run->kernel = arena_strdup(arena, json_doc_text_or(doc, root, "kernel", ""));
    run->state = arena_strdup(arena, json_doc_text_or(doc, root, "state", "complete"));
    run->diverged_at = json_doc_int_or(doc, root, "diverged_at", 0, INT64_MAX, 0);
    run->n_params = json_doc_int_or(doc, root, "n_params", 0, INT64_MAX, 0);

    const JsonNode *corpus = json_doc_object(doc, root, "corpus", false);
    run->corpus_name = arena_strdup(arena, json_doc_text_or(doc, corpus, "name", ""));
    run->corpus_sha256 = arena_strdup(arena, json_doc_text_or(doc, corpus, "sha256", ""));
    run->corpus_bytes = json_doc_int_or(doc, corpus, "n_bytes", 0, INT64_MAX, 0);
    run->corpus_chars = json_doc_int_or(doc, corpus, "n_chars", 0, INT64_MAX, 0);

    take_counts(&run->counts, doc, arena, json_doc_object(doc, root, "counts", false));

    const JsonNode *prompt = json_doc_object(doc, root, "prompt", false);
    run->prompt = arena_strdup(arena, json_doc_text_or(doc, prompt, "text", ""));
    run->prompt_chosen = json_doc_flag_or(doc, prompt, "chosen", false);

    const JsonNode *init = json_doc_object(doc, root, "init", false);
    run->init_name = arena_strdup(arena, json_doc_text_or(doc, init, "name", ""));
    run->init_sha256 = arena_strdup(arena, json_doc_text_or(doc, init, "sha256", ""));

    const JsonNode *totals = json_doc_object(doc, root, "totals", false);
    run->n_steps = json_doc_int_or(doc, totals, "steps", 0, INT64_MAX, 0);
    run->n_tokens = json_doc_int_or(doc, totals, "tokens", 0, INT64_MAX, 0);
    run->train_s = json_doc_real(doc, totals, "seconds");

    const JsonNode *config = json_doc_object(doc, root, "config", true);
    if (config)
        take_shape(run, doc, arena, config);
}

static bool read_info(Run *run, Arena *arena, Err *err)
{
    const char *path = path_join(arena, run->dir, "run.json");
    if (file_exists(run->dir))
        return err_set(err, "%s is a file; name a run folder, as gptreel train --out DIR makes it", run->dir);
    if (!dir_exists(run->dir))
        return err_set(err, "there is no folder %s; name a run folder, or make one with gptreel train --out %s",
                       run->dir, run->dir);
    if (!file_exists(path))
        return err_set(err, "%s is not a run folder: it has no run.json; make one with gptreel train --out DIR",
                       run->dir);
    JsonDoc doc;
    if (!read_json_object(&doc, arena, path, err)) {
        err_prefix(err, "cannot use the run in %s", run->dir);
    } else if (!json_doc_has(doc.root, "gptreel_run")) {
        json_doc_fail(&doc, "not of gptreel (it has no \"gptreel_run\"); name a folder that gptreel train made");
    } else {
        const int64_t version = json_doc_int(&doc, doc.root, "gptreel_run", 1, INT64_MAX);
        if (!doc.failed && version > RUN_FORMAT_VERSION)
            json_doc_fail(&doc, "format version %lld is newer than this program, which reads up to %d; update gptreel",
                          (long long)version, (int)RUN_FORMAT_VERSION);
        take_info(run, &doc, arena);
    }
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    // Who trains holds the lock; a kill leaves the word that it was training.
    if (ok && strcmp(run->state, "training") == 0 && !run_is_locked(run->dir)) {
        run->state = "stopped";
        read_note(run, arena, arena_printf(arena, "%s: the training was killed or failed; train --resume goes on with it",
                                           run->dir));
    }
    return ok;
}

// ---- tokenizer.json ----

// Ids run from 0 without gap, each once.
static const char *const *vocab_of(JsonDoc *doc, Arena *arena, int64_t *n_vocab)
{
    const JsonNode *model = json_doc_object(doc, doc->root, "model", true);
    const JsonNode *vocab = doc->failed ? NULL : json_doc_object(doc, model, "vocab", true);
    if (!vocab)
        return NULL;
    const int64_t n = json_node_count(vocab);
    if (n == 0 || n > MOST_SYMBOLS) {
        json_doc_fail(doc, "the vocabulary has %lld tokens", (long long)n);
        return NULL;
    }
    const char **texts = ARENA_ARRAY(arena, const char *, n);
    for (const JsonMember *at = json_member_first(vocab); at && !doc->failed; at = json_member_next(vocab, at)) {
        const int64_t id = json_node_int(doc, json_member_value(at), "a token's id", 0, n - 1);
        if (!doc->failed && texts[id])
            json_doc_fail(doc, "two tokens have the id %lld", (long long)id);
        texts[id] = arena_strdup(arena, json_member_key(at));
    }
    *n_vocab = n;
    return texts;
}

static const char *const *bpe_texts_of(JsonDoc *doc, Arena *arena, int64_t *n_vocab)
{
    BpeVocab bpe;
    if (!bpe_vocab_parse(&bpe, arena, doc))
        return NULL;
    *n_vocab = bpe.n_tokens;
    return bpe_vocab_texts(&bpe, arena);
}

const char *const *run_read_vocab(Arena *arena, const char *dir, int64_t *n_vocab, Err *err)
{
    JsonDoc doc;
    const char *const *vocab = NULL;
    if (read_json_object(&doc, arena, path_join(arena, dir, "tokenizer.json"), err))
        vocab = bpe_is_byte_level(&doc) ? bpe_texts_of(&doc, arena, n_vocab) : vocab_of(&doc, arena, n_vocab);
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    return ok ? vocab : NULL;
}

// ---- probes and snapshots ----

// The step of a file "STEP.safetensors"; -1 for any other name.
static int64_t step_of_name(const char *name)
{
    char *end;
    if (name[0] < '0' || name[0] > '9' || (name[0] == '0' && name[1] != '.'))
        return -1;
    errno = 0;
    const long long step = strtoll(name, &end, 10);
    return errno == 0 && strcmp(end, ".safetensors") == 0 ? step : -1;
}

static int compare_steps(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

int64_t *steps_in(Arena *arena, const char *folder, int *n_steps, Err *err)
{
    DIR *stream = opendir(folder);
    *n_steps = 0;
    if (!stream && errno != ENOENT) {
        err_errno(err, "cannot read the folder %s", folder);
        return NULL;
    }
    int capacity = 1;
    int64_t *steps = ARENA_ARRAY(arena, int64_t, capacity);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;) {
        const int64_t step = step_of_name(entry->d_name);
        if (step < 0)
            continue;
        steps = arena_grow(arena, steps, *n_steps, &capacity, sizeof *steps);
        steps[(*n_steps)++] = step;
    }
    if (stream)
        closedir(stream);
    if (*n_steps > 0)
        qsort(steps, (size_t)*n_steps, sizeof *steps, compare_steps);
    return steps;
}

static const char *path_of_step(Arena *arena, const char *folder, int64_t step)
{
    return arena_printf(arena, "%s/%lld.safetensors", folder, (long long)step);
}

// Of the lengths that a probe's tensors have those that the run tells.
static ProbeSizes probe_sizes(const Run *run)
{
    ProbeSizes sizes;
    memset(sizes.of, -1, sizeof sizes.of);
    *probe_size(&sizes, 'L') = run->n_layer;
    *probe_size(&sizes, 'S') = run->n_layer + 1;
    *probe_size(&sizes, 'H') = run->n_head;
    *probe_size(&sizes, 'C') = run->n_embd;
    *probe_size(&sizes, 'F') = run->n_hidden;
    *probe_size(&sizes, 'V') = run->n_vocab;
    return sizes;
}

static bool read_probe(Run *run, Arena *arena, Err *err)
{
    const char *folder = path_join(arena, run->dir, "probes");
    int n_steps;
    const int64_t *steps = steps_in(arena, folder, &n_steps, err);
    if (!steps || n_steps == 0)
        return steps != NULL;
    RunProbe *probe = ARENA_NEW(arena, RunProbe);
    probe->step = steps[n_steps - 1];
    const char *path = path_of_step(arena, folder, probe->step);
    if (!tensor_file_read(&probe->file, arena, path, err) ||
        !probe_tensors_check(&probe->file, probe_sizes(run), path, err))
        return false;
    probe->prompt = "";
    for (const char *const *meta = probe->file.meta; meta[0]; meta += 2)
        if (strcmp(meta[0], "prompt") == 0)
            probe->prompt = meta[1];
    run->probe = probe;
    return read_mlp_weights(run, probe, arena, err);
}

static bool read_snapshots(Run *run, Arena *arena, Err *err)
{
    const char *folder = path_join(arena, run->dir, "snapshots");
    const int64_t *steps = steps_in(arena, folder, &run->n_snapshots, err);
    if (!steps)
        return false;
    RunSnapshot *snapshots = ARENA_ARRAY(arena, RunSnapshot, run->n_snapshots);
    for (int i = 0; i < run->n_snapshots; i++) {
        snapshots[i].step = steps[i];
        if (!tensor_file_read(&snapshots[i].file, arena, path_of_step(arena, folder, steps[i]), err))
            return false;
    }
    run->snapshots = snapshots;
    return true;
}

// ---- all ----

static Run *begin_run(Arena *arena, const char *dir, Err *err)
{
    Run *run = ARENA_NEW(arena, Run);
    run->dir = arena_strdup(arena, dir);
    return read_info(run, arena, err) ? run : NULL;
}

const Run *run_read_info(Arena *arena, const char *dir, Err *err)
{
    return begin_run(arena, dir, err);
}

const Run *run_read_metrics(Arena *arena, const char *dir, Err *err)
{
    Run *run = begin_run(arena, dir, err);
    return run && read_metrics(run, arena, err) ? run : NULL;
}

static Run *read_texts(Arena *arena, const char *dir, Err *err)
{
    Run *run = begin_run(arena, dir, err);
    if (!run)
        return NULL;
    run->vocab = run_read_vocab(arena, dir, &run->n_vocab, err);
    if (!run->vocab) {
        err_prefix(err, "cannot use the run in %s", dir);
        return NULL;
    }
    if (!read_metrics(run, arena, err) || !read_samples(run, arena, err) || !read_generation(run, arena, err) ||
        !read_guess(run, arena, err) || !read_text(run, arena, err) || !read_merges(run, arena, err) || !read_gradients(run, arena, err) ||
        !read_chat(run, arena, err))
        return NULL;
    return run;
}

const Run *run_read_texts(Arena *arena, const char *dir, Err *err)
{
    return read_texts(arena, dir, err);
}

const Run *run_read(Arena *arena, const char *dir, Err *err)
{
    Run *run = read_texts(arena, dir, err);
    const bool ok =
        run && read_few_weights(run, arena, err) && read_descent(run, arena, err) &&
                    read_probe(run, arena, err) && read_snapshots(run, arena, err);
    return ok ? run : NULL;
}

const Tensor *run_tensor(const Run *run, ProbeTensor which)
{
    return run && run->probe ? tensor_find(&run->probe->file, PROBE_TENSORS[which].name) : NULL;
}

const RunMetric *run_best(const Run *run)
{
    const RunMetric *best = NULL;
    for (int i = 0; i < run->n_metrics; i++)
        if (!isnan(run->metrics[i].val_loss) && (!best || run->metrics[i].val_loss < best->val_loss))
            best = &run->metrics[i];
    return best;
}
