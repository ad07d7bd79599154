-- 03_generation.lua — one turn of the loop that writes a token; quick ones; the loop as code and one call.
local loop_code, model_card, turns = require "loop_code", require "model_card", require "quick_turns"
local temper, wide_or, words_of = require "temper", require "wide_or", require "words"

local function each(seconds, parts, verb)
    stagger(seconds, function() for _, part in ipairs(parts) do verb(part) end end)
end

return scene("Generation", { needs = "generation" }, function(run)
    local gen, page, say = run.generation, area(), words_of(run)
    local greedy, cold = same(gen.temperature, 0), temper.before(run)
    local chance = "a chance for every ${say.unit}"
    local plain = cold or greedy or same(gen.temperature, 1)
    local odds = plain and chance or "at temperature ${gen.temperature:.3g}"
    local taken = greedy and "the likeliest is taken" or "at random: wider is likelier"
    if wide_or(false, true) then page:cut_bottom("l", { gap = "none" }) end -- a letter rides along its lower line
    local loop = ring {
        { "context", "predict", "sample", "append" },
        lines = { "the text so far", odds, taken, "it joins the text" },
        again = "repeat", into = page,
    }
    local aside, room = loop:place "sample", loop:place "predict"
    local given = token_row { gen.context, slot = gen[1], keep = "last", align = "right",
                              into = loop:place "context" }
    local model = model_card.make(run, room:cut_left(wide_or(0.18, 0.1), { gap = "s" }))
    -- The first odds are as wide as there is room; on a wide canvas they give way to the strip.
    local large, told_at = room, aside
    if wide_or(true, false) then
        large, told_at = loop:place("predict", "sample"):right_of(model.card:place()):row({ 8, 5 }, { gap = "l" })
    end
    local function odds_of(token, into)
        return histogram { token, among = { cold or token, gen[1] }, most = 6, keep = gen[1].id, into = into }
    end
    local first, before, hist = odds_of(gen[1], large), cold and odds_of(cold, large), odds_of(gen[1], room)
    local question = title(wide_or("What comes\nnext?", "What comes next?"), { into = told_at })

    beat(6.6, function()
        spoken("predict", "A GPT reads the text: every ${say.unit} gets a chance.", function()
            begin_with { loop, given, question, table.unpack(model.all) }
            par(function()
                at(0.3, function() stretch(1.1, function() model_card.read(given, true) end) end)
                at(0.9, function() loop:go "predict" end)
                at(0.5, function() stretch(1.4, function() model_card.work(model) end) end)
                at(1.5, function()
                    stretch(cold and 1.7 or 2.4, function() appear(before or first, { stagger = 0.1 }) end)
                end)
            end)
        end)
        click()
        if not cold then return end
        local said, seen, told = temper.says(gen, cold)
        spoken("temper", said, function()
            local now = title(told, { into = told_at })
            par(function()
                loop:say("predict", seen)
                leave(question, { dur = "quick" })
                at(0.25, function() rise_in(now) end)
                at(0.7, function() become(before, first, { dur = "camera" }) end)
            end)
            question = now
        end)
    end)

    local strip
    beat(4.7, function()
        click()
        local words = "One is drawn at random: likely ones more often."
        spoken("sample", greedy and "The likeliest of them is taken." or words, function()
            local share = by_canvas { wide = 0.6, square = 0.85, tall = 0.9 } -- of a place
            strip = draw_strip { gen[1], like = wide_or(true, false) and hist or nil, into = aside:middle(share) }
            over(strip, hist)
            par(function()
                leave(question, { dur = "quick" })
                become(first, hist)
            end)
            par(function()
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
            end)
            hold(0.7)
        end)
    end)
    click()

    page = area()
    local above = page:cut_top(by_canvas { wide = 0.1, square = 0.1, tall = 0.06 })
    local steps = pill { { "predict", "sample", "append", "repeat" }, into = page:cut_bottom "fit" }
    local text_at, turns_at = turns.places(page)
    local head = wide_or(title, heading)("One ${say.unit} at a time", { into = above, align = "left" })
    local story = growing_text { gen, from = 2, first = 13, at_most = 110, into = text_at }
    local seen, rest = turns.split(story, 9)
    local model_at = turns_at:cut_left(by_canvas { wide = 0.12, square = 0.2, tall = 0.2 }):cut_bottom(0.66)
    local quick = histogram { seen[1] or gen[1], among = seen, into = turns_at }
    local longer = title("One ${say.unit} longer.\nAgain.", { into = aside })
    beat(4, function()
        spoken("repeat", "It joins the text, and all begins again.", function()
            local rider = strip:lift(gen[1].id)
            over(rider, strip)
            loop:carry(rider, "append", given:slot())
            given:fill(rider)
            par(function()
                loop:go "context"
                at(0.6, function() leave({ hist, strip }, { dur = "quick" }) end)
                at(1.1, function() rise_in(longer) end)
                at(0.9, function()
                    par(function()
                        loop:say("predict", "one ${say.unit} more to read")
                        loop:go "predict"
                        stretch(0.7, function() model_card.read(given) end)
                        at(0.3, function() stretch(0.9, function() model_card.work(model) end) end)
                    end)
                end)
            end)
        end)
    end)

    beat(5.4, function()
        spoken("grow", "Predict, sample, append, repeat: and a text grows.", function()
            stagger(0.08, function()
                leave({ loop, given, longer }, { dur = "quick" })
                par(function()
                    model_card.settle(model, model_at)
                    at(0.3, function() appear(quick) end)
                    rise_in { head, story }
                    rise_in(steps, { delay = "quick", dur = "quick" })
                end)
            end)
            stretch(4.2, function() turns.play(seen, quick, story, steps, model.card) end)
        end)
    end)

    local foot = area():cut_bottom(by_canvas { wide = 0.55, square = 0.48, tall = 0.38 })
    local function make_room()
        leave({ head, quick, steps, table.unpack(model.all) }, { dur = "quick" })
        at(0.2, function() story:unfold(area():above(foot)) end)
    end
    local code = #rest > 0
        and code { loop_code.lines(gen, count(rest, "tokens")), label = loop_code.label(gen), into = foot }
    if code then
        beat(5.9, function()
            spoken("call", "One call runs the loop, and out come *" .. say.pours .. "*.", function()
                par(function()
                    make_room()
                    at(0.6, function() rise_in(code, { dur = "quick" }) end)
                end)
                loop_code.write(code, story, rest)
            end)
        end)
    end

    local all, this = foot:column { 1, 2.2 }
    beat(1.1, function() -- what it wrote, and nothing else
        if code then leave(code) else par(make_room) end
    end)
    click()
    beat(2.3, function()
        spoken("gpt", "That's *all*. | That's *GPT*.", { seen = true }, function()
            rise_in(title("That's all.", { into = all, color = "soft", align = "left" }))
            rise_in(big("That's GPT.", { into = this:middle(0.8) }))
        end)
    end)
end)
