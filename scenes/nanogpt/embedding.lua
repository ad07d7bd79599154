-- embedding.lua — every token becomes a column of numbers; one is added up, so that anyone can check a row.
local wide_or = require "wide_or"
local embedding = {}

-- What the colours are, a few words in each: at the end of the line `top`, or below all.
local function key_of(top, room)
    local line_of = wide_or(top, false) or room:cut_bottom("xl", { gap = "s" })
    local left, right = line_of:row(wide_or({ 5, 1 }, { 1, 1 }), { gap = "l" })
    local function says(words, color, into)
        return line(words, { align = wide_or("right", "middle"), color = color, into = into })
    end
    return { says("blue: positive", "plus", left), says("red: negative", "minus", right) }
end

-- The embeddings: large on the page below its line `top`, where they belong in the flow, and one token's with
-- their sum.
function embedding.make(probe, stream, page, top, unit)
    local room = page:middle(1)
    local made = { says = "tokens", large = {}, all = {}, words = {}, key = key_of(top, room) }
    local here, there = wide_or(room.row, room.column)(room, { 1, 1 })
    local function add(tensor, place, named, options)
        options[1], options.order, options.into = tensor, 1, place
        made.large[#made.large + 1] = columns(options)
        options.order, options.into = nil, stream:place(named)
        made.all[#made.all + 1] = columns(options)
    end
    if not (probe.embed_position and probe.residual) then
        add(probe.embed_token, room:middle(0.8), "tokens", { heads = probe.tokens })
        made.one = { columns { probe.embed_token[#probe.tokens], heads = probe.tokens, order = 1,
            into = room:middle(1, 0.4) } }
        return made
    end
    made.words = { heading("token: here, one ${unit}", { into = here:cut_bottom "fit", align = "middle" }),
        heading("position: where it stands", { into = there:cut_bottom "fit", align = "middle" }) }
    add(probe.embed_token, here:middle(0.94), "tokens", { heads = probe.tokens })
    add(probe.embed_position, there:middle(0.94), "positions", { numbered = true })
    local t, decimals = telling_sum(probe.embed_token, probe.embed_position, probe.residual[1])
    local left, middle, right = room:row { 0.76, 1, 1 }
    local says = wide_or({ "what it is", "where it stands", "both in one" }, { "what", "where", "both" })
    local options = { decimals = decimals, most_rows = by_canvas { wide = 7, square = 7, tall = 9 },
        order = 1 }
    local function one(tensor, place, more)
        more[1], more.into = tensor, place
        for name, value in pairs(options) do more[name] = value end
        return columns(more)
    end
    made.one = {
        one(probe.embed_token[t], left, { heads = probe.tokens, note = says[1] }),
        one(probe.embed_position[t], middle,
            { sign = "+", numbered = true, label = "position", note = says[2] }),
    }
    made.sum = one(probe.residual[1][t], right, { sign = "=", label = "sum", note = says[3], open = true })
    made.says = "what + where"
    return made
end

-- Under each token grows a column, and under its position; those of one token are added, row by row.
function embedding.add_up(made)
    local function come(s, pace, parts, appears)
        stretch(s, function() stagger(pace, function() for _, part in ipairs(parts) do appears(part) end end) end)
    end
    par(function()
        for _, matrix in ipairs(made.large) do
            come(0.3, 0.05, matrix:heads(), drop_in)
            come(0.8, 0.01, matrix:cells(), fade_in)
        end
        for _, words in ipairs(made.words) do rise_in(words, { dur = "quick" }) end
        rise_in(made.key, { delay = "quick" })
    end)
    hold(0.7)
    stretch(0.9, function()
        par(function()
            leave(made.words, { dur = "quick" })
            for i, matrix in ipairs(made.large) do
                become(matrix, made.one[i], { keep = true })
                dim(matrix, { dur = "quick" })
                leave(matrix, { delay = "usual", dur = "quick" })
            end
            if made.sum then fade_in(made.sum, { delay = "usual" }) end
        end)
    end)
    if made.sum then stretch(1.3, function() made.sum:add(made.one) end) else hold(1) end
end

-- What was added up leaves, its sum to the place where all are added; what stands in the flow by then goes there,
-- column by column.
function embedding.pour(made, place)
    leave(made.key, { dur = "quick" })
    leave(made.one, { dur = "quick" })
    if made.sum then
        leave(made.sum, { delay = "quick" })
        leave(made.sum:cells(), { to = place })
    end
    at(0.5, function()
        par(function() for _, matrix in ipairs(made.all) do matrix:pour(place) end end)
    end)
end

-- The prompt stays; its numbers step back.
function embedding.step_back(made)
    for _, matrix in ipairs(made.all) do dim(matrix:cells()) end
end

return embedding
