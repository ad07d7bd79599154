// fuzz_checkpoint.c — checkpoint.safetensors. What can be opened has a step and settings, and fills a small model or is
// refused.
#include "support_fuzz.h"

#include "model/train/checkpoint.h"

// A model of one tensor, with its two moments.
static void apply(const CheckpointFile *checkpoint)
{
    float weights[4] = {0}, moments[2][4] = {{0}};
    GptParam param = {.name = "wte.weight", .n_dims = 2, .shape = {2, 2}, .n_items = 4};
    Gpt gpt = {.params = &param, .n_params = 1, .n_items = 4, .weights = weights};
    TensorOptimizer tensor = {.kind = &OPTIMIZERS[0], .moments = {moments[0], moments[1]}};
    Optimizer optimizer = {.tensors = &tensor};
    Err err = {""};
    const bool ok = checkpoint_apply(checkpoint, &gpt, &optimizer, &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "weights or an error");
    fuzz_expect(!ok || optimizer.n_updates == checkpoint->state.step, "as many updates as steps");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    fuzz_write("checkpoint.safetensors", data, n_bytes);
    Settings settings;
    settings_init(&settings);
    CheckpointFile checkpoint;
    const bool ok = checkpoint_open(&checkpoint, &settings, &arena, fuzz_dir(), &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "a checkpoint or an error");
    if (ok) {
        fuzz_expect(checkpoint.state.step >= 0 && checkpoint.state.command, "a step and a command");
        apply(&checkpoint);
        settings_check(&settings, &err);
    }
    checkpoint_close(&checkpoint);
    arena_finish(&arena);
    return 0;
}
