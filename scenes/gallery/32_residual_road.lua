-- 32_residual_road.lua — the stream that runs past a block's halves; what they make is added to it.
return scene("residual_road", { needs = "probe.mlp_hidden" }, function(run)
    local probe = run.probe
    local road  = residual_road { probe.tokens, halves = { "attention", "MLP" }, label = "residual stream" }
    local title = heading("Inside one block", { into = road:place "words",
                                               align = road:runs_down() and "middle" or "left" })
    local left, right = road:place "attention", road:place "MLP"
    local look, think = card { into = left, order = -1 }, card { into = right, order = -1 }
    local grid  = attention_grid { probe.attention[1][1], row = #probe.tokens, into = left:inset "m" }
    local mlp   = mlp_columns { probe, layer = 1, into = right:inset "m" }
    par(function() rise_in(title) appear(road) fade_in { look, think } end)
    par(function() road:branch "attention" look:light() appear(grid, { stagger = 0.005 }) end)
    road:join "attention"
    par(function() look:light(false) road:branch "MLP" think:light() appear(mlp) end)
    road:join "MLP"
    hold(1)
end)
