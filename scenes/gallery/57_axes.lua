-- 57_axes.lua — bars below their axis; an area on a scale of roots and one of logarithms.
return scene("chart: bars, an area, an axis on top, scales", { needs = "metrics.40.loss" }, function(run)
    local steps, losses = {}, {}
    for i = 1, 8 do
        steps[i], losses[i] = run.metrics[5 * i].step, run.metrics[5 * i].loss
    end
    local columns = by_canvas { wide = 2, square = 1, tall = 1 }
    local grid = area():grid(columns, 3 - columns)
    local left, right = grid[1], grid[2]
    local bars  = chart { x = steps, y = losses, as = "bars", name = "", color = "train", across = "step",
        across_on = "top", up = "loss", into = left:inset "s" }
    local falls = chart { of = run.metrics, field = "loss", name = "loss", filled = true, dashed = true,
        scale = "sqrt", up_scale = "log", across = "step", into = right:inset "s" }
    stagger(function()
        for _, c in ipairs { bars, falls } do stretch(2, function() c:draw() end) end
    end)
    hold(1)
end)
