-- loss_chart.lua — both losses of a run by step, with a line for pure chance.
local loss_chart = {}

-- `clear`, if any, is an area in it that something else takes.
function loss_chart.make(run, into, clear)
    local chance = math.log(run.n_vocab)
    return chart { across = "steps (the first ones drawn wider)", scale = "sqrt", up = "loss: average surprise",
        large = true, into = into, clear = clear, values = "ends", ride = true,
        rule = { at = chance, words = "pure chance: ${chance:.2f}" },
        series = {
            { of = run.metrics, field = "loss", name = "training text", color = "train" },
            { of = run.metrics, field = "val_loss", name = "unseen text", color = "val", dots = true },
        } }
end

return loss_chart
