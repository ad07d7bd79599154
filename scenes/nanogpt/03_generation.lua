-- 03_generation.lua — one turn of the loop that writes a token, then many of them, and the loop as code.

-- Our own few lines of Python, with the numbers of this text.
local function loop_lines(run, gen)
    local n_ctx = value(gen.n_ctx) > 0 and gen.n_ctx or run.n_ctx
    local loop, model = "for _ in range(n):", "    logits = model(ids[-${n_ctx:d}:])"
    if same(gen.temperature, 0) then
        return { loop, model, "    best = argmax(logits[-1])", "    ids.append(best)" }
    end
    local top_k, warm = value(gen.top_k), not same(gen.temperature, 1)
    local cut = top_k > 0 and top_k < value(run.n_vocab)
    local p = cut and warm and "    p = softmax(top_k(logits[-1], ${gen.top_k:d}) / ${gen.temperature:.3g})"
        or cut and "    p = softmax(top_k(logits[-1], ${gen.top_k:d}))"
        or warm and "    p = softmax(logits[-1] / ${gen.temperature:.3g})" or "    p = softmax(logits[-1])"
    return { loop, model, p, "    ids.append(sample(p))" }
end

return scene("Generation", { needs = "generation" }, function(run)
    local gen, page = run.generation, area()
    local greedy = same(gen.temperature, 0)
    local title = heading("Write one token, then go round again", { into = page:cut_top "fit" })
    local first = page:middle(0.2, 0.8)
    local given = token_row { gen.context, slot = gen[1], keep = "last", align = "inward", into = first }
    local question = line("What comes next?", { align = "middle", into = page:below(first):cut_top "third" })

    beat(3, function()
        spoken("loop", "To write, a GPT repeats one small turn.", function()
            par(function()
                rise_in(title)
                stretch(1, function() stagger(function() drop_in(given:parts()) end) end)
                appear(question, { delay = "usual" })
            end)
            hold(0.8)
            click()
            par(function() given:close(); leave(question) end)
        end)
    end)

    local loop = ring {
        { "context", "predict", "sample", "append" },
        lines = { "the text so far", "a chance for each symbol", "wider is likelier", "it joins the text" },
        center = { "one turn", "one token" }, again = "repeat", into = page,
    }
    local longer, hist, strip, rider
    beat(7, function()
        spoken("predict", "It reads the text, then scores every symbol.", function()
            par(function()
                settle(given, loop:place("context"):middle(0.62))
                appear(loop, { stagger = 0.06 })
            end)
            loop:go "predict"
            hist = histogram { gen[1], into = loop:place "predict" }
            stretch(0.8, function() appear(hist, { stagger = 0.01 }) end)
        end)
        click()
        local words = "One is drawn at random; likely ones come more often."
        spoken("sample", greedy and "The likeliest of them is taken." or words, function()
            strip = draw_strip { gen[1], into = loop:place "sample" }
            lag(0.5, function()
                loop:go "sample"
                stretch(1.4, function() become(hist, strip, { keep = true, stagger = 0.01 }) end)
            end)
            strip:throw(not greedy and gen[1].draw or nil)
            longer = given:copy()
            rider = strip:lift(gen[1].id)
            par(function()
                seq(function() settle(longer, loop:place("append"):middle(0.62)); longer:open(gen[1]) end)
                loop:carry(rider, "append")
            end)
        end)
    end)
    click()

    beat(3, function()
        spoken("repeat", "The choice joins the text, and round again.", function()
            loop:carry(rider, "append", longer:slot())
            par(function() longer:fill(); given:open(gen[1]) end)
            loop:carry(rider, "context", given:slot())
            given:fill(rider)
        end)
    end)

    local below = area():cut_bottom(0.3):cut_bottom "fit"
    local code = python { loop_lines(run, gen), into = below }
    page = area():above(below)
    local left, right = page:split { 3, 2 }
    local head = label("next token", { into = right:cut_top "fit" })
    local story, bars
    beat(7, function()
        spoken("grow", "Predict, sample, append, repeat: faster and faster, a text grows.", function()
            story = growing_text { gen, from = 2, at_most = 150, into = left }
            bars = next_bars { gen[1], most = 8, least = 2, full = 1, into = right }
            par(function()
                leave { title, loop, strip, longer }
                become(given, story, { dur = "slow" })
                become(hist, bars, { dur = "slow" })
                appear(head)
                rise_in(code, { delay = "usual" })
            end)
            paced(story:rest(), { within = 5.1, first = 0.9, least = 0.022 }, function(token, turn)
                if turn:readable() then
                    par(function() code:light(2); change(bars, token) end)
                    par(function() code:light(3); bars:mark(token.id) end)
                    par(function()
                        code:light(4)
                        story:take(token, { from = bars:part(token.id), avoid = { bars, head } })
                    end)
                else
                    story:take(token)
                end
            end)
        end)
    end)
    beat(5, function()
        local lines, foot = loop_lines(run, gen), area():cut_bottom(0.42):cut_bottom "fit"
        local n = count(story:tokens(), "tokens")
        lines[#lines + 1], lines[#lines + 2] = "", "print(model.generate(prompt, n=${n}))"
        local whole = python { lines, into = foot }
        spoken("code", "In code: a loop of four lines, and one call to run it.", function()
            par(function() leave { bars, head }; settle(story, area():above(foot)); become(code, whole) end)
            whole:light_each()
        end)
        click()
    end)
end)
