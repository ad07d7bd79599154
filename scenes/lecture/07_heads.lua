-- 07_heads.lua — several heads read the same text; what they make stands side by side in one vector.
local one_batch = require "one_batch"

local MOST_TOKENS = 12                        -- of a prompt whose weights are worked out here again
-- What is asked at the start comes first; all shares are means over letters, as each card says.
local HABITS = { "one back", "the first", "itself" }
local SAYS = {
    ["one back"] = function(share)
        return "This one asks what came just before: on average ${share:.0%} of a letter's weight goes there."
    end,
    ["the first"] = function(share)
        return "This one rests at the first letter: on average with ${share:.0%} of the weight. "
            .. "A head that has nothing to ask often does."
    end,
    itself = function(share)
        return "This one hardly looks around: on average ${share:.0%} of the weight stays at the letter itself."
    end,
}

-- Up to two heads that do different things, of each thing the one that does it most.
local function telling(heads, n)
    local best, found = {}, {}
    for i = 1, n do
        local habit, share = heads:habit(i)
        local other = best[habit]
        if share and not (other and value(other.share) >= value(share)) then
            best[habit] = { head = i, habit = habit, share = share }
        end
    end
    for _, habit in ipairs(HABITS) do found[#found + 1] = best[habit] end
    return { found[1], found[2] }
end

-- One card after the other with what it makes, or one slice, over so many seconds.
local function each_in_turn(heads, n, dur, slices)
    stretch(dur, function()
        for i = 1, n do
            local slice = heads:part("slice " .. i)
            if slices then pulse(slice) else focus({ heads:part(i), slice }, function() hold(0.5) end) end
        end
    end)
end

return scene("Many heads", { needs = { "probe.attention", "probe.q", "probe.k", "probe.v" } },
    function(run, runs)
    local probe, page, layer = run.probe, area(), 1
    local weights = probe.attention[layer]
    chapter "Many heads"

    -- What one head cannot do.
    local head = heading("One head asks one question", { into = page:cut_top "fit" })
    local foot, width = page:cut_bottom "fit", run.n_embd / run.n_head
    local small = runs.one_head
    local which = label(small and "a larger model: a letter is ${run.n_embd} numbers, not ${small.n_embd}"
        or "a letter is ${run.n_embd} numbers", { into = foot, color = "soft" })
    local sum = line("joined again: ${run.n_head} × ${width} = ${run.n_embd} numbers", { into = foot })
    local heads = many_heads { weights, values = probe.v[layer], into = page }
    local told = telling(heads, #weights)
    local shares = #told > 0 and label("lit: the last letter; per cent: mean of all but the first",
        { into = foot, color = "soft" })
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
        "So a layer has several heads; here are those of a larger model. Each has its own queries, keys and values, "
            .. "and reads the same text.",
        function()
            leave(arcs)
            par(function()
                change(head, "Many heads ask many questions")
                stretch(2, function() appear(heads, { stagger = 0.02 }) end)
                rise_in(which)
            end)
            each_in_turn(heads, #weights, 5)
        end)
    click()
    leave(which)
    if shares then rise_in(shares) end
    for i, one in ipairs(told) do
        local cue = one.habit:gsub(" ", "_")
        focus({ heads:part(one.head), shares }, function()
            spoken(cue, SAYS[one.habit](one.share), function()
                -- The first is the one of the arcs before; what comes last is seen from near.
                if i == #told then heads:open(one.head, { dur = "slow" }) end
                for _ = 1, 2 do
                    hold(2)
                    pulse(heads:part(i == #told and "slice " .. one.head or one.head))
                end
            end)
        end)
        click()
    end

    -- And what they make is one vector.
    spoken("join",
        "Each head answers with a short vector, its mix of values. Joined, they are as long as a letter's vector.",
        function()
            if shares then leave(shares) end
            heads:join { dur = "camera" }
            rise_in(sum)
            each_in_turn(heads, #weights, 3, true)
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
    local cut = one_batch.cut(run, layer, page:middle(1))
    spoken("batch", "Nobody loops over heads: one product makes the queries of all, | "
        .. "and their channels are cut into heads.", function()
        leave { heads, sum }
        par(function()
            change(head, "One product for many heads")
            rise_in(cut.name)
            fade_in(cut.heads)
        end)
        hold(2)
        par(function()
            for i, each in ipairs(cut.heads) do
                travel(each, cut.pieces[i], { dur = "camera" })
                rise_in(cut.names[i], { delay = "slow" })
            end
        end)
        hold(0.6)
    end)
    spoken("same", "Worked out one by one, the weights are the same, but for the last bit.", function()
        par(function()
            leave { cut.name, table.unpack(cut.names) }
            leave(cut.heads)
            appear({ alone, batch }, { stagger = 0.004, delay = "quick" })
        end)
        stretch(3, function()
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
