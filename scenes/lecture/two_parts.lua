-- two_parts.lua — a text as a bar of its letters, of which the last part is cut off, to scale. That part's are not shown.
local two_parts = {}

-- Tiles for the cells, one after the other; tokens begin again where there are too few.
local function tiles_in(cells, tokens)
    local tiles = {}
    for i, cell in ipairs(cells) do tiles[i] = token_row { { tokens[(i - 1) % #tokens + 1] }, into = cell } end
    return tiles
end

local function cards_in(cells)
    local cards = {}
    for i, cell in ipairs(cells) do cards[i] = card { into = cell:middle(0.86, 0.86) } end
    return cards
end

-- `made.learned`, tiles, and `made.kept`, cards; nothing is seen yet.
function two_parts.make(run, place)
    local tokens, ratio = {}, math.floor(value(run.text.n_train / run.text.n_val) + 0.5)
    for _, window in ipairs(run.text.windows) do
        for _, token in ipairs(window) do tokens[#tokens + 1] = token end
    end
    local n_kept, rows = by_canvas { wide = 2, square = 1, tall = 1 }, by_canvas { wide = 2, square = 3, tall = 3 }
    local learned_at, kept_at = place:row({ ratio * n_kept, n_kept, 0.5 }, { gap = "none" })
    local _, aside_at = place:row({ ratio * n_kept + 0.5, n_kept }, { gap = "none" })
    return {
        learned = tiles_in(learned_at:grid(ratio * n_kept, rows, { gap = "none" }), tokens),
        kept = cards_in(kept_at:grid(n_kept, rows, { gap = "none" })),
        aside = aside_at:grid(n_kept, rows, { gap = "none" }),
    }
end

-- The whole text, and what of it is put aside.
function two_parts.begin(made)
    appear(made.learned, { stagger = 0.02 })
    appear(made.kept, { stagger = 0.02 })
end

function two_parts.cut(made)
    for i, kept in ipairs(made.kept) do settle(kept, made.aside[i]:middle(0.86, 0.86), { dur = "slow" }) end
end

return two_parts
