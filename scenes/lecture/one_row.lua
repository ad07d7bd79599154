-- one_row.lua — the board on which one row of attention is worked out: keys, scores, weights and values, token by
-- token. Steps run down where the canvas is wide, and right where it is not. The first steps have all of the board;
-- they make room when scores become weights.
local one_row = {}

-- Whether tokens are columns and steps rows.
local function down() return by_canvas { wide = true, square = false, tall = false } end

local GUTTER = 0.16

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
    head.scaled, head.masked, head.exps = {}, {}, {}
    for i = 1, n do
        head.scaled[i], head.masked[i], head.exps[i] = {}, {}, {}
        for j = 1, n do
            head.scaled[i][j] = head.scores[i][j] / math.sqrt(head.width)
            head.masked[i][j] = j <= i and head.scaled[i][j] or -math.huge
            head.exps[i][j] = j <= i and math.exp(head.scaled[i][j]) or 0
        end
    end
    head.total = sum({ table.unpack(head.exps[row], 1, row) })
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

-- That of the scores when only the first channels are multiplied and added: one, two, and so on up to all of them.
function one_row.spreads(head)
    local widths, spreads, q, k = {}, {}, {}, {}
    for i = 1, head.n do q[i], k[i] = {}, {} end
    for c = 1, #head.q[1] do
        for i = 1, head.n do q[i][c], k[i][c] = head.q[i][c], head.k[i][c] end
        widths[c] = count(q[1], "channels")
        spreads[c] = one_row.spread(product(q, k, { transposed = true }))
    end
    return widths, spreads
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
        name = role == "key" and name or nil, color = role, into = place }
end

local function beside(place) return (place:row({ GUTTER, 1 - GUTTER }, { gap = "none" })) end

local function said(place, words, role)
    return line(words, { into = beside(place):inset "xs", align = "right", color = role })
end

-- All pictures of the board, not seen yet, in the order of the steps.
function one_row.board(head, place)
    local cut = down() and place.column or place.row
    local keys, scores, scaled = cut(place, down() and { 3.1, 1, 1.35 } or { 2, 1, 1.35 }, { gap = "s" })
    local late = { cut(place, down() and { 1.35, 1, 1, 0.8, 2.4 } or { 1.7, 1.2, 1.2, 0.5, 1.4 }, { gap = "s" }) }
    local i, board = head.row, { words = {}, above = late[1] }
    board.makes_room = not down() -- for the sum
    local function row(of, at, words, look, color, mask)
        local above = (of == head.scaled or of == head.masked) and head.tokens or nil
        return strip(at, { { of[i] }, look = look, rows = { words }, columns = above, column_color = "key", color = color,
            first = i, mask = mask, decimals = of == head.exps and 1 or 2 })
    end
    board.keys = channels(keys, head.k, "keys", "key", head.tokens)
    board.scores = strip(scores, { { head.scores[i] }, look = "plain", first = i, open = true, decimals = down() and 2 or 1,
        rows = { "q · k" } })
    local scale = "÷ √${head.width}"
    board.scaled, board.masked = row(head.scaled, scaled, scale, "plain"), row(head.masked, scaled, scale, "plain", nil, true)
    board.exps = row(head.exps, late[2], "eˣ", "plain", nil, true)
    board.soft = strip(late[3], { { head.weights[i] }, look = "plain", rows = { "÷ sum" }, color = "query", first = i, mask = true })
    board.dots = row(head.weights, late[4], down() and "weights" or " ", "dots", "query", true)
    board.values = channels(late[5], head.v, "values", "value")
    over(board.scaled, board.scores)
    over(board.masked, board.scaled)
    over(board.exps, board.masked)
    over(board.soft, board.exps)
    over(board.dots, board.soft)
    if down() then
        board.words = { said(late[5], "values", "value") }
        board.ask = beside(keys):inset "xs"
    end
    return board
end

-- What made the scores goes, and they make room for what comes of them.
function one_row.make_room(board, query)
    par(function()
        leave { query, board.keys, board.scores }
        settle(board.masked, board.above)
    end)
end

-- The query alone: beside the keys, channel by channel, or in an area of its own.
function one_row.query(head, place)
    return matrix { { head.q[head.row] }, rows = { head.tokens[head.row] }, row_color = "query", color = "query",
        first = head.row, transposed = down(), name = down() and "query" or nil, fill = true, into = place }
end

return one_row
