-- 07_by_canvas.lua — what differs from one canvas to another, and what is arranged after it was made.
return scene("by_canvas, arrange, align", function()
    local page  = area()
    local shape = by_canvas { wide = "wide", square = "square", tall = "tall" }
    local title = heading("This canvas is " .. shape, { into = page:cut_top "fit" })
    local boxes = {}
    for i, word in ipairs { "text", "tokens", "model", "odds", "a token" } do
        boxes[i] = box(word, { size = "heading", color = i == 3 and "accent" or "soft" })
    end
    arrange(boxes, { into = page }) -- not seen yet: they are there at once
    rise_in(title)
    stagger(0.1, function() for _, each in ipairs(boxes) do pop_in(each) end end)
    hold(0.5)
    arrange(boxes, { into = page, columns = 2, gap = "xxl" }) -- seen: they go there
    hold(0.5)
    arrange(boxes, { into = page, way = "column" })
    align(boxes, "left")
    hold(1)
end)
