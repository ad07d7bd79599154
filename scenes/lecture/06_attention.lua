-- 06_attention.lua — self-attention: one row of one head, worked out step by step with the same numbers throughout;
-- then all rows at once, and what it does not know: places.
local all_rows, one_row, saturation = require "all_rows", require "one_row", require "saturation"
local sum_by_hand, places_of, code_beside = require "sum_by_hand", require "places", require "code_beside"

-- Where things stand: heading, formula, the board of one row, and what is beside or below it.
local function places(words)
    local page, at = area(), { wide = by_canvas { wide = true, square = false, tall = false } }
    at.whole, at.head = page:middle(1), page:cut_top "fit"
    at.title = heading(words, { into = at.head })
    at.rest = page:middle(1) -- all that is below the heading
    if at.wide then
        at.board, at.side = page:row({ 2.15, 1 }, { gap = "xl" })
        at.formula = at.side:cut_top(0.24)
        at.sum = at.side
    else
        at.formula = page:cut_top(by_canvas { wide = 0.1, square = 0.195, tall = 0.15 })
        at.ask = page:cut_top(by_canvas { wide = 0.1, square = 0.07, tall = 0.055 })
        at.below = page:middle(0.98)
        at.board, at.side = page:column({ by_canvas { wide = 1, square = 2, tall = 2 }, 1 }, { gap = "l" })
    end
    at.sum = at.sum or by_canvas { wide = at.side, square = at.below, tall = at.below }
    return at
end

return scene("Self-attention", { needs = { "probe.q", "probe.k", "probe.v", "probe.attention", "probe.residual" } },
function(run, runs)
    chapter "Self-attention"
    local head, at = one_row.of(runs.one_head.probe), places "An average cannot choose"
    local i, tokens = head.row, head.tokens
    local asks = tokens[i]

    -- What the chapter before could not do.
    local title = at.title
    local even = {}
    for r = 1, head.n do
        even[r] = {}
        for c = 1, head.n do even[r][c] = c <= r and 0 or -math.huge end
    end
    local rest = at.rest:middle(1)
    local grid = matrix { softmax(even), rows = tokens, columns = tokens, row_color = "query", column_color = "key",
        look = "dots", color = "query", mask = true, into = rest:middle(0.94) }
    spoken("even", "An average listens to all of the past alike. But a letter should be able to choose.", function()
        begin_with(title)
        appear(grid, { stagger = 0.01 })
        hold(2)
        stretch(2, function() change(grid, head.weights, { dur = "slow" }) end)
    end)
    click()

    -- Every token makes three vectors.
    local function three()
        if at.wide then return rest:middle(0.8):row({ 2.4, 1, 1, 1 }, { gap = "l" }) end
        local above, below = rest:middle(0.94):column({ 1, 1 }, { gap = "l" })
        return above, below:row({ 1, 1, 1 }, { gap = "m" })
    end
    local xs, qs, ks, vs = three()
    local x = matrix { head.x, rows = tokens, name = "tokens", shape = true, fill = true, into = xs }
    local function made(place, of, name, role)
        return matrix { of, name = name, shape = true, color = role, fill = true, into = place }
    end
    local q, k = made(qs, head.q, "queries", "query"), made(ks, head.k, "keys", "key")
    local v = made(vs, head.v, "values", "value")
    spoken("three", "Three learned matrices turn each token into three vectors. A query: what do I look for? A key: what do I hold? "
        .. "A value: what do I pass on?", function()
        par(function()
            leave(grid)
            change(title, "Each token makes three vectors")
            appear(x, { stagger = 0.002 })
        end)
        over(k, q) over(v, k) over(v, q) over(q, x)
        for _, m in ipairs { q, k, v } do
            become(x, m, { keep = true, dur = "slow" })
            hold(1.4)
        end
    end)
    click()

    -- One query goes along all keys.
    local board = one_row.board(head, at.board)
    local query = one_row.query(head, board.ask or at.ask)
    local colors = { Q = "query", K = "key", V = "value" }
    local formula_ = formula { [[QK^T]], colors = colors, size = "heading", into = at.formula }
    spoken("scores", "Take one token. Its query goes along all keys and is multiplied with each: the better they match, "
        .. "the higher the score.", function()
        par(function()
            change(title, "A query meets every key")
            leave { x, v }
            become(k, board.keys, { dur = "slow" })
            become(q, query, { dur = "slow" })
            fade_in(board.words[1] or {})
        end)
        rise_in(board.scores, { dur = "quick" })
        stretch(6, function() board.scores:sweep(query, board.keys, { transposed = true }) end)
        appear(formula_, { stagger = 0.1 })
    end)
    click()

    -- Divided by √d.
    local wide_spread, spread = one_row.spread(head.scores), one_row.spread(head.scaled)
    local over_, under = at.side:middle(by_canvas { wide = 0.5, square = 1, tall = 0.7 }):column({ 1, 1.5 }, { gap = "s" })
    local said = { line("variance of all scores", { into = over_ }),
        big("${wide_spread:.0f} → ${spread:.0f}", { into = under, color = "accent" }) }
    spoken("scale", "Their variance grows with the vectors' length. Divided by its root, they keep their spread.", function()
        par(function()
            change(title, "Scores are scaled")
            become(board.scores, board.scaled, { keep = true })
            change(formula_, [[\frac{QK^T}{\sqrt{d}}]])
        end)
        hold(1)
        rise_in(said)
    end)
    click()

    -- What lies ahead goes.
    spoken("mask", "The best match lies ahead, and there no one may look: those scores become minus infinity.", function()
        par(function()
            change(title, "What lies ahead is masked")
            leave(said)
            pulse(board.scaled:cell(1, head.n))
        end)
        stretch(2, function() become(board.scaled, board.masked, { keep = true, stagger = 0.1 }) end)
        for j = i + 1, head.n do dim(board.keys:row(j), { dur = "quick" }) end
    end)
    click()

    -- Scores become weights.
    spoken("softmax", "Softmax makes weights of what is left. None is below zero, and together they are one.", function()
        par(function()
            change(title, "Softmax makes weights")
            stretch(2, function() become(board.masked, board.soft, { keep = true, stagger = 0.1 }) end)
            change(formula_, [[\operatorname{softmax}\left(\frac{QK^T}{\sqrt{d}}\right)]])
        end)
        hold(0.5)
        stretch(1.5, function() become(board.soft, board.dots, { keep = true, stagger = 0.1 }) end)
    end)
    click()

    -- Without the scale it would be settled already.
    local contrast = saturation.make(head, at.side)
    spoken("saturates", "Without the scale, large scores would have settled it already: one takes nearly all.", function()
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
                leave { query, board.keys, board.scores, board.scaled, board.masked, board.dots }
            end
            rise_in { board.values, board.words[2] }
            change(formula_, [[\operatorname{softmax}\left(\frac{QK^T}{\sqrt{d}}\right)V]])
        end)
        sum_by_hand.play(by_hand, board)
        key_frame "One row of self-attention, with every number: scores, scaled, masked, made weights, and one sum."
    end)
    takeaway "Attention is a weighted mean of the past, in which each token chooses the weights by its query."
    click()

    -- All rows at once.
    local all
    spoken("all", "And every token does so at the same time: two products of matrices, and a softmax between them.",
        function()
            all = all_rows.play(head, { title = title, formula = formula_, board = board, query = query,
                by_hand = by_hand, place = at.rest:middle(1) })
        end)
    click()

    -- It does not know where anything stands.
    local panels = places_of.make(at.rest)
    spoken("order", "But attention has no notion of position. Swap the words, and every letter keeps its weight: the sum is "
        .. "the same.", function()
        par(function()
            change(title, "Attention knows no order")
            leave { formula_, table.unpack(all) }
        end)
        places_of.play(panels[1])
    end)
    click()
    spoken("positions", "So positions are added to the tokens. Then the same swap changes the weights, and the sum.", function()
        par(function()
            if panels.takes_turns then leave(places_of.things(panels[1])) end
            change(title, "So positions are added")
        end)
        places_of.play(panels[2])
        key_frame "Without positions a head takes the same from the letters in any order; with them, order counts."
    end)
    click()

    -- A graph, and no convolution.
    local arcs = attention_arcs { runs.one_head.probe.attention[1][1], drawn = false,
        into = at.rest:middle(0.84) }
    spoken("graph", "What comes of it is a graph with directions: each token points back at others. Whom it picks depends on "
        .. "what they hold, not on a fixed distance as in a convolution.", function()
        par(function()
            change(title, "A directed graph, not a convolution")
            leave(places_of.things(panels[2]))
            if not panels.takes_turns then leave(places_of.things(panels[1])) end
            rise_in(arcs)
        end)
        stretch(10, function() for r = 2, head.n do arcs:draw(r) end end)
    end)
    click()

    -- All of it, in code and as a formula.
    local program, beside = code_beside.make(at.whole, 1.25)
    local above, below = beside:column({ 1, 2.6 }, { gap = "l" })
    local whole = formula { [[\operatorname{softmax}\left(\frac{QK^T}{\sqrt{d}}\right)V]], colors = colors,
        into = above }
    local last = matrix { head.weights, rows = tokens, columns = tokens, row_color = "query", column_color = "key",
        look = "dots", color = "query", mask = true, into = below }
    spoken("code", "That is a head: queries, keys and values, scores, a mask, a softmax, and a sum. It fits on one page.",
        function()
            par(function()
                leave { title, arcs }
                program:show "a head"
                appear(whole, { stagger = 0.05 })
                appear(last, { stagger = 0.02 })
            end)
            hold(0.4)
            for r = 1, head.n do last:light { row = r } end
            par(function() program:light("q = self.q(x)", "return w @ v") last:light { row = i, dur = "slow" } end)
        end)
    click()
    hold(1)
end)
