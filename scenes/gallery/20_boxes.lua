-- 20_boxes.lua — attention as boxes: arrows follow both their ends.
return scene("box, arrow", function()
    local page = area()
    local input, roles, weights, output = page:split({ 1, 1, 1, 1 }, { gap = "l" })
    local a, b, c = roles:across { 1, 1, 1 }
    local token = box("token", { into = input })
    local q, k  = box("query", { into = a, color = "query" }), box("key", { into = b, color = "key" })
    local v     = box("value", { into = c, color = "value" })
    local mix   = box("weights", { into = weights, color = "accent" })
    local out   = box("output", { into = output })
    pop_in(token)
    stagger(function()
        for _, role in ipairs { q, k, v } do
            par(function() appear(arrow(token, role)) pop_in(role) end)
        end
    end)
    par(function() appear { arrow(q, mix), arrow(k, mix) } pop_in(mix) end)
    par(function() appear { arrow(mix, out), arrow(v, out) } pop_in(out) end)
    hold(1.5)
end)
