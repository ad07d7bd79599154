-- 01_time.lua — time is blocks: one after the other, all together, each a moment after the one before.
return scene("seq, par, stagger, lag", function()
    local function boxes(name, row)
        local head, made = line(name, { into = row:cut_left "quarter", align = "left", color = "accent" }), {}
        for i, cell in ipairs(row:grid(3, 1)) do
            made[i] = box(({ "one", "two", "three" })[i], { into = cell, size = "lead" })
        end
        appear(head, { dur = "quick" })
        return made
    end
    local a, b, c, d = area():column { 1, 1, 1, 1 }
    local function all(things) for _, each in ipairs(things) do pop_in(each) end end

    a = boxes("seq", a)
    seq(function() all(a) end)
    b = boxes("par", b)
    par(function() all(b) end)
    c = boxes("stagger", c)
    stagger(function() all(c) end)
    d = boxes("lag", d)
    lag(0.5, function() all(d) end)
    hold(1)
end)
