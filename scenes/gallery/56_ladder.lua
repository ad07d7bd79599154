-- 56_ladder.lua — losses as rungs, to scale, and what each model writes.
return scene("ladder", { needs = "best" }, function(run, runs)
    local rungs = {}
    for _, one in ipairs { runs.bigram, runs.heads, run } do
        rungs[#rungs + 1] = { name = "a model of ${one.n_params:short}", loss = one.best.val_loss,
                              sample = one.samples and one.samples[#one.samples] }
    end
    table.sort(rungs, function(a, b) return value(a.loss) > value(b.loss) end)
    local all = ladder { rungs }
    appear(all)
    for _ = 1, #rungs do all:next() end
    hold(1)
end)
