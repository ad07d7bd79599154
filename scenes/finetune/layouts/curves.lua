-- curves.lua — the losses draw themselves; then, below them, what the model makes of the same prompt before the first
-- step and after the last.
local pen, boxes = require "kit.pen", require "kit.flow"

local function samples_of(run)
    local samples = run.samples or {}
    local first, last = #samples > 0 and samples[1] or nil, nil
    for _, sample in ipairs(samples) do
        if first and sample.prompt == first.prompt then last = sample end
    end
    return first, last
end

-- The training, beside it one with a single text a step where that took as many steps, and the validation.
local function series_of(run, single)
    local list = { { of = run.metrics, field = "loss", name = "${run.batch_size} texts a step", color = "train" } }
    if single and single.metrics and same(single.steps, run.steps) and not same(single.batch_size, run.batch_size) then
        local noisy = { of = single.metrics, field = "loss", name = "${single.batch_size} text a step", color = "query" }
        table.insert(list, 1, noisy)
    end
    list[#list + 1] = { of = run.metrics, field = "val_loss", name = "validation", color = "val" }
    return list
end

-- A panel with what the model wrote.
local function sample_panel(cx, sample, prose, head, color, x, y, w, h)
    local on, size = cx.stage, math.max(40, cx.page.least)
    boxes.panel(cx, x, y, w, h, 1)
    on:add(pen.rich { { { text = head, color = color } }, size = size, weight = 600,
        into = pen.place(x + 48, y + 24, w - 96, 1.5 * size) }, 1)
    local room = pen.place(x - 9, y + 36 + 1.4 * size, w - 30, h - 56 - 1.4 * size)
    on:add(pen.cast { sample.text, known = {}, prose = prose, into = room }, 1)
end

return function(_, on, page, run, runs)
    local w, top = page.right - page.x, page.wide and 72 or page.title_y
    local first, last = samples_of(run)
    local curves = chart { across = "steps", up = "loss", values = "ends", large = page.wide,
        into = pen.place(page.x, top, w, page.bottom - top), series = series_of(run, runs.single) }
    on:at(0, function()
        curves:axes()
        stretch(3.5, function() curves:draw() end)
    end)
    on:reads(0, 60)
    if not last then return end
    local both = page.wide or 0.4 * (page.bottom - top) > 440 -- else the curves make room
    local middle = both and top + (page.bottom - top) * (page.wide and 0.42 or 0.4) or top
    on:at(1, function()
        if both then settle(curves, pen.place(page.x, top, w, middle - top - 24)) else leave(curves) end
    end)
    on:reads(1, 260)
    local gap = page.wide and 48 or 24
    local half = page.wide and (w - gap) / 2 or w
    local h = page.wide and page.bottom - middle or (page.bottom - middle - gap) / 2
    local cx = boxes.context(page, on)
    sample_panel(cx, first, true, "before", "soft", page.x, middle, half, h)
    local x, y = page.wide and page.x + half + gap or page.x, page.wide and middle or middle + h + gap
    sample_panel(cx, last, false, "after ${last.step} steps", "accent", x, y, half, h)
end
