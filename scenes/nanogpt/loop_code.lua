-- loop_code.lua — the loop that writes a text as lines of code, and how they are lit while it runs.
local loop = {}

local LIGHTS = { "accent", "pick", "soft", "accent" } -- behind the words of predict, sample, append, repeat

-- Our own few lines of Python, with the numbers of this text: a line each that repeats, predicts, samples,
-- appends; at the end the one call that runs them.
function loop.lines(run, gen, n)
    local top_k, warm = value(gen.top_k), not same(gen.temperature, 1)
    local cut = top_k > 0 and top_k < value(run.n_vocab)
    local scores = "model(ids[-${run.n_ctx:d}:])[-1]"
    if value(gen.n_ctx) > 0 then scores = "model(ids[-${gen.n_ctx:d}:])[-1]" end
    local next_id = "argmax(scores)"
    if not same(gen.temperature, 0) then
        if warm then scores = scores .. " / ${gen.temperature:.3g}" end
        next_id = cut and "sample(top_k(scores, ${gen.top_k:d}))" or "sample(scores)"
    end
    return {
        "for _ in range(n):",
        "    scores = " .. scores,
        "    next = " .. next_id,
        "    ids.append(next)",
        "",
        "print(model.generate(prompt, n=${n}))",
    }
end

-- The rest of the text, while the lines of the loop are lit: each in its turn at first, then all as turns get
-- fast; the last ones are slow again.
function loop.write(code, story, tokens)
    if #tokens == 0 then return code:light_each() end
    local n_first, n_last = math.min(3, #tokens), math.min(5, math.max(0, #tokens - 3))
    local middle = {}
    for i, token in ipairs(tokens) do
        if i <= n_first then
            stretch(({ 0.6, 0.4, 0.25 })[i], function()
                for k = 1, 3 do
                    code:light(k + 1, { color = LIGHTS[k], dim = false })
                    if k == 3 then story:take(token) end
                    hold(0.4)
                end
                code:light(1, { color = LIGHTS[4], dim = false })
            end)
        elseif i <= #tokens - n_last then
            middle[#middle + 1] = token
        end
    end
    code:light(1, 4, { dim = false })
    local within = math.min(1.2, 0.1 * #middle)
    local first = 2 * within / math.max(1, #middle)
    paced(middle, { within = within, first = first, least = 0.01 }, function(token) story:take(token) end)
    for i = #tokens - n_last + 1, #tokens do
        story:take(tokens[i])
        hold(0.12)
    end
    meanwhile(function() code:light_all() end)
end

return loop
