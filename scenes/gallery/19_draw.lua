-- 19_draw.lua — every symbol of the vocabulary, then as wide as it is likely, and a throw that draws one.
return scene("histogram, draw_strip", { needs = "generation" }, function(run)
    local token, page = run.generation[1], area()
    local upper, lower = page:column({ 2, 1 }, { gap = "xl" })
    local hist  = histogram { token, into = upper }
    local strip = draw_strip { token, into = lower }
    over(strip, hist)
    stretch(0.8, function() appear(hist, { stagger = 0.01 }) end)
    stretch(1, function() become(hist, strip, { keep = true, stagger = 0.01 }) end)
    strip:throw(token.draw)
    hist:mark(token.id)
    hold(0.3)
    local drawn = strip:lift(token.id)
    leave { hist, strip }
    travel(drawn, upper, { dur = "slow" })
    pulse(drawn)
    hold(1)
end)
