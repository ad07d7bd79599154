// config_file.c — reads and writes config.json by a table of its members.
#include "model/nn/config_file.h"

#include "engine/base/file.h"
#include "model/run/json_fields.h"

#include <string.h>

enum { MOST_OF_A_SIZE = 1 << 24 };

// ---- the members ----

// What is written for the activations; the first row of one is.
typedef struct Activation {
    const char *name;
    const GptActivation *activation;
    const GptGelu *gelu;
} Activation;

static const Activation ACTIVATIONS[] = {
    {"gelu_new", &GPT_ACTIVATIONS[GPT_ACTIVATION_GELU], &GPT_GELUS[GPT_GELU_TANH]},
    {"gelu_pytorch_tanh", &GPT_ACTIVATIONS[GPT_ACTIVATION_GELU], &GPT_GELUS[GPT_GELU_TANH]},
    {"gelu_fast", &GPT_ACTIVATIONS[GPT_ACTIVATION_GELU], &GPT_GELUS[GPT_GELU_TANH]},
    {"gelu", &GPT_ACTIVATIONS[GPT_ACTIVATION_GELU], &GPT_GELUS[GPT_GELU_ERF]},
    {"gelu_python", &GPT_ACTIVATIONS[GPT_ACTIVATION_GELU], &GPT_GELUS[GPT_GELU_ERF]},
    {"relu", &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU], &GPT_GELUS[GPT_GELU_ERF]},
    {"relu2", &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU2], &GPT_GELUS[GPT_GELU_ERF]},
    {0},
};

static const Choices ACTIVATION_CHOICES = {"activation function", ACTIVATIONS, sizeof *ACTIVATIONS};

// The file as it is.
typedef struct ConfigFile {
    GptConfig gpt;
    int64_t n_positions, n_inner;
    const Activation *activation;
    double embd_dropout, attn_dropout;
} ConfigFile;

#define FILE_AT(field) offsetof(ConfigFile, field)
#define GPT_AT(field) offsetof(ConfigFile, gpt.field)

// In the order in which they are written. "n_ctx" is the older name of "n_positions"; from "bias" on they are gptreel's
// own. To add one: a row.
static const Opt MEMBERS[] = {
    {"vocab_size", 0, OPT_INT, GPT_AT(n_vocab), NULL, NULL, 1, MOST_OF_A_SIZE},
    {"n_positions", 0, OPT_INT, FILE_AT(n_positions), NULL, NULL, 1, 1e6},
    {"n_ctx", 0, OPT_INT, GPT_AT(n_ctx), NULL, NULL, 1, 1e6},
    {"n_embd", 0, OPT_INT, GPT_AT(n_embd), NULL, NULL, 1, 100000},
    {"n_layer", 0, OPT_INT, GPT_AT(n_layer), NULL, NULL, 0, 1000},
    {"n_head", 0, OPT_INT, GPT_AT(n_head), NULL, NULL, 1, 1000},
    {"n_inner", 0, OPT_INT, FILE_AT(n_inner), NULL, NULL, 0, MOST_OF_A_SIZE},
    {"activation_function", 0, OPT_CHOICE, FILE_AT(activation), NULL, NULL, 0, 0, &ACTIVATION_CHOICES},
    {"layer_norm_epsilon", 0, OPT_REAL, GPT_AT(norm_eps), NULL, NULL, 0, 1},
    {"embd_pdrop", 0, OPT_REAL, FILE_AT(embd_dropout), NULL, NULL, 0, 0},
    {"attn_pdrop", 0, OPT_REAL, FILE_AT(attn_dropout), NULL, NULL, 0, 0},
    {"resid_pdrop", 0, OPT_REAL, GPT_AT(dropout), NULL, NULL, 0, 0},
    {"tie_word_embeddings", 0, OPT_FLAG, GPT_AT(tied_head), NULL, NULL, 0, 0},
    {"bias", 0, OPT_FLAG, GPT_AT(bias), NULL, NULL, 0, 0},
    {"norm", 0, OPT_CHOICE, GPT_AT(norm), NULL, NULL, 0, 0, &GPT_NORM_CHOICES},
    {"embed_norm", 0, OPT_FLAG, GPT_AT(embed_norm), NULL, NULL, 0, 0},
    {"qk_norm", 0, OPT_FLAG, GPT_AT(qk_norm), NULL, NULL, 0, 0},
    {"positions", 0, OPT_CHOICE, GPT_AT(positions), NULL, NULL, 0, 0, &GPT_POSITIONS_CHOICES},
    {"rotary_base", 0, OPT_REAL, GPT_AT(rotary_base), NULL, NULL, 1, 1e9},
    {"head_width", 0, OPT_INT, GPT_AT(head_width), NULL, NULL, 0, 100000},
    {"initializer_range", 0, OPT_REAL, GPT_AT(init_std), NULL, NULL, 0, 0},
    {"lm_head", 0, OPT_FLAG, GPT_AT(lm_head), NULL, NULL, 0, 0},
    {"logit_cap", 0, OPT_REAL, GPT_AT(logit_cap), NULL, NULL, 0, 1e6},
    {"n_kv_head", 0, OPT_INT, GPT_AT(n_kv_head), NULL, NULL, 0, 1000},
    {"attention", 0, OPT_FLAG, GPT_AT(attention), NULL, NULL, 0, 0},
    {"mlp", 0, OPT_FLAG, GPT_AT(mlp), NULL, NULL, 0, 0},
    {"residual", 0, OPT_FLAG, GPT_AT(residual), NULL, NULL, 0, 0},
    {0},
};

// ---- reading ----

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

// A token's id; of a list of them the first. `absent` where there is none, or one beyond the vocabulary.
static int64_t token_id(JsonDoc *doc, const char *key, int64_t n_vocab, int64_t absent)
{
    JsonDoc quiet = *doc;
    quiet.err = NULL;
    const JsonNode *list = json_doc_list(doc->root, key);
    const int64_t id = list && json_node_count(list) > 0
                           ? json_node_int(&quiet, json_node_at(list, 0), key, 0, n_vocab - 1)
                           : json_doc_int_or(&quiet, doc->root, key, 0, n_vocab - 1, absent);
    return quiet.failed ? absent : id;
}

static void check_sizes(JsonDoc *doc)
{
    static const char *const NEEDED[] = {"vocab_size", "n_layer", "n_head", "n_embd"};
    for (size_t i = 0; i < sizeof NEEDED / sizeof NEEDED[0]; i++)
        if (!json_doc_has(doc->root, NEEDED[i]))
            json_doc_fail(doc, "\"%s\" is missing", NEEDED[i]);
    if (!json_doc_has(doc->root, "n_positions") && !json_doc_has(doc->root, "n_ctx"))
        json_doc_fail(doc, "\"n_positions\" is missing");
}

static void take_config(GptConfig *config, JsonDoc *doc, Arena *arena)
{
    const GptConfig usual = gpt_config_default();
    ConfigFile file = {.gpt = usual, .activation = &ACTIVATIONS[0]};
    file.gpt.head_width = 0;
    check_sizes(doc);
    json_doc_fields(doc, doc->root, MEMBERS, &file, arena);
    if (doc->failed)
        return;
    *config = file.gpt;
    config->begin_id = token_id(doc, "bos_token_id", config->n_vocab, usual.begin_id);
    config->end_id = token_id(doc, "eos_token_id", config->n_vocab, usual.end_id);
    config->activation = file.activation->activation;
    config->gelu = file.activation->gelu;
    config->dropout = usual.dropout;
    config->init_std = usual.init_std;
    if (file.n_positions > 0) // where both stand, the embedding table is as long as this one
        config->n_ctx = file.n_positions;
    const bool has_inner = json_doc_has(doc->root, "n_inner");
    if (!json_doc_has(doc->root, "mlp"))
        config->mlp = !has_inner || file.n_inner > 0;
    if (has_inner)
        config->n_hidden = file.n_inner;
    *config = gpt_config_plain(*config);
}

bool config_file_read(GptConfig *config, bool *says_bias, Arena *arena, const char *path, Err *err)
{
    size_t n_bytes = 0;
    const char *text = file_read(arena, path, &n_bytes, err);
    JsonDoc doc;
    if (!text)
        return false;
    if (json_doc_parse(&doc, text, n_bytes, path, 0, err)) {
        if (!json_node_is_object(doc.root))
            json_doc_fail(&doc, "not a JSON object");
        else if (check_plain(&doc, arena))
            take_config(config, &doc, arena);
        *says_bias = json_doc_has(doc.root, "bias");
    }
    const bool ok = !doc.failed;
    json_doc_finish(&doc);
    return ok && (gpt_config_check(config, err) || err_prefix(err, "%s", path));
}

// ---- writing ----

// What is absent Hugging Face takes for GPT-2's, so none is said as well.
static void put_token_id(JsonOut *out, const char *key, int64_t id)
{
    json_out_key(out, key);
    if (id < 0)
        json_out_null(out);
    else
        json_out_int(out, id);
}

bool config_file_write(const char *dir, const GptConfig *config, Err *err)
{
    ConfigFile file = {
        .gpt = *config,
        .n_positions = config->n_ctx,
        .n_inner = gpt_hidden_width(config),
        .activation = ACTIVATIONS,
        .embd_dropout = config->dropout,
        .attn_dropout = config->dropout,
    };
    file.gpt.head_width = gpt_head_width(config);
    file.gpt.n_kv_head = gpt_kv_heads(config);
    while (file.activation->activation != config->activation ||
           (!config->activation->is_relu && file.activation->gelu != config->gelu))
        file.activation++;
    Arena arena;
    arena_init(&arena);
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '{');
    json_out_key(&out, "architectures");
    json_out_begin(&out, '[');
    json_out_text(&out, gpt_is_gpt2(config) ? "GPT2LMHeadModel" : "GptreelForCausalLM");
    json_out_end(&out, ']');
    json_out_text_at(&out, "model_type", gpt_is_gpt2(config) ? "gpt2" : "gptreel");
    put_token_id(&out, "bos_token_id", config->begin_id);
    put_token_id(&out, "eos_token_id", config->end_id);
    json_out_fields(&out, MEMBERS, &file);
    json_out_end(&out, '}');
    json_out_newline(&out);
    const bool ok = file_write(path_join(&arena, dir, "config.json"), out.text, out.n_bytes, err);
    json_out_finish(&out);
    arena_finish(&arena);
    return ok;
}
