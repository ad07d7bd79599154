-- one_row.lua — the board on which one row of attention is worked out: keys, scores, weights and values, token by
-- token. Steps run down where the canvas is wide, and right where it is not.
local one_row = {}

-- Whether tokens are columns and steps rows.
local function down() return by_canvas { wide = true, square = false, tall = false } end

local GUTTER = 0.18

-- The first tokens of the head, as many as have room, and the row that is looked at.
function one_row.of(probe)
    local n = math.min(#probe.tokens, 8)
    local row = math.min(5, n)
    local head = { n = n, row = row, tokens = {}, q = {}, k = {}, v = {}, x = {}, weights = {} }
    for i = 1, n do
        head.tokens[i], head.x[i] = probe.tokens[i], probe.residual[1][i]
        for _, name in ipairs { "q", "k", "v" } do head[name][i] = probe[name][1][1][i] end
        head.weights[i] = {}
        for j = 1, n do head.weights[i][j] = probe.attention[1][1][i][j] end
    end
    head.width = count(head.q[1], "channels")
    head.scores = product(head.q, head.k, { transposed = true })
    head.scaled, head.masked = {}, {}
    for i = 1, n do
        head.scaled[i], head.masked[i] = {}, {}
        for j = 1, n do
            head.scaled[i][j] = head.scores[i][j] / math.sqrt(head.width)
            head.masked[i][j] = j <= i and head.scaled[i][j] or -math.huge
        end
    end
    return head
end

-- The mean of squares about the mean, of all numbers of some rows.
function one_row.spread(rows)
    local all, squares = {}, {}
    for _, row in ipairs(rows) do for _, x in ipairs(row) do all[#all + 1] = x end end
    local middle = mean(all)
    for i, x in ipairs(all) do squares[i] = (x - middle) * (x - middle) end
    return mean(squares)
end

-- A row of numbers in line with the tokens.
local function strip(place, options)
    options.fill, options.into, options.first_column = true, place, 1
    options.gutter, options.transposed = down() and GUTTER or 0, not down()
    return matrix(options)
end

-- A matrix of tokens and channels: over the columns or in the rows of its tokens.
local function channels(place, values, name, role, tokens)
    if not down() then
        return matrix { values, rows = tokens, row_color = role, name = name, color = role, fill = true, into = place }
    end
    return matrix { values, rows = tokens, row_color = role, transposed = true, fill = true, gutter = GUTTER,
        color = role, into = place }
end

local function said(place, words, role)
    local left = place:row({ GUTTER, 1 - GUTTER }, { gap = "none" })
    return line(words, { into = left:inset "xs", align = "right", color = role })
end

-- All pictures of the board, not seen yet, in the order of the steps.
function one_row.board(head, place)
    local cut = down() and place.column or place.row
    local weights = down() and { 3.4, 1, 1, 1, 1, 1, 2.8 } or { 1.7, 1.4, 1.2, 1.2, 1.25, 0.55, 1.25 }
    local keys, scores, scaled, masked, soft, dots, values = cut(place, weights, { gap = "s" })
    local i, board = head.row, { words = {} }
    board.makes_room = by_canvas { wide = false, square = true, tall = true } -- for the sum
    local function row(of, at, words, look, color, mask)
        return strip(at, { { of[i] }, look = look, rows = { words }, color = color, first = i, mask = mask })
    end
    local d = head.width
    board.keys = channels(keys, head.k, "keys", "key", head.tokens)
    board.scores = strip(scores, { { head.scores[i] }, look = "plain", first = i, open = true, decimals = down() and 2 or 1,
        rows = not down() and { "q · k" } or nil })
    board.scaled = row(head.scaled, scaled, "÷ √${d}", "plain")
    board.masked = row(head.masked, masked, "mask", "plain", nil, true)
    board.soft = row(head.weights, soft, down() and "softmax" or "weight", "plain", "query", true)
    board.dots = row(head.weights, dots, down() and "weights" or " ", "dots", "query", true)
    board.values = channels(values, head.v, "values", "value")
    over(board.scaled, board.scores)
    over(board.masked, board.scaled)
    over(board.soft, board.masked)
    over(board.dots, board.soft)
    if down() then
        board.words = { said(keys, "keys", "key"), said(values, "values", "value") }
        board.ask = scores:row({ GUTTER, 1 - GUTTER }, { gap = "none" })
    end
    return board
end

-- The query alone: where the scores come, or in an area of its own.
function one_row.query(head, place)
    return matrix { head.q[head.row], rows = { head.tokens[head.row] }, row_color = "query", color = "query", fill = true,
        into = place }
end

return one_row
