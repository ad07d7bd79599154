-- 02_offsets.lua — what begins before the last thing ends, what happens besides, what has its own moment.
return scene("overlap, meanwhile, at", function()
    local page  = area()
    local title = heading("What begins when", { into = page:cut_top "fit" })
    local cells, boxes = page:grid(2, 2, { gap = "xl" }), {}
    for i, word in ipairs { "first", "overlap", "meanwhile", "at" } do
        local colors = { "accent", "query", "key", "value" }
        boxes[i] = box(word, { into = cells[i], size = "heading", color = colors[i] })
    end

    rise_in(title)
    seq(function()
        pop_in(boxes[1], { dur = "slow" })
        overlap(0.6, function() pop_in(boxes[2], { dur = "slow" }) end) -- before the first one is there
        meanwhile(function() pop_in(boxes[3], { dur = "slow" }) end)    -- takes no time: a pulse meanwhile
        pulse(boxes[1])
        at(3, function() pop_in(boxes[4]) end)                          -- three seconds after this seq began
    end)
    hold(1)
end)
