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
    },
    links = { "github.com/karpathy/ng-video-lecture" },
    tags = { "GPT", "transformer", "machine learning", "PyTorch", "explainer" },
}
