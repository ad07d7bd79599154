-- 09_appear.lua — what is there at once, five ways to come, and one to go.
return scene("begin_with, appear, fade_in, rise_in, drop_in, pop_in, leave", function()
    local page = area()
    local made = {}
    for i, word in ipairs { "appear", "fade_in", "rise_in", "drop_in", "pop_in", "leave", "begin_with" } do
        made[i] = box(word, { size = "heading", color = i == 6 and "pick" or "accent" })
    end
    arrange(made, { into = page, columns = by_canvas { wide = 3, square = 2, tall = 1 }, gap = "xxl" })
    begin_with(made[7])
    appear(made[1], { dur = "slow" })
    fade_in(made[2], { dur = "slow" })
    rise_in(made[3], { dur = "slow" })
    drop_in(made[4], { ease = "bounce", dur = "slow" })
    pop_in { made[5], made[6] }
    hold(0.5)
    leave(made[6])
    hold(0.5)
end)
