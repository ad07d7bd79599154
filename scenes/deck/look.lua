-- look.lua — what slides look like: sizes, spaces and what Slidev's classes mean here.
local look = {}

-- What the words of classes say. To add one: a row.
local COLORS = {
    gray = "soft", slate = "soft", zinc = "soft", neutral = "soft", stone = "soft", white = "ink", black = "ink",
    cyan = "accent", sky = "accent", blue = "accent", indigo = "accent", teal = "key", emerald = "good",
    green = "good", lime = "good", yellow = "query", amber = "query", orange = "pick", red = "bad", rose = "bad",
    pink = "val", fuchsia = "val", purple = "value", violet = "value",
}
local SIZES = { xs = 0.8, sm = 0.86, base = 1, lg = 1.12, xl = 1.25, ["2xl"] = 1.5, ["3xl"] = 1.9, ["4xl"] = 2.25,
                ["5xl"] = 3, ["6xl"] = 3.75 }
local ALIGNS = { left = "left", center = "middle", right = "right", start = "left", ["end"] = "right" }

local QUARTER_REM = 7.84 -- units that Slidev's step of spacing takes: 4 of 980 pixels

-- The style that classes make of a style: `size` is a share of the usual one, `title` of that of titles, spaces are in
-- units.
function look.styled(style, classes)
    local s = {}
    for key, value in pairs(style) do s[key] = value end
    s.above, s.below, s.pad, s.panel, s.columns, s.corner = 0, 0, nil, nil, nil, nil
    for _, class in ipairs(classes) do
        local word, rest = string.match(class, "^(%a+)%-(.+)$")
        if word == "text" and SIZES[rest] then
            s.size = SIZES[rest]
        elseif word == "text" and ALIGNS[rest] then
            s.align = ALIGNS[rest]
        elseif word == "text" then
            s.color = COLORS[string.match(rest, "^%a+")] or s.color
        elseif word == "mt" or word == "my" or word == "pt" then
            s.above = QUARTER_REM * (tonumber(rest) or 0)
        elseif word == "mb" or word == "pb" then
            s.below = QUARTER_REM * (tonumber(rest) or 0)
        elseif word == "p" or word == "px" or word == "py" then
            s.pad = QUARTER_REM * (tonumber(rest) or 0)
        elseif word == "bg" then
            s.panel = true
        elseif word == "grid" then
            s.columns = tonumber(string.match(rest, "^cols%-(%d+)$")) or s.columns
        elseif word == "abs" then
            s.corner = rest
        elseif word == "opacity" then
            s.color = (tonumber(rest) or 100) < 80 and "soft" or s.color
        elseif class == "font-mono" then
            s.family = "mono"
        elseif class == "font-bold" then
            s.weight = 700
        elseif class == "italic" then
            s.italic = true
        end
        if word == "my" then s.below = s.above end
    end
    return s
end

-- The sizes of a canvas: of a wide one as they are, of the others as far as phones need them larger.
function look.page()
    local w, h, x, y, page_w, page_h, least = canvas()
    local wide = w > h
    local p = { w = w, h = h, x = x, right = x + page_w, least = least, wide = wide, grow = wide and 1 or least / 28 }
    p.type_least = wide and 34 or least
    local tall = h / w                     -- how much room there is below each line
    p.title = wide and 64 or 58 * math.max(1, 0.9 * tall ^ 0.6)
    p.title_y = wide and 109 or y + 40    -- the upper edge of the first line
    p.top = wide and 240 or math.max(y + 130, p.title_y + 1.25 * p.title + 16) -- of what stands below it
    p.bottom = wide and math.min(980, y + page_h - 20) or y + page_h - 24
    p.most = wide and 1 or math.min(tall, 1.4) -- the largest share of the usual size
    p.whole = y + page_h > 0.92 * h       -- no captions and no speaker at the lower edge
    p.tight = not wide or p.bottom < 960 or p.right - p.x < 1600 -- a small canvas, or a speaker in a corner
    p.text = 44 * (wide and 1 or 1.05)
    p.list = wide and 54 or 48
    return p
end

return look
