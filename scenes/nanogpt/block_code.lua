-- block_code.lua — one block in Python, with what this run's blocks have; its parts are lit with what they do.
local block_code = {}

local BODIES = {
    attention = {
        "def attention(x):  # looks back",
        "    q, k, v = split(x @ W_qkv)",
        "    scores = q @ k.T / sqrt(d)",
        "    look = softmax(mask(scores))",
        "    return look @ v @ W_out",
        "",
    },
    MLP = {
        "def mlp(x):  # thinks it over",
        "    return act(x @ W_up) @ W_down",
        "",
    },
}

-- The panel, and for each part its first and last line, and how long it takes beside others.
function block_code.make(run, names, place)
    local lines, parts = {}, {}
    local function part(body)
        local first = #lines + 1
        table.move(body, 1, #body, first, lines)
        parts[#parts + 1] = { first, body[#body] == "" and #lines - 1 or #lines, 2 + #body / 4 }
    end
    for _, name in ipairs(names) do part(BODIES[name]) end
    local block = { run.has_residual and "def block(x):  # adds both" or "def block(x):" }
    for _, name in ipairs(names) do
        local x = run.has_norm and "norm(x)" or "x"
        block[#block + 1] = "    x = " .. (run.has_residual and "x + " or "") .. name:lower() .. "(" .. x .. ")"
    end
    block[#block + 1] = "    return x"
    part(block)
    return { code = code { lines, label = "our sketch, simplified", into = place, order = 1 }, parts = parts }
end

-- One part after the other, longer ones longer.
function block_code.light_parts(made, seconds)
    stretch(seconds, function()
        for _, part in ipairs(made.parts) do
            made.code:light(part[1], part[2])
            hold(part[3])
        end
    end)
    made.code:light_all()
end

return block_code
