-- falling_loss.lua — the cover: the title, and a validation loss that falls from what the model wrote to what it writes.
local flow = require "kit.flow"
local pen = require "kit.pen"

-- A line that the model wrote at the first step, or the last; nil: there is none.
local function line_of(run, last)
    if not run.samples or #run.samples == 0 then return nil end
    local edge = run.samples[last and #run.samples or 1].step
    for _, sample in ipairs(run.samples) do
        local line = same(sample.step, edge) and pen.cast_line(sample.text)
        if line then return line end
    end
    return nil
end

return function(slide, on, page, run)
    local title, lead, corner = slide.blocks[1], slide.blocks[2], slide.blocks[3]
    local w = page.right - page.x
    local cx = { page = page, k = 1, stage = on, corners = {} }
    local size = page.wide and 164 or 104
    local y = page.wide and 112 or page.title_y
    local style = { color = "ink", align = "left" }
    y = y + flow.words(cx, title.runs, page.x, y, w, style,
        { size = size, pitch = 1.073 * size, weight = 700, spacing = -0.03 * size }) + 8
    y = y + flow.words(cx, lead.runs, page.x, y, w, { color = "soft", align = "left" }, { size = 48, pitch = 64 })
    if corner then
        local aside, handle = page.wide and w > 1600, { size = math.max(34, page.least) }
        local half = aside and w / 2 or 0
        local h = flow.words(cx, corner.blocks[1].runs, page.x + half, aside and 118 or y, w - half,
            { color = "soft", align = aside and "right" or "left" }, handle)
        if not aside then y = y + h end
    end
    local losses = {}
    for _, metric in ipairs(run.metrics or {}) do
        if metric.val_loss then losses[#losses + 1] = metric end
    end
    if #losses < 2 or not run.best then return end
    local bottom = page.wide and math.min(1010, page.bottom + 30) or page.bottom
    if bottom - y < 240 then return end -- a speaker stands there
    local curve = chart { of = run.metrics, field = "val_loss", name = "loss", color = "val", dots = true, values = "ends",
        large = page.wide, into = pen.place(page.x, y + 24, w, bottom - y - 24) }
    on:add(curve, 0)
    on:reads(0, 90)
    local function quote(lines, right, at)
        if not lines then return end
        local size = math.max(46, page.least)
        on:add(pen.rich { { { text = "“${lines}”" } }, family = "serif", italic = not right, size = size,
            align = right and "right" or "left", color = right and "ink" or "soft",
            into = pen.place(page.x + 0.16 * w, at, 0.84 * w - 0.09 * w, 3 * size), order = 5 }, 0)
    end
    if page.wide then
        quote(line_of(run, false), false, y + 30)
        quote(line_of(run, true), true, y + 30 + 0.42 * (bottom - y))
    end
end
