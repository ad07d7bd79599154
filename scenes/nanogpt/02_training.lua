-- 02_training.lua — what a loss is: one guess, and how surprising the right letter was. Weights are nudged,
-- the average of all surprises falls while the model learns to write; its best value is seen from near, and
-- what the model wrote at first stands beside what it writes at its best.
local close_up, learned, loss_chart = require "close_up", require "learned", require "loss_chart"
local nudging, wide_or, words_of = require "nudging", require "wide_or", require "words"

-- What it learns, and how large that is.
local function head_of(run, corpus, page)
    local head = { heading("Learning ${corpus}", { into = page:cut_top("fit", { gap = "xs" }) }) }
    if run.corpus_chars then
        local size = "a text of ${run.corpus_chars:,d} characters"
        head[2] = heading(size, { color = "soft", into = page:cut_top "fit" })
    end
    return head
end

return scene("Training", { needs = "metrics.1.loss" }, function(run)
    local say, page, guess, texts = words_of(run), area(), run.guess, learned.texts_of(run)
    local head = head_of(run, say.corpus, page)

    -- The guess goes to the chart's upper right corner where there is room in it, else above it.
    local whole = guess and area() or page
    local corner = whole:right_of(whole:middle(1, 0.06)):cut_top(0.45)
    local upper, lower = whole:column({ 3, 7 }, { gap = "l" })
    local losses = loss_chart(run, texts, guess and wide_or(whole, lower) or page,
        guess and wide_or(corner, false) or nil)

    local card
    beat(4, function()
        spoken("guess", "Guess the next ${say.unit}: the unlikelier, the bigger the *surprise*.", function()
            begin_with(head)
            if not guess then return losses:axes() end
            card = guess_card { guess.untrained or guess, steps = guess.untrained ~= nil, name = "surprise",
                into = page:middle(1, 0.98), head = "test: text it never trains on",
                question = "Which ${say.unit} comes next?", widths = "Each sliver: a ${say.unit}'s chance." }
            begin_with(card)
            hold(0.35)
            card:spread()
            hold(0.75)
            card:answer()
            hold(0.3)
            card:measure()
        end)
    end)
    click()

    local nudged = nudging.make(run, whole, corner, lower)
    local counted = run.best and "unseen text" or "training text"
    -- The surprise at one letter falls while the average does.
    local function draw()
        par(function()
            if card then stretch(0.5, function() losses:axes() end) end
            at(0.1, function() stretch(card and 1.9 or 4.9, function() losses:draw() end) end)
            if card and guess.untrained then at(0.1, function() stretch(1.9, function() card:learn(guess) end) end) end
        end)
    end
    beat(5.3, function()
        local words = "Nudge every weight, and surprise falls. Training is gradient descent on text."
        spoken("descent", words, function()
            if not card then return draw() end
            stretch(0.95, function()
                par(function()
                    leave(head)
                    settle(card, wide_or(corner, upper))
                    if nudged then at(0.6, function() nudging.appear(nudged) end) end
                end)
            end)
            if not nudged then return draw() end
            stretch(1.25, function() nudging.one(nudged) end)
            par(function()
                nudging.all(nudged)
                at(1.1, function() par(function() nudging.leave(nudged) seq(draw) end) end)
            end)
        end)
    end)

    -- Where the card took room from the chart, it leaves for what the model wrote on its way.
    beat(3.2, function()
        spoken("samples", say.climb, function()
            par(function()
                if card then
                    leave(wide_or({}, { card }), { dur = "quick" })
                    at(0.25, function() settle(losses, whole, { dur = "quick" }) end)
                end
                for i = 1, #texts do at(0.4 + 0.6 * (i - 1), function() losses:note(i) end) end
            end)
        end)
    end)
    click()

    local shown
    local choices = close_up.choices(run, losses:lowest(counted))
    beat(3.05, function()
        local says = choices and "On average, it hesitates among about ${choices:.0f} symbols."
        spoken("best", says or "And here it is at its best.", { seen = choices ~= nil }, function()
            par(function()
                leave(card and wide_or({ card }, {}) or head)
                if run.best then leave(losses:line "training text") end
                shown = close_up.show(run, losses, counted)
            end)
        end)
    end)
    click()

    -- What all of it was for: what it wrote before, and after.
    page = area()
    beat(4.45, function()
        local punch = learned.punch(say, page)
        local only = wide_or(true, false) and
            big(say.guessed, { into = page:cut_bottom(0.12), color = "soft", align = "left" })
        spoken("guessed", say.guessed, { seen = only and true }, function()
            par(function()
                leave(shown)
                if only then at(0.3, function() rise_in(only) end) end
                if #texts > 0 then learned.compare(texts, page) else punch() end
            end)
        end)
        spoken("punch", say.said, { seen = true }, function()
            if #texts > 0 then punch() end
        end)
    end)
    click()
end)
