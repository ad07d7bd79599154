// fuzz_safetensors.c — files of tensors. Every value of what can be read is looked at.
#include "support_fuzz.h"

#include "engine/base/file.h"
#include "model/run/tensor.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Err err = {""};
    Arena arena;
    TensorFile file;
    arena_init(&arena);
    fuzz_write("x.safetensors", data, n_bytes);
    const bool ok = tensor_file_read(&file, &arena, path_join(&arena, fuzz_dir(), "x.safetensors"), &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "tensors or an error");
    for (int i = 0; ok && i < file.n_tensors; i++) {
        const Tensor *tensor = &file.tensors[i];
        int64_t n_zeros = 0;
        for (int64_t k = 0; k < tensor->n_items; k++)
            n_zeros += tensor->f32 ? tensor->f32[k] == 0 : tensor->i32[k] == 0;
        fuzz_expect(n_zeros <= tensor->n_items && (size_t)tensor->n_items <= n_bytes, "values that are in the file");
        fuzz_expect(tensor_find(&file, tensor->name) != NULL, "a tensor by its name");
    }
    TensorFile mapped;
    fuzz_expect(ok <= tensor_file_map(&mapped, &arena, path_join(&arena, fuzz_dir(), "x.safetensors"), &err),
                "to map what can be read");
    tensor_file_unmap(&mapped);
    for (const char *const *meta = file.meta; ok && *meta; meta++)
        fuzz_expect(strlen(*meta) <= n_bytes, "words that are in the file");
    arena_finish(&arena);
    return 0;
}
