-- lists.lua — lists on a slide: items with a dot, steps with their number in a circle, or rows of words and values.
local look = require "kit.look"
local flow_of = function() return require "kit.flow" end
local lists = {}

-- ---- rows ----

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

-- Facts are rows when each item is one: among other items they are as large as these.
local function is_rows(block)
    for _, item in ipairs(block.blocks) do
        if not label_and_value(item) then return false end
    end
    return #block.blocks >= 2
end

local ROW_SIZES, BETWEEN = { 44, 42, 40, 38, 37 }, 24 -- between a label and its value

-- The largest size at which labels and values have room beside each other; the last one when none has.
local function row_size(cx, block, w, soft, mono)
    local flow, size = flow_of(), nil
    for _, wanted in ipairs(ROW_SIZES) do
        size = math.max(cx.page.type_least, wanted * cx.k)
        local fits = true
        for _, item in ipairs(block.blocks) do
            local label, value = label_and_value(item)
            fits = fits and flow.width(label, soft, size) + flow.width(value, mono, size, "mono") + BETWEEN <= w
        end
        if fits then return size end
    end
    return size
end

local function rows(cx, block, x, y, w, style)
    local flow = flow_of()
    local soft, mono = look.styled(style, {}), look.styled(style, {})
    soft.color, soft.align, mono.align = "soft", "left", "left"
    local size = row_size(cx, block, w, soft, mono)
    local pitch = math.max(cx.page.tight and 44 or 64, 102 * cx.k * math.min(1.3, cx.loose))
    local at = y
    for i, item in ipairs(block.blocks) do
        local label, value = label_and_value(item)
        local o = { size = size, pitch = 1.3 * size, click = item.click, gone = item.gone }
        local top = at
        local function row()
            o.family = "mono"
            local value_w, label_w = flow.width(value, mono, size, "mono"), flow.width(label, soft, size)
            local two = value_w + label_w + BETWEEN > w
            if two and label_w > w then cx.cut = true end
            local line_y = at + (pitch - 1.3 * size) / 2
            local shown_w = math.min(value_w, w - 2)
            local value_y = line_y + (two and 1.2 * size or 0)
            local value_h = flow.words(cx, value, x + w - shown_w - 1, value_y, shown_w + 2, mono, o)
            o.family = nil
            flow.words(cx, label, x, line_y, w, soft, o)
            at = at + pitch + (two and value_h - 0.1 * size or 0)
        end
        item.at(row)
        if i > 1 then
            flow.draw(cx, { { w = w, h = 2, fill = "line" } }, x, top - 1, w, 2, item.click, item.gone)
        end
    end
    return at - y
end

-- ---- items ----

-- The same words on one line, where lines are as long as on square and tall canvases.
local function joined(runs)
    local list = {}
    for i, run in ipairs(runs) do
        list[i] = run.kind == "break" and { kind = "text", text = " ", class = {} } or run
    end
    return list
end

-- The number of an item in its circle about `middle`; `last`: where the circle above it ends, nil: there is none.
local function numbered(cx, item, number, x, middle, r, last)
    local flow, size = flow_of(), math.max(cx.page.least, 0.9 * r)
    if last then
        local h = middle - r - last
        flow.draw(cx, { { w = 3, h = h, fill = "line" } }, x + r - 1.5, last, 3, h, item.click, item.gone, -1)
    end
    flow.draw(cx, { { circle = r, x = r, y = r, stroke = "accent", border = 3 } }, x, middle - r, 2 * r, 2 * r,
        item.click, item.gone)
    flow.words(cx, { { kind = "text", text = tostring(number), class = {} } }, x, middle - 0.65 * size, 2 * r,
        { color = "accent", align = "middle", family = "mono" }, { size = size, click = item.click, gone = item.gone })
end

-- How an ordered or unordered list stands at a depth: the sizes of its words and spaces.
local function measures_of(cx, block, style, depth)
    local flow, m = flow_of(), {}
    m.circled = block.ordered and depth == 0
    local base = depth > 0 and cx.page.text or cx.narrow and not m.circled and math.min(48, cx.page.list) or cx.page.list
    m.size = flow.size_of(cx, base, style)
    m.pitch = 1.22 * m.size
    m.r = depth > 0 and 5 or 7
    if m.circled then m.r = math.min(math.min(0.89, 0.5 + 0.39 * cx.k) * m.size, 48 * math.max(1, cx.k)) end
    m.indent = m.circled and 2 * m.r + 44 or 0.9 * m.size
    m.gap = (m.circled and 0.9 or depth > 0 and 0.25 or 0.62) * m.size * cx.loose *
        math.min(1, cx.page.tight and cx.k * cx.k or cx.k)
    return m
end

local function items(cx, block, x, y, w, style, depth)
    local flow, m = flow_of(), measures_of(cx, block, style, depth)
    local at, last = y, nil
    local function one(item, number)
        local runs = m.circled and not cx.page.wide and joined(item.runs) or item.runs
        local lines = flow.words(cx, runs, x + m.indent, at, w - m.indent, style,
            { size = m.size, pitch = m.pitch, click = item.click, gone = item.gone })
        local h = m.circled and math.max(lines, 2 * m.r) or lines
        if #item.blocks > 0 then
            h = h + 0.2 * m.size
            h = h + flow.column(cx, item.blocks, x + m.indent, at + h, w - m.indent, style, depth + 1)
        end
        local middle = at + (m.circled and lines or m.pitch) / 2
        if m.circled then
            numbered(cx, item, number, x, middle, m.r, last)
            last = middle + m.r
        else
            local dot = { circle = m.r, x = m.r, y = m.r, fill = depth > 0 and "soft" or "accent" }
            flow.draw(cx, { dot }, x + 4, middle - m.r, 2 * m.r, 2 * m.r, item.click, item.gone)
        end
        at = at + h
    end
    for i, item in ipairs(block.blocks) do
        item.at(one, item, block.start + i - 1)
        if i < #block.blocks then at = at + m.gap end
    end
    return at - y
end

function lists.flow(cx, block, x, y, w, style, depth)
    if depth == 0 and not block.ordered and is_rows(block) then return rows(cx, block, x, y, w, style) end
    return items(cx, block, x, y, w, style, depth)
end

return lists
