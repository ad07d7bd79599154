-- 01_architecture.lua — "GPT fits in your head": the model from outside, a prompt, one block, its code.
local block_code, embedding, hook = require "block_code", require "embedding", require "hook"
local opened, passage, wide_or = require "opened_block", require "passage", require "wide_or"
local words_of = require "words"

-- What is said of this model: whether places are added, and how many blocks it has.
local function says_embed(probe, unit)
    local becomes = "Each token, here a " .. unit .. ", becomes "
    if not probe.embed_position then return becomes .. "a column of *numbers*." end
    return becomes .. "numbers: *what* plus *where*."
end

local function says_flow(n_blocks, odds)
    local way = n_blocks == 0 and "They go straight to the head"
        or n_blocks == 1 and "They run through one block" or "They run through a *stack* of blocks"
    return way .. (odds and "; out come the *odds* for the next token." or ".")
end

-- What is to be seen in the passage.
local function says_title(run, n_blocks)
    local probe = run.probe
    local twice = n_blocks > 0 and run.has_residual and probe.attention and probe.mlp_hidden
    return twice and "Each block adds to the column, twice" or "One prompt, one pass"
end

return scene("Architecture", function(run)
    local page, probe, n_lines, say = area(), run.probe, facts.nanogpt_model_lines, words_of(run)
    chapter "Architecture"

    local opening = hook.make(run, page, say.unit)
    beat(4.5, function()
        spoken("hook", "The kind of model in chatbots is *a few pages* of Python.", function()
            hook.play(opening)
            click()
        end)
    end)

    -- Tokens become columns; these are added, flow through the blocks, and give the odds of the next token.
    local top = page:cut_top "fit"
    local head = heading(probe and "Every token becomes a column of numbers" or "From text to the next token",
        { into = top })
    local says_head = "head: a chance for every " .. say.unit
    local stream = flow { run, head = says_head, into = page, order = 1 }
    local blocks, lights = passage.blocks(run, stream)
    local embeddings = probe and embedding.make(probe, stream, page, top, say.unit)
    local road = probe and residual_road { probe.tokens, into = stream:place "road", order = -1 }
    local odds = probe and probe.next and passage.odds(run, stream)
    local rest, layer, telling, shown = { stream }, nil, nil, nil
    if embeddings then rest[2] = embeddings.all[2] end
    if probe and probe.attention and #blocks > 0 then
        layer, telling = telling_head(probe.attention, stream:layers())
        for i, l in ipairs(stream:layers()) do if same(l, layer) then shown = i end end
    end
    local function note(words, place)
        rest[#rest + 1] = heading(words, { into = stream:place(place), align = "middle", color = "soft" })
        rise_in(rest[#rest])
    end
    local has_notes = by_canvas { wide = "all", square = "some", tall = "none" } -- below and beside the flow
    local function inlet()
        rise_in(stream:outline "input")
        if not embeddings then return end
        rise_in(embeddings.all)
        if has_notes ~= "none" then note(embeddings.says, "input label") end
    end
    local function outline()
        for _, block in ipairs(blocks) do
            fade_in { block.card, table.unpack(block.on) }
            dim(block.on, { dur = "quick" })
        end
        rise_in(stream:outline "rest")
        if road then appear(road) end
        if value(run.n_layer) > #blocks then note("${run.n_layer} blocks", "blocks label") end
        if has_notes == "all" then note(says_head, "head label") end
        if not odds then return end
        fade_in { odds.places, stream:part "way" }
        dim(stream:part "way", { dur = "quick" })
        stream:fan(odds.places)
    end
    local span = shown and odds and beat or function(_, f) f() hold(1) end
    span(10.1, function()
        local function open_with(f)
            par(function()
                leave(opening.all, { dur = "quick" })
                at(0.1, function()
                    par(function()
                        rise_in(head, { dur = "quick" })
                        if f then seq(f) end
                    end)
                end)
            end)
        end
        if probe then
            spoken("embed", says_embed(probe, say.unit), function()
                open_with(function() embedding.add_up(embeddings) end)
            end)
        end
        spoken("flow", says_flow(#blocks, odds), function()
            meanwhile(function()
                par(function()
                    if not probe then
                        open_with()
                        return par(function() fade_in(stream:outline "sum") inlet() outline() end)
                    end
                    change(head, says_title(run, #blocks))
                    embedding.pour(embeddings, stream:place "sum")
                    fade_in(stream:outline "sum")
                    at(0.2, function() par(inlet) end)
                    at(0.2, function() par(outline) end)
                end)
            end)
            hold(1)
            par(function()
                if embeddings then embedding.step_back(embeddings) end
                seq(function() passage.run(stream, lights, shown) end)
            end)
            if not odds then return end
            par(function()
                undim(stream:part "way")
                passage.show(odds, say.unit)
            end)
        end)
        click()
    end)
    if odds then table.move({ odds.bars, odds.says }, 1, 2, #rest + 1, rest) end

    -- The block that has most to see opens; all else leaves.
    for i, things in ipairs(lights) do
        if i == shown then things = blocks[i].names end
        table.move(things, 1, #things, #rest + 1, rest)
    end
    local from, block, code = blocks[shown], nil, nil
    if from then
        from.road, from.title, from.tokens, from.leaving = road, head, embeddings.all[1], rest
        from.layer, from.head = layer, telling
        beat(5.2, function() block = opened.play(run, from) end)
    else
        table.move({ head, road, embeddings and embeddings.all[1] }, 1, 3, #rest + 1, rest)
    end

    -- It makes room for its code; and that is a piece of a file, whose lines can be counted.
    local number, of, lines = page:middle(0.94):column({ 3, 1, 2.6 }, { gap = "l" })
    local whole = file_card { "model.py", lines = n_lines, numbered = false, blank = true, into = lines }
    beat(block and 5.2 or 4, function()
        if block then
            code = block_code.open(block, run, page, heading("The same block, in code", { into = top }))
            spoken("code", "In code, a few *lines*.", function() block_code.light_lines(code) end)
        end
        if code then block_code.light_all(code) end
        spoken("whole", "The *whole* model? ${n_lines} lines.", function()
            par(function()
                if code then
                    block_code.become(code, whole)
                else
                    leave(rest)
                    rise_in(whole)
                end
                at(0.1, function() pop_in(big("${n_lines} lines", { into = number })) end)
                local are = heading("of Python are the whole model.", { into = of, align = "middle" })
                rise_in(are, { delay = "usual" })
                seq({ delay = "quick" }, function() whole:count() end)
            end)
        end)
        click()
    end)
end)
