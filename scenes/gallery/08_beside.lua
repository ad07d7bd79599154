-- 08_beside.lua — things that are made find a place: in an area, in the middle, beside, behind another.
return scene("fit, center, next_to, over, under", { needs = "generation" }, function(run)
    local page  = area()
    local bars  = next_bars { run.generation[1], most = 5, into = page }
    local back  = card {}
    local words = heading("What comes next?", { color = "accent" })
    fit(bars, page:middle(0.5, 0.7))
    fit(back, page:middle(0.6, 0.8))
    under(back, bars)
    over(words, back)
    center(words)
    rise_in(words)
    next_to(words, back, "above")
    par(function() fade_in(back) appear(bars, { stagger = 0.05 }) end)
    hold(0.5)
    next_to(words, back, "below")
    hold(1)
end)
