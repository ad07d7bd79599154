-- 28_cards.lua — a file as a card, and a card on which another picture stands.
return scene("file_card, card", { needs = "probe.next" }, function(run)
    local left, right = area():split({ 1, 1 }, { gap = "xl" })
    local file = file_card { "model.py", lines = facts.nanogpt_model_lines, into = left }
    local base = card { into = right, order = -1 }
    local bars = next_bars { run.probe.next, into = right:inset "l" }
    appear(file)
    file:count()
    become(file, base, { keep = true, dur = "slow" })
    stretch(0.9, function() appear(bars, { stagger = 0.04 }) end)
    base:light()
    hold(1)
end)
