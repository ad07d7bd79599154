-- 03_during.lua — a slow camera that takes exactly as long as what happens before it.
return scene("during, beat, stretch, look_at", function(run)
    local page  = area()
    local heads = attention_heads { run.probe.attention[6], into = page }
    stretch(2, function() appear(heads, { stagger = 0.01 }) end) -- whatever it took, it takes two seconds
    during(function() look_at(heads:part(2)) end, function()
        beat(2, function() heads:light() end)                    -- exactly two seconds: what is left is held
    end)
    look_at()
    hold(1)
end)
