-- 04_bigram.lua — the simplest model there is: a table of which letter follows which, and how it is trained; and what
-- the table's rows become in all that follows.
local side_by_side, embedding = require "side_by_side", require "embedding"

-- The commonest symbols of the text and one more, in the order of the table.
local function commonest(text, also, most)
    local order, seen = {}, { also }
    for i in ipairs(text.symbols) do if i ~= also then order[#order + 1] = i end end
    table.sort(order, function(a, b) return value(text.symbol_counts[a]) > value(text.symbol_counts[b]) end)
    for i = 1, math.min(most - 1, #order) do seen[i + 1] = order[i] end
    table.sort(seen)
    return seen
end

-- The table as it was at a snapshot, a row of chances for each letter: of those that are seen.
local function table_at(snapshot, seen)
    local whole, part = softmax(snapshot:tensor "weights.wte.weight"), {}
    for i, row in ipairs(seen) do
        part[i] = {}
        for j, column in ipairs(seen) do part[i][j] = whole[row][column] end
    end
    return part
end

-- The likeliest letter of a row that is no space.
local function likeliest(row, letters)
    local best
    for j, p in ipairs(row) do
        local space = letters[j].text == " " or letters[j].text == "\n"
        if not space and (not best or value(p) > value(row[best])) then best = j end
    end
    return best
end

-- Chances from a blind guess's to one, with this one among them, and their losses.
local function curve_through(chance, blind)
    local chances, losses, steps = {}, {}, 40
    for i = steps, 0, -1 do
        local p = math.exp(-blind * i / steps)
        if i < steps and value(p) > value(chance) and value(chances[#chances]) < value(chance) then
            chances[#chances + 1] = chance
        end
        chances[#chances + 1] = p
    end
    for i, p in ipairs(chances) do losses[i] = -math.log(p) end
    return chances, losses
end

return scene("A bigram", { needs = "best.val_loss" }, function(_, runs)
    chapter "A bigram"
    local run = runs.bigram
    local first, samples, text = run.metrics[1], run.samples, run.text
    local blind = math.log(run.n_vocab)

    -- The table, before anything was learned.
    local page = area()
    local head = heading("A bigram: one row of chances for each letter", { into = page:cut_top "fit" })
    local shares = by_canvas { wide = { 1, 1 }, square = { 1, 1 }, tall = { 1.3, 1 } }
    local left, right = side_by_side(page, shares)
    local token = run.probe.tokens[#run.probe.tokens]
    local seen, letters = commonest(text, value(token.id) + 1, by_canvas { wide = 16, square = 7, tall = 11 }), {}
    for i, id in ipairs(seen) do letters[i] = text.symbols[id] end
    local row = 1
    for i, id in ipairs(seen) do if id == value(token.id) + 1 then row = i end end
    local untrained, trained = table_at(run.snapshots[1], seen), table_at(run.snapshots[#run.snapshots], seen)
    local shown = count(letters, "letters shown")
    local map = matrix { trained, full = 0.4, rows = letters, columns = letters, row_color = "accent",
        name = "row, then column: ${shown} of ${run.n_vocab} letters", fill = true, into = left }
    local says_at, bars_at = right:column({ 1, by_canvas { wide = 9, square = 4, tall = 6 } }, { gap = "s" })
    local says = line("after ${token.text}", { into = says_at, color = "accent" })
    local bars = next_bars { run.probe.next, most = 8, least = 3, into = bars_at }
    begin_with { head, map }
    spoken("table", "We have batches; now something that learns from them: a table. | For each of ${run.n_vocab} letters a "
        .. "row: how likely each letter comes next. This one has learned; here is its row of ${token.text}.", function()
        hold(1.2)
        for i = 1, 3 do map:light { row = i, dur = "usual" } end
        par(function()
            map:light { row = row, dur = "usual" }
            rise_in(says)
        end)
        stretch(6, function() appear(bars, { stagger = 0.3 }) end)
    end)
    click()

    -- The loss: of one guess, and of not knowing anything.
    local cut = by_canvas { wide = right.column, square = right.row, tall = right.column }
    local rule_at, curve_at = cut(right, { 1, by_canvas { wide = 3.4, square = 1.3, tall = 2.8 } }, { gap = "m" })
    local rule = formula { [[\operatorname{loss} = -\ln p]], size = "heading", into = rule_at }
    local came = likeliest(trained[row], letters)
    local chance = trained[row][came]
    local surprise = -math.log(chance)
    local of_one = formula { [[-\ln ${chance:.3f} = ${surprise:.2f}]], size = "heading", into = rule_at }
    local chances, losses_of = curve_through(chance, blind)
    local curve = chart { x = chances, y = losses_of, across = "chance p of what came", format = ".2f", values = "none",
        up = by_canvas { wide = "loss", square = "", tall = "" }, large = true, up_holds = { blind + 1 }, into = curve_at }
    spoken("surprise", "How wrong is it? Say ${letters[came].text} comes. Take the chance it had: minus its logarithm is the "
        .. "loss.", function()
        par(function()
            leave { says, bars }
            map:light { row = row, column = came, dur = "usual" }
            appear(rule, { delay = "quick" })
            curve:axes()
        end)
        stretch(1.8, function() curve:draw() end)
        par(function()
            curve:point_at(chance)
            leave(rule)
            fade_in(of_one, { delay = "quick" })
        end)
        hold(1)
    end)
    local blindly = formula { [[-\ln \tfrac{1}{${run.n_vocab:d}} = ${blind:.2f}]], size = "heading", into = rule_at }
    spoken("blind", "Untrained, all are alike: one in ${run.n_vocab}, that is ${blind:.2f}. Ours begins at ${first.val_loss:.2f}.",
        function()
            par(function()
                map:light()
                change(map, untrained, { dur = "slow" })
                curve:point_at(chances[1])
                leave(of_one)
                fade_in(blindly, { delay = "quick" })
            end)
            hold(2)
        end)
    click()
    local losses = chart { across = "step", up = "loss", large = true, into = curve_at,
        rule = { at = blind, words = "blind: ${blind:.2f}" }, series = {
            { of = run.metrics, field = "loss", name = "train", color = "train" },
            { of = run.metrics, field = "val_loss", name = "val", color = "val" } } }
    spoken("learn", "Then nudge every number so that the loss falls, batch after batch. "
        .. "The table takes shape: letters that follow, letters that never do.", function()
        par(function()
            leave(curve)
            losses:axes()
        end)
        stretch(5, function()
            par(function()
                losses:draw()
                change(map, trained, { dur = "slow" })
            end)
        end)
    end)
    spoken("ends", "Single batches jump, so we judge by an average: ${run.best.val_loss:.2f}.", function()
        pulse(losses:line "val")
    end)
    key_frame "The bigram's table after ${run.steps:,d} steps: a row is what one letter expects next."
    takeaway "The simplest language model is a table; its loss starts at the logarithm of the alphabet."
    click()

    -- What it writes.
    local before, now = side_by_side(page, { 1, 1 })
    local names = { line("untrained", { into = before:cut_top "fit" }),
        line("trained", { color = "accent", into = now:cut_top "fit" }) }
    local noise = verse { samples[1].text, color = "soft", at_most = 120, into = before }
    local pairs_of = verse { samples[#samples].text, at_most = 120, into = now }
    spoken("before", "To write, draw a letter from its row, then go to that letter's row. "
        .. "Untrained, that is noise.", function()
        par(function()
            leave { map, losses, blindly }
            change(head, "What it writes: before, and after")
            rise_in(names[1], { delay = "quick" })
        end)
        stretch(3.5, function() noise:write() end)
    end)
    spoken("now", "Trained, pairs of letters look like English. Words do not: "
        .. "it has forgotten everything but one letter.", function()
        rise_in(names[2])
        stretch(3.5, function() pairs_of:write() end)
    end)
    click()

    -- The same in code.
    local lines = code { "gpt.py", part = "the loss", into = page }
    spoken("code", "In code, logits are a row's numbers before softmax makes chances of them. Rows are lined up; "
        .. "cross-entropy is their mean loss.", function()
        par(function()
            leave { noise, pairs_of, names[1], names[2] }
            change(head, "In code")
            rise_in(lines, { delay = "quick" })
        end)
        lines:light("logits = model", "logits = model", { dim = false })
        hold(1.8)
        lines:light("B, T, C", "logits.view", { dim = false })
        hold(1.5)
        lines:light("F.cross_entropy", "F.cross_entropy", { dim = false })
    end)
    click()
    spoken("loop", "And the loop: a batch, its loss; backward tells which way each number should go, AdamW takes the "
        .. "step.", function()
        lines:show "the training"
        lines:light("x, y", "loss = loss_of", { dim = false })
        hold(1.6)
        lines:light("optimizer.zero_grad", "loss.backward", { dim = false })
        hold(1.6)
        lines:light("optimizer.step", "optimizer.step", { dim = false })
    end)
    click()

    -- What a row is from here on.
    local one_head = runs.one_head
    local answer, rows = embedding.bridge(run, one_head, token, page), embedding.make(one_head, page)
    spoken("bridge", "So much for the bigram: a letter's row was its answer. | From now on, it is what the model knows of the "
        .. "letter: ${one_head.n_embd} learned numbers, its embedding.", function()
        par(function()
            leave(lines)
            change(head, "From answers to embeddings")
            fade_in(answer[1], { delay = "quick" })
        end)
        hold(2.8)
        stretch(3.5, function() appear(answer[2], { stagger = 0.1 }) end)
    end)
    spoken("embedding", "All letters have such a row in a table. It is looked up wherever the letter stands.", function()
        par(function()
            change(head, "Embeddings: a row of ${one_head.n_embd} numbers for each letter")
            leave(answer)
            fade_in({ rows.table, rows.says }, { delay = "quick" })
        end)
        stretch(3.6, function() embedding.look_up(rows) end)
    end)
    spoken("place", "Each place has such a row, too. Added up, they are the tokens that go on.", function()
        fade_in(rows.places)
        stretch(2.4, function() embedding.add_up(rows) end)
        embedding.check(rows)
    end)
    hold(1.2)
end)
