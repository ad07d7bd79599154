-- film.lua — nanogpt: how a GPT works, and Andrej Karpathy's code for one.
return {
    gptreel = 1,
    title = "GPT fits in your head",
    runs = { main = "shakespeare" },
    links = { "github.com/karpathy/nanoGPT" },
    tags = { "GPT", "machine learning", "Python", "explainer" },
}
