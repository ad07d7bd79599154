-- 03_generation.lua — one turn of the loop that writes a token, then many of them, and the loop as code.
local words_of = require "words"

-- Our own few lines of Python, with the numbers of this text; they end in the one call that runs them.
local function loop_lines(run, gen, n)
    local n_ctx = value(gen.n_ctx) > 0 and gen.n_ctx or run.n_ctx
    local lines = { "for _ in range(n):", "    logits = model(ids[-${n_ctx:d}:])" }
    local function add(words) lines[#lines + 1] = words end
    if same(gen.temperature, 0) then
        add "    best = argmax(logits[-1])"
        add "    ids.append(best)"
    else
        local top_k, warm = value(gen.top_k), not same(gen.temperature, 1)
        local cut = top_k > 0 and top_k < value(run.n_vocab)
        add(warm and "    scores = logits[-1] / ${gen.temperature:.3g}" or "    scores = logits[-1]")
        add(cut and "    p = softmax(top_k(scores, ${gen.top_k:d}))" or "    p = softmax(scores)")
        add "    ids.append(sample(p))"
    end
    add ""
    add "print(model.generate(prompt, n=${n}))"
    return lines
end

return scene("Generation", { needs = "generation" }, function(run)
    local gen, page, say = run.generation, area(), words_of(run)
    local greedy, row_h = same(gen.temperature, 0), by_canvas { wide = 0.5, square = 1, tall = 0.7 } -- of a place
    local warm = not greedy and not same(gen.temperature, 1)
    local head = heading("Write one token, then go round again", { into = page:cut_top "fit" })
    local loop = ring {
        { "context", "predict", "sample", "append" },
        lines = { "the text so far", "a chance for each symbol",
                  greedy and "the likeliest is taken" or "wider is likelier", "it joins the text" },
        center = { "one turn", "one token" }, again = "repeat", into = page,
    }
    local function row_at(station) -- the prompt's tokens, and a place for the next
        return token_row { gen.context, slot = gen[1], keep = "last", into = loop:place(station):cut_top(row_h),
                           align = by_canvas { wide = "inward", square = "right", tall = "right" } }
    end
    local given = row_at "context"
    local question = title("What comes next?", { into = loop:place("predict"):middle(0.8) })

    beat(3, function()
        spoken("loop", "To write, a GPT repeats *one* small turn.", function()
            begin_with { head, loop }
            par(function()
                stretch(1, function() stagger(function() drop_in(given:parts()) end) end)
                rise_in(question, { delay = "usual" })
            end)
            pulse(given:slot())
            hold(0.4)
            click()
            par(function() given:close(); leave(question) end)
        end)
    end)

    local longer, hist, strip, rider
    beat(6.7, function()
        spoken("predict", "It reads the text, then scores every symbol.", function()
            loop:go "predict"
            hist = histogram { gen[1], into = loop:place "predict" }
            stretch(1.4, function() appear(hist, { stagger = 0.01 }) end)
        end)
        click()
        local words = "One is drawn at random; likely ones come more often."
        spoken("sample", greedy and "The likeliest of them is taken." or words, function()
            strip = draw_strip { gen[1], into = loop:place("sample"):cut_top(row_h) }
            par(function() -- the words come when the bars have passed
                stretch(1.1, function() become(hist, strip, { keep = true, stagger = 0.01 }) end)
                at(0.7, function() loop:go "sample" end)
            end)
            strip:throw(not greedy and gen[1].draw or nil)
            longer = row_at "append"
            rider = strip:lift(gen[1].id)
            over(rider, strip)
            par(function()
                stagger(function() drop_in(longer:parts()) end)
                loop:carry(rider, "append")
            end)
        end)
    end)
    click()

    beat(3, function()
        spoken("repeat", "It joins the text, and round again.", function()
            loop:carry(rider, "append", longer:slot())
            par(function() longer:fill(); given:open(gen[1]) end)
            loop:carry(rider, "context", given:slot())
            given:fill(rider)
        end)
    end)

    local steps_at = page:cut_bottom "fit"
    local steps = pill { { "predict", "sample", "append", "repeat" }, into = steps_at }
    local left, right = page:row { 3, 2 }
    local upper, lower = page:column { 2, 5 }
    local text_at = by_canvas { wide = left, square = upper, tall = upper }
    local bars_at = by_canvas { wide = right, square = lower, tall = lower }
    local odds = warm and "next token, at temperature ${gen.temperature:.3g}" or "next token"
    local above = label(odds, { into = bars_at:cut_top "fit" })
    local story = growing_text { gen, from = 2, first = 9, at_most = 110, into = text_at }
    local bars = next_bars { gen[1], most = by_canvas { wide = 8, square = 6, tall = 6 }, least = 2, full = 1,
                             into = bars_at }
    local slow, fast = {}, {}
    for i, token in ipairs(story:rest()) do
        local part = i <= 8 and slow or fast
        part[#part + 1] = token
    end
    beat(4.4, function()
        spoken("grow", "Predict, sample, append, repeat: and a text grows.", function()
            par(function()
                change(head, "One token at a time")
                leave { loop, strip, longer }
                become(given, story, { dur = "slow" })
                become(hist, bars, { dur = "slow" })
                rise_in(steps, { delay = "quick" })
                meanwhile(function() appear(above, { delay = "slow" }) end)
            end)
            paced(slow, { first = 0.9 }, function(token)
                par(function() steps:light(1); change(bars, token) end)
                par(function() steps:light(2); bars:mark(token.id) end)
                par(function()
                    steps:light(3)
                    story:take(token, { from = bars:part(token.id), avoid = { bars, above } })
                end)
                steps:light(4)
            end)
        end)
    end)

    local foot = area():cut_bottom(0.45)
    local n = count(story:tokens(), "tokens")
    local code = python { loop_lines(run, gen, n), into = foot }
    beat(4.9, function()
        spoken("call", "One call runs the loop, and out come *" .. say.pours .. "*.", function()
            par(function()
                leave { head, bars, above, steps }
                story:unfold(area():above(foot))
                rise_in(code, { delay = "quick" })
            end)
            if #fast == 0 then return code:light_each() end
            par(function()
                code:light(#loop_lines(run, gen, n))
                seq(function() paced(fast, { within = 3.9, first = 0.1 }, function(token) story:take(token) end) end)
            end)
        end)
    end)
    beat(1, function() hold(1) end)
    click()

    local all, this = foot:column { 2, 3 }
    beat(2, function()
        spoken("gpt", "That's *all*. | That's *GPT*.", function()
            leave(code)
            rise_in(title("That's all.", { into = all, color = "soft" }))
            rise_in(big("That's GPT.", { into = this:middle(0.8) }))
        end)
    end)
end)
