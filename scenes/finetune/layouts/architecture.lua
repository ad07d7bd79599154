-- architecture.lua — the model from its text to the next token, with what went on in it while it read the prompt.
return function(_, on, page, run)
    local stream, probe = flow { run, into = area() }, run.probe
    on:add(stream, 0)
    on:reads(0, 60)
    if not probe or not page.wide or page.tight then return end
    if probe.embed_token then
        on:add(columns { probe.embed_token, heads = probe.tokens, into = stream:place "tokens" }, 0)
    end
    for i, layer in ipairs(stream:layers()) do
        if probe.attention then
            on:add(attention_grid { probe.attention[layer][1], order = 2, into = stream:place("attention", i) }, 0)
        end
        if probe.mlp_hidden then on:add(mlp_columns { probe, layer = layer, order = 2, into = stream:place("mlp", i) }, 0) end
    end
    if probe.next then on:add(next_bars { probe.next, most = 5, into = stream:place "next" }, 0) end
end
