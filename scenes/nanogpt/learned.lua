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

-- Its step, and right below it the text; gives both.
local function written(sample, text, area, options)
    local top = area:cut_top("fit", { gap = "s" })
    local step = heading("step ${sample.step:,d}", { into = top, color = "soft" })
    options[1], options.large, options.high, options.into = text, true, true, area
    return { step, verse(options) }
end

local function write(page, seconds)
    par(function()
        rise_in(page[1])
        stretch(seconds, function() page[2]:write() end)
    end)
end

-- The first of these texts and the last one are written on the page; a lone one is the last.
function learned.compare(texts, page)
    local left, right = page:row({ 2, 3 }, { gap = "xl" })
    local over, under = page:column({ 1, by_canvas { wide = 3, square = 3, tall = 3.5 } }, { gap = "m" })
    local first, last = texts[1], texts[#texts]
    local noise = #texts > 1 and written(first, first.text, wide_or(left, over),
        { color = "soft", at_most = wide_or(48, 24) })
    local lines = written(last, best_lines(last.text, 2) or last.text, wide_or(right, under), {})
    if noise then at(0.05, function() write(noise, 0.9) end) end
    at(0.1, function() write(lines, 1.7) end)
end

-- What came of it, at the foot of the page: large words, on square and tall canvases with small ones before them.
-- Gives what lets them come.
function learned.punch(say, page)
    local beside = say.lead and say.lead .. " " or ""
    local at_foot = page:cut_bottom(wide_or(0.2, 0.12), { gap = "none" })
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
