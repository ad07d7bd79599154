-- 05_averaging.lua — the mean of all that came before, in four ways: loops, a triangle of ones, a softmax over minus
-- infinities; and the fourth, in which the data decide.
local one_row, averages = require "one_row", require "averages"

return scene("The averaging trick", { needs = { "probe.q", "probe.k", "probe.v", "probe.attention", "probe.residual" } },
function(run, runs)
    chapter "The averaging trick"
    local head = one_row.of(runs.one_head.probe)
    local ways, i = averages.of(head), head.row
    local wide = by_canvas { wide = true, square = false, tall = false }

    local page = area()
    local title = heading("Look further back: the mean of the past", { into = page:cut_top "fit" })
    local foot = page:cut_bottom(by_canvas { wide = 0.2, square = 0.2, tall = 0.22 }, { gap = "l" })
    local side, main = page:split({ 1, by_canvas { wide = 2.9, square = 2, tall = 1.9 } }, { gap = "xl" })
    if not wide then side, main = page:column({ 1, by_canvas { wide = 1, square = 1.6, tall = 1.9 } }, { gap = "l" }) end
    local ones_at, zeros_at = side:across { 1, 1 }
    if not wide then ones_at, zeros_at = side:row({ 1, 1 }, { gap = "l" }) end
    local w, times, v, equals, m = main:row({ 4.6, 0.25, 2, 0.25, 2 }, { gap = "s" })

    local values = matrix { ways.values, name = "values", shape = true, color = "value", fill = true, into = v }
    local means = matrix { ways.loops, name = "means", shape = true, color = "accent", fill = true, into = m }
    spoken("loops", "A bigram sees one letter. The simplest way to look further back is to average all that came before. "
        .. "In loops, it is a row at a time.", function()
        begin_with(title)
        appear(values, { stagger = 0.03 })
        stretch(4, function() appear(means, { stagger = 0.2 }) end)
    end)
    click()

    -- Ones below the diagonal, divided by the sum of their row.
    local function plain(rows, name, place)
        return matrix { rows, look = "plain", decimals = 0, name = name, into = place }
    end
    local ones = plain(ways.ones, "ones, lower triangle", ones_at)
    local weights = matrix { ways.triangle, rows = head.tokens, name = "weights", shape = true, look = "dots",
        color = "accent", mask = true, fill = true, into = w }
    local by_triangle = matrix { ways.by_triangle, name = "means", shape = true, color = "accent", open = true, fill = true,
        into = m }
    local signs = { line("×", { into = times:middle(0.2), align = "middle" }),
        line("=", { into = equals:middle(0.2), align = "middle" }) }
    spoken("triangle", "The same in one product of matrices: ones where a row may look, each divided by the sum of its row.",
        function()
            par(function()
                change(title, "One product of matrices does it")
                appear(ones, { stagger = 0.01 })
                leave(means)
            end)
            ones:light { row = i }
            par(function()
                become(ones, weights, { keep = true, dur = "slow" })
                fade_in(signs)
                rise_in(by_triangle)
            end)
            stretch(4, function() by_triangle:sweep(weights, values, { slowly = false }) end)
        end)
    click()

    -- Zeros, and minus infinity ahead: a softmax gives the same weights.
    local zeros = plain(ways.zeros, "zeros, −∞ ahead", zeros_at)
    spoken("softmax", "Third: zeros, and minus infinity for what lies ahead. A softmax makes the very same weights of it.",
        function()
            par(function()
                change(title, "A softmax gives the same weights")
                ones:light()
                appear(zeros, { stagger = 0.01 })
            end)
            zeros:light { row = i }
            change(weights, ways.softmax)
            par(function()
                weights:light { row = i }
                values:light { column = 2 }
                by_triangle:light { row = i, column = 2 }
            end)
        end)
    click()

    -- A sum that can be checked, and how much the three ways differ.
    local hand_at, off_at = foot:column({ 1, 1 }, { gap = "s" })
    local by_hand = averages.by_hand(ways, i, 2, hand_at)
    local off = line("largest difference between loops, triangle and softmax: ${ways.difference:.2g}", { into = off_at,
        color = "good" })
    spoken("check", "One of them by hand; and all three ways agree, but for rounding in the last digit.", function()
        rise_in(by_hand)
        hold(1)
        rise_in(off)
    end)
    click()

    -- The zeros become scores.
    spoken("data", "All of the past counts alike. But once zeros become numbers that depend on the data, each row can "
        .. "choose.", function()
        par(function()
            change(title, "And if the data decide?")
            leave { ones, by_hand, off, values, by_triangle, signs[1], signs[2] }
            zeros:light()
            weights:light()
        end)
        local scores = matrix { head.masked, look = "plain", decimals = 1, name = "scores", mask = true, into = zeros_at }
        par(function()
            become(zeros, scores, { dur = "slow" })
            change(weights, head.weights, { dur = "slow" })
        end)
        hold(1)
    end)
    hold(1)
end)
