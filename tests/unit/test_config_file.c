// test_config_file.c — config.json as it is written: GPT-2's names where it is one, and the same model when it is read.
#include "support_temp.h"

#include "model/nn/config_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static GptConfig small_gpt2(void)
{
    GptConfig c = gpt_config_default();
    c.n_layer = 2;
    c.n_head = 4;
    c.n_embd = 8;
    c.n_ctx = 16;
    c.n_vocab = 6;
    c.bias = true;
    return c;
}

// What stands in the folder afterwards.
static const char *written(Temp *temp, const GptConfig *config)
{
    Err err = {""};
    if (!config_file_write(temp->dir, config, &err))
        fail_msg("%s", err.text);
    return temp_read(temp, "config.json");
}

static GptConfig read_again(Temp *temp, bool *says_bias)
{
    Err err = {""};
    GptConfig config;
    if (!config_file_read(&config, says_bias, &temp->arena, temp_path(temp, "config.json"), &err))
        fail_msg("%s", err.text);
    return config;
}

static void as_hugging_face(void **state)
{
    Temp *temp = *state;
    const GptConfig config = small_gpt2();
    const char *json = written(temp, &config);
    assert_contains(json, "\"model_type\": \"gpt2\",");
    assert_contains(json, "\"architectures\": [\"GPT2LMHeadModel\"],");
    assert_contains(json, "\"n_positions\": 16,");
    assert_contains(json, "\"n_inner\": 32,");
    assert_contains(json, "\"activation_function\": \"gelu\",");
    assert_contains(json, "\"layer_norm_epsilon\": 1e-05,");
    assert_contains(json, "\"bias\": true,");
    GptConfig tanh = config;
    tanh.gelu = &GPT_GELUS[GPT_GELU_TANH];
    assert_contains(written(temp, &tanh), "\"activation_function\": \"gelu_new\",");
}

// A model that other programs would take for a GPT-2 and get wrong does not call itself one.
static void of_another_architecture(void **state)
{
    Temp *temp = *state;
    GptConfig config = small_gpt2();
    config.positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
    const char *json = written(temp, &config);
    assert_contains(json, "\"model_type\": \"gptreel\",");
    assert_null(strstr(json, "GPT2LMHeadModel"));
}

static void there_and_back(void **state)
{
    Temp *temp = *state;
    GptConfig config = small_gpt2();
    for (int variant = 0; variant < 3; variant++) {
        bool says_bias = false;
        written(temp, &config);
        const GptConfig again = read_again(temp, &says_bias);
        assert_true(says_bias && again.n_vocab == config.n_vocab);
        assert_null(gpt_config_difference(&config, &again));
        config.bias = false;
        config.activation = &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU2];
        config.norm = &GPT_NORMS[GPT_NORM_RMS];
        config.positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
        config.rotary_base = 500;
        config.qk_norm = config.embed_norm = true;
        config.logit_cap = 15;
        config.head_width = 6;
        config.n_kv_head = 2;
        config.mlp = variant == 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(as_hugging_face, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(of_another_architecture, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(there_and_back, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
