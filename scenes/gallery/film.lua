-- film.lua — the gallery: a short scene for every block, verb and picture. `gptreel gallery` shows each beside its script.
return {
    gptreel = 1,
    title   = "What scenes can say",
    scenes  = { "01_blocks", "02_areas" },
    runs    = { main = "shakespeare" },
}
