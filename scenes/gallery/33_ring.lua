-- 33_ring.lua — four stations that are gone round, and a token that is carried along.
return scene("ring", { needs = "generation" }, function(run)
    local gen, page = run.generation, area()
    local loop  = ring { { "context", "predict", "sample", "append" }, lines = { "text", "odds", "a draw", "longer" },
                         again = "repeat", into = page }
    local row   = token_row { gen.context, slot = gen[1], keep = "last", into = loop:place "context", align = "right" }
    local hist  = histogram { gen[1], into = loop:place "predict" }
    local strip = draw_strip { gen[1], into = loop:place("sample"):cut_top(0.6) }
    under(strip, loop)
    par(function() appear(loop, { stagger = 0.05 }) fade_in(row) end)
    loop:go "predict"
    stretch(0.6, function() appear(hist, { stagger = 0.01 }) end)
    stretch(0.6, function() become(hist, strip, { keep = true, stagger = 0.01 }) end)
    loop:go "sample"
    strip:throw(gen[1].draw)
    hist:mark(gen[1].id)
    local token = strip:lift(gen[1].id)
    loop:carry(token, "append", row:slot())
    row:fill(token)
    loop:go "context"
    hold(1)
end)
