-- 37_around.lua — what lies around a piece of the page, and pieces side by side.
return scene("above, below, left_of, right_of, row, cut_right", function()
    local page    = area()
    local margin  = page:cut_right "fifth"
    local middle  = page:middle(0.4, 0.4)
    local left, right = middle:row { 1, 1 }
    local places  = { { "above", page:above(middle) }, { "right_of", page:right_of(middle) },
                      { "below", page:below(middle) }, { "left_of", page:left_of(middle) },
                      { "row", left }, { "row", right }, { "cut_right", margin } }
    stagger(0.35, function()
        for _, place in ipairs(places) do
            local back  = card { into = place[2], order = -1 }
            local words = label(place[1], { into = place[2], align = "middle", color = "accent" })
            par(function() pop_in(back) fade_in(words) end)
        end
    end)
    hold(1)
end)
