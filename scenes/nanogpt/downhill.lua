-- downhill.lua — how a nudge is chosen: the surprise while one weight is moved, where it rises one way and falls the
-- other, and while all weights are moved together, each the way in which it falls; some of them are seen to move.
local wide_or = require "wide_or"
local downhill = {}

-- The first place on the way from one to the lowest where nearly all of the fall is done.
local function nearly(losses, from, lowest)
    local enough = losses[lowest] + 0.05 * (losses[from] - losses[lowest])
    for i = from, lowest, lowest < from and -1 or 1 do if losses[i] < enough then return i end end
    return lowest
end

-- Of what is recorded of a way, the slope about where the weights are and where it is lowest. `sinks`: that is lower
-- than where they are; `rises`: on the other side, as far as it is seen, it is higher; `tells`: so it is from there on.
local function slope_of(way, far)
    local places, losses = way[1], way[2]
    local lowest, middle = 1, (#places + 1) // 2
    for i = 2, #places do if losses[i] < losses[lowest] then lowest = i end end
    if far then lowest = nearly(losses, middle, lowest) end
    local beyond = far and 1 or 3 -- places that are seen on both sides
    local first = math.max(1, math.min(lowest, middle) - beyond)
    local last = math.min(#places, math.max(lowest, middle) + beyond)
    local slope = { x = {}, y = {}, start = places[middle], bottom = places[lowest], falls = lowest < middle }
    for i = first, last do
        slope.x[#slope.x + 1], slope.y[#slope.y + 1] = places[i], losses[i]
    end
    slope.other = lowest < middle and places[last] or places[first]
    slope.sinks = losses[lowest] < losses[middle]
    if slope.sinks then
        local other, side = lowest < middle and last or first, lowest < middle and 1 or -1
        slope.rises = losses[other] > losses[middle]
        slope.tells = losses[middle + side] > losses[middle] and losses[middle - side] < losses[middle]
    end
    return slope
end

-- Some of all weights as dials in `room`, with how many go up and how many down. Nil where the run does not tell.
local function dials_of(run, room)
    if not run.nudges then return nil end
    local up, down, moves = {}, {}, run.nudges[2]
    for i = 1, #moves do
        if moves[i] > 0 then up[#up + 1] = moves[i] elseif moves[i] < 0 then down[#down + 1] = moves[i] end
    end
    if #up == 0 or #down == 0 then return nil end
    local n_up, n_down = count(up, "weights that go up"), count(down, "weights that go down")
    local n = count(moves, "weights")
    return dials { run.nudges, name = "${n} weights, turns magnified", up = "${n_up} up", down = "${n_down} down",
        into = room }
end

-- Both pictures and their words in `page`. Nil where the run does not tell.
function downhill.make(run, page)
    if not (run.descent and run.n_params) then return nil end
    local one, all = slope_of(run.descent[1]), slope_of(run.descent[2], true)
    if not (one.sinks and all.sinks) then return nil end
    local head = page:cut_top(0.12, { gap = "s" })
    local function words(text, color) return big(text, { into = head, align = "left", color = color }) end
    local left, right = page:row({ 8, 5 }, { gap = "xl" })
    local upper, lower = page:column(by_canvas { wide = { 1, 1 }, square = { 5, 3 }, tall = { 6, 5 } }, { gap = "m" })
    local some = dials_of(run, wide_or(right, lower))
    local up, down = one.falls and "Raise it" or "Lower it", one.falls and "Lower it" or "Raise it"
    return {
        one = one, all = all,
        ask = words("Which way should a weight go?"),
        worse = one.rises and words(up .. ": more surprise.", "bad"),
        better = words(one.tells and "The slope says: " .. down:lower() .. "." or down .. ": less surprise.", "good"),
        together = words("${run.n_params:,d} slopes: the gradient"),
        each = words("All at once: surprise falls.", "good"),
        slope = hill { x = one.x, y = one.y, at = one.start, up = "average surprise on training text",
            name = "a weight, one of " .. wide_or("the model's ${run.n_params:,d} numbers:", "${run.n_params:,d}:"),
            places = "+.2f", into = page },
        deep = hill { x = all.x, y = all.y, at = all.start, up = "average surprise on training text",
            name = "how far all weights are moved", into = some and wide_or(left, upper) or page },
        dials = some,
    }
end

-- One weight, where `before` was: its slope, the other way, then down.
function downhill.one(made, before)
    par(function()
        leave(before, { dur = "quick" })
        at(0.25, function() rise_in(made.ask) end)
        at(0.25, function() made.slope:draw() end)
    end)
    hold(0.3)
    if made.one.tells then made.slope:slope() end
    hold(0.3)
    local said = made.ask
    if made.worse then
        par(function()
            become(said, made.worse)
            at(0.2, function() stretch(0.9, function() made.slope:roll(made.one.other) end) end)
        end)
        said = made.worse
        hold(0.5)
    end
    par(function()
        become(said, made.better)
        at(0.2, function() stretch(1.3, function() made.slope:roll(made.one.bottom) end) end)
    end)
    hold(0.4)
end

-- All go from where they were, that one as well.
function downhill.all(made)
    par(function()
        become(made.better, made.together)
        leave(made.slope, { dur = "quick" })
        at(0.2, function() made.deep:draw() end)
        if made.dials then at(0.2, function() appear(made.dials, { dur = "quick", stagger = 0.01 }) end) end
    end)
    hold(0.7)
    par(function()
        become(made.together, made.each)
        at(0.2, function()
            par(function()
                stretch(1.4, function() made.deep:roll(made.all.bottom) end)
                if made.dials then stretch(1.4, function() made.dials:turn(made.all.bottom) end) end
            end)
        end)
    end)
    hold(0.3)
end

-- The words turn into others.
function downhill.leave(made, words)
    par(function()
        leave({ made.deep, made.dials }, { dur = "quick" })
        become(made.each, words)
    end)
end

return downhill
