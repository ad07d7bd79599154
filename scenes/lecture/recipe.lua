-- recipe.lua — what else keeps deep models trainable: over what a norm is taken, numbers that are hidden; and a
-- block in code.
local DROPPED = 0.15 -- of the numbers, as in the largest rung of gpt.py; which ones is drawn here

local FULL = 2.5      -- weaker numbers have colours, too, so that a zero is seen

local function dropped(rows)
    local out = {}
    for i, row in ipairs(rows) do
        out[i] = {}
        for j, x in ipairs(row) do out[i][j] = math.random() < DROPPED and 0 or x end
    end
    return out
end

return function(run)
    local page, probe = area(), run.probe
    local head = heading("A norm within each token", { into = page:cut_top "fit" })
    local foot = page:cut_bottom "fit"
    local stream = probe.residual[#probe.residual]
    local rows = line("layer norm: mean and spread of a row", { align = "middle", into = foot })
    local columns = line("batch norm: mean and spread of a column", { align = "middle", into = foot })
    local zeros = line("dropout: zeros at random, others each time", { align = "middle", into = foot })
    local all = matrix { stream, rows = probe.tokens, fill = true, color = "accent", full = FULL,
        name = "the stream: a row for each token", into = page:middle(0.9, 1) }
    spoken("within", "A layer norm looks at one token at a time. A batch norm would mix tokens and examples: "
        .. "then what a letter becomes depends on who is beside it in the batch, even on letters that come later.",
        function()
            par(function()
                rise_in { head, rows }
                appear(all, { stagger = 0.002 })
            end)
            for i = 1, math.min(3, #probe.tokens) do all:light { row = i } hold(0.4) end
            par(function() leave(rows) change(head, "A batch norm would mix them") end)
            rise_in(columns)
            for j = 1, 10 do all:light { column = j } hold(0.3) end
            all:light()
        end)
    spoken("dropout", "And dropout hides numbers at random while it learns, so that none is relied on.", function()
        par(function() leave(columns) change(head, "Dropout hides some") end)
        rise_in(zeros)
        for _ = 1, 2 do
            change(all, dropped(stream), { dur = "usual" })
            hold(0.8)
        end
    end)
    click()
    par(function() leave { head, all, zeros } end)

    local block = code { "gpt.py", part = "through a block", into = area() }
    spoken("code", "In code: each half sits behind a norm, on a branch; then dropout; then it is added.", function()
        appear(block)
        hold(0.6)
        block:light "change ="
        hold(1.8)
        block:light "x = x + change"
        hold(0.8)
        block:light_all()
    end)
    hold(1)
end
