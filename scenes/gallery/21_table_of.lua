-- 21_table_of.lua — a table whose cells light up.
return scene("table_of", { needs = "best" }, function(run, runs)
    local page  = area()
    local title = heading("Each has one part more", { into = page:cut_top "fit" })
    local rows  = {}
    for i, each in ipairs { { "bigram", runs.bigram }, { "attention", runs.heads }, { "GPT", runs.main } } do
        rows[i] = { each[1], "${each[2].n_params:,d}", "${each[2].best.val_loss:.2f}" }
    end
    local t = table_of { rows, head = { "model", "parameters", "loss" }, into = page }
    rise_in(title)
    stagger(function() rise_in(t:parts()) end)
    for row = 1, 3 do t:light { row = row, column = 3 } hold(0.4) end
    change(title, "And learns more")
    hold(1)
end)
