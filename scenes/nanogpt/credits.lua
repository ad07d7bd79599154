-- credits.lua — what the film was drawn from: its model in small print, and lines that it wrote.
local credits = {}

-- How long its training took, if it is recorded and was long enough to tell.
local function seconds_of(run)
    return run.seconds and value(run.seconds) >= 1 and run.seconds or nil
end

-- What the film was drawn from: how large its model is, how long that took, what it learned.
function credits.small_print(run)
    local weights = run.n_params and "${run.n_params:short} weights"
    local time = seconds_of(run) and "${run.seconds:s} on a CPU"
    local told = weights and time and weights .. ", " .. time or weights or time
    local model = told and "This film's model: " .. told .. ".\n" or ""
    return model .. (run.corpus and "Trained on ${run.corpus} and drawn" or "Trained and drawn") .. " by gptreel."
end

-- Lines that the model wrote after those of the couplet or before them, and how many: two, or one; nil if
-- there are none.
function credits.other_lines(run, couplet)
    local gen = couplet and run.generation
    local two = gen and best_lines(gen, 2, couplet)
    return two or gen and best_lines(gen, 1, couplet), two and 2 or 1
end

return credits
