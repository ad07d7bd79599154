-- 03_during.lua — a slow camera that takes exactly as long as what happens before it.
return scene("during, beat, stretch, look_at", { needs = "probe.attention" }, function(run)
    local page  = area()
    local heads = attention_heads { run.probe.attention[#run.probe.attention], into = page }
    stretch(2, function() appear(heads, { stagger = 0.01 }) end) -- whatever it took, it takes two seconds
    during(function() look_at(heads:parts()[1]) end, function()
        beat(2, function() heads:light() end)                    -- exactly two seconds: what is left is held
    end)
    look_at()
    hold(1)
end)
