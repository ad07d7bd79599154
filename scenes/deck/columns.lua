-- columns.lua — blocks side by side, each in its panel; on canvases that are not wide, below each other.
local look = require "kit.look"
local flow_of = function() return require "kit.flow" end
local columns = {}

local GAP, ROW_GAP = 48, 32

local function body_of(block)
    return (block.kind == "div" or block.kind == "slot") and block.blocks or { block }
end

-- Code and pictures have an edge of their own.
local function is_bare(block)
    local body = body_of(block)
    return #body == 1 and (body[1].kind == "code" or body[1].kind == "image")
end

-- Lays out what a column holds, on a stage or only to measure it; gives its height.
local function inside(cx, block, x, y, w, style, stage)
    local pad, kept = is_bare(block) and 0 or cx.page.tight and 20 or 48, cx.stage
    local own = look.styled(style, block.class)
    own.columns = nil
    cx.stage = stage
    local h = flow_of().column(cx, body_of(block), x + pad, y + 0.8 * pad, w - 2 * pad, own, 0)
    cx.stage = kept
    return h + 1.7 * pad
end

-- How high each block stands. On a wide canvas all of a row are as high as the highest, and fill the room that is left.
local function heights_of(cx, blocks, across, y, measured)
    local n_rows, heights, tallest = math.ceil(#blocks / across), {}, 0
    for _, h in ipairs(measured) do tallest = math.max(tallest, h) end
    local room = cx.page.wide and cx.fill and cx.stage and (cx.fill - y - (n_rows - 1) * ROW_GAP) / n_rows or 0
    for i, h in ipairs(measured) do
        heights[i] = (across == 1 or is_bare(blocks[i])) and h or math.max(tallest, room)
    end
    return heights
end

local LOOSE, ROOMY = 3, 0.97 -- the most that spaces grow in a panel, and what they may fill of it

-- The spaces of what a panel holds grow until it is filled; those of its neighbours do not change.
local function draw(cx, block, x, y, w, h, style)
    local loose = cx.loose
    flow_of().loosen(cx, math.max(LOOSE, loose), ROOMY * h, function() return inside(cx, block, x, y, w, style, nil) end)
    inside(cx, block, x, y, w, style, cx.stage)
    cx.loose = loose
end

function columns.flow(cx, blocks, n, x, y, w, style)
    local flow, across, narrow = flow_of(), cx.page.wide and n or 1, cx.narrow
    local column_w = (w - (across - 1) * GAP) / across
    local measured, at, lower = {}, y, y
    cx.narrow, cx.panels = true, true
    for i, block in ipairs(blocks) do measured[i] = inside(cx, block, x, y, column_w, style, nil) end
    local heights = heights_of(cx, blocks, across, y, measured)
    for i, block in ipairs(blocks) do
        local column = (i - 1) % across
        if column == 0 and i > 1 then at = lower + (cx.page.wide and ROW_GAP or ROW_GAP / 2) end
        local column_x = x + column * (column_w + GAP)
        block.at(function()
            if not is_bare(block) then flow.panel(cx, column_x, at, column_w, heights[i], block.click, block.gone) end
            if cx.stage then draw(cx, block, column_x, at, column_w, heights[i], style) end
        end)
        lower = math.max(lower, at + heights[i])
    end
    cx.narrow = narrow
    return lower - y
end

return columns
