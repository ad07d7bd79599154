-- close_up.lua — the best loss, seen from near: the number, and what it means without knowing the formula.
local wide_or = require "wide_or"
local close_up = {}

-- Among how many symbols a model with that loss hesitates; nil where that says little or cannot be drawn.
function close_up.choices(run, best)
    local n = value(run.n_vocab)
    return math.exp(best) < n - 0.5 and n <= 200 and math.exp(best) or nil
end

-- Where the loss stands, and before it the words of what it means and the dots; without dots, there is but the loss.
local function places_of(choices)
    local page, wide = area():cut_top(0.76), wide_or(true, false)
    if not choices then return page end
    local over, under = page:column(wide and { 2, 9 } or { 9, 5 }, { gap = "m" })
    if not wide then return under, over:cut_top "fit", over end
    local left, right = under:row({ 5, 3 }, { gap = "xl" })
    return right:column { 6, 1 }, over, left
end

-- The end of the line `counted` fills the page, and its best value comes; of all dots, a symbol each, so many stay
-- lit as it hesitates among. Gives all that is seen then.
function close_up.show(run, losses, counted, say)
    local shown, best = { losses }, losses:lowest(counted)
    local choices = close_up.choices(run, best)
    local loss_at, words_at, dots_at = places_of(choices)
    losses:near_best(counted)
    local function stays(thing) shown[#shown + 1] = thing; return thing end
    local function words(text, into, color) return stays(heading(text, { into = into, color = color })) end
    local name_at = loss_at:cut_top("fit", { gap = "m" })
    local name = words("average surprise" .. wide_or("\n", " ") .. "on " .. counted, name_at, "soft")
    local cut = wide_or(loss_at.cut_bottom, loss_at.cut_right)
    local meaning = choices and formula { [[e^{${best:.2f}} \approx ${choices:.1f}]], size = "heading",
        into = cut(loss_at, "fit", { gap = wide_or("s", "xl") }) }
    local number = stays(big("${best:.2v}", { into = loss_at, color = "val", align = "left", halo = true }))
    at(0.3, function() rise_in(name) end)
    at(0.6, function() pop_in(number) end)
    at(1.7, function() dim(losses) end)
    at(2.6, function() pulse(number) end)
    if not choices then return shown end
    local about = "about ${choices:.0f} of ${run.n_vocab} ${say.unit}s"
    local so = stays(wide_or(big, heading)("On average, it hesitates among" .. wide_or(" ", "\n") .. about,
        { into = words_at, align = "left" }))
    local dots = stays(tally { run.n_vocab, lit = run.n_vocab, align = "left", into = dots_at })
    at(0.35, function() rise_in(so) end)
    at(0.6, function() appear(dots) end) -- the line has left their place
    at(1.4, function() change(dots, choices, { stagger = 0.01 }) end)
    at(0.9, function() appear(stays(meaning)) end)
    return shown
end

return close_up
