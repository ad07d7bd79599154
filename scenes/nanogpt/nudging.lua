-- nudging.lua — some of the weights, first as they are before the training: one of them is looked at while it is
-- nudged, then all are; and how many that is, how often, on what.
local wide_or = require "wide_or"
local nudging = {}

-- Of those that are seen on any canvas the one that is nudged farthest, as its place, and what it was and became.
local function telling_one(first, last)
    local MOST, n_columns = 96, #first[1]
    local one, farthest = nil, -1
    for row = 1, math.max(1, math.min(#first, MOST // n_columns)) do
        for column = 1, n_columns do
            local before, after = first[row][column], last[row][column]
            local far = math.abs(value(after) - value(before))
            if far > farthest then
                one, farthest = { place = (row - 1) * n_columns + column, before = before, after = after }, far
            end
        end
    end
    return one
end

-- They stand where a chart will be, in `whole` or its part `lower`, and keep off what is in its `corner`. Nil where
-- none are recorded.
function nudging.make(run, whole, corner, lower)
    if not run.few_weights then return nil end
    local left, over, under = whole:left_of(corner, { gap = "l" }), lower:column { 1, 8 }
    local beside = whole:right_of(left, { gap = "l" }):below(corner, { gap = "l" }):middle(0.9)
    local key_at = wide_or(beside, under):cut_bottom("fit", { gap = "s" })
    local apart = wide_or("\n", " ")
    local made = { last = run.few_weights[2], one = telling_one(run.few_weights[1], run.few_weights[2]) }
    made.key = wide_or(heading, line)("nudged ${run.steps:,d} times" .. apart .. "on the training text",
        { align = "left", color = "soft", into = key_at })
    local function words(text, color)
        return big(text, { align = "left", color = color, into = wide_or(beside, over) })
    end
    local function sign(weight) return value(weight) < 0 and "minus" or "plus" end
    made.says_one = words("one" .. apart .. "weight:" .. apart .. "${made.one.before:+.3f}", sign(made.one.before))
    made.says_then = words("after" .. apart .. "training:" .. apart .. "${made.one.after:+.3f}", sign(made.one.after))
    made.says_all = words("nudging" .. apart .. "${run.n_params:,d}" .. apart .. "weights")
    made.few = weights { run.few_weights[1], one = made.one.place, into = wide_or(left, under) }
    return made
end

function nudging.appear(made)
    par(function()
        appear(made.few, { stagger = 0.001 })
        rise_in { made.says_one, made.key }
    end)
end

-- One of them, as it is before the training and what becomes of it.
function nudging.one(made)
    made.few:enlarge { dur = "quick" }
    hold(0.15)
    par(function()
        made.few:nudge(made.last)
        become(made.says_one, made.says_then)
    end)
    hold(0.15)
end

-- All of them.
function nudging.all(made)
    par(function()
        made.few:put_back { dur = "quick" }
        leave(made.says_then, { dur = "quick" })
        at(0.15, function() rise_in(made.says_all, { dur = "quick" }) end)
        at(0.3, function() change(made.few, made.last, { stagger = 0.0015 }) end)
    end)
end

function nudging.leave(made)
    leave({ made.few, made.says_all, made.key }, { dur = "quick" })
end

return nudging
