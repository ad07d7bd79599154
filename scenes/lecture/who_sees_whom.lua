-- who_sees_whom.lua — three masks: a token looks back; at all of its text; at another. All weights are equal.
local function even(n_rows, n_columns)
    local rows = {}
    for i = 1, n_rows do
        rows[i] = {}
        for j = 1, n_columns do rows[i][j] = 1 end
    end
    return rows
end

return function(page, text, other)
    local kinds = { { "decoder", "looks back, and writes", text, text, true },
        { "encoder", "looks both ways, and reads", text, text },
        { "cross-attention", "French asks, English answers", other[1], other[2] } }
    local made = {}
    for i, area in ipairs { page:split { 1, 1, 1 } } do
        local inner = area:inset "m"
        local name, what, rows, columns, mask = table.unpack(kinds[i], 1, 5)
        made[i] = {
            words = label(name .. ": " .. what, { align = "middle", color = "ink", into = inner:cut_bottom "fit" }),
            grid = matrix { even(#rows, #columns), rows = rows, columns = columns, mask = mask, look = "dots",
                row_color = "query", column_color = "key", color = "query", into = inner },
        }
    end
    return made
end
