-- 42_guess.lua — a guess on text that the model never saw, before and after training; weights that changed.
local needs = { "guess.untrained", "few_weights" }
return scene("guess_card, weights, begin_with", { needs = needs }, function(run)
    local upper, lower = area():column { 3, 2 }
    local guess = guess_card { run.guess.untrained, steps = true, head = "a guess on new text",
        name = "surprise", into = upper }
    local few = weights { run.few_weights[1], one = 44, into = lower }
    begin_with(guess)
    guess:spread()
    guess:answer()
    guess:measure()
    appear(few, { stagger = 0.001 })
    few:enlarge()
    few:nudge(run.few_weights[2])
    few:put_back()
    par(function()
        guess:learn(run.guess)
        change(few, run.few_weights[2], { stagger = 0.003 })
    end)
    hold(0.3)
end)
