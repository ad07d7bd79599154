-- facts.lua — published figures about nanoGPT, each with where it can be looked up. Checked on 2026-11-20.
return {
    nanogpt_model_lines = { 330, "github.com/karpathy/nanoGPT, commit 3adf61e, model.py" },
    nanogpt_train_lines = { 336, "github.com/karpathy/nanoGPT, commit 3adf61e, train.py" },
}
