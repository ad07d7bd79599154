-- 58_ribbons.lua — a head's weights on a text, and beside the same letters turned around.
return scene("ribbons", { needs = "probe.attention" }, function(run)
    local page, weights = area(), run.probe.attention[1][1][1]
    local name = heading("Wedges say that order matters", { into = page:cut_top "fit" })
    local a, b = {}, {}
    for i = 1, 3 do a[i], b[4 - i] = weights[1] / (2 * i), weights[1] / (i + 2) end
    local r = ribbons { a, b, from = { "a", "b", "c" }, to = { "c", "b", "a" }, links = { 3, 2, 1 },
        asks = 3, numbered = true, into = page }
    rise_in(name)
    appear(r, { stagger = 0.05 })
    hold(1.5)
end)
