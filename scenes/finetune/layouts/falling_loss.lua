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

local function recorded(run)
    local losses = {}
    for _, metric in ipairs(run.metrics or {}) do
        if metric.val_loss then losses[#losses + 1] = metric end
    end
    return losses
end

-- Title, lead and whose talk it is; gives where they end.
local function words(slide, on, page, y)
    local title, lead, corner = slide.blocks[1], slide.blocks[2], slide.blocks[3]
    local w, size = page.right - page.x, page.wide and 164 or 112
    local cx = flow.context(page, on)
    y = y + flow.words(cx, title.runs, page.x, y, w, { color = "ink", align = "left" },
        { size = size, pitch = 1.073 * size, weight = 700, spacing = -0.03 * size }) + 8
    y = y + flow.words(cx, lead.runs, page.x, y, w, { color = "soft", align = "left" }, { size = 48, pitch = 64 })
    if not corner then return y end
    local aside, handle = page.wide and w > 1600, { size = math.max(34, page.least) }
    local half = aside and w / 2 or 0
    local h = flow.words(cx, corner.blocks[1].runs, page.x + half, aside and 118 or y + 8, w - half,
        { color = "soft", align = aside and "right" or "left" }, handle)
    return aside and y or y + 8 + h
end

-- The number of the lowest of them.
local function lowest(losses)
    local best = 1
    for i, metric in ipairs(losses) do
        if value(metric.val_loss) < value(losses[best].val_loss) then best = i end
    end
    return best
end

-- How large words at the curve are: on canvases of phones larger, the higher they are.
local function sizes(page)
    local k = page.wide and 1 or math.min(1.3, page.most)
    return { label = math.max(34, page.least) * k, before = 46 * k, after = 52 * k }
end

-- Words at a place, or nil where they have no room in so many lines.
local function say(text, x, y, w, o)
    local lines = o.lines or 1
    o[1], o.lines, o.width, o.pitch = { { text = text } }, nil, w, 1.3 * o.size
    local _, h, cut = pen.measure(o)
    if cut or h > (lines + 0.5) * o.pitch then return nil end
    o.into, o.order, o.width = pen.place(x, y, w, h + 0.3 * o.size), 5, nil
    return pen.rich(o)
end

-- The first and the lowest loss at their dots.
local function numbers(losses, page, size, spot, says)
    local first, best = losses[1], lowest(losses)
    local x1, y1 = spot(1)
    local best_x, best_y = spot(best)
    says.first = say("loss ${first.val_loss:.2f}", x1 + 32, y1 - 0.66 * size.label, 9 * size.label,
        { size = size.label, family = "mono", color = "val" })
    local w = 5 * size.label
    local x = math.max(page.x, math.min(page.right, best_x + 2.6 * size.label) - w)
    says.best = say("${losses[best].val_loss:.2f}", x, best_y + 34, w,
        { size = size.label, family = "mono", color = "pick", align = x > page.x and "right" or "left" })
    return best_y + 34 + 1.4 * size.label
end

-- A line of the model at either end: the later one over the curve, or under it where that is steep.
local function quotes(run, n, page, size, spot, under, says)
    local before, after = line_of(run, false), line_of(run, true)
    local x1, y1 = spot(1)
    local x, y = x1 + 64 + 9 * 0.6 * size.label, y1 - 0.66 * size.before
    if not page.wide then x, y = x1 + 0.26 * (page.right - x1), y1 + 1.4 * size.label end
    says.before = before and say("“${before}”", x, y, page.right - x,
        { family = "serif", italic = true, size = size.before, lines = page.wide and 1 or 2, color = "soft" })
    if not after then return end
    local w = pen.measure { { { text = "“${after}”" } }, family = "serif", size = size.after } + 4
    local _, above = spot(math.max(1, math.floor(n * (1 - (w + 60) / (page.right - page.x))))) -- where its words begin
    if page.wide then under = above - 1.5 * size.after end
    local free = under > y1 + 1.2 * size.before and under + 1.4 * size.after < page.bottom and w <= page.right - page.x
    says.after = free and say("“${after}”", page.right - w, under, w,
        { family = "serif", size = size.after, color = "ink", align = "right" }) or nil
end

local function told(run, losses, page, spot)
    local size, says = sizes(page), {}
    local under = numbers(losses, page, size, spot, says)
    quotes(run, #losses, page, size, spot, under, says)
    return says
end

local function list_of(a, b)
    return a and { a, b } or { b }
end

-- The line draws itself, with its dots; the model's words come at either end, and at last the lowest loss is chosen.
local function draw(fall, says)
    local parts, best = fall:parts(), fall:part "best"
    begin_with(fall:part "line") -- of which nothing is drawn yet
    par(function()
        fall:draw()
        fade_in(fall:part "fill", { delay = "camera", dur = "camera" })
        fade_in(list_of(says.first, says.before))
        stretch(2, function()
            stagger(function()
                for i = 3, #parts - 1 do fade_in(parts[i], { dur = "quick" }) end -- the dots stand behind fill and line
            end)
        end)
    end)
    par(function()
        pop_in(best)
        fade_in(list_of(says.best, says.after))
    end)
end

return function(slide, on, page, run)
    local losses = recorded(run)
    local foot = page.whole and page.h or page.bottom
    local y = words(slide, on, page, page.wide and 112 or page.title_y) + (page.wide and 58 or 70)
    if #losses < 2 or not run.best or foot - y < 240 then return end -- a speaker stands there
    local place = pen.place(page.x, y, page.right - page.x - 88, foot - y)
    local values = {}
    for i, metric in ipairs(losses) do values[i] = value(metric.val_loss) end
    local function curve(where, area, number)
        return { values, color = "val", share = page.wide and 0.71 or 0.56, order = where and -3,
            into = where, area = area, number = number }
    end
    local says = told(run, losses, page, function(number) return pen.fall_spot(curve(nil, place, number)) end)
    local fall = pen.fall(curve(place))
    on:reads(0, 90)
    on:at(0, function() draw(fall, says) end)
end
