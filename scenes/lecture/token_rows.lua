-- token_rows.lua — more tokens than have room in one row: rows of so many, one below the other.
local function rows_of(tokens, place, n_in_row, options)
    local rows = {}
    for i, token in ipairs(tokens) do
        local at = (i - 1) // n_in_row + 1
        rows[at] = rows[at] or {}
        rows[at][#rows[at] + 1] = token
    end
    local shares, out = {}, {}
    for i in ipairs(rows) do shares[i] = 1 end
    local places = #rows > 0 and { place:column(shares, { gap = options.gap or "s" }) } or {}
    for i, row in ipairs(rows) do
        out[i] = token_row { row, ids = options.ids or false, align = options.align or "middle", into = places[i] }
    end
    return out
end

return rows_of
