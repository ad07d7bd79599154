-- loss_chart.lua — both losses of a run by step, with a line for pure chance.
local loss_chart = {}

local TRAIN, UNSEEN = "training text", "unseen text"

-- `clear`, if any, is an area in it that something else takes.
function loss_chart.make(run, into, clear)
    local chance = math.log(run.n_vocab)
    return chart { across = "steps (the first ones drawn wider)", scale = "sqrt", up = "loss: average surprise",
        large = true, into = into, clear = clear, values = "ends",
        rule = { at = chance, words = "pure chance: ${chance:.2f}" },
        series = {
            { of = run.metrics, field = "loss", name = TRAIN, color = "train" },
            { of = run.metrics, field = "val_loss", name = UNSEEN, color = "val", dots = true },
        } }
end

-- What its lines are, large, in a place beside them; of unseen text there is one only where its loss was measured.
function loss_chart.names(run, place)
    local _, above, below = place:column { 3, 2, 2 }
    return { heading(TRAIN, { into = above, color = "train", align = "left" }),
             run.best and heading(UNSEEN, { into = below, color = "val", align = "left" }) or nil }
end

return loss_chart
