-- told.lua — what the slides say of the runs: numbers that follow from recorded ones, and words that follow from these.

-- How far a loss goes up and down on its way: the mean step upwards, as a share of how far it came.
local function unrest(metrics, field)
    local ups, first, last = 0, nil, nil
    for _, metric in ipairs(metrics) do
        local loss = metric[field] and value(metric[field])
        if loss and last and loss > last then ups = ups + loss - last end
        first, last = first or loss, loss or last
    end
    return ups / math.max(0.001, math.abs((first or 0) - (last or 0)))
end

local NOISY = 0.5 -- more of the way is gone back than this

local function smooth_or_noisy(metrics, field)
    return unrest(metrics, field) > NOISY and "noisy" or "smooth"
end

local function first_and_last(metrics)
    local first, last
    for _, metric in ipairs(metrics or {}) do
        if metric.val_loss then first, last = first or metric, metric end
    end
    return first, last
end

-- How much lower the validation loss became; nil: it was not recorded.
local function drop_of(run)
    local first, last = first_and_last(run.metrics)
    return first and 1 - last.val_loss / first.val_loss
end

-- Slides name what they need, so that what is missing here is not asked for.
return function(run, runs)
    local single, first, last = runs.single or run, first_and_last(run.metrics)
    local metrics = run.metrics or {}
    return {
        before = first and first.val_loss, after = last and last.val_loss,
        drop = drop_of(run), single_drop = drop_of(single),
        rate = #metrics > 1 and metrics[2].lr or nil,
        train = #metrics > 1 and smooth_or_noisy(metrics, "loss") or nil,
        single_train = single.metrics and smooth_or_noisy(single.metrics, "loss"),
        val = first and smooth_or_noisy(metrics, "val_loss"),
        corpus = run.corpus == "tiny Shakespeare" and "a selection of Shakespeare" or run.corpus,
    }
end
