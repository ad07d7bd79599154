-- 13_look_at.lua — the camera goes to a value of a chart, and back.
return scene("look_at, chart:around, burst", { needs = "best" }, function(run)
    local page   = area()
    local title  = heading("The camera finds the best value", { into = page:cut_top "fit" })
    local losses = chart { of = run.metrics, field = "val_loss", name = "validation", color = "val",
                           across = "step", up = "loss", into = page }
    local best, at = losses:lowest()
    rise_in(title)
    stretch(1.2, function() losses:draw() end)
    look_at(losses:around(at))
    look_at()
    burst(losses:near_best())
    hold(0.4)
end)
