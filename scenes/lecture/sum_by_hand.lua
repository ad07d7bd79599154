-- sum_by_hand.lua — one channel of what a token takes away: weight by value, added up.
local sum_by_hand = {}
local CHANNEL = 2

function sum_by_hand.make(head, place)
    local i, weights, values, products, seen = head.row, {}, {}, {}, {}
    for j = 1, i do
        weights[j], values[j] = head.weights[i][j], { head.v[j][CHANNEL] }
        products[j], seen[j] = { weights[j] * values[j][1] }, head.tokens[j]
    end
    local total = {}
    for j = 1, i do total[j] = products[j][1] end
    total = sum(total)
    local made = {}
    made.head = line("one sum, by hand", { into = place:cut_top "fit" })
    local below = place:cut_bottom(by_canvas { wide = 0.34, square = 0.3, tall = 0.3 })
    local w, times, v, equals, p = place:row({ 1.65, 0.45, 1.25, 0.45, 1.35 }, { gap = "none" })
    made.weights = matrix { { weights }, columns = seen, look = "plain", color = "query", decimals = 3, transposed = true,
        fill = true, first = i, into = w }
    made.values = matrix { values, look = "plain", color = "value", decimals = 3, fill = true, first_column = CHANNEL, into = v }
    made.products = matrix { products, look = "plain", decimals = 3, fill = true, into = p }
    made.signs = { line("×", { into = times:middle(0.4), align = "middle" }),
        line("=", { into = equals:middle(0.4), align = "middle" }) }
    local number, strip = below:column({ 1, 1 }, { gap = "s" })
    local says, shown = number:row({ 1.9, 1 }, { gap = "m" })
    made.says = line("into one of ${head.width} channels", { into = says, color = "soft" })
    made.total = big("${total:.2f}", { into = shown, color = "accent" })
    local out = product({ head.weights[i] }, head.v)
    made.out = matrix { out, rows = { head.tokens[i] }, row_color = "query", fill = true, color = "accent",
        first = i, into = strip }
    return made
end

function sum_by_hand.play(made, board)
    over(made.weights, board.soft)
    over(made.values, made.weights)
    rise_in(made.head, { dur = "quick" })
    become(board.soft, made.weights, { keep = not board.makes_room })
    board.values:light { column = CHANNEL }
    become(board.values, made.values, { keep = not board.makes_room })
    par(function()
        fade_in(made.signs)
        appear(made.products, { stagger = 0.12 })
    end)
    par(function() rise_in(made.says) pop_in(made.total) end)
    appear(made.out, { stagger = 0.03 })
    made.out:light { column = CHANNEL }
end

-- What leaves when all rows come: weights and values stay where the board's own have made room.
function sum_by_hand.rest(made, board)
    local rest = { made.head, made.products, made.signs[1], made.signs[2], made.says, made.total, made.out }
    if not board.makes_room then rest[8], rest[9] = made.weights, made.values end
    return rest
end

return sum_by_hand
