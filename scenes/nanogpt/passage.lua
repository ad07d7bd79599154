-- passage.lua — the prompt's way through the blocks, and the odds that come out of the head.
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

-- The odds of the next token, and until they are known places for them.
function passage.odds(run, stream)
    local options = { run.probe.next, most = wide_or(5, 6), least = 2, into = stream:place "next" }
    local odds = { bars = next_bars(options), stream = stream }
    options.empty = true
    odds.places = next_bars(options)
    return odds
end

-- They come out of the head, which is what it says.
function passage.show(odds, unit)
    odds.says = heading("odds: next ${unit}", { into = odds.stream:place "next label", align = "left", color = "accent" })
    become(odds.places, odds.bars, { dur = "quick" })
    rise_in(odds.says, { dur = "quick" })
end

-- Through one block after the other, with a stop in each that is drawn, and into the head; block `stays` stays lit.
function passage.run(stream, lights, stays)
    local layers = stream:layers()
    local pace = 3 / math.max(3, #layers) -- all of them take as long, however many there are
    for i in ipairs(layers) do
        stretch((i == 1 and 0.45 or 0.55) * pace, function()
            stream:run { from = i > 1 and i - 1 or nil, to = i, lights = lights, leaves = i - 1 ~= stays }
        end)
        hold(0.25 * pace)
    end
    stretch(0.65, function()
        stream:run { from = #layers > 0 and #layers or nil, lights = lights, leaves = #layers ~= stays }
    end)
end

return passage
