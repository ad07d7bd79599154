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

-- What the bigram has for a letter, and what a model with embeddings has, as a row each; not seen yet.
function embedding.bridge(bigram, run, token, page)
    local chances = softmax(bigram.snapshots[#bigram.snapshots]:tensor "weights.wte.weight")[value(token.id) + 1]
    local numbers = run.snapshots[#run.snapshots]:tensor "weights.wte.weight"[value(token.id) + 1]
    local upper, lower = page:middle(by_canvas { wide = 0.7, square = 0.7, tall = 0.4 }):column({ 1, 1 }, { gap = "xl" })
    return {
        matrix { { chances }, rows = { token }, name = "bigram: ${bigram.n_vocab} chances of what comes next", fill = true,
            color = "accent", into = upper },
        matrix { { numbers }, rows = { token }, name = "from now on: ${run.n_embd} numbers that were learned", fill = true,
            into = lower },
    }
end

-- The first channels of rows.
local function first_of(rows, n)
    local part = {}
    for i = 1, #rows do
        part[i] = {}
        for c = 1, n do part[i][c] = rows[i][c] end
    end
    return part
end

-- A cell of the first channels whose two numbers add up as they are printed, the second above zero, as "0.43 +0.42", and
-- both far from it: token and channel.
local function checkable(probe, n_channels)
    local function shown(x) return math.floor(100 * value(x) + 0.5) end
    local row, channel, most = 1, 1, -1
    for i = 1, #probe.tokens do
        for c = 1, n_channels do
            local a, b = probe.embed_token[i][c], probe.embed_position[i][c]
            local least = math.min(math.abs(value(a)), value(b))
            if shown(a) + shown(b) == shown(probe.residual[1][i][c]) and least > most then
                row, channel, most = i, c, least
            end
        end
    end
    return row, channel
end

-- `run` has a snapshot of its table and a probe; nothing is seen yet.
function embedding.make(run, page)
    local probe, made, n = run.probe, {}, by_canvas { wide = 8, square = 4, tall = 3 }
    local whole = run.snapshots[#run.snapshots]:tensor "weights.wte.weight"
    n = math.min(n, value(run.n_embd))
    local row, channel = checkable(probe, n)
    local a, b, c = probe.embed_token[row][channel], probe.embed_position[row][channel], probe.residual[1][row][channel]
    made.cell = { row = row, column = channel }
    made.by_hand = line("one of them: ${a:.2f} ${b:+.2f} = ${c:.2f}", { mono = true, align = "middle",
        into = page:cut_bottom "fit" })
    local tokens, channels = count(probe.tokens, "tokens"), count(first_of(probe.embed_token, n)[1], "channels shown")
    made.says = label("the first ${channels} of ${run.n_embd} numbers", { color = "soft", align = "middle",
        into = page:cut_bottom "fit" })
    local upper, lower = page:middle(0.98):column({ 1, 1 }, { gap = "l" })
    local table_at, letters_at = upper:row({ 1, 1 }, { gap = "xl" })
    local places_at, sum_at = lower:row({ 1, 1 }, { gap = "xl" })
    local rows, at = looked_up(probe.tokens)
    local of_row = {}
    made.at = at
    for i, token in ipairs(rows) do of_row[i] = whole[value(token.id) + 1] end
    local function part(values, of, words, place)
        return matrix { first_of(values, n), rows = of, name = words, fill = true, into = place }
    end
    made.table = part(of_row, rows, "table (${run.n_vocab:d}, ${run.n_embd:d})", table_at)
    made.letters = part(probe.embed_token, probe.tokens, "its letter's row", letters_at)
    made.places = part(probe.embed_position, probe.tokens, "+ its place's row", places_at)
    made.sum = part(probe.residual[1], probe.tokens, "= tokens (${tokens}, ${run.n_embd:d})", sum_at)
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

-- One number of the sum, as it can be checked.
function embedding.check(made)
    par(function()
        for _, picture in ipairs { made.letters, made.places, made.sum } do picture:light(made.cell) end
        rise_in(made.by_hand)
    end)
end

return embedding
