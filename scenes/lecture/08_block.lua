-- 08_block.lua — attention moves information between positions, the MLP works on it at each: one block.
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
    local mixed = formula { [[y_t = \sum_{s \le t} a_{ts} \, v_s]], colors = { a = "query", v = "value" },
        into = page:middle(1, 0.6) }
    begin_with { head, mixed }
    spoken("mixes",
        "Attention fetches. What it gives is a mean of values, and a mean has not thought about anything.",
        function()
            hold(0.8)
            for _, name in ipairs { "y", "a", "v" } do
                focus(mixed:part(name), function() pulse(mixed:part(name)) hold(0.6) end)
            end
        end)
    click()

    -- The MLP, four times as wide.
    local wide = count(probe.mlp_hidden[layer][1], "neurons")
    local times = wide / run.n_embd
    local mlp = mlp_columns { probe, layer = layer, lit = false, into = page }
    spoken("mlp",
        "So a second half follows: a small network at each position, ${times:words} times as wide inside.",
        function()
            leave(mixed)
            par(function()
                change(head, "The MLP is ${times:words} times as wide")
                stretch(2, function() appear(mlp, { stagger = 0.01 }) end)
            end)
            stretch(2.5, function() mlp:light() end)
        end)
    click()

    -- What bends between its two products.
    local curves = chart { into = page, across = "what goes into a neuron", up = "what comes out", series = {
        { f = relu, from = -MOST, to = MOST, name = "ReLU", color = "soft", dashed = true },
        { f = gelu, from = -MOST, to = MOST, name = "GELU", color = "accent" } } }
    spoken("bend",
        "Between its two products something must bend, or both were one. ReLU cuts off, GELU is smooth.",
        function()
            leave(mlp)
            par(function() change(head, "Something has to bend") curves:axes() end)
            stretch(2.5, function() curves:draw() end)
            for _, x in ipairs { -1, 1 } do curves:point_at(x, "GELU") end
        end)
    click()

    -- Both in lines.
    local lines = code { "gpt.py", part = "the MLP", numbered = true, mlp_ratio = times, into = page }
    spoken("lines",
        "In code it is one line up, one line down, and the bend between. No word in it of other positions.",
        function()
            leave(curves)
            par(function() change(head, "Up, bend, down") appear(lines) end)
            stretch(5, function()
                for _, words in ipairs { "up = ", "down = ", "F.gelu" } do
                    lines:light(words)
                    hold(0.6)
                end
            end)
        end)
    click()

    -- The block.
    local block = talk_think { probe, layer = layer, weights = probe.attention[layer], into = page }
    spoken("talk",
        "Here is a block at work. First all letters talk: flows bring each one what earlier letters know.",
        function()
            leave(lines)
            par(function()
                change(head, "First they talk, then each thinks alone")
                stretch(2, function() appear(block, { stagger = 0.01 }) end)
            end)
            block:talk { dur = "camera" }
            block:light(last)
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
    hold(1)
end)
