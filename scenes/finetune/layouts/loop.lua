-- loop.lua — predict, sample, append, and again.
return function(_, on)
    on:add(ring { { "context", "predict", "sample", "append" },
        lines = { "the text so far", "odds for every token", "wider is likelier", "it joins the text" },
        again = "repeat", into = area() }, 0)
end
