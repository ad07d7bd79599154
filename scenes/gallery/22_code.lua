-- 22_code.lua — code in colours: typed, lit, what its lines give, and another version of it.
return scene("code", function(run)
    local page  = area()
    local title = heading("The loop that writes", { into = page:cut_top "fit" })
    local loop  = code { {
        "for _ in range(n):",
        "    p = softmax(model(ids))",
        "    ids.append(sample(p))",
    }, beside = "(n_vocab)", colors = { p = "pick" }, label = "our sketch", into = page }
    par(function() rise_in(title) rise_in(loop) end)
    loop:type(1, 3)
    loop:light("softmax", { dim = false })
    loop:value("softmax", "(${run.n_vocab})", { color = "pick" })
    change(loop, {
        "for _ in range(n):",
        "    logits = model(ids[-${run.n_ctx}:])",
        "    p = softmax(logits)",
        "    ids.append(sample(p))",
    }, { dur = "slow" })
    loop:light_each { dur = "quick" }
    hold(0.5)
end)
