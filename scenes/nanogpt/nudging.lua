-- nudging.lua — some of the weights as they are before the training, and how many are nudged, how often, on what.
local wide_or = require "wide_or"

-- They stand where a chart will be, in `whole` or its part `lower`, and keep off what is in its `corner`.
-- Gives the weights and the words; nil where none are recorded.
return function(run, whole, corner, lower)
    if not run.few_weights then return nil end
    local left, over, under = whole:left_of(corner, { gap = "l" }), lower:column { 1, 8 }
    local beside = whole:right_of(left, { gap = "l" }):below(corner, { gap = "l" }):middle(0.9)
    local key_at = wide_or(beside, under):cut_bottom("fit", { gap = "s" })
    local apart = wide_or("\n", " ")
    local shown = apart .. "(a few are shown)"
    local key = line("${run.steps:,d} times on the training text" .. shown, { align = "left", into = key_at })
    local words = "nudging" .. apart .. "${run.n_params:,d}" .. apart .. "weights"
    return { weights { run.few_weights[1], into = wide_or(left, under) },
        big(words, { align = "left", color = "soft", into = wide_or(beside, over) }), key }
end
