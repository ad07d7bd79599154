-- 12_travel.lua — a thing flies somewhere, around the words that stand in its way.
return scene("travel", { needs = "generation" }, function(run)
    local from, middle, to = area():split { 1, 2, 1 }
    local words = heading("Nothing flies over words", { into = middle, align = "middle" })
    local goal  = card { into = to:middle(0.3), order = -1 }
    local start = card { into = from:middle(0.3), order = -1 }
    local token = token_row { { run.generation[1] }, into = from:middle(0.3) }
    center(words, middle)
    par(function() fade_in(words) pop_in { start, goal } drop_in(token) end)
    travel(token, goal, { avoid = { words }, dur = "slow" })
    goal:light()
    pulse(token)
    hold(0.5)
    travel(token, start, { avoid = { words }, dur = "slow", ease = "spring" })
    hold(1)
end)
