-- weights_of_row.lua — softmax on one row: e to each score, divided by the sum of all; one weight as a quotient.
local weights_of_row = {}

function weights_of_row.make(head, place)
    local i = head.row
    local power, total, weight = head.exps[i][i], head.total, head.weights[i][i]
    local cut = by_canvas { wide = place.column, square = place.row, tall = place.row }
    local upper, lower = cut(place:middle(by_canvas { wide = 0.9, square = 1, tall = 1 }), { 1.2, 1 }, { gap = "m" })
    local sum_at, quotient_at = lower:column({ 1, 1 }, { gap = "s" })
    return {
        rule = formula { [[w_j = \frac{e^{x_j}}{\sum_i e^{x_i}}]], colors = { w = "query" }, into = upper },
        sum = line("sum of all: ${total:.1f}", { mono = true, align = "middle", into = sum_at }),
        quotient = line("${power:.1f} ÷ ${total:.1f} = ${weight:.2f}", { mono = true, align = "middle", color = "query",
            into = quotient_at }),
    }
end

-- Numbers become weights, with the row of them that is on the board.
function weights_of_row.play(made, board)
    par(function()
        rise_in(made.rule)
        stretch(1.5, function() become(board.masked, board.exps, { keep = true, stagger = 0.1 }) end)
    end)
    rise_in(made.sum)
    par(function()
        rise_in(made.quotient)
        stretch(1.5, function() become(board.exps, board.soft, { keep = true, stagger = 0.1 }) end)
    end)
    stretch(1, function() become(board.soft, board.dots, { keep = true, stagger = 0.1 }) end)
end

function weights_of_row.leave(made) leave { made.rule, made.sum, made.quotient } end

return weights_of_row
