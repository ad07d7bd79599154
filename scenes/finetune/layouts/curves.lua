-- curves.lua — both losses; below, what the model makes of the same prompt before the first step and after the last.
local pen, boxes = require "kit.pen", require "kit.flow"

local function samples_of(run)
    local samples = run.samples or {}
    local first, last = #samples > 0 and samples[1] or nil, nil
    for _, sample in ipairs(samples) do
        if first and sample.prompt == first.prompt then last = sample end
    end
    return first, last
end

return function(_, on, page, run)
    local w, top = page.right - page.x, page.wide and 64 or page.title_y
    local first, last = samples_of(run)
    local n = first and last and page.wide and 0.5 or first and 0.48 or 0.9
    local middle = top + (page.bottom - top) * n
    on:add(chart { across = "steps", up = "loss", values = "ends", large = page.wide,
        into = pen.place(page.x, top, w, middle - top - 24),
        series = {
            { of = run.metrics, field = "loss", name = "training", color = "train" },
            { of = run.metrics, field = "val_loss", name = "validation", color = "val", dots = true },
        } }, 0)
    if not last then return end
    on:reads(0, 260)
    local gap = 48
    local half = page.wide and (w - gap) / 2 or w
    local h = page.wide and page.bottom - middle or (page.bottom - middle - 24) / 2
    local cx = { page = page, k = 1, stage = on, corners = {} }
    for i, sample in ipairs { first, last } do
        local x = page.wide and page.x + (i - 1) * (half + gap) or page.x
        local y = page.wide and middle or middle + (i - 1) * (h + 24)
        boxes.panel(cx, x, y, half, h, 0)
        local head = i == 1 and "before" or "after"
        on:add(pen.rich { { { text = head, color = i == 1 and "soft" or "accent" } }, size = math.max(34, page.least), weight = 600,
            into = pen.place(x + 36, y + 20, half - 72, 60) }, 0)
        on:add(verse { sample.text, into = pen.place(x + 36, y + 82, half - 72, h - 100) }, 0)
    end
end
