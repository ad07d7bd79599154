-- 41_pill.lua — the steps of a loop in a row, each lit in its turn; then all at once.
return scene("pill", function()
    local steps = pill { { "predict", "sample", "append", "repeat" }, into = area():middle(0.3) }
    rise_in(steps)
    for step = 1, 4 do
        steps:light(step, { color = step == 2 and "pick" or "accent" })
        hold(0.6)
    end
    steps:light_all()
    hold(1)
end)
