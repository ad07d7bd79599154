-- 02_training.lua — what a loss is: one guess, and how surprising the right letter was. One weight is tried both
-- ways, then all are nudged downhill; the average of all surprises falls, its best value is seen from near, and what
-- the model wrote at first stands beside what it writes on its way and at its best.
local close_up, downhill, learned = require "close_up", require "downhill", require "learned"
local loss_chart, wide_or, words_of = require "loss_chart", require "wide_or", require "words"

-- What it learns, and how large that is.
local function head_of(run, say, page)
    local head = { heading("Learning ${say.corpus}", { into = page:cut_top("fit", { gap = "xs" }) }) }
    if run.corpus_chars then
        local size = "a text of ${run.corpus_chars:,d} ${say.unit}s"
        head[2] = heading(size, { color = "soft", into = page:cut_top "fit" })
    end
    return head
end

-- What there is to say of a guess at the end: how much likelier the right one is, and which choice that makes it. Nil
-- where that is not much.
local function told_of(guess)
    local place = ({ "first", "second", "third", "fourth" })[value(guess.rank)]
    local before = guess.untrained.p
    return place and guess.p > before and "From ${before:.0%} to ${guess.p:.0%}: its ${place} choice"
end

return scene("Training", { needs = "metrics.1.loss" }, function(run)
    local say, page, guess, texts = words_of(run), area(), run.guess, learned.texts_of(run)
    local head = head_of(run, say, page)
    local first = guess and (guess.untrained or guess)
    local function card_of(into, state)
        return guess_card { first, steps = guess.untrained ~= nil, name = "surprise", beside = "chance",
            into = into, state = state, head = "test: text it never trains on", question = "Which ${say.unit} comes next?",
            widths = "Each sliver: a ${say.unit}'s chance." }
    end

    begin_with(head)
    if guess then
        beat(4, function()
            spoken("guess", "Guess the next ${say.unit}: the unlikelier, the bigger the *surprise*.", function()
                local card = card_of(page:middle(1, 0.98), "asked")
                begin_with(card)
                hold(0.35)
                card:spread()
                hold(0.75)
                card:answer()
                hold(0.3)
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
        beat(6.2, function()
            local words = "Move one weight: surprise rises, or falls."
            spoken("one", words, function() downhill.one(made, head) end)
            spoken("all", "Nudge them all *downhill*, at once.", function() downhill.all(made) end)
        end)
        click()
    end

    -- The guess stands in the chart's upper right corner where there is room in it, else above it.
    local whole = area()
    local title_at = whole:cut_top(0.1, { gap = "s" })
    local title = big("${run.steps:,d} times: gradient descent", { into = title_at, align = "left" })
    local corner = whole:right_of(whole:middle(1, 0.06)):cut_top(0.46)
    local upper, lower = whole:column({ 1, 2 }, { gap = "l" })
    local losses = loss_chart(run, guess and wide_or(whole, lower) or whole,
        guess and wide_or(corner, false) or nil)
    local card = guess and card_of(wide_or(corner, upper), "measured")
    local counted = run.best and "unseen text" or "training text"
    local told = guess and guess.untrained and told_of(guess)
    local then_told = told and big(told, { into = title_at, align = "left", color = "good" })
    beat(4, function()
        local words = "Again and again: *gradient descent*. Even new text surprises less."
        spoken("descent", words, function()
            par(function()
                if made then downhill.leave(made, title) else leave(head, { dur = "quick" }) end
                if not made then at(0.2, function() rise_in(title) end) end
                if card then at(0.1, function() rise_in(card) end) end
                at(0.1, function() stretch(0.4, function() losses:axes() end) end)
                at(0.55, function() stretch(1.7, function() losses:draw() end) end)
                if card and guess.untrained then
                    at(1.9, function() stretch(0.6, function() card:learn(guess) end) end)
                    if told then at(1.95, function() become(title, then_told) end) end
                    at(3.4, function() pulse(card) end)
                end
            end)
        end)
    end)
    click()

    local shown
    local choices = close_up.choices(run, losses:lowest(counted))
    beat(3.1, function()
        local says = choices and "That is like choosing from about ${choices:.0f}."
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
    beat(#texts > 0 and 6.7 or 3.9, function()
        local punch = learned.punch(say, page)
        local only = wide_or(big, heading)(say.guessed,
            { into = page:cut_bottom(wide_or(0.11, "fit")), color = "soft", align = "left" })
        local pages = learned.pages(texts, page)
        par(function()
            leave(shown, { dur = "quick" })
            at(0.15, function() learned.compare(pages) end)
            seq(function()
                if #texts > 0 then spoken("samples", say.climb, function() hold(2.6) end) end
                spoken("guessed", say.guessed, { seen = true }, function()
                    par(function()
                        rise_in(only)
                        at(0.2, function() learned.retrace(pages, 1.5) end)
                    end)
                end)
                spoken("punch", say.said, { seen = true }, punch)
            end)
        end)
    end)
    click()
end)
