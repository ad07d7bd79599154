-- model_card.lua — the model as a small card that reads a text: its name, and a bar for each of its blocks.
local wide_or = require "wide_or"
local model_card = {}

local MOST = 6 -- blocks that are drawn

-- Where what belongs to it stands in a place: its name, and its blocks.
local function places_of(place, n_blocks)
    local rest = place:middle(wide_or(0.94, 1))
    local name = rest:cut_top(wide_or(0.22, 0.26), { gap = "none" })
    return name, n_blocks > 0 and rest:inset("xs"):grid(1, n_blocks, { gap = wide_or("none", "xs") }) or {}
end

-- The card, not seen yet. `all` is everything of it.
function model_card.make(run, place)
    local made = { n = math.min(MOST, value(run.n_layer)), blocks = {} }
    local name_at, blocks_at = places_of(place, made.n)
    made.card = card { into = place, order = -5 }
    made.name = wide_or(heading, line)("GPT", { color = "ink", into = name_at, align = "middle", order = -2 })
    made.all = { made.card, made.name }
    for i, at in ipairs(blocks_at) do
        made.blocks[i] = card { into = at, order = -4 }
        made.all[#made.all + 1] = made.blocks[i]
    end
    return made
end

-- It goes to another place, all of it together.
function model_card.settle(made, place)
    local name_at, blocks_at = places_of(place, made.n)
    settle(made.card, place)
    settle(made.name, name_at)
    for i, at in ipairs(blocks_at) do settle(made.blocks[i], at) end
end

-- It reads a row: token by token. The last part of the row may be a place for what comes next.
function model_card.read(row, has_place)
    local tokens = row:parts()
    if has_place then table.remove(tokens) end
    stagger(0.12, function() for _, token in ipairs(tokens) do pulse(token) end end)
end

-- It works: its blocks light up one after the other, and stay lit.
function model_card.work(made)
    par(function()
        made.card:light()
        for _, block in ipairs(made.blocks) do block:light(false) end
    end)
    for _, block in ipairs(made.blocks) do block:light() end
    made.card:light(false)
end

return model_card
