// reader_chat.c — the files of JSON lines that run_chat.h describes, into a Run.
#include "engine/base/file.h"
#include "model/run/reader.h"

#include <math.h>
#include <string.h>

// ---- parts of a line ----

// Ids of the vocabulary, and as many flags, 0 or 1.
static int ids_of(JsonDoc *doc, Arena *arena, const Run *run, const JsonNode *object, const char *flags_key,
                  const int32_t **ids, const bool **flags)
{
    const JsonNode *id_list = json_doc_array(doc, object, "ids", true);
    const JsonNode *flag_list = json_doc_array(doc, object, flags_key, true);
    const int64_t n = id_list ? json_node_count(id_list) : 0;
    if (!doc->failed && (n > INT32_MAX || json_node_count(flag_list) != n))
        json_doc_fail(doc, "\"%s\" has another length than \"ids\"", flags_key);
    if (doc->failed)
        return 0;
    int32_t *read_ids = ARENA_ARRAY(arena, int32_t, n);
    bool *read_flags = ARENA_ARRAY(arena, bool, n);
    for (int64_t i = 0; i < n && !doc->failed; i++) {
        read_ids[i] = (int32_t)json_node_int(doc, json_node_at(id_list, i), "an id", 0, run->n_vocab - 1);
        read_flags[i] = json_node_int(doc, json_node_at(flag_list, i), "a flag", 0, 1) == 1;
    }
    *ids = read_ids;
    *flags = read_flags;
    return (int)n;
}

// A number in [0, 1]; NAN when it is absent.
static double share_of(JsonDoc *doc, const char *key)
{
    const double share = json_doc_real(doc, doc->root, key);
    if (!doc->failed && !isnan(share) && !(share >= 0 && share <= 1))
        json_doc_fail(doc, "\"%s\" is not between 0 and 1", key);
    return share;
}

static const char *text_of(JsonDoc *doc, Arena *arena, const JsonNode *object, const char *key)
{
    return arena_strdup(arena, json_doc_text(doc, object, key));
}

// ---- lines ----

static void take_mask(void *item, JsonDoc *doc, Arena *arena, const Run *run)
{
    RunMask *mask = item;
    mask->step = json_doc_int(doc, doc->root, "step", 0, INT64_MAX);
    mask->row = json_doc_int(doc, doc->root, "row", 0, INT64_MAX);
    mask->n = ids_of(doc, arena, run, doc->root, "learned", &mask->ids, &mask->learned);
    mask->text = text_of(doc, arena, doc->root, "text");
}

static void take_rollout(void *item, JsonDoc *doc, Arena *arena, const Run *run)
{
    RunRollout *rollout = item;
    rollout->step = json_doc_int(doc, doc->root, "step", 0, INT64_MAX);
    rollout->question = text_of(doc, arena, doc->root, "question");
    rollout->answer = text_of(doc, arena, doc->root, "answer");
    const JsonNode *list = json_doc_array(doc, doc->root, "samples", true);
    const int64_t n = list && json_node_count(list) <= INT32_MAX ? json_node_count(list) : 0;
    RunRolloutSample *samples = ARENA_ARRAY(arena, RunRolloutSample, n);
    for (int64_t i = 0; i < n && !doc->failed; i++) {
        const JsonNode *node = json_node_at(list, i);
        samples[i].n = ids_of(doc, arena, run, node, "forced", &samples[i].ids, &samples[i].forced);
        samples[i].text = text_of(doc, arena, node, "text");
        samples[i].reward = json_doc_real(doc, node, "reward");
        samples[i].advantage = json_doc_real(doc, node, "advantage");
    }
    rollout->samples = samples;
    rollout->n_samples = (int)n;
}

static void take_eval(void *item, JsonDoc *doc, Arena *arena, const Run *run)
{
    (void)run;
    *(RunEval *)item = (RunEval){
        .step = json_doc_int(doc, doc->root, "step", 0, INT64_MAX),
        .task = text_of(doc, arena, doc->root, "task"),
        .split = text_of(doc, arena, doc->root, "split"),
        .temperature = json_doc_real(doc, doc->root, "temperature"),
        .tool = json_doc_flag_or(doc, doc->root, "tool", false),
        .n = json_doc_int_or(doc, doc->root, "n", 0, INT64_MAX, 0),
        .n_samples = json_doc_int_or(doc, doc->root, "samples", 0, INT64_MAX, 0),
        .accuracy = share_of(doc, "accuracy"),
        .pass = share_of(doc, "pass"),
        .tool_rate = share_of(doc, "tool_rate"),
        .bits_per_byte = json_doc_real(doc, doc->root, "bits_per_byte"),
    };
}

static void take_time(void *item, JsonDoc *doc, Arena *arena, const Run *run)
{
    (void)arena;
    (void)run;
    *(RunTime *)item = (RunTime){
        .context = json_doc_int(doc, doc->root, "context", 1, INT64_MAX),
        .cached_ms = json_doc_real(doc, doc->root, "cached_ms"),
        .whole_ms = json_doc_real(doc, doc->root, "whole_ms"),
    };
}

static void take_turn(void *item, JsonDoc *doc, Arena *arena, const Run *run)
{
    RunTurn *turn = item;
    turn->role = text_of(doc, arena, doc->root, "role");
    if (!doc->failed && strcmp(turn->role, "user") != 0 && strcmp(turn->role, "assistant") != 0)
        json_doc_fail(doc, "\"role\" is neither \"user\" nor \"assistant\"");
    turn->n = ids_of(doc, arena, run, doc->root, "forced", &turn->ids, &turn->forced);
    turn->text = text_of(doc, arena, doc->root, "text");
}

// ---- files ----

// A file whose lines are items of `item_bytes`.
typedef struct Lines {
    const char *name;
    size_t item_bytes;
    void (*take)(void *item, JsonDoc *doc, Arena *arena, const Run *run);
} Lines;

static bool read_items(Run *run, Arena *arena, const Lines *kind, void **items, int *n_items, Err *err)
{
    JsonLines lines;
    bool absent;
    if (!json_lines_open(&lines, arena, path_join(arena, run->dir, kind->name), &absent, err))
        return false;
    char *all = NULL;
    int n = 0, room = 0;
    while (!lines.doc.failed && json_lines_next(&lines, err)) {
        all = arena_grow(arena, all, n, &room, kind->item_bytes);
        memset(all + (size_t)n * kind->item_bytes, 0, kind->item_bytes);
        kind->take(all + (size_t)n++ * kind->item_bytes, &lines.doc, arena, run);
    }
    *items = all;
    *n_items = n;
    read_note_torn(run, arena, &lines);
    json_lines_close(&lines);
    return !lines.doc.failed;
}

const RunEval *run_last_eval(const Run *run, const char *task, double temperature)
{
    const RunEval *last = NULL;
    for (int i = 0; i < run->n_evals; i++) {
        const RunEval *eval = &run->evals[i];
        const bool is_asked = eval->n_samples == 0 || (eval->tool && eval->temperature == temperature &&
                                                       strcmp(eval->split, "test") == 0);
        if (is_asked && strcmp(eval->task, task) == 0 && (!last || eval->step >= last->step))
            last = eval;
    }
    return last;
}

bool read_chat(Run *run, Arena *arena, Err *err)
{
    static const Lines MASKS = {"masks.jsonl", sizeof(RunMask), take_mask};
    static const Lines ROLLOUTS = {"rollouts.jsonl", sizeof(RunRollout), take_rollout};
    static const Lines EVALS = {"evals.jsonl", sizeof(RunEval), take_eval};
    static const Lines TIMES = {"times.jsonl", sizeof(RunTime), take_time};
    static const Lines DIALOGUE = {"dialogue.jsonl", sizeof(RunTurn), take_turn};
    void *masks, *rollouts, *evals, *times, *dialogue;
    if (!read_items(run, arena, &MASKS, &masks, &run->n_masks, err) ||
        !read_items(run, arena, &ROLLOUTS, &rollouts, &run->n_rollouts, err) ||
        !read_items(run, arena, &EVALS, &evals, &run->n_evals, err) ||
        !read_items(run, arena, &TIMES, &times, &run->n_times, err) ||
        !read_items(run, arena, &DIALOGUE, &dialogue, &run->n_dialogue, err))
        return false;
    run->masks = masks;
    run->rollouts = rollouts;
    run->evals = evals;
    run->times = times;
    run->dialogue = dialogue;
    return true;
}
