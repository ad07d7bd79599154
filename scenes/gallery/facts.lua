-- facts.lua — published figures about other people's work, each with its source.
local paper = "Radford et al., Language Models are Unsupervised Multitask Learners, 2019"
return {
    gpt2_name = { "GPT-2", source = paper },
    gpt2_params = { 124439808, source = "openai-community/gpt2: parameters of its safetensors" },
    nanogpt_model_lines = { 330, source = "karpathy/nanoGPT, commit 3adf61e: lines of model.py" },
}
