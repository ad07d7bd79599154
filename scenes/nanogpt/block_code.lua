-- block_code.lua — the open block makes room for its code, whose lines are lit with its halves; then the code
-- becomes a file.
local opened, wide_or = require "opened_block", require "wide_or"
local block_code = {}

-- The block in Python, with what this run's blocks have, and the line of each of its halves.
local function sketch(block, run, place)
    local lines, line_of = { "def block(x):" }, {}
    for i, name in ipairs(block.names) do
        local x = run.has_norm and "norm_" .. ({ "a", "b" })[i] .. "(x)" or "x"
        local sum = run.has_residual and "x + " or ""
        lines[#lines + 1] = "    x = " .. sum .. name:lower() .. "(" .. x .. ")"
        line_of[name] = #lines
    end
    lines[#lines + 1] = "    return x"
    return code { lines, label = "our sketch, in Python", into = place, order = 1 }, line_of
end

-- Of the block, which gets smaller, and of its code.
local function places_of(page)
    local middle = page:middle(by_canvas { wide = 0.94, square = 1, tall = 0.9 })
    local shares = { 1, by_canvas { wide = 3.2, square = 1, tall = 0.8 } }
    local aside, beside = wide_or(page.row, page.column)(middle, shares)
    return aside, beside:middle(wide_or(0.76, 1))
end

-- The block's title becomes `head`. Gives what is there at the end.
function block_code.open(block, run, page, head)
    local aside, beside = places_of(page)
    local code, line_of = sketch(block, run, beside)
    par(function()
        become(block.title, head, { dur = "quick" })
        opened.aside(block, aside)
        at(0.35, function() rise_in(code, { dur = "quick" }) end)
    end)
    return { block = block, code = code, line_of = line_of, head = head }
end

-- One half after the other, with its line.
function block_code.light_lines(shown)
    local block = shown.block
    for i, name in ipairs(block.names) do
        par(function()
            shown.code:light(shown.line_of[name])
            block[name].card:light()
            if i > 1 then block[block.names[i - 1]].card:light(false) end
        end)
        hold(block.names[2] and 0.5 or 1.2)
    end
end

-- All of the code is looked at, no longer a half.
function block_code.light_all(shown)
    local names = shown.block.names
    par(function()
        shown.code:light_all()
        shown.block[names[#names]].card:light(false)
    end)
end

-- The code becomes the file, and all else leaves.
function block_code.become(shown, file)
    local block = shown.block
    leave { shown.head, block.grid, block.mlp }
    for _, name in ipairs(block.names) do leave { block[name].card, block[name].name } end
    become(shown.code, file, { dur = "quick" })
end

return block_code
