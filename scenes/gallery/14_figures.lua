-- 14_figures.lua — every number on screen is a figure: it knows what was recorded, and how it was calculated.
return scene("sum, mean, count, value, same, name", { needs = { "best", "generation" } }, function(run)
    local page, losses = area(), {}
    for i, each in ipairs(run.metrics) do losses[i] = each.loss end
    local typical = mean(losses)
    local share   = run.n_params / facts.gpt2_params
    local larger  = name "GPT-2"             -- a name may have digits
    local better  = 1 - run.best.val_loss / math.log(run.n_vocab)
    local says    = value(better) > 0.5 and "much less surprised than a guess" or "less surprised"
    local blocks  = same(run.n_layer, run.n_head) and "blocks, and as many heads" or "blocks"
    local written = sum { count(run.generation.context, "prompt"), count(run.generation, "tokens") }
    local t = table_of { {
        { "parameters", "${run.n_params:short}" }, { "of those that ${larger} has", "${share:.0%}" },
        { blocks, "${run.n_layer}" }, { "mean loss on the way", "${typical:.2f}" },
        { says, "${better:.0%}" }, { "symbols in its text", "${written}" },
    }, into = page }
    stagger(function() rise_in(t:parts()) end)
    for row = 1, 6 do t:light { row = row } hold(0.3) end
    hold(0.5)
end)
