// facts.h — published figures about other people's work, each with its source. Checked on 2026-11-20.
#ifndef GPTREEL_SCENES_FACTS_H
#define GPTREEL_SCENES_FACTS_H

// karpathy/nanoGPT, commit 3adf61e: lines of the two files.
#define FACT_NANOGPT_MODEL_LINES 330
#define FACT_NANOGPT_TRAIN_LINES 336

// karpathy/nanoGPT, its address and author.
#define FACT_NANOGPT_ADDRESS "github.com/karpathy/nanoGPT"
#define FACT_NANOGPT_AUTHOR "Andrej Karpathy"

#endif
