-- loop.lua — predict, sample, append, and again, with one recorded turn of it.
return function(_, on, page, run)
    local loop = ring { { "context", "predict", "sample", "append" },
        lines = { "the text so far", "odds for every token", "wider is likelier", "it joins the text" },
        again = "repeat", into = area() }
    on:add(loop, 0)
    local gen = run.generation
    on:reads(0, 60)
    if not gen or not page.wide or page.tight then return end -- elsewhere its stations are small
    on:add(token_row { gen.context, keep = "last", into = loop:place "context" }, 0)
    on:add(histogram { gen[1], into = loop:place "predict" }, 0)
    on:add(draw_strip { gen[1], into = loop:place("sample"):middle(0.5) }, 0)
    on:add(token_row { { gen[1] }, into = loop:place("append"):middle(0.5) }, 0)
end
