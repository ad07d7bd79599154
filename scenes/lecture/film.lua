-- film.lua — lecture: a GPT built from nothing, chapter by chapter, every tensor's shape in sight.
return {
    gptreel = 1,
    title = "Let's build a GPT",
    runs = {
        main = "shakespeare",
        -- the ladder, a part more on each rung
        bigram = "ladder/bigram",
        one_head = "ladder/one-head",
        many_heads = "ladder/many-heads",
        mlp = "ladder/+mlp",
        residual = "ladder/+residual",
        norm = "ladder/+norm",
        char_cpu = "ladder/char-cpu",
        -- twelve blocks, with and without what makes depth work
        deep = "depth/deep",
        no_residual = "depth/no-residual",
        no_norm = "depth/no-norm",
        plain = "depth/plain",
        -- the same small model, pretrained, taught to answer, then rewarded
        mid = "nano/mid",
        sft = "nano/sft",
        rl = "nano/rl",
    },
    lead = "Every tensor of a transformer, from the first character to a model that answers: built step "
        .. "by step, with numbers that were recorded while it trained.",
    sources = {
        "Andrej Karpathy, Let's build GPT: from scratch, in code, spelled out (2023): "
            .. "youtube.com/watch?v=kCc8FmEb1nY",
        "Vaswani et al., Attention Is All You Need (2017): arxiv.org/abs/1706.03762",
        "The text: tiny Shakespeare, from karpathy/char-rnn",
    },
    links = { "github.com/karpathy/ng-video-lecture" },
    tags = { "GPT", "transformer", "machine learning", "PyTorch", "explainer" },
}
