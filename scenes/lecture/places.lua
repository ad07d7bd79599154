-- places.lua — one head on the same words in two orders, without positions and with them, as the probe recorded it:
-- layer and head are those of the run's clearest one.
local places = {}

local LAYER, HEAD, CHANNELS = 1, 5, 8
local A, B = { "a", "r", "t", " ", "t", "h", "o", "u", "?" }, { "t", "h", "o", "u", " ", "a", "r", "t", "?" }
local LINKS = { 6, 7, 8, 5, 1, 2, 3, 4, 9 }

local function largest_difference(a, b)
    local all = {}
    for i = 1, #a do all[i] = math.abs(a[i] - b[i]) end
    return math.max(table.unpack(all))
end

-- One panel, not seen yet: `a` and `b` are files of the two orders.
local function panel(place, words, a, b, numbered)
    local n, made = #A, {}
    local wa, wb = a.attention[LAYER][HEAD][n], b.attention[LAYER][HEAD][n]
    local sa, sb = a.heads[LAYER][HEAD][n], b.heads[LAYER][HEAD][n]
    local off, above, below, first, second = largest_difference(sa, sb), {}, {}, {}, {}
    for i = 1, n do above[i], below[i] = wa[i], wb[i] end
    for i = 1, CHANNELS do first[i], second[i] = sa[i], sb[i] end
    made.words = line(words, { into = place:cut_top "fit" })
    local foot = place:cut_bottom(by_canvas { wide = 0.24, square = 0.3, tall = 0.3 }, { gap = "m" })
    made.ribbons = ribbons { above, below, from = A, to = B, links = LINKS, asks = n, numbered = numbered, into = place }
    local left, middle, right = foot:row({ 1, 0.72, 1 }, { gap = "s" })
    local sign, says = middle:column({ 1, 1 }, { gap = "none" })
    local same = value(off) < 1e-6
    local color = same and "good" or "ink"
    local function sum_of(at, values, name)
        return matrix { { values }, name = name, color = "value", fill = true, full = 1, into = at }
    end
    made.sums = { sum_of(left, first, "art thou?"), sum_of(right, second, "thou art?") }
    made.sign = big(same and "=" or "≠", { into = sign:middle(0.7), color = color })
    made.off = label("off by ${off:.2g}", { into = says, align = "middle", color = color })
    return made
end

function places.make(page)
    local left, right = page:split({ 1, 1 }, { gap = by_canvas { wide = "xl", square = "m", tall = "m" } })
    if by_canvas { wide = false, square = true, tall = true } then left, right = page:middle(1), page:middle(1) end
    return {
        panel(left, "letters alone", data "art_thou_no_positions.safetensors",
            data "thou_art_no_positions.safetensors", false),
        panel(right, "letters, and their places", data "art_thou.safetensors", data "thou_art.safetensors", true),
        takes_turns = by_canvas { wide = false, square = true, tall = true },
    }
end

function places.things(made) return { made.words, made.ribbons, made.sums[1], made.sums[2], made.sign, made.off } end

function places.play(made)
    par(function()
        rise_in(made.words)
        appear(made.ribbons, { stagger = 0.04 })
    end)
    par(function() fade_in(made.sums) end)
    par(function() pop_in(made.sign) rise_in(made.off) end)
end

return places
