-- 51_curves.lua — a scatter, bars, a histogram, areas; axes on any side, on a scale of logarithms.
return scene("chart: points, bars, bins, axes on any side", function(run)
    local ids, chances, surprise, place = {}, {}, {}, {}
    for i, token in ipairs(run.generation) do
        ids[i], chances[i] = token.id, token.p
        surprise[i], place[i] = -math.log(token.p), token.entropy
    end
    local grid    = area():grid(by_canvas { wide = 2, square = 1, tall = 1 }, by_canvas { wide = 2, square = 4, tall = 4 })
    local scatter = chart { x = place, y = surprise, as = "points", name = "", color = "pick",
                            across = "entropy", up = "surprise", into = grid[1] }
    local counted = chart { y = surprise, bins = 16, name = "", color = "plus", across = "surprise",
                            up = "how often", up_on = "right", into = grid[2] }
    local steps, losses = {}, {}
    for i = 1, 8 do steps[i], losses[i] = run.metrics[5 * i].step, run.metrics[5 * i].loss end
    local bars    = chart { x = steps, y = losses, as = "bars", name = "", color = "train", across = "step",
                            across_on = "top", up = "loss", into = grid[3] }
    local falls   = chart { of = run.metrics, field = "loss", name = "loss", filled = true, dashed = true,
                            scale = "sqrt", up_scale = "log", across = "step", into = grid[4] }
    stagger(function() for _, c in ipairs { scatter, counted, bars, falls } do stretch(2, function() c:draw() end) end end)
    hold(1)
end)
