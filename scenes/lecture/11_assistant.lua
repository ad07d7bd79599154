-- 11_assistant.lua — a model that completes becomes one that answers; other masks; what has changed since.
local who_sees_whom = require "who_sees_whom"
local function last(samples) return samples[#samples] end

-- A grid and what it is called.
local function show(one)
    par(function()
        appear(one.grid, { stagger = 0.02 })
        rise_in(one.words)
    end)
end

local function masks(run)
    local page, tokens = area(), run.probe.tokens
    local title = heading("The same block, another mask", { into = page:cut_top "fit" })
    local function few(list)
        local first = {}
        for i = 1, math.min(5, #list) do first[i] = list[i] end
        return first
    end
    local made = who_sees_whom(page, run, few(tokens))
    spoken("decoder", "Ours is a *decoder*: every token looks back, so it can write.", function()
        par(function()
            rise_in { title, made.note }
            show(made[1])
        end)
        hold(1)
        pulse(made[1].grid)
    end)
    spoken("encoder", "Without the mask, it is an *encoder*: all look at all, to read.", function()
        show(made[2])
        hold(1)
        pulse(made[2].grid)
    end)
    spoken("cross", "A translator has both, and cross-attention between: while it writes French, its queries "
        .. "go to keys and values of the English text.", function()
        show(made[3])
        hold(3)
        pulse(made[3].grid)
    end)
    key_frame "What a token may look at makes a decoder, an encoder, or a bridge between two texts."
    click()
    par(function()
        leave { title, made.note }
        for _, one in ipairs(made) do leave { one.grid, table.unpack(one.words) } end
    end)
end

-- What came after, and the whole program.
local function since(run)
    local page = area()
    local title = heading("What has changed since", { into = page:cut_top "fit" })
    local news = table_of { {
        { "rotary positions", "queries and keys turn" },
        { "grouped queries", "heads share keys, values" },
        { "experts", "a token takes few of many MLPs" },
        { "flash attention", "the grid is never stored" },
    }, into = page:middle(0.8) }
    spoken("since", "Much has changed since: how positions are told, what heads share, "
        .. "that few of many MLPs work on a token, and how fast it runs.", function()
        par(function()
            rise_in(title)
            appear(news, { stagger = 0.25 })
        end)
        for i = 1, 4 do
            news:light { row = i }
            hold(0.9)
        end
        news:light()
    end)
    key_frame "What has changed since, and what it stands in the place of."
    click()
    local question = big("What comes next?", { color = "accent", into = page:middle(0.6) })
    spoken("same", "The road, the two halves of a block and the one question have stayed.", function()
        par(function() leave(news) change(title, "What has stayed") rise_in(question, { delay = "quick" }) end)
        hold(1)
        pulse(question)
    end)
    click()
    local shown = { "the text", "the bigram", "generate", "the training", "a head", "through a block",
        "through the model" }
    local ratio = run.n_hidden / run.n_embd
    local whole = code { "gpt.py", part = shown[1], map = true, mlp_ratio = ratio, into = area() }
    spoken("program", "And here all of it is, one program, a stroke for each of its lines: | from a text, "
        .. "over a table of pairs and a head, to a model that learns and writes.", function()
        par(function() leave { title, question } appear(whole, { delay = "quick" }) end)
        for i = 2, #shown do
            hold(1)
            whole:show(shown[i])
        end
    end)
    key_frame "The whole program, a stroke for each line: gpt.py."
    hold(1.5)
    click()
    return whole
end

-- The last picture: what such a model writes.
local function writes(run, whole)
    local lines = run.generation and best_lines(run.generation)
    if not lines then return end
    local page = area()
    local who = label("by a model of ${run.n_params:,d} parameters",
        { align = "middle", color = "soft", into = page:cut_bottom "fit" })
    local written = verse { lines, align = "middle", large = true, into = page:middle(0.9) }
    leave(whole)
    spoken("writes", "And this is what it writes.", function()
        stretch(3, function() written:write() end)
        rise_in(who)
    end)
    key_frame "What a model of ${run.n_params:short} parameters wrote."
    hold(2)
end

-- How much of it a large model was given, by what its makers published.
local function amount(area, number, words)
    local upper, lower = area:middle(by_canvas { wide = 0.6, square = 0.9, tall = 0.8 }):column { 3, 2 }
    return { big(number, { into = upper, color = "accent" }),
        line("published: " .. words, { align = "middle", into = lower }) }
end

return scene("From completer to assistant", { needs = { "probe", "probe.mlp_hidden" } }, function(run, runs)
    chapter "From completer to assistant"
    local page = area()
    local title = heading("It completes. How does it come to answer?", { into = page:cut_top "fit" })
    local steps = pill { { "pretraining", "fine-tuning", "reward" }, into = page:cut_bottom "fit" }
    local below = { page:column { 1, 1 } }
    local halves = by_canvas { wide = { page:row { 3, 2 } }, square = below, tall = below }
    local answers = { runs.mid.samples[1], last(runs.sft.samples), last(runs.rl.samples) }
    local room = halves[2]:inset "s"
    local talk = chat { answers[1], at_most = 60, into = halves[1]:inset "s" }
    local read = amount(room, "${facts.gpt3_tokens}", "tokens read by ${facts.gpt3_name}")
    local taught = amount(room, "${facts.instruct_answers:,d}", "answers taught ${facts.instruct_name}")
    local judged = amount(room, "${facts.instruct_rankings:,d}", "rankings for ${facts.instruct_name}")
    local begins = runs.rl.metrics[1].reward
    local reward = chart { of = runs.rl.metrics, field = "reward", name = "right", across = "updates", up = "sums answered right",
        format = ".0%", color = "good", into = room }
    begin_with { title, steps, talk:part "question" }
    spoken("completes", "A pretrained model can only go on with a text. Ask ours for a sum: it writes on. "
        .. "A large one has read more, and does the same.",
        function()
            steps:light(1)
            hold(1.5)
            appear(talk:part "answer")
            hold(2.5)
            appear(read)
            hold(1.5)
            pulse(read[1])
        end)
    key_frame "A pretrained model goes on with the text, whatever was asked."
    click()
    spoken("answers", "*Fine-tuning* is the same training, but on talk, and in some of that a calculator is called. "
        .. "Now it gives an answer, and it is wrong.",
        function()
            leave(read)
            steps:light(2)
            hold(1)
            change(talk, answers[2])
            hold(1)
            appear(taught)
            hold(1.5)
            pulse(talk:part "answer")
        end)
    click()
    spoken("reward", "Then it tries many answers to many sums. At first ${begins:.0%} are right; these earn a reward, "
        .. "and become likelier.", function()
        leave(taught)
        steps:light(3)
        stretch(3, function() reward:draw() end)
    end)
    spoken("improves", "What ours has found: to call the calculator that it read of, here in orange.", function()
        change(talk, answers[3])
        for _ = 1, 2 do
            pulse(talk:part "calculator")
            hold(1.5)
        end
    end)
    key_frame "The same question after a training by reward: it calculates before it answers."
    click()
    spoken("judge", "Our judge knows the sum. A chatbot's is a model, which learned from people's rankings.",
        function()
            leave(reward)
            appear(judged)
            hold(1.5)
            pulse(judged[1])
        end)
    takeaway "Pretraining gives a completer; conversations and rewards make an assistant of it."
    hold(1)
    click()
    par(function()
        for _, thing in ipairs { title, steps, talk, table.unpack(judged) } do leave(thing) end
    end)
    masks(run)
    writes(run, since(run))
end)
