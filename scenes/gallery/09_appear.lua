-- 09_appear.lua — what is there at once, five ways to come, and one to go.
return scene("begin_with, appear, fade_in, rise_in, drop_in, pop_in, leave", function()
    local page = area()
    local made = {}
    for i, word in ipairs { "begin_with", "appear", "fade_in", "rise_in", "drop_in", "pop_in", "leave" } do
        made[i] = box(word, { size = "heading", color = i == 7 and "pick" or "accent" })
    end
    arrange(made, { into = page, columns = by_canvas { wide = 4, square = 2, tall = 1 }, gap = "xxl" })
    begin_with(made[1])
    appear(made[2], { dur = "slow" })
    fade_in(made[3], { dur = "slow" })
    rise_in(made[4], { dur = "slow" })
    drop_in(made[5], { ease = "bounce", dur = "slow" })
    pop_in { made[6], made[7] }
    hold(0.5)
    leave(made[7])
    hold(0.5)
end)
