-- saturation.lua — one row of weights as it is, and as the softmax of scores that were not scaled.
local saturation = {}

function saturation.make(head, place)
    local i, raw = head.row, {}
    for j = 1, i do raw[j] = head.scores[i][j] end
    local scaled, unscaled, seen = {}, softmax({ raw })[1], {}
    for j = 1, i do scaled[j], seen[j] = head.weights[i][j], head.tokens[j] end
    local largest, larger = math.max(table.unpack(scaled)), math.max(table.unpack(unscaled))
    local wide = by_canvas { wide = true, square = false, tall = false }
    local above, below = place:middle(by_canvas { wide = 0.9, square = 1, tall = 0.9 }):column({ 1, 1 }, { gap = "s" })
    local function half(at, words, weights, most)
        local says_at = wide and at:cut_top "fit" or at:cut_left(0.28)
        local says = line(words, { into = says_at })
        local most_at = at:cut_right(0.24)
        return { says, matrix { { weights }, columns = wide and seen or nil, column_color = "key", look = "dots",
            color = "query", fill = true, into = at:middle(0.9) },
            big("${most:.0%}", { into = most_at:middle(0.6), color = "query" }) }
    end
    return { half(above, "scaled", scaled, largest), half(below, "not scaled", unscaled, larger) }
end

function saturation.play(made)
    for _, half in ipairs(made) do
        par(function()
            rise_in { half[1], half[3] }
            stretch(0.9, function() appear(half[2], { stagger = 0.05 }) end)
        end)
        hold(1)
    end
end

function saturation.leave(made)
    for _, half in ipairs(made) do leave(half) end
end

return saturation
