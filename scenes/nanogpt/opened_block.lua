-- opened_block.lua — one block opens: its card becomes two, of attention and of the MLP, the small pictures
-- grow, and what each half makes is added to the stream that runs past both. Later it makes room for its code.
local opened = {}

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
    local inside = place:inset "m"
    local head = inside:cut_top "fit"
    local half = { card = card { into = place, order = -2 }, name = heading(name, { into = head }) }
    if noted then
        local beside = by_canvas { wide = true, square = false, tall = false }
        local row = beside and head or inside:cut_top "fit"
        half.note = line(NOTES[name], { into = row, align = beside and "right" or "left" })
    end
    half.inside = inside
    return half
end

-- The pictures of the open block, not seen yet. `from` are those of the closed one.
local function make(run, from)
    local probe, layer = run.probe, value(from.layer)
    local block = { names = halves_of(probe), words = {} }
    block.road = residual_road { probe.tokens, halves = block.names, shares = { 2, 1 }, norm = run.has_norm,
        added = run.has_residual, edge_to_edge = true, order = -1, label = run.has_residual and "residual stream" or nil }
    for _, name in ipairs(block.names) do
        local half = half_of(block.road:place(name), name, true)
        block[name] = half
        table.move({ half.name, half.note }, 1, 2, #block.words + 1, block.words)
    end
    if block.attention then
        local weights, inside = probe.attention[layer][value(from.head)], block.attention.inside
        local over = inside:cut_top(0.22)
        block.grid = attention_grid { weights, row = #weights, into = inside, order = 1 }
        block.arcs = attention_arcs { weights, drawn = false, into = block.grid:over(over), order = 1 }
    end
    if block.attention then block.attention.shown = { block.grid, block.arcs } end
    if block.MLP then
        block.mlp = mlp_columns { probe, layer = layer, lit = false, into = block.MLP.inside, order = 1 }
        block.MLP.shown = { block.mlp }
    end
    block.title = heading("Inside one block", { into = block.road:place "words" })
    local says = block.grid and "block ${from.layer} of ${run.n_layer}, one head"
        or "block ${from.layer} of ${run.n_layer}"
    local align = block.road:runs_down() and "left" or "right"
    block.remark = label(says, { into = block.road:place "remark", align = align })
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
    return { half.card, half.name, half.note, table.unpack(half.shown) }
end

-- `from`: the `card` that opens, `grid` and `mlp` on it, `road`, `tokens` (columns or a row), `title`, what
-- is `leaving`, the numbers of `layer` and `head`. Gives the pictures that are there at the end.
function opened.play(run, from)
    local block = make(run, from)
    local says = SAYS[block.names[1]] .. (block.names[2] and "; " .. SAYS[block.names[2]] or "")
    spoken("block", says:gsub("^%l", string.upper) .. ".", function()
        stretch(1.2, function() unfold(block, from) end)
        meanwhile(function() par(function() fade_in { block.remark, table.unpack(block.words) } end) end)
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
                stretch(1, function() block.mlp:light() end)
            else
                block.arcs:draw { dur = "usual" }
            end
            block.road:join(name)
        end
    end)
    click()
    return block
end

-- Its halves go to a smaller place, side by side along it; the road and all that is small leaves.
function opened.aside(block, place)
    local cut = by_canvas { wide = place.column, square = place.row, tall = place.row }
    local places, small = { cut(place, block.names[2] and { 1, 1 } or { 1 }) }, {}
    for i, name in ipairs(block.names) do small[i] = half_of(places[i], name) end
    par(function()
        leave { block.road, block.remark, block.arcs }
        for i, name in ipairs(block.names) do
            local half = block[name]
            if i < #block.names then undim(half.shown) end
            half.card:light(false)
            leave(half.note)
            become(half.card, small[i].card)
            become(half.name, small[i].name)
            settle(name == "MLP" and block.mlp or block.grid, small[i].inside)
            half.card, half.name = small[i].card, small[i].name
        end
    end)
end

return opened
