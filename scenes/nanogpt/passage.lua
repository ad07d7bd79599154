-- passage.lua — the prompt's way through the blocks, and what the model would say behind each of them.
local wide_or = require "wide_or"
local passage = {}

-- The blocks that are drawn: a card each, and `on` it a head's attention and the MLP, where recorded.
function passage.blocks(run, stream)
    local probe, blocks, lights = run.probe, {}, {}
    for i, layer in ipairs(stream:layers()) do
        local block = { card = card { into = stream:place("block", i), order = -2 } }
        if probe and probe.attention then
            local _, head = telling_head(probe.attention, { layer })
            local weights = probe.attention[layer][value(head)]
            -- Cards lie on a tall canvas, and have room for a row.
            local low = by_canvas { wide = false, square = false, tall = true }
            block.grid = attention_grid { weights, row = low and #weights or nil, alone = low, order = 2,
                into = stream:place("attention", i) }
        end
        if probe and probe.mlp_hidden then
            local into = stream:place("mlp", i)
            block.mlp = mlp_columns { probe, layer = layer, lit = false, into = into, order = 2 }
        end
        block.on = { block.grid or block.mlp, block.grid and block.mlp }
        block.names = {}
        for k, name in ipairs { "attention", "MLP" } do -- what its halves are is said once
            if i > 1 or #block.on < 2 then break end
            local words = (run.has_residual and "+ " or "") .. name
            local into = stream:place(name:lower() .. " label", i)
            block.names[k] = line(words, { align = "middle", color = "ink", into = into })
        end
        table.move(block.names, 1, #block.names, #block.on + 1, block.on)
        blocks[i], lights[i] = block, { block.card, table.unpack(block.on) }
    end
    return blocks, lights
end

-- The odds of the next token: places for them; where it is recorded, those behind each block come into them.
function passage.odds(run, stream)
    local probe = run.probe
    local odds = { after = probe.after, last = probe.next, passed = {} }
    odds.n_layer, odds.stream, odds.most = run.n_layer, stream, wide_or(5, 6)
    odds.places = next_bars { odds.after and odds.after[1] or odds.last, most = odds.most, least = 2,
        empty = true, into = stream:place "next" }
    return odds
end

local function first_odds(odds, token, words, number)
    odds.bars = next_bars { token, most = odds.most, least = 2, among = odds.after,
        into = odds.stream:place "next" }
    become(odds.places, odds.bars, { dur = "quick" })
    local left, right = odds.stream:place("next label"):row({ number and 3 or 1, 1 }, { gap = "s" })
    odds.says = heading(words, { into = left, align = number and "right" or "left", color = "accent" })
    odds.number = number and heading(number, { into = right, align = "left", color = "accent" })
    odds.number_at = right
    rise_in { odds.says, odds.number }
end

-- Behind block k.
local function show(odds, k)
    while #odds.passed < k do odds.passed[#odds.passed + 1] = k end
    local n, n_layer = count(odds.passed, "blocks"), odds.n_layer
    local number = "${n} of ${n_layer}"
    par(function()
        if not odds.bars then return first_odds(odds, odds.after[k], "if it stopped after block", number) end
        change(odds.bars, odds.after[k], { dur = "quick" })
        local last = odds.number
        odds.number = heading(number, { into = odds.number_at, align = "left", color = "accent" })
        leave(last, { dur = "quick" })
        fade_in(odds.number, { dur = "quick" })
    end)
end

-- Behind all of them, which is what it says.
function passage.show_last(odds, unit)
    local words = "odds: next ${unit}"
    if not odds.bars then return first_odds(odds, odds.last, words) end
    leave({ odds.says, odds.number }, { dur = "quick" })
    odds.says = heading(words, { into = odds.stream:place "next label", align = "left", color = "accent" })
    odds.number = nil
    fade_in(odds.says, { dur = "quick" })
end

-- Through one block after the other, with a stop in each that is drawn, and into the head; block `stays`
-- stays lit. Where it is recorded, each stop shows what the model would say there.
function passage.run(stream, lights, stays, odds)
    local layers, told = stream:layers(), odds and odds.after
    local pace = 3 / math.max(3, #layers) -- all of the stops take as long, however many there are
    for i, layer in ipairs(layers) do
        par(function()
            stretch((i == 1 and 0.4 or 0.5) * pace, function()
                stream:run { from = i > 1 and i - 1 or nil, to = i, lights = lights, leaves = i - 1 ~= stays }
            end)
            if not told then return end
            at(0.5 * pace, function() -- it has come into the card
                stretch(0.6 * pace, function()
                    show(odds, layer)
                    hold(0.55)
                end)
            end)
        end)
    end
    stretch(0.65, function()
        stream:run { from = #layers > 0 and #layers or nil, lights = lights, leaves = #layers ~= stays }
    end)
end

return passage
