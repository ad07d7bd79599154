-- credits.lua — what the film was drawn from: its model in small print, and lines that it wrote.
local wide_or = require "wide_or"
local credits = {}

-- Whether the model is smaller than what nanoGPT's own command trains: no deeper, and not as wide.
local function is_smaller(run)
    return value(run.n_layer) <= value(facts.nanogpt_char_layers)
        and value(run.n_embd) < value(facts.nanogpt_char_width)
end

-- What of the run there is to tell, as one text.
function credits.small_print(run)
    local told, parts = "This film's model", {}
    local function tell(figure, number, thing) -- "1 step", "2 steps"
        if not figure or value(figure) < 1 then return end
        parts[#parts + 1] = number .. (thing and (same(figure, 1) and thing or thing .. "s") or "")
    end
    if is_smaller(run) then
        told = told .. ", smaller than the default"
    elseif run.corpus then
        told = told .. ", trained on ${run.corpus}"
    end
    tell(run.n_params, "${run.n_params:short} ", "parameter")
    tell(run.steps, "${run.steps:,d} ", "step")
    tell(run.seconds, run.seconds and "${run.seconds:s} on a CPU")
    for i, fact in ipairs(parts) do told = told .. (i == 1 and ":\n" or ", ") .. fact end
    return told .. "." .. wide_or(" ", "\n") .. "Drawn by gptreel."
end

-- Lines that the model wrote after those of the couplet or before them, and how many: two, or one; nil if
-- there are none.
function credits.other_lines(run, couplet)
    local gen = couplet and run.generation
    local two = gen and best_lines(gen, 2, couplet)
    return two or gen and best_lines(gen, 1, couplet), two and 2 or 1
end

return credits
