-- 36_tally.lua — so many of so many: the heads of one layer, among all that the model has.
return scene("tally", { needs = "probe.attention" }, function(run)
    local page  = area()
    local heads = run.n_layer * run.n_head
    local words = "${run.n_layer} layers of ${run.n_head} heads: ${heads} ways to look back"
    local title = heading(words, { into = page:cut_top "fit" })
    local share = by_canvas { wide = { 1, 0.5 }, square = { 1, 1 }, tall = { 0.72, 1 } } -- a row a layer
    local dots  = tally { heads, lit = run.n_head, into = page:middle(share[1], share[2]) }
    rise_in(title)
    appear(dots, { stagger = 0.02 })
    hold(2)
end)
