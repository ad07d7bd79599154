-- opened_block.lua — one block opens: its card becomes two, of attention and of the MLP, the small pictures
-- grow, and what each half makes is added to the stream that runs past both. Later it closes again.
local opened = {}

local NOTES = { attention = "looks back", MLP = "thinks alone" }
local SAYS = { attention = "attention looks back at other tokens", MLP = "the MLP thinks alone" }

-- What a probe lacks has no half: a model without MLP has one card, of attention.
local function halves_of(probe)
    local names = {}
    if probe.attention then names[#names + 1] = "attention" end
    if probe.mlp_hidden then names[#names + 1] = "MLP" end
    return names
end

-- The card of a half at its place beside the road, its words, and the area that is left in it.
local function half_of(road, name)
    local place = road:place(name)
    local inside = place:inset "m"
    local head = inside:cut_top "fit"
    local note = line(NOTES[name], { into = head, align = "right" })
    return { card = card { into = place, order = -2 }, inside = inside,
             words = { note, heading(name, { into = head }) } }
end

-- The pictures of the open block, not seen yet. `from` are those of the closed one.
local function make(run, from)
    local probe, layer = run.probe, value(from.layer)
    local block = { names = halves_of(probe), words = {} }
    block.road = residual_road { probe.tokens, halves = block.names, shares = { 2, 1 }, norm = run.has_norm,
                                 added = run.has_residual, edge_to_edge = true, order = -1,
                                 label = run.has_residual and "residual stream" or nil }
    for _, name in ipairs(block.names) do
        local half = half_of(block.road, name)
        block[name] = half
        table.move(half.words, 1, #half.words, #block.words + 1, block.words)
    end
    if block.attention then
        local weights, inside = probe.attention[layer][value(from.head)], block.attention.inside
        local over = inside:cut_top(0.22)
        block.grid = attention_grid { weights, row = #weights, into = inside, order = 1 }
        block.arcs = attention_arcs { weights, drawn = false, into = block.grid:over(over), order = 1 }
    end
    if block.MLP then
        block.mlp = mlp_columns { probe, layer = layer, lit = false, into = block.MLP.inside, order = 1 }
    end
    block.title = heading("Inside one block", { into = block.road:place "words" })
    local says = block.grid and "block ${from.layer} of ${run.n_layer}, head ${from.head}"
        or "block ${from.layer} of ${run.n_layer}"
    local align = block.road:runs_down() and "left" or "right"
    block.words[#block.words + 1] = label(says, { into = block.road:place "remark", align = align })
    return block
end

local function unfold(block, from)
    par(function()
        leave(from.leaving)
        become(from.road, block.road)
        for i = #block.names, 1, -1 do become(from.card, block[block.names[i]].card, { keep = i > 1 }) end
        if block.grid then
            become(from.grid, block.grid, { stagger = 0.003 })
            become(from.tokens, block.arcs)
        end
        if block.mlp then become(from.mlp, block.mlp) end
        become(from.title, block.title)
    end)
end

-- `from`: the `card` that opens, `grid` and `mlp` on it, `road`, `tokens` (columns or a row), `title`, what
-- is `leaving`, the numbers of `layer` and `head`. Gives the pictures that are there at the end.
function opened.play(run, from)
    local block = make(run, from)
    local says = SAYS[block.names[1]] .. (block.names[2] and "; " .. SAYS[block.names[2]] or "")
    spoken("block", "In a block, " .. says .. ".", function()
        stretch(1.2, function() unfold(block, from) end)
        meanwhile(function() par(function() fade_in(block.words) end) end)
        for i, name in ipairs(block.names) do
            par(function()
                if i > 1 then block[block.names[i - 1]].card:light(false) end
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

-- It closes to the card that it was, at a place of the page: attention on one side of the road, the MLP on
-- the other. Where the road runs down, it does so behind all that stands below.
function opened.close(run, block, place, page)
    local cut = by_canvas { wide = place.column, square = place.column, tall = place.row }
    local wide = by_canvas { wide = 0.7, square = 1.7, tall = 0.7 }
    local first, band, second = cut(place:inset "m", { 3, wide, 3 })
    local way = by_canvas { wide = band, square = band, tall = page:middle(1, 0.1) }
    local far = by_canvas { wide = true, square = true, tall = false }
    local road = residual_road { run.probe.tokens, into = way, edge_to_edge = far, order = -1 }
    par(function()
        leave(block.words)
        for _, name in ipairs(block.names) do
            block[name].card:light(false)
            settle(block[name].card, place)
        end
        become(block.road, road)
        if block.grid then
            leave(block.arcs)
            settle(block.grid, first)
        end
        if block.mlp then settle(block.mlp, second) end
    end)
    block.road = road
end

return opened
