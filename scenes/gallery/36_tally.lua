-- 36_tally.lua — among how many symbols the model hesitates.
return scene("tally", { needs = "best" }, function(run)
    local page    = area()
    local choices = math.exp(run.best.val_loss)
    local words   = "It hesitates among ${choices:.0f} of ${run.n_vocab} symbols"
    local title   = heading(words, { into = page:cut_top "fit" })
    local dots    = tally { run.n_vocab, lit = choices, into = page }
    rise_in(title)
    appear(dots, { stagger = 0.02 })
    hold(1)
end)
