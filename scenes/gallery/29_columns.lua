-- 29_columns.lua — numbers by token and channel; one token's are added up, row by row.
return scene("columns", { needs = { "probe.embed_position", "probe.residual" } }, function(run)
    local probe, page = run.probe, area()
    local title = heading("Every token is a column of numbers", { into = page:cut_top "fit" })
    local left, right = page:split({ 1, 2 }, { gap = "xl" })
    local first, second, third = right:row { 0.76, 1, 1 }
    local all = columns { probe.embed_token, heads = probe.tokens, into = left }
    local t, n = telling_sum(probe.embed_token, probe.embed_position, probe.residual[1])
    local one = columns { probe.embed_token[t], decimals = n, order = 1, into = first }
    local place = columns { probe.embed_position[t], sign = "+", decimals = n, into = second }
    local sum = columns { probe.residual[1][t], sign = "=", decimals = n, open = true, into = third }
    rise_in(title)
    beat(1, function() stagger(0.05, function() drop_in(all:heads()) end) end)
    stretch(1, function() stagger(function() drop_in(all:cells()) end) end)
    par(function()
        become(all, one, { keep = true })
        all:take(t)
        fade_in { place, sum }
    end)
    stretch(2, function() sum:add { one, place } end)
    par(function()
        leave { one, place }
        sum:leave_signs()
        all:put_back()
    end)
    leave(sum)
    all:pour(right)
    hold(0.5)
end)
