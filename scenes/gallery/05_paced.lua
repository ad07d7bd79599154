-- 05_paced.lua — a loop whose turns grow shorter and shorter, and fill the time exactly.
return scene("paced, growing_text, turn:readable", { needs = "generation" }, function(run)
    local gen, page = run.generation, area()
    local title = heading("Token by token, faster and faster", { into = page:cut_top "fit" })
    local left, right = page:split { 3, 2 }
    local text  = growing_text { gen, from = 2, at_most = 120, into = left }
    local bars  = next_bars { gen[1], full = 1, into = right }
    par(function() rise_in(title) appear { text, bars } end)
    paced(text:rest(), { within = 6, first = 0.9, least = 0.03 }, function(token, turn)
        if not turn:readable() then return text:take(token) end
        change(bars, token)
        text:take(token, { from = bars:part(token.id), avoid = { bars } })
    end)
    hold(1)
end)
