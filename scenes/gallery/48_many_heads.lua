-- 48_many_heads.lua — the same text under each head of a layer, and what they make as one vector.
return scene("many_heads", { needs = { "probe.attention", "probe.v" } }, function(run)
    local page = area()
    local foot  = page:cut_bottom(0.12)
    local heads = many_heads { run.probe.attention[1], values = run.probe.v[1], into = page }
    local most  = label("the first of them: " .. (heads:habit(1) or "mixed"), { into = foot })
    rise_in(most)
    stretch(1.5, function() appear(heads, { stagger = 0.02 }) end)
    heads:open(1, { dur = "slow" })
    hold(0.4)
    heads:join { dur = "slow" }
    hold(1)
end)
