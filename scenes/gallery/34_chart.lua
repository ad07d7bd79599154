-- 34_chart.lua — two recorded lines that draw themselves, names and counters that run along, the best value.
return scene("chart, counters", { needs = "best" }, function(run)
    local page   = area()
    local board  = counters { run.metrics, into = page:cut_top "fit", show = {
        { field = "step", name = "step" }, { field = "loss", name = "loss" } } }
    local losses = chart { across = "step", up = "loss", scale = "sqrt", ride = true, into = page, series = {
        { of = run.metrics, field = "loss", name = "training", color = "train" },
        { of = run.metrics, field = "val_loss", name = "validation", color = "val" } } }
    par(function() losses:axes() appear(board) end)
    stretch(2, function() losses:draw { counters = board } end)
    losses:dots "validation"
    losses:mark_best "validation"
    hold(1)
end)
