-- 30_flow.lua — a model from end to end; a pulse runs along its road.
return scene("flow", { needs = { "probe.next", "probe.embed_position" } }, function(run)
    local page   = area()
    local title  = heading("From text to the next token", { into = page:cut_top "fit" })
    local stream = flow { run, into = page, order = 1 }
    local tokens = columns { run.probe.embed_token, heads = run.probe.tokens, into = stream:place "tokens" }
    local places = columns { run.probe.embed_position, numbered = true, into = stream:place "positions" }
    local road   = residual_road { run.probe.tokens, into = stream:place "road", order = -1 }
    local bars   = next_bars { run.probe.next, into = stream:place "next" }
    local blocks, lights = {}, {}
    for i in ipairs(stream:layers()) do
        blocks[i] = card { into = stream:place("block", i), order = -2 }
        lights[i] = { blocks[i] }
    end
    par(function()
        fade_in { title, tokens, places, table.unpack(blocks) }
        rise_in(stream:outline())
        appear(road)
    end)
    par(function() tokens:pour(stream:place "sum") places:pour(stream:place "sum") end)
    stream:run { lights = lights }
    par(function() fade_in(stream:part "way") stream:fan(bars) appear(bars) end)
    hold(1)
end)
