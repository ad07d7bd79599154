-- look_back.lua — what the film has shown, as small pictures of the run with a word each.
local one_block, wide_or = require "one_block", require "wide_or"
local look_back = {}

-- What there is of it, and how each is drawn into an area. What the run lacks is left out.
local function kinds_of(run, couplet)
    local kinds, probe, metrics = {}, run.probe, run.metrics
    local function add(word, make) kinds[#kinds + 1] = { word = word, make = make } end
    if probe and probe.attention then
        local weights = one_block.look(probe)
        add("looks back", function(at) return attention_arcs { weights, into = at } end)
    end
    if metrics and metrics[1] and metrics[1].loss then
        add("learns", function(at)
            return chart { of = metrics, field = "loss", values = "none", scale = "sqrt", into = at }
        end)
    end
    local odds = probe and probe.next or run.generation and run.generation[1]
    if odds then add("guesses", function(at) return histogram { odds, into = at } end) end
    if couplet then
        local one = best_lines(couplet, 1) or couplet
        add("writes", function(at) return verse { one, large = wide_or(true, false), into = at } end)
    end
    return kinds
end

-- The cards, not seen yet, side by side or in two rows.
function look_back.make(run, place, couplet)
    local cards = kinds_of(run, couplet)
    if #cards == 0 then return cards end
    local places = place:grid(wide_or(#cards, 2), wide_or(1, math.ceil(#cards / 2)))
    for i, c in ipairs(cards) do
        local inside = places[i]:inset(by_canvas { wide = "m", square = "s", tall = "m" })
        c.card = card { into = places[i], order = -3 }
        local foot = inside:cut_bottom("fit", { gap = by_canvas { wide = "m", square = "xs", tall = "m" } })
        c.name = heading(c.word, { into = foot, align = "middle", order = -2 })
        c.picture = c.make(inside)
    end
    return cards
end

-- One after the other, within so many seconds.
function look_back.show(cards, seconds)
    if #cards == 0 then return end
    stretch(seconds, function()
        stagger(0.4, function()
            for _, c in ipairs(cards) do
                par(function()
                    rise_in { c.card, c.name }
                    appear(c.picture)
                end)
            end
        end)
    end)
end

-- One after the other is lit, within so many seconds.
function look_back.go_through(cards, seconds)
    if #cards == 0 then return hold(seconds) end
    stretch(seconds, function()
        for i, c in ipairs(cards) do
            par(function()
                if i > 1 then cards[i - 1].card:light(false) end
                c.card:light()
            end)
        end
        cards[#cards].card:light(false)
    end)
end

function look_back.leave(cards)
    for _, c in ipairs(cards) do leave({ c.card, c.name, c.picture }, { dur = "quick" }) end
end

return look_back
