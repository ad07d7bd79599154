-- character_tiles.lua — a text as rows of tiles that scroll; of those that stand there in the end, each kind drops out
-- to its place among all symbols.
local character_tiles = {}

-- What is recorded of a text, one piece after the other: some windows, and a line.
local function tokens_of(text)
    local tokens = {}
    for _, window in ipairs(text.windows) do
        for _, token in ipairs(window) do tokens[#tokens + 1] = token end
    end
    for _, token in ipairs(text.line_tokens) do tokens[#tokens + 1] = token end
    return tokens
end

-- A row is a window, or a piece of the line; `rows` of them are seen at a time, the others come later. `symbols_in`: the
-- area of all symbols.
function character_tiles.make(text, rows, place, symbols_in)
    local tokens, columns = tokens_of(text), #text.windows[1]
    rows = math.min(rows, #tokens // columns)
    local steps = #tokens // columns - rows
    local made = { columns = columns, rows = rows, steps = steps, tiles = {} }
    local symbol_columns = by_canvas { wide = 13, square = 9, tall = 8 }
    made.tokens = { table.unpack(tokens, 1, columns * (rows + steps)) }
    made.cells = place:grid(columns, rows, { gap = "xs" })
    made.symbol_cells = symbols_in:grid(symbol_columns, math.ceil(#text.symbols / symbol_columns), { gap = "s" })
    for i, token in ipairs(made.tokens) do
        local row, column = (i - 1) // columns, (i - 1) % columns
        made.tiles[i] = token_row { { token }, into = made.cells[math.min(row, rows - 1) * columns + column + 1] }
    end
    return made
end

-- The tiles of a row, from 1.
local function row_of(made, row)
    return { table.unpack(made.tiles, (row - 1) * made.columns + 1, row * made.columns) }
end

function character_tiles.begin(made)
    stagger(0.1, function() for row = 1, made.rows do appear(row_of(made, row), { stagger = 0.01 }) end end)
end

-- The rows go up, one is gone, one comes.
function character_tiles.scroll(made)
    for step = 1, made.steps do
        par(function()
            leave(row_of(made, step))
            for row = step + 1, step + made.rows - 1 do
                for i, tile in ipairs(row_of(made, row)) do
                    settle(tile, made.cells[(row - step - 1) * made.columns + i])
                end
            end
            fade_in(row_of(made, step + made.rows), { delay = "quick" })
        end)
    end
end

-- Of what stands there the first of each kind goes to its place; the others leave, and the symbols that are missing come.
function character_tiles.drop_out(made, symbols)
    local placed, missing = {}, {}
    par(function()
        for i = made.steps * made.columns + 1, #made.tokens do
            local id = value(made.tokens[i].id) + 1
            if placed[id] then leave(made.tiles[i])
            else
                placed[id] = made.tiles[i]
                settle(made.tiles[i], made.symbol_cells[id], { dur = "camera" })
            end
        end
    end)
    for id, symbol in ipairs(symbols) do
        if not placed[id] then missing[#missing + 1] = token_row { { symbol }, into = made.symbol_cells[id] } end
    end
    stretch(2, function() appear(missing, { stagger = 0.05 }) end)
    local all = missing
    for _, tile in pairs(placed) do all[#all + 1] = tile end
    return all
end

return character_tiles
