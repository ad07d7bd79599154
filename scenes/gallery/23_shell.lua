-- 23_shell.lua — a terminal, in which commands are typed.
return scene("shell", function()
    local page = area()
    local title = heading("Try it yourself", { into = page:cut_top "fit" })
    local sh = shell { { "gptreel new mytalk && cd mytalk", "gptreel render ." }, into = page }
    rise_in(title)
    rise_in(sh)
    sh:type()
    hold(1)
end)
