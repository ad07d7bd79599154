-- loop_code.lua — the loop that writes a text as lines of code, and how they are lit while it runs.
local loop = {}

local LOOP, CALL = { 2, 5 }, 7       -- which lines are what
local SLOW_S = { 1.1, 0.6, 0.4 } -- of the first tokens, line by line

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
        "model.generate(ids, n=${n})",
    }
end

-- Whether there is but one short line below the prompt's until the code makes room for more.
function loop.is_short(gen, tokens)
    local n_lines, n_chars = 0, 0
    local function read(token)
        n_chars = n_chars + value(token.n_chars)
        if tostring(token.text):find "\n" then n_lines, n_chars = n_lines + 1, 0 end
    end
    for _, token in ipairs(gen.context) do read(token) end
    for i = 1, math.min(15, #tokens) do read(tokens[i]) end
    return n_lines <= 1 and n_chars <= 20
end

-- Whose code it is, and what its number is.
function loop.label(gen)
    if same(gen.temperature, 0) or same(gen.temperature, 1) then return "our sketch, in Python" end
    return "our sketch; ${gen.temperature:.3g} is the temperature"
end

-- The call is lit, then the loop that it runs, while that writes the rest of the text: line by line for the
-- first tokens; then all at once, and the code makes room for the text.
function loop.write(code, story, tokens, foot)
    if #tokens == 0 then return code:light_each() end
    code:light(CALL, { dim = false })
    hold(0.3)
    for i = 1, math.min(#SLOW_S, #tokens) do
        stretch(SLOW_S[i], function()
            for step = LOOP[1], LOOP[2] - 1 do
                code:light(step, { dim = false })
                hold(0.3)
            end
            par(function()
                code:light(LOOP[2], { dim = false })
                story:take(tokens[i])
            end)
            hold(0.3)
        end)
    end
    code:light(LOOP[1], LOOP[2], { dim = false })
    settle(code, foot, { dur = "quick" })
    stretch(math.min(1.7, 0.2 * #tokens), function()
        for i = #SLOW_S + 1, #tokens do
            story:take(tokens[i])
            hold(0.1)
        end
    end)
    meanwhile(function() code:light_all() end)
end

return loop
