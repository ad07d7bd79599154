-- architecture.lua — the model from its text to the next token.
return function(_, on, page, run)
    on:add(flow { run, into = area() }, 0)
end
