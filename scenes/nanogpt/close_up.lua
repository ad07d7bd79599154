-- close_up.lua — the best loss, seen from near: the number, and what it means without knowing the formula.
local wide_or = require "wide_or"
local close_up = {}

-- Among how many symbols a model with that loss hesitates; nil where that says little or cannot be drawn.
function close_up.choices(run, best)
    return best < math.log(run.n_vocab) and value(run.n_vocab) <= 200 and math.exp(best) or nil
end

-- Whether a guess surprises as much as all of them do on average, as far as is shown.
function close_up.is_average(guess, best) return math.abs(guess.surprise - best) < 0.005 end

-- Where the dots stand, and beside or below them the loss; without dots, there is but that.
local function places_of(choices)
    local page = area():cut_top(0.66)
    if not choices then return nil, page end
    local left, right = page:row({ 5, 3 }, { gap = "xl" })
    local over, under = page:column({ 9, 5 }, { gap = "m" })
    return wide_or(left, over), wide_or(right:column { 6, 1 }, under)
end

-- The end of the line `counted` fills the page, and its best value comes; of all dots, a symbol each, so many stay
-- lit as it hesitates among. Gives all that is seen then.
function close_up.show(run, losses, counted)
    local shown, best, step = { losses }, losses:lowest(counted)
    local choices = close_up.choices(run, best)
    local dots_at, loss_at = places_of(choices)
    local dot = losses:near_best(counted)
    local function stays(thing) shown[#shown + 1] = thing; return thing end
    local function words(text, into, color) return stays(heading(text, { into = into, color = color })) end
    at(1.2, function() meanwhile(function() stays(burst(dot, { reach = 0.5 })) end) end)
    local of_all = "average surprise" .. wide_or("\n", " ") .. "of all guesses"
    local name = words(of_all, loss_at:cut_top "fit", "soft")
    local cut = wide_or(loss_at.cut_bottom, loss_at.cut_right)
    local meaning = choices and formula { [[e^{${best:.2f}} \approx ${choices:.1f}]], size = "heading",
        into = cut(loss_at, "fit") }
    local number = stays(big("${best:.2v}", { into = loss_at, color = "val", align = "left", halo = true }))
    local lowest = stays(line("${counted}: lowest at step ${step:,d}",
        { into = area():cut_bottom "fit", align = "right", color = "val" }))
    at(0.15, function() rise_in(name) end)
    at(0.45, function() pop_in(number) end)
    at(1.2, function() rise_in(lowest) end)
    if not choices then return shown end
    local about = "about ${choices:.0f} of ${run.n_vocab} symbols"
    local so = words("On average, it hesitates among" .. wide_or(" ", "\n") .. about, dots_at:cut_top "fit")
    local dots = stays(tally { run.n_vocab, lit = run.n_vocab, align = "left", into = dots_at })
    at(0.25, function() appear(dots) end)
    at(0.9, function() rise_in(so) end)
    at(1.2, function() change(dots, choices, { stagger = 0.01 }) end)
    at(1.9, function() appear(stays(meaning)) end)
    return shown
end

return close_up
