-- why_root.lua — the variance of scores grows with the number of channels that they add up: measured, and what is left of
-- it when scores are divided by the root of that number.
local one_row = require "one_row"
local why_root = {}

function why_root.make(head, place)
    local widths, spreads = one_row.spreads(head)
    local before, after = one_row.spread(head.scores), one_row.spread(head.scaled)
    local titled = by_canvas { wide = true, square = false, tall = true }
    local cut = by_canvas { wide = place.column, square = place.row, tall = place.row }
    local chart_at, says_at = cut(place, { 1.5, 1 }, { gap = "m" })
    local says, number = says_at:column({ 1, 1.6 }, { gap = "s" })
    return {
        bars = chart { x = widths, y = spreads, as = "bars", color = "accent",
            up = titled and "variance of all scores" or nil, format = ".0f", into = chart_at },
        says = line(titled and "variance, ÷ √${head.width}" or "variance of all scores", { into = says }),
        number = big("${before:.0f} → ${after:.0f}", { color = "accent", into = number }),
    }
end

function why_root.leave(made) leave { made.bars, made.says, made.number } end

return why_root
