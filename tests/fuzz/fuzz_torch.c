// fuzz_torch.c — files of PyTorch's. The first byte says whether the rest is a whole archive or the pickle in one. What
// can be opened has tensors whose numbers all lie in the file.
#include "support_fuzz.h"
#include "support_zip.h"

#include "engine/base/file.h"
#include "model/run/tensor.h"
#include "model/run/tensor_type.h"

static void write_archive(const char *path, const uint8_t *pickle, size_t n_bytes)
{
    static const unsigned char NUMBERS[64];
    ZipOut zip;
    zip_begin(&zip, path);
    fuzz_expect(zip.file != NULL, "a file to write");
    zip_add(&zip, "a/data.pkl", pickle, n_bytes);
    zip_add(&zip, "a/data/0", NUMBERS, sizeof NUMBERS);
    zip_end(&zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes == 0)
        return 0;
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    TensorFile file;
    const char *path = path_join(&arena, fuzz_dir(), "a.pt");
    if (data[0] % 2 == 0)
        fuzz_write("a.pt", data + 1, n_bytes - 1);
    else
        write_archive(path, data + 1, n_bytes - 1);
    const bool ok = tensor_file_map(&file, &arena, path, &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "tensors or an error");
    volatile unsigned char sum = 0;
    for (int i = 0; ok && i < file.n_tensors; i++) {
        const Tensor *tensor = &file.tensors[i];
        const size_t size = (size_t)tensor->n_items * tensor_type_bytes(tensor->type);
        for (size_t k = 0; k < size; k++)
            sum = (unsigned char)(sum + tensor->bytes[k]);
        fuzz_expect(tensor_find(&file, tensor->name) == tensor, "a tensor by its name");
    }
    for (const char *const *at = ok ? file.meta : (const char *const[]){NULL}; at[0]; at += 2)
        fuzz_expect(at[1] != NULL, "a value for each key");
    tensor_file_unmap(&file);
    arena_finish(&arena);
    return 0;
}
