-- embedding.lua — every token becomes a column of numbers; one of them is added up so that anyone can check a row.
local embedding = {}

-- The embeddings at their places, and one token's as columns that can be read, with their sum.
function embedding.make(probe, stream)
    local made, place = { all = {}, prompt = probe.tokens, says = "tokens" }, stream:place "between"
    made.all[1] = columns { probe.embed_token, heads = probe.tokens, into = stream:place "tokens" }
    if not (probe.embed_position and probe.residual) then
        made.token = #probe.tokens
        made.one = { columns { probe.embed_token[made.token], heads = probe.tokens, order = 1,
            into = place:middle(1, 0.4) } }
        return made
    end
    local t, decimals = telling_sum(probe.embed_token, probe.embed_position, probe.residual[1])
    local left, middle, right = place:row { 0.76, 1, 1 }
    local short = { "what", "where", "both" }
    local says = by_canvas { wide = { "what it is", "where it stands", "both in one" }, square = short, tall = short }
    made.all[2] = columns { probe.embed_position, numbered = true, into = stream:place "positions" }
    made.one = { columns { probe.embed_token[t], heads = probe.tokens, note = says[1], decimals = decimals,
        order = 1, into = left }, columns { probe.embed_position[t], sign = "+", numbered = true,
        label = "position", note = says[2], decimals = decimals, order = 1, into = middle } }
    made.sum = columns { probe.residual[1][t], sign = "=", label = "sum", note = says[3], decimals = decimals,
        open = true, into = right }
    made.token, made.says = t, "token + position"
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
    par(function()
        for i, matrix in ipairs(made.all) do
            become(matrix, made.one[i], { keep = true })
            matrix:take(made.token)
        end
        if made.sum then fade_in(made.sum, { delay = "quick" }) end
    end)
    if not made.sum then return hold(1) end
    stretch(1.7, function() made.sum:add(made.one) end)
end

-- What came of it flows into the stream, and all other columns after it.
function embedding.pour(made, place)
    stagger(0.35, function()
        par(function()
            (made.sum or made.one[1]):pour(place)
            leave(made.one)
            if made.sum then leave(made.sum) end
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
