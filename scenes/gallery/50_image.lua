-- 50_image.lua — pictures from files beside the film's; the camera leans in, and comes back.
return scene("image, look_at with a turn", function()
    local page = area()
    local left, right = page:split({ 1, 1 }, { gap = "l" })
    local photo   = image { "dawn.jpg", into = left }
    local outline = image { "neuron.svg", into = right }
    stagger(function() rise_in(photo) rise_in(outline) end)
    look_at(outline, { turn = 4 })
    hold(0.5)
    look_at()
    hold(0.5)
end)
