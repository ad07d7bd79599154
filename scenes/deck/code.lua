-- code.lua — code on a slide: a panel in which lines are lit, one click after the other.
local flow_of = function() return require "kit.flow" end
local code = {}

local PAD_X, MONO, DIM_KEPT = 48, 0.6, 0.35
local LEAST_SIZE, LEAST_PITCH = 28, 44

-- The same lines with their comments below each other, when most have one behind something.
local function aligned(text)
    local lines, widest, n = {}, 0, 0
    for line in string.gmatch(text .. "\n", "(.-)\n") do
        local before, comment = string.match(line, "^(.-%S)%s+([#]%s.*)$")
        if not before then before, comment = string.match(line, "^(.-%S)%s+(//%s.*)$") end
        lines[#lines + 1] = { before = before or line, comment = comment }
        if comment then
            widest = math.max(widest, utf8.len(before) or #before)
            n = n + 1
        end
    end
    if n < 2 then return text end
    local out = {}
    for i, line in ipairs(lines) do
        local n_before = utf8.len(line.before) or #line.before
        out[i] = line.comment and line.before .. string.rep(" ", widest + 3 - n_before) .. line.comment or line.before
    end
    return table.concat(out, "\n")
end

local function fit(cx, lines, w)
    local most = 1
    for _, line in ipairs(lines) do
        local n = 0
        for i = 1, #line, 2 do n = n + (utf8.len(line[i]) or #line[i]) end
        most = math.max(most, n)
    end
    local least = cx.page.wide and LEAST_SIZE or cx.page.least
    local fits = (w - 2 * PAD_X) / (MONO * most)
    local size = math.min(46 * cx.k, fits)
    if size < least then
        if fits < least and cx.page.wide then cx.cut = true end -- on other canvases lines are broken
        size = least
    end
    local loose = math.max(0, (cx.k - 0.62) / 0.38)
    if cx.page.tight then return size, size * (1.22 + 0.4 * loose) end
    local pitch = math.max(LEAST_PITCH * size / LEAST_SIZE, size * (1.5 + 0.63 * loose))
    return size, pitch
end

local function spans(line, lit)
    local list = {}
    for i = 1, #line, 2 do
        list[#list + 1] = { text = line[i], color = lit and line[i + 1] == "soft" and "ink" or line[i + 1] }
    end
    return list
end

local function set_of(step, n)
    local lit = {}
    if step == "all" then
        for i = 1, n do lit[i] = true end
    elseif step ~= "hide" then
        for _, line in ipairs(step) do lit[line] = true end
    end
    return lit
end

-- The bands of a step: each stretch of lit lines, unless all are.
local function bands_of(step, n)
    if step == "all" or step == "hide" then return {} end
    local lit, bands = set_of(step, n), {}
    for i = 1, n do
        if lit[i] and not lit[i - 1] then bands[#bands + 1] = { first = i, last = i } end
        if lit[i] then bands[#bands].last = i end
    end
    return bands
end

function code.flow(cx, block, x, y, w)
    local flow = flow_of()
    local text = string.gsub(block.text, "\t", "    ")
    local lines = code_pieces(cx.page.wide and aligned(text) or text, block.language)
    local n = #lines
    local size, pitch = fit(cx, lines, w)
    local pad = math.max(cx.page.tight and 14 or 24, 0.3 * pitch)
    local tops, rows, h = {}, {}, pad -- of each line, one that is broken takes several rows
    for i, line in ipairs(lines) do
        local _, line_h = measure { spans(line, false), size = size, pitch = pitch, family = "mono", width = w - 2 * PAD_X + 2 }
        tops[i], rows[i] = h, math.max(1, line_h // pitch)
        h = h + rows[i] * pitch
    end
    h = h + pad
    if not cx.stage then return h end
    flow.panel(cx, x, y, w, h, block.click, block.gone)
    local first = set_of(block.steps[1], n)
    local things, bright = {}, {}
    for i, line in ipairs(lines) do
        if #line > 0 then
            things[i] = cx.stage:add(rich { spans(line, false), size = size, pitch = pitch, family = "mono",
                into = place(x + PAD_X, y + tops[i], w - 2 * PAD_X + 2, rows[i] * pitch + 0.25 * size) }, block.click, block.gone)
            bright[i] = true
        end
    end
    cx.stage:reads(block.click, #block.text // 3)
    local function band_height(band)
        return tops[band.last] + rows[band.last] * pitch - tops[band.first] - 0.14 * pitch
    end
    local function band_place(band)
        return place(x + 1, y + tops[band.first] + 0.07 * pitch, w - 2, band_height(band))
    end
    local band
    local function light(step, at_once)
        local lit = set_of(step, n)
        par(function()
            for i in pairs(things) do
                if bright[i] and not lit[i] then dim(things[i], at_once and {} or { dur = "quick" }) end
                if lit[i] and not bright[i] then undim(things[i], { dur = "quick" }) end
                bright[i] = lit[i] or false
            end
            local wanted = bands_of(step, n)[1]
            if wanted and not band then
                band = shapes { { { fill = "accent", alpha = 0.16 }, { w = 8, fill = "accent" } },
                    into = band_place(wanted), order = -1 }
                fade_in(band, { dur = "quick" })
            elseif wanted then
                settle(band, band_place(wanted), { dur = "quick" })
            elseif band then
                leave(band, { dur = "quick" })
                band = nil
            end
        end)
    end
    if block.steps[1] ~= "all" then
        cx.stage:at(block.click, function() light(block.steps[1], true) end)
    end
    for i = 2, #block.steps do
        cx.stage:at(block.step_click + i - 2, function() light(block.steps[i]) end)
    end
    return h
end

return code
