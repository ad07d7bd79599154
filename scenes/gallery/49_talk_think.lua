-- 49_talk_think.lua — a block over all positions: attention moves things, the MLP works at each alone.
return scene("talk_think", { needs = { "probe.attention", "probe.residual" } }, function(run)
    local block = talk_think { run.probe, layer = 1, weights = run.probe.attention[1] }
    stretch(1.5, function() appear(block, { stagger = 0.01 }) end)
    block:talk { dur = "camera" }
    block:light(#run.probe.tokens)
    block:think { dur = "camera" }
    hold(1)
end)
