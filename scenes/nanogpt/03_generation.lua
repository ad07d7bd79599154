-- 03_generation.lua — one turn of the loop that writes a token; quick ones; the loop as code and one call.
local loop_code, turns = require "loop_code", require "quick_turns"
local wide_or, words_of = require "wide_or", require "words"

local function each(seconds, parts, verb)
    stagger(seconds, function() for _, part in ipairs(parts) do verb(part) end end)
end

return scene("Generation", { needs = "generation" }, function(run)
    local gen, page, say = run.generation, area(), words_of(run)
    local greedy = same(gen.temperature, 0)
    local taken = greedy and "the likeliest is taken" or "wider is likelier"
    local odds_of = (greedy or same(gen.temperature, 1)) and "odds for every ${say.unit}"
        or value(gen.temperature) < 1 and "odds, sharpened" or "odds, flattened"
    local loop = ring {
        { "context", "predict", "sample", "append" },
        lines = { "the text so far", odds_of, taken, "it joins the text" },
        again = "repeat", into = page,
    }
    local room = loop:place "predict"
    local aside = loop:place "sample" -- for words, until there is something to sample
    local question = title("What comes next?", { into = wide_or(loop:place("predict", "sample"), aside) })
    local given = token_row { gen.context, slot = gen[1], keep = "last", align = "right",
                              into = loop:place "context" }
    local hist = histogram { gen[1], into = room }

    beat(2.3, function()
        spoken("loop", "A GPT repeats *one* small turn.", function()
            begin_with { loop, given, question }
            hold(0.3)
            par(function()
                pulse(given:slot(), { dur = "slow" })
                loop:go "predict"
            end)
            pulse(question)
        end)
    end)

    local strip, rider
    beat(7.1, function()
        spoken("predict", "It reads the text, then scores every ${say.unit}.", function()
            local tokens = given:parts()
            par(function() dim(tokens, { dur = "quick" }) end)
            stretch(1.3, function() each(0.1, tokens, undim) end)
            par(function()
                settle(question, aside, { dur = "quick" })
                at(0.2, function() stretch(1.1, function() appear(hist, { stagger = 0.1 }) end) end)
            end)
        end)
        click()
        local words = "One is drawn at random: likely ones more often."
        spoken("sample", greedy and "The likeliest of them is taken." or words, function()
            local share = by_canvas { wide = 0.5, square = 0.66, tall = 0.5 } -- of a place
            strip = draw_strip { gen[1], like = hist, into = loop:place("sample"):middle(share) }
            over(strip, hist)
            par(function()
                leave(question, { dur = "quick" })
                loop:go "sample"
                stretch(0.9, function() -- a bar each, and how wide it is in the strip
                    par(function()
                        each(0.1, hist:parts(), pulse)
                        appear(strip, { stagger = 0.1 })
                    end)
                end)
            end)
            strip:throw(not greedy and gen[1].draw or nil)
            par(function()
                hist:mark(gen[1].id)
                if not greedy and value(gen[1].p) < 0.1 then
                    loop:say("sample", "only ${gen[1].p:.0%}, still drawn")
                end
                rider = strip:lift(gen[1].id)
                over(rider, strip)
                loop:carry(rider, "append")
            end)
        end)
    end)
    click()

    local below = area() -- of the words, which stand beside the text on a wide canvas
    local above = below:cut_top(by_canvas { wide = 0.1, square = 0.1, tall = 0.06 })
    page = wide_or(area(), below)
    local steps = pill { { "predict", "sample", "append", "repeat" }, into = page:cut_bottom "fit" }
    local upper, lower = page:column({ wide_or(0.5, 0.7), 1 }, { gap = "xl" })
    local left, right = upper:row { 4, 3 }
    local head = wide_or(title, heading)("One ${say.unit} at a time",
        { into = wide_or(right, above), align = wide_or("right", "left") })
    local story = growing_text { gen, from = 2, first = 9, at_most = 110, into = wide_or(left, upper) }
    local seen, rest = turns.split(story, 8)
    local after = histogram { seen[1] or gen[1], among = seen, into = room } -- on one scale for all letters
    local odds = histogram { seen[1] or gen[1], among = seen, into = lower }
    beat(2.7, function()
        spoken("repeat", "It joins the text, and round again.", function()
            loop:carry(rider, "append", given:slot())
            given:fill(rider)
            par(function()
                loop:go "context"
                leave(hist, { dur = "quick" })
                at(0.12, function() appear(after) end)
            end)
        end)
    end)

    beat(5.4, function()
        spoken("grow", "Predict, sample, append, repeat: and a text grows.", function()
            stagger(0.08, function()
                leave({ loop, given, strip }, { dur = "quick" })
                par(function()
                    become(after, odds)
                    rise_in { head, story }
                    rise_in(steps, { delay = "quick", dur = "quick" })
                end)
            end)
            stretch(4.2, function() turns.play(seen, odds, story, steps) end)
        end)
    end)

    local foot = area():cut_bottom(by_canvas { wide = 0.55, square = 0.48, tall = 0.38 })
    local n = count(rest, "tokens")
    local code = code { loop_code.lines(run, gen, n), label = loop_code.label(run, gen), into = foot }
    beat(4.5, function()
        spoken("call", "One call runs the loop, and out come *" .. say.pours .. "*.", function()
            par(function()
                leave({ head, odds, steps }, { dur = "quick" })
                story:unfold(area():above(foot))
                at(0.2, function() rise_in(code, { dur = "quick" }) end)
            end)
            loop_code.write(code, story, rest)
        end)
    end)
    beat(1, function() hold(1) end)
    click()

    local all, this = foot:column { 2, 3 }
    beat(2, function()
        spoken("gpt", "That's *all*. | That's *GPT*.", { seen = true }, function()
            par(function()
                leave(code, { dur = "quick" })
                rise_in(title("That's all.", { into = all, color = "soft" }))
                at(0.5, function() rise_in(big("That's GPT.", { into = this:middle(0.8) })) end)
            end)
        end)
    end)
end)
