-- 22_python.lua — code in colours; its lines light up, and it morphs into other code.
return scene("python", function(run)
    local page  = area()
    local title = heading("The loop that writes", { into = page:cut_top "fit" })
    local loop  = python { {
        "for _ in range(n):",
        "    p = softmax(model(ids))",
        "    ids.append(sample(p))",
    }, label = "our sketch", into = page }
    local longer = python { {
        "for _ in range(n):",
        "    logits = model(ids[-${run.n_ctx}:])",
        "    p = softmax(logits / t)",
        "    ids.append(sample(p))",
    }, label = "our sketch", into = page }
    par(function() rise_in(title) rise_in(loop) end)
    loop:light(2)
    loop:light(3)
    loop:light_all()
    become(loop, longer, { dur = "slow" })
    longer:light_each()
    hold(1)
end)
