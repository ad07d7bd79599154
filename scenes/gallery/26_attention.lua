-- 26_attention.lua — where one head looks: a dot's area is a weight, an arc's width as well.
return scene("attention_grid, attention_arcs, telling_head", { needs = "probe.attention" }, function(run)
    local page, layer, head = area(), telling_head(run.probe.attention)
    local weights = run.probe.attention[value(layer)][value(head)]
    local foot  = label("layer ${layer}, head ${head}", { into = page:cut_bottom "fit", align = "middle" })
    local above = page:cut_top "quarter"
    local grid  = attention_grid { weights, row = #weights, into = page }
    local arcs  = attention_arcs { weights, drawn = false, into = grid:over(above) }
    par(function() appear(grid, { stagger = 0.01 }) fade_in(foot) end)
    rise_in(arcs)
    arcs:draw()
    arcs:flow()
    for row = math.max(#weights - 2, 1), #weights - 1 do              -- none for a prompt of one token
        par(function() grid:light(row) arcs:draw(row) end)
    end
    hold(1)
end)
