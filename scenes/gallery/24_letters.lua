-- 24_letters.lua — a word as large as there is room, and words as tiles.
return scene("wordmark, word_tiles", function()
    local page = area()
    local upper, lower = page:column({ 3, 2 }, { gap = "xl" })
    local mark  = wordmark { "gpt", "reel", into = upper }
    local tiles = word_tiles { { "films of", "models" }, lit = true, into = lower }
    appear(mark)
    mark:draw()
    stagger(0.05, function() drop_in(tiles:parts()) end)
    mark:glow()
    hold(1)
end)
