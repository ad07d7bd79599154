-- 10_scaling.lua — the ladder: every idea of the film as a rung, with what that model writes.
-- The last evaluation of a run, which is over all windows of the validation text.
local function last_loss(run)
    local last
    for _, metric in ipairs(run and run.metrics or {}) do last = metric.val_loss or last end
    return last
end

-- The last rung's words, and what its model writes.
local function pulse_last(all)
    local parts = all:parts()
    par(function() for i = #parts - 1, #parts do pulse(parts[i]) end end)
end

return scene("Scaling up", { needs = "best.val_loss" }, function(run, runs)
    chapter "Scaling up"
    local page = area()
    local head = heading("Every idea takes the loss down a rung", { into = page:cut_top "fit" })
    local note = label("validation loss, to scale; in gray: parameters",
        { into = page:cut_top("fit", { gap = "m" }), color = "soft" })
    local function size(one)
        return "${one.n_layer} blocks, ${one.n_embd} numbers wide, a memory of ${one.n_ctx} letters"
    end

    local steps, last = {
        { "bigram", runs.bigram, "bigram", "Every chapter added one idea. What is each worth? We trained them all. "
            .. "First the table of pairs, which knows one letter back: this is how it writes." },
        { "one head", runs.one_head, "head", "One head of attention: a letter can look at seven before it." },
        { "many heads", runs.many_heads, "heads", "Several heads at once, the largest of the small steps." },
        { "+ MLP", runs.mlp, "mlp", "An M L P: a moment to think about what was gathered." },
        { "+ residual", runs.residual, "residual",
            "The residual road, and with it ${runs.residual.n_layer:words} blocks instead of one: two changes.",
            note = "${runs.residual.n_layer} blocks, " },
        { "+ norm", runs.norm, "norm", "Layer norm, and the steps get small: this setting is used up." },
        { "larger", runs.char_cpu, "larger", "No new idea now, only more: " .. size(runs.char_cpu)
            .. ". One table serves both ends, the way in and the way out." },
        { "larger still", run, "largest", "And again: " .. size(run) .. ". It writes in lines." },
    }
    local rungs, shown = {}, {}
    for _, step in ipairs(steps) do
        local name, one = step[1], step[2]
        local loss = last_loss(one)
        if loss and (not last or loss < last) then
            last, shown[#shown + 1] = loss, step
            local texts = one.samples
            rungs[#rungs + 1] = { name = name, loss = loss, sample = texts and texts[#texts],
                                  note = (step.note or "") .. "${one.n_params:,d}" }
        end
    end
    local all = ladder { rungs, into = page }
    begin_with { head, all }
    for i, step in ipairs(shown) do
        if i > 1 then click() end
        spoken(step[3], step[4], function()
            if i == 1 then
                all:next { text = false }
                rise_in(note)
                hold(1.5)
                stretch(6, function() all:write() end) -- letter by letter, as it is read
            else
                if i == #shown then hold(0.6) end -- a breath before the long way down
                all:next()
            end
            if i >= #shown - 1 then
                for _ = 1, 3 do
                    hold(1.2)
                    pulse_last(all)
                end
            end
        end)
    end
    takeaway "Architecture buys a rung at a time; scale buys the long way down."
    key_frame "The validation loss falls from ${rungs[1].loss:.2f} to ${last:.2f}."
    click()
    spoken("moral", "Same text, same measure, same letters. Ideas made it possible. "
        .. "*Size* made it readable.", function()
        local parts = all:parts()
        focus({ table.unpack(parts, math.max(1, #parts - 2)) }, function()
            pulse_last(all)
            hold(1.5)
            pulse_last(all)
            hold(1)
        end)
    end)
    hold(1)
end)
