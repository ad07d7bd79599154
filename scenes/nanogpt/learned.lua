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

local function write(sample, options)
    local top = options.into:cut_top "fit"
    local step = heading("step ${sample.step:,d}", { into = top, color = "soft" })
    local written = verse(options)
    par(function() rise_in(step) written:write() end)
end

-- The first of these texts and the last one are written on the page; a lone one is the last.
function learned.compare(texts, page)
    local left, right = page:row({ 2, 3 }, { gap = "xl" })
    local over, under = page:column({ 2, 5 }, { gap = "l" })
    local first, last = texts[1], texts[#texts]
    if #texts > 1 then
        at(0.15, function()
            local into = wide_or(left, over)
            write(first, { first.text, color = "soft", large = true, at_most = 48, into = into })
        end)
    end
    at(0.5, function()
        write(last, { best_lines(last.text, 2) or last.text, large = true, into = wide_or(right, under) })
    end)
end

return learned
