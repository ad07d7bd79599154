// token_frame.c — TemplateProcessing, read and written.
#include "model/run/token_frame.h"

#include <string.h>

enum { MOST_AROUND = 64 }; // tokens before a text, or behind it

// A frame under way.
typedef struct Reading {
    TokenFrame *frame;
    Arena *arena;
    JsonDoc *doc;
    const bool *is_added; // [n_tokens]
    int32_t n_tokens;
} Reading;

// Appends the ids of one special token of the template, which "special_tokens" gives by its name.
static void take_special(const Reading *reading, const JsonNode *step, const JsonNode *named, bool behind)
{
    TokenFrame *frame = reading->frame;
    JsonDoc *doc = reading->doc;
    const char *name = json_doc_text(doc, step, "id");
    const JsonNode *special = doc->failed ? NULL : json_doc_object(doc, named, name, true);
    const JsonNode *ids = json_doc_array(doc, special, "ids", true);
    int32_t *items = behind ? frame->tail : frame->lead, *n = behind ? &frame->n_tail : &frame->n_lead;
    for (int64_t i = 0; i < json_node_count(ids) && !doc->failed; i++) {
        const int64_t id =
            json_node_int(doc, json_node_at(ids, i), "an id in \"post_processor\"", 0, reading->n_tokens - 1);
        if (!doc->failed && !reading->is_added[id])
            json_doc_fail(doc, "\"post_processor\" names %lld, which is no added token", (long long)id);
        if (*n == MOST_AROUND)
            json_doc_fail(doc, "\"post_processor\" puts more than %d tokens around a text", (int)MOST_AROUND);
        else
            items[(*n)++] = (int32_t)id;
    }
}

// "single": [{"SpecialToken": {"id": "<s>"}}, {"Sequence": {"id": "A"}}]
static void take_template(const Reading *reading, const JsonNode *processor)
{
    JsonDoc *doc = reading->doc;
    const JsonNode *steps = json_doc_array(doc, processor, "single", true);
    const JsonNode *named = json_doc_object(doc, processor, "special_tokens", true);
    reading->frame->lead = ARENA_ARRAY(reading->arena, int32_t, MOST_AROUND);
    reading->frame->tail = ARENA_ARRAY(reading->arena, int32_t, MOST_AROUND);
    bool behind = false;
    for (int64_t i = 0; i < json_node_count(steps) && !doc->failed; i++) {
        const JsonNode *step = json_node_at(steps, i);
        const JsonNode *special = json_doc_object(doc, step, "SpecialToken", false);
        if (special)
            take_special(reading, special, named, behind);
        else if (behind || !json_doc_object(doc, step, "Sequence", false))
            json_doc_fail(doc, "its \"TemplateProcessing\" is not of one text with special tokens around it");
        else
            behind = true;
    }
    if (!behind)
        json_doc_fail(doc, "its \"TemplateProcessing\" has no place for the text");
}

static void take_processor(const Reading *reading, const JsonNode *processor)
{
    const char *type = json_doc_text_or(reading->doc, processor, "type", "");
    if (strcmp(type, "TemplateProcessing") == 0 && !reading->frame->lead)
        take_template(reading, processor);
    else if (strcmp(type, "ByteLevel") != 0)
        json_doc_fail(reading->doc, "its \"post_processor\" is of type \"%s\"; read are ByteLevel and one TemplateProcessing", type);
}

bool token_frame_parse(TokenFrame *frame, Arena *arena, JsonDoc *doc, const bool *is_added, int32_t n_tokens)
{
    const Reading reading = {frame, arena, doc, is_added, n_tokens};
    *frame = (TokenFrame){.n_lead = 0};
    const JsonNode *processor = json_doc_object(doc, doc->root, "post_processor", false);
    if (!processor)
        return !doc->failed;
    if (strcmp(json_doc_text_or(doc, processor, "type", ""), "Sequence") != 0) {
        take_processor(&reading, processor);
        return !doc->failed;
    }
    const JsonNode *steps = json_doc_array(doc, processor, "processors", true);
    for (int64_t i = 0; i < json_node_count(steps) && !doc->failed; i++)
        take_processor(&reading, json_node_at(steps, i));
    return !doc->failed;
}

// ---- writing ----

static void put_special(JsonOut *out, const BpeVocab *vocab, int32_t id, int64_t type)
{
    json_out_begin(out, '{');
    json_out_key(out, "SpecialToken");
    json_out_begin(out, '{');
    json_out_text_at(out, "id", vocab->tokens[id].bytes);
    json_out_int_at(out, "type_id", type);
    json_out_end(out, '}');
    json_out_end(out, '}');
}

// Text A, or B, with the tokens around it.
static void put_text(JsonOut *out, const BpeVocab *vocab, const char *name, int64_t type)
{
    for (int32_t i = 0; i < vocab->n_lead; i++)
        put_special(out, vocab, vocab->lead[i], type);
    json_out_begin(out, '{');
    json_out_key(out, "Sequence");
    json_out_begin(out, '{');
    json_out_text_at(out, "id", name);
    json_out_int_at(out, "type_id", type);
    json_out_end(out, '}');
    json_out_end(out, '}');
    for (int32_t i = 0; i < vocab->n_tail; i++)
        put_special(out, vocab, vocab->tail[i], type);
}

// The tokens around a text one behind the other.
static int32_t around(const BpeVocab *vocab, int32_t i)
{
    return i < vocab->n_lead ? vocab->lead[i] : vocab->tail[i - vocab->n_lead];
}

static bool stands_before(const BpeVocab *vocab, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        if (around(vocab, i) == around(vocab, n))
            return true;
    return false;
}

static void put_names(JsonOut *out, const BpeVocab *vocab)
{
    json_out_key(out, "special_tokens");
    json_out_begin(out, '{');
    for (int32_t i = 0; i < vocab->n_lead + vocab->n_tail; i++) {
        const int32_t id = around(vocab, i);
        if (stands_before(vocab, i))
            continue;
        json_out_key(out, vocab->tokens[id].bytes);
        json_out_begin(out, '{');
        json_out_text_at(out, "id", vocab->tokens[id].bytes);
        json_out_key(out, "ids");
        json_out_begin(out, '[');
        json_out_int(out, id);
        json_out_end(out, ']');
        json_out_key(out, "tokens");
        json_out_begin(out, '[');
        json_out_text(out, vocab->tokens[id].bytes);
        json_out_end(out, ']');
        json_out_end(out, '}');
    }
    json_out_end(out, '}');
}

void token_frame_put(JsonOut *out, const BpeVocab *vocab)
{
    if (vocab->n_lead + vocab->n_tail == 0) {
        json_out_null(out);
        return;
    }
    json_out_begin(out, '{');
    json_out_text_at(out, "type", "TemplateProcessing");
    json_out_key(out, "single");
    json_out_begin(out, '[');
    put_text(out, vocab, "A", 0);
    json_out_end(out, ']');
    json_out_key(out, "pair");
    json_out_begin(out, '[');
    put_text(out, vocab, "A", 0);
    put_text(out, vocab, "B", 1);
    json_out_end(out, ']');
    put_names(out, vocab);
    json_out_end(out, '}');
}
