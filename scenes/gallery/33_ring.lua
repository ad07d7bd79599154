-- 33_ring.lua — four stations that are gone round, and a token that is carried along.
return scene("ring", { needs = "generation" }, function(run)
    local gen, page = run.generation, area()
    local loop  = ring { { "context", "predict", "sample", "append" }, center = { "one turn", "one token" },
                         lines = { "text", "odds", "a draw", "longer" }, again = "repeat", into = page }
    local row   = token_row { gen.context, keep = "last", into = loop:place("context"):middle(0.62) }
    local hist  = histogram { gen[1], into = loop:place "predict" }
    local strip = draw_strip { gen[1], into = loop:place("sample"):cut_top(0.5) }
    local place = loop:place("append"):middle(0.62)
    local more  = token_row { gen.context, slot = gen[1], keep = "last", into = place,
                              align = by_canvas { wide = "inward", square = "right", tall = "right" } }
    par(function() appear(loop, { stagger = 0.05 }) fade_in(row) end)
    loop:go "predict"
    stretch(0.6, function() appear(hist, { stagger = 0.01 }) end)
    stretch(0.6, function() become(hist, strip, { keep = true, stagger = 0.01 }) end)
    loop:go "sample"
    strip:throw(gen[1].draw)
    fade_in(more)
    local token = strip:lift(gen[1].id)
    dim(strip, { dur = "quick" })
    loop:carry(token, "append", more:slot())
    hold(1)
end)
