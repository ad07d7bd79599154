-- 48_many_heads.lua — the same text under each head of a layer, and what they make as one vector.
return scene("many_heads", { needs = { "probe.attention", "probe.v" } }, function(run)
    local heads = many_heads { run.probe.attention[1], values = run.probe.v[1] }
    stretch(1.5, function() appear(heads, { stagger = 0.02 }) end)
    heads:open(1, { dur = "slow" })
    hold(0.4)
    heads:join { dur = "slow" }
    hold(1)
end)
