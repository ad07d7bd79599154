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

-- Windows as they stand in the text: what is read, what comes next, and where each begins.
local function in_order(text)
    local order, starts, inputs, targets = {}, {}, {}, {}
    for i in ipairs(text.starts) do order[i] = i end
    table.sort(order, function(a, b) return value(text.starts[a]) < value(text.starts[b]) end)
    for i, of in ipairs(order) do
        starts[i] = text.starts[of]
        inputs[i], targets[i] = halves(text.windows[of])
    end
    return starts, inputs, targets, text.windows[order[1]]
end

-- Marks in the strip that is all of the text, where windows begin.
local function cuts_in(strip, starts, n_train, bar)
    local cuts, w = {}, by_canvas { wide = 0.032, square = 0.047, tall = 0.047 }
    for i, start in ipairs(starts) do
        local at = value(start) / value(n_train)
        local _, mark = strip:row({ at, w, 1 - at }, { gap = "none" })
        cuts[i] = card { into = mark, lit = true }
        over(cuts[i], bar)
    end
    return cuts
end

-- Where the rows of inputs and targets are, and words over them that are so high, in two areas.
local function places_of(inputs_at, targets_at, n, words_h)
    local ones, at = {}, {}
    for i = 1, n do ones[i] = 1 end
    at.says = { inputs_at:cut_top(words_h), targets_at:cut_top(words_h) }
    at.inputs, at.targets = { inputs_at:column(ones, { gap = "none" }) }, { targets_at:column(ones, { gap = "none" }) }
    return at
end

local function rows_of(tokens, places)
    local rows = {}
    for i in ipairs(tokens) do rows[i] = token_row { tokens[i], align = "left", into = places[i] } end
    return rows
end

return scene("Batches", { needs = { "text" } }, function(run, runs)
    local taught, beside = runs.bigram, by_canvas { wide = true, square = false, tall = false }
    local page, text = area(), taught.text
    chapter "Batches"
    local head = heading("The whole text at once is too much", { into = page:cut_top "fit" })
    -- These will have the strip's room, too, which has left by then.
    local whole, right = page:middle(1), beside and select(2, page:row({ 1, 1.6 }, { gap = "xl" })) or page:middle(1)
    local long = label("${text.n_train:,d} characters to learn from", { into = page:cut_top "fit", color = "soft" })
    local strip = page:cut_top(by_canvas { wide = 0.06, square = 0.06, tall = 0.06 })
    local bar = card { into = strip }
    local starts, inputs, targets, first = in_order(text)
    local cuts = cuts_in(strip, starts, text.n_train, bar)
    local opening = verse { run.text.opening, at_most = 420, align = "middle", into = page }
    begin_with { head, long, bar, opening }
    local words_much = "Such a text is too much for one step. So we cut short windows from it, anywhere."
    spoken("much", words_much, function()
        hold(2)
        pulse(long)
        for _, cut in ipairs(cuts) do drop_in(cut) end
        local a, b, c, d = table.unpack(starts, 1, 4)
        change(long, "cut at ${a:,d}, ${b:,d}, ${c:,d}, ${d:,d}")
    end)

    -- Beside each other, and later, where there is room for that, in a column beside what becomes of the first row.
    local half = by_canvas { wide = page.row, square = page.column, tall = page.column }
    local left, lower = half(page, { 1, 1 }, { gap = by_canvas { wide = "xl", square = "xs", tall = "xs" } })
    local places, narrow = places_of(left, lower, #inputs, by_canvas { wide = 0.09, square = 0.17, tall = 0.13 }), nil
    if beside then
        local column = page:row({ 1, 1.6 }, { gap = "xl" })
        local above, below = column:column({ 1, 1 }, { gap = "xs" })
        narrow = places_of(above, below, #inputs, 0.16)
    end
    local says_inputs = label("inputs", { into = places.says[1] })
    local says_targets = label("targets", { into = places.says[2], color = "pick" })
    local rows_in, rows_out = rows_of(inputs, places.inputs), rows_of(targets, places.targets)
    local words_windows = "Each is ${taught.n_ctx} characters long; of ${taught.batch_size:words}, these are the " ..
        "first four."
    spoken("windows", words_windows, function()
        par(function()
            leave(opening)
            change(head, "A batch: ${taught.batch_size} windows of ${taught.n_ctx}")
        end)
        par(function()
            dim(cuts)
            rise_in(says_inputs)
        end)
        for i, row in ipairs(rows_in) do
            par(function()
                undim(cuts[i])
                pulse(cuts[i])
                appear(row, { stagger = 0.05 })
            end)
        end
    end)
    click()
    spoken("targets", "What should come next is the same window, one further on.", function()
        rise_in(says_targets)
        stagger(0.4, function() for _, row in ipairs(rows_out) do appear(row, { stagger = 0.05 }) end end)
    end)
    click()

    local says_steps = line("one row is ${taught.n_ctx} examples", { into = right:cut_top "fit" })
    local steps = staircase(first, right)
    spoken("row", "One row holds not one example but ${taught.n_ctx}.", function()
        par(function()
            leave({ long, bar }, { dur = "usual" })
            leave(cuts, { dur = "usual" })
            if beside then
                settle(says_inputs, narrow.says[1])
                settle(says_targets, narrow.says[2], { delay = "usual" })
                for i, row in ipairs(rows_in) do
                    settle(row, narrow.inputs[i])
                    settle(rows_out[i], narrow.targets[i], { delay = "usual" })
                end
            end
            dim({ rows_in[2], rows_in[3], rows_in[4], rows_out[2], rows_out[3], rows_out[4] }, { dur = "usual" })
            rise_in(says_steps, { delay = "usual" })
        end)
    end)
    local words_unfold = "After one letter comes the second; after two the third; and so on, up to the whole " ..
        "context. So it learns to go on from little and from much."
    spoken("unfold", words_unfold, function()
        beat(0.6, function()
            if beside then return end
            par(function()
                leave { says_inputs, says_targets }
                leave(rows_in)
                leave(rows_out)
            end)
        end)
        for _, step in ipairs(steps) do
            appear(step)
            pulse(step:slot())
            step:fill()
        end
        hold(1.2)
        key_frame "One window of the text is as many examples as it has letters."
    end)
    click()

    local program = code { "gpt.py", part = "the batch", into = whole, beside = "(B, T)" }
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
