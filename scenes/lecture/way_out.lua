-- way_out.lua — the stream of the last letter behind the last block becomes a chance for every symbol.
local side_by_side = require "side_by_side"

-- A vector as a row of cells.
local function row_of(vector, words, place, color)
    return matrix { { vector }, name = words, color = color, fill = true, into = place }
end

return function(run, head, page)
    local probe = run.probe
    local last, rows, side = #probe.tokens, side_by_side(page:middle(1), { 5, 3 })
    local at = { rows:column({ 1, 1, 1, 1 }, { gap = "m" }) }
    local stream = row_of(probe.residual[#probe.residual][last], "the stream of ${probe.tokens[last].text}: "
        .. "${run.n_embd} numbers", at[1])
    local norm = row_of(probe.norm[last], "after a last norm", at[2])
    local logits = row_of(probe.logits[last], "times a learned matrix: ${run.n_vocab} logits", at[3], "accent")
    local chances = row_of(probe.probabilities[last], "softmax: ${run.n_vocab} chances", at[4], "accent")
    local bars = next_bars { probe.next, most = 8, least = 3, into = side }

    spoken("out", "Behind the last block, the stream has to become a guess. A last norm, then a product with one more "
        .. "learned matrix: a number for each of ${run.n_vocab} symbols.", function()
        par(function()
            change(head, "Out: ${run.n_embd} numbers become ${run.n_vocab}")
            appear(stream, { stagger = 0.01 })
        end)
        hold(2.2)
        become(stream, norm, { keep = true, dur = "slow" })
        hold(1.6)
        appear(logits, { stagger = 0.015 }) -- each of all numbers before it: none becomes another
        hold(1)
        pulse(logits)
    end)
    spoken("chances", "And softmax makes chances of them. Letters in, chances out: the model is complete.", function()
        become(logits, chances, { keep = true, dur = "slow" })
        appear(bars, { stagger = 0.15 })
        key_frame "The way out: the stream's last vector, a norm, a product with a learned matrix, softmax."
    end)
    click()
    par(function() leave { head, stream, norm, logits, chances, bars } end)

    local model = code { "gpt.py", part = "the model", into = area() }
    spoken("model", "In code: two tables for the way in, blocks, a norm, and one matrix for the way out.", function()
        appear(model)
        for _, lines in ipairs { { "self.tokens =", "self.positions =" }, { "self.blocks =", "self.blocks.append" },
            { "self.norm =" }, { "self.head = " } } do
            model:light(table.unpack(lines))
            hold(0.9)
        end
        model:show "through the model"
    end)
    click()
end
