-- 11_identity.lua — things keep their identity: another place, other data, another picture.
return scene("settle, change, become", { needs = "generation.2" }, function(run)
    local gen, page = run.generation, area()
    local upper, lower = page:column { 3, 1 }
    local hist = histogram { gen[1], into = upper }
    local bars = next_bars { gen[1], into = page }
    stretch(1, function() appear(hist, { stagger = 0.01 }) end)
    become(hist, bars, { dur = "slow" })          -- symbols with the same id turn into one another
    settle(bars, upper, { dur = "slow" })         -- the same picture in another place
    local row = token_row { gen.context, slot = gen[1], keep = "last", into = lower }
    stretch(1, function() stagger(function() drop_in(row:parts()) end) end)
    row:fill()
    change(bars, gen[2], { dur = "slow" })        -- other numbers: what stays the same moves
    hold(1)
end)
