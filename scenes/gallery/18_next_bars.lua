-- 18_next_bars.lua — what the model thinks comes next, and what was drawn.
return scene("next_bars", { needs = "generation.2" }, function(run)
    local gen, page = run.generation, area()
    local title = heading("What comes next?", { into = page:cut_top "fit" })
    local bars  = next_bars { gen[1], most = 8, least = 5, into = page }
    rise_in(title)
    appear(bars, { stagger = 0.05 })
    bars:mark(gen[1].id)
    hold(0.5)
    change(bars, gen[2], { dur = "slow" })
    bars:mark(gen[2].id)
    hold(1)
end)
