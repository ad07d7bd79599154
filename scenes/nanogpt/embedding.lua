-- embedding.lua — every token becomes a column of numbers; the last one's are added up, so that anyone can check a row.
local wide_or = require "wide_or"
local embedding = {}

-- What the colours are, a few words in each, below all.
local function key_of(room)
    local foot = room:cut_bottom("xl", { gap = "s" })
    local left, right = foot:middle(1, wide_or(0.36, 0.66)):row({ 1, 1 }, { gap = "m" })
    local function says(words, color, into) return line(words, { align = "middle", color = color, into = into }) end
    return { says("blue: positive", "plus", left), says("red: negative", "minus", right) }
end

-- The embeddings, large on the page, and one token's with their sum. `rows` says which of the numbers. `column` is
-- what the token goes into the first block as, `terms` what leaves before that.
function embedding.make(probe, page, unit, rows)
    local room, t = page:middle(1), #probe.tokens
    local made = { large = {}, words = {}, one = {}, key = key_of(room) }
    local here, there = wide_or(room.row, room.column)(room, { 1, 1 })
    local function add(tensor, place, options)
        options[1], options.into, options.order, options.channels = tensor, place, 1, rows.channels
        options.most_rows = by_canvas { wide = 7, square = 7, tall = 8 }
        made.large[#made.large + 1] = columns(options)
    end
    local function one(tensor, place, options)
        options[1], options.into, options.order = tensor, place, 1
        options.channels, options.decimals = rows.channels, rows.decimals
        options.most_rows = by_canvas { wide = 7, square = 7, tall = 8 }
        return columns(options)
    end
    if not (probe.embed_position and probe.residual) then
        add(probe.embed_token, room:middle(0.8), { heads = probe.tokens })
        made.column = one(probe.embed_token[t], room:middle(1, 0.4), { heads = probe.tokens })
        made.terms = made.key
        return made
    end
    made.words = { heading("what: the ${unit}", { into = here:cut_bottom "fit", align = "middle" }),
        heading("where: its position", { into = there:cut_bottom "fit", align = "middle" }) }
    add(probe.embed_token, here:middle(0.94), { heads = probe.tokens })
    add(probe.embed_position, there:middle(0.94), { numbered = true })
    local left, middle, right = room:row { 0.76, 1, 1 }
    local says = wide_or({ "what it is", "where it stands", "both in one" }, { "what", "where", "both" })
    made.one = {
        one(probe.embed_token[t], left, { heads = probe.tokens, note = says[1] }),
        one(probe.embed_position[t], middle,
            { sign = "+", numbered = true, label = "position", note = says[2] }),
    }
    made.terms = { made.one[1], made.one[2], table.unpack(made.key) }
    made.column = one(probe.residual[1][t], right, { sign = "=", label = "sum", note = says[3], open = true })
    return made
end

-- Under each token grows a column; soon after, one under each position.
function embedding.come(made)
    par(function()
        for i, matrix in ipairs(made.large) do
            at(0.6 * (i - 1), function()
                par(function()
                    stretch(0.3, function() stagger(0.05, function() drop_in(matrix:heads()) end) end)
                    stretch(0.8, function() stagger(0.01, function() fade_in(matrix:cells()) end) end)
                    if made.words[i] then rise_in(made.words[i], { dur = "quick" }) end
                    if i == 1 then rise_in(made.key, { dur = "quick" }) end
                end)
            end)
        end
    end)
end

-- Those of the last token are added, row by row.
function embedding.add_up(made)
    stretch(0.9, function()
        par(function()
            leave(made.words, { dur = "quick" })
            for i, matrix in ipairs(made.large) do
                become(matrix, made.one[i] or made.column, { keep = true })
                leave(matrix, { dur = "quick" })
            end
            if made.one[1] then fade_in(made.column, { delay = "usual" }) end
        end)
    end)
    if made.one[1] then stretch(1.3, function() made.column:add(made.one) end) else hold(1) end
end

return embedding
