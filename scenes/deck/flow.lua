-- flow.lua — blocks of a slide one below the other: measured first, then drawn by the same functions.
--
-- A function of FLOW takes a block, where it begins, its width, and its style; it draws when there is a stage, and gives
-- the height that it takes. `k` of the context, 1 and less, is how far everything has shrunk.
local look   = require "kit.look"
local placed = require "kit.placed"

local flow = {}
local FLOW = {}

-- ---- words ----

local function letters_of(runs)
    local n = 0
    for _, run in ipairs(runs) do n = n + (type(run.text) == "string" and utf8.len(run.text) or 6) end
    return n
end

local function address(href)
    return href and (string.match(href, "^https?://[%w]") or string.match(href, "^mailto:")) and href or nil
end

-- When a run comes and goes: as it says itself, or as the words around it.
local function time_of(run, o)
    return math.max(run.click or 0, o.click or 0), run.gone or o.gone
end

-- The times at which runs come and go, each once.
local function times_of(runs, o)
    local times = {}
    for _, run in ipairs(runs) do
        local click, gone = time_of(run, o)
        local known = type(run.text) == "string" and string.match(run.text, "^%s*$") ~= nil -- nothing is seen of it
        for _, time in ipairs(times) do known = known or time.click == click and time.gone == gone end
        if not known then times[#times + 1] = { click = click, gone = gone } end
    end
    return times
end

-- The words as spans; with a time, what does not come and go then only keeps its room.
local function spans_of(runs, style, time, o)
    local spans = {}
    for _, run in ipairs(runs) do
        local click, gone = time_of(run, o or {})
        local s = look.styled({ color = style.color }, run.class)
        local href = address(run.href)
        spans[#spans + 1] = {
            text = run.kind == "break" and "\n" or run.text or "",
            formula = run.kind == "formula", hidden = time and not (click == time.click and gone == time.gone),
            bold = run.bold, italic = run.italic, code = run.code, struck = run.struck,
            underlined = run.underlined, href = href, color = href and "accent" or s.color or "ink",
        }
    end
    return spans
end

-- The size of words in a style: it shrinks, but never below what can be read.
local function size_of(cx, base, style)
    return math.max(cx.page.type_least, base * (style.size or 1) * cx.k)
end

-- Words in lines from y on. `o`: size, pitch, weight, family, color …
local function words(cx, runs, x, y, w, style, o)
    local spans = spans_of(runs, style)
    local options = {
        spans, size = o.size, pitch = o.pitch or 1.3 * o.size, weight = o.weight or style.weight,
        family = o.family or style.family, italic = style.italic, align = o.align or style.align, color = style.color,
        spacing = o.spacing, width = w,
    }
    local text_w, h, cut = measure(options)
    if cut then cx.cut = true end
    if cx.stage and #spans > 0 then
        options.into = place(x, y, w, h + 0.25 * o.size) -- letters reach below their lines
        for _, time in ipairs(times_of(runs, o)) do
            options[1] = spans_of(runs, style, time, o)
            cx.stage:add(rich(options), time.click, time.gone)
        end
        cx.stage:reads(o.click or 0, letters_of(runs))
    end
    return h, text_w
end
flow.words = words

local function draw(cx, list, x, y, w, h, click, gone, order)
    if cx.stage then return cx.stage:add(shapes { list, into = place(x, y, w, h), order = order }, click, gone) end
end
flow.draw = draw

local function panel(cx, x, y, w, h, click, gone)
    return draw(cx, { { fill = "panel", stroke = "line", border = 2, radius = 20 } }, x, y, w, h, click, gone, -2)
end
flow.panel = panel

-- ---- blocks ----

function FLOW.heading(cx, block, x, y, w, style)
    local first = block.level <= 1
    local size = size_of(cx, first and cx.page.title or block.level == 2 and 54 or 44, style)
    if not first then style.color = style.color or "accent" end
    return words(cx, block.runs, x, y, w, style,
        { size = size, pitch = 1.25 * size, weight = 600, click = block.click, gone = block.gone })
end

function FLOW.paragraph(cx, block, x, y, w, style)
    local only = #block.runs == 1 and block.runs[1]
    if only and only.kind == "formula" then return FLOW.formula(cx, { text = only.text, click = block.click }, x, y, w, style) end
    if only and only.kind == "image" then
        return FLOW.image(cx, { src = only.src, text = only.text, click = block.click }, x, y, w, style)
    end
    local size = size_of(cx, cx.page.text, style)
    return words(cx, block.runs, x, y, w, style, { size = size, click = block.click, gone = block.gone })
end

function FLOW.formula(cx, block, x, y, w, style)
    local h = 150 * cx.k
    if cx.stage then cx.stage:add(formula { block.text, into = place(x, y, w, h) }, block.click, block.gone) end
    return h
end

function FLOW.rule(cx, block, x, y, w)
    draw(cx, { { y = 20, w = w, h = 2, fill = "line" } }, x, y, w, 42, block.click, block.gone)
    return 42
end

function FLOW.quote(cx, block, x, y, w, style)
    local inner = look.styled(style, {})
    inner.italic, inner.family, inner.size = true, "serif", 1.15
    local h = flow.column(cx, block.blocks, x + 48, y, w - 48, inner)
    draw(cx, { { w = 8, h = h, radius = 4, fill = "accent" } }, x, y, 8, h, block.click, block.gone)
    return h
end

-- ---- lists ----

-- "words: value" of an item's runs: what stands before the first colon, and what behind it. nil: there is none.
local function label_and_value(item)
    local first = item.runs[1]
    if not first or first.kind ~= "text" or type(first.text) ~= "string" or #item.blocks > 0 then return nil end
    local label, rest = string.match(first.text, "^([^:]+):%s+(.*)$")
    if not label and string.match(first.text, "^[^:]+:%s*$") and #item.runs > 1 then
        label, rest = string.match(first.text, "^([^:]+):"), ""
    end
    if not label then return nil end
    local function with(text, of)
        local run = {}
        for key, each in pairs(of) do run[key] = each end
        run.text = text
        return run
    end
    local value = {}
    if rest ~= "" then value[1] = with(rest, first) end
    for i = 2, #item.runs do value[#value + 1] = item.runs[i] end
    return { with(label, first) }, value
end

local function is_rows(block)
    local n = 0
    for _, item in ipairs(block.blocks) do
        if label_and_value(item) then n = n + 1 end
    end
    return n >= 2 and 2 * n >= #block.blocks
end

local function rows(cx, block, x, y, w, style)
    local size = math.max(cx.page.type_least, 38 * cx.k)
    local pitch = math.max(cx.page.tight and 44 or 64, 102 * cx.k)
    local soft, mono = look.styled(style, {}), look.styled(style, {})
    soft.color, soft.align, mono.align = "soft", "left", "left"
    local at = y
    for i, item in ipairs(block.blocks) do
        local label, value = label_and_value(item)
        local o = { size = size, pitch = 1.3 * size, click = item.click, gone = item.gone }
        local top = at
        local function row()
            if not value then
                at = at + math.max(pitch, words(cx, item.runs, x, at + (pitch - 1.3 * size) / 2, w, style, o) + pitch - 1.3 * size)
                return
            end
            o.family = "mono"
            local value_w = measure { spans_of(value, mono), size = size, family = "mono" }
            local label_w = measure { spans_of(label, soft), size = size }
            local two = value_w + label_w + 32 > w
            if two and label_w > w then cx.cut = true end
            local line_y = at + (pitch - 1.3 * size) / 2
            local shown_w = math.min(value_w, w - 2)
            local value_h = words(cx, value, x + w - shown_w - 1, line_y + (two and 1.2 * size or 0), shown_w + 2, mono, o)
            o.family = nil
            words(cx, label, x, line_y, w, soft, o)
            at = at + pitch + (two and value_h - 0.1 * size or 0)
        end
        item.at(row)
        if i > 1 then
            draw(cx, { { w = w, h = 2, fill = "line" } }, x, top - 1, w, 2, item.click, item.gone)
        end
    end
    return at - y
end

-- The same words on one line, where lines are as long as on square and tall canvases.
local function joined(runs)
    local list = {}
    for i, run in ipairs(runs) do
        list[i] = run.kind == "break" and { kind = "text", text = " ", class = {} } or run
    end
    return list
end

-- Items with a dot, or with their number in a circle on a line.
local function items(cx, block, x, y, w, style, depth)
    local base = depth > 0 and cx.page.text or cx.narrow and math.min(48, cx.page.list) or cx.page.list
    local size = size_of(cx, base, style)
    local pitch = 1.22 * size
    local circle = block.ordered and depth == 0 and math.min(48, 0.89 * size)
    local indent = circle and 2 * circle + 44 or 0.9 * size
    local gap = (circle and 0.9 or depth > 0 and 0.25 or 0.62) * size * (cx.page.tight and cx.k * cx.k or cx.k)
    local at, last = y, nil
    for i, item in ipairs(block.blocks) do
        local top = at
        local function one()
            local runs = circle and not cx.page.wide and joined(item.runs) or item.runs
            local lines = words(cx, runs, x + indent, at, w - indent, style,
                { size = size, pitch = pitch, click = item.click, gone = item.gone })
            local h = lines
            if circle and lines < 2 * circle then h = 2 * circle end
            if #item.blocks > 0 then
                h = h + 0.2 * size + flow.column(cx, item.blocks, x + indent, at + h + 0.2 * size, w - indent, style, depth + 1)
            end
            local middle = circle and at + lines / 2 or at + pitch / 2
            if circle then
                local number = { { kind = "text", text = tostring(block.start + i - 1), class = {} } }
                if last then
                    draw(cx, { { w = 3, h = middle - circle - last, fill = "line" } }, x + circle - 1.5, last, 3,
                        middle - circle - last, item.click, item.gone, -1)
                end
                draw(cx, { { circle = circle, x = circle, y = circle, stroke = "accent", border = 3 } }, x,
                    middle - circle, 2 * circle, 2 * circle, item.click, item.gone)
                words(cx, number, x, middle - 0.65 * math.max(cx.page.least, 0.9 * circle), 2 * circle,
                    { color = "accent", align = "middle", family = "mono" },
                    { size = math.max(cx.page.least, 0.9 * circle), click = item.click, gone = item.gone })
                last = middle + circle
            else
                local r = depth > 0 and 5 or 7
                draw(cx, { { circle = r, x = r, y = r, fill = depth > 0 and "soft" or "accent" } }, x + 4, middle - r,
                    2 * r, 2 * r, item.click, item.gone)
            end
            at = at + h
        end
        item.at(one)
        if i < #block.blocks then at = at + gap end
    end
    return at - y
end

function FLOW.list(cx, block, x, y, w, style, depth)
    if depth == 0 and not block.ordered and is_rows(block) then return rows(cx, block, x, y, w, style) end
    return items(cx, block, x, y, w, style, depth)
end

-- ---- tables ----

function FLOW.table(cx, block, x, y, w, style)
    local size = size_of(cx, 40, style)
    local pitch, n_cols = 1.75 * size, 0
    for _, row in ipairs(block.blocks) do n_cols = math.max(n_cols, #row.blocks) end
    local widths, all = {}, 0
    for col = 1, n_cols do
        widths[col] = 0
        for _, row in ipairs(block.blocks) do
            local cell = row.blocks[col]
            local cell_w = cell and measure { spans_of(cell.runs, style), size = size, weight = row.head and 600 or 400 } or 0
            widths[col] = math.max(widths[col], cell_w + 1.2 * size)
        end
        all = all + widths[col]
    end
    if all > w + 1 then cx.cut = true end
    local stretch = math.max(1, math.min(w / all, 1.6))
    local at = y
    for i, row in ipairs(block.blocks) do
        local left = x
        for col, cell in ipairs(row.blocks) do
            local cell_style = look.styled(style, cell.class)
            cell_style.align = cell.align or "left"
            if row.head then cell_style.color = "soft" end
            words(cx, cell.runs, left + 0.6 * size, at + (pitch - 1.3 * size) / 2, stretch * widths[col] - 1.2 * size + 1,
                cell_style, { size = size, weight = row.head and 600 or nil, click = row.click, gone = row.gone })
            left = left + stretch * widths[col]
        end
        at = at + pitch
        if i < #block.blocks then
            draw(cx, { { w = stretch * all, h = row.head and 3 or 2, fill = "line" } }, x, at - 1, stretch * all, 3,
                block.blocks[i + 1].click, row.gone)
        end
    end
    return at - y
end

-- ---- pictures ----

local function placeholder(cx, src, x, y, w, h, click, gone)
    panel(cx, x, y, w, h, click, gone)
    local runs = { { kind = "text", text = "no picture " .. src, class = {} } }
    words(cx, runs, x + 24, y + h / 2 - 28, w - 48, { color = "soft", align = "middle" },
        { size = cx.page.type_least, click = click, gone = gone })
end
flow.placeholder = placeholder

function FLOW.image(cx, block, x, y, w, style)
    local image_w, image_h
    if not string.match(block.src, "^%a+://") and not string.match(block.src, "^gptreel:") then
        image_w, image_h = picture_size(block.src)
    end
    if not image_w then
        local h = 320 * cx.k
        placeholder(cx, block.src, x, y, w, h, block.click, block.gone)
        return h
    end
    local h = math.min(w * image_h / image_w, style.room_h or (cx.page.bottom - cx.page.top) * 0.7 * cx.k)
    if cx.stage then
        local thing = cx.stage:add(picture { block.src, into = place(x, y, w, h) }, block.click, block.gone)
        if address(block.href) then link(thing, block.href) end
    end
    return h
end

-- ---- boxes ----

function FLOW.div(cx, block, x, y, w, style)
    if style.corner then
        if cx.stage then cx.corners[#cx.corners + 1] = { block = block, style = style } end
        return 0
    end
    if style.columns and style.columns > 1 and #block.blocks > 0 then
        return flow.columns(cx, block.blocks, style.columns, x, y, w, style)
    end
    if not style.panel then return flow.column(cx, block.blocks, x, y, w, style, 0) end
    local pad = math.max(28, style.pad or 0)
    local inner = look.styled(style, {})
    local h = flow.column(cx, block.blocks, x + pad, y + pad, w - 2 * pad, inner, 0) + 2 * pad
    panel(cx, x, y, w, h, block.click, block.gone)
    return h
end

function FLOW.slot(cx, block, x, y, w, style)
    return flow.column(cx, block.blocks, x, y, w, style, 0)
end

FLOW.item, FLOW.row, FLOW.cell = FLOW.slot, FLOW.slot, FLOW.slot

function FLOW.code(cx, block, x, y, w, style)
    return require("kit.code").flow(cx, block, x, y, w, style)
end

-- ---- one below the other, side by side ----

-- The space between two blocks.
local function gap_between(cx, before, block)
    local gap = (before.kind == "heading" and 26 or 30) * cx.k
    return gap
end

function flow.column(cx, blocks, x, y, w, style, depth)
    local at, before = y, nil
    for _, block in ipairs(blocks) do
        local own = look.styled(style, block.class)
        local box = placed.box(block.class, cx.page)
        local function one()
            if box then return flow.placed(cx, block, box, at, own) end
            if before and not own.corner then at = at + gap_between(cx, before, block) end
            at = at + own.above * cx.k
            at = at + FLOW[block.kind](cx, block, x, at, w, own, depth or 0) + own.below * cx.k
        end
        block.at(one)
        if not own.corner and not box then before = block end
    end
    return at - y
end

-- A block over the flow, which takes no room of it; where it leads is pressed anywhere in it.
function flow.placed(cx, block, box, y, style)
    style.room_h = box.h
    local h = FLOW[block.kind](cx, block, box.x, box.y or y, box.w, style, 0)
    if not cx.stage or not address(block.href) then return end
    h = box.h or h
    link(draw(cx, { { fill = "bg", alpha = 0.004 } }, box.x, box.y or y, box.w, h, block.click, block.gone), block.href)
end

-- Panels side by side (on a tall canvas one below the other), all as high as the room that is left.
function flow.columns(cx, blocks, n, x, y, w, style)
    local gap = 48
    local across = cx.page.wide and n or 1
    local column_w = (w - (across - 1) * gap) / across
    local pad, at, tallest = cx.page.tight and 20 or 48, y, 0
    local heights = {}
    local narrow = cx.narrow
    cx.narrow = true
    local function inside(block, column_x, column_y, stage)
        local kept = cx.stage
        cx.stage = stage
        local own = look.styled(style, block.class)
        own.columns = nil
        local body = block.kind == "div" and block.blocks or block.kind == "slot" and block.blocks or { block }
        local h = flow.column(cx, body, column_x + pad, column_y + 0.8 * pad, column_w - 2 * pad, own, 0)
        cx.stage = kept
        return h + 1.7 * pad
    end
    for i, block in ipairs(blocks) do
        heights[i] = inside(block, x, y, nil)
        tallest = math.max(tallest, heights[i])
    end
    local full = cx.page.wide and cx.fill and math.max(tallest, cx.fill - y) or tallest
    local lower = y
    for i, block in ipairs(blocks) do
        local col = (i - 1) % across
        if col == 0 and i > 1 then at = lower + 16 end
        local h = across == 1 and heights[i] or full
        local column_x = x + col * (column_w + gap)
        local function one()
            panel(cx, column_x, at, column_w, h, block.click, block.gone)
            if cx.stage then inside(block, column_x, at, cx.stage) end
        end
        block.at(one)
        lower = math.max(lower, at + h)
    end
    cx.narrow = narrow
    return lower - y
end

local STEPS, LEAST = 0.03, 0.4

-- Draws blocks in a room at the largest size at which they have room, from `stage.y` on; says where they end.
function flow.fitted(stage, page, blocks, x, y, w, bottom, style, how)
    how = how or {}
    local cx = { page = page, k = 1, corners = {}, fill = how.fill and bottom or nil }
    local h
    for k = 1, LEAST, -STEPS do
        cx.k, cx.cut = k, false
        h = flow.column(cx, blocks, x, y, w, style, 0)
        if h <= bottom - y + 0.5 and not cx.cut then break end
    end
    if cx.cut then
        error("a word or a line of code of the slide is wider than there is room for; break it, or take a shorter one")
    elseif h > bottom - y + 0.5 then
        error("the slide holds more than there is room for at a size that can be read; leave some out, or make two of it")
    end
    cx.stage = stage
    local top = how.middle and y + (bottom - y - h) / 2 or y
    flow.column(cx, blocks, x, top, w, style, 0)
    for _, corner in ipairs(cx.corners) do
        local right, top_side = string.match(corner.style.corner, "r$"), string.match(corner.style.corner, "^t")
        local own = look.styled(corner.style, {})
        own.corner, own.align, own.color = nil, right and "right" or "left", own.color or "soft"
        local half = (page.right - page.x) / 2
        local side = { page = page, k = 1, corners = {}, stage = stage }
        local place_y = top_side and (page.wide and 116 or page.title_y - 40) or page.h - (page.wide and 118 or 150)
        flow.column(side, corner.block.blocks, right and page.x + half or page.x, place_y, half, own, 0)
    end
    return top + h
end

return flow
