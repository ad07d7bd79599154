-- embedding.lua — every token becomes a column of numbers; one of them is added up so that anyone can check a row.
local embedding = {}

-- The shown token that has fewest rows which do not add up as they are printed, or with a number that prints as nothing.
local function checkable(probe, decimals)
    local unit = 0.1 ^ decimals
    local function printed(figure) return math.floor(value(figure) / unit + 0.5) end
    local best, least = #probe.tokens, math.huge
    for t = #probe.tokens, math.max(1, #probe.tokens - 7), -1 do
        local odd, channels = 0, probe.embed_token[t]
        for _, c in ipairs { 1, 2, 3, 4, 5, 6, 7, #channels } do
            local token, position, sum = channels[c], probe.embed_position[t][c], probe.residual[1][t][c]
            if not sum then break end
            if printed(token) + printed(position) ~= printed(sum) then odd = odd + 3 end
            for _, x in ipairs { token, position, sum } do if math.abs(value(x)) < unit / 2 then odd = odd + 1 end end
        end
        if odd <= least then best, least = t, odd end
    end
    return best, least
end

-- The embeddings at their places, and one token's as columns that can be read, with their sum.
function embedding.make(probe, stream)
    local decimals = 2
    local made, t, place = { all = {}, one = {}, prompt = probe.tokens }, #probe.tokens, stream:place "between"
    made.all[1] = columns { probe.embed_token, heads = probe.tokens, into = stream:place "tokens" }
    if probe.embed_position and probe.residual then
        local odd
        t, odd = checkable(probe, 2)
        if odd > 0 then t, decimals = checkable(probe, 3), 3 end
        local left, middle, right = place:row { 0.76, 1, 1 }
        local short = { "what", "where", "both" }
        local notes = by_canvas { wide = { "what it is", "where it stands", "both in one" }, square = short,
            tall = short }
        made.all[2] = columns { probe.embed_position, numbered = true, into = stream:place "positions" }
        made.one = { columns { probe.embed_token[t], heads = probe.tokens, note = notes[1], decimals = decimals,
            order = 1, into = left }, columns { probe.embed_position[t], sign = "+", numbered = true,
            label = "position", note = notes[2], decimals = decimals, order = 1, into = middle },
            columns { probe.residual[1][t], sign = "=", label = "sum", note = notes[3], decimals = decimals,
                open = true, into = right } }
    else
        made.one[1] = columns { probe.embed_token[t], heads = probe.tokens, decimals = decimals, order = 1,
            into = place:middle(1, 0.4) }
    end
    made.token, made.says = t, made.one[3] and "token + position" or "tokens"
    return made
end

-- The prompt stands there alone; a column grows under each token, and one of them comes out and is added, row by row.
function embedding.add_up(made, page)
    local prompt = token_row { made.prompt, keep = "last", into = page:middle(0.3) }
    stretch(0.6, function() stagger(0.05, function() drop_in(prompt:parts(), { dur = "quick" }) end) end)
    local positions = made.all[2]
    par(function()
        stretch(1, function() become(prompt, made.all[1], { stagger = 0.01 }) end)
        if not positions then return end
        seq({ delay = "quick" }, function()
            stretch(0.65, function()
                stagger(0.01, function() drop_in(positions:heads()) drop_in(positions:cells()) end)
            end)
        end)
    end)
    local sum = made.one[3]
    par(function()
        for i, matrix in ipairs(made.all) do
            become(matrix, made.one[i], { keep = true })
            matrix:take(made.token)
        end
        if sum then fade_in(sum, { delay = "quick" }) end
    end)
    if not sum then return hold(1) end
    stretch(1.8, function() sum:add { made.one[1], made.one[2] } end)
end

-- What came of it flows into the stream, and all other columns after it.
function embedding.pour(made, place)
    stagger(0.35, function()
        par(function()
            made.one[#made.one]:pour(place)
            leave(made.one)
        end)
        par(function()
            for _, matrix in ipairs(made.all) do
                matrix:pour(place)
                matrix:put_back()
            end
        end)
    end)
end

return embedding
