-- learned.lua — what the model wrote on its way: which of it is shown, and the first beside the last.
local wide_or = require "wide_or"
local learned = {}

local function nearest_to(step, samples)
    local nearest, least = nil, math.huge
    for _, sample in ipairs(samples) do
        local distance = math.abs(value(sample.step) - step)
        if distance < least then nearest, least = sample, distance end
    end
    return nearest
end

-- What it wrote at the start, early on its way, as it learns fast at first, and at its best; nothing twice.
function learned.texts_of(run)
    if not run.samples then return {} end
    local texts, best = { run.samples[1] }, value((run.best or run.metrics[#run.metrics]).step)
    for _, share in ipairs { 0.1, 1 } do
        local sample = nearest_to(share * best, run.samples)
        if texts[#texts].step < sample.step then texts[#texts + 1] = sample end
    end
    return texts
end

-- Its step, and beside or below it the text; gives both.
local function written(sample, text, area, options)
    local beside = wide_or(true, false)
    local into = beside and area:cut_left(0.2):cut_top "fit" or area:cut_top("fit", { gap = "none" })
    local words = wide_or(heading, line)
    local step = words("step ${sample.step:,d}", { into = into, color = "soft", align = "left" })
    options[1], options.large, options.high, options.into, options.whole = text, true, true, area, true
    return { step, verse(options) }
end

local function write(page, seconds)
    par(function()
        rise_in(page[1])
        stretch(seconds, function() page[2]:write() end)
    end)
end

-- These texts are written on the page, one after the other; the last, which is its best, in the most lines.
function learned.compare(texts, page)
    if #texts == 0 then return end
    local shares = ({ { 1 }, { 1, 2 }, wide_or({ 1, 1, 2 }, { 3, 3, 6 }) })[#texts]
    local rooms = table.pack(page:column(shares, { gap = "s" }))
    for i, sample in ipairs(texts) do
        local last = i == #texts
        local text = last and best_lines(sample.text, 2) or sample.text
        write(written(sample, text, rooms[i], { color = i == 1 and not last and "soft" or nil,
            at_most = not last and (i == 1 and wide_or(26, 16) or wide_or(30, 20)) or nil }), last and 1.4 or 0.8)
    end
end

-- What came of it, at the foot of the page: large words, on square and tall canvases with small ones before them.
-- Gives what lets them come.
function learned.punch(say, page)
    local beside = say.lead and say.lead .. " " or ""
    local at_foot = page:cut_bottom(wide_or(0.17, 0.12), { gap = "none" })
    local large = big(wide_or(beside, "") .. say.punch,
        { into = at_foot, color = "accent", align = "left", halo = true })
    local small = say.lead and wide_or(false, true) and
        heading(say.lead, { into = page:cut_bottom "fit", color = "accent" })
    return function()
        par(function()
            pop_in(large)
            if small then pop_in(small) end
        end)
    end
end

return learned
