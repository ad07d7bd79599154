-- 51_curves.lua — a scatter, a histogram, bars and an area; axes on any side.
return scene("chart: points, bins, bars, axes on any side", { needs = "generation" }, function(run)
    local entropies, surprises, steps, losses = {}, {}, {}, {}
    for i, token in ipairs(run.generation) do
        entropies[i], surprises[i] = token.entropy, -math.log(token.p)
    end
    for i = 1, 8 do steps[i], losses[i] = run.metrics[5 * i].step, run.metrics[5 * i].loss end
    local n_columns = by_canvas { wide = 3, square = 1, tall = 1 }
    local places = area():grid(n_columns, 3 // n_columns, { gap = "m" })
    local scatter = chart { x = entropies, y = surprises, as = "points", color = "pick",
                            across = "entropy", up = "surprise", into = places[1] }
    local counted = chart { y = surprises, bins = 12, color = "plus", across = "surprise", up = "how often",
                            up_on = "right", into = places[2] }
    local bars    = chart { across_on = "top", up_on = "right", across = "step", up = "loss", into = places[3],
        series = {
        { x = steps, y = losses, as = "bars", name = "", color = "train" },
        { x = steps, y = losses, name = "", color = "pick", filled = true, dashed = true } } }
    stagger(function()
        for _, one in ipairs { scatter, counted, bars } do stretch(2, function() one:draw() end) end
    end)
    hold(1)
end)
