-- 16_words.lua — words in five sizes, and words that become others.
return scene("title, heading, big, line, label", function(run)
    local page = area()
    local head = heading("heading: above a picture", { into = page:cut_top "fit" })
    local foot = label("label: the smallest", { into = page:cut_bottom "fit", color = "soft" })
    local upper, lower = page:column { 1, 1 }
    local first  = title("title", { into = upper })
    local number = big("${run.n_params:short}", { into = lower:cut_top "three_quarters", color = "accent" })
    local says   = line("line: parameters of the model, in big", { into = lower, align = "middle" })
    stagger(0.3, function() rise_in(head) rise_in(first) pop_in(number) rise_in(says) rise_in(foot) end)
    hold(0.5)
    change(first, "another title")
    hold(1)
end)
