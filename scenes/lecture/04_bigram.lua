-- 04_bigram.lua — the simplest model there is: a table of which letter follows which, and how it is trained.
local side_by_side = require "side_by_side"

-- The table as it was at a snapshot, a row of probabilities for each letter: the part of it from a letter on.
local function table_at(snapshot, from)
    local whole, part = softmax(snapshot:tensor "weights.wte.weight"), {}
    for i = from, #whole do
        local row = {}
        for j = from, #whole do row[#row + 1] = whole[i][j] end
        part[#part + 1] = row
    end
    return part
end

return scene("A bigram", { needs = "best.val_loss" }, function(_, runs)
    chapter "A bigram"
    local run = runs.bigram
    local first, samples = run.metrics[1], run.samples
    local blind = math.log(run.n_vocab)

    -- The table, before anything was learned.
    local page = area()
    local head = heading("A bigram: one row of numbers for each letter", { into = page:cut_top "fit" })
    local shares = by_canvas { wide = { 1, 1 }, square = { 2, 3 }, tall = { 1, 1 } }
    local left, right = side_by_side(page, shares)
    -- Of all symbols in their order the small letters are the last.
    local from, letters = math.max(1, value(run.n_vocab) - 25), {}
    for i = from, value(run.n_vocab) do letters[#letters + 1] = run.text.symbols[i] end
    local map = matrix { table_at(run.snapshots[1], from), full = 0.4, rows = letters, columns = letters,
        name = "of all: the small letters", into = left }
    begin_with(head)
    spoken("table", "We have batches; now something that learns from them. A table: | for each of "
        .. "${run.n_vocab} letters a row, how likely each letter comes next.", function()
        stretch(7, function() appear(map) end)
    end)
    click()

    -- The loss of not knowing anything.
    local chances = formula { [[\operatorname{loss} = -\ln p]], size = "heading", 
        into = right:cut_top(by_canvas { wide = 0.25, square = 0.16, tall = 0.25 }) }
    local losses = chart { across = "step", up = "loss", large = true, into = right,
        rule = { at = blind, words = "blind guessing: ln ${run.n_vocab} = ${blind:.2f}" }, series = {
            { of = run.metrics, field = "loss", name = "train", color = "train" },
            { of = run.metrics, field = "val_loss", name = "val", color = "val" } } }
    spoken("surprise", "How wrong is it? Take the chance it gave the letter that came, and minus its "
        .. "logarithm: the surprise. Guessing blindly among ${run.n_vocab}, that is ${blind:.2f}. "
        .. "Ours begins at ${first.val_loss:.2f}.", function()
        appear(chances)
        hold(3)
        pulse(chances)
        hold(1.5)
        losses:axes()
        hold(2.5)
        pulse(losses)
    end)
    click()
    spoken("learn", "Then nudge every number so that surprise falls, batch after batch. "
        .. "The table takes shape: letters that follow, letters that never do.", function()
        stretch(8, function()
            par(function()
                losses:draw()
                change(map, table_at(run.snapshots[#run.snapshots], from), { dur = "slow" })
            end)
        end)
    end)
    click()

    -- One row of it.
    local token = run.probe.tokens[#run.probe.tokens]
    leave { losses, chances }
    local _, place = side_by_side(page, shares)
    local bars = next_bars { run.probe.next, most = 8, least = 4, into = place }
    spoken("row", "One row, after ${token.text}: which letters it expects. "
        .. "Training ends at ${run.best.val_loss:.2f}, an average over many batches, "
        .. "as single ones jump.", function()
        if value(token.id) + 1 >= from then pulse(map:row(value(token.id) + 2 - from)) end
        appear(bars, { stagger = 0.3 })
        hold(1.5)
        pulse(bars)
    end)
    key_frame "The bigram's table after ${run.steps:,d} steps: a row is what one letter expects next."
    takeaway "The simplest language model is a table; its loss starts at the logarithm of the alphabet."
    click()
    leave { head, map, bars }

    -- What it writes.
    local text = area()
    local says = heading("What it writes: before, and after", { into = text:cut_top "fit" })
    local before, now = side_by_side(text, { 1, 1 })
    local noise = verse { samples[1].text, color = "soft", at_most = 120, into = before }
    local pairs_of = verse { samples[#samples].text, at_most = 120, into = now }
    rise_in(says)
    spoken("before", "To write, draw a letter from its row, then go to that letter's row. "
        .. "Untrained, that is noise.", function()
        hold(1)
        stretch(4.5, function() noise:write() end)
    end)
    spoken("now", "Trained, pairs of letters look like English. Words do not: "
        .. "it has forgotten everything but one letter.", function()
        stretch(4, function() pairs_of:write() end)
    end)
    click()
    leave { says, noise, pairs_of }

    -- The same in code.
    local last = area()
    local in_code = heading("In code", { into = last:cut_top "fit" })
    local lines = code { "gpt.py", part = "the loss", numbered = true, into = last }
    rise_in(in_code)
    spoken("code", "In code, a batch of rows is flattened first: batch times time, by channels. "
        .. "Then one loss for all of it.", function()
        appear(lines, { stagger = 0.1 })
        stretch(4, function() lines:light_each() end)
        lines:light_all()
    end)
    click()
    spoken("loop", "And the loop: a batch, its loss, backwards, one step of AdamW; again.", function()
        lines:show "the training"
        stretch(4, function() lines:light_each() end)
        lines:light_all()
    end)
    hold(1)
end)
