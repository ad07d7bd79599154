-- 27_heads.lua — all heads of a layer; the one that looks most at the token before.
return scene("attention_heads", { needs = "probe.attention" }, function(run)
    local page  = area()
    local title = heading("Every head has its own question", { into = page:cut_top "fit" })
    local heads = attention_heads { run.probe.attention[1], into = page }
    rise_in(title)
    stagger(0.1, function() for _, each in ipairs(heads:parts()) do appear(each) end end)
    heads:light()
    if #run.probe.tokens > 1 then                                     -- else there is none before
        local one, share = heads:most "previous"
        focus({ one, title }, function()
            change(title, "This one looks at the token before: ${share:.0%}")
            hold(1)
        end)
    end
    hold(0.5)
end)
