-- 40_notes.lua — notes beside a chart's line, a line that is pointed at, and its end from near.
return scene("chart:note, chart:line, chart:near_best", { needs = { "best", "samples.3" } }, function(run)
    local page   = area()
    local losses = chart { into = page, notes = { run.samples[1], run.samples[2] }, series = {
        { of = run.metrics, field = "loss", name = "training", color = "train" },
        { of = run.metrics, field = "val_loss", name = "validation", color = "val" } } }
    stretch(2, function() losses:draw() end)
    losses:note(1)
    losses:note(2)
    pulse(losses:line "validation")
    losses:near_best "validation"
    hold(1)
end)
