// writer_counts.c — counts as a member of run.json, also of one that was written without.
#include "model/run/writer_counts.h"

#include "model/run/json_in.h"
#include "model/run/writer.h"
#include "model/run/writer_file.h"

#include <string.h>

void writer_put_counts(JsonOut *out, const RunCounts *counts)
{
    json_out_key(out, "counts");
    json_out_begin(out, '{');
    json_out_int_at(out, "n_seen", counts->n_seen);
    json_out_int_at(out, "n_held_out", counts->n_held_out);
    json_out_key(out, "nats");
    json_out_begin(out, '[');
    for (int i = 0; i < counts->n_orders; i++)
        json_out_float(out, counts->nats[i]);
    json_out_end(out, ']');
    json_out_end(out, '}');
}

bool run_add_counts(const char *dir, const RunCounts *counts, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *path = path_join(&arena, dir, "run.json");
    size_t n_bytes = 0;
    JsonDoc doc = {.failed = true};
    const char *text = file_read(&arena, path, &n_bytes, err);
    bool ok = text && json_doc_parse(&doc, text, n_bytes, path, 0, err);
    if (ok) {
        JsonOut out;
        json_out_init_pretty(&out, RUN_JSON_FLAT_DEPTH);
        json_out_begin(&out, '{');
        for (const JsonMember *at = json_member_first(doc.root); at; at = json_member_next(doc.root, at)) {
            const char *key = json_member_key(at);
            if (strcmp(key, "counts") == 0)
                continue;
            json_out_key(&out, key);
            json_out_node(&out, json_member_value(at));
            if (strcmp(key, "corpus") == 0)
                writer_put_counts(&out, counts);
        }
        json_out_end(&out, '}');
        ok = writer_document(dir, "run.json", &out, err);
    }
    json_doc_finish(&doc);
    arena_finish(&arena);
    return ok;
}
