-- placed.lua — where a block stands that is taken out of the flow: Slidev's absolute, with inset-0, left-10, top-1/2,
-- w-full, h-[20%] and their like.
local placed = {}

local PIXEL = 1920 / 980 -- units that a pixel of Slidev's canvas takes

-- A length in units; nil: it is none. `whole` is what shares are of.
local function units(words, whole)
    if not words then return nil end
    if words == "full" then return whole end
    local part, of = string.match(words, "^([%d.]+)/([%d.]+)$")
    if part then return whole * tonumber(part) / tonumber(of) end
    local number, unit = string.match(words, "^%[([%d.]+)([%%px]+)%]$")
    if unit == "%" then return whole * tonumber(number) / 100 end
    if unit then return PIXEL * tonumber(number) end
    return tonumber(words) and 4 * PIXEL * tonumber(words)
end

-- Where one side begins and how long it is; nil of what nothing is said of.
local function span(from, to, length, whole)
    from, to, length = units(from, whole), units(to, whole), units(length, whole)
    if from and to and not length then length = whole - from - to end
    if to and length and not from then from = whole - to - length end
    return from, length
end

-- The x, y, width and height of a block on its page, as far as its classes say them; nothing when it stands in the flow.
function placed.box(classes, page)
    local is, said = false, {}
    for _, class in ipairs(classes) do
        local side, length = string.match(class, "^(%a+)%-(.+)$")
        if side then said[side] = length end
        is = is or class == "absolute"
    end
    if not is then return nil end
    local x, w = span(said.left or said.inset, said.right or said.inset, said.w, page.w)
    local y, h = span(said.top or said.inset, said.bottom or said.inset, said.h, page.h)
    x = x or page.x
    return { x = x, y = y, w = w or page.w - x, h = h }
end

return placed
