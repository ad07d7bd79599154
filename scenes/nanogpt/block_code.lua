-- block_code.lua — one block in Python, with what this run's blocks have; its parts are lit, on a wide canvas with
-- pictures of what they do beside them.
local one_block, wide_or = require "one_block", require "wide_or"
local block_code = {}

local BODIES = {
    attention = {
        "def attention(x):  # looks back",
        "    q, k, v = split(x @ W_qkv)",
        "    scores = q @ k.T / sqrt(d)",
        "    look = softmax(mask(scores))",
        "    return look @ v @ W_out",
        "",
    },
    MLP = {
        "def mlp(x):  # thinks it over",
        "    return act(x @ W_up) @ W_down",
        "",
    },
}

-- A card for each half, one below the other: what its code does, as it was seen. `channels` as of the columns.
local function pictures_of(run, names, channels, place)
    local probe, made = run.probe, {}
    local rooms = { place:column(#names > 1 and { 1, 1 } or { 1 }, { gap = "m" }) }
    for i, name in ipairs(names) do
        local inside, picture = rooms[i]:inset "m", nil
        if name == "attention" then
            picture = attention_arcs { one_block.look(probe), into = inside }
        else
            picture = mlp_columns { probe, layer = 1, channels = channels, widths = false, into = inside }
        end
        made[i] = { name = name, card = card { into = rooms[i], order = -1 }, picture = picture }
    end
    return made
end

-- The panel, with its parts: their first and last line, how long each takes beside others, and of which half it is (of
-- both without). `beside` is everything that is seen beside the panel.
function block_code.make(run, names, channels, place)
    local lines, parts = {}, {}
    local function part(body, half)
        local first = #lines + 1
        table.move(body, 1, #body, first, lines)
        local last = body[#body] == "" and #lines - 1 or #lines
        parts[#parts + 1] = { first = first, last = last, takes = 0.5 + #body, half = half }
    end
    for _, name in ipairs(names) do part(BODIES[name], name) end
    local block = { run.has_residual and "def block(x):  # adds both" or "def block(x):" }
    for _, name in ipairs(names) do
        local x = run.has_norm and "norm(x)" or "x"
        block[#block + 1] = "    x = " .. (run.has_residual and "x + " or "") .. name:lower() .. "(" .. x .. ")"
    end
    block[#block + 1] = "    return x"
    part(block)
    local made = { parts = parts, pictures = {}, beside = {} }
    if wide_or(true, false) then
        local left, right = place:row({ 9, 5 }, { gap = "m" })
        place, made.pictures = left, pictures_of(run, names, channels, right)
        for i, p in ipairs(made.pictures) do made.beside[2 * i - 1], made.beside[2 * i] = p.card, p.picture end
    end
    made.code = code { lines, label = "our sketch, simplified", into = place, order = 1 }
    return made
end

-- One part after the other, longer ones longer.
function block_code.light_parts(made, seconds)
    stretch(seconds, function()
        for _, part in ipairs(made.parts) do
            par(function()
                made.code:light(part.first, part.last)
                for _, p in ipairs(made.pictures) do p.card:light(not part.half or part.half == p.name) end
            end)
            hold(part.takes)
        end
    end)
    made.code:light_all()
end

return block_code
