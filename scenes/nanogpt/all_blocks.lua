-- all_blocks.lua — a token's column after each of the blocks, and the chances that the last one gives.
local telling_rows, wide_or = require "telling_rows", require "wide_or"
local all_blocks = {}
local MOST = 6 -- blocks that are shown

-- Which blocks: the first ones, the last one, and between them as even as may be.
local function shown(n_layer)
    local blocks, n = {}, math.min(MOST, n_layer)
    for i = 1, n do blocks[i] = n == 1 and n_layer or 1 + (i - 1) * (n_layer - 1) // (n - 1) end
    return blocks
end

-- The columns, each from the second on upon the card of the block that it comes out of; and the chances.
function all_blocks.make(run, page, rows, unit)
    local probe, numbers = run.probe, {}
    local made = { columns = {}, cards = {}, heads = {} }
    local left, right = wide_or(page.row, page.column)(page, { wide_or(2, 1.3), 1 }, { gap = wide_or("s", "m") })
    if probe.next then
        made.card = card { into = right, order = -2 }
        right = right:inset(wide_or("m", "s"))
        made.says = heading("the next ${unit}", { into = right:cut_top "fit", color = "accent" })
        local options = { probe.next, among = { probe.next }, most = 6, least = 2, into = right }
        made.bars = next_bars(options)
        options.empty = true
        made.places = next_bars(options)
    end
    local blocks, last = shown(value(run.n_layer)), probe.tokens[#probe.tokens]
    local shares = {}
    for i = 1, #blocks + 1 do shares[i] = 1 end
    local places = { left:row(shares, { gap = wide_or("xs", "none") }) }
    local full = telling_rows.full(rows, probe.residual[#probe.residual][#probe.tokens])
    for k, place in ipairs(places) do
        local inside = place:inset "xs"
        local top = inside:cut_top("xl", { gap = "xs" })
        local layer = blocks[k - 1]
        if layer then
            for i = #numbers + 1, layer do numbers[i] = i end
            local n = count(numbers, "blocks")
            made.cards[k] = card { into = place, order = -2 }
            made.heads[k] = line(wide_or("block ${n}", "${n}"), { into = top, align = "middle" })
        else
            made.heads[k] = token_row { { last }, into = top }
        end
        made.columns[k] = columns { probe.residual[(layer or 0) + 1][#probe.tokens], into = inside, order = 1,
            channels = rows.channels, full = full, most_rows = by_canvas { wide = 7, square = 7, tall = 8 } }
    end
    return made
end

-- What stays of the shot before goes to its place: the column before the first block, and the one after it.
function all_blocks.come(made, before, after)
    local columns, cards = made.columns, made.cards
    par(function()
        (after or before):leave_signs()
        become(before, columns[1])
        if columns[2] then become(after, columns[2]) end
        rise_in { table.unpack(made.heads, 1, math.min(2, #columns)) }
        at(0.6, function()
            par(function()
                if made.bars then fade_in({ made.card, made.says, made.places }, { dur = "quick" }) end
                for k = 2, #columns do
                    fade_in(cards[k], { dur = "quick" })
                    if k > 2 then rise_in(made.heads[k], { dur = "quick" }) end
                end
            end)
        end)
    end)
end

-- The other blocks light up, and what the column is behind each comes to be seen.
function all_blocks.run(made, seconds)
    local columns, cards = made.columns, made.cards
    if #columns < 3 then return hold(1) end
    stretch(seconds, function()
        for k = 3, #columns do
            par(function()
                if cards[k - 1] and k > 3 then cards[k - 1]:light(false) end
                cards[k]:light()
                rise_in(columns[k], { dur = "quick" })
            end)
        end
    end)
end

-- The last column gives the chances, one after the other.
function all_blocks.odds(made)
    if not made.bars then return end
    par(function()
        local n = #made.columns
        for k = 1, n - 1 do
            dim(made.columns[k])
            dim(made.heads[k])
        end
        made.card:light()
        at(0.3, function() appear(made.bars, { stagger = 0.12 }) end)
        at(0.6, function() leave(made.places) end)
    end)
end

return all_blocks
