-- loop_code.lua — the loop that writes a text as lines of code, and how they are lit while it runs.
local loop = {}

local LOOP, CALL = { 2, 5 }, 7       -- which lines are what
local SLOW_S = 1.6 -- of the first token, line by line

-- Our own few lines of Python, with the numbers of this text: a line each that repeats, predicts, samples,
-- appends, with that word behind it; at the end the one call that runs them for `n` tokens.
function loop.lines(gen, n)
    local scores, next_id = "self(ids)", "argmax(scores)"
    if not same(gen.temperature, 0) then
        next_id = "sample(scores)"
        if not same(gen.temperature, 1) then scores = scores .. " / ${gen.temperature:.3g}" end
    end
    return {
        "def generate(self, ids, n):",
        "    for _ in range(n):  # repeat",
        "        scores = " .. scores .. "  # predict",
        "        next = " .. next_id .. "  # sample",
        "        ids.append(next)  # append",
        "",
        "model.generate(ids, n=${n})  # more",
    }
end

-- Whose code it is, and what its number is.
function loop.label(gen)
    if same(gen.temperature, 0) or same(gen.temperature, 1) then return "our sketch, in Python" end
    return "our sketch; ${gen.temperature:.3g} is the temperature"
end

-- The call is lit, then the loop that it runs, while that writes the rest of the text: line by line for the
-- first token; then all at once.
function loop.write(code, story, tokens)
    code:light(CALL, { dim = false })
    hold(0.3)
    stretch(SLOW_S, function()
        for step = LOOP[1], LOOP[2] - 1 do
            code:light(step, { dim = false })
            hold(0.3)
        end
        par(function()
            code:light(LOOP[2], { dim = false })
            story:take(tokens[1])
        end)
        hold(0.3)
    end)
    code:light(LOOP[1], LOOP[2], { dim = false })
    local n_left = #tokens - 1
    if n_left > 0 then
        stretch(math.min(1.6, 0.15 * n_left), function()
            for i = 2, #tokens do
                story:take(tokens[i])
                hold(0.1)
            end
        end)
    end
    meanwhile(function() code:light_all() end)
end

return loop
