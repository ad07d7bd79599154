-- credits.lua — what the film was drawn from: its model in large and small print, and lines that it wrote.
local credits = {}

-- Whether the model is smaller than what nanoGPT's own command trains: no deeper, and not as wide.
function credits.is_smaller(run)
    return value(run.n_layer) <= value(facts.nanogpt_char_layers)
        and value(run.n_embd) < value(facts.nanogpt_char_width)
end

-- How long its training took, if it is recorded and was long enough to tell.
function credits.seconds(run)
    return run.seconds and value(run.seconds) >= 1 and run.seconds or nil
end

-- How large it is and how long it took: a large figure and what it is of, side by side, and above them whose
-- they are. Gives all that is of its size, and all that is of the time.
function credits.figures(run, place)
    local told, seconds = {}, credits.seconds(run)
    if run.n_params then told[1] = { share = 7, "${run.n_params:short}", "parameters" } end
    if seconds then told[#told + 1] = { share = 10, "${seconds:s}", "of training, on a CPU" } end
    if #told == 0 then return {}, {} end
    local whose = "This film's model" .. (credits.is_smaller(run) and ", smaller than nanoGPT's default" or "")
    local over = line(whose, { color = "soft", align = "middle", into = place:cut_top("fit", { gap = "s" }) })
    local shares, of = {}, { {}, {} }
    for i, one in ipairs(told) do shares[i] = one.share end
    for i, at in ipairs { place:row(shares, { gap = "l" }) } do
        local below = at:cut_bottom("fit", { gap = "none" })
        of[i] = { line(told[i][2], { color = "soft", align = "middle", into = below }),
                  big(told[i][1], { into = at:middle(1, 0.88) }) }
    end
    of[1][3] = over
    return of[1], of[2]
end

-- What else of the run there is to tell.
function credits.small_print(run)
    return (run.corpus and "Trained on ${run.corpus} and drawn" or "Trained and drawn") .. " by gptreel."
end

-- Lines that the model wrote after those of the couplet or before them, and how many: two, or one; nil if
-- there are none.
function credits.other_lines(run, couplet)
    local gen = couplet and run.generation
    local two = gen and best_lines(gen, 2, couplet)
    return two or gen and best_lines(gen, 1, couplet), two and 2 or 1
end

return credits
