-- facts.lua — published figures about other people's work, each with its source. Checked on 2026-11-26.
local gpt3 = "Brown et al., Language Models are Few-Shot Learners, 2020: arxiv.org/abs/2005.14165"
local instruct = "Ouyang et al., Training language models to follow instructions with human feedback, 2022: "
    .. "arxiv.org/abs/2203.02155"
return {
    gpt3_name = { "GPT-3", source = gpt3 },
    gpt3_tokens = { "300 billion", source = gpt3 },
    instruct_name = { "InstructGPT", source = instruct },
    instruct_answers = { 13000, source = instruct },
    instruct_rankings = { 33000, source = instruct },
}
