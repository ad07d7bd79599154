-- loss_chart.lua — both losses of a run by step, with a line for blind guessing, and notes of what it wrote.
local wide_or = require "wide_or"

-- `notes` are some of the samples; `clear`, if any, is an area in it that something else takes.
return function(run, notes, into, clear)
    local blind = math.log(run.n_vocab)
    return chart { across = "steps, square-root scale", scale = "sqrt", up = "loss: average surprise",
        large = wide_or(true, false), into = into, clear = clear, notes = notes, values = "ends",
        rule = { at = blind, words = "blind guessing: ${blind:.2f}" },
        series = {
            { of = run.metrics, field = "loss", name = "training text", color = "train" },
            { of = run.metrics, field = "val_loss", name = "unseen text", color = "val", dots = true },
        } }
end
