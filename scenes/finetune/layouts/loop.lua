-- loop.lua — predict, sample, append, and again: one recorded turn of it goes round.

-- The turn: what the model expects, what is drawn of it, and how that joins the text.
local function turn(loop, given, gen)
    local token, greedy = gen[1], same(gen.temperature, 0)
    local bars = histogram { token, into = loop:place "predict" }
    loop:go "predict"
    appear(bars, { stagger = 0.05 })
    local share = by_canvas { wide = 0.5, square = 0.66, tall = 0.5 }
    local strip = draw_strip { token, like = bars, into = loop:place("sample"):middle(share) }
    over(strip, bars)
    par(function()
        loop:go "sample"
        appear(strip, { stagger = 0.05 })
    end)
    strip:throw(not greedy and token.draw or nil)
    bars:mark(token.id)
    local rider = strip:lift(token.id)
    over(rider, strip)
    loop:carry(rider, "append")
    loop:carry(rider, "append", given:slot())
    given:fill(rider)
    loop:go "context"
end

return function(_, on, _, run)
    local gen = run.generation
    local odds = gen and not same(gen.temperature, 1) and "odds, sharpened" or "odds for every token"
    local loop = ring { { "context", "predict", "sample", "append" },
        lines = { "the text so far", odds, "wider is likelier", "it joins the text" },
        again = "repeat", into = area() }
    on:add(loop, 0)
    on:reads(0, 60)
    if not gen then return end
    local given = token_row { gen.context, slot = gen[1], keep = "last", align = "right", into = loop:place "context" }
    on:add(given, 0)
    on:at(0, function() turn(loop, given, gen) end)
end
