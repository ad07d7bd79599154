-- 03_batches.lua — windows cut from the text at random; one row is as many examples as it has characters.
-- Of a window: what is read, and the same one further on.
local function halves(window)
    local inputs, targets = {}, {}
    for i = 1, #window - 1 do inputs[i], targets[i] = window[i], window[i + 1] end
    return inputs, targets
end

-- The rows of an example each: so much of the window, and what comes next.
local function staircase(window, place)
    local shares, steps = {}, {}
    for i = 1, #window - 1 do shares[i] = 1 end
    local places = { place:column(shares, { gap = "none" }) }
    for i = 1, #window - 1 do
        local before = {}
        for k = 1, i do before[k] = window[k] end
        local room = places[i]:row({ i + 1, #window - i - 1 + 0.001 }, { gap = "none" }) -- so that all tiles are as large
        steps[i] = token_row { before, slot = window[i + 1], align = "left", into = room }
    end
    return steps
end

-- Marks in the strip that is all of the text, where windows begin.
local function cuts_in(strip, text, bar)
    local cuts, w = {}, by_canvas { wide = 0.021, square = 0.047, tall = 0.047 }
    for i, start in ipairs(text.starts) do
        local at = value(start) / value(text.n_train)
        local _, mark = strip:row({ at, w, 1 - at }, { gap = "none" })
        cuts[i] = card { into = mark, lit = true }
        over(cuts[i], bar)
    end
    return cuts
end

return scene("Batches", { needs = { "text" } }, function(run, runs)
    local taught, beside = runs.bigram, by_canvas { wide = true, square = false, tall = false }
    local page, text = area(), taught.text
    chapter "Batches"
    local head = heading("The whole text at once is too much", { into = page:cut_top "fit" })
    -- It will have the strip's room, too, which has left by then.
    local right = beside and select(2, page:row({ 1, 1.6 }, { gap = "xl" })) or page:middle(1)
    local long = label("${text.n_train:,d} characters to learn from", { into = page:cut_top "fit", color = "soft" })
    local strip = page:cut_top(by_canvas { wide = 0.06, square = 0.06, tall = 0.06 })
    local bar = card { into = strip }
    local cuts = cuts_in(strip, text, bar)
    local opening = verse { run.text.opening, at_most = 420, align = "middle", into = page }
    begin_with { head, long, bar, opening }
    local words_much = "Such a text is too much for one step. So we cut short windows from it, anywhere."
    spoken("much", words_much, function()
        hold(2)
        pulse(long)
        for _, cut in ipairs(cuts) do drop_in(cut) end
        local a, b, c, d = table.unpack(text.starts, 1, 4)
        change(long, "cut at ${a:,d}, ${b:,d}, ${c:,d}, ${d:,d}")
    end)

    local left = beside and page:row({ 1, 1.6 }, { gap = "xl" }) or page
    local upper, lower = left:column({ 1, 1 }, { gap = "xs" })
    local says_inputs = label("inputs", { into = upper:cut_top "fit" })
    local says_targets = label("targets", { into = lower:cut_top "fit", color = "pick" })
    local inputs, targets = {}, {}
    for i, window in ipairs(text.windows) do inputs[i], targets[i] = halves(window) end
    local rows_in, rows_out = {}, {}
    local one = {}
    for i in ipairs(inputs) do one[i] = 1 end
    local places_in, places_out = { upper:column(one, { gap = "none" }) }, { lower:column(one, { gap = "none" }) }
    for i in ipairs(inputs) do
        rows_in[i] = token_row { inputs[i], align = "left", into = places_in[i] }
        rows_out[i] = token_row { targets[i], align = "left", into = places_out[i] }
    end
    local roads = {} -- from a cut to its row
    local words_windows = "Each is ${taught.n_ctx} characters long; of ${taught.batch_size:words}, these are the " ..
        "first four."
    spoken("windows", words_windows, function()
        par(function()
            leave(opening)
            change(head, "A batch: ${taught.batch_size} windows of ${taught.n_ctx}")
        end)
        rise_in(says_inputs)
        for i, row in ipairs(rows_in) do
            roads[i] = arrow(cuts[i], beside and row:part(#row:parts()) or row)
            par(function() appear(roads[i]) appear(row, { stagger = 0.05 }) end)
            leave(roads[i])
        end
    end)
    click()
    spoken("targets", "What should come next is the same window, one further on.", function()
        rise_in(says_targets)
        stagger(0.4, function() for _, row in ipairs(rows_out) do appear(row, { stagger = 0.05 }) end end)
    end)
    click()

    local says_steps = line("one row is ${taught.n_ctx} examples", { into = right:cut_top "fit" })
    local steps = staircase(text.windows[1], right)
    spoken("row", "One row holds not one example but ${taught.n_ctx}.", function()
        par(function()
            leave({ long, bar }, { dur = "usual" })
            leave(cuts, { dur = "usual" })
            local away = beside and dim or leave
            away({ rows_in[2], rows_in[3], rows_in[4], rows_out[2], rows_out[3], rows_out[4] }, { dur = "usual" })
            if not beside then leave({ rows_in[1], rows_out[1], says_inputs, says_targets }, { dur = "usual" }) end
            rise_in(says_steps, { delay = "usual" })
        end)
    end)
    local words_unfold = "After one letter comes the second; after two the third; and so on, up to the whole " ..
        "context. So it learns to go on from little and from much."
    spoken("unfold", words_unfold, function()
        for _, step in ipairs(steps) do
            appear(step)
            pulse(step:slot())
            step:fill()
        end
        hold(1.2)
        key_frame "One window of the text is as many examples as it has letters."
    end)
    click()

    local program = code { "gpt.py", part = "the batch", into = page, beside = "(B, T)" }
    spoken("code", "In code: random starts, windows stacked, and the same one further.", function()
        par(function()
            leave(says_steps)
            leave(steps)
            if beside then
                leave { says_inputs, says_targets }
                leave(rows_in)
                leave(rows_out)
            end
            change(head, "In code: B = ${taught.batch_size}, T = ${taught.n_ctx}")
            rise_in(program, { delay = "quick" })
        end)
        program:value("starts =", "(B,)")
        program:light("x =", { dim = false })
        program:value("x =", "(B, T)")
        program:light("y =", { dim = false })
        program:value("y =", "(B, T)")
    end)
    hold(1.5)
end)
