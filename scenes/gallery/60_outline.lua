-- 60_outline.lua — free outlines, and any shape that becomes any other.
return scene("outline: change of a shape", {}, function()
    local left, right = area():split({ 1, 1 }, { gap = "xl" })
    local solid = outline { "M 0 0 H 10 V 10 H 0 Z", color = "train", into = left:middle(0.8, 0.8) }
    local line  = outline { "M 0 5 L 10 5", filled = false, color = "pick", into = right:middle(0.8, 0.8) }
    rise_in { solid, line }
    hold(0.5)
    par(function()
        change(solid, "M 5 0 L 6.5 3.5 L 10 4 L 7.5 6.5 L 8 10 L 5 8 L 2 10 L 2.5 6.5 L 0 4 L 3.5 3.5 Z",
            { dur = "slow" })
        change(line, "M 0 5 C 2 0 3 0 5 5 C 7 10 8 10 10 5", { dur = "slow" })
    end)
    hold(0.5)
    change(solid, "M 5 0 C 5 4 10 5 10 8 C 10 11 6 12 5 9 C 4 12 0 11 0 8 C 0 5 5 4 5 0 Z", { dur = "slow" })
    hold(1)
end)
