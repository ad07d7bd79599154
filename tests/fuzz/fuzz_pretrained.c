// fuzz_pretrained.c — config.json and the index of a folder with a pretrained model. The first byte says which one the
// rest is; what the index may name is there.
#include "support_fuzz.h"

#include "engine/base/file.h"
#include "model/nn/config_file.h"
#include "model/run/tensor_set.h"

static void use_config(Arena *arena, const uint8_t *data, size_t n_bytes)
{
    Err err = {""};
    GptConfig config;
    bool says_bias;
    fuzz_write("config.json", data, n_bytes);
    const bool ok = config_file_read(&config, &says_bias, arena, path_join(arena, fuzz_dir(), "config.json"), &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "a config or an error");
    if (!ok)
        return;
    fuzz_expect(config.n_vocab > 0 && config.n_embd > 0 && config.n_head > 0 && config.n_ctx > 0 && config.n_layer >= 0,
                "sizes that a model can have");
    fuzz_expect(config.gelu && config.norm && config.positions, "parts that there are");
}

static void use_index(Arena *arena, const uint8_t *data, size_t n_bytes)
{
    static const float VALUES[4] = {1, 2, 3, 4};
    static const TensorOut A = {"a", TENSOR_F32, 1, {4}, VALUES}, B = {"b", TENSOR_F32, 2, {2, 2}, VALUES};
    Err err = {""};
    TensorSet set;
    const char *index = path_join(arena, fuzz_dir(), "model.safetensors.index.json");
    const char *first = path_join(arena, fuzz_dir(), "1.safetensors");
    const char *second = path_join(arena, fuzz_dir(), "2.safetensors");
    if (!file_exists(first) || !file_exists(second))
        fuzz_expect(tensor_file_write(first, &A, 1, NULL, &err) && tensor_file_write(second, &B, 1, NULL, &err),
                    "two files of tensors");
    fuzz_write("model.safetensors.index.json", data, n_bytes);
    const bool ok = tensor_set_open(&set, arena, index, &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "tensors or an error");
    float values[4];
    for (int i = 0; ok && i < set.n_files; i++)
        for (int k = 0; k < set.files[i].n_tensors; k++) {
            const Tensor *tensor = tensor_set_find(&set, set.files[i].tensors[k].name);
            fuzz_expect(tensor == &set.files[i].tensors[k] && tensor->n_items == 4, "a tensor by its name");
            tensor_floats(tensor, values);
            fuzz_expect(values[3] == 4, "its values");
        }
    tensor_set_close(&set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes == 0)
        return 0;
    Arena arena;
    arena_init(&arena);
    if (data[0] % 2 == 0)
        use_config(&arena, data + 1, n_bytes - 1);
    else
        use_index(&arena, data + 1, n_bytes - 1);
    arena_finish(&arena);
    return 0;
}
