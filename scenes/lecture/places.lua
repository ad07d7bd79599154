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
    local foot = place:cut_bottom(by_canvas { wide = 0.3, square = 0.36, tall = 0.3 }, { gap = "m" })
    made.ribbons = ribbons { above, below, from = A, to = B, links = LINKS, asks = n, numbered = numbered, into = place }
    local same = value(off) < 1e-6
    local color = same and "good" or "ink"
    made.off = label("the sums are off by ${off:.2g}", { into = foot:cut_bottom "fit", align = "middle", color = color })
    local left, sign, right = foot:row({ 1, 0.35, 1 }, { gap = "s" })
    local named = by_canvas { wide = true, square = false, tall = false }
    local function sum_of(at, values, name)
        return matrix { { values }, name = named and name or nil, color = "value", fill = true, full = 1, into = at }
    end
    made.sums = { sum_of(left, first, "art thou?"), sum_of(right, second, "thou art?") }
    made.sign = big(same and "=" or "≠", { into = sign:middle(0.6), color = color })
    return made
end

function places.make(page)
    local body = page:middle(by_canvas { wide = 1, square = 1, tall = 0.8 })
    local left, right = body:row({ 1, 1 }, { gap = by_canvas { wide = "xl", square = "l", tall = "l" } })
    return {
        panel(left, "letters alone", data "art_thou_no_positions.safetensors",
            data "thou_art_no_positions.safetensors", false),
        panel(right, "letters, and their places", data "art_thou.safetensors", data "thou_art.safetensors", true),
    }
end

function places.play(made)
    par(function()
        rise_in(made.words)
        appear(made.ribbons, { stagger = 0.04 })
    end)
    par(function() fade_in(made.sums) end)
    par(function() pop_in(made.sign) rise_in(made.off) end)
end

return places
