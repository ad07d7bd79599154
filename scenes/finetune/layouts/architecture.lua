-- architecture.lua — the model from its text to the next token, with what went on in it while it read the prompt.

-- What stands in each block that is shown: a head's attention and the MLP.
local function blocks(on, stream, probe)
    local lies = by_canvas { wide = false, square = false, tall = true } -- there is room for a row only
    for i, layer in ipairs(stream:layers()) do
        if probe.attention then
            local _, head = telling_head(probe.attention, { layer })
            local weights = probe.attention[layer][value(head)]
            on:add(attention_grid { weights, row = lies and #weights or nil, alone = lies, order = 2,
                into = stream:place("attention", i) }, 0)
        end
        if probe.mlp_hidden then
            on:add(mlp_columns { probe, layer = layer, order = 2, into = stream:place("mlp", i) }, 0)
        end
    end
end

-- What its parts are, where there is room beside them.
local function words(on, stream, run)
    local function say(text, place, o)
        o.into = stream:place(place)
        on:add(heading(text, o), 0)
    end
    say("odds: next token", "next label", { align = "left", color = "accent" })
    if by_canvas { wide = true, square = true, tall = false } then
        say(run.probe.embed_position and "what + where" or "tokens", "input label", { align = "middle", color = "soft" })
    end
    say("${run.n_layer} blocks", "blocks label", { align = "middle", color = "soft" })
end

return function(_, on, _, run)
    local room = area()
    local top = by_canvas { wide = false, square = room, tall = false } -- where the flow lies only below a title
    if top then on:add(heading("From text to the next token", { into = room:cut_top "fit" }), 0) end
    local stream, probe = flow { run, into = room }, run.probe
    on:add(stream, 0)
    on:reads(0, 60)
    if not probe then return end
    if probe.embed_token then
        on:add(columns { probe.embed_token, heads = probe.tokens, into = stream:place "tokens" }, 0)
    end
    if probe.embed_position then
        on:add(columns { probe.embed_position, numbered = true, into = stream:place "positions" }, 0)
    end
    if probe.tokens then
        on:add(residual_road { probe.tokens, into = stream:place "road", order = -1 }, 0)
    end
    blocks(on, stream, probe)
    if not probe.next then return end
    local odds = next_bars { probe.next, most = by_canvas { wide = 5, square = 6, tall = 6 }, least = 2,
        into = stream:place "next" }
    on:add(odds, 0)
    words(on, stream, run)
    on:at(0, function() stream:fan(odds) end)
end
