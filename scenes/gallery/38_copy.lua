-- 38_copy.lua — some of the tokens that were drawn, and a second picture of them that becomes longer.
return scene("copy, generation:from, token_row:close", { needs = "generation.8" }, function(run)
    local gen = run.generation
    local upper, lower = area():column { 1, 1 }
    local first = token_row { gen:from(1, 4), slot = gen[5], keep = "last", into = upper:middle(1, 0.6) }
    stretch(1, function() stagger(function() drop_in(first:parts()) end) end)
    local second = first:copy()                   -- is seen once it moves
    settle(second, lower:middle(1, 0.6), { dur = "slow" })
    first:close()                                 -- no token comes to this one
    change(second, gen:from(1, 6), { dur = "slow" })
    hold(1)
end)
