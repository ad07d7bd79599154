-- film.lua — the gallery: a short scene for every block, verb and picture, as `gptreel gallery` shows them.
return {
    gptreel = 1,
    title = "What scenes can say",
    runs = { main = "shakespeare", bigram = "ladder/bigram", heads = "ladder/many-heads",
        one_head = "ladder/one-head", deep = "depth/deep" },
}
