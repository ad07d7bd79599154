-- 02_areas.lua — space is cut: a piece taken off, the rest divided. The same text on every canvas.
return scene("cut_top, split, grid", function()
    local page  = area()
    local title = heading("A page is cut", { into = page:cut_top "fit" })
    local left, right = page:split { 2, 1 }
    local main  = line("two thirds", { into = left })
    local cells = {}
    for i, cell in ipairs(right:grid(2, 2)) do cells[i] = label("piece", { into = cell }) end
    rise_in(title)
    rise_in(main)
    stagger(function() for _, cell in ipairs(cells) do pop_in(cell) end end)
    hold(1)
end)
