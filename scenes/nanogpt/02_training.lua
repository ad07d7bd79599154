-- 02_training.lua — what a loss is: one guess, and how surprising the right letter was. One weight is tried both
-- ways, then all are nudged downhill; the average of all surprises falls, its best value is seen from near, and what
-- the model wrote at first stands beside what it writes on its way and at its best.
local close_up, downhill, learned = require "close_up", require "downhill", require "learned"
local loss_chart, wide_or, words_of = require "loss_chart", require "wide_or", require "words"

-- What it learns, and how large that is.
local function head_of(run, say, page)
    local into = page:cut_top("fit", { gap = "xs" })
    local head = { wide_or(title, heading)("Learning ${say.corpus}", { align = "left", into = into }) }
    if run.corpus_chars then
        local size = "a text of ${run.corpus_chars:,d} ${say.unit}s"
        head[2] = heading(size, { color = "soft", into = page:cut_top "fit" })
    end
    return head
end

-- What there is to say of a guess at the end: how much likelier the right one is. False where it is not.
local function told_of(guess, unit)
    local before = guess.untrained.p
    return guess.p > before and "The right ${unit}: ${before:.1%} → ${guess.p:.1%}"
end

return scene("Training", { needs = "metrics.1.loss" }, function(run)
    local say, page, guess, texts = words_of(run), area(), run.guess, learned.texts_of(run)
    local head = head_of(run, say, page)
    local first = guess and (guess.untrained or guess)
    local function card_of(into, state, name, numbered)
        return guess_card { first, steps = guess.untrained ~= nil, name = name, numbered = numbered, beside = "chance",
            into = into, state = state, head = "a test on unseen text", question = "Which ${say.unit} comes next?",
            widths = "Each sliver: a ${say.unit}'s chance." }
    end

    begin_with(head)
    if guess then
        beat(4.6, function()
            local card = card_of(page, "asked", "surprise = −ln(chance)", true)
            spoken("guess", "Guess the next ${say.unit}.", function()
                begin_with(card)
                hold(0.4)
                card:spread()
                hold(0.4)
                card:answer()
            end)
            spoken("surprise", "The less likely, the bigger the *surprise*.", function()
                card:measure()
                head[#head + 1] = card
            end)
        end)
        click()
    else
        hold(1.5)
    end

    -- Which way a weight goes: where surprise falls.
    local made = downhill.make(run, area())
    if made then
        beat(9.4, function()
            local tells = made.one.tells and "The *slope* tells which way to move one." or "Move one, and surprise changes."
            local words = "Weights are the numbers a model learns. " .. tells
            spoken("one", words, function() downhill.one(made, head) end)
            spoken("all", "The *gradient*: a slope for *every* weight.", function() downhill.all(made) end)
        end)
        click()
    end

    -- The guess stands in the chart's upper right corner where there is room in it, else above it: the chart makes room.
    local whole = area()
    local title_at = whole:cut_top(0.1, { gap = "s" })
    local title = big("${run.steps:,d} small steps: gradient descent", { into = title_at, align = "left" })
    local corner = whole:right_of(whole:middle(1, 0.06)):cut_top(0.46)
    local upper, lower = whole:column({ 1, 2 }, { gap = "l" })
    local losses = loss_chart.make(run, whole, guess and wide_or(corner, false) or nil)
    local card = guess and card_of(wide_or(corner, upper), "measured", "surprise", false)
    local counted = run.best and "unseen text" or "training text"
    local told = guess and guess.untrained and told_of(guess, say.unit)
    local then_told = told and big(told, { into = title_at, align = "left", color = "good" })
    beat(6.8, function()
        local fell = run.best and value(run.best.step) > value(run.metrics[1].step)
        local less = fell and " Even unseen text surprises less." or ""
        spoken("descent", "Step by small step: *gradient descent*." .. less, function()
            par(function()
                if made then downhill.leave(made, title) else leave(head, { dur = "quick" }) end
                if not made then at(0.2, function() rise_in(title) end) end
                at(0.1, function() stretch(0.4, function() losses:axes() end) end)
                at(0.5, function() stretch(card and 2.3 or 3.5, function() losses:draw() end) end)
                if card then -- when the values at the lines' ends have been read
                    if wide_or(false, true) then at(3.2, function() settle(losses, lower) end) end
                    at(3.6, function() rise_in(card, { dur = "quick" }) end)
                end
                if card and guess.untrained then
                    at(3.95, function() stretch(1.5, function() card:learn(guess) end) end)
                    if told then at(4.8, function() become(title, then_told) end) end
                end
            end)
        end)
    end)
    click()

    local shown
    local choices = close_up.choices(run, losses:lowest(counted))
    beat(3.7, function()
        local says = choices and "Like choosing from about ${choices:.0f}, not ${run.n_vocab}."
        spoken("best", says or "And here it is at its best.", function()
            par(function()
                leave { told and then_told or title, card }
                if run.best then leave(losses:line "training text") end
                shown = close_up.show(run, losses, counted, say)
            end)
        end)
    end)
    click()

    -- What all of it was for: what it wrote before, on its way, and after.
    page = area()
    beat(#texts > 0 and 7.5 or 4.5, function()
        local head = #texts > 1 and learned.head(page)
        local foot = learned.foot(say, page)
        local pages = learned.pages(texts, page)
        par(function()
            leave(shown, { dur = "quick" })
            if head then at(0.25, function() rise_in(head, { dur = "quick" }) end) end
            at(0.3, function() learned.compare(pages) end)
            seq(function()
                if #texts > 0 then spoken("samples", say.climb, function() hold(2.6) end) end
                spoken("guessed", say.guessed, { seen = true }, function()
                    par(function()
                        rise_in(foot.did)
                        at(0.3, function() learned.retrace(pages, 1.5) end)
                    end)
                end)
                spoken("punch", say.said, { seen = true }, function() learned.punch(foot) end)
            end)
        end)
    end)
    click()
end)
