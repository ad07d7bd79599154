-- all_rows.lua — the row closes, all rows stand together, and the weights are multiplied with the values.
local sum_by_hand = require "sum_by_hand"
local all_rows = {}

-- `from`: the pictures of the one row; `place`: what is below the heading.
function all_rows.play(head, from)
    local board = from.board
    local top = from.place:cut_top(by_canvas { wide = 0.24, square = 0.15, tall = 0.17 })
    local w, times, v, equals, o
    if by_canvas { wide = true, square = false, tall = false } then
        w, times, v, equals, o = from.place:row({ 1.12, 0.1, 1, 0.1, 1 }, { gap = "m" })
    else
        local above, below = from.place:column({ 1, 1 }, { gap = "l" })
        w = above
        times, v, equals, o = below:row({ 0.1, 1, 0.1, 1 }, { gap = "m" })
    end
    local grid = matrix { head.weights, rows = head.tokens, row_color = "query", name = "weights", shape = true,
        look = "dots", color = "query", mask = true, fill = true, into = w }
    local values = matrix { head.v, name = "values", shape = true, color = "value", fill = true, into = v }
    local out = matrix { product(head.weights, head.v), name = "out", shape = true, fill = true, into = o }
    local signs = { line("×", { into = times:middle(0.3), align = "middle" }),
        line("=", { into = equals:middle(0.3), align = "middle" }) }
    par(function()
        change(from.title, "All rows at once")
        if not board.makes_room then
            leave { board.masked, board.exps, board.soft, board.words[1] }
        end
        leave(sum_by_hand.rest(from.by_hand, board))
        settle(from.formula, top)
        become(board.makes_room and from.by_hand.weights or board.dots, grid, { dur = "slow" })
        leave(board.makes_room and from.by_hand.values or board.values)
        fade_in(values, { delay = "usual" })
        fade_in(signs, { delay = "usual" })
    end)
    hold(0.8)
    fade_in(out, { dur = "slow" })
    return { grid, values, out, signs[1], signs[2] }
end

return all_rows
