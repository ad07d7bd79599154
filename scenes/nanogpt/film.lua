-- film.lua — nanogpt: how a GPT works, and Andrej Karpathy's code for one.
return {
    gptreel = 1,
    title = "nanogpt",
    runs = { main = "shakespeare" },
}
