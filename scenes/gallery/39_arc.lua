-- 39_arc.lua — a token travels along the arcs of a ring, and joins the text that it is of.
return scene("ring:arc, growing_text:tokens", { needs = "generation.3" }, function(run)
    local gen, page = run.generation, area()
    local top   = page:cut_top(0.17)
    local text  = growing_text { gen, first = 1, into = top }
    local n     = count(text:tokens(), "tokens")
    local all   = label("${n} tokens were drawn", { into = page:cut_bottom "fit", color = "soft" })
    local loop  = ring { { "read", "score", "draw", "write" }, into = page }
    local token = token_row { { gen[1] }, into = loop:place("read"):middle(1) }
    over(token, loop)
    par(function() appear(loop) appear(text) fade_in(token) end)
    for _, station in ipairs { "score", "draw", "write" } do
        loop:go(station)
        travel(token, loop:place(station), { via = loop:arc(station) })
    end
    text:take(gen[1])
    hold(0.3)
    par(function() text:unfold(top) rise_in(all) end)
    hold(1)
end)
