-- 02_training.lua — the losses fall while the model learns to write; the best value is found.

-- What the model wrote at the start, early on its way, as it learns fast at first, and at its best.
local function three_of(samples, best_step)
    local three = { samples[1] }
    for _, share in ipairs { 0.1, 1 } do
        local function distance(sample) return math.abs(value(sample.step) - share * value(best_step)) end
        local nearest = samples[1]
        for _, sample in ipairs(samples) do
            if distance(sample) < distance(nearest) then nearest = sample end
        end
        if three[#three].step < nearest.step then three[#three + 1] = nearest end
    end
    return three
end

return scene("Training", { needs = "metrics.1.loss" }, function(run)
    local page, guess = area(), math.log(run.n_vocab)
    local title = heading("Learning ${run.corpus}", { into = page:cut_top "fit" })
    local board = counters { run.metrics, into = page:cut_top "fit", show = {
        { field = "step", name = "step" }, { field = "loss", name = "loss" },
        { field = "tokens", name = "tokens seen" },
    } }
    local texts = run.samples and three_of(run.samples, (run.best or run.metrics[#run.metrics]).step) or {}
    local losses = chart { into = page, across = "step", up = "loss", scale = "sqrt", notes = texts,
        rule = { at = guess, words = "guessing: ${guess:.2f}" },
        series = {
            { of = run.metrics, field = "loss", name = "training", color = "train" },
            { of = run.metrics, field = "val_loss", name = "validation", color = "val" },
        } }
    local counted = run.best and "validation" or "training"
    local best = losses:lowest(counted)
    local learned = 0.8 * guess < run.metrics[1].loss and best < 0.5 * guess -- from nothing, as far as words

    beat(3, function()
        meanwhile({ delay = "usual" }, function()
            spoken("descent", "Training is gradient descent on text: guess the next token, " ..
                "measure the surprise, nudge every weight.", function() end)
        end)
        rise_in(title)
        par(function()
            losses:axes()
            appear(board, { delay = "quick" })
        end)
    end)
    beat(8, function()
        meanwhile({ delay = "slow" }, function()
            hold(2.4)
            if #texts == 3 then
                spoken("samples", learned and "First comes noise, then something like words, then lines."
                    or "This is what it writes, as it learns.", function() end)
            end
        end)
        stretch(8, function()
            for i, text in ipairs(texts) do
                losses:draw { to = text.step, counters = board }
                meanwhile(function() losses:note(i) end)
            end
            losses:draw { counters = board }
        end)
    end)
    beat(4, function()
        spoken("counts", run.best and "Pink is text it never saw: that loss counts."
            or "The loss is the surprise, averaged: lower is better.", function()
            if run.best then hold(0.5) losses:dots(counted) end
        end)
    end)
    click()

    local choices, above = math.exp(best), area():cut_top(0.52)
    local left, right = above:split({ 1, 1 }, { gap = "xl" })
    local function words(text, into, color)
        return line(text, { into = into, align = "middle", color = color, above_camera = true })
    end
    beat(5, function()
        par(function()
            leave { title, board }
            if run.best then dim(losses:line "training") end
            burst(losses:near_best(counted))
        end)
        par(function()
            spoken("best", "And here it is at its best.", function()
                hold(1)
                par(function()
                    rise_in(words("best ${counted} loss", right:cut_top "fit"))
                    pop_in(big("${best:.3g}", { into = right, color = "pick", above_camera = true }))
                end)
                if best < guess and value(run.n_vocab) <= 200 then
                    local says, under = words("It hesitates among", left:cut_top "fit"), left:cut_bottom "fit"
                    local so = words("about ${choices:.0f} symbols, not ${run.n_vocab}", under, "ink")
                    local dots = tally { run.n_vocab, lit = choices, into = left, above_camera = true }
                    par(function()
                        rise_in(says)
                        appear(dots, { stagger = 0.01 })
                        rise_in(so, { delay = "usual" })
                    end)
                end
            end)
        end)
    end)
    click()
end)
