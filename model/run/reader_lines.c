// reader_lines.c — the files of JSON lines, metrics.jsonl and the like, into a Run.
#include "engine/base/file.h"
#include "model/run/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NOTES = 20 };

void read_note(Run *run, Arena *arena, const char *note)
{
    if (!run->notes)
        run->notes = ARENA_ARRAY(arena, const char *, MOST_NOTES);
    if (run->n_notes < MOST_NOTES)
        ((const char **)run->notes)[run->n_notes++] = note;
}

void read_note_torn(Run *run, Arena *arena, const JsonLines *lines)
{
    if (lines->torn)
        read_note(run, arena, arena_printf(arena, "%s, line %lld: broken off within, skipped", lines->path,
                                           (long long)lines->line));
}

// Of n_lines alike the first one is named.
static void note_lines(Run *run, Arena *arena, const JsonLines *lines, int64_t first, int n_lines, const char *what)
{
    if (n_lines == 0)
        return;
    const char *more = n_lines > 1 ? arena_printf(arena, "; so in %d lines", n_lines) : "";
    read_note(run, arena, arena_printf(arena, "%s, line %lld: %s%s", lines->path, (long long)first, what, more));
}

// Steps must rise.
static bool check_step(JsonDoc *doc, int64_t step, int64_t step_before)
{
    if (doc->failed || step > step_before)
        return !doc->failed;
    return json_doc_fail(doc, "step %lld comes after step %lld", (long long)step, (long long)step_before);
}

static RunMetric metric_of(JsonDoc *doc)
{
    const JsonNode *root = doc->root;
    return (RunMetric){
        .step = json_doc_int(doc, root, "step", 0, INT64_MAX),
        .n_tokens = json_doc_int_or(doc, root, "tokens", 0, INT64_MAX, 0),
        .loss = json_doc_real(doc, root, "loss"),
        .val_loss = json_doc_real(doc, root, "val_loss"),
        .lr = json_doc_real(doc, root, "lr"),
        .grad_norm = json_doc_real(doc, root, "grad_norm"),
        .reward = json_doc_real(doc, root, "reward"),
        .tool_rate = json_doc_real(doc, root, "tool_rate"),
        .answer_tokens = json_doc_real(doc, root, "answer_tokens"),
        .step_ms = json_doc_real(doc, root, "step_ms"),
        .tokens_per_s = json_doc_real(doc, root, "tokens_per_s"),
    };
}

bool read_metrics(Run *run, Arena *arena, Err *err)
{
    JsonLines lines;
    bool absent;
    if (!json_lines_open(&lines, arena, path_join(arena, run->dir, "metrics.jsonl"), &absent, err))
        return false;
    lines.nan_as_null = true;
    RunMetric *metrics = NULL;
    int n = 0, capacity = 0, n_skipped = 0;
    int64_t skipped_line = 0;
    while (json_lines_next(&lines, err)) {
        metrics = mem_grow(metrics, n, &capacity, sizeof *metrics);
        metrics[n] = metric_of(&lines.doc);
        if (lines.doc.failed)
            break;
        if (n == 0 || metrics[n].step > metrics[n - 1].step)
            n++;
        else if (n_skipped++ == 0)
            skipped_line = lines.line;
    }
    run->metrics = arena_memdup(arena, metrics, sizeof *metrics * (size_t)n);
    run->n_metrics = n;
    note_lines(run, arena, &lines, skipped_line, n_skipped, "its step does not come after the one before, skipped");
    note_lines(run, arena, &lines, lines.nan_line, lines.n_nan, "a value is not a finite number, left out");
    read_note_torn(run, arena, &lines);
    json_lines_close(&lines);
    free(metrics);
    return !lines.doc.failed;
}

bool read_samples(Run *run, Arena *arena, Err *err)
{
    JsonLines lines;
    bool absent;
    if (!json_lines_open(&lines, arena, path_join(arena, run->dir, "samples.jsonl"), &absent, err))
        return false;
    RunSample *samples = NULL, *more = NULL;
    int n = 0, capacity = 0, n_more = 0, more_capacity = 0;
    while (json_lines_next(&lines, err)) {
        JsonDoc *doc = &lines.doc;
        const RunSample sample = {
            .step = json_doc_int(doc, doc->root, "step", 0, INT64_MAX),
            .prompt = arena_strdup(arena, json_doc_text_or(doc, doc->root, "prompt", "")),
            .text = arena_strdup(arena, json_doc_text(doc, doc->root, "text")),
        };
        const int64_t step_before = n > 0 ? samples[n - 1].step : -1;
        if (!doc->failed && sample.step == step_before) {
            more = arena_grow(arena, more, n_more, &more_capacity, sizeof *more);
            more[n_more++] = sample;
            continue;
        }
        if (!check_step(doc, sample.step, step_before))
            break;
        samples = arena_grow(arena, samples, n, &capacity, sizeof *samples);
        samples[n++] = sample;
    }
    run->samples = samples;
    run->n_samples = n;
    run->more_samples = more;
    run->n_more_samples = n_more;
    read_note_torn(run, arena, &lines);
    json_lines_close(&lines);
    return !lines.doc.failed;
}

// ---- gradients ----

// The names in the "norms" of the first line.
static void take_groups(Run *run, Arena *arena, const JsonNode *norms)
{
    const char **groups = ARENA_ARRAY(arena, const char *, json_node_count(norms));
    run->n_gradient_groups = 0;
    for (const JsonMember *at = json_member_first(norms); at; at = json_member_next(norms, at))
        groups[run->n_gradient_groups++] = arena_strdup(arena, json_member_key(at));
    run->gradient_groups = groups;
}

static const double *norms_of(JsonDoc *doc, const Run *run, Arena *arena)
{
    const JsonNode *norms = json_doc_object(doc, doc->root, "norms", true);
    double *values = ARENA_ARRAY(arena, double, run->n_gradient_groups);
    for (int i = 0; i < run->n_gradient_groups && !doc->failed; i++) {
        if (json_node_count(norms) != run->n_gradient_groups || !json_doc_has(norms, run->gradient_groups[i]))
            json_doc_fail(doc, "\"norms\" has other groups than the first line");
        values[i] = json_doc_real(doc, norms, run->gradient_groups[i]);
    }
    return values;
}

bool read_gradients(Run *run, Arena *arena, Err *err)
{
    JsonLines lines;
    bool absent;
    if (!json_lines_open(&lines, arena, path_join(arena, run->dir, "gradients.jsonl"), &absent, err))
        return false;
    RunGradient *gradients = NULL;
    int n = 0, capacity = 0;
    for (; json_lines_next(&lines, err); n++) {
        JsonDoc *doc = &lines.doc;
        if (n == 0)
            take_groups(run, arena, json_doc_object(doc, doc->root, "norms", true));
        gradients = arena_grow(arena, gradients, n, &capacity, sizeof *gradients);
        gradients[n] = (RunGradient){
            .step = json_doc_int(doc, doc->root, "step", 0, INT64_MAX),
            .norms = norms_of(doc, run, arena),
        };
        if (!check_step(doc, gradients[n].step, n > 0 ? gradients[n - 1].step : -1))
            break;
    }
    run->gradients = gradients;
    run->n_gradients = n;
    read_note_torn(run, arena, &lines);
    json_lines_close(&lines);
    return !lines.doc.failed;
}

// ---- merges ----

bool read_merges(Run *run, Arena *arena, Err *err)
{
    JsonLines lines;
    bool absent;
    if (!json_lines_open(&lines, arena, path_join(arena, run->dir, "merges.jsonl"), &absent, err))
        return false;
    RunMerge *merges = NULL;
    int n = 0, capacity = 0;
    const int64_t last_id = run->n_vocab - 1;
    for (; json_lines_next(&lines, err); n++) {
        JsonDoc *doc = &lines.doc;
        merges = arena_grow(arena, merges, n, &capacity, sizeof *merges);
        merges[n] = (RunMerge){
            .id = (int32_t)json_doc_int(doc, doc->root, "id", 0, last_id),
            .left = (int32_t)json_doc_int(doc, doc->root, "left", 0, last_id),
            .right = (int32_t)json_doc_int(doc, doc->root, "right", 0, last_id),
            .count = json_doc_int(doc, doc->root, "count", 0, INT64_MAX),
            .n_tokens = json_doc_int(doc, doc->root, "n_tokens", 0, INT64_MAX),
        };
        if (doc->failed)
            break;
    }
    run->merges = merges;
    run->n_merges = n;
    read_note_torn(run, arena, &lines);
    json_lines_close(&lines);
    return !lines.doc.failed;
}

// ---- generation ----

static double probability(JsonDoc *doc, double p, const char *what)
{
    if (!doc->failed && !(p >= 0 && p <= 1.0001))
        json_doc_fail(doc, "%s is not a probability", what);
    return p;
}

static const RunCandidate *top_of(JsonDoc *doc, const JsonNode *node, Arena *arena, const Run *run, int *n_top)
{
    const JsonNode *top = json_doc_array(doc, node, "top", false);
    const int64_t n = top ? json_node_count(top) : 0;
    if (n > run->n_vocab) {
        json_doc_fail(doc, "\"top\" has more items than the vocabulary");
        return NULL;
    }
    RunCandidate *candidates = ARENA_ARRAY(arena, RunCandidate, n);
    for (int64_t i = 0; i < n && !doc->failed; i++) {
        const JsonNode *pair = json_node_at(top, i);
        if (!json_node_is_array(pair) || json_node_count(pair) != 2) {
            json_doc_fail(doc, "\"top\" holds something else than [id, p]");
            break;
        }
        candidates[i].id = (int32_t)json_node_int(doc, json_node_at(pair, 0), "an id in \"top\"", 0, run->n_vocab - 1);
        candidates[i].p =
            probability(doc, json_node_real(doc, json_node_at(pair, 1), "a p in \"top\""), "a p in \"top\"");
        if (i > 0 && candidates[i].p > candidates[i - 1].p)
            json_doc_fail(doc, "\"top\" is not sorted by falling p");
    }
    *n_top = (int)n;
    return candidates;
}

static RunToken token_of(JsonDoc *doc, const JsonNode *node, Arena *arena, const Run *run)
{
    RunToken token = {
        .id = (int32_t)json_doc_int(doc, node, "id", 0, run->n_vocab - 1),
        .text = arena_strdup(arena, json_doc_text(doc, node, "text")),
        .p = probability(doc, json_doc_real(doc, node, "p"), "\"p\""),
        .p_other = json_doc_real(doc, node, "other"),
        .entropy_nats = json_doc_real(doc, node, "entropy"),
        .draw = json_doc_real(doc, node, "draw"),
    };
    token.top = top_of(doc, node, arena, run, &token.n_top);
    if (!doc->failed && !isnan(token.draw) && !(token.draw >= 0 && token.draw < 1))
        json_doc_fail(doc, "\"draw\" is not in [0, 1)");
    return token;
}

static RunGeneration head_of(JsonDoc *doc, Arena *arena, const Run *run)
{
    const JsonNode *root = doc->root;
    RunGeneration head = {
        .prompt = arena_strdup(arena, json_doc_text(doc, root, "prompt")),
        .temperature = json_doc_real(doc, root, "temperature"),
        .top_k = json_doc_int_or(doc, root, "top_k", 0, INT64_MAX, 0),
        .seed = json_doc_int_or(doc, root, "seed", INT64_MIN, INT64_MAX, 0),
        .n_ctx = json_doc_int_or(doc, root, "context", 0, INT32_MAX, run->n_ctx),
    };
    const JsonNode *ids = json_doc_array(doc, root, "prompt_ids", true);
    const int64_t n = ids && json_node_count(ids) <= INT32_MAX ? json_node_count(ids) : 0;
    int32_t *prompt_ids = ARENA_ARRAY(arena, int32_t, n);
    for (int64_t i = 0; i < n && !doc->failed; i++)
        prompt_ids[i] =
            (int32_t)json_node_int(doc, json_node_at(ids, i), "an id in \"prompt_ids\"", 0, run->n_vocab - 1);
    head.prompt_ids = prompt_ids;
    head.n_prompt = (int)n;
    return head;
}

bool read_generation(Run *run, Arena *arena, Err *err)
{
    JsonLines lines;
    bool absent;
    if (!json_lines_open(&lines, arena, path_join(arena, run->dir, "generation.jsonl"), &absent, err))
        return false;
    RunToken *tokens = NULL;
    int n = 0, capacity = 0;
    if (json_lines_next(&lines, err)) {
        RunGeneration *generation = ARENA_NEW(arena, RunGeneration);
        *generation = head_of(&lines.doc, arena, run);
        while (!lines.doc.failed && json_lines_next(&lines, err)) {
            tokens = mem_grow(tokens, n, &capacity, sizeof *tokens);
            tokens[n++] = token_of(&lines.doc, lines.doc.root, arena, run);
        }
        generation->tokens = arena_memdup(arena, tokens, sizeof *tokens * (size_t)n);
        generation->n_tokens = n;
        run->generation = generation;
    }
    read_note_torn(run, arena, &lines);
    json_lines_close(&lines);
    free(tokens);
    return !lines.doc.failed;
}

// Of which the same holds as of the guess: it is of the same token, which is above 0.
static const RunToken *untrained_of(JsonDoc *doc, Arena *arena, const Run *run, const RunToken *trained)
{
    const JsonNode *node = json_doc_object(doc, doc->root, "untrained", false);
    if (!node || doc->failed)
        return NULL;
    RunToken *token = ARENA_NEW(arena, RunToken);
    *token = token_of(doc, node, arena, run);
    if (!doc->failed && (token->id != trained->id || !(token->p > 0)))
        json_doc_fail(doc, "\"untrained\" is of another token, or its \"p\" is not above 0");
    return token;
}

bool read_guess(Run *run, Arena *arena, Err *err)
{
    const char *path = path_join(arena, run->dir, "guess.json");
    if (!file_exists(path))
        return true;
    JsonDoc doc;
    if (read_json_object(&doc, arena, path, err)) {
        RunGuess *guess = ARENA_NEW(arena, RunGuess);
        *guess = (RunGuess){
            .before = arena_strdup(arena, json_doc_text(&doc, doc.root, "before")),
            .token = token_of(&doc, doc.root, arena, run),
            .after = arena_strdup(arena, json_doc_text(&doc, doc.root, "after")),
        };
        if (!doc.failed && !(guess->token.p > 0))
            json_doc_fail(&doc, "\"p\" is not above 0");
        guess->untrained = untrained_of(&doc, arena, run, &guess->token);
        run->guess = guess;
    }
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    return ok;
}
