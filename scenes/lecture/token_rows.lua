-- token_rows.lua — more tokens than have room in one row, each with its id: rows of so many, from left to right.
return function(tokens, place, n_in_row)
    local rows = {}
    for i, token in ipairs(tokens) do
        local at = (i - 1) // n_in_row + 1
        rows[at] = rows[at] or {}
        rows[at][#rows[at] + 1] = token
    end
    local shares = {}
    for i = 1, math.max(#rows, 1) do shares[i] = 1 end
    local places, out = { place:column(shares, { gap = "s" }) }, {}
    for i, row in ipairs(rows) do
        out[i] = token_row { row, ids = true, align = #rows > 1 and "left" or "middle", into = places[i] }
    end
    return out
end
