-- 59_snapshots.lua — a tensor of the model before and after its training: a bigram's small letters.
return scene("snapshots of tensors", function(_, runs)
    local snapshots, from = runs.bigram.snapshots, math.max(1, value(runs.bigram.n_vocab) - 11)
    local function part(snapshot)
        local tensor, rows = snapshot:tensor "weights.wte.weight", {}
        for i = from, #tensor do
            rows[#rows + 1] = {}
            for j = from, #tensor do rows[#rows][j - from + 1] = tensor[i][j] end
        end
        return rows
    end
    local page = area()
    local last = snapshots[#snapshots]
    local step = heading("at first", { into = page:cut_top "fit" })
    local map = matrix { part(snapshots[1]), full = 4, into = page }
    rise_in(step)
    stretch(1, function() appear(map) end)
    par(function()
        change(step, "after ${last.step:,d} updates")
        change(map, part(last), { dur = "slow" })
    end)
    hold(1)
end)
