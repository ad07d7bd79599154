-- quick_turns.lua — turns of the loop that follow each other: odds, a pick, and the letter joins the text.
local wide_or = require "wide_or"
local turns = {}

local COLORS = { "accent", "pick", "ink", "accent" } -- of predict, sample, append, repeat

-- The tokens that are still to come: those of the turns that are seen, and those that the code writes.
function turns.split(story, n_seen)
    local seen, rest = {}, {}
    for i, token in ipairs(story:rest()) do
        local part = i <= n_seen and seen or rest
        part[#part + 1] = token
    end
    return seen, rest
end

-- Where the text grows in a page, and where the odds are: on a wide canvas the text is beside them, else above.
function turns.places(page)
    if wide_or(false, true) then return page:column({ 0.55, 1 }, { gap = "xl" }) end
    local odds, text = page:row({ 8, 5 }, { gap = "xl" })
    return text:cut_top(0.42), odds
end

local function light(steps, step) steps:light(step, { color = COLORS[step] }) end

-- The model's card is lit while it predicts. In a long turn each step is lit, too, and the letter flies out of its bar;
-- in short ones all of them are.
local function turn(token, long, hist, story, steps, card)
    local function step(n) if long then light(steps, n) end end
    stretch(long and 1.5 or 0.4, function()
        par(function()
            if long then light(steps, 1) else steps:light_all() end
            card:light()
            change(hist, token, { dur = "quick" })
        end)
        hold(0.3)
        par(function()
            step(2)
            card:light(false)
            hist:mark(token.id)
        end)
        hold(0.4)
        par(function()
            step(3)
            story:take(token, long and { from = hist:part(token.id), avoid = { hist }, up = true } or {})
        end)
        step(4)
        hold(0.2)
    end)
end

-- One turn for each of the tokens, the first and the fifth long ones; without any only the steps.
function turns.play(tokens, hist, story, steps, card)
    if #tokens == 0 then
        for step = 1, 4 do light(steps, step) hold(0.5) end
    end
    for i, token in ipairs(tokens) do turn(token, i == 1 or i == 5, hist, story, steps, card) end
end

return turns
