-- 29_columns.lua — numbers by token and channel; one token's numbers, large enough to read.
return scene("columns", { needs = "probe.embed_token" }, function(run)
    local probe, page = run.probe, area()
    local title = heading("Every token is a column of numbers", { into = page:cut_top "fit" })
    local left, right = page:split({ 2, 1 }, { gap = "xl" })
    local all = columns { probe.embed_token, heads = probe.tokens, into = left }
    local one = columns { probe.embed_token[1], heads = probe.tokens, into = right }
    rise_in(title)
    stagger(0.05, function() drop_in(all:heads()) end)
    stretch(1, function() stagger(function() drop_in(all:cells()) end) end)
    become(all, one, { keep = true, dur = "slow" })
    hold(1)
    all:pour(right)
    hold(0.5)
end)
