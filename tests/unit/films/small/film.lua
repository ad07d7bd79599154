return { gptreel = 1, title = "A small film — “embedded”", scenes = { "01_only" } }
