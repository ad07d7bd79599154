-- flow.lua — blocks of a slide one below the other: measured first, then drawn by the same functions.
--
-- A function of FLOW takes a block, where it begins, its width, and its style; it draws when there is a stage, and gives
-- the height that it takes. `k` of the context, 1 and less, is how far everything has shrunk.
local look   = require "kit.look"
local pictures = require "kit.pictures"
local placed = require "kit.placed"

local flow = {}
local FLOW = {}

-- What blocks are laid out for: `k`, and `loose`, how far the spaces between them have grown. Without a stage they are
-- only measured.
function flow.context(page, stage)
    return { page = page, stage = stage, k = 1, loose = 1, corners = {} }
end

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
            formula = run.kind == "formula", display = run.display,
            hidden = time and not (click == time.click and gone == time.gone),
            bold = run.bold, italic = run.italic, code = run.code, plain = style.plain, struck = run.struck,
            underlined = run.underlined, href = href, color = href and "accent" or s.color or "ink",
        }
    end
    return spans
end

-- The size of words in a style: it shrinks, but never below what can be read.
local function size_of(cx, base, style)
    return math.max(cx.page.type_least, base * (style.size or 1) * cx.k)
end
flow.size_of = size_of

-- The narrowest width in which words take no more lines: no lone word is left for the last one. Long texts keep theirs.
local MOST_EVEN, TRIES = 4, 6

local function even_width(options, h)
    local w = options.width
    local narrow, wide = w / 2, w
    for _ = 1, h < 1.5 * options.pitch and 0 or h > (MOST_EVEN + 0.5) * options.pitch and 0 or TRIES do
        options.width = (narrow + wide) / 2
        local _, new_h, cut = measure(options)
        if cut or new_h > h + 0.1 then narrow = options.width else wide = options.width end
    end
    options.width = w
    return wide
end

-- How wide words are on one line.
function flow.width(runs, style, size, family)
    return (measure { spans_of(runs, style), size = size, family = family })
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
        local even = even_width(options, h)
        local aside = options.align == "middle" and (w - even) / 2 or options.align == "right" and w - even or 0
        options.into = place(x + aside, y, even, h + 0.25 * o.size) -- letters reach below their lines
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
    local size = size_of(cx, first and cx.page.title * (style.title or 1) or block.level == 2 and 54 or 44, style)
    if not first then style.color = style.color or "accent" end
    return words(cx, block.runs, x, y, w, style,
        { size = size, pitch = 1.25 * size, weight = 600, click = block.click, gone = block.gone })
end

function FLOW.paragraph(cx, block, x, y, w, style)
    local only = #block.runs == 1 and block.runs[1]
    if only and only.kind == "formula" then
        return FLOW.formula(cx, { text = only.text, click = block.click, gone = block.gone }, x, y, w, style)
    end
    if only and only.kind == "image" then
        return FLOW.image(cx, { src = only.src, text = only.text, click = block.click }, x, y, w, style)
    end
    local size = size_of(cx, cx.page.text, style)
    return words(cx, block.runs, x, y, w, style, { size = size, click = block.click, gone = block.gone })
end

-- A formula on a line of its own: as large as the width allows, down to what can be read.
function FLOW.formula(cx, block, x, y, w, style)
    local own = look.styled(style, {})
    own.align = style.align == "left" and "middle" or style.align
    local runs = { { kind = "formula", text = block.text, class = {}, display = true } }
    local size = math.max(cx.page.type_least, 64 * cx.k)
    size = math.max(cx.page.type_least, math.min(size, size * w / flow.width(runs, own, size)))
    return words(cx, runs, x, y, w, own, { size = size, click = block.click, gone = block.gone })
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

function FLOW.list(cx, block, x, y, w, style, depth)
    return require("kit.lists").flow(cx, block, x, y, w, style, depth)
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
    local image_w, image_h = pictures.size(block.src)
    local most = style.room_h or (cx.page.bottom - cx.page.top) * (cx.alone and 0.98 or 0.7) * cx.k
    local h = image_w and math.min(w * image_h / image_w, most) or 320 * cx.k
    if cx.stage then
        local thing = pictures.put(cx.stage, cx.page, block.src, x, y, w, h, { click = block.click or 0, gone = block.gone })
        if thing and address(block.href) then link(thing, block.href) end
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
        return require("kit.columns").flow(cx, block.blocks, style.columns, x, y, w, style)
    end
    if not style.panel then return flow.column(cx, block.blocks, x, y, w, style, 0) end
    local pad = math.max(28, style.pad or 0)
    local inner = look.styled(style, {})
    inner.plain = true -- code on a panel has it for a ground
    local h = flow.column(cx, block.blocks, x + pad, y + pad, w - 2 * pad, inner, 0) + 2 * pad
    panel(cx, x, y, w, h, block.click, block.gone)
    return h
end

-- What takes each other's place has the room of the largest.
function FLOW.turns(cx, block, x, y, w, style)
    local tallest = 0
    for _, turn in ipairs(block.blocks) do
        local own = look.styled(style, turn.class)
        turn.at(function() tallest = math.max(tallest, FLOW[turn.kind](cx, turn, x, y, w, own, 0)) end)
    end
    return tallest
end

function FLOW.slot(cx, block, x, y, w, style)
    return flow.column(cx, block.blocks, x, y, w, style, 0)
end

FLOW.item, FLOW.row, FLOW.cell = FLOW.slot, FLOW.slot, FLOW.slot

function FLOW.code(cx, block, x, y, w, style)
    return require("kit.code").flow(cx, block, x, y, w, style)
end

-- ---- one below the other ----

-- The space between two blocks.
local function gap_between(cx, before, block)
    return (before.kind == "heading" and 26 or 30 * cx.loose) * cx.k
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

local STEPS, LEAST = 0.03, 0.4
local LOOSE, ROOMY, LOOSENINGS = 2.4, 0.95, 5 -- the most that spaces grow, what they may fill, how often that is tried

-- The spaces grow, to `most` times the usual ones, as long as what `height` measures is no higher than the room.
function flow.loosen(cx, most, room, height)
    local low, high = cx.loose, most
    for try = 1, LOOSENINGS do
        cx.loose = try == 1 and high or (low + high) / 2
        local fits = height() <= room and not cx.cut
        if fits then low = cx.loose else high = cx.loose end
        cx.cut = false
        if fits and try == 1 then break end
    end
    cx.loose = low
end

-- Draws blocks in a room at the largest size at which they have room, from `stage.y` on; says where they end.
-- `how.fill`: they fill the room; `how.middle`: they stand in its middle.
function flow.fitted(stage, page, blocks, x, y, w, bottom, style, how)
    how = how or {}
    local cx = flow.context(page)
    cx.fill, cx.alone = how.fill and bottom or nil, #blocks == 1
    local room, h = bottom - y, nil
    for k = page.most, LEAST, -STEPS do
        cx.k, cx.cut = k, false
        h = flow.column(cx, blocks, x, y, w, style, 0)
        if h <= room + 0.5 and not cx.cut then break end
    end
    if cx.cut then
        error("a word or a line of code of the slide is wider than there is room for; break it, or take a shorter one")
    elseif h > room + 0.5 then
        error("the slide holds more than there is room for at a size that can be read; leave some out, or make two of it")
    end
    local top = how.middle and y + (room - h) / 2 or y
    if how.fill then
        local function height() return flow.column(cx, blocks, x, y, w, style, 0) end
        flow.loosen(cx, LOOSE, ROOMY * room, height)
        h = height()
        top = y + (cx.panels and 0 or math.min(0.3 * (room - h), 0.07 * page.h)) -- panels begin where all do
    end
    cx.stage = stage
    flow.column(cx, blocks, x, top, w, style, 0)
    for _, corner in ipairs(cx.corners) do
        local right, top_side = string.match(corner.style.corner, "r$"), string.match(corner.style.corner, "^t")
        local own = look.styled(corner.style, {})
        own.corner, own.align, own.color = nil, right and "right" or "left", own.color or "soft"
        local half = (page.right - page.x) / 2
        local side = flow.context(page, stage)
        local place_y = top_side and (page.wide and 116 or page.title_y - 40) or page.h - (page.wide and 118 or 150)
        flow.column(side, corner.block.blocks, right and page.x + half or page.x, place_y, half, own, 0)
    end
    return top + h
end

return flow
