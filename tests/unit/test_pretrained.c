// test_pretrained.c — models in Hugging Face's layout: every form that the files may have, what weights_save writes,
// and what is refused.
#include "support_gpt.h"
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/infer/decoder.h"
#include "model/infer/pretrained.h"
#include "model/infer/sample.h"
#include "model/nn/random.h"
#include "model/train/settings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// ---- forms of files ----

enum { N_VOCAB = 11, N_EMBD = 8, N_CTX = 6, MOST_PARAMS = 40 };

static const char CONFIG[] = "{\"model_type\": \"gpt2\", \"vocab_size\": 11, \"n_positions\": 6, \"n_embd\": 8, "
                             "\"n_layer\": 2, \"n_head\": 2%s}";

// How a folder differs from the plain one.
typedef struct Form {
    const char *name;
    const char *prefix;
    TensorType type;
    bool transposed, untied, no_bias, masks, head_beside, sharded;
    int n_shift; // bytes that the header is too short for the data to be aligned
    const char *more; // in config.json
} Form;

static Gpt *made_gpt(const Form *form)
{
    Err err = {""};
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_layer = 2;
    settings.gpt.n_head = 2;
    settings.gpt.n_embd = N_EMBD;
    settings.gpt.n_ctx = N_CTX;
    settings.gpt.n_vocab = N_VOCAB;
    settings.gpt.gelu = &GPT_GELUS[GPT_GELU_TANH];
    settings.gpt.bias = !form->no_bias;
    settings.gpt.tied_head = !form->untied;
    Gpt *gpt = gpt_create(&settings.gpt, &err);
    assert_non_null(gpt);
    random_fill_normal(gpt->weights, (size_t)gpt->n_items, 4, random_stream(RANDOM_WEIGHTS, 0), 0);
    for (int64_t i = 0; i < gpt->n_items; i++) // values that every type holds exactly
        gpt->weights[i] = rintf(gpt->weights[i] * 16.0f) / 32.0f;
    return gpt;
}

static const float *transposed_values(Arena *arena, const Gpt *gpt, const GptParam *param)
{
    float *values = ARENA_ARRAY(arena, float, param->n_items);
    for (int64_t i = 0; i < param->n_items; i++)
        values[i % param->shape[1] * param->shape[0] + i / param->shape[1]] = gpt->weights[param->offset + i];
    return values;
}

static const double *doubles(Arena *arena, const float *values, int64_t n)
{
    double *wide = ARENA_ARRAY(arena, double, n);
    for (int64_t i = 0; i < n; i++)
        wide[i] = (double)values[i];
    return wide;
}

static int made_tensors(Temp *temp, const Gpt *gpt, const Form *form, TensorOut tensors[MOST_PARAMS])
{
    static const float NOTHING[N_CTX * N_CTX];
    int n = 0;
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        const bool head = strcmp(param->name, "lm_head.weight") == 0;
        TensorOut *out = &tensors[n++];
        *out = (TensorOut){
            .name = arena_printf(&temp->arena, "%s%s", head ? "" : form->prefix, param->name),
            .type = form->type,
            .n_dims = param->n_dims,
            .shape = {param->shape[0], param->shape[1]},
            .data = gpt->weights + param->offset,
        };
        if (form->transposed && param->n_dims == 2 && param->name[0] == 'h') {
            out->shape[0] = param->shape[1];
            out->shape[1] = param->shape[0];
            out->data = transposed_values(&temp->arena, gpt, param);
        }
    }
    for (int i = 0; i < n && form->type == TENSOR_F64; i++)
        tensors[i].data = doubles(&temp->arena, tensors[i].data, gpt->params[i].n_items);
    if (form->masks) {
        tensors[n++] = (TensorOut){arena_printf(&temp->arena, "%sh.0.attn.bias", form->prefix), form->type, 4,
                                   {1, 1, N_CTX, N_CTX}, NOTHING};
        tensors[n++] =
            (TensorOut){arena_printf(&temp->arena, "%sh.1.attn.masked_bias", form->prefix), form->type, 0, {0}, NOTHING};
    }
    if (form->head_beside)
        tensors[n++] =
            (TensorOut){"lm_head.weight", form->type, 2, {N_VOCAB, N_EMBD}, gpt->weights + gpt->wte};
    return n;
}

// Takes spaces from behind the header of a file, so that its data begins at any address.
static void shift_data(Temp *temp, const char *name, int n_bytes)
{
    Err err = {""};
    size_t size = 0;
    char *bytes = file_read(&temp->arena, temp_path(temp, name), &size, &err);
    const size_t length = (unsigned char)bytes[0] + 256u * (unsigned char)bytes[1];
    for (int i = 1; i <= n_bytes; i++)
        assert_int_equal(bytes[8 + length - (size_t)i], ' ');
    memmove(bytes + 8 + length - (size_t)n_bytes, bytes + 8 + length, size - 8 - length);
    bytes[0] = (char)((length - (size_t)n_bytes) % 256);
    bytes[1] = (char)((length - (size_t)n_bytes) / 256);
    temp_write(temp, name, bytes, size - (size_t)n_bytes);
}

static void write_form(Temp *temp, const Gpt *gpt, const Form *form)
{
    Err err = {""};
    TensorOut tensors[MOST_PARAMS];
    const int n = made_tensors(temp, gpt, form, tensors);
    const int n_first = form->sharded ? n / 2 : n;
    temp_write_text(temp, "config.json", arena_printf(&temp->arena, CONFIG, form->more ? form->more : ""));
    remove(temp_path(temp, "model.safetensors"));
    if (!form->sharded) {
        assert_true(tensor_file_write(temp_path(temp, "model.safetensors"), tensors, n, NULL, &err));
        if (form->n_shift)
            shift_data(temp, "model.safetensors", form->n_shift);
        return;
    }
    const char *index = "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {";
    for (int i = 0; i < n; i++)
        index = arena_printf(&temp->arena, "%s%s\"%s\": \"part-%d.safetensors\"", index, i ? ", " : "", tensors[i].name,
                             i >= n_first);
    temp_write_text(temp, "model.safetensors.index.json", arena_printf(&temp->arena, "%s}}", index));
    assert_true(tensor_file_write(temp_path(temp, "part-0.safetensors"), tensors, n_first, NULL, &err));
    assert_true(tensor_file_write(temp_path(temp, "part-1.safetensors"), tensors + n_first, n - n_first, NULL, &err));
}

static const int32_t TOKENS[9] = {1, 10, 3, 7, 0, 5, 5, 2, 9};

static void check_form(Temp *temp, const Form *form)
{
    Err err = {""};
    print_message("%s\n", form->name);
    Gpt *made = made_gpt(form);
    write_form(temp, made, form);
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, &temp->arena, temp->dir, &err))
        fail_msg("%s", err.text);
    Gpt *loaded = gpt_create(&pretrained.config, &err), *mapped = pretrained_gpt(&pretrained, NULL, &err);
    if (!mapped || !weights_load(loaded, temp->dir, &err))
        fail_msg("%s", err.text);
    assert_int_equal(loaded->n_items, made->n_items);
    assert_memory_equal(loaded->weights, made->weights, sizeof(float) * (size_t)made->n_items);
    Decoder *expected = decoder_create(made, 1), *got = decoder_create(mapped, 1);
    for (int64_t t = 0, n = 0; t < 9; t += n) {
        n = t == 0 ? 3 : 1;
        const float *a = decoder_feed(expected, TOKENS + t, n), *b = decoder_feed(got, TOKENS + t, n);
        for (int v = 0; v < N_VOCAB; v++)
            assert_true(fabs((double)a[v] - (double)b[v]) <= 1e-5 * largest_size(a, N_VOCAB));
    }
    decoder_destroy(expected);
    decoder_destroy(got);
    gpt_destroy(mapped);
    gpt_destroy(loaded);
    gpt_destroy(made);
    pretrained_close(&pretrained);
}

static void forms_of_files(void **state)
{
    static const Form FORMS[] = {
        {.name = "plain", .prefix = ""},
        {.name = "behind a prefix, with masks", .prefix = "transformer.", .masks = true},
        {.name = "float64", .prefix = "transformer.", .type = TENSOR_F64, .transposed = true},
        {.name = "behind wrappers", .prefix = "module._orig_mod.transformer."},
        {.name = "float16", .prefix = "", .type = TENSOR_F16, .masks = true},
        {.name = "bfloat16, untied",
         .prefix = "transformer.",
         .type = TENSOR_BF16,
         .untied = true,
         .more = ", \"tie_word_embeddings\": false"},
        {.name = "nanoGPT's layers, without biases", .prefix = "transformer.", .transposed = true, .no_bias = true},
        {.name = "nanoGPT's layers in float16", .prefix = "", .transposed = true, .type = TENSOR_F16},
        {.name = "a head beside the table that it is tied to", .prefix = "transformer.", .head_beside = true},
        {.name = "shards", .prefix = "", .sharded = true, .masks = true},
        {.name = "data at an odd address", .prefix = "", .n_shift = 1},
        {.name = "float16 at an odd address", .prefix = "", .n_shift = 1, .type = TENSOR_F16},
        {.name = "what Hugging Face writes beside",
         .prefix = "",
         .more =
             ", \"n_ctx\": 6, \"n_inner\": null, \"activation_function\": \"gelu_new\", \"scale_attn_weights\": true, "
             "\"resid_pdrop\": 0.1, \"bos_token_id\": 50256, \"task_specific_params\": {\"x\": [1]}, "
             "\"pruned_heads\": {}, \"torch_dtype\": \"float32\", \"architectures\": [\"GPT2LMHeadModel\"]"},
    };
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++)
        check_form(*state, &FORMS[i]);
}

// What weights_save writes can be opened again, whatever the architecture.
static void own_folder(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    Settings settings;
    settings_init(&settings);
    GptConfig *c = &settings.gpt;
    c->n_vocab = N_VOCAB;
    c->n_layer = 3;
    c->n_head = 4;
    c->n_kv_head = 2;
    c->n_embd = 20;
    c->head_width = 7;
    c->n_ctx = 9;
    c->mlp_ratio = 3;
    c->norm = &GPT_NORMS[GPT_NORM_NONE];
    c->norm_eps = 1e-6;
    c->positions = &GPT_POSITIONS[GPT_POSITIONS_NONE];
    c->residual = false;
    c->tied_head = false;
    for (int form = 0; form < 4; form++) {
        c->attention = form != 1;
        c->mlp = form != 2;
        if (form == 3) { // all that GPT-2 lacks
            c->head_width = 6;
            c->norm = &GPT_NORMS[GPT_NORM_LAYER];
            c->embed_norm = c->qk_norm = true;
            c->positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
            c->rotary_base = 500;
            c->activation = &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU2];
            c->logit_cap = 15;
        }
        Gpt *gpt = gpt_create(c, &err), *again = NULL;
        assert_non_null(gpt);
        gpt_init_weights(gpt, 3);
        assert_true(weights_save(gpt, TENSOR_F32, temp->dir, &err));
        Pretrained pretrained;
        if (!pretrained_open(&pretrained, &temp->arena, temp->dir, &err) ||
            !pretrained_agrees(&pretrained, &gpt->config, &err))
            fail_msg("%s", err.text);
        again = gpt_create(&pretrained.config, &err);
        assert_true(weights_load(again, temp->dir, &err));
        assert_int_equal(again->n_items, gpt->n_items);
        assert_memory_equal(again->weights, gpt->weights, sizeof(float) * (size_t)gpt->n_items);
        gpt_destroy(again);
        gpt_destroy(gpt);
        pretrained_close(&pretrained);
    }
    Pretrained pretrained;
    assert_true(pretrained_open(&pretrained, &temp->arena, temp->dir, &err));
    c->n_layer = 4;
    assert_false(pretrained_agrees(&pretrained, c, &err));
    assert_contains(err.text, "--n-layer 4 does not fit the model in");
    pretrained_close(&pretrained);
}

// A shorter context: the first positions, and the same logits within it.
static void shorter_context(void **state)
{
    enum { SHORT = 4 };
    Temp *temp = *state;
    Err err = {""};
    const Form plain = {.prefix = ""};
    Gpt *made = made_gpt(&plain);
    write_form(temp, made, &plain);
    Pretrained pretrained;
    assert_true(pretrained_open(&pretrained, &temp->arena, temp->dir, &err));
    GptConfig config = pretrained.config;
    config.n_ctx = SHORT;
    assert_true(pretrained_agrees(&pretrained, &config, &err));
    Gpt *cut = gpt_create(&config, &err);
    if (!weights_load(cut, temp->dir, &err))
        fail_msg("%s", err.text);
    Decoder *expected = decoder_create(made, 1), *got = decoder_create(cut, 1);
    const float *a = decoder_feed(expected, TOKENS, SHORT), *b = decoder_feed(got, TOKENS, SHORT);
    assert_memory_equal(a, b, sizeof *a * N_VOCAB);
    decoder_destroy(expected);
    decoder_destroy(got);
    config.n_ctx = N_CTX + 1;
    assert_false(pretrained_agrees(&pretrained, &config, &err));
    assert_contains(err.text, "--n-ctx 7 does not fit the model");
    assert_contains(err.text, "which has 6");
    gpt_destroy(cut);
    gpt_destroy(made);
    pretrained_close(&pretrained);
}

// ---- what is refused ----

static void refuse(Temp *temp, const char *because)
{
    Err err = {""};
    Pretrained pretrained;
    bool ok = pretrained_open(&pretrained, &temp->arena, temp->dir, &err);
    Gpt *gpt = ok ? pretrained_gpt(&pretrained, NULL, &err) : NULL;
    if (gpt)
        fail_msg("taken, though \"%s\"", because);
    assert_contains(err.text, because);
    assert_contains(err.text, temp->dir);
    assert_null(strchr(err.text, '\n'));
    pretrained_close(&pretrained);
}

static void refused_configs(void **state)
{
    static const struct {
        const char *more, *because;
    } CASES[] = {
        {", \"activation_function\": \"silu\"", "\"activation_function\": there is no activation function \"silu\""},
        {", \"n_inner\": 12", "is not the array"},
        {", \"scale_attn_weights\": false", "\"scale_attn_weights\" is false"},
        {", \"scale_attn_by_inverse_layer_idx\": true", "\"scale_attn_by_inverse_layer_idx\" is true"},
        {", \"add_cross_attention\": true", "\"add_cross_attention\" is true"},
        {", \"quantization_config\": {\"bits\": 4}", "quantization_config"},
        {", \"pruned_heads\": {\"0\": [1]}", "pruned_heads"},
        {", \"layer_norm_epsilon\": \"much\"", "\"layer_norm_epsilon\" is not a number"},
        {", \"layer_norm_epsilon\": 7", "\"layer_norm_epsilon\" is 7, which is not between 0 and 1"},
        {", \"norm\": \"batch\"", "\"norm\": there is no norm \"batch\""},
        {", \"tie_word_embeddings\": 1", "\"tie_word_embeddings\" is not true or false"},
        {", \"tie_word_embeddings\": false", "no tensor lm_head.weight"},
        {", \"n_layer\": 2", "duplicate"},
        {", \"head_width\": 5", "tensor h.0.attn.c_attn.weight is not the array"},
        {", \"n_inner\": 16", "is not the array"},
        {", \"mlp\": false", " has no place in this architecture"},
        {",", "not valid JSON"},
    };
    Temp *temp = *state;
    const Form plain = {.prefix = ""};
    Gpt *gpt = made_gpt(&plain);
    write_form(temp, gpt, &plain);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        temp_write_text(temp, "config.json", arena_printf(&temp->arena, CONFIG, CASES[i].more));
        refuse(temp, CASES[i].because);
    }
    static const char *const WHOLE[][2] = {
        {"{\"model_type\": \"llama\"}", "\"model_type\" is llama"},
        {"{}", "\"vocab_size\" is missing"},
        {"[1]", "not a JSON object"},
        {"{\"vocab_size\": 11, \"n_positions\": 6, \"n_embd\": 8, \"n_layer\": 99999, \"n_head\": 2}",
         "\"n_layer\" is 99999, which is not between 0 and 1000"},
        {"{\"vocab_size\": 11, \"n_positions\": 6, \"n_embd\": 8, \"n_layer\": 2, \"n_head\": 3}", "not a multiple"},
        {"{\"vocab_size\": 12, \"n_positions\": 6, \"n_embd\": 8, \"n_layer\": 2, \"n_head\": 2}",
         "wte.weight is not the array of 12 × 8"},
    };
    for (size_t i = 0; i < sizeof WHOLE / sizeof WHOLE[0]; i++) {
        temp_write_text(temp, "config.json", WHOLE[i][0]);
        refuse(temp, WHOLE[i][1]);
    }
    remove(temp_path(temp, "config.json"));
    refuse(temp, "has no config.json");
    gpt_destroy(gpt);
}

static void refused_weights(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Form plain = {.prefix = ""};
    Gpt *gpt = made_gpt(&plain);
    write_form(temp, gpt, &plain);
    const struct {
        int64_t at;
        float value;
        const char *because;
    } CASES[] = {{gpt->n_items - 1, INFINITY, "ln_f.bias holds values that are no numbers"},
                 {3, NAN, "wte.weight holds values that are no numbers"}};
    for (int type = TENSOR_F32; type <= TENSOR_BF16; type++)
        for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
            const float kept = gpt->weights[CASES[i].at];
            gpt->weights[CASES[i].at] = CASES[i].value;
            write_form(temp, gpt, &(Form){.prefix = "", .type = (TensorType)type});
            gpt->weights[CASES[i].at] = kept;
            refuse(temp, CASES[i].because);
        }
    write_form(temp, gpt, &(Form){.prefix = "", .type = TENSOR_I32});
    refuse(temp, "of type F32, F16 or BF16");
    TensorOut tensors[MOST_PARAMS];
    const int n = made_tensors(temp, gpt, &plain, tensors);
    const char *path = temp_path(temp, "model.safetensors");
    assert_true(tensor_file_write(path, tensors, n - 1, NULL, &err));
    refuse(temp, "no tensor ln_f.bias");
    tensors[n] = (TensorOut){"score.weight", TENSOR_F32, 1, {2}, gpt->weights};
    assert_true(tensor_file_write(path, tensors, n + 1, NULL, &err));
    refuse(temp, "score.weight has no place");
    remove(path);
    refuse(temp, "has no weights");
    temp_write_text(temp, "pytorch_model.bin", "PK\3\4");
    refuse(temp, "pytorch_model.bin: it is cut off or no zip archive");
    temp_write_text(temp, "model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
    refuse(temp, "model.safetensors is a pointer of Git LFS");
    tensors[n] = (TensorOut){"transformer.ln_f.bias", TENSOR_F32, 1, {N_EMBD}, gpt->weights};
    assert_true(tensor_file_write(path, tensors, n + 1, NULL, &err));
    refuse(temp, "its tensors ln_f.bias and transformer.ln_f.bias are for one place");
    gpt_destroy(gpt);
}

static void refused_indexes(void **state)
{
    static const char *const CASES[][2] = {
        {"{}", "\"weight_map\" is missing"},
        {"{\"weight_map\": {}}", "\"weight_map\" names no file"},
        {"{\"weight_map\": {\"a\": 3}}", "\"a\" is not a text"},
        {"{\"weight_map\": {\"a\": \"../x.safetensors\"}}", "no name of a file beside it"},
        {"{\"weight_map\": {\"a\": \"/etc/passwd\"}}", "no name of a file beside it"},
        {"{\"weight_map\": {\"a\": \"\"}}", "no name of a file beside it"},
        {"{\"weight_map\": {\"a\": \"missing.safetensors\"}}", "missing.safetensors"},
        {"{\"weight_map\": {\"ln_f.bias\": \"part-0.safetensors\"}}", "which the index does not say"},
        {"{\"weight_map\": {", "not valid JSON"},
    };
    Temp *temp = *state;
    Err err = {""};
    const Form sharded = {.prefix = "", .sharded = true};
    Gpt *gpt = made_gpt(&sharded);
    write_form(temp, gpt, &sharded);
    const char *whole = temp_read(temp, "model.safetensors.index.json");
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        temp_write_text(temp, "model.safetensors.index.json", CASES[i][0]);
        refuse(temp, CASES[i][1]);
    }
    // A tensor in two files, and one that is in none.
    temp_write_text(temp, "model.safetensors.index.json", whole);
    TensorOut tensors[MOST_PARAMS];
    const int n = made_tensors(temp, gpt, &sharded, tensors);
    assert_true(tensor_file_write(temp_path(temp, "part-1.safetensors"), tensors + n / 2 - 1, n - n / 2 + 1, NULL, &err));
    refuse(temp, "which the index does not say");
    assert_true(tensor_file_write(temp_path(temp, "part-1.safetensors"), tensors + n / 2, n - n / 2 - 1, NULL, &err));
    refuse(temp, "where the index says it is");
    gpt_destroy(gpt);
}

// ---- tokenizers ----

static void tokenizers(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Form plain = {.prefix = ""};
    Gpt *gpt = made_gpt(&plain);
    write_form(temp, gpt, &plain);
    Pretrained pretrained;
    assert_true(pretrained_open(&pretrained, &temp->arena, temp->dir, &err));
    assert_null(pretrained_tokenizer(&pretrained, &temp->arena, &err));
    assert_contains(err.text, "has no tokenizer");
    temp_write_text(temp, "vocab.json", "{\"a\":0,\"b\":1,\"c\":2,\"ab\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,"
                                        "\"<|endoftext|>\":10}");
    temp_write_text(temp, "merges.txt", "#version: 0.2\na b\n");
    const Tokenizer *tokenizer = pretrained_tokenizer(&pretrained, &temp->arena, &err);
    assert_non_null(tokenizer);
    assert_string_equal(tokenizer_name(tokenizer), "bpe");
    temp_write_text(temp, "vocab.json", "{\"a\":0,\"b\":1,\"ab\":2,\"c\":3,\"d\":4,\"e\":5}");
    tokenizer = pretrained_tokenizer(&pretrained, &temp->arena, &err); // the model has five more: padding
    assert_non_null(tokenizer);
    assert_int_equal(tokenizer->n_vocab, 6);
    temp_write_text(temp, "vocab.json", "{\"a\":0,\"b\":1,\"ab\":2}");
    assert_null(pretrained_tokenizer(&pretrained, &temp->arena, &err));
    assert_contains(err.text, "has 3 tokens and the model 11");
    const Tokenizer *letters = tokenizer_build(&temp->arena, "char", (TokenizerOptions){.n_vocab = 0}, "abcdefghijk", 11, &err);
    assert_true(tokenizer_save(letters, temp->dir, &err));
    tokenizer = pretrained_tokenizer(&pretrained, &temp->arena, &err);
    assert_non_null(tokenizer);
    assert_string_equal(tokenizer_name(tokenizer), "char");
    pretrained_close(&pretrained);
    gpt_destroy(gpt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_of_files, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(own_folder, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(shorter_context, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_configs, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_weights, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_indexes, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(tokenizers, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
