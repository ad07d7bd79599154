return { title = "Añadir" }
