-- 02_training.lua — what a loss is: one guess, and how surprising the right letter was. Weights are nudged,
-- the average of all surprises falls while the model learns to write, and the best value is found.
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

local function on(wide, others) return by_canvas { wide = wide, square = others, tall = others } end

return scene("Training", { needs = "metrics.1.loss" }, function(run)
    local say, page, guessing, guess = words_of(run), area(), math.log(run.n_vocab), run.guess
    local head = { heading("Learning ${say.corpus}", { into = page:cut_top("fit", { gap = "xs" }) }) }
    if run.corpus_chars then
        local size = "a text of ${run.corpus_chars:,d} characters"
        head[2] = heading(size, { color = "soft", into = page:cut_top "fit" })
    end
    local texts = run.samples and three_of(run.samples, (run.best or run.metrics[#run.metrics]).step) or {}

    -- The guess goes to the chart's upper right corner where there is room in it, else above it.
    local whole = guess and area() or page
    local corner = whole:right_of(whole:middle(1, 0.06)):cut_top(0.45)
    local upper, lower = whole:column({ 3, 7 }, { gap = "l" })
    local losses = chart { across = "steps", scale = "sqrt", up = "loss: average surprise",
        large = on(true, false), into = guess and on(whole, lower) or page,
        clear = guess and on(corner, false) or nil,
        notes = texts, values = "ends", rule = { at = guessing, words = "blind guessing: ${guessing:.2f}" },
        series = {
            { of = run.metrics, field = "loss", name = "its own text", color = "train", filled = true },
            { of = run.metrics, field = "val_loss", name = "unseen text", color = "val", dots = true },
        } }
    local counted = run.best and "unseen text" or "its own text"
    local best = losses:lowest(counted)

    local card
    beat(4, function()
        spoken("guess", "Guess the next ${say.unit}: the unlikelier, the bigger the *surprise*.", function()
            if not guess then
                begin_with(head)
                return losses:axes()
            end
            card = guess_card { guess.untrained or guess, steps = guess.untrained ~= nil,
                into = page:middle(1, 0.98), head = "one ${say.unit} of text it never saw", name = "surprise",
                question = "Which ${say.unit} comes next? Wider is likelier." }
            begin_with(head)
            begin_with(card)
            hold(0.2)
            card:spread()
            hold(0.6)
            card:answer()
            hold(0.3)
            card:measure()
        end)
    end)
    click()

    -- Some weights at step 0, and at the end: in the chart's place, before it comes.
    local nudged = {}
    if run.few_weights then
        local left, note, rest = whole:left_of(corner, { gap = "l" }), lower:column { 1, 8 }
        local beside = whole:right_of(left, { gap = "l" }):below(corner, { gap = "l" }):middle(0.9)
        local all = "nudging ${run.n_params:,d} weights"
        nudged = { weights { run.few_weights[1], into = on(left, rest) },
            big(on("nudging\n${run.n_params:,d}\nweights", all), { align = "left", color = "soft",
                into = on(beside, note) }) }
    end
    local function draw()
        par(function()
            if card then losses:axes() end
            at(0.1, function() stretch(card and 2.9 or 4.9, function() losses:draw() end) end)
            if #texts > 1 then at(0.6, function() losses:note(1) end) end
        end)
    end
    beat(5.3, function()
        local words = "Training is gradient descent on text: nudge every weight, and surprise falls."
        spoken("descent", words, function()
            if not card then return draw() end
            par(function()
                leave(head)
                settle(card, on(corner, upper))
                if nudged[1] then appear(nudged[1], { stagger = 0.001 }) rise_in(nudged[2]) end
            end)
            par(function()
                if guess.untrained then stretch(3.3, function() card:learn(guess) end) end
                if not nudged[1] then return draw() end
                change(nudged[1], run.few_weights[2], { stagger = 0.0015 })
                at(1, function() par(function() leave(nudged, { dur = "usual" }) draw() end) end)
            end)
        end)
    end)

    -- Where the card took room from the chart, it leaves for what the model wrote on its way.
    beat(3.2, function()
        spoken("samples", say.climb, function()
            par(function()
                if card then
                    leave(on({}, { card }))
                    settle(losses, whole)
                end
                local next_one = #texts > 1 and 2 or 1
                for i = next_one, #texts do
                    at(0.4 + 0.7 * (i - next_one), function() losses:note(i) end)
                end
            end)
        end)
    end)
    click()

    -- The best value, seen from near: what it means without a formula, and the number.
    local few = best < guessing and value(run.n_vocab) <= 200
    local above = area():cut_top(on(0.66, 0.61))
    local left, right = above:row({ 5, 3 }, { gap = "xl" })
    right = right:column({ 6, 1 })
    local over, under = above:column({ 5, 2 }, { gap = "l" })
    local number, beside = under:row({ 1, 1 }, { gap = "l" })
    local dots_at, formula_at = on(left, over), on(right, beside)
    local name_at, number_at = few and formula_at or above, few and on(right, number) or above
    local shown, choices = { losses }, math.exp(best)
    local function stays(thing) shown[#shown + 1] = thing; return thing end
    local function words(text, into, color) return stays(heading(text, { into = into, color = color })) end
    beat(3.05, function()
        local says = few and "At best, it hesitates among about ${choices:.0f} symbols."
        spoken("best", says or "And here it is at its best.", { seen = few }, function()
            par(function()
                leave(card and on({ card }, {}) or head)
                if run.best then leave(losses:line "its own text") end
                local dot = losses:near_best(counted)
                at(1, function() meanwhile(function() stays(burst(dot)) end) end)
                local name = words("average surprise", name_at:cut_top "fit", "soft")
                local formula = few and
                    words("e^${best:.2f} ≈ ${choices:.1f}", formula_at:cut_bottom "fit", "soft")
                local number = stays(big("${best:.2v}", { into = number_at, color = "val", halo = true }))
                at(0.3, function() rise_in(name) end)
                at(0.4, function() pop_in(number) end)
                if not few then return end
                local so = words("It hesitates among about ${choices:.0f} symbols, not ${run.n_vocab}",
                    dots_at:cut_top "fit")
                local dots = stays(tally { run.n_vocab, lit = choices, align = "left", into = dots_at })
                at(0.2, function() rise_in(so) end)
                at(0.2, function() appear(dots, { stagger = 0.01 }) end)
                at(1.4, function() rise_in(formula) end)
            end)
        end)
    end)
    click()

    -- What all of it was for: what it wrote before, and after.
    page = by_canvas { wide = area(), square = area(), tall = area():middle(0.92) }
    beat(4.45, function()
        local large = big(say.punch, { into = page:cut_bottom(on(0.26, 0.18)), color = "accent", halo = true })
        local left, right = page:row({ 2, 3 }, { gap = "xl" })
        local over, under = page:column({ 2, 5 }, { gap = "l" })
        local function write(sample, options)
            local top = options.into:cut_top "fit"
            local step = heading("step ${sample.step:,d}", { into = top, color = "soft" })
            local written = verse(options)
            par(function() rise_in(step) written:write() end)
        end
        spoken("guessed", say.guessed, function()
            local first, last = texts[1], texts[#texts]
            par(function()
                leave(shown)
                if #texts > 1 then
                    at(0.15, function()
                        write(first, { first.text, color = "soft", large = true, at_most = 48,
                            into = on(left, over) })
                    end)
                end
                if not last then return pop_in(large) end
                at(0.5, function()
                    local lines = best_lines(last.text, 2) or last.text
                    write(last, { lines, large = true, into = on(right, under) })
                end)
            end)
        end)
        spoken("punch", say.said, { seen = true }, function()
            if texts[1] then pop_in(large) end
        end)
    end)
    click()
end)
