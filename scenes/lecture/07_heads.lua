-- 07_heads.lua — several heads read the same text; what they make stands side by side in one vector.
local one_batch = require "one_batch"

local MOST_TOKENS = 12                        -- of a prompt whose weights are worked out here again
local HABITS = {
    ["one back"] = function(share)
        return "This one looks one letter back: ${share:.0%} of its weight goes there."
    end,
    ["the first"] = function(share)
        return "This one goes back to the first letter, with ${share:.0%} of its weight."
    end,
    itself = function(share)
        return "This one hardly looks around: ${share:.0%} stays at the letter itself."
    end,
}

-- Up to two heads that do different things, the clearest first.
local function telling(heads, n)
    local best = {}
    for i = 1, n do
        local habit, share = heads:habit(i)
        local other = best[habit]
        if share and not (other and value(other.share) >= value(share)) then
            best[habit] = { head = i, habit = habit, share = share }
        end
    end
    local found = {}
    for _, each in pairs(best) do found[#found + 1] = each end
    table.sort(found, function(a, b) return value(a.share) > value(b.share) end)
    return { found[1], found[2] }
end

-- One card after the other, or one slice, over so many seconds.
local function each_in_turn(heads, n, dur, name)
    stretch(dur, function()
        stagger(function()
            for i = 1, n do pulse(heads:part(name and name .. " " .. i or i)) end
        end)
    end)
end

return scene("Many heads", { needs = { "probe.attention", "probe.q", "probe.k", "probe.v" } }, function(run)
    local probe, page, layer = run.probe, area(), 1
    local weights = probe.attention[layer]
    chapter "Many heads"

    -- What one head cannot do.
    local head = heading("One head asks one question", { into = page:cut_top "fit" })
    local foot, width = page:cut_bottom "fit", run.n_embd / run.n_head
    local sum = line("joined again: ${run.n_head} × ${width} = ${run.n_embd} numbers", { into = foot })
    local heads = many_heads { weights, values = probe.v[layer], into = page }
    local told = telling(heads, #weights)
    local first = told[1] and told[1].head or 1
    local arcs = attention_arcs { weights[first], drawn = false, into = page:middle(1, 0.85) }
    begin_with { head, arcs }
    spoken("one",
        "One head asks one question. A letter has several: what came just before, and how did this begin?",
        function()
            hold(0.4)
            stretch(1.8, function() arcs:draw() end)
            arcs:flow()
            hold(1.5)
            pulse(arcs)
        end)
    click()

    -- Several read the same text.
    spoken("many",
        "So a layer has several heads. Each has its own queries, keys and values, and reads the same text.",
        function()
            leave(arcs)
            par(function()
                change(head, "Many heads ask many questions")
                stretch(2, function() appear(heads, { stagger = 0.02 }) end)
            end)
            each_in_turn(heads, #weights, 3)
        end)
    click()
    for _, one in ipairs(told) do
        local cue = one.habit:gsub(" ", "_")
        spoken(cue, HABITS[one.habit](one.share), function()
            heads:open(one.head, { dur = "slow" })
            hold(1)
        end)
        click()
    end

    -- And what they make is one vector.
    spoken("join",
        "Each head answers with a short vector, its mix of values. Together they are as wide as the stream.",
        function()
            heads:join { dur = "camera" }
            rise_in(sum)
            each_in_turn(heads, #weights, 3, "slice")
        end)
    key_frame "The same text under every head of a layer, and what they make of its last letter as one vector."
    click()
    if #probe.tokens > MOST_TOKENS then return end

    -- One product for all.
    local gap = one_batch.apart(run, layer)
    if value(gap) > 1e-4 then return end
    local left, right = page:split({ 1, 1 }, { gap = "xl" })
    local alone = matrix { one_batch.alone(run, layer, first), rows = probe.tokens, look = "dots",
        color = "query", mask = true, name = "this head alone", into = left }
    local batch = matrix { weights[first], rows = probe.tokens, look = "dots", color = "query", mask = true,
        name = "its slice of one product", into = right }
    local apart = line("the largest difference in all ${run.n_head} heads: ${gap:.7f}",
        { into = foot, align = "middle" })
    spoken("batch",
        "Nobody loops over heads: the channels are cut into heads, and one product serves them all at once.",
        function()
            leave { heads, sum }
            par(function()
                change(head, "One product for many heads")
                stretch(2, function()
                    lag(0.4, function()
                        for _, each in ipairs { alone, batch } do appear(each, { stagger = 0.01 }) end
                    end)
                end)
            end)
        end)
    spoken("same", "Worked out one by one, the weights are the same, but for the last bit.", function()
        stretch(4, function()
            for i = 1, #probe.tokens do
                par(function() alone:light { row = i } batch:light { row = i } end)
            end
        end)
        par(function() alone:light() batch:light() rise_in(apart) end)
        pulse(apart)
    end)
    click()
    hold(0.5)
end)
