-- 23_shell.lua — a terminal, in which commands are typed.
return scene("shell", function()
    local page = area()
    local title = heading("Try it yourself", { into = page:cut_top "fit" })
    local sh = shell { { "gptreel new mytalk && cd mytalk", "gptreel render ." }, into = page }
    rise_in(title)
    rise_in(sh)
    sh:type()
    hold(1)
    local steps = shell { { "gptreel new mytalk && cd mytalk", "gptreel render ." },
                          numbered = true, bare = true, faint = true, lit = { "new", "render" }, into = page }
    par(function() change(title, "As a list") leave(sh, { to = title }) end)
    rise_in(steps)
    steps:type()
    hold(1)
end)
