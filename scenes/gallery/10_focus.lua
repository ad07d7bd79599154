-- 10_focus.lua — what matters stays, the rest steps back and returns.
return scene("dim, undim, pulse, focus", { needs = "generation" }, function(run)
    local page  = area()
    local title = heading("One thing at a time", { into = page:cut_top "fit" })
    local bars  = next_bars { run.generation[1], into = page }
    par(function() rise_in(title) appear(bars, { stagger = 0.04 }) end)
    dim(title)
    local first, second = bars:parts()[1], bars:parts()[2]
    focus(first, function() pulse(first, { dur = "slow" }) hold(0.5) end)
    focus(second, function() pulse(second, { dur = "slow" }) hold(0.5) end)
    undim(title)
    hold(0.5)
end)
