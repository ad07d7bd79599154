-- loop_code.lua — the loop that writes a text as lines of code, and how they are lit while it runs.
local wide_or = require "wide_or"
local loop = {}

local LOOP, CALL = { 2, 5 }, 7 -- which lines are what

local function cuts(run, gen) return value(gen.top_k) > 0 and value(gen.top_k) < value(run.n_vocab) end

-- A line of code with its step of the loop beside it, where there is room.
local function named(code, step)
    return wide_or(code .. "  # " .. step, code)
end

-- Our own few lines of Python, with the numbers of this text: a line each that repeats, predicts, samples,
-- appends, which a wide canvas names; at the end the one call that runs them for `n` tokens.
function loop.lines(run, gen, n)
    local warm = not same(gen.temperature, 1)
    local scores = "self(ids[-${run.n_ctx:d}:])[-1]"
    if value(gen.n_ctx) > 0 then scores = "self(ids[-${gen.n_ctx:d}:])[-1]" end
    local next_id = "argmax(scores)"
    if not same(gen.temperature, 0) then
        if warm then scores = scores .. " / ${gen.temperature:.3g}" end
        next_id = cuts(run, gen) and "sample(top_k(scores, ${gen.top_k:d}))" or "sample(scores)"
    end
    return {
        "def generate(self, ids, n):",
        named("    for _ in range(n):", "repeat"),
        named("        scores = " .. scores, "predict"),
        named("        next = " .. next_id, "sample"),
        named("        ids.append(next)", "append"),
        "",
        "model.generate(ids, n=${n})",
    }
end

-- Whose code it is, and what its shortest word means.
function loop.label(run, gen)
    if not cuts(run, gen) or same(gen.temperature, 0) then return "our sketch, in Python" end
    return "our sketch; top_k: the top ${gen.top_k:d} of ${run.n_vocab:,d}"
end

-- The call is lit, then the loop that it runs, while that writes the rest of the text: line by line for the
-- first two tokens, then all at once.
function loop.write(code, story, tokens)
    if #tokens == 0 then return code:light_each() end
    code:light(CALL, { dim = false })
    hold(0.2)
    stretch(math.min(1.3, 0.65 * #tokens), function()
        for i = 1, math.min(2, #tokens) do
            for step = LOOP[1], LOOP[2] - 1 do code:light(step, { dim = false }) end
            par(function()
                code:light(LOOP[2], { dim = false })
                story:take(tokens[i])
            end)
        end
    end)
    code:light(LOOP[1], LOOP[2], { dim = false })
    stretch(math.min(1.7, 0.2 * #tokens), function()
        for i = 3, #tokens do
            story:take(tokens[i])
            hold(0.1)
        end
    end)
    meanwhile(function() code:light_all() end)
end

return loop
