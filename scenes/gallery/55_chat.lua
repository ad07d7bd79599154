-- 55_chat.lua — a prompt and what the model made of it; models that chat may use a calculator between.
return scene("chat", { needs = "samples" }, function(run)
    local page, last = area(), run.samples[#run.samples]
    local title = heading("After ${last.step:,d} updates", { into = page:cut_top "fit" })
    local talk = chat { last, at_most = 40, into = page:inset "m" }
    rise_in(title)
    appear(talk:part "question")
    appear(talk:part "answer")
    hold(2)
end)
