-- who_sees_whom.lua — three masks: a token looks back; at all of its text; at another. A dot: it may look there.
local function even(n_rows, n_columns)
    local rows = {}
    for i = 1, n_rows do
        rows[i] = {}
        for j = 1, n_columns do rows[i][j] = 1 end
    end
    return rows
end

-- The letters as tokens of the run, so that they are tiles; as words where it knows one of them not.
local function as_tokens(run, letters)
    local tokens, words = {}, {}
    for i, letter in ipairs(letters) do
        words[i] = letter == " " and "␣" or letter
        for _, symbol in ipairs(run.text and run.text.symbols or {}) do
            if symbol.text == letter then tokens[i] = symbol end
        end
    end
    return #tokens == #letters and tokens or words
end

-- Where a grid stands and what is said of it: below it, or beside it where the three stand one below the other.
local function grid_and_words(area)
    if by_canvas { wide = true, square = true, tall = false } then
        local words = area:cut_bottom(by_canvas { wide = 0.2, square = 0.4, tall = 0.2 })
        return area, words, "middle"
    end
    local grid, words = area:row({ 1, 1 }, { gap = "l" })
    return grid, words:middle(0.6), "left"
end

return function(page, run, text)
    local kinds = { { "decoder", "looks back: writes", text, text, true },
        { "encoder", "both ways: reads", text, text },
        { "cross-attention", "one text reads another", as_tokens(run, { "c", "h", "a", "t" }),
            as_tokens(run, { "a", " ", "c", "a", "t" }) } }
    local made = { note = label("a dot: it may look there; heads choose how much",
        { align = "middle", color = "soft", into = page:cut_bottom "fit" }) }
    for i, area in ipairs { page:split { 1, 1, 1 } } do
        local name, what, rows, columns, mask = table.unpack(kinds[i], 1, 5)
        local grid, says, align = grid_and_words(area:inset "xs")
        local upper, lower = says:column({ 1, 1 }, { gap = "none" })
        made[i] = { words = { line(name, { align = align, into = upper }),
                label(what, { align = align, color = "soft", into = lower }) },
            grid = matrix { even(#rows, #columns), rows = rows, columns = columns, mask = mask, look = "dots",
                row_color = "query", column_color = "key", color = "query", into = grid } }
    end
    return made
end
