-- facts.lua — published figures about other people's work, each with its source. Checked on 2026-11-20.
local model = "karpathy/nanoGPT, commit 3adf61e: lines of model.py"
local train = "karpathy/nanoGPT, commit 3adf61e: lines of train.py"
local quick_start = "karpathy/nanoGPT: README.md, quick start"

return {
    nanogpt_model_lines = { 330, source = model },
    nanogpt_train_lines = { 336, source = train },
    nanogpt_gpu_minutes = { 3, source = quick_start },
    nanogpt_gpu = { "an A100 GPU", source = quick_start },
    nanogpt_cpu_flag = { "--device=cpu", source = quick_start },
    nanogpt_cpu_train_flag = { "--compile=False", source = quick_start },
    nanogpt_address = { "github.com/karpathy/nanoGPT", source = "karpathy/nanoGPT" },
    nanogpt_author = { "Andrej Karpathy", source = "karpathy/nanoGPT" },
}
