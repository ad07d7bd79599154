// test_presets.c — preset files: what they may say, how one begins with another, and those that ship.
#include "support_temp.h"

#include "model/nn/gpt.h"
#include "model/train/optim.h"
#include "model/train/preset.h"
#include "model/train/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void preset_files(void **state)
{
    Temp *temp = *state;
    Settings settings;
    settings_init(&settings);
    Err err = {""};
    char *path = temp_write_text(temp, "p.preset", "\xef\xbb\xbf# a comment\n\nn_layer = 7   # behind\nlr=1e-2\n bias = yes\n");
    assert_true(preset_load(&settings, &temp->arena, path, &err));
    assert_true(settings.gpt.n_layer == 7 && settings.train.lr == 1e-2 && settings.gpt.bias);
    path = temp_write_text(temp, "wrong.preset", "n_layer = 2\nn_laier = 3\n");
    assert_false(preset_load(&settings, &temp->arena, path, &err));
    assert_contains(err.text, "wrong.preset:2");
    assert_contains(err.text, "n-layer");
    path = temp_write_text(temp, "value.preset", "gelu = relu\n");
    assert_false(preset_load(&settings, &temp->arena, path, &err));
    assert_contains(err.text, "did you mean erf");
    path = temp_write_text(temp, "line.preset", "gelu\n");
    assert_false(preset_load(&settings, &temp->arena, path, &err));
    assert_contains(err.text, "line.preset:1");
    assert_false(preset_load(&settings, &temp->arena, "charcpu", &err));
    assert_contains(err.text, "char-cpu");
    assert_true(preset_load(&settings, &temp->arena, "char-cpu", &err));
    assert_true(preset_load(&settings, &temp->arena, "tiny", &err));
    // A preset may begin with another one, but not with itself.
    path = temp_write_text(temp, "child.preset",
                           arena_printf(&temp->arena, "preset = %s\nlr = 0.5\n", temp_path(temp, "p.preset")));
    assert_true(preset_load(&settings, &temp->arena, path, &err));
    assert_true(settings.gpt.n_layer == 7 && settings.train.lr == 0.5);
    path = temp_path(temp, "loop.preset");
    temp_write_text(temp, "loop.preset", arena_printf(&temp->arena, "preset = %s\n", path));
    assert_false(preset_load(&settings, &temp->arena, path, &err));
    assert_contains(err.text, "loop.preset");
    assert_contains(err.text, "never end");
}

// Each rung of the lecture's ladder is the one below and what it adds.
static void ladder(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    static const char *const rungs[] = {"bigram", "one-head", "many-heads", "+mlp", "+residual", "+norm"};
    static const int64_t n_params[] = {25, 1600, 4672, 12864, 37440, 37664}; // with five symbols, by hand
    for (size_t i = 0; i < sizeof rungs / sizeof rungs[0]; i++) {
        Settings settings;
        settings_init(&settings);
        Err err = {""};
        assert_true(preset_load(&settings, &arena, rungs[i], &err) && settings_check(&settings, &err));
        settings.gpt.n_vocab = 5;
        Gpt *gpt = gpt_create(&settings.gpt, &err);
        if (!gpt)
            fail_msg("%s: %s", rungs[i], err.text);
        assert_int_equal(gpt->n_items, n_params[i]);
        gpt_destroy(gpt);
        const TrainConfig *c = &settings.train;
        assert_true(c->steps == 5000 && c->batch_size == 32 && settings.gpt.n_ctx == 8);
        for (int64_t step = 0; step <= c->steps; step += 500)
            assert_true(learning_rate(c, step) == 1e-3);
    }
    arena_finish(&arena);
}

// The miniature of nanochat: its parameters counted by hand, and the same model for both optimizers.
static void miniature(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    static const char *const names[] = {"nano-base", "nano-base-adamw"}, *const optimizers[] = {"muon", "adamw"};
    for (int i = 0; i < 2; i++) {
        Settings settings;
        settings_init(&settings);
        Err err = {""};
        assert_true(preset_load(&settings, &arena, names[i], &err) && settings_check(&settings, &err));
        settings.gpt.n_vocab = 1033;
        Gpt *gpt = gpt_create(&settings.gpt, &err);
        if (!gpt)
            fail_msg("%s: %s", names[i], err.text);
        const int64_t of_block = 256 * (256 + 2 * 128) + 256 * 256 + 2 * 256 * 1024;
        assert_int_equal(gpt->n_items, 2 * 1033 * 256 + 4 * of_block);
        gpt_destroy(gpt);
        const TrainConfig *c = &settings.train;
        assert_string_equal(c->optimizer->name, optimizers[i]);
        assert_true(learning_rate(c, 0) == c->lr && learning_rate(c, 880) == c->lr);
        assert_true(learning_rate(c, 1099) < 0.01 * c->lr);
    }
    arena_finish(&arena);
}

// What makes depth work: four presets that differ in nothing but road and norms.
static void depth(void **state)
{
    (void)state;
    static const struct {
        const char *name, *norm;
        bool residual;
    } CASES[] = {
        {"deep", "layer", true},
        {"deep-no-residual", "layer", false},
        {"deep-no-norm", "none", true},
        {"deep-plain", "none", false},
    };
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    Settings rung;
    settings_init(&rung);
    assert_true(preset_load(&rung, &arena, "+norm", &err));
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Settings settings;
        settings_init(&settings);
        assert_true(preset_load(&settings, &arena, CASES[i].name, &err) && settings_check(&settings, &err));
        assert_int_equal(settings.gpt.n_layer, 12);
        assert_string_equal(settings.gpt.norm->name, CASES[i].norm);
        assert_true(settings.gpt.residual == CASES[i].residual);
        settings.gpt.n_layer = rung.gpt.n_layer;
        settings.gpt.norm = rung.gpt.norm;
        settings.gpt.residual = rung.gpt.residual;
        Opt table[MOST_OPTIONS + 1];
        settings_recorded_opts(table);
        for (const Opt *opt = table; opt->name; opt++) {
            const char *text = opts_text(opt, &settings, &arena), *same = opts_text(opt, &rung, &arena);
            assert_string_equal(text ? text : "", same ? same : "");
        }
    }
    arena_finish(&arena);
}

int main(void)
{
    setenv("GPTREEL_HOME", ".", 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(preset_files, temp_setup, temp_teardown),
        cmocka_unit_test(ladder),
        cmocka_unit_test(miniature),
        cmocka_unit_test(depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
