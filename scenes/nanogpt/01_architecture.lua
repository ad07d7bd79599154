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
    local lines, at = { "class Block:", "    def __call__(self, x):" }, {}
    for i, name in ipairs(block.names) do
        local x = run.has_norm and "self.norm_" .. ({ "a", "b" })[i] .. "(x)" or "x"
        lines[#lines + 1] = "        x = " .. (run.has_residual and "x + " or "") .. "self." .. name:lower() .. "(" .. x .. ")"
        at[name] = #lines
    end
    lines[#lines + 1] = "        return x"
    return python { lines, label = "our sketch, in Python", into = place, order = 1 }, at
end

return scene("Architecture", function(run)
    local page, probe, n_lines = area(), run.probe, facts.nanogpt_model_lines
    chapter "Architecture"

    -- The title, and the two files under it, as the first frame shows them.
    local upper, lower = page:middle(0.8):column { 2, 3 }
    local below = upper:cut_bottom "fit"
    local saying = line("The core of nanoGPT: two Python files.", { into = below, align = "middle" })
    local name = title("GPT fits in your head", { into = upper })
    local left, right = lower:middle(1, by_canvas { wide = 0.86, square = 1, tall = 1 }):split { 1, 1 }
    local files = { file_card { "model.py", lines = n_lines, blank = true, into = left },
        file_card { "train.py", lines = facts.nanogpt_train_lines, blank = true, into = right } }
    local top = page:cut_top "fit"
    beat(4.5, function()
        spoken("hook", "The kind of model in chatbots is *a few pages* of Python.", function()
            begin_with { name, saying, table.unpack(files) }
            hold(0.3)
            stagger(0.9, function() for _, file in ipairs(files) do file:count { dur = "slow" } end end)
            hold(1.3)
            click()
        end)
    end)

    -- Tokens become columns; these are added, flow through the blocks, and give the odds of the next token.
    local head = heading(probe and "Every token becomes a column of numbers" or "From text to the next token",
        { into = top })
    local stream = flow { run, into = page, order = 1 }
    local blocks, lights = make_blocks(probe, stream), {}
    for i, block in ipairs(blocks) do lights[i] = { block.card, table.unpack(block.on) } end
    local embeddings = probe and embedding.make(probe, stream)
    local road = probe and residual_road { probe.tokens, into = stream:place "road", order = -1 }
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
    local span = shown and drawn and beat or function(_, f) f() hold(1) end
    span(10, function()
        local function open_with(f)
            stagger(0.15, function()
                par(function() leave { name, saying, table.unpack(files) } end)
                par(function()
                    rise_in(head)
                    if f then seq(f) end
                end)
            end)
        end
        if probe then
            spoken("embed", says_embed(probe), function()
                open_with(function() embedding.add_up(embeddings, page) end)
            end)
        end
        spoken("flow", says_flow(#blocks, drawn), function()
            local slots = drawn and next_bars { drawn, empty = true, into = stream:place "next" }
            meanwhile(function()
                par(function()
                    if probe then
                        change(head, "One prompt, one pass")
                        seq(function() embedding.pour(embeddings, stream:place "sum") end)
                    else
                        open_with()
                    end
                    seq({ delay = "quick" }, function()
                        par(function()
                            for _, b in ipairs(blocks) do
                                appear { b.card, table.unpack(b.on) }
                                dim(b.on, { dur = "quick" })
                            end
                            rise_in(stream:outline())
                            if road then appear(road) end
                            if #blocks > 1 then note("${run.n_layer} blocks", stream:place "blocks label") end
                            if probe then note(embeddings.says, stream:place "input label") end
                            if drawn then
                                fade_in { slots, stream:part "way" }
                                dim(stream:part "way", { dur = "quick" })
                                stream:fan(slots)
                                note("next token", stream:place "next label")
                            end
                        end)
                    end)
                end)
            end)
            hold(1.3)
            if shown then
                stream:run { to = shown, lights = lights }
                note("block ${layer}", stream:place("name", shown), "accent")
            end
            stream:run { from = shown, lights = lights }
            if not drawn then return end
            rest[#rest + 1] = next_bars { drawn, into = stream:place "next" }
            par(function()
                change(head, "Out come the odds for the next token")
                undim(stream:part "way")
                become(slots, rest[#rest])
            end)
        end)
        click()
    end)

    -- The block that has most to see opens; all else leaves.
    for i, things in ipairs(lights) do
        if i ~= shown then table.move(things, 1, #things, #rest + 1, rest) end
    end
    local from, block, code = blocks[shown], nil, nil
    if from then
        from.road, from.title, from.tokens, from.leaving = road, head, embeddings.all[1], rest
        from.layer, from.head = layer, telling
        beat(5, function() block = opened.play(run, from) end)
    else
        table.move({ head, road, embeddings and embeddings.all[1] }, 1, 3, #rest + 1, rest)
    end

    -- It makes room for its code; and that is a piece of a file, whose lines can be counted.
    local cut = by_canvas { wide = page.row, square = page.column, tall = page.column }
    local aside, beside = cut(page:middle(by_canvas { wide = 0.94, square = 1, tall = 0.9 }),
        { 1, by_canvas { wide = 3.2, square = 1, tall = 0.8 } })
    beside = beside:middle(by_canvas { wide = 0.76, square = 1, tall = 1 })
    local number, of, lines = page:middle(0.94):column({ 3, 1, 3.6 }, { gap = by_canvas { wide = "l", square = "m", tall = "m" } })
    local whole = file_card { "model.py", lines = n_lines, numbered = false, blank = true, into = lines }
    beat(5.5, function()
        if block then
            spoken("code", "In code, a few *lines*.", function()
                head = heading("The same block, in code", { into = top })
                local at
                code, at = sketch(block, run, beside)
                par(function()
                    become(block.title, head, { dur = "quick" })
                    opened.aside(block, aside)
                end)
                overlap(0.2, function() rise_in(code, { dur = "quick" }) end)
                for i, name in ipairs(block.names) do
                    par(function()
                        code:light(at[name])
                        block[name].card:light()
                        if i > 1 then block[block.names[i - 1]].card:light(false) end
                    end)
                    hold(block.names[2] and 0.55 or 1.7)
                end
            end)
        end
        spoken("whole", "The *whole* model? ${n_lines} lines of Python.", function()
            par(function()
                if block then
                    leave { head, block.grid, block.mlp }
                    for _, name in ipairs(block.names) do leave { block[name].card, block[name].name } end
                    become(code, whole, { dur = "quick" })
                else
                    leave(rest)
                    rise_in(whole)
                end
            end)
            par(function()
                whole:count()
                pop_in(big("${n_lines} lines", { into = number }))
                rise_in(heading("of Python are the whole model.", { into = of, align = "middle" }), { delay = "quick" })
            end)
        end)
        click()
    end)
end)
