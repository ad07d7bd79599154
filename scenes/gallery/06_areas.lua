-- 06_areas.lua — space is cut: a piece taken off, the rest divided. The same text on every canvas.
return scene("area, cut_top, split, across, grid", function()
    local page   = area()
    local pieces = { { "cut_top", page:cut_top "quarter" } }
    local left, right  = page:split { 3, 2 }
    local upper, lower = left:across { 2, 1 }
    pieces[2], pieces[3] = { "split", upper }, { "across", lower }
    for i, cell in ipairs(right:grid(2, 3)) do pieces[3 + i] = { "grid", cell } end
    stagger(0.3, function()
        for _, piece in ipairs(pieces) do
            local back  = card { into = piece[2], order = -1 }
            local words = line(piece[1], { into = piece[2], align = "middle", color = "accent" })
            par(function() pop_in(back) fade_in(words) end)
        end
    end)
    hold(1)
end)
