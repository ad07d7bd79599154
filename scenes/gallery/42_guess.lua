-- 42_guess.lua — one guess on text that the model never saw, and its surprise: a loss is the mean of that.
return scene("guess_card, chart:tie, begin_with", { needs = { "guess", "best" } }, function(run)
    local page = area()
    local upper, lower = page:column(by_canvas { wide = { 1, 1 }, square = { 3, 4 }, tall = { 2, 3 } })
    local guess = guess_card { run.guess, head = "a guess on new text", name = "surprise", into = upper }
    local losses = chart { of = run.metrics, field = "val_loss", name = "validation", color = "val",
        scale = "sqrt", across = "steps, √ scale", up = "loss: the average surprise", into = lower }
    begin_with(guess)
    guess:spread()
    guess:answer()
    guess:measure()
    stretch(1.5, function() losses:draw() end)
    appear(losses:tie(guess:surprise(), "validation"), { dur = "slow" })
    hold(1)
end)
