-- close_up.lua — the best loss, seen from near: the number, and what it means without knowing the formula.
local wide_or = require "wide_or"
local close_up = {}

-- Among how many symbols a model with that loss hesitates; nil where that says little or cannot be drawn.
function close_up.choices(run, best)
    return best < math.log(run.n_vocab) and value(run.n_vocab) <= 200 and math.exp(best) or nil
end

-- Where dots, the loss's name, the number and the formula stand; without dots, there is but a number.
local function places_of(choices)
    local page = area():cut_top(wide_or(0.66, 0.61))
    if not choices then return { name = page, number = page } end
    local left, right = page:row({ 5, 3 }, { gap = "xl" })
    right = right:column { 6, 1 }
    local over, under = page:column({ 5, 2 }, { gap = "l" })
    local number, beside = under:row({ 1, 1 }, { gap = "l" })
    local name = wide_or(right, beside)
    return { dots = wide_or(left, over), name = name, formula = name, number = wide_or(right, number) }
end

-- The end of the line `counted` fills the page, and its best value comes. Gives all that is seen then.
function close_up.show(run, losses, counted)
    local shown, best = { losses }, losses:lowest(counted)
    local choices = close_up.choices(run, best)
    local places, dot = places_of(choices), losses:near_best(counted)
    local function stays(thing) shown[#shown + 1] = thing; return thing end
    local function words(text, into, color) return stays(heading(text, { into = into, color = color })) end
    at(1, function() meanwhile(function() stays(burst(dot)) end) end)
    local of_all = wide_or("average surprise\nof all guesses", "average surprise")
    local name = words(of_all, places.name:cut_top "fit", "soft")
    local formula = choices and
        words("e^${best:.2f} ≈ ${choices:.1f}", places.formula:cut_bottom "fit", "soft")
    local number = stays(big("${best:.2v}", { into = places.number, color = "val", halo = true }))
    at(0.3, function() rise_in(name) end)
    at(0.4, function() pop_in(number) end)
    if not choices then return shown end
    local so = words("On average, it hesitates among about ${choices:.0f} of ${run.n_vocab}",
        places.dots:cut_top "fit")
    local dots = stays(tally { run.n_vocab, lit = choices, align = "left", into = places.dots })
    at(0.2, function() rise_in(so) end)
    at(0.2, function() appear(dots, { stagger = 0.01 }) end)
    at(1.4, function() rise_in(formula) end)
    return shown
end

return close_up
