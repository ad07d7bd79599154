-- one_block.lua — one block at work on a token's column: a card each for attention and the MLP, and what each writes
-- is added to the column.
local telling_rows, wide_or = require "telling_rows", require "wide_or"
local one_block = {}

-- The names of a block's halves; what a probe lacks has none.
function one_block.halves(probe)
    local names = {}
    if probe and probe.attention then names[#names + 1] = "attention" end
    if probe and probe.mlp_hidden then names[#names + 1] = "MLP" end
    return names
end

-- Each half's columns by the name of the half; none where they are not added, or not recorded.
function one_block.written(run)
    local probe = run.probe
    if not (probe and run.has_residual and probe.residual) then return {} end
    local out = { attention = probe.attention and probe.attention_out, MLP = probe.mlp_hidden and probe.mlp_out }
    for _, name in ipairs(one_block.halves(probe)) do if not out[name] then return {} end end
    return out
end

-- A half's card: its name, what it does, and the area that is left in it.
local function half_of(place, name, does)
    local inside = place:inset "m"
    local top = inside:cut_top "fit"
    local half = { card = card { into = place, order = -2 }, name = heading(name, { into = top }) }
    local below = wide_or(true, false)
    half.does = (below and heading or line)(does, { into = below and inside:cut_top "fit" or top, color = "soft",
        align = below and "left" or "right" })
    return half, inside
end

-- How much each token looks at those before it, in the head of the first block that tells most.
function one_block.look(probe)
    local _, head = telling_head(probe.attention, { 1 })
    return probe.attention[1][value(head)]
end

local function attention_of(run, place, unit)
    local probe, weights = run.probe, one_block.look(run.probe)
    local half, inside = half_of(place, "Attention", "looks back at the ${unit}s before")
    local row, most = weights[#weights], 1
    for i = 2, #probe.tokens do if row[i] > row[most] then most = i end end
    local others = value(run.n_head) > 1 and ",\none of ${run.n_head} at once" or ""
    local why = wide_or("${row[most]:.0%} of this look" .. others, "The widest arc: ${row[most]:.0%} of this look")
    half.why = heading(why, { into = inside:cut_bottom "fit", align = "middle" })
    half.looks = {}
    if wide_or(true, false) then -- where cards are high
        local looks = inside:cut_bottom(0.25):middle(1, 0.86)
        local left, middle, right = looks:row({ 1, 3, 1 }, { gap = "s" })
        half.looks = {
            token_row { { probe.tokens[#probe.tokens] }, align = "right", into = left },
            heading("looks most at", { into = middle, align = "middle" }),
            token_row { { probe.tokens[most] }, align = "left", into = right },
        }
        align({ half.looks[1], half.looks[2] }, "middle")
    end
    half.picture = attention_arcs { weights, drawn = false, into = inside, order = 1 }
    half.all = { half.card, half.name, half.does, half.why, half.picture, table.unpack(half.looks) }
    return half
end

local function mlp_of(run, place, channels)
    local half, inside = half_of(place, "MLP", "a small network: thinks it over")
    local n, wide = run.n_embd, count(run.probe.mlp_hidden[1][1], "neurons")
    half.widths = heading("${n} numbers spread" .. wide_or("\n", " ") .. "to ${wide}, and back",
        { into = inside:cut_bottom "fit", align = "middle" })
    half.picture = mlp_columns { run.probe, layer = 1, channels = channels, lit = false, widths = false, into = inside,
        order = 1 }
    half.all = { half.card, half.name, half.does, half.widths, half.picture }
    return half
end

-- The column before, what each half writes, the column after, and places for what is still to come; not seen yet.
local function columns_of(run, place, rows, names)
    local probe, written = run.probe, one_block.written(run)
    local made, t, shares = { terms = {}, places = {} }, #run.probe.tokens, { 0.76, 1 }
    for _, name in ipairs(names) do if written[name] then shares[#shares + 1] = 1 end end
    local places = { place:row(shares, { gap = "s" }) }
    local full = telling_rows.full(rows, probe.residual[2][t])
    local function one(i, tensor, options)
        options[1], options.into, options.order = tensor, places[i], 1
        options.channels, options.decimals, options.full = rows.channels, rows.decimals, full
        options.most_rows = by_canvas { wide = 7, square = 7, tall = 8 }
        return columns(options)
    end
    made.terms[1] = one(1, probe.residual[1][t], { heads = probe.tokens })
    for _, name in ipairs(names) do
        if written[name] then
            local i = #made.terms + 1
            made.places[name] = one(i, written[name][1][t], { sign = "+", label = name, open = true })
            made[name] = one(i, written[name][1][t], { sign = "+", label = name })
            made.terms[i] = made[name]
        end
    end
    local adds = #made.terms > 1
    made.after = one(#places, probe.residual[2][t], { sign = adds and "=" or "→", label = "after", open = adds })
    return made
end

function one_block.make(run, page, rows, unit)
    local probe, block = run.probe, { names = one_block.halves(run.probe) }
    local shares = by_canvas { wide = { 0.8, 1 }, square = { 1, 1.1 }, tall = { 0.9, 1 } }
    local cards, sums = wide_or(page.row, page.column)(page, shares, { gap = "l" })
    if probe.attention then block.attention = attention_of(run, cards, unit) end
    if probe.mlp_hidden then block.MLP = mlp_of(run, cards, rows.channels) end
    block.columns = columns_of(run, sums, rows, block.names)
    return block
end

-- What is there at the end, beside the columns before and after.
function one_block.rest(block)
    local half = block.MLP or block.attention
    local rest = { table.unpack(half and half.all or {}) }
    for i = 2, #block.columns.terms do rest[#rest + 1] = block.columns.terms[i] end
    return rest
end

-- What a half wrote comes into its place, one number after the other, and whose it is is pointed at.
local function write(block, name)
    local column = block.columns[name]
    if not column then return end
    par(function()
        pulse({ block[name].name, block.columns.places[name]:heads()[1] }, { dur = "quick" })
        become(block.columns.places[name], column, { dur = "quick", stagger = 0.05 })
    end)
end

function one_block.attend(block)
    local half = block.attention
    if not half then return end
    stretch(1.5, function()
        par(function()
            half.card:light()
            seq(function() half.picture:draw { dur = "quick" } half.picture:flow() end)
            rise_in(half.looks, { delay = "quick" })
            rise_in(half.why, { delay = "usual" })
        end)
    end)
    write(block, "attention")
end

-- The card of attention becomes the MLP's.
function one_block.think(block)
    local before, half = block.attention, block.MLP
    if not half then return end
    par(function()
        if before then
            become(before.card, half.card, { dur = "quick" })
            leave({ before.name, before.does, before.why, before.picture, table.unpack(before.looks) },
                { dur = "quick" })
        else
            fade_in(half.card)
        end
        fade_in(half.picture, { delay = "quick", dur = "quick" })
        fade_in({ half.name, half.does, half.widths }, { delay = "quick", dur = "quick" })
        at(0.4, function() half.card:light() end)
    end)
    stretch(0.8, function() half.picture:light() end)
    write(block, "MLP")
end

-- Its first half is there, and the column that it works on.
function one_block.come(block, column)
    local half = block.attention
    par(function()
        become(column, block.columns.terms[1])
        local made = block.columns
        at(0.5, function()
            par(function()
                fade_in(made.after, { dur = "quick" })
                for _, place in pairs(made.places) do fade_in(place, { dur = "quick" }) end
            end)
        end)
        if not half then return end
        at(0.5, function()
            par(function()
                fade_in(half.card, { dur = "quick" })
                rise_in({ half.name, half.does, half.picture }, { dur = "quick" })
            end)
        end)
    end)
end

function one_block.add(block)
    local made = block.columns
    if #made.terms > 1 then stretch(1.5, function() made.after:add(made.terms) end) else pulse(made.after) end
end

return one_block
