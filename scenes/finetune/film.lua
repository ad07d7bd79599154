-- film.lua — finetune: a talk on what finetuning does, fifteen slides.
return {
    gptreel = 1,
    title = "Finetuning a GPT on Shakespeare",
    deck = "slides.md",
    runs = { main = "finetune", single = "finetune-single" },
    params = { handle = "@your_handle" },
    links = { "github.com/karpathy/nanoGPT" },
    tags = { "GPT", "finetuning", "slides" },
}
