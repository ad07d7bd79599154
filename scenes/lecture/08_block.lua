-- 08_block.lua — attention moves information between positions, the MLP works on it at each: one block; and how the
-- stream of the last block becomes chances.
local way_out = require "way_out"
local MOST = 3                                -- the curves are drawn from -MOST to MOST

local function relu(x) return math.max(x, 0) end
local function gelu(x)                        -- with the tanh that GPT-2 takes
    local t = math.exp(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x ^ 3))
    return x / 2 * (1 + (t - 1) / (t + 1))
end

return scene("Talk, then think", { needs = { "probe.attention", "probe.residual", "probe.mlp_hidden" } },
    function(_, runs)
    local run = runs.norm
    local probe, page, layer = run.probe, area(), value(run.n_layer)
    local last = #probe.tokens
    chapter "Talk, then think"

    -- What attention cannot do: it mixes.
    local head = heading("Attention only mixes what is there", { into = page:cut_top "fit" })
    local above, below = page:column { 3, 2 }
    local mixed = formula { [[y_t = \sum_{s \le t} a_{ts} \, v_s]], colors = { a = "query", v = "value" },
        into = above:middle(1, 0.8) }
    local signs = { { "y", "y: what letter t is given", "ink" }, { "v", "v: what letter s passes on", "value" },
        { "a", "a: how much letter t listens to letter s", "query" } }
    for i, place in ipairs { below:middle(1, 0.9):column { 1, 1, 1 } } do
        signs[i].words = line(signs[i][2], { align = "middle", color = signs[i][3], into = place })
    end
    begin_with { head, mixed }
    spoken("mixes",
        "Attention fetches. What it gives is a mean of values, and a mean has not thought about anything.",
        function()
            hold(0.6)
            for _, sign in ipairs(signs) do
                par(function() pulse(mixed:part(sign[1])) rise_in(sign.words) end)
                hold(0.7)
            end
        end)
    click()

    -- The MLP, four times as wide.
    local wide = count(probe.mlp_hidden[layer][1], "neurons")
    local times = wide / run.n_embd
    local full = page:middle(1)
    local few = label("a small model again; drawn: the strongest", { align = "middle", into = page:cut_bottom "fit" })
    local mlp = mlp_columns { probe, layer = layer, lit = false, into = page }
    spoken("mlp",
        "So a second half follows: a small network at each position, ${times:words} times as wide inside.",
        function()
            par(function() leave { mixed, signs[1].words, signs[2].words, signs[3].words } end)
            par(function()
                change(head, "The MLP is ${times:words} times as wide")
                stretch(2, function() appear(mlp, { stagger = 0.01 }) end)
                rise_in(few)
            end)
            stretch(2.5, function() mlp:light() end)
        end)
    click()

    -- What bends between its two products.
    page = full
    local twice = formula { [[W_2 \left( W_1 x \right)]], into = page:middle(0.5, 0.94) }
    local curves = chart { into = page, across = "what goes into a neuron", up = "what comes out", large = true,
        series = { { f = relu, from = -MOST, to = MOST, name = "ReLU", color = "soft", dashed = true },
            { f = gelu, from = -MOST, to = MOST, name = "GELU", color = "accent" } } }
    spoken("one", "Two products in a row are only one product, of another matrix.", function()
        par(function() leave { mlp, few } end)
        par(function() change(head, "Up and down again is one product") appear(twice) end)
        hold(0.8)
        change(twice, [[W_2 \left( W_1 x \right) = \left( W_2 W_1 \right) x]])
    end)
    spoken("bend",
        "So between them something has to bend. ReLU cuts off; GELU is smooth, a little below zero passes.",
        function()
            par(function()
                leave(twice)
                change(head, "Something has to bend")
                stretch(0.8, function() curves:axes() end)
            end)
            stretch(2.5, function() curves:draw() end)
            for _, x in ipairs { -1, 1 } do curves:point_at(x, "GELU") end
        end)
    click()

    -- Both in lines.
    local lines = code { "gpt.py", part = "the MLP", mlp_ratio = times, into = page }
    spoken("lines",
        "In code it is one line up, one line down, and the bend between. No word in it of other positions.",
        function()
            par(function()
                leave(curves)
                change(head, "Up, bend, down")
                appear(lines, { delay = "quick" })
            end)
            stretch(5, function()
                for _, words in ipairs { "up = ", "down = ", "F.gelu" } do
                    lines:light(words)
                    hold(0.6)
                end
            end)
        end)
    click()

    -- The block.
    local foot = label("the stream: here ${run.n_embd} numbers for each letter",
        { align = "middle", into = page:cut_bottom "fit" })
    local block = talk_think { probe, layer = layer, weights = probe.attention[layer], into = page }
    spoken("stream", "Here is a block at work. Each letter is a vector. All of them, from block to block, "
        .. "are called *the stream*.", function()
        par(function()
            leave(lines)
            change(head, "First they talk, then each thinks alone")
            stretch(1.8, function() appear(block, { stagger = 0.01, delay = "quick" }) end)
        end)
        rise_in(foot)
        local vectors = { foot }
        for i = 1, last do vectors[i + 1] = block:part("in " .. i) end
        focus(vectors, function() stagger(0.3, function() for i = 2, #vectors do pulse(vectors[i]) end end) end)
    end)
    spoken("talk", "First all letters talk: flows bring each one what earlier letters know, on top of its own.",
        function()
            block:talk { dur = "camera" }
            for _, token in ipairs { last, (last + 1) // 2, last } do
                block:light(token)
                hold(0.9)
            end
        end)
    click()
    spoken("think",
        "Then each thinks alone: ${wide:words} neurons, the same weights at every place. Nothing crosses.",
        function()
            block:think { dur = "camera" }
            for i = 1, last do block:light(i, { dur = "quick" }) end
        end)
    key_frame "One block: attention moves what letters know, then the same MLP works on it at each letter."
    click()
    par(function() leave { block, foot } end)
    way_out(run, head, full)
    hold(1)
end)
