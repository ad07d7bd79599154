-- embedding.lua — where a token's numbers come from: a learned row for its letter, and one for its place, added up.
local embedding = {}

-- The different tokens in the order of the table, and which of them each token is.
local function looked_up(tokens)
    local rows, at = {}, {}
    for _, token in ipairs(tokens) do
        local known = false
        for _, row in ipairs(rows) do known = known or same(row.id, token.id) end
        if not known then rows[#rows + 1] = token end
    end
    table.sort(rows, function(a, b) return value(a.id) < value(b.id) end)
    for i, token in ipairs(tokens) do
        for r, row in ipairs(rows) do if same(row.id, token.id) then at[i] = r end end
    end
    return rows, at
end

-- `run` has a snapshot of its table and a probe; nothing is seen yet.
function embedding.make(run, page)
    local probe, made = run.probe, {}
    local whole = run.snapshots[#run.snapshots]:tensor "weights.wte.weight"
    local upper, lower = page:middle(0.98):column({ 1, 1 }, { gap = "l" })
    local table_at, letters_at = upper:row({ 1, 1 }, { gap = "xl" })
    local places_at, sum_at = lower:row({ 1, 1 }, { gap = "xl" })
    local rows, at = looked_up(probe.tokens)
    local of_row = {}
    made.at = at
    for i, token in ipairs(rows) do of_row[i] = whole[value(token.id) + 1] end
    made.table = matrix { of_row, rows = rows, name = "from the table (${run.n_vocab:d}, ${run.n_embd:d})", fill = true, into = table_at }
    made.letters = matrix { probe.embed_token, rows = probe.tokens, name = "its letter's row", fill = true, into = letters_at }
    made.places = matrix { probe.embed_position, rows = probe.tokens, name = "+ its place's row", fill = true, into = places_at }
    made.sum = matrix { probe.residual[1], rows = probe.tokens, name = "= tokens", shape = true, fill = true, into = sum_at }
    return made
end

-- Row after row is lit in each of the pictures; `n` of them, or in the first those that `at` says.
local function rows_in(pictures, n, at)
    for i = 1, n do
        par(function()
            for k, picture in ipairs(pictures) do picture:light { row = k == 1 and at and at[i] or i } end
        end)
    end
    par(function() for _, picture in ipairs(pictures) do picture:light() end end)
end

-- Each letter's row comes out of the table.
function embedding.look_up(made)
    fade_in(made.letters)
    rows_in({ made.table, made.letters }, #made.at, made.at)
end

-- The rows of letter and place become one.
function embedding.add_up(made)
    fade_in(made.sum)
    rows_in({ made.letters, made.places, made.sum }, #made.at)
end

return embedding
