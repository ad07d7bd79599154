-- downhill.lua — how a nudge is chosen: the surprise while one weight is moved, where it rises one way and falls the
-- other, and while all weights are moved together, each the way in which it falls.
local downhill = {}

-- Of what is recorded of a way, the slope about where the weights are and where it is lowest.
local function slope_of(way)
    local places, losses = way[1], way[2]
    local lowest, middle = 1, (#places + 1) // 2
    for i = 2, #places do if losses[i] < losses[lowest] then lowest = i end end
    local first = math.max(1, math.min(lowest, middle) - 3)
    local last = math.min(#places, math.max(lowest, middle) + 3)
    local slope = { x = {}, y = {}, start = places[middle], bottom = places[lowest], falls = lowest < middle }
    for i = first, last do
        slope.x[#slope.x + 1], slope.y[#slope.y + 1] = places[i], losses[i]
    end
    slope.other = lowest < middle and places[last] or places[first]
    return slope
end

-- Both pictures and their words in `page`. Nil where the run does not tell.
function downhill.make(run, page)
    if not run.descent then return nil end
    local one, all = slope_of(run.descent[1]), slope_of(run.descent[2])
    local head, foot = page:cut_top(0.12, { gap = "s" }), page:cut_bottom(0.14, { gap = "s" })
    local function words(text, into, color)
        return big(text, { into = into, align = "left", color = color })
    end
    local up, down = one.falls and "Raise it" or "Lower it", one.falls and "Lower it" or "Raise it"
    return {
        one = one, all = all,
        ask = words("Which way should a weight go?", head),
        worse = words(up .. ": more surprise.", foot, "bad"),
        better = words(down .. ": less. That way!", foot, "good"),
        together = words("All ${run.n_params:,d} weights, at once", head),
        each = words("Each goes its own way down.", foot, "good"),
        slope = hill { x = one.x, y = one.y, at = one.start, name = "one weight", up = "average surprise",
            places = "+.2f", into = page },
        deep = hill { x = all.x, y = all.y, at = all.start, name = "all weights", up = "average surprise",
            into = page },
    }
end

-- One weight, where `before` was: the other way, then down.
function downhill.one(made, before)
    par(function()
        leave(before, { dur = "quick" })
        at(0.15, function() rise_in(made.ask) end)
        at(0.15, function() made.slope:draw() end)
    end)
    par(function()
        stretch(0.9, function() made.slope:roll(made.one.other) end)
        rise_in(made.worse)
    end)
    hold(0.2)
    par(function()
        stretch(1.3, function() made.slope:roll(made.one.bottom) end)
        leave(made.worse, { dur = "quick" })
        at(0.4, function() rise_in(made.better) end)
    end)
    hold(0.2)
end

function downhill.all(made)
    par(function()
        leave({ made.slope, made.ask, made.better }, { dur = "quick" })
        at(0.2, function() rise_in(made.together) end)
        at(0.2, function() made.deep:draw() end)
    end)
    par(function()
        made.deep:roll(made.all.bottom)
        rise_in(made.each)
    end)
end

function downhill.leave(made)
    leave({ made.deep, made.together, made.each }, { dur = "quick" })
end

return downhill
