-- 05_averaging.lua — the mean of all that came before, in four ways: loops, a triangle of ones, a softmax over minus
-- infinities; and the fourth, in which the data decide.
local one_row, averages, code_beside = require "one_row", require "averages", require "code_beside"

return scene("The averaging trick", { needs = { "probe.q", "probe.k", "probe.v", "probe.attention", "probe.residual" } },
function(run, runs)
    chapter "The averaging trick"
    local head = one_row.of(runs.one_head.probe)
    local ways, i, page = averages.of(head), head.row, area()
    local title = heading("Look further back: the mean of the past", { into = page:cut_top "fit" })
    local whole, wide = page:middle(1), by_canvas { wide = true, square = false, tall = false }
    local foot = not wide and page:cut_bottom(by_canvas { wide = 0, square = 0.2, tall = 0.16 }, { gap = "l" })
    local program, board, room = code_beside.make(page, 0.93)
    foot = foot or room:cut_bottom(0.22, { gap = "l" }) -- where the check will be
    local w, times, v, equals, m = board:row(wide and { 3.15, 0.5, 2.8, 0.5, 2.2 } or { 4.3, 0.5, 3.5, 0.5, 2.5 }, { gap = "xs" })

    local decimals = by_canvas { wide = 2, square = 1, tall = 1 }

    local v_first, m_first = board:row({ 3.5, 2.5 }, { gap = "xl" }) -- as long as there are no weights

    local function means_of(rows, place, open)
        return matrix { rows, name = "means", shape = wide, decimals = decimals, color = "accent", fill = true, open = open,
            into = place }
    end
    local function weights_of(rows, name, look, bare)
        return matrix { rows, rows = head.tokens, name = name, shape = not bare, look = look, decimals = 0, color = "accent",
            mask = look == "dots", fill = true, into = w }
    end

    local values = matrix { ways.values, rows = head.tokens, name = "values", shape = wide, decimals = decimals,
        color = "value", fill = true, into = v_first }
    local means = means_of(ways.loops, m_first)
    local tokens = weights_of(ways.ones, "looks at", "plain")
    local whence = label("two numbers of each letter, recorded in a trained model",
        { into = foot, color = "soft", align = wide and "left" or "middle" })
    spoken("loops", "A bigram sees one letter. The simplest way to look further back: average all that came before. "
        .. "Here, two numbers of each letter; in loops, row by row.", function()
        begin_with { title, values, whence }
        meanwhile(function() program:show "averaging by loops" end)
        hold(0.6)
        stretch(8, function()
            par(function()
                program:light "means[b, t] ="
                appear(means, { stagger = 0.2 })
            end)
        end)
    end)
    click()

    -- Ones below the diagonal, divided by the sum of their row, times the values.
    local triangle, product_of = weights_of(ways.triangle, "weights", "dots"), means_of(ways.by_triangle, m, true)
    local signs = { line("×", { into = times:middle(0.2), align = "middle" }),
        line("=", { into = equals:middle(0.2), align = "middle" }) }
    spoken("triangle", "A matrix does the same at once. Ones where a row may look; each row divided by its sum; times the "
        .. "values.", function()
        par(function()
            change(title, "One product of matrices does it")
            program:show "averaging by a matrix"
            leave(means)
            settle(values, v)
        end)
        par(function()
            program:light "torch.tril"
            appear(tokens, { stagger = 0.01 })
        end)
        hold(0.6)
        par(function()
            program:light "w / w.sum"
            become(tokens, triangle, { dur = "slow" })
        end)
        par(function() program:light "return" fade_in(signs) rise_in(product_of) end)
        stretch(3.5, function() product_of:sweep(triangle, values, { slowly = false }) end)
    end)
    click()

    -- Zeros, and minus infinity ahead: a softmax gives the same weights.
    local zeros, soft = weights_of(ways.nothing, "scores", "plain"), weights_of(ways.softmax, "weights", "dots")
    local masked = weights_of(ways.zeros, "ahead: −∞", "plain", true)
    spoken("softmax", "Third: begin with zeros, set what lies ahead to minus infinity, and a softmax makes the same weights.",
        function()
            par(function()
                change(title, "A softmax makes the same weights")
                program:show "averaging by softmax"
                become(triangle, zeros)
            end)
            hold(0.5)
            par(function()
                program:light "masked_fill"
                become(zeros, masked, { stagger = 0.01 })
            end)
            hold(0.5)
            par(function()
                program:light "softmax(dim"
                become(masked, soft, { dur = "slow" })
            end)
        end)
    click()

    -- A mean that can be checked, and how much the three ways differ.
    local hand_at, off_at = foot:column({ 1, 1 }, { gap = "s" })
    local checked = averages.checkable(ways, i, 2)
    local by_hand = averages.by_hand(ways, checked, 2, hand_at)
    local off = line("the three ways differ by ${ways.difference:.2g} at most", { into = off_at, color = "good" })
    spoken("check", "One of the means by hand. And all three ways agree, but for rounding in the last digit.", function()
        par(function()
            soft:light { row = checked }
            values:light { column = 2 }
            product_of:light { row = checked, column = 2 }
            leave(whence)
            rise_in(by_hand, { delay = "quick" })
        end)
        hold(1.5)
        rise_in(off)
        key_frame "The mean of the past as a product of matrices: the same numbers as loops, but for rounding."
    end)
    click()

    -- The zeros become numbers that depend on the data.
    spoken("data", "Here all of the past counts alike. But replace the zeros by numbers that the data give, and each row "
        .. "can choose.", function()
        par(function()
            change(title, "And if the data decide?")
            leave { by_hand, off, product_of, signs[1], signs[2] }
            program:leave()
            soft:light { dur = "quick" }
            values:light { dur = "quick" }
        end)
        local left, right = whole:middle(0.96):split({ 1, 1 }, { gap = "xl" })
        local scores = matrix { head.masked, rows = head.tokens, look = "plain", decimals = 1, name = "scores",
            mask = true, into = left }
        par(function()
            leave(values)
            settle(soft, right)
            appear(scores, { stagger = 0.01 })
        end)
        stretch(4, function() change(soft, head.weights, { dur = "slow", stagger = 0.05 }) end)
    end)
    takeaway "A triangle of weights makes an average of all that came before in a single product of matrices."
    hold(1)
end)
