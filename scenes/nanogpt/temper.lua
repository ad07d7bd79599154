-- temper.lua — what a temperature makes of the odds: these before it, and how it is told.
local wide_or = require "wide_or"
local temper = {}

-- What is expected before a temperature changes it, where a probe of the same prompt tells.
function temper.before(run)
    local gen, probe = run.generation, run.probe
    if same(gen.temperature, 0) or same(gen.temperature, 1) or not (probe and probe.next) then return nil end
    if #probe.tokens ~= #gen.context then return nil end
    for i, token in ipairs(gen.context) do if not same(token.id, probe.tokens[i].id) then return nil end end
    return probe.next
end

-- What it does, as it is said and as it is seen; and what becomes of the likeliest of these odds.
function temper.says(gen, before)
    local does, done, picks, which = "flatten", "flattened", "bolder", "rare"
    if value(gen.temperature) < 1 then does, done, picks, which = "sharpen", "sharpened", "safer", "likely" end
    local seen = done .. ": temperature ${gen.temperature:.3g}"
    local told = "Temperature ${gen.temperature:.3g}" .. wide_or("\n", " ") .. "favors" .. wide_or(" ", "\n") .. which
        .. " ones:" .. wide_or("\n", " ") .. "${before.likeliest_p:.0%} → ${gen[1].likeliest_p:.0%}"
    return "We *" .. does .. "* them, for " .. picks .. " picks.", seen, told
end

return temper
