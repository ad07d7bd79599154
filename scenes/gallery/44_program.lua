-- 44_program.lua — a file of any language, part by part: its map, the numbers of its lines.
return scene("code, part by part", function()
    local page    = area()
    local title   = heading("A program, part by part", { into = page:cut_top "fit" })
    local program = code { "pairs.lua", part = "count", numbered = true, map = true, into = page }
    par(function() rise_in(title) rise_in(program) end)
    program:light("row[letter]", { dim = false })
    program:light_all()
    program:show "likeliest"
    program:light_each { dur = "quick" }
    hold(1)
end)
