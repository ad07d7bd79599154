local kit = require "kit.blocks"
return scene("Many heads", { needs = "attention" }, function(run)
    local page = area()
    local row = token_row { run, into = page, gap = "small", color = "accent", keep = "last", most = 4 }
    local n = 3
    heading("heads of ${run}", { dur = "quick" })
    beat(5, function()
        par(function() stagger(0.2, function() row:show { now = true } end) end)
        each(row, function(part, i) settle(row, part, { delay = 0.5 }) end)
    end)
    kit.twice(function() leave { row, row[1] } end)
    python { "loop.py", n = n, into = 2 }
    chart { { 1, 2, 3 }, axis = { from = 0, to = 5 }, ease = { 0.2, 0, 0.4, 1 } }
    print(total(1, 2, 3), word "x", row.name, #row, row[2].draw)
end)
