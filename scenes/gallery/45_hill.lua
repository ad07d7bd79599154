-- 45_hill.lua — the loss while one weight is moved: up one way, down the other.
return scene("hill", { needs = "descent" }, function(run)
    local places, losses = run.descent[1][1], run.descent[1][2]
    local x, y, lowest, middle = {}, {}, 1, (#places + 1) // 2
    for i = 1, #places do
        x[i], y[i] = places[i], losses[i]
        if losses[i] < losses[lowest] then lowest = i end
    end
    local slope = hill { x = x, y = y, at = x[middle], name = "one weight", up = "loss", places = "+.2f",
        into = area():middle(0.9) }
    slope:draw()
    slope:slope()
    slope:roll(x[#x])
    slope:roll(x[lowest])
    hold(0.5)
end)
