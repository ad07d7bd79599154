-- 01_architecture.lua — "GPT fits in your head": the model from outside, a prompt, one block, its code.
local opened = require "opened_block"

local function file_cards(first, second)
    return { file_card { "model.py", lines = facts.nanogpt_model_lines, into = first, order = 1 },
        file_card { "train.py", lines = facts.nanogpt_train_lines, into = second, order = 1 } }
end

local function show(files)
    for _, file in ipairs(files) do appear(file, { dur = "slow" }) file:count() end
end

-- The blocks that are drawn, with a head's attention and the MLP where recorded; and what of each lights up.
local function make_blocks(probe, stream)
    local blocks, lights = {}, {}
    for i, layer in ipairs(stream:layers()) do
        local block = { card = card { into = stream:place("block", i), order = -2 }, on = {} }
        if probe and probe.attention then
            local _, head = telling_head(probe.attention, { layer })
            local weights, place = probe.attention[layer][value(head)], stream:place("attention", i)
            block.grid = attention_grid { weights, into = place, order = 2 }
            block.on[1] = block.grid
        end
        if probe and probe.mlp_hidden then
            local place = stream:place("mlp", i)
            block.mlp = mlp_columns { probe, layer = layer, lit = false, into = place, order = 2 }
            block.on[#block.on + 1] = block.mlp
        end
        blocks[i], lights[i] = block, { block.card, table.unpack(block.on) }
    end
    return blocks, lights
end

-- The first token whose numbers add up as they are printed, so that anyone can check a row.
local function checkable(probe)
    local function printed(figure) return math.floor(100 * value(figure) + 0.5) end
    for t = 1, #probe.tokens do
        local all = true
        for c = 1, math.min(7, #probe.embed_token[t]) do
            local token, position = probe.embed_token[t][c], probe.embed_position[t][c]
            all = all and printed(token) + printed(position) == printed(probe.residual[1][t][c])
        end
        if all then return t end
    end
    return 1
end

-- The embeddings at their places and, of one token, as columns that can be read, with their sum.
local function make_embeddings(probe, stream)
    local made = { says = probe.embed_position and "token + position" or "tokens" }
    made.tokens = columns { probe.embed_token, heads = probe.tokens, into = stream:place "tokens" }
    if not probe.embed_position then return made end
    local t, left, middle, right = checkable(probe), stream:place("between"):row { 1, 1.15, 1.15 }
    made.positions = columns { probe.embed_position, numbered = true, into = stream:place "positions" }
    made.one = { columns { probe.embed_token[t], heads = probe.tokens, into = left },
        columns { probe.embed_position[t], sign = "+", numbered = true, label = "position", into = middle },
        columns { probe.residual[1][t], sign = "=", label = "sum", into = right } }
    return made
end

local function fill(matrix)
    stagger(0.05, function() drop_in(matrix:heads()) end)
    stretch(1, function() stagger(function() drop_in(matrix:cells()) end) end)
end

-- Matrices fill; one token's columns come out of them and are added, row by row.
local function embed(made)
    par(function()
        fill(made.tokens)
        if made.one then seq({ delay = "quick" }, function() par(function() fill(made.positions) end) end) end
    end)
    if not made.one then return end
    par(function()
        become(made.tokens, made.one[1], { keep = true })
        become(made.positions, made.one[2], { keep = true })
        dim { made.tokens, made.positions }
    end)
    local sum = made.one[3]
    stretch(1.8, function() stagger(0.2, function() rise_in(sum:heads()) rise_in(sum:cells()) end) end)
end

-- All columns flow into the sum.
local function pour(made, stream)
    made.tokens:pour(stream:place "sum")
    if not made.one then return end
    leave(made.one)
    undim { made.tokens, made.positions }
    made.positions:pour(stream:place "sum")
end

local function sketch(block, place)
    local lines = { "class Block:", "    def __call__(self, x):" }
    if block.grid then lines[#lines + 1] = "        x = x + self.attention(self.norm(x))" end
    if block.mlp then lines[#lines + 1] = "        x = x + self.mlp(self.norm(x))" end
    lines[#lines + 1] = "        return x"
    return python { lines, label = "our sketch, in Python", into = place, order = 1 }
end

return scene("Architecture", function(run)
    local page, probe, n_lines = area(), run.probe, facts.nanogpt_model_lines
    chapter "Architecture"

    -- The title, and the two files under it.
    local upper, lower = page:middle(0.7):column { 1, 1 }
    local name = title("GPT fits in your head", { into = page:middle(0.3) })
    local below = upper:cut_bottom "fit"
    local saying = line("All of nanoGPT is two Python files.", { into = below, align = "middle" })
    local files = file_cards(lower:middle(1, by_canvas { wide = 0.8, square = 1, tall = 0.8 }):split { 1, 1 })
    local top = page:cut_top "fit"
    local head = heading("GPT fits in your head", { into = top })
    local stream = flow { run, into = page, order = 1 }
    beat(5, function()
        spoken("hook", "The model behind the chatbots is ${n_lines} lines of Python.", function()
            fade_in(name, { dur = "quick" })
            par(function()
                settle(name, upper)
                rise_in(saying, { delay = "quick" })
                par({ delay = "quick" }, function() show(files) end)
            end)
            hold(2.2)
            click()
            meanwhile(function()
                par(function()
                    leave { saying, files[2] }
                    become(name, head)
                    settle(files[1], stream:place "next")
                end)
            end)
        end)
    end)

    -- Tokens become columns; these are added, flow through the blocks, and give the odds of the next token.
    local blocks, lights = make_blocks(probe, stream)
    local embeddings, road, shown, layer, telling
    local rest, drawn = { stream }, probe and probe.next
    if probe then
        embeddings = make_embeddings(probe, stream)
        rest[2] = embeddings.positions
        road = residual_road { probe.tokens, into = stream:place "road", order = -1 }
    end
    if probe and probe.attention and #blocks > 0 then
        layer, telling = telling_head(probe.attention, stream:layers())
        for i, l in ipairs(stream:layers()) do if same(l, layer) then shown = i end end
    end
    local function note(words, place, color)
        rest[#rest + 1] = label(words, { into = place, align = "middle", color = color })
        rise_in(rest[#rest])
    end
    beat(10, function()
        spoken("embed", "Each token becomes a column of numbers: what it is, plus where.", function()
            par(function() change(head, "One prompt, one pass") dim(files[1]) end)
            if probe then overlap(0.6, function() embed(embeddings) end) end
            meanwhile(function()
                par(function()
                    for i, b in ipairs(blocks) do become(files[1], b.card, { keep = i < #blocks }) end
                    if #blocks == 0 then leave(files[1]) end
                    rise_in(stream:outline())
                    if #blocks > 1 then note("${run.n_layer} blocks", stream:place "blocks label") end
                    if probe then note(embeddings.says, stream:place "input label") end
                    if probe then pour(embeddings, stream) end
                end)
            end)
        end)
        spoken("flow", "They run through a stack of blocks; out come the odds for the next token.", function()
            par(function()
                if road then appear(road) end
                for _, b in ipairs(blocks) do appear(b.on) dim(b.on) end
            end)
            stream:run { lights = lights }
            if drawn then
                local bars = next_bars { drawn, into = stream:place "next" }
                rest[#rest + 1] = bars
                par(function()
                    fade_in(stream:part "way")
                    note("next token", stream:place "next label")
                    stream:fan(bars)
                    appear(bars)
                end)
            end
            if not shown then return end
            stream:run { to = shown, lights = lights }
            overlap(0.6, function() note("block ${layer}", stream:place("name", shown), "accent") end)
        end)
        click()
    end)

    -- The block that has most to see opens; all else leaves.
    for i, things in ipairs(lights) do
        if i ~= shown then table.move(things, 1, #things, #rest + 1, rest) end
    end
    local block
    if not shown then table.move({ head, road, embeddings and embeddings.tokens }, 1, 3, #rest + 1, rest) end
    beat(5, function()
        if not shown then return end
        local own = blocks[shown]
        block = opened.play(run, { card = own.card, grid = own.grid, mlp = own.mlp, road = road, title = head,
            tokens = embeddings.tokens, leaving = rest, layer = layer, head = telling })
    end)

    -- It closes beside its code, and the files come back.
    local shut, beside = table.unpack(by_canvas { wide = { page:row { 1, 3.4 } },
        square = { page:column { 1, 1.55 } }, tall = { page:column { 1, 2.8 } } })
    shut = shut:middle(1, by_canvas { wide = 1, square = 0.36, tall = 1 })
    local share = by_canvas { wide = 1, square = 0.48, tall = 1.8 }
    local gap = by_canvas { wide = "xxl", square = "m", tall = "m" }
    local code_place, files_place = beside:column({ 1, share }, { gap = gap })
    files = file_cards(files_place:split { 1, 1 })
    head = heading(block and "The same block, in code" or "GPT fits in your head", { into = top })
    beat(5, function()
        spoken("code", "In code, a block is a few lines; the model, ${n_lines}.", function()
            par(function()
                if block then
                    become(block.title, head)
                    opened.close(run, block, shut, page)
                else
                    rise_in(head)
                    leave(rest)
                end
            end)
            meanwhile({ delay = "slow" }, function() par(function() show(files) end) end)
            if block then
                local code = sketch(block, code_place)
                rise_in(code)
                code:light_each { dur = "quick" }
                change(head, "GPT fits in your head")
            end
        end)
        click()
    end)
end)
