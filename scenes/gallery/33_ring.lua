-- 33_ring.lua — four stations that are gone round, and a token that is carried along.
return scene("ring", { needs = "generation" }, function(run)
    local gen, page = run.generation, area()
    local loop  = ring { { "context", "predict", "sample", "append" }, again = "repeat", into = page,
                         lines = { "text", "odds", "a draw", "longer" } }
    local row   = token_row { gen.context, slot = gen[1], keep = "last", align = "right",
                              into = loop:place "context" }
    local hist  = histogram { gen[1], into = loop:place "predict" }
    local strip = draw_strip { gen[1], into = loop:place("sample"):cut_top(0.6) }
    par(function() appear(loop, { stagger = 0.05 }) fade_in(row) end)
    stretch(0.6, function() loop:go "predict" end)
    stretch(0.6, function() appear(hist, { stagger = 0.01 }) end)
    stretch(0.6, function() appear(strip, { stagger = 0.01 }) end)
    stretch(0.6, function() loop:go "sample" end)
    stretch(1.2, function() par(function() strip:throw(gen[1].draw) loop:say("sample", "at random") end) end)
    local token = strip:lift(gen[1].id)
    over(token, loop)
    loop:carry(token, "append", row:slot())
    row:fill(token)
    loop:go "context"
    hold(0.5)
end)
