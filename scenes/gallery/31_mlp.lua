-- 31_mlp.lua — an MLP's strongest neurons at one token, and the wires that carry most.
return scene("mlp_columns", { needs = "probe.mlp_hidden" }, function(run)
    local page  = area()
    local title = heading("The MLP thinks about each token alone", { into = page:cut_top "fit" })
    local mlp   = mlp_columns { run.probe, layer = value(run.n_layer), lit = false, into = page }
    rise_in(title)
    appear(mlp, { stagger = 0.01 })
    mlp:light()
    hold(1.5)
end)
