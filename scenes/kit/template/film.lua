-- film.lua — what the film is called, what it is about, and in which order its scenes come.
return {
    gptreel = 1,
    title = name "mytalk",
    runs = { main = "shakespeare" }, -- a recorded training; gptreel render mytalk --run RUN takes another
    scenes = { "01_next_token" },    -- the names of the files beside this one
}
