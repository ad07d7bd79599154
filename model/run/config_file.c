// config_file.c — reads config.json.
#include "model/run/config_file.h"

#include "engine/base/file.h"
#include "model/run/json_in.h"

#include <math.h>
#include <string.h>

enum { MOST_OF_A_SIZE = 1 << 24 };

// Values that a plain GPT-2, or a model of gptreel, has; a file may say them or say nothing. To add one: a row.
static const struct {
    const char *key, *value, *or_value;
} PLAIN[] = {
    {"model_type", "gpt2", "gptreel"},
    {"scale_attn_weights", "true", NULL},
    {"scale_attn_by_inverse_layer_idx", "false", NULL},
    {"add_cross_attention", "false", NULL},
    {"is_encoder_decoder", "false", NULL},
};

// Members that must be absent or empty.
static const char *const FOREIGN[] = {"quantization_config", "pruned_heads"};

static bool is_one_of(const char *value, const char *one, const char *other)
{
    return value && (strcmp(value, one) == 0 || (other && strcmp(value, other) == 0));
}

static bool check_plain(JsonDoc *doc, Arena *arena)
{
    for (const JsonMember *at = json_member_first(doc->root); at && !doc->failed;
         at = json_member_next(doc->root, at)) {
        const char *key = json_member_key(at);
        if (!json_doc_has(doc->root, key))
            continue;
        const char *value = json_node_plain(json_member_value(at), arena);
        for (size_t i = 0; i < sizeof PLAIN / sizeof PLAIN[0]; i++)
            if (strcmp(PLAIN[i].key, key) == 0 && !is_one_of(value, PLAIN[i].value, PLAIN[i].or_value))
                json_doc_fail(doc, "\"%s\" is %s; only models whose is %s can be worked with", key,
                              value ? value : "no plain value", PLAIN[i].value);
        for (size_t i = 0; i < sizeof FOREIGN / sizeof FOREIGN[0]; i++)
            if (strcmp(FOREIGN[i], key) == 0 && (value || json_node_count(json_member_value(at)) > 0))
                json_doc_fail(doc, "it has a \"%s\"; such models cannot be worked with", key);
    }
    return !doc->failed;
}

static void take_more(RunModelConfig *config, Arena *arena, const JsonDoc *doc)
{
    RunField *fields = ARENA_ARRAY(arena, RunField, json_node_count(doc->root));
    for (const JsonMember *at = json_member_first(doc->root); at; at = json_member_next(doc->root, at)) {
        const char *text = json_node_plain(json_member_value(at), arena);
        if (text)
            fields[config->n_more++] =
                (RunField){.name = arena_strdup(arena, json_member_key(at)), .kind = OPT_STRING, .text = text};
    }
    config->more = fields;
}

static void take_config(RunModelConfig *config, Arena *arena, JsonDoc *doc)
{
    const JsonNode *root = doc->root;
    config->n_vocab = json_doc_int(doc, root, "vocab_size", 1, MOST_OF_A_SIZE);
    config->n_layer = json_doc_int(doc, root, "n_layer", 0, MOST_OF_A_SIZE);
    config->n_head = json_doc_int(doc, root, "n_head", 1, MOST_OF_A_SIZE);
    config->n_embd = json_doc_int(doc, root, "n_embd", 1, MOST_OF_A_SIZE);
    // "n_ctx" is the older name; where both stand, the embedding table is as long as "n_positions".
    const char *n_ctx = json_doc_has(root, "n_positions") ? "n_positions" : "n_ctx";
    config->n_ctx = json_doc_int(doc, root, n_ctx, 1, MOST_OF_A_SIZE);
    config->n_hidden = json_doc_int_or(doc, root, "n_inner", 0, MOST_OF_A_SIZE, 4 * config->n_embd);
    config->activation = arena_strdup(arena, json_doc_text_or(doc, root, "activation_function", "gelu_new"));
    config->tied_head = json_doc_flag_or(doc, root, "tie_word_embeddings", true);
    config->norm_epsilon = json_doc_real(doc, root, "layer_norm_epsilon");
    if (isnan(config->norm_epsilon))
        config->norm_epsilon = 1e-5;
    config->dropout = json_doc_real(doc, root, "resid_pdrop");
    take_more(config, arena, doc);
}

bool config_file_read(RunModelConfig *config, Arena *arena, const char *path, Err *err)
{
    size_t n_bytes = 0;
    *config = (RunModelConfig){.n_layer = 0};
    const char *text = file_read(arena, path, &n_bytes, err);
    JsonDoc doc;
    if (!text)
        return false;
    if (json_doc_parse(&doc, text, n_bytes, path, 0, err)) {
        if (!json_node_is_object(doc.root))
            json_doc_fail(&doc, "not a JSON object");
        else if (check_plain(&doc, arena))
            take_config(config, arena, &doc);
    }
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    return ok;
}
