-- three_vectors.lua — tokens times three learned matrices: queries, keys and values, all as they were recorded.
local three_vectors = {}
local ROLES = { "query", "key", "value" }

-- The columns of a matrix of all three that are those of one.
local function columns_of(whole, from, n)
    local part = {}
    for i, row in ipairs(whole) do
        part[i] = {}
        for c = 1, n do part[i][c] = row[from + c] end
    end
    return part
end

-- `run` has a snapshot of its weights; nothing is seen yet.
function three_vectors.make(head, run, place)
    local all = run.snapshots[#run.snapshots]:tensor "weights.h.0.attn.c_attn.weight"
    local n, made = #head.q[1], { weights = {}, results = {}, says = {} }
    local xs, ws, rs
    if by_canvas { wide = true, square = false, tall = false } then
        xs, ws, rs = place:middle(0.97):row({ 2, 1.9, 1 }, { gap = "xl" })
    else
        xs, ws, rs = place:column({ 0.7, 1.8, 1.5 }, { gap = "s" })
    end
    local formulas
    if by_canvas { wide = true, square = false, tall = false } then
        local upper, lower = xs:column({ 1.7, 1 }, { gap = "xl" })
        xs, formulas = upper, { lower:column({ 1, 1, 1 }, { gap = "s" }) }
    else
        local upper, lower = rs:column({ by_canvas { wide = 1, square = 2.2, tall = 3 }, 1 }, { gap = "xs" })
        rs, formulas = upper, { lower:row({ 1, 1, 1 }, { gap = "m" }) }
    end
    made.x = matrix { head.x, rows = head.tokens, name = "tokens", shape = true, fill = true, into = xs }
    local cut = by_canvas { wide = rs.column, square = rs.row, tall = rs.row }
    local at_w = { ws:row({ 1, 1, 1 }, { gap = "m" }) }
    local at_r = { cut(rs, { 1, 1, 1 }, { gap = "m" }) }
    local names, results = { "for queries", "for keys", "for values" }, { "queries", "keys", "values" }
    local tex = { [[Q = X\,W_Q]], [[K = X\,W_K]], [[V = X\,W_V]] }
    for i, role in ipairs(ROLES) do
        local weights = columns_of(all, (i - 1) * n, n)
        made.weights[i] = matrix { weights, name = names[i], color = role, fill = true, into = at_w[i] }
        local result = i == 1 and head.q or i == 2 and head.k or head.v
        made.results[i] = matrix { result, name = results[i], shape = true, color = role, fill = true, into = at_r[i] }
        made.says[i] = formula { tex[i], size = "heading", into = formulas[i],
            colors = { Q = "query", K = "key", V = "value" } }
    end
    return made
end

-- One of the three: its matrix, what it is called, and what comes of the tokens.
function three_vectors.play(made, i)
    fade_in(made.weights[i])
    par(function()
        fade_in(made.says[i])
        fade_in(made.results[i])
    end)
end

-- All but the queries.
function three_vectors.rest(made)
    local rest = { made.x, made.results[2], made.results[3] }
    for i = 1, 3 do rest[#rest + 1], rest[#rest + 2] = made.weights[i], made.says[i] end
    return rest
end

return three_vectors
