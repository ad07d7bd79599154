-- 51_points.lua — a scatter, and a histogram with its axis on the right.
return scene("chart: points, bins, an axis on the right", { needs = "generation" }, function(run)
    local surprise, place = {}, {}
    for i, token in ipairs(run.generation) do surprise[i], place[i] = -math.log(token.p), token.entropy end
    local columns = by_canvas { wide = 2, square = 1, tall = 1 }
    local grid = area():grid(columns, 3 - columns)
    local left, right = grid[1], grid[2]
    local scatter = chart { x = place, y = surprise, as = "points", name = "", color = "pick",
        across = "entropy", up = "surprise", into = left:inset "s" }
    local counted = chart { y = surprise, bins = 16, name = "", color = "plus", across = "surprise",
        up = "how often", up_on = "right", into = right:inset "s" }
    stagger(function()
        for _, c in ipairs { scatter, counted } do stretch(2, function() c:draw() end) end
    end)
    hold(1)
end)
