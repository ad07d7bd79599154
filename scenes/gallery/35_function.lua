-- 35_function.lua — a function, and a dot with its value that moves along it.
return scene("chart of a function, chart:point_at", function()
    local page  = area()
    local title = heading("Surprise is minus log p", { into = page:cut_top "fit" })
    local curve = chart { f = function(p) return -math.log(p) end, from = 0.02, to = 1, name = "surprise",
                          across = "probability", up = "surprise", into = page }
    rise_in(title)
    curve:axes()
    stretch(1.5, function() curve:draw() end)
    for _, p in ipairs { 0.9, 0.05 } do curve:point_at(p) end
    hold(1)
end)
