-- code.lua — code on a slide: a panel in which lines are lit, one click after the other.
local flow_of = function() return require "kit.flow" end
local code = {}

local PAD_X, MONO = 48, 0.6 -- units beside the lines; the width of a letter, of its size
local LEAST_SIZE, LEAST_PITCH = 28, 44
local HANGING = 4 -- letters that a line which is broken goes on behind its first one

local function letters(text)
    return utf8.len(text) or #text
end

-- ---- lines ----

-- What stands before a comment, and the comment. nil: there is none, or nothing before it.
local function parted(line)
    local before, comment = string.match(line, "^(.-%S)%s+([#]%s.*)$")
    if not before then before, comment = string.match(line, "^(.-%S)%s+(//%s.*)$") end
    return before, comment
end

-- The lines with what is said beside each.
local function read(text)
    local lines, n_comments, widest = {}, 0, 0
    for line in string.gmatch(string.gsub(text, "\t", "    ") .. "\n", "(.-)\n") do
        local before, comment = parted(line)
        lines[#lines + 1] = { code = before or line, comment = comment, indent = #string.match(line, "^ *") }
        if comment then n_comments, widest = n_comments + 1, math.max(widest, letters(before)) end
    end
    if n_comments < 2 then widest = 0 end -- one alone stands where it was written
    return lines, widest
end

-- Lines of pieces, each piece its words and its colour in turn, without the first so many letters' spaces.
local function rows_of(pieces, indent, n_columns)
    local rows, at = { {} }, 0
    local function put(text, color)
        local row = rows[#rows]
        row[#row + 1], row[#row + 2] = text, color
        at = at + letters(text)
    end
    for i = 1, #pieces, 2 do
        for space, word in string.gmatch(pieces[i], "( *)([^ ]*)") do
            if at > indent and word ~= "" and at + #space + letters(word) > n_columns then
                rows[#rows + 1], at = {}, 0
                put(string.rep(" ", indent + HANGING), pieces[i + 1])
                space = ""
            end
            if space .. word ~= "" then put(space .. word, pieces[i + 1]) end
        end
    end
    return rows
end

-- ---- how large ----

-- The letters of the longest line, with comments beside the code, or above it.
local function longest(lines, column, beside)
    local most = 1
    for _, line in ipairs(lines) do
        local code_n, comment_n = letters(line.code), line.comment and letters(line.comment) or 0
        if beside and comment_n > 0 then
            code_n = math.max(code_n, column) + 3 + comment_n
        else
            code_n = math.max(code_n, line.indent + comment_n)
        end
        most = math.max(most, code_n)
    end
    return most
end

-- The size of letters, and whether comments have room beside the code.
local function size_for(cx, lines, column, w)
    local least, room = cx.page.wide and LEAST_SIZE or cx.page.least, (w - 2 * PAD_X) / MONO
    local fits, beside = room / longest(lines, column, true), true
    if fits < least then fits, beside = room / longest(lines, column, false), false end
    if fits < least and cx.page.wide then cx.cut = true end -- on other canvases lines are broken
    return math.max(least, math.min(46 * cx.k, fits)), beside
end

local function pitch_for(cx, size)
    local share, spread = math.max(0, (cx.k - 0.62) / 0.38), math.min(1.3, 0.75 + 0.25 * cx.loose)
    if cx.page.tight then return size * (1.22 + 0.4 * share) * spread end
    return math.max(LEAST_PITCH * size / LEAST_SIZE, size * (1.5 + 0.63 * share)) * spread
end

-- ---- where everything stands ----

local ROW = 1.25   -- from row to row of a line that is broken, of the size
local EMPTY = 0.55 -- of the pitch: how high a line is that has nothing

-- Each line's rows, all of them below its upper edge: its code, and what is said beside it or, where that has no
-- room, above it.
local function plan(cx, block, w)
    local lines, column = read(block.text)
    local size, beside = size_for(cx, lines, column, w)
    local p = { size = size, pitch = pitch_for(cx, size), lines = lines }
    local n_columns = (w - 2 * PAD_X + 2) // (MONO * size)
    local source = {}
    for i, line in ipairs(lines) do source[i] = line.code end
    local pieces = code_pieces(table.concat(source, "\n"), block.language)
    local pad = math.max(cx.page.tight and 14 or 24, 0.3 * p.pitch)
    local y = pad
    for i, line in ipairs(lines) do
        line.top, line.rows = y, rows_of(pieces[i], line.indent, n_columns)
        line.comments = {}
        if line.comment and beside then
            line.comment_x = (math.max(letters(line.code), column) + 3) * MONO * size
            line.comments = { { line.comment, "soft" } }
        elseif line.comment then
            line.comment_x = line.indent * MONO * size
            line.comments = rows_of({ line.comment, "soft" }, 0, n_columns - line.indent)
        end
        line.above = beside and 0 or #line.comments
        line.h = line.code == "" and EMPTY * p.pitch or p.pitch + (#line.rows + line.above - 1) * ROW * size
        y = y + line.h
    end
    p.h = y + pad
    return p
end

-- ---- lit lines ----

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

local function spans(row)
    local list = {}
    for i = 1, #row, 2 do list[#list + 1] = { text = row[i], color = row[i + 1] } end
    return list
end

-- Draws the lines; gives of each the things that step back, and which of them are its comment.
local function draw_lines(cx, block, p, x, y, w)
    local drawn, step = {}, ROW * p.size
    local function draw_row(line, row, number, indent)
        local top = y + line.top + (p.pitch - step) / 2 + (number - 1) * step
        local into = place(x + PAD_X + indent, top, w - 2 * PAD_X + 2 - indent, step + 0.25 * p.size)
        local words = rich { spans(row), size = p.size, pitch = step, family = "mono", into = into }
        return cx.stage:add(words, block.click, block.gone)
    end
    for i, line in ipairs(p.lines) do
        local one = { things = {}, comments = {}, bright = true, ink = false }
        for k, row in ipairs(line.comments) do
            one.comments[k] = draw_row(line, row, k, line.comment_x)
            one.things[k] = one.comments[k]
        end
        for k, row in ipairs(line.rows) do
            if #row > 0 then one.things[#one.things + 1] = draw_row(line, row, k + line.above, 0) end
        end
        drawn[i] = one
    end
    return drawn
end

-- Lines step back or return; comments are in full ink while their line is lit.
local function light_lines(drawn, step)
    local lit = set_of(step, #drawn)
    for i, one in ipairs(drawn) do
        local now = lit[i] or false
        if one.bright ~= now then
            for _, thing in ipairs(one.things) do (now and undim or dim)(thing, { dur = "quick" }) end
        end
        local ink = now and step ~= "all"
        if one.ink ~= ink then
            for _, comment in ipairs(one.comments) do comment:paint(ink and "ink" or "soft") end
        end
        one.bright, one.ink = now, ink
    end
end

local function light_bands(p, bands, step, x, y, w)
    local wanted = bands_of(step, #p.lines)
    for i = 1, math.max(#wanted, #bands) do
        local band, into = wanted[i], nil
        if band then
            local first, last = p.lines[band.first], p.lines[band.last]
            into = place(x + 1, y + first.top + 0.07 * p.pitch, w - 2, last.top + last.h - first.top - 0.14 * p.pitch)
        end
        if band and not bands[i] then
            local ground, edge = { fill = "accent", alpha = 0.16 }, { w = 8, fill = "accent" }
            bands[i] = shapes { { ground, edge }, into = into, order = -1 }
            fade_in(bands[i], { dur = "quick" })
        elseif band then
            settle(bands[i], into, { dur = "quick" })
        else
            leave(bands[i], { dur = "quick" })
            bands[i] = nil
        end
    end
end

function code.flow(cx, block, x, y, w)
    local p = plan(cx, block, w)
    cx.panels = true
    if not cx.stage then return p.h end
    flow_of().panel(cx, x, y, w, p.h, block.click, block.gone)
    local drawn, bands = draw_lines(cx, block, p, x, y, w), {}
    cx.stage:reads(block.click, #block.text // 3)
    local function light(step)
        par(function()
            light_lines(drawn, step)
            light_bands(p, bands, step, x, y, w)
        end)
    end
    if block.steps[1] ~= "all" then
        cx.stage:at(block.click, function() light(block.steps[1]) end)
    end
    for i = 2, #block.steps do
        cx.stage:at(block.step_click + i - 2, function() light(block.steps[i]) end)
    end
    return p.h
end

return code
