-- 46_dials.lua — some weights at step 0, each moved the way in which the loss falls.
return scene("dials", { needs = "nudges" }, function(run)
    local distances = run.descent[2][1]
    local some = dials { run.nudges, name = "some weights:", up = "up", down = "down",
        into = area():middle(0.9) }
    appear(some, { stagger = 0.01 })
    some:turn(distances[#distances])
    hold(1)
end)
