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

-- Its step, and beside or below it the text; a large one once more, in the colour in which it is gone over. Gives all.
local function written(sample, text, area, options)
    local beside = wide_or(true, false)
    local into = beside and area:cut_left(0.17):cut_top "fit" or area:cut_top("fit", { gap = "none" })
    local step = wide_or(heading, line)("step ${sample.step:,d}", { into = into, color = "soft", align = "left" })
    options[1], options.high, options.into, options.whole = text, true, area, true
    local page = { step, verse(options) }
    local first = page[2]:parts()[1]
    if beside and first then align({ first, step }, "middle") end
    if options.large then
        options.color = "accent"
        page[3] = verse(options)
    end
    return page
end

-- The title over several texts, at the top of the page.
function learned.head(page)
    local into = page:cut_top("fit", { gap = "m" })
    return wide_or(title, heading)("What it writes as it learns", { into = into, align = "left" })
end

-- These texts on the page, not seen yet; the last, which is its best, is large.
function learned.pages(texts, page)
    local shares = ({ { 1 }, { 1, 3 }, wide_or({ 2, 2, 7 }, { 2, 2, 5 }) })[#texts]
    local rooms = table.pack(page:column(shares or { 1 }, { gap = "s" }))
    local options = { { color = "soft", at_most = 20 }, { at_most = 30 } }
    options[#texts] = { large = true, broken = true }
    local pages = {}
    for i, sample in ipairs(texts) do
        local text = i == #texts and best_lines(sample.text, wide_or(2, 1)) or sample.text
        pages[i] = written(sample, text, rooms[i], options[i])
    end
    return pages
end

-- Their steps stand there, and they are written, one soon after the other.
function learned.compare(pages)
    par(function()
        for i, page in ipairs(pages) do
            rise_in(page[1], { dur = "quick" })
            at(0.6 * (i - 1), function()
                stretch(i == #pages and 1.6 or 0.8, function() page[2]:write() end)
            end)
        end
    end)
end

-- The best is gone over letter by letter, as it came about.
function learned.retrace(pages, seconds)
    local best = pages[#pages]
    if not best then return end
    over(best[3], best[2])
    stretch(seconds, function() best[3]:write() end)
end

-- What it did, and what came of it, at the foot of the page, one after the other; on square and tall canvases what
-- came of it has small words before the large ones.
function learned.foot(say, page)
    local at_foot = page:cut_bottom(wide_or(0.18, 0.14), { gap = wide_or("s", "none") })
    local words = say.lead and wide_or(say.lead .. " ", "") .. say.punch or say.punch
    local made = {
        did = big(say.guessed, { into = at_foot, color = "soft", align = "left" }),
        came = big(words, { into = at_foot, color = "accent", align = "left", halo = true }),
    }
    if say.lead and wide_or(false, true) then
        made.lead = heading(say.lead, { into = page:cut_bottom "fit", color = "accent" })
    end
    return made
end

function learned.punch(foot)
    par(function()
        leave(foot.did, { dur = "quick" })
        at(0.3, function() pop_in(foot.came) end)
        if foot.lead then at(0.3, function() pop_in(foot.lead) end) end
    end)
end

return learned
