-- 06_attention.lua — self-attention: one row of one head, worked out step by step with the same numbers throughout;
-- then all rows at once, and what it does not know: places.
local all_rows, one_row, saturation = require "all_rows", require "one_row", require "saturation"
local sum_by_hand, places_of = require "sum_by_hand", require "places"
local three_vectors, why_root, weights_of_row = require "three_vectors", require "why_root", require "weights_of_row"

-- Where things stand: heading, formula, the board of one row, and what is beside or below it.
local function places(words)
    local page, at = area(), { wide = by_canvas { wide = true, square = false, tall = false } }
    at.whole, at.head = page:middle(1), page:cut_top "fit"
    at.title = heading(words, { into = at.head })
    at.rest = page:middle(1) -- all that is below the heading
    if at.wide then
        at.board, at.side = page:row({ 2, 1 }, { gap = "xl" })
        at.formula = at.side:cut_top(0.24)
        at.sum = at.side
    else
        at.formula = page:cut_top(by_canvas { wide = 0.1, square = 0.12, tall = 0.15 })
        if by_canvas { wide = false, square = true, tall = false } then
            at.ask, at.formula = at.formula:row({ 1, 1.3 }, { gap = "l" })
            at.ask = at.ask:middle(0.6)
        else at.ask = page:cut_top(0.055) end
        at.below = page:middle(0.98)
        at.board, at.side = page:column({ by_canvas { wide = 1, square = 2.1, tall = 1.5 }, 1 }, { gap = "l" })
    end
    at.sum = at.sum or by_canvas { wide = at.side, square = at.below, tall = at.below }
    return at
end

return scene("Self-attention", { needs = { "probe.q", "probe.k", "probe.v", "probe.attention", "probe.residual" } },
function(run, runs)
    chapter "Self-attention"
    local head, at = one_row.of(runs.one_head.probe), places "An average cannot choose"
    local i, tokens = head.row, head.tokens

    -- What the chapter before could not do.
    local title = at.title
    local even = {}
    for r = 1, head.n do
        even[r] = {}
        for c = 1, head.n do even[r][c] = c <= r and 0 or -math.huge end
    end
    local grid = matrix { softmax(even), rows = tokens, columns = tokens, row_color = "query", column_color = "key",
        look = "dots", color = "query", mask = true, into = at.rest:middle(0.97) }
    begin_with { title, grid }
    spoken("even", "An average listens to all alike. A letter should be able to choose.", function()
        hold(1.8)
        stretch(2.4, function() change(grid, head.weights, { dur = "slow" }) end)
    end)
    click()

    -- Every token makes three vectors.
    local three = three_vectors.make(head, runs.one_head, at.rest)
    spoken("three", "Three learned matrices make three vectors of each token. A query: what do I look for? "
        .. "A key: what do I hold? A value: what do I pass on?", function()
        par(function()
            leave(grid)
            change(title, "Each token makes three vectors")
            fade_in(three.x, { delay = "quick" })
        end)
        hold(0.8)
        for n = 1, 3 do
            three_vectors.play(three, n)
            hold(0.9)
        end
    end)
    click()

    -- One query goes along all keys.
    local board = one_row.board(head, at.board)
    local query = one_row.query(head, board.ask or at.ask)
    local fraction = [[\frac{QK^T}{\sqrt{d}}]]
    local scaled = by_canvas { wide = fraction, square = [[QK^T/\sqrt{d}]], tall = fraction } -- there is little height
    local colors = { Q = "query", K = "key", V = "value" }
    local formula_ = formula { [[QK^T]], colors = colors, size = "heading", into = at.formula }
    local meets = formula { [[q \cdot k = \sum_{c=1}^{d} q_c\,k_c]], colors = { q = "query", k = "key" }, size = "heading",
        into = by_canvas { wide = at.side:middle(0.5), square = at.side, tall = at.side } }
    spoken("scores", "One token's query meets every key: multiplied, and added up. The better they match, the "
        .. "higher the score.", function()
        par(function()
            change(title, "A query meets every key")
            leave(three_vectors.rest(three), { dur = "usual" })
            become(three.results[1], query, { dur = "slow" })
            fade_in(board.keys, { delay = "slow" })
        end)
        par(function()
            rise_in(board.scores, { dur = "quick" })
            appear(formula_, { stagger = 0.1 })
        end)
        rise_in(meets)
        stretch(4.5, function() board.scores:sweep(query, board.keys, { transposed = true }) end)
    end)
    click()

    -- Divided by √d.
    local why = why_root.make(head, at.side)
    spoken("scale", "A score adds up d products: its variance grows with d, its spread with the root. Divided by "
        .. "that, scores keep their size.", function()
        par(function()
            change(title, "Longer vectors, larger scores")
            leave(meets)
            stretch(4, function() why.bars:draw() end)
        end)
        par(function()
            change(title, "So scores are divided by √d")
            appear(board.scaled, { stagger = 0.05 })
            change(formula_, scaled)
        end)
        rise_in { why.says, why.number }
        hold(0.8)
    end)
    click()

    -- What lies ahead goes.
    spoken("mask", "The best match lies ahead, where no one may look: minus infinity.", function()
        par(function()
            change(title, "What lies ahead is masked")
            pulse(board.scaled:cell(1, head.n))
        end)
        par(function()
            stretch(1.6, function() become(board.scaled, board.masked, { stagger = 0.1 }) end)
            for j = i + 1, head.n do dim(board.keys:row(j), { dur = "quick" }) end
        end)
    end)
    click()

    -- Scores become weights.
    local rule = weights_of_row.make(head, at.side)
    spoken("softmax", "Softmax: e to each score, divided by the sum of all. So none is below zero, and together they "
        .. "are one.", function()
        par(function()
            change(title, "Softmax makes weights")
            change(formula_, [[\operatorname{softmax}\left(]] .. scaled .. [[\right)]])
            why_root.leave(why)
            one_row.make_room(board, query)
        end)
        weights_of_row.play(rule, board)
        key_frame "One row of self-attention, with every number: scores, divided, masked, and made weights."
    end)
    click()

    -- Without the scale it would be settled already.
    local contrast = saturation.make(head, at.side)
    spoken("saturates", "Without the root, one would take far more.", function()
        weights_of_row.leave(rule)
        saturation.play(contrast)
    end)
    click()

    -- The sum, in one channel, by hand.
    local by_hand = sum_by_hand.make(head, at.sum)
    spoken("sum", "Each token's value now counts as much as its weight. One channel can be checked by hand.", function()
        par(function()
            change(title, "Weights times values")
            saturation.leave(contrast)
            if board.makes_room then
                leave { board.masked, board.exps, board.dots }
            end
            rise_in { board.values, board.words[1] }
            change(formula_, [[\operatorname{softmax}\left(]] .. scaled .. [[\right)V]])
        end)
        sum_by_hand.play(by_hand, board)
    end)
    takeaway "Attention is a weighted mean of the past, in which each token chooses the weights by its query."
    click()

    -- All rows at once.
    local all
    spoken("all", "Every token does so at once: two products of matrices, a softmax between them.",
        function()
            all = all_rows.play(head, { title = title, formula = formula_, board = board,
                by_hand = by_hand, place = at.rest:middle(1) })
        end)
    click()

    -- All of it, in code and as a formula.
    local whole_at, code_at
    if at.wide then code_at, whole_at = at.rest:row({ 2.1, 1 }, { gap = "l" })
    else whole_at, code_at = at.rest:column({ 1, by_canvas { wide = 1, square = 3.4, tall = 3.4 } }, { gap = "m" }) end
    local program = code { "gpt.py", part = "a head", into = code_at, colors = { q = "query", k = "key", v = "value" } }
    spoken("code", "All of this is a head, and it fits on one page.",
        function()
            par(function()
                change(title, "A head, in code")
                leave(all)
                settle(formula_, whole_at)
                rise_in(program, { delay = "usual" })
            end)
            program:light("self.q", "self.v", { dim = false, color = "line" })
            hold(0.8)
            program:show "a head at work"
            program:light("q = self.q(x)", "v = self.v(x)", { dim = false, color = "line" })
            hold(0.5)
            program:light("w = q @ k", "k.shape", { dim = false, color = "line" })
            hold(0.5)
            program:light("later =", "softmax", { dim = false, color = "line" })
            hold(0.5)
            program:light("return w @ v", "return w @ v", { dim = false, color = "line" })
        end)
    click()

    -- A graph, and no convolution: it does not know where anything stands.
    local arcs = attention_arcs { runs.one_head.probe.attention[1][1], drawn = false, into = at.rest:middle(0.9) }
    spoken("graph", "Tokens form a directed graph. A convolution looks at a fixed distance; here, only what they hold "
        .. "counts, not where they stand.", function()
        par(function()
            change(title, "A directed graph, not a convolution")
            leave { program, formula_ }
            rise_in(arcs, { delay = "quick" })
        end)
        stretch(5, function() for r = 2, head.n do arcs:draw(r) end end)
    end)
    click()
    local panels = places_of.make(at.rest)
    spoken("order", "Swap the words: same weights, same sum. Attention has no notion of position.", function()
        par(function()
            change(title, "Attention knows no order")
            leave(arcs)
        end)
        overlap(0.3, function() places_of.play(panels[1]) end)
    end)
    click()
    spoken("positions", "That is why each place has a learned row, added to the letter's. Now the swap changes the "
        .. "sum.", function()
        change(title, "So each place has a row, too")
        places_of.play(panels[2])
        for _, panel in ipairs(panels) do pulse(panel.sign) end
    end)
    click()
    hold(1)
end)
