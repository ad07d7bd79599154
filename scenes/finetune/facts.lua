-- facts.lua — published figures about nanoGPT, each with its source. Checked on 2026-11-20.
return {
    model_lines = { 330, source = "karpathy/nanoGPT, commit 3adf61e: lines of model.py" },
    train_lines = { 336, source = "karpathy/nanoGPT, commit 3adf61e: lines of train.py" },
}
