-- 01_blocks.lua — time is blocks: one after the other, together, one soon after the other.
return scene("seq, par, stagger", function()
    local top, middle, bottom = area():column { 1, 1, 1 }
    local function words(name, row)
        local made = {}
        for i, cell in ipairs { row:row { 1, 1, 1, 1 } } do
            made[i] = line(({ name, "one", "two", "three" })[i], { into = cell, color = i == 1 and "accent" or "ink" })
        end
        return made
    end
    local a, b, c = words("seq", top), words("par", middle), words("stagger", bottom)

    seq(function() for _, word in ipairs(a) do rise_in(word) end end)
    par(function() for _, word in ipairs(b) do rise_in(word) end end)
    stagger(function() for _, word in ipairs(c) do rise_in(word) end end)
    hold(1)
end)
