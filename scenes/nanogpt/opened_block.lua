-- opened_block.lua — one block opens: its card becomes two, of attention and of the MLP, the small pictures
-- grow, and what each half makes is added to the stream that runs past both. Later it makes room.
local wide_or = require "wide_or"
local opened = {}

local STREAM = "residual stream: the running sum"
local NOTES = { attention = "looks back", MLP = "thinks alone" }
local SAYS = { attention = "attention *looks back* at other tokens", MLP = "the MLP thinks *alone*" }

-- What a probe lacks has no half: a model without MLP has one card, of attention.
local function halves_of(probe)
    local names = {}
    if probe.attention then names[#names + 1] = "attention" end
    if probe.mlp_hidden then names[#names + 1] = "MLP" end
    return names
end

-- The card of a half at its place, its words, and the area that is left in it.
local function half_of(place, name, noted)
    local inside = place:inset(by_canvas { wide = "m", square = "m", tall = "s" })
    local head = inside:cut_top "fit"
    local half = { card = card { into = place, order = -2 }, name = heading(name, { into = head }) }
    if noted then half.note = line(NOTES[name], { into = head, align = "right" }) end
    half.inside = inside
    return half
end

-- The last token, and the one at which it looks most: two tiles, and words between them.
local function looks_at(weights, tokens, place)
    local row, most = weights[#weights], 1
    for i = 2, #tokens do if row[i] > row[most] then most = i end end
    local left, middle, right = place:row({ 1, by_canvas { wide = 6, square = 2.6, tall = 6 }, 1 }, { gap = "s" })
    return {
        token_row { { tokens[#tokens] }, align = "right", into = left },
        line("looks mostly at", { into = middle, align = "middle" }),
        token_row { { tokens[most] }, align = "left", into = right },
    }
end

-- The pictures of the open block, not seen yet. `from` are those of the closed one.
local function make(run, from)
    local probe, layer = run.probe, value(from.layer)
    local block = { names = halves_of(probe), words = {} }
    block.road = residual_road { probe.tokens, halves = block.names, shares = { 1.25, 1 },
        norm = run.has_norm, added = run.has_residual, label = run.has_residual and STREAM or nil,
        edge_to_edge = true, order = -1 }
    local down = block.road:runs_down()
    local noted = down or wide_or(true, false) -- where a half is wide enough
    for _, name in ipairs(block.names) do
        local half = half_of(block.road:place(name), name, noted)
        block[name] = half
        table.move({ half.name, half.note }, 1, 2, #block.words + 1, block.words)
    end
    if block.attention then
        local weights, inside = probe.attention[layer][value(from.head)], block.attention.inside
        local looks_into = inside:cut_bottom(by_canvas { wide = 0.2, square = 0.24, tall = 0.22 })
        block.looks = looks_at(weights, probe.tokens, looks_into)
        local over = inside:cut_top(by_canvas { wide = 0.56, square = 0.5, tall = 0.43 })
        block.grid = attention_grid { weights, row = #weights, alone = true, into = inside, order = 1 }
        block.weights = weights
        if #weights > 1 then over = block.grid:over(over) end
        block.arcs = attention_arcs { weights, drawn = false, into = over, order = 1 }
        block.attention.shown = { block.grid, block.arcs, table.unpack(block.looks) }
    end
    if block.MLP then
        local n, wide = run.n_embd, count(probe.mlp_hidden[layer][1], "neurons")
        local inside = block.MLP.inside
        if not down then -- where a half is low, all of it is for the picture
            local foot = inside:cut_bottom "fit"
            block.widths = line("${n} → ${wide} → ${n} numbers", { into = foot, align = "middle" })
        end
        block.mlp = mlp_columns { probe, layer = layer, lit = false, widths = false, into = inside,
            order = 1 }
        block.MLP.shown = { block.mlp, block.widths }
        block.words[#block.words + 1] = block.widths
    end
    block.title = heading("Inside block ${from.layer} of ${run.n_layer}", { into = block.road:place "words" })
    block.passing = { block.road }
    if down and run.has_residual then
        local says = label("← " .. STREAM, { into = block.road:place "remark" })
        block.words[#block.words + 1], block.passing[2] = says, says
    end
    for _, thing in ipairs(block.looks or {}) do block.passing[#block.passing + 1] = thing end
    for _, name in ipairs { "arcs", "widths" } do block.passing[#block.passing + 1] = block[name] end
    return block
end

local function unfold(block, from)
    par(function()
        leave(from.leaving)
        from.card:light(false)
        become(from.road, block.road)
        for i = #block.names, 1, -1 do become(from.card, block[block.names[i]].card, { keep = i > 1 }) end
        if block.grid then
            become(from.grid, block.grid)
            become(from.tokens, block.arcs)
        end
        if block.mlp then become(from.mlp, block.mlp) end
        become(from.title, block.title)
    end)
end

local function things_of(half)
    local things = { half.card, half.name, table.unpack(half.shown) }
    things[#things + 1] = half.note
    return things
end

-- `from`: the `card` that opens, `grid` and `mlp` on it, `road`, `tokens` (columns or a row), `title`, what
-- is `leaving`, the numbers of `layer` and `head`. Gives the pictures that are there at the end.
function opened.play(run, from)
    local block = make(run, from)
    local says = SAYS[block.names[1]] .. (block.names[2] and "; " .. SAYS[block.names[2]] or "")
    stretch(0.7, function()
        par(function()
            unfold(block, from)
            fade_in(block.words, { delay = "quick" })
        end)
    end)
    spoken("block", says:gsub("^%l", string.upper) .. ".", function()
        for i, name in ipairs(block.names) do
            local other = block[block.names[3 - i]]
            par(function()
                if other then dim(things_of(other), { dur = "quick" }) end
                if i > 1 then
                    other.card:light(false)
                    undim(things_of(block[name]), { dur = "quick" })
                end
                block[name].card:light()
                block.road:branch(name, { dur = "quick" })
            end)
            if name == "MLP" then
                stretch(0.8, function() block.mlp:light() end)
            else
                stretch(1.1, function()
                    par(function()
                        seq(function() block.arcs:draw { dur = "quick" } block.arcs:flow() end)
                        rise_in(block.looks, { delay = "quick" })
                    end)
                end)
            end
            block.road:join(name)
        end
    end)
    click()
    return block
end

-- All of the head's weights come back around the row that was alone.
local function all_rows(block, place)
    local grid = attention_grid { block.weights, row = #block.weights, into = place, order = 1 }
    become(block.grid, grid, { dur = "quick" })
    return grid
end

-- Its halves go to a smaller place, side by side along it, the first one first, so that none crosses another; the
-- road and all that is small leaves.
function opened.aside(block, place)
    local cut = wide_or(place.column, place.row)
    local places, small = { cut(place, block.names[2] and { 1, 1 } or { 1 }) }, {}
    for i, name in ipairs(block.names) do small[i] = half_of(places[i], name) end
    local function go(half, to, name)
        half.card:light(false)
        if half.note then leave(half.note, { dur = "quick" }) end
        become(half.card, to.card, { dur = "quick" })
        become(half.name, to.name, { dur = "quick" })
        if name == "MLP" then
            settle(block.mlp, to.inside, { dur = "quick" })
        else
            block.grid = all_rows(block, to.inside)
        end
        half.card, half.name = to.card, to.name
    end
    par(function()
        leave(block.passing, { dur = "quick" })
        for i, name in ipairs(block.names) do
            local half = block[name]
            if i < #block.names then undim(half.shown) end
            at(0.2 * (i - 1), function() par(function() go(half, small[i], name) end) end)
        end
    end)
end

return opened
