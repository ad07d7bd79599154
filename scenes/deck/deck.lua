-- deck.lua — a slide becomes a scene: its layout, the clicks, the band that says how far the talk is.
local look  = require "kit.look"
local flow  = require "kit.flow"
local pictures = require "kit.pictures"
local stage = require "kit.stage"

local deck = {}

-- A title as it is written, with what digits it has.
function deck.title(words)
    return written(words)
end

-- What a Lua file beside the deck gives: a function is asked about the runs.
function deck.beside(given, run, runs)
    return type(given) == "function" and given(run, runs) or given
end

-- The blocks without the heading that is the slide's title, and that heading; nil: it has none.
local function without_title(blocks)
    local first = blocks[1]
    if not first or first.kind ~= "heading" or first.level > 2 then return blocks, nil end
    local rest = {}
    for i = 2, #blocks do rest[#rest + 1] = blocks[i] end
    return rest, first
end

local function base_style(slide)
    return look.styled({ size = 1, align = "left", color = nil }, slide.class)
end

-- ---- layouts ----

-- To add one: a function of a slide, its stage and the page.
local LAYOUTS = {}

function LAYOUTS.default(slide, on, page)
    local blocks, title = without_title(slide.blocks)
    local style, y = base_style(slide), page.title_y
    if title then
        local cx = flow.context(page, on)
        local own = look.styled(style, title.class)
        title.at(function()
            y = y + flow.words(cx, title.runs, page.x, y, page.right - page.x, own,
                { size = page.title, pitch = 1.25 * page.title, weight = 600, click = title.click, gone = title.gone })
        end)
    end
    local top = title and math.max(page.top, y + 28) or page.title_y
    flow.fitted(on, page, blocks, page.x, top, page.right - page.x, page.bottom, style, { fill = true })
end

function LAYOUTS.cover(slide, on, page)
    if slide.background and pictures.size(slide.background) then
        slide.at(pictures.put, on, page, slide.background, 0, 0, page.w, page.h, { cover = true, order = -5, click = 0 })
        on:add(shapes { { { fill = "bg", alpha = 0.6 } }, into = place(0, 0, page.w, page.h), order = -4 }, 0)
    end
    local blocks, title = without_title(slide.blocks)
    local style = base_style(slide)
    local y = page.h * (page.wide and 0.3 or 0.26)
    if title then
        local w, size = page.right - page.x, page.wide and 164 or 112
        local cx = flow.context(page)
        local function set(at)
            return flow.words(cx, title.runs, page.x, at, w, style,
                { size = size, pitch = 1.07 * size, weight = 700, spacing = -0.03 * size, click = title.click })
        end
        local h = set(y)
        while (cx.cut or h > 3.3 * size or h > 0.45 * page.h) and size > 64 do
            size, cx.cut = size - 4, false
            h = set(y)
        end
        cx.stage = on
        y = math.max(page.title_y, page.h * 0.44 - h / 2)
        title.at(function() y = y + set(y) + 20 end)
    end
    style.color = style.color or "soft"
    flow.fitted(on, page, blocks, page.x, y, page.right - page.x, page.bottom, style)
end

function LAYOUTS.center(slide, on, page)
    local style = look.styled({ size = 1, align = "middle", title = 1.5 }, slide.class)
    flow.fitted(on, page, slide.blocks, page.x, page.title_y - 40, page.right - page.x, page.bottom, style, { middle = true })
end

-- A picture from edge to edge, behind what else there is.
local function full_picture(slide, on, page, src, size)
    local whole = pictures.size(src)
    local x, y = whole and 0 or page.x, whole and 0 or page.title_y - 40
    local w, h = whole and page.w or page.right - page.x, whole and page.h or page.bottom - page.title_y
    slide.at(pictures.put, on, page, src, x, y, w, h, { cover = size ~= "contain", order = -5, click = 0 })
end

function LAYOUTS.image(slide, on, page)
    if slide.image then full_picture(slide, on, page, slide.image, slide.front.backgroundSize) end
    if #slide.blocks > 0 then LAYOUTS.default(slide, on, page) end
end

-- A picture in one half, from edge to edge, and what else there is in the other: side by side, on tall canvases below it.
local function half_picture(slide, on, page, left)
    local w, h = page.wide and page.w / 2 or page.w, page.wide and page.h or page.h / 2
    local x, y = page.wide and not left and w or 0, page.wide and 0 or h
    local rest = {}
    for key, value in pairs(page) do rest[key] = value end
    if not page.wide then
        rest.bottom = h - 24
    elseif left then
        rest.x = w + page.x / 2
    else
        rest.right = w - page.x / 2
    end
    if slide.image then
        local edge = pictures.reaches_edges(slide.image) and 0 or 24
        slide.at(pictures.put, on, page, slide.image, x + edge, y + edge, w - 2 * edge, h - 2 * edge,
            { cover = slide.front.backgroundSize ~= "contain", order = -5, click = 0 })
    end
    LAYOUTS.default(slide, on, rest)
end

LAYOUTS["image-left"] = function(slide, on, page) half_picture(slide, on, page, true) end
LAYOUTS["image-right"] = function(slide, on, page) half_picture(slide, on, page, false) end

-- What stands before a slot goes left, the slot right, below the title.
LAYOUTS["two-cols"] = function(slide, on, page)
    local blocks, title = without_title(slide.blocks)
    local left, right = {}, nil
    for _, block in ipairs(blocks) do
        if block.kind == "slot" then right = block else left[#left + 1] = block end
    end
    local nothing = function(f, ...) f(...) end
    local sides = { { kind = "div", class = {}, click = 0, blocks = left, at = nothing }, right }
    local grid = { kind = "div", class = { "grid", "grid-cols-2" }, click = 0, blocks = sides, at = nothing }
    slide.blocks = title and { title, grid } or { grid }
    LAYOUTS.default(slide, on, page)
end
LAYOUTS["two-cols-header"] = LAYOUTS["two-cols"]
LAYOUTS.section, LAYOUTS.statement, LAYOUTS.fact, LAYOUTS.quote = LAYOUTS.center, LAYOUTS.center, LAYOUTS.center, LAYOUTS.center
LAYOUTS.intro, LAYOUTS["end"], LAYOUTS.full, LAYOUTS.none = LAYOUTS.cover, LAYOUTS.center, LAYOUTS.default, LAYOUTS.default

-- ---- a slide ----

-- How far the talk is: along the lower edge of the canvas.
local function progress(slide, on, page)
    local h = 6
    on:add(shapes { { { w = page.w, h = h, fill = "line", alpha = 0.6 }, { w = page.w * slide.number / slide.of, h = h, fill = "accent" } },
        into = place(0, page.h - h, page.w, h), order = 50 }, 0)
end

function deck.show(slide, run, runs)
    slide_notes(slide.notes) -- before the page is asked for: a slide leaves no room for captions
    local on, page = stage.new(), look.page()
    on.notes = slide.notes
    local layout = slide.own or LAYOUTS[slide.layout] or LAYOUTS.default
    layout(slide, on, page, run, runs)
    if slide.layout ~= "none" then progress(slide, on, page) end
    on:play(slide.clicks)
end

return deck
