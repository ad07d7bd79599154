// reader_text.c — text.json: what the text of a run holds.
#include "engine/base/file.h"
#include "model/run/reader.h"

#include <string.h>

// The whole numbers of an array, of which there are n unless n is 0: `n_items` then gets how many there are.
static int64_t *take_numbers(JsonDoc *doc, Arena *arena, const JsonNode *list, const char *what, int n, int64_t most,
                             int *n_items)
{
    const int64_t found = json_node_count(list);
    if (!doc->failed && (found == 0 || found > INT32_MAX || (n > 0 && found != n)))
        json_doc_fail(doc, "\"%s\" has %lld numbers", what, (long long)found);
    int64_t *numbers = ARENA_ARRAY(arena, int64_t, doc->failed ? 0 : (int)found);
    for (int64_t i = 0; i < found && !doc->failed; i++)
        numbers[i] = json_node_int(doc, json_node_at(list, i), what, 0, most);
    if (n_items)
        *n_items = doc->failed ? 0 : (int)found;
    return numbers;
}

static int64_t *numbers_of(JsonDoc *doc, Arena *arena, const JsonNode *object, const char *key, int n, int64_t most,
                           int *n_items)
{
    return take_numbers(doc, arena, json_doc_array(doc, object, key, true), key, n, most, n_items);
}

static int32_t *as_ids(Arena *arena, const int64_t *numbers, int n)
{
    int32_t *ids = ARENA_ARRAY(arena, int32_t, n);
    for (int i = 0; i < n; i++)
        ids[i] = (int32_t)numbers[i];
    return ids;
}

static void take_windows(RunText *text, JsonDoc *doc, Arena *arena, int64_t n_vocab)
{
    text->starts = numbers_of(doc, arena, doc->root, "starts", 0, text->n_train, &text->n_windows);
    const JsonNode *windows = json_doc_array(doc, doc->root, "windows", true);
    text->n_window = (int)json_node_count(json_node_at(windows, 0)) - 1;
    if (!doc->failed && (json_node_count(windows) != text->n_windows || text->n_window < 1))
        json_doc_fail(doc, "\"windows\" are not as many as \"starts\", or empty");
    int32_t *ids = ARENA_ARRAY(arena, int32_t, doc->failed ? 0 : text->n_windows * (text->n_window + 1));
    for (int i = 0; i < text->n_windows && !doc->failed; i++) {
        const int n = text->n_window + 1;
        const int64_t *row = take_numbers(doc, arena, json_node_at(windows, i), "windows", n, n_vocab - 1, NULL);
        for (int k = 0; k < n && !doc->failed; k++)
            ids[i * n + k] = (int32_t)row[k];
    }
    text->windows = ids;
}

static void take_pairs(RunText *text, JsonDoc *doc, Arena *arena)
{
    const JsonNode *pairs = json_doc_object(doc, doc->root, "pairs", true);
    if (doc->failed)
        return;
    text->pair_vocab = numbers_of(doc, arena, pairs, "vocab", 0, INT32_MAX, &text->n_pairs);
    text->pair_tokens = numbers_of(doc, arena, pairs, "tokens", text->n_pairs, INT64_MAX, NULL);
    const int64_t *ids = numbers_of(doc, arena, pairs, "line_ids", 0, INT32_MAX, &text->n_pair_ids);
    text->pair_ids = as_ids(arena, ids, text->n_pair_ids);
    const JsonNode *texts = json_doc_array(doc, pairs, "line_texts", true);
    const char **words = ARENA_ARRAY(arena, const char *, text->n_pair_ids);
    for (int i = 0; i < text->n_pair_ids && !doc->failed; i++) {
        words[i] = json_node_plain(json_node_at(texts, i), arena);
        if (!words[i])
            json_doc_fail(doc, "\"line_texts\" are not as many as \"line_ids\"");
    }
    text->pair_texts = words;
}

bool read_text(Run *run, Arena *arena, Err *err)
{
    const char *path = path_join(arena, run->dir, "text.json");
    if (!file_exists(path))
        return true;
    JsonDoc doc;
    if (read_json_object(&doc, arena, path, err)) {
        RunText *text = ARENA_NEW(arena, RunText);
        text->n_train = json_doc_int(&doc, doc.root, "n_train", 1, INT64_MAX);
        text->n_val = json_doc_int(&doc, doc.root, "n_val", 0, INT64_MAX);
        text->opening = arena_strdup(arena, json_doc_text(&doc, doc.root, "opening"));
        text->symbol_counts =
            numbers_of(&doc, arena, doc.root, "symbol_counts", (int)run->n_vocab, INT64_MAX, NULL);
        text->line = arena_strdup(arena, json_doc_text(&doc, doc.root, "line"));
        const int64_t *ids = numbers_of(&doc, arena, doc.root, "line_ids", 0, run->n_vocab - 1, &text->n_line);
        text->line_ids = as_ids(arena, ids, text->n_line);
        take_windows(text, &doc, arena, run->n_vocab);
        take_pairs(text, &doc, arena);
        run->text = text;
    }
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    return ok;
}
