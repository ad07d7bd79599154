-- 01_architecture.lua — "GPT fits in your head": the model from outside, a prompt, one block, its code.
local embedding, opened = require "embedding", require "opened_block"

-- What is said of this model: whether places are added, and how many blocks it has.
local function says_embed(probe)
    if not probe.embed_position then return "Each token becomes a column of *numbers*." end
    return "Each token becomes numbers: *what* it is, plus *where* it stands."
end

local function says_flow(n_blocks, odds)
    local way = n_blocks == 0 and "They go straight to the head" or n_blocks == 1 and "They run through one block"
        or "They run through a *stack* of blocks"
    return way .. (odds and "; out come the *odds* for the next token." or ".")
end

-- The blocks that are drawn: a card each, and `on` it a head's attention and the MLP, where recorded.
local function make_blocks(probe, stream)
    local blocks = {}
    for i, layer in ipairs(stream:layers()) do
        local block = { card = card { into = stream:place("block", i), order = -2 } }
        if probe and probe.attention then
            local _, head = telling_head(probe.attention, { layer })
            local weights = probe.attention[layer][value(head)]
            block.grid = attention_grid { weights, into = stream:place("attention", i), order = 2 }
        end
        if probe and probe.mlp_hidden then
            block.mlp = mlp_columns { probe, layer = layer, lit = false, into = stream:place("mlp", i), order = 2 }
        end
        block.on = { block.grid or block.mlp, block.grid and block.mlp }
        blocks[i] = block
    end
    return blocks
end

-- The block in Python, with what this run's blocks have, and the line of each of its halves.
local function sketch(block, run, place)
    local lines, at = { "def block(x):" }, {}
    for i, name in ipairs(block.names) do
        local x = run.has_norm and "norm_" .. ({ "a", "b" })[i] .. "(x)" or "x"
        lines[#lines + 1] = "    x = " .. (run.has_residual and "x + " or "") .. name:lower() .. "(" .. x .. ")"
        at[name] = #lines
    end
    lines[#lines + 1] = "    return x"
    return python { lines, label = "our sketch, in Python", into = place, order = 1 }, at
end

-- Through the blocks, one after the other; `show(k)` tells what is expected after block k, where that is recorded.
local function run_through(stream, lights, n_layer, stays, show, at_end)
    local layers, last = stream:layers(), 0
    for i, layer in ipairs(layers) do
        local n_left_out = layer - last - 1
        par(function()
            stretch(i == 1 and 0.5 or n_left_out > 0 and 1.4 or 0.8, function()
                stream:run { from = i > 1 and i - 1 or nil, to = i, lights = lights, leaves = i - 1 ~= stays }
            end)
            if not show or last == 0 then return end
            seq(function()
                show(last)
                if n_left_out == 0 then return end
                hold(0.45)
                show(last + (n_left_out + 1) // 2)
            end)
        end)
        last = layer
    end
    par(function()
        stretch(0.9, function()
            stream:run { from = #layers > 0 and #layers or nil, lights = lights, leaves = #layers ~= stays }
        end)
        if show and last > 0 then show(n_layer) end
        at_end()
    end)
end

return scene("Architecture", function(run)
    local page, probe, n_lines, say = area(), run.probe, facts.nanogpt_model_lines, require "words" (run)
    chapter "Architecture"

    -- The title, what a model writes, as the first frame shows them; then how little makes it.
    local gen, shape = run.generation, by_canvas { wide = { 2, 3.2, 2.2 }, square = { 2, 3, 3 }, tall = { 1.4, 3.8, 3 } }
    local upper, text, lower = page:column(gen and shape or { 2, 0.1, 3 })
    local by = gen and line("A GPT wrote this, ${say.unit} by ${say.unit}.",
        { into = upper:cut_bottom "fit", align = "middle" })
    local name = big("GPT fits in your head", { into = upper:middle(1, by_canvas { wide = 0.74, square = 1, tall = 1 }) })
    local story = gen and growing_text { gen, from = 14, at_most = 100, into = text:middle(1, by_canvas { wide = 0.8, square = 1, tall = 1 }) }
    local saying = line("The core of nanoGPT: two Python files.", { into = lower:cut_top "fit", align = "middle" })
    local left, right = lower:middle(1, by_canvas { wide = 0.9, square = 1, tall = 1 }):split { 1, 1 }
    local files = { file_card { "model.py", lines = n_lines, blank = true, into = left },
        file_card { "train.py", lines = facts.nanogpt_train_lines, blank = true, into = right } }
    local opening = { name, saying, files[1], files[2], by, story }
    local top = page:cut_top "fit"
    beat(4.5, function()
        spoken("hook", "The kind of model in chatbots is *a few pages* of Python.", function()
            begin_with { name, by, story }
            local function write()
                paced(story:rest(), { within = 2.2, first = 0.05, least = 0.01 }, function(token) story:take(token) end)
            end
            par(function()
                if story then seq(write) end
                at(story and 1.2 or 0.3, function()
                    par(function()
                        rise_in { saying, table.unpack(files) }
                        for _, file in ipairs(files) do stretch(1.8, function() file:count() end) end
                    end)
                end)
            end)
            click()
        end)
    end)

    -- Tokens become columns; these are added, flow through the blocks, and give the odds of the next token.
    local head = heading(probe and "Every token becomes a column of numbers" or "From text to the next token",
        { into = top })
    local says_head = "head: a chance for every " .. say.unit
    local stream = flow { run, head = says_head, into = page, order = 1 }
    local blocks, lights = make_blocks(probe, stream), {}
    for i, block in ipairs(blocks) do lights[i] = { block.card, table.unpack(block.on) } end
    local embeddings = probe and embedding.make(probe, stream, page)
    local road = probe and residual_road { probe.tokens, into = stream:place "road", order = -1 }
    local labelled = by_canvas { wide = true, square = true, tall = false } -- has room under the embeddings
    local drawn, rest, layer, telling, shown = probe and probe.next, { stream }, nil, nil, nil
    if embeddings then rest[2] = embeddings.all[2] end
    if probe and probe.attention and #blocks > 0 then
        layer, telling = telling_head(probe.attention, stream:layers())
        for i, l in ipairs(stream:layers()) do if same(l, layer) then shown = i end end
    end
    local function note(words, place, color)
        rest[#rest + 1] = label(words, { into = place, align = "middle", color = color })
        rise_in(rest[#rest])
    end
    local after, passed, bars, odds, says_odds, block_number = probe and probe.after, {}, nil, nil, nil, nil
    local function show(token, number, words)
        par(function()
            if odds then
                change(odds, token, { dur = "quick" })
                change(block_number, number, { dur = "quick" })
                return
            end
            odds = next_bars { token, most = 6, least = 2, into = stream:place "next" }
            become(bars, odds, { dur = "quick" })
            local left, right = stream:place("next label"):row({ number and 3 or 1, 1 }, { gap = "s" })
            says_odds = heading(words, { into = left, align = number and "right" or "left", color = "accent" })
            block_number = number and heading(number, { into = right, align = "left", color = "accent" })
            rise_in { says_odds, block_number }
        end)
    end
    local function show_after(k)
        while #passed < k do passed[#passed + 1] = k end
        local n = count(passed, "blocks")
        show(after[k], "${n} of ${run.n_layer}", "guess after block")
    end
    local span = shown and drawn and beat or function(_, f) f() hold(1) end
    span(10.2, function()
        local function open_with(f)
            par(function()
                leave(opening, { dur = "quick" })
                par({ delay = "quick" }, function()
                    rise_in(head)
                    if f then seq(f) end
                end)
            end)
        end
        if probe then
            spoken("embed", says_embed(probe), function()
                open_with(function() embedding.add_up(embeddings, say.unit) end)
            end)
        end
        spoken("flow", says_flow(#blocks, drawn), function()
            bars = drawn and next_bars { after and after[1] or drawn, most = 6, least = 2, empty = true,
                into = stream:place "next" }
            meanwhile(function()
                par(function()
                    if probe then
                        change(head, "One prompt, one pass")
                        seq(function() embedding.pour(embeddings, stream:place "sum") end)
                    else
                        open_with()
                    end
                    seq(function()
                        par(function()
                            for _, b in ipairs(blocks) do
                                appear { b.card, table.unpack(b.on) }
                                dim(b.on, { dur = "quick" })
                            end
                            rise_in(stream:outline())
                            if road then appear(road) end
                            if #blocks > 1 then note("${run.n_layer} blocks", stream:place "blocks label") end
                            if probe and labelled then note(embeddings.says, stream:place "input label") end
                            if labelled then note(says_head, stream:place "head label") end
                            if drawn then
                                fade_in { bars, stream:part "way" }
                                dim(stream:part "way", { dur = "quick" })
                                stream:fan(bars)
                            end
                        end)
                    end)
                end)
            end)
            hold(1)
            run_through(stream, lights, value(run.n_layer), shown, after and show_after, function()
                if drawn then change(head, "Out come the odds for the next token") end
            end)
            if not drawn then return end
            par(function()
                undim(stream:part "way")
                if not after then show(drawn, nil, "next token") end
            end)
        end)
        click()
    end)
    table.move({ odds, says_odds, block_number }, 1, 3, #rest + 1, rest)

    -- The block that has most to see opens; all else leaves.
    for i, things in ipairs(lights) do
        if i ~= shown then table.move(things, 1, #things, #rest + 1, rest) end
    end
    local from, block, code = blocks[shown], nil, nil
    if from then
        from.road, from.title, from.tokens, from.leaving = road, head, embeddings.all[1], rest
        from.layer, from.head = layer, telling
        beat(4.7, function() block = opened.play(run, from) end)
    else
        table.move({ head, road, embeddings and embeddings.all[1] }, 1, 3, #rest + 1, rest)
    end

    -- It makes room for its code; and that is a piece of a file, whose lines can be counted.
    local cut = by_canvas { wide = page.row, square = page.column, tall = page.column }
    local aside, beside = cut(page:middle(by_canvas { wide = 0.94, square = 1, tall = 0.9 }),
        { 1, by_canvas { wide = 3.2, square = 1, tall = 0.8 } })
    beside = beside:middle(by_canvas { wide = 0.76, square = 1, tall = 1 })
    local number, of, lines = page:middle(0.94):column({ 3, 1, 2.6 }, { gap = "l" })
    local whole = file_card { "model.py", lines = n_lines, numbered = false, blank = true, into = lines }
    beat(block and 5.6 or 4, function()
        if block then
            spoken("code", "In code, a few *lines*.", function()
                head = heading("The same block, in code", { into = top })
                local at
                code, at = sketch(block, run, beside)
                par(function()
                    become(block.title, head, { dur = "quick" })
                    opened.aside(block, aside)
                    rise_in(code, { delay = "quick" })
                end)
                for i, name in ipairs(block.names) do
                    par(function()
                        code:light(at[name])
                        block[name].card:light()
                        if i > 1 then block[block.names[i - 1]].card:light(false) end
                    end)
                    hold(block.names[2] and 0.5 or 1.2)
                end
            end)
        end
        spoken("whole", "The *whole* model? ${n_lines} lines of Python.", function()
            if block then
                par(function()
                    code:light_all()
                    block[block.names[#block.names]].card:light(false)
                end)
                hold(0.8)
            end
            par(function()
                if block then
                    leave { head, block.grid, block.mlp }
                    for _, name in ipairs(block.names) do leave { block[name].card, block[name].name } end
                    become(code, whole, { dur = "quick" })
                else
                    leave(rest)
                    rise_in(whole)
                end
                seq({ delay = "quick" }, function()
                    par(function()
                        whole:count()
                        pop_in(big("${n_lines} lines", { into = number }))
                        rise_in(heading("are the whole model.", { into = of, align = "middle" }),
                            { delay = "quick" })
                    end)
                end)
            end)
        end)
        click()
    end)
end)
