-- 02_training.lua — what a loss is: one guess, and how surprising the right answer was. The mean of all of them
-- falls while the model learns to write; the best value is found.
local words_of = require "words"

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
    local say, page, guessing = words_of(run), area(), math.log(run.n_vocab)
    local head = heading("Learning ${say.corpus}", { into = page:cut_top "fit" })
    local texts = run.samples and three_of(run.samples, (run.best or run.metrics[#run.metrics]).step) or {}

    -- On a wide canvas the card goes to the chart's upper right corner; on others it leaves.
    local corner = page:right_of(page:middle(1, 0.16)):cut_top(0.42)
    local kept = run.guess and by_canvas { wide = corner, square = false, tall = false } or nil
    local losses = chart { into = page, across = "steps, √ scale", scale = "sqrt",
        up = "loss: the average surprise", notes = texts, clear = kept, values = kept and "none" or "ends",
        rule = { at = guessing, words = "blind guessing: ${guessing:.2f}" },
        series = {
            { of = run.metrics, field = "loss", name = "training", color = "train", filled = true },
            { of = run.metrics, field = "val_loss", name = "validation", color = "val", dots = true },
        } }
    local counted = run.best and "validation" or "training"
    local best = losses:lowest(counted)

    local card
    beat(4, function()
        spoken("guess", "Guess the next ${say.unit}: the unlikelier, the bigger the *surprise*.", function()
            if run.guess then
                card = guess_card { run.guess, head = "a guess, on text it never saw", name = "surprise",
                    question = "Which ${say.unit} comes next?", widths = "The wider, the likelier.",
                    into = by_canvas { wide = page:middle(0.9, 0.9), square = page, tall = page:middle(0.62) } }
                begin_with { head, card }
                hold(0.3)
                card:spread()
                hold(0.7)
                card:answer()
                hold(0.3)
                card:measure()
            else
                begin_with(head)
                losses:axes()
            end
        end)
    end)
    click()

    beat(5, function()
        local words = "Training is gradient descent on text: nudge every weight, and surprise falls."
        spoken("descent", words, function()
            local function draw()
                stretch((card or #run.metrics == 1) and 4 or 5, function()
                    for i = 1, #texts - 1 do
                        losses:draw { to = texts[i].step }
                        meanwhile(function() losses:note(i) end)
                    end
                    losses:draw()
                end)
            end
            if not card then return draw() end
            par(function()
                if kept then settle(card, kept) else leave(card) end
                losses:axes()
            end)
            overlap(0.6, draw)
        end)
    end)

    local tie
    beat(3, function()
        spoken("samples", say.climb, function()
            par(function()
                if #texts > 0 then losses:note(#texts) end
                if kept then
                    tie = losses:tie(card:surprise(), counted)
                    appear(tie, { delay = "usual" })
                end
            end)
        end)
    end)
    click()

    -- The best value, seen from near: a huge number, and what it means without a formula.
    local above = area():cut_top(by_canvas { wide = 0.52, square = 0.6, tall = 0.62 })
    local few = best < guessing and value(run.n_vocab) <= 200
    local left, right = above:row({ 1, 1 }, { gap = "xl" })
    local upper, lower = above:column({ 1, 1 }, { gap = "l" })
    local dots_at = by_canvas { wide = left, square = upper, tall = upper }
    local number_at = few and by_canvas { wide = right, square = lower, tall = lower } or above
    local side = few and by_canvas { wide = "right", square = "left", tall = "left" } or "middle"
    local shown, choices = { losses }, math.exp(best)
    local function stays(thing) shown[#shown + 1] = thing; return thing end
    local function words(text, into, color, align)
        return stays(heading(text, { into = into, color = color, align = align }))
    end
    beat(3.55, function()
        local says = few and "At best, it hesitates among ${choices:.0f} symbols."
        spoken("best", says or "And here it is at its best.", function()
            par(function()
                leave(kept and { head, card, tie } or head)
                if run.best then dim(losses:line "training") end
                local dot = losses:near_best(counted)
                at(1, function() meanwhile(function() stays(burst(dot)) end) end)
                local name = words("best ${counted} loss", number_at:cut_top "fit", "soft", side)
                local number = stays(big("${best:.2v}", { into = number_at, color = "pick", halo = true }))
                at(0.7, function() rise_in(name) end)
                at(0.8, function() pop_in(number) end)
                if not few then return end
                local among = words("It hesitates among", dots_at:cut_top "fit", "soft")
                local under = dots_at:cut_bottom "fit"
                local so = words("about ${choices:.0f} symbols, not ${run.n_vocab}", under)
                local dots = stays(tally { run.n_vocab, lit = choices, into = dots_at })
                at(1, function() rise_in(among) end)
                at(1, function() appear(dots, { stagger = 0.01 }) end)
                at(1.6, function() rise_in(so) end)
            end)
        end)
    end)
    click()

    -- What all of it was for.
    local last = texts[#texts]
    page = by_canvas { wide = area(), square = area():middle(0.8), tall = area():middle(0.7) }
    local foot = page:cut_bottom(0.4)
    beat(4.45, function()
        spoken("punch", say.said, function()
            local lines = last and (best_lines(last.text, 2) or last.text)
            local written = last and verse { lines, align = "middle", large = true, into = page }
            local small = heading(say.small, { into = foot:cut_top "fit", color = "soft", align = "middle" })
            local large = big(say.punch, { into = foot, color = "accent", halo = true })
            par(function()
                leave(shown)
                if written then fade_in(written) end
                rise_in(small, { delay = "usual" })
            end)
            hold(0.6)
            pop_in(large)
        end)
    end)
    click()
end)
