// torch_file.h — tensors as PyTorch's torch.save keeps them: a zip archive with a pickle that describes them and a file
// for the numbers of each. nanoGPT's ckpt.pt is one, and pytorch_model.bin. Nothing of it is run (pickle.h).
// Within model/run only.
#ifndef GPTREEL_RUN_TORCH_FILE_H
#define GPTREEL_RUN_TORCH_FILE_H

#include "model/run/tensor.h"

// Whether these are the first bytes of a zip archive, or of a pickle, which older files of PyTorch are.
bool torch_file_is(const unsigned char *bytes, size_t n_bytes);

// Fills in tensors and meta of a file that is mapped. The tensors are those of the model: of the dictionary "model",
// "state_dict" or "model_state_dict", else of the outermost one; those of the optimizer are passed over. They must lie in
// memory in the order of their shape. meta has the plain values: "iter_num", "model_args.n_layer" …
bool torch_file_parse(TensorFile *file, Arena *arena, const char *path, Err *err);

#endif
