-- 61_vessels.lua — what reaches each block on the way back from the loss: from each to the next, by a road.
return scene("vessels", function(_, runs)
    local blocks = runs.deep.gradients[1].blocks
    local above, below = area():column { 1, 1 }
    local passed = vessels { blocks, into = above }
    local by_road = vessels { blocks, road = true, into = below }
    appear { passed, by_road }
    stretch(2, function() passed:fill { stagger = 0.2 } end)
    click()
    stretch(2, function() by_road:fill { stagger = 0.2 } end)
    hold(1)
end)
